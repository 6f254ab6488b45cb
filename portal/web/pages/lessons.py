"""Bài học: what the last campaign taught, and whether this year's figures show it mended."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import Form, Query, Response

from directives.errors import DirectiveError
from directives.results_use.lesson_items import MENDING_WORDS, Gap, Mending, figure_shown
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.downloads import WORD, download
from portal.web.pages.campaigns import may_steer, opened
from portal.web.pages.unit_duties import state_words
from portal.web.refusals import status_of
from portal.web.visit import Visiting
from workflows.services.accounts.reach import names_of_offices
from workflows.services.accounts.roles import Act
from workflows.services.results_use.lesson_acts import correct_lesson, lessons_as_duties
from workflows.services.results_use.lesson_book import GivenLesson, lesson_book
from workflows.services.results_use.lesson_letter import issue_lesson_letter, lesson_letter_file

doors = Doors(prefix="/theo-doi/{campaign}/bai-hoc")
#: Kết luận -> the colour of its badge; the words say it.
COLOURS = {Mending.MENDED: "good", Mending.NOT_MENDED: "late", Mending.INCONCLUSIVE: "soon"}


@doors.page("", Act.SEE_CAMPAIGNS)
def lessons(visit: Visiting, campaign: str) -> Response:
    """Sổ bài học: each lesson with who is to mend it, its duty, and this year's figure."""
    return _page(visit, campaign)


@doors.page("/cong-van.docx", Act.SEE_CAMPAIGNS)
def letter(visit: Visiting, campaign: str, gui: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Dự thảo công văn gửi Bưu điện: without a number being taken. ``gui``: the addressee in words."""
    found = opened(visit, campaign)
    try:
        content = lesson_letter_file(visit.workspace, campaign, on=found.day, to=gui.strip())
    except DirectiveError as refusal:
        return _page(visit, campaign, {"gui": gui}, refusal)
    return download(content, f"cong-van-bai-hoc-{campaign}.docx", WORD)


@doors.submit("/cong-van", Act.STEER_CAMPAIGNS)
def issue_letter(visit: Visiting, campaign: str, gui: Annotated[str, Form()] = "") -> Response:
    """Phát hành công văn gửi Bưu điện: once for a campaign."""

    def act() -> str:
        issued = issue_lesson_letter(visit.workspace, campaign, to=gui.strip())
        return _("Issued: {number}.").format(number=issued.entry.document.number)

    return _done(visit, campaign, {"gui": gui}, act)


@doors.submit("/nhiem-vu", Act.STEER_CAMPAIGNS)
def duties(visit: Visiting, campaign: str, han: Annotated[str, Form()] = "") -> Response:
    """Giao thành nhiệm vụ: every lesson that stands and is none yet; ``han`` empty: before F0."""

    def act() -> str:
        day = date.fromisoformat(han) if han.strip() else None
        found = lessons_as_duties(visit.workspace, campaign, due=day)
        said = _("{count} steps were added to the plan.").format(count=len(found.steps))
        return said if found.version else _("Every lesson is a duty already.")

    return _done(visit, campaign, {"han": han}, act)


@doors.submit("/sua", Act.STEER_CAMPAIGNS)
def corrected(
    visit: Visiting,
    campaign: str,
    bai_hoc: Annotated[str, Form()] = "",
    noi_dung: Annotated[str, Form()] = "",
    ly_do: Annotated[str, Form()] = "",
    bo: Annotated[str, Form()] = "",
) -> Response:
    """Sửa hoặc bỏ một bài học: with the reason; what stood there before is kept."""
    typed = {"bai_hoc": bai_hoc, "noi_dung": noi_dung, "ly_do": ly_do, "bo": bo}

    def act() -> str:
        correct_lesson(visit.workspace, campaign, bai_hoc, text=noi_dung, struck=bool(bo), reason=ly_do)
        return _("Written down.")

    return _done(visit, campaign, typed, act)


def _done(visit: Visiting, campaign: str, typed: dict[str, str], act: Callable[[], str]) -> Response:
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        said = act()
    except DirectiveError as refusal:
        return _page(visit, campaign, typed, refusal)
    except ValueError:  # what a browser does not send as a day
        return visit.go(f"/theo-doi/{campaign}/bai-hoc", said=_("That is no day."))
    return visit.go(f"/theo-doi/{campaign}/bai-hoc", said=said)


def _page(
    visit: Visiting, campaign: str, typed: dict[str, str] | None = None, refusal: DirectiveError | None = None
) -> Response:
    found = opened(visit, campaign)
    book = lesson_book(visit.workspace, campaign, found.day)
    return visit.page(
        "campaigns/lessons.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        book=book,
        owners=names_of_offices(visit.workspace, {one.item.owner for one in book.lessons}),
        now=now_shown,
        figure=lambda one: figure_shown(one.item.count, one.item.of),
        verdicts=MENDING_WORDS,
        colours=COLOURS,
        words=state_words(),
        typed=typed or {},
        refusal=worded(refusal) if refusal else None,
    )


def now_shown(one: GivenLesson) -> str:
    """Số liệu năm nay: as printed, with the interval of a share, or why there is none."""
    if isinstance(one.now, Gap):
        return one.now.why
    shown = figure_shown(one.now.count, one.now.of)
    if one.change is None:
        return shown
    share = one.change.after
    value, low, high = (f"{end:.1f}".replace(".", ",") for end in (share.value, share.lower, share.upper))
    return f"{shown}: {value}% ({low}–{high}%)"
