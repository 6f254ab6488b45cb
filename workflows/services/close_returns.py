"""Khóa nhận phiếu: after closing, forms and decisions change only when a person with the right opens them again."""

from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from storage import audit, return_acts
from storage.database import transaction
from storage.return_acts import Closing
from workflows.services.campaign_method import ReasonWanted
from workflows.services.campaign_state import campaign_state
from workflows.services.workspace import Workspace


class ReturnsClosed(DirectiveError):
    """Đã khóa nhận phiếu: nothing about forms changes until they are opened again."""

    kind = "returns_closed"
    template = N_(
        "The returns of {campaign} were closed on {day} ({reason}). They change only after “vanthu returns reopen”, "
        "by a person whom the plan names, with a reason."
    )


class NotClosed(DirectiveError):
    """Chưa khóa: there is nothing to open."""

    kind = "returns_not_closed"
    template = N_("The returns of {campaign} are open already.")


class MayNotReopen(DirectiveError):
    """Không được mở lại: the plan does not name this person among those who may open the returns again."""

    kind = "may_not_reopen"
    template = N_(
        "{person} may not open the returns of {campaign} again. The plan names (returns.may_reopen): {allowed}."
    )


def close_returns(workspace: Workspace, campaign_id: str, day: date, *, reason: str, person: str) -> bool:
    """Khóa nhận phiếu: from now on nothing changes; False when they were closed already.

    Raises UnknownCampaign, ReasonWanted.
    """
    _refuse_unsaid(campaign_id, reason, person)
    campaign_state(workspace, campaign_id)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        if last_closing(connection, campaign_id) is not None:
            return False
        _add(workspace, connection, campaign_id, Closing(True, reason, person, day))
    return True


def reopen_returns(workspace: Workspace, campaign_id: str, day: date, *, reason: str, person: str) -> None:
    """Mở lại: late forms and decisions are taken again; they enter the next cut, no earlier one.

    Raises UnknownCampaign, ReasonWanted, NotClosed, MayNotReopen.
    """
    _refuse_unsaid(campaign_id, reason, person)
    allowed = campaign_state(workspace, campaign_id).plan.returns.may_reopen
    if person not in allowed:
        names = ", ".join(allowed) or "–"
        raise MayNotReopen(where=person, person=person, campaign=campaign_id, allowed=names)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        if last_closing(connection, campaign_id) is None:
            raise NotClosed(where=campaign_id, campaign=campaign_id)
        _add(workspace, connection, campaign_id, Closing(False, reason, person, day))


def last_closing(connection: Connection, campaign_id: str) -> Closing | None:
    """Lần khóa còn hiệu lực: None while forms are taken."""
    found = return_acts.closings(connection, campaign_id)
    return found[-1] if found and found[-1].closed else None


def refuse_closed(connection: Connection, campaign_id: str) -> None:
    """Từ chối khi đã khóa: to be asked by every act on forms, within its own transaction. Raises ReturnsClosed."""
    closing = last_closing(connection, campaign_id)
    if closing is not None:
        raise ReturnsClosed(where=campaign_id, campaign=campaign_id, day=closing.day, reason=closing.reason)


def _add(workspace: Workspace, connection: Connection, campaign_id: str, closing: Closing) -> None:
    at = workspace.timestamp()
    return_acts.add_closing(connection, campaign_id, closing, actor=workspace.actor, at=at)
    name = "returns_closed" if closing.closed else "returns_reopened"
    facts = {"reason": closing.reason, "person": closing.person, "day": closing.day.isoformat()}
    act = audit.Act(at, workspace.actor, name, campaign_id, facts)
    audit.append(connection, f"campaign/{campaign_id}", act)


def _refuse_unsaid(campaign_id: str, reason: str, person: str) -> None:
    if not (reason.strip() and person.strip()):
        raise ReasonWanted(where=campaign_id)
