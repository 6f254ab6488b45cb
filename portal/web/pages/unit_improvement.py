"""Sổ khắc phục của đơn vị: its weak criteria, and what it does about them."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Response
from starlette.datastructures import FormData

from directives.errors import DirectiveError
from directives.results_use.improvement import FIELDS, Remedy
from directives.results_use.improvement_entries import WrittenRow
from portal.messages import _, worded
from portal.web.access import Doors, allow
from portal.web.downloads import WORD, download
from portal.web.improvement_words import change_words, register_words, why_not
from portal.web.pages.unit_duties import state_words
from portal.web.refusals import status_of
from portal.web.uploads import typed
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.results_use.improvement_files import REGRESSION_NOTE
from workflows.services.results_use.improvement_plan import issue_plan, issued_plan, plan_file
from workflows.services.results_use.improvement_register import (
    ImprovementChanges,
    ImprovementRegister,
    RegisterUnit,
    improvement_changes,
    improvement_register,
)
from workflows.services.results_use.improvement_rows import fill_rows, submit_register
from workflows.services.unit_door.duties import duties_in_books

doors = Doors(prefix="/don-vi/khac-phuc")
_PLACE = "/{unit}/{campaign}"
#: Nút đã bấm: all rows are kept, all are kept and handed in, or one row ("dong-2.1").
_HAND_IN, _ROW = "nop", "dong-"


@doors.page(_PLACE, Act.DO_DUTIES)
def register(visit: Visiting, unit: str, campaign: str) -> Response:
    """Sổ của đơn vị tôi: all rows in one page."""
    allow(visit, Act.DO_DUTIES, unit)
    return _page(visit, unit, campaign)


@doors.submit(_PLACE, Act.DO_DUTIES)
def write(visit: Visiting, unit: str, campaign: str, form: Annotated[FormData, Depends(typed)]) -> Response:
    """Ghi, nộp sổ: one row or all of them; what was typed stays when something is wrong."""
    allow(visit, Act.DO_DUTIES, unit)
    duties_in_books(visit.workspace, campaign, unit)  # another's campaign is not there
    pressed = str(form.get("viec", ""))
    said = _typed(form)
    only = pressed.removeprefix(_ROW) if pressed.startswith(_ROW) else ""
    rows = [WrittenRow(unit, code, texts) for code, texts in said.items() if only in ("", code)]
    try:
        fill_rows(visit.workspace, campaign, rows)
    except DirectiveError as refusal:
        return _page(visit, unit, campaign, said, refusal)
    if only:
        # The other rows may hold what was typed and not kept yet: it stays on the page.
        others = {code: texts for code, texts in said.items() if code != only}
        return _page(visit, unit, campaign, others, kept=only)
    if pressed != _HAND_IN:
        return visit.go(
            _address(unit, campaign), said=_("Kept. Hand the register in when every field is filled in.")
        )
    try:
        submit_register(visit.workspace, campaign, unit)
    except DirectiveError as refusal:
        return _page(visit, unit, campaign, {}, refusal)
    return visit.go(_address(unit, campaign), said=_("The register is handed in. The office looks at it."))


@doors.page(_PLACE + "/ke-hoach.docx", Act.DO_DUTIES)
def plan(visit: Visiting, unit: str, campaign: str) -> Response:
    """Tải kế hoạch khắc phục: without a number being taken."""
    allow(visit, Act.DO_DUTIES, unit)
    duties_in_books(visit.workspace, campaign, unit)
    try:
        content = plan_file(visit.workspace, campaign, unit)
    except DirectiveError as refusal:
        return _page(visit, unit, campaign, {}, refusal)
    return download(content, f"ke-hoach-khac-phuc-{unit}.docx", WORD)


@doors.submit(_PLACE + "/ban-hanh", Act.ISSUE)
def issue(visit: Visiting, unit: str, campaign: str) -> Response:
    """Ban hành kế hoạch: by the unit's own office, for people who may issue its documents."""
    allow(visit, Act.ISSUE, unit)
    allow(visit, Act.DO_DUTIES, unit)
    duties_in_books(visit.workspace, campaign, unit)
    try:
        issued = issue_plan(visit.workspace, campaign, unit)
    except DirectiveError as refusal:
        return _page(visit, unit, campaign, {}, refusal)
    said = _("Issued: {number}.").format(number=issued.entry.document.number)
    return visit.go(_address(unit, campaign), said=said)


def _typed(form: FormData) -> dict[str, dict[str, str]]:
    """Chữ đã gõ: by criterion and field; the names are "<field>:<criterion>"."""
    found: dict[str, dict[str, str]] = {}
    for name, value in form.multi_items():
        field, _colon, code = name.partition(":")
        if code and field in FIELDS and isinstance(value, str):
            found.setdefault(code, {})[field] = value
    return found


def _page(
    visit: Visit,
    unit: str,
    campaign: str,
    said: Mapping[str, Mapping[str, str]] | None = None,
    refusal: DirectiveError | None = None,
    kept: str = "",
) -> Response:
    workspace = visit.workspace
    part = duties_in_books(workspace, campaign, unit)
    found = improvement_register(workspace, campaign, unit)
    own = found.of(unit)
    return visit.page(
        "unit/improvement.html",
        status=status_of(refusal) if refusal else 200,
        unit=unit,
        campaign=campaign,
        found=part,
        register=found,
        own=own,
        typed=_shown(own, said or {}),
        kept=kept,
        fields=FIELDS,
        changes=_changes(visit, found, unit),
        states=register_words(),
        duties=state_words(),
        verdicts=change_words(),
        reasons=why_not(),
        note=REGRESSION_NOTE,
        number=issued_plan(workspace, campaign, own) if own else "",
        may_issue=visit.person.may(Act.ISSUE, unit),
        refusal=worded(refusal) if refusal else None,
    )


def _shown(
    own: RegisterUnit | None, said: Mapping[str, Mapping[str, str]]
) -> Mapping[str, Mapping[str, str]]:
    """Chữ trong ô: what was typed just now, else what is kept."""
    rows = [(one.row.code, _kept(one.row.remedy)) for one in (own.rows if own else ())]
    return {code: {**texts, **said.get(code, {})} for code, texts in rows}


def _kept(remedy: Remedy) -> dict[str, str]:
    day = remedy.deadline.isoformat() if remedy.deadline else ""
    return {name: day if name == "deadline" else str(getattr(remedy, name)) for name in FIELDS}


def _changes(visit: Visit, found: ImprovementRegister, unit: str) -> ImprovementChanges | None:
    """So với năm sau: of this unit's rows, once a later result is there; else None."""
    if not found.plan.compared_with or not any(found.rows):
        return None
    changes = improvement_changes(visit.workspace, found.plan.id, unit=unit)
    return changes if changes.is_measured else None


def _address(unit: str, campaign: str) -> str:
    return f"/don-vi/khac-phuc/{unit}/{campaign}"
