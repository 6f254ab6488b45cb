"""Dự kiến hạn: when the calendar or the plan moved due days, it is written down once, with each old and new day."""

from collections.abc import Mapping
from datetime import date

from directives.followup.log import ANY
from storage import audit, followup
from storage.database import reading, transaction
from storage.followup import Projection
from workflows.services.campaign_state import running_campaigns
from workflows.services.followup_state import state_in
from workflows.services.workspace import Workspace

_HORIZON = "; announced to "


def project_dues(workspace: Workspace, campaign_id: str, day: date) -> bool:
    """Dự kiến hạn: a new row when due days moved, or became firm, since the last; False when nothing did.

    Which days hold is always worked out anew; the row records that people were told. What is past stays as it was.
    Raises UnknownCampaign.
    """
    known = workspace.calendar.known_on(day)
    dues = _dues(workspace, campaign_id, day)
    calendar = f"{known.data_version}{_HORIZON}{known.announced_to}"
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        last = followup.last_projection(connection, campaign_id)
        provisional = [lane for lane, due in dues.items() if due > known.announced_to]
        firm = [] if last is None else _became_firm(last, dues, known.announced_to)
        if last is not None and last.dues == dues and not firm:
            return False
        projection = Projection(last.version + 1 if last else 1, calendar, dues, day)
        at = workspace.timestamp()
        followup.add_projection(connection, campaign_id, projection, at=at, actor=workspace.actor)
        said = {
            "version": projection.version,
            "calendar": calendar,
            "day": day.isoformat(),
            "moved": _moved(last.dues, dues) if last else {},
            "provisional": provisional,
            "firm": firm,
        }
        act = audit.Act(at, workspace.actor, "dues_projected", campaign_id, said)
        audit.append(connection, f"campaign/{campaign_id}", act)
    return True


def project_all(workspace: Workspace, day: date) -> tuple[str, ...]:
    """Dự kiến lại mọi kế hoạch: the ids of those whose days moved or became firm."""
    return tuple(one for one in running_campaigns(workspace) if project_dues(workspace, one, day))


def provisional_lanes(workspace: Workspace, campaign_id: str, day: date) -> tuple[tuple[str, date], ...]:
    """Hạn dự kiến: lanes ("step#occurrence") whose day lies beyond what was announced by ``day``, with that day."""
    known = workspace.calendar.known_on(day)
    dues = _dues(workspace, campaign_id, day)
    return tuple((lane, due) for lane, due in dues.items() if known.is_provisional(due))


def _dues(workspace: Workspace, campaign_id: str, day: date) -> Mapping[str, date]:
    """Of the log only what is about every step is read: moves of anchors; it is asked for every day."""
    with reading(workspace.engine) as connection:
        return state_in(connection, workspace, campaign_id, (ANY,)).due_days_on(day).dues


def _moved(old: Mapping[str, date], new: Mapping[str, date]) -> dict[str, list[str | None]]:
    """Hạn cũ, hạn mới: of each lane whose day differs; None where there was, or is, none."""
    lanes = sorted(old.keys() | new.keys())
    return {
        lane: [_iso(old.get(lane)), _iso(new.get(lane))] for lane in lanes if old.get(lane) != new.get(lane)
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _became_firm(last: Projection, dues: Mapping[str, date], announced_to: date) -> list[str]:
    """Hạn thành chính thức: lanes whose day was provisional when it was last told and is announced now."""
    before = date.fromisoformat(last.calendar.rpartition(_HORIZON)[2])
    return [
        lane for lane, due in dues.items() if due <= announced_to and last.dues.get(lane, date.min) > before
    ]
