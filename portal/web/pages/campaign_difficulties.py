"""Vướng mắc: what keeps units from their duties, who answers by when, and by which document it is settled."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Form, Response

from directives.errors import DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.pages.campaigns import may_steer, opened
from portal.web.refusals import status_of
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.difficulties import (
    answer_difficulty,
    difficulties_of,
    raise_difficulty,
    settle_difficulty,
)

doors = Doors(prefix="/theo-doi/{campaign}/vuong-mac")


@doors.page("", Act.SEE_CAMPAIGNS)
def difficulties(visit: Visiting, campaign: str) -> Response:
    """Các vướng mắc: those that wait for an answer first."""
    return _page(visit, campaign)


@doors.submit("", Act.STEER_CAMPAIGNS)
def raised(
    visit: Visiting,
    campaign: str,
    don_vi: Annotated[str, Form()],
    buoc: Annotated[str, Form()],
    noi_dung: Annotated[str, Form()] = "",
) -> Response:
    """Nêu thay đơn vị: what a unit said by telephone or letter."""
    typed = {"don_vi": don_vi, "buoc": buoc, "noi_dung": noi_dung}
    return _done(
        visit,
        campaign,
        typed,
        lambda: raise_difficulty(visit.workspace, campaign, unit=don_vi.strip(), step=buoc, text=noi_dung),
    )


@doors.submit("/{number}/tra-loi", Act.STEER_CAMPAIGNS)
def answered(visit: Visiting, campaign: str, number: int, tra_loi: Annotated[str, Form()] = "") -> Response:
    """Trả lời: in words; a document may settle it later."""
    typed = {"so": str(number), "tra_loi": tra_loi}
    return _done(
        visit, campaign, typed, lambda: answer_difficulty(visit.workspace, campaign, number, tra_loi)
    )


@doors.submit("/{number}/giai-quyet", Act.STEER_CAMPAIGNS)
def settled(
    visit: Visiting,
    campaign: str,
    number: int,
    van_ban: Annotated[str, Form()] = "",
    can_cu: Annotated[str, Form()] = "",
) -> Response:
    """Giải quyết: by a document, which may also suspend the unit's duty on a legal ground."""
    typed = {"so": str(number), "van_ban": van_ban, "can_cu": can_cu}
    return _done(
        visit,
        campaign,
        typed,
        lambda: settle_difficulty(visit.workspace, campaign, number, van_ban, suspends=can_cu.strip()),
    )


def _done(visit: Visiting, campaign: str, typed: dict[str, str], act: Callable[[], object]) -> Response:
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        act()
    except DirectiveError as refusal:
        return _page(visit, campaign, typed, refusal)
    return visit.go(f"/theo-doi/{campaign}/vuong-mac", said=_("Written down."))


def _page(
    visit: Visiting, campaign: str, typed: dict[str, str] | None = None, refusal: DirectiveError | None = None
) -> Response:
    found = opened(visit, campaign)
    rows = difficulties_of(visit.workspace, campaign)
    return visit.page(
        "campaigns/difficulties.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        rows=sorted(rows, key=lambda one: (one.settled_on is not None, bool(one.answer), one.answer_due)),
        typed=typed or {},
        refusal=worded(refusal) if refusal else None,
    )
