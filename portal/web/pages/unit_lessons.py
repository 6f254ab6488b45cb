"""Bài học của đơn vị: what the last campaign said of it, and what this year's figures say."""

from typing import Annotated

from fastapi import Form, Response

from directives.errors import DirectiveError
from directives.results_use.lesson_items import MENDING_WORDS, figure_shown
from portal.messages import _, worded
from portal.web.access import Doors, allow
from portal.web.pages.lessons import COLOURS, now_shown
from portal.web.pages.unit_duties import state_words
from portal.web.refusals import status_of
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.results_use.lesson_acts import write_remedy
from workflows.services.results_use.lesson_book import lesson_book
from workflows.services.unit_door.duties import duties_in_books

doors = Doors(prefix="/don-vi/bai-hoc")


@doors.page("/{unit}/{campaign}", Act.DO_DUTIES)
def lessons(visit: Visiting, unit: str, campaign: str) -> Response:
    """Bài học của đơn vị tôi: those it is to mend, then others which happened there."""
    return _page(visit, unit, campaign)


@doors.submit("/{unit}/{campaign}", Act.DO_DUTIES)
def remedy(
    visit: Visiting,
    unit: str,
    campaign: str,
    bai_hoc: Annotated[str, Form()] = "",
    bien_phap: Annotated[str, Form()] = "",
    van_ban: Annotated[str, Form()] = "",
) -> Response:
    """Ghi biện pháp khắc phục: it hands the lesson's duty in."""
    allow(visit, Act.DO_DUTIES, unit)
    duties_in_books(visit.workspace, campaign, unit)
    try:
        write_remedy(visit.workspace, campaign, bai_hoc, unit=unit, text=bien_phap, document=van_ban)
    except DirectiveError as refusal:
        typed = {"bai_hoc": bai_hoc, "bien_phap": bien_phap, "van_ban": van_ban}
        return _page(visit, unit, campaign, typed, refusal)
    return visit.go(f"/don-vi/bai-hoc/{unit}/{campaign}", said=_("Written down."))


def _page(
    visit: Visiting,
    unit: str,
    campaign: str,
    typed: dict[str, str] | None = None,
    refusal: DirectiveError | None = None,
) -> Response:
    allow(visit, Act.DO_DUTIES, unit)
    found = duties_in_books(visit.workspace, campaign, unit)
    book = lesson_book(visit.workspace, campaign, visit.workspace.today())
    return visit.page(
        "unit/lessons.html",
        status=status_of(refusal) if refusal else 200,
        unit=unit,
        campaign=campaign,
        found=found,
        source=book.source,
        lessons=book.of_unit(unit),
        now=now_shown,
        figure=lambda one: figure_shown(one.item.count, one.item.of),
        verdicts=MENDING_WORDS,
        colours=COLOURS,
        words=state_words(),
        typed=typed or {},
        refusal=worded(refusal) if refusal else None,
    )
