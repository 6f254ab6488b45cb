"""Đánh giá năm: the scorecard of each unit, proposals of commendation, what a person chose, and the documents."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Form, Response
from starlette.datastructures import FormData

from directives.errors import DirectiveError
from directives.results_use.commendation_choices import Decided, open_points
from directives.results_use.scorecard import Known
from directives.results_use.scorecard_weights import score_parts
from directives.results_use.scorecard_words import notes_of
from portal.messages import N_, _, worded, worded_problem
from portal.web.access import Doors, allow
from portal.web.downloads import WORD, download
from portal.web.pages.campaigns import may_steer, opened
from portal.web.refusals import status_of
from portal.web.uploads import typed
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.results_use.commendation import (
    CommendationBook,
    choose,
    commendation_book,
    pass_over,
)
from workflows.services.results_use.commendation_issue import (
    FILE_NAMES,
    Paper,
    Wanted,
    issue_paper,
    paper_file,
)
from workflows.services.results_use.commendation_papers import Meeting
from workflows.services.results_use.evaluation import evaluation_of, keep_evaluation, kept_evaluations

doors = Doors(prefix="/theo-doi/{campaign}/danh-gia")

PAPERS: Mapping[Paper, str] = {
    Paper.SUBMISSION: N_("Submission for commendation"),
    Paper.DECISION: N_("Decision on commendation"),
    Paper.INVITATION: N_("Invitation to the conference"),
    Paper.SUMMARY: N_("Summary report of the year"),
}
"""Văn bản: what each is called on the screen."""
_WEIGHT = "trong-so-"


@doors.page("", Act.SEE_CAMPAIGNS)
def evaluation(visit: Visiting, campaign: str, ngay: date | None = None) -> Response:
    """Bảng đánh giá: the version in force, or with ``ngay`` how a day would look, which is kept nowhere."""
    return _page(visit, campaign, day=ngay)


@doors.submit("/chot", Act.STEER_CAMPAIGNS)
def keep(visit: Visiting, campaign: str, form: Annotated[FormData, Depends(typed)]) -> Response:
    """Chốt đánh giá: of a day, with weights where a person sets some."""
    said = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    weights = {
        name.removeprefix(_WEIGHT): _whole(value)
        for name, value in said.items()
        if name.startswith(_WEIGHT) and value.strip()
    }
    day = said.get("ngay", "").strip()
    return _done(
        visit,
        campaign,
        said,
        lambda: keep_evaluation(visit.workspace, campaign, _day(day, visit.workspace.today()), weights),
        _("The evaluation is kept as a version."),
    )


@doors.submit("/chon", Act.STEER_CAMPAIGNS)
def decide(
    visit: Visiting,
    campaign: str,
    don_vi: Annotated[str, Form()],
    viec: Annotated[str, Form()] = "chon",
    hinh_thuc: Annotated[str, Form()] = "",
    ly_do: Annotated[str, Form()] = "",
    ca_nhan: Annotated[int, Form()] = 0,
) -> Response:
    """Chọn hoặc không chọn: by the person who is signed in; against the criteria only with a reason."""
    workspace, by = visit.workspace, visit.person.full_name

    def act() -> object:
        if viec == "chon":
            return choose(
                workspace, campaign, don_vi, form=hinh_thuc, by=by, reason=ly_do, nomination=ca_nhan
            )
        return pass_over(workspace, campaign, don_vi, by=by, reason=ly_do, nomination=ca_nhan)

    kept = {"don_vi": don_vi, "ca_nhan": str(ca_nhan), "hinh_thuc": hinh_thuc, "ly_do": ly_do}
    return _done(visit, campaign, kept, act, _("Written down."))


@doors.submit("/van-ban", Act.STEER_CAMPAIGNS)
def paper(
    visit: Visiting,
    campaign: str,
    van_ban: Annotated[Paper, Form()] = Paper.SUMMARY,
    viec: Annotated[str, Form()] = "du-thao",
    noi_hop: Annotated[str, Form()] = "",
    thoi_gian: Annotated[str, Form()] = "",
    chu_tri: Annotated[str, Form()] = "",
    nhiem_vu: Annotated[str, Form()] = "",
) -> Response:
    """Văn bản: as a draft to read, or issued with a number by who may issue at the office which signs it."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    workspace = visit.workspace
    kept = {
        "van_ban": van_ban.value,
        "noi_hop": noi_hop,
        "thoi_gian": thoi_gian,
        "chu_tri": chu_tri,
        "nhiem_vu": nhiem_vu,
    }
    try:
        meeting = _meeting(noi_hop, thoi_gian, chu_tri)
        wanted = Wanted(
            van_ban, meeting, tuple(line.strip() for line in nhiem_vu.splitlines() if line.strip())
        )
        if viec != "phat-hanh":
            content = paper_file(workspace, campaign, wanted)
            return download(content, FILE_NAMES[van_ban], WORD)
        book = commendation_book(workspace, campaign)
        by_committee = van_ban in (Paper.DECISION, Paper.INVITATION)
        allow(visit, Act.ISSUE, book.committee.id if by_committee else book.standing.id)
        issued = issue_paper(workspace, campaign, wanted)
    except DirectiveError as refusal:
        if refusal.kind == "forbidden":
            raise
        return _page(visit, campaign, kept, refusal)
    said = _("Issued as {number}.").format(number=issued.entry.document.number)
    return visit.go(f"/theo-doi/{campaign}/danh-gia", said=said)


def _done(
    visit: Visiting, campaign: str, kept: Mapping[str, str], act: Callable[[], object], said: str
) -> Response:
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        act()
    except DirectiveError as refusal:
        return _page(visit, campaign, kept, refusal)
    return visit.go(f"/theo-doi/{campaign}/danh-gia", said=said)


def _page(
    visit: Visiting,
    campaign: str,
    kept: Mapping[str, str] | None = None,
    refusal: DirectiveError | None = None,
    day: date | None = None,
) -> Response:
    found, workspace = opened(visit, campaign), visit.workspace
    versions = kept_evaluations(workspace, campaign)
    shown, book, nothing = versions[-1] if versions else None, None, None
    try:
        if day is not None or shown is None:
            shown = evaluation_of(workspace, campaign, day or workspace.today())
        if versions and day is None:
            book = commendation_book(workspace, campaign)
    except DirectiveError as reason:
        nothing = worded(reason)
    return visit.page(
        "campaigns/evaluation.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        versions=versions,
        shown=shown,
        book=book,
        nothing=nothing,
        open_points=_open(book),
        notes=notes_of(shown) if shown else (),
        parts_of_score=score_parts(),
        papers=PAPERS,
        Known=Known,
        Decided=Decided,
        kept=kept or {},
        refusal=worded(refusal) if refusal else None,
    )


def _open(book: CommendationBook | None) -> tuple[str, ...]:
    if book is None:
        return ()
    found = open_points(book.proposals, book.choices)
    return tuple(worded_problem(replace(one, where="")) for one in found)  # it names the unit itself


def _meeting(place: str, at: str, chair: str) -> Meeting | None:
    """All three are a person's words; what is not a moment counts as not said."""
    try:
        moment = datetime.fromisoformat(at.strip())
    except ValueError:
        return None
    return Meeting(place.strip(), moment, chair.strip()) if place.strip() and chair.strip() else None


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def _whole(text: str) -> int | str:
    return int(text) if text.strip().isdecimal() else text
