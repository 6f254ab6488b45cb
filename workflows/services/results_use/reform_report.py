"""Báo cáo cải cách hành chính: the part on the index for six months or a year, with what a person adds to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from directives.calendar.dates import short_date
from directives.errors import N_, DirectiveError
from directives.results_use.reform_report import (
    PartId,
    ReformPart,
    ReformPeriod,
    ReformReport,
    parts_of,
    window_of,
)
from directives.text import normalise
from storage import audit, followup_records
from storage.database import reading, transaction
from workflows.services.followup_state import followup_state, state_in
from workflows.services.results_use.reform_parts import ReformSources, reform_parts
from workflows.services.workspace import Workspace

#: A paragraph of a report; more belongs into a document of its own.
_LONGEST = 4000


class FutureReport(DirectiveError):
    """Ngày chưa đến: a report says what the books say, and those of tomorrow are not written yet."""

    kind = "future_report"
    template = N_("The report cannot be as of {day}: name today, {today}, or an earlier day.")


class NoSuchPart(DirectiveError):
    """Không có mục này: the report of this period has no such part."""

    kind = "no_such_part"
    template = N_("The report has no part “{part}”. Its parts: {known}.")


class TextNotKept(DirectiveError):
    """Lời văn không dùng được: too long for a paragraph, or with control characters."""

    kind = "text_not_kept"
    template = N_("A paragraph has at most {most} letters and no control characters.")


def reform_sources(workspace: Workspace, campaign_id: str, period: ReformPeriod, day: date) -> ReformSources:
    """Nguồn của báo cáo: the books of a plan on a day. Raises UnknownCampaign, FutureReport."""
    today = workspace.today()
    if day > today:
        raise FutureReport(where=day.isoformat(), day=short_date(day), today=short_date(today))
    return ReformSources(followup_state(workspace, campaign_id), period, window_of(period, day), day)


def reform_report(workspace: Workspace, campaign_id: str, period: ReformPeriod, day: date) -> ReformReport:
    """Báo cáo: every part of the period, as the books stand on the day. Raises UnknownCampaign, FutureReport."""
    return report_from(reform_sources(workspace, campaign_id, period, day))


def report_from(sources: ReformSources) -> ReformReport:
    """Báo cáo từ nguồn: with what people added to its parts."""
    plan = sources.plan
    with reading(sources.workspace.engine) as connection:
        kept = followup_records.in_force(connection, plan.id, "reform", _beginning(sources))
    parts = [_with_text(part, kept, sources) for part in reform_parts(sources, parts_of(sources.period))]
    return ReformReport(plan.id, plan.title, sources.period, sources.window, sources.day, tuple(parts))


def write_reform_text(
    workspace: Workspace, campaign_id: str, period: ReformPeriod, day: date, part: str, text: str
) -> str:
    """Thêm lời cho một mục: a paragraph behind what is computed; empty takes it out. Every version is kept.

    Figures stay computed. Gives the text as kept. Raises UnknownCampaign, FutureReport, NoSuchPart, TextNotKept.
    """
    sources = reform_sources(workspace, campaign_id, period, day)
    known = [rule.id.value for rule in parts_of(period)]
    if part not in known:
        raise NoSuchPart(where=part, part=part, known=", ".join(known))
    said = " ".join(normalise(text).split())
    if len(said) > _LONGEST or not said.isprintable():
        raise TextNotKept(where=part, most=_LONGEST)
    key = _beginning(sources) + part
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        state_in(connection, workspace, campaign_id)
        before = followup_records.in_force(connection, campaign_id, "reform", key).get(key, {"text": ""})
        if before["text"] == said:
            return said
        at, actor = workspace.timestamp(), workspace.actor
        followup_records.add(connection, campaign_id, "reform", {key: {"text": said}}, at, actor)
        told = {"part": part, "period": period.value, "of": sources.window.last.isoformat()}
        act = audit.Act(at, actor, "reform_text_written", campaign_id, told)
        audit.append(connection, f"campaign/{campaign_id}", act)
    return said


def reform_text_versions(
    workspace: Workspace, campaign_id: str, period: ReformPeriod, day: date, part: PartId
) -> Sequence[tuple[str, str, str]]:
    """Các phiên bản của lời thêm: when, who and what, oldest first. Raises UnknownCampaign, FutureReport."""
    key = _beginning(reform_sources(workspace, campaign_id, period, day)) + part.value
    with reading(workspace.engine) as connection:
        rows = followup_records.versions(connection, campaign_id, "reform", key)
    return [(at, actor, str(content["text"])) for at, actor, content in rows]


def report_as_json(found: ReformReport) -> dict[str, object]:
    """Báo cáo dạng JSON: every part with its figures, null where a book does not know, and who did not report."""
    return {
        "campaign": found.campaign,
        "period": found.period.value,
        "from": found.window.first.isoformat(),
        "to": found.window.last.isoformat(),
        "on": found.day.isoformat(),
        "parts": [
            {
                "part": one.rule.id.value,
                "title": one.rule.title,
                "known": one.known,
                "sentences": list(one.sentences),
                "added": one.added,
                "figures": dict(one.figures),
                "absent": list(one.absent),
            }
            for one in found.parts
        ],
        "not_reported": [one.rule.id.value for one in found.empty],
    }


def _beginning(sources: ReformSources) -> str:
    """The texts of one window: those of the next half-year are others."""
    return f"{sources.period.value}/{sources.window.last.isoformat()}/"


def _with_text(
    part: ReformPart, kept: Mapping[str, Mapping[str, object]], sources: ReformSources
) -> ReformPart:
    content = kept.get(_beginning(sources) + part.rule.id.value)
    return replace(part, added=str(content["text"])) if content else part
