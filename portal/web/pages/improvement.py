"""Sổ khắc phục: what units do about their weak criteria, for the office that follows it up."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Form, Response

from directives.errors import DirectiveError
from directives.results_use.improvement import FIELDS
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.downloads import WORKBOOK, download
from portal.web.improvement_words import change_words, register_words, why_not
from portal.web.pages.campaigns import may_steer, opened
from portal.web.pages.unit_duties import state_words
from portal.web.refusals import status_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_desk import (
    accept_registers,
    handed_in_registers,
    return_register,
)
from workflows.services.results_use.improvement_files import REGRESSION_NOTE, register_workbook
from workflows.services.results_use.improvement_records import NoRows
from workflows.services.results_use.improvement_register import (
    ImprovementChanges,
    ImprovementRegister,
    improvement_changes,
    improvement_register,
    versions_of_unit,
)
from workflows.services.results_use.improvement_rows import add_row, strike_row

doors = Doors(prefix="/theo-doi/{campaign}/khac-phuc")


@doors.page("", Act.SEE_CAMPAIGNS)
def register(visit: Visiting, campaign: str) -> Response:
    """Sổ khắc phục: units and their rows, who has not filled in, who has no rows and why."""
    return _register(visit, campaign)


@doors.submit("/lap", Act.STEER_CAMPAIGNS)
def prefill(visit: Visiting, campaign: str) -> Response:
    """Lập sổ: from the frozen result; again it renews figures and changes nothing that was written."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        made = prefill_register(visit.workspace, campaign)
    except DirectiveError as refusal:
        return _register(visit, campaign, refusal)
    said = _("{new} rows came, the figures of {renewed} were renewed.").format(
        new=made.new, renewed=made.renewed
    )
    return visit.go(_address(campaign), said=said)


@doors.submit("/chap-nhan", Act.STEER_CAMPAIGNS)
def accept_all(visit: Visiting, campaign: str) -> Response:
    """Chấp nhận tất cả: every register that was handed in; one edition of the plan takes the remedies in."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        made = accept_registers(visit.workspace, campaign, handed_in_registers(visit.workspace, campaign))
    except DirectiveError as refusal:
        return _register(visit, campaign, refusal)
    return visit.go(_address(campaign), said=_accepted(len(made.units), len(made.steps)))


@doors.page("/bang.xlsx", Act.SEE_CAMPAIGNS)
def table(visit: Visiting, campaign: str) -> Response:
    """Bảng: every row with its state, its duty and the later value."""
    opened(visit, campaign)
    found = improvement_register(visit.workspace, campaign)
    changes = _changes(visit, found)
    content = register_workbook(visit.workspace, found, changes)
    return download(content, f"so-khac-phuc-{campaign}-{visit.workspace.today().isoformat()}.xlsx", WORKBOOK)


@doors.page("/{unit}", Act.SEE_CAMPAIGNS)
def of_unit(visit: Visiting, campaign: str, unit: str) -> Response:
    """Sổ của một đơn vị: its rows in full, with what the office may do about them."""
    return _unit(visit, campaign, unit)


@doors.submit("/{unit}/chap-nhan", Act.STEER_CAMPAIGNS)
def accept(visit: Visiting, campaign: str, unit: str) -> Response:
    """Chấp nhận sổ: each remedy becomes a duty of the unit."""
    made: list[int] = []

    def act() -> None:
        accepted = accept_registers(visit.workspace, campaign, [unit])
        made.extend((len(accepted.units), len(accepted.steps)))

    return _done(visit, campaign, unit, act, lambda: _accepted(*made))


@doors.submit("/{unit}/tra-lai", Act.STEER_CAMPAIGNS)
def back(visit: Visiting, campaign: str, unit: str, reason: Annotated[str, Form()] = "") -> Response:
    """Trả lại để sửa: the unit reads the reason and may write again."""
    said = _("Sent back: the unit reads the reason and hands in anew.")
    return _done(
        visit, campaign, unit, lambda: return_register(visit.workspace, campaign, unit, reason), lambda: said
    )


@doors.submit("/{unit}/them", Act.STEER_CAMPAIGNS)
def add(
    visit: Visiting,
    campaign: str,
    unit: str,
    criterion: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Thêm tiêu chí: one that the result does not call weak, with the reason."""
    return _done(
        visit,
        campaign,
        unit,
        lambda: add_row(visit.workspace, campaign, unit, criterion.strip(), reason),
        lambda: _("The criterion is in the register."),
    )


@doors.submit("/{unit}/gach", Act.STEER_CAMPAIGNS)
def strike(
    visit: Visiting,
    campaign: str,
    unit: str,
    criterion: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Gạch bỏ tiêu chí: its words are kept."""
    return _done(
        visit,
        campaign,
        unit,
        lambda: strike_row(visit.workspace, campaign, unit, criterion.strip(), reason),
        lambda: _("The criterion is struck out."),
    )


def _accepted(units: int, steps: int) -> str:
    if not units:
        return _("No register waits for a decision.")
    return _("{units} registers accepted; {steps} remedies became duties.").format(units=units, steps=steps)


def _done(
    visit: Visit, campaign: str, unit: str, act: Callable[[], object], said: Callable[[], str]
) -> Response:
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        act()
    except DirectiveError as refusal:
        return _unit(visit, campaign, unit, refusal)
    return visit.go(f"{_address(campaign)}/{unit}", said=said())


def _register(visit: Visit, campaign: str, refusal: DirectiveError | None = None) -> Response:
    found = opened(visit, campaign)
    own = improvement_register(visit.workspace, campaign)
    return visit.page(
        "campaigns/improvement.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        register=own,
        waiting=len(handed_in_registers(visit.workspace, campaign)),
        changes=_changes(visit, own),
        states=register_words(),
        verdicts=change_words(),
        reasons=why_not(),
        note=REGRESSION_NOTE,
        refusal=worded(refusal) if refusal else None,
    )


def _unit(visit: Visit, campaign: str, unit: str, refusal: DirectiveError | None = None) -> Response:
    found = opened(visit, campaign)
    register = improvement_register(visit.workspace, campaign, unit)
    own = register.of(unit)
    if own is None:
        raise NoRows(where=unit, unit=unit, campaign=campaign)
    return visit.page(
        "campaigns/improvement_unit.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        register=register,
        own=own,
        changes=_changes(visit, register, unit),
        versions=versions_of_unit(visit.workspace, campaign, unit),
        fields=FIELDS,
        states=register_words(),
        duties=state_words(),
        verdicts=change_words(),
        reasons=why_not(),
        note=REGRESSION_NOTE,
        refusal=worded(refusal) if refusal else None,
    )


def _changes(visit: Visit, found: ImprovementRegister, unit: str = "") -> ImprovementChanges | None:
    """So với năm sau: once a later result is there; else None."""
    if found.prefill is None or not found.plan.compared_with:
        return None
    changes = improvement_changes(visit.workspace, found.plan.id, unit=unit)
    return changes if changes.is_measured else None


def _address(campaign: str) -> str:
    return f"/theo-doi/{campaign}/khac-phuc"
