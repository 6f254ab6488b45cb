"""Phiếu đánh giá của đơn vị: how it is valued this year, and by what; whom it nominates for commendation."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import Form, Response

from directives.errors import DirectiveError
from directives.results_use.scorecard import Known
from directives.results_use.scorecard_words import BOOK_NAMES
from portal.messages import _, worded
from portal.web.access import Doors, allow
from portal.web.refusals import status_of
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.results_use.commendation import nominate, nominations_of, withdraw_nomination
from workflows.services.results_use.evaluation import kept_evaluations
from workflows.services.unit_door.duties import duties_in_books

doors = Doors(prefix="/don-vi/danh-gia")


@doors.page("/{unit}/{campaign}", Act.DO_DUTIES)
def card(visit: Visiting, unit: str, campaign: str) -> Response:
    """Phiếu của mình: of the version in force; cards of other units are not shown."""
    return _page(visit, unit, campaign)


@doors.submit("/{unit}/{campaign}", Act.DO_DUTIES)
def nominated(
    visit: Visiting,
    unit: str,
    campaign: str,
    ho_ten: Annotated[str, Form()] = "",
    chuc_vu: Annotated[str, Form()] = "",
    thanh_tich: Annotated[str, Form()] = "",
) -> Response:
    """Giới thiệu cá nhân: by the unit itself; a person decides about it."""
    kept = {"ho_ten": ho_ten, "chuc_vu": chuc_vu, "thanh_tich": thanh_tich}
    return _done(
        visit,
        unit,
        campaign,
        lambda: nominate(visit.workspace, campaign, unit, name=ho_ten, post=chuc_vu, achievement=thanh_tich),
        _("Your nomination is with the campaign officer."),
        kept,
    )


@doors.submit("/{unit}/{campaign}/rut", Act.DO_DUTIES)
def withdrawn(visit: Visiting, unit: str, campaign: str, so: Annotated[int, Form()] = 0) -> Response:
    """Rút giới thiệu: as long as no decision names the person."""
    return _done(
        visit,
        unit,
        campaign,
        lambda: withdraw_nomination(visit.workspace, campaign, unit, so),
        _("The nomination is withdrawn."),
    )


def _done(
    visit: Visiting,
    unit: str,
    campaign: str,
    act: Callable[[], object],
    said: str,
    kept: Mapping[str, str] | None = None,
) -> Response:
    allow(visit, Act.DO_DUTIES, unit)
    duties_in_books(visit.workspace, campaign, unit)
    try:
        act()
    except DirectiveError as refusal:
        return _page(visit, unit, campaign, kept, refusal)
    return visit.go(f"/don-vi/danh-gia/{unit}/{campaign}", said=said)


def _page(
    visit: Visiting,
    unit: str,
    campaign: str,
    kept: Mapping[str, str] | None = None,
    refusal: DirectiveError | None = None,
) -> Response:
    allow(visit, Act.DO_DUTIES, unit)
    found, workspace = duties_in_books(visit.workspace, campaign, unit), visit.workspace
    versions = kept_evaluations(workspace, campaign)
    shown = versions[-1] if versions else None
    return visit.page(
        "unit/evaluation.html",
        status=status_of(refusal) if refusal else 200,
        unit=unit,
        campaign=campaign,
        found=found,
        shown=shown,
        card=shown.card(unit) if shown else None,
        nominations=nominations_of(workspace, campaign, unit),
        book_names=BOOK_NAMES,
        Known=Known,
        kept=kept or {},
        refusal=worded(refusal) if refusal else None,
    )
