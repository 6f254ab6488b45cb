"""Công văn bài học: the new directive to the Post quotes what went wrong in handing out and taking back the forms."""

from datetime import date

from directives.calendar.dates import short_date
from directives.document.model import Document
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError
from directives.org.errors import UnknownOffice
from workflows.services.campaign_state import CampaignState, campaign_state, first_day
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import Issued, issue_document, rehearse
from workflows.services.report_draft import Insertions, report_document, reporting_office
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.results_use.drafts import result_draft
from workflows.services.results_use.lesson_acts import NoLessons
from workflows.services.results_use.lesson_book import GivenLesson, LessonBook, lesson_book
from workflows.services.results_use.used_result import is_synthetic
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

_DRAFT = "cong-van-buu-dien-bai-hoc.toml"
#: Lĩnh vực: stands for the drafting unit where no draft of the plan names that of the office.
_FIELD = "CCHC"


class NoPost(DirectiveError):
    """Không rõ Bưu điện: the plan names none that the letter could be addressed to."""

    kind = "no_post"
    template = N_(
        "The plan {campaign} names no office of the Post. Give the addressee with --to, or the role “post” in the plan."
    )


def lesson_letter(workspace: Workspace, campaign_id: str, *, on: date, to: str = "") -> Document:
    """Dự thảo công văn gửi Bưu điện: each lesson it is to mend a numbered point. ``to``: the addressee in words.

    Raises UnknownCampaign, NoLessons, NoPost, NoReportingOffice and what drafting refuses.
    """
    state = campaign_state(workspace, campaign_id)
    book = lesson_book(workspace, campaign_id, on)
    mine = [one for one in book.standing if one.item.owner == book.post]
    if not mine:
        raise NoLessons(where=campaign_id, campaign=campaign_id)
    plan = state.plan
    office = reporting_office(workspace, plan, "", on)
    synthetic = is_synthetic(workspace, plan)
    addressee = to or _name_of(workspace, state, book)
    facts = {
        "issuer": office.id,
        "issuer_name": office.full_name,
        "drafting_unit": _drafting_unit(state, office.id),
        "post_name": addressee,
        "source": book.source,
        "lesson_points": [{"text": one.item.text, "asked": one.item.asked} for one in mine],
        "deadlines": _deadlines(state, mine, on),
        "provenance": "synthetic" if synthetic else "real",
        "notes": [{"text": SYNTHETIC_NOTE}] if synthetic else [],
    }
    return report_document(
        workspace,
        plan,
        result_draft(_DRAFT),
        facts,
        Insertions({}),
        office=office,
        addressees=[addressee],
        day=on,
        file=_DRAFT,
    )


def lesson_letter_file(workspace: Workspace, campaign_id: str, *, on: date, to: str = "") -> bytes:
    """Tệp dự thảo: dated ``on``, without a number being taken. Raises as ``lesson_letter``."""
    document = lesson_letter(workspace, campaign_id, on=on, to=to)
    return rehearse(workspace, pinned(workspace.files, document)).rendered.content


def issue_lesson_letter(workspace: Workspace, campaign_id: str, *, to: str = "") -> Issued:
    """Phát hành công văn gửi Bưu điện: once for a campaign, dated today. Raises AgainstForm and as above."""
    document = lesson_letter(workspace, campaign_id, on=workspace.today(), to=to)
    return issue_document(
        workspace,
        document,
        idempotency_key=f"{campaign_id}/lessons/letter",
        note=campaign_state(workspace, campaign_id).plan.title,
        gate=refuse_bad_form,
    )


def _name_of(workspace: Workspace, state: CampaignState, book: LessonBook) -> str:
    if not book.post:
        raise NoPost(where=book.campaign, campaign=book.campaign)
    try:
        return workspace.chart.on(first_day(workspace, state.plan)).office(book.post).full_name
    except UnknownOffice:  # an office which the plan knows by a file of its own
        return {unit.id: unit.name for unit in state.followup.units}.get(book.post, book.post)


def _drafting_unit(state: CampaignState, office: str) -> str:
    drafts = (toml_table(text) for name, text in sorted(state.drafts.items()) if name.endswith(".toml"))
    named = (str(one["unit"]) for one in drafts if one.get("issuer") == office and "unit" in one)
    return next(named, _FIELD)


def _deadlines(state: CampaignState, lessons: list[GivenLesson], on: date) -> list[dict[str, str]]:
    """The last day by which their duties are due; none while they are no duties."""
    steps = {one.step for one in lessons if one.step}
    days = [
        lane.lane.occurrence.due for lane in state.followup.board(on).lanes if lane.lane.step.code in steps
    ]
    return [{"day": short_date(max(day for day in days if day))}] if any(days) else []
