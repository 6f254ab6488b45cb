"""Trang soạn thảo: a draft with what was typed last, beside the page which it makes."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from starlette.datastructures import FormData

from directives.document.kinds import DocumentType, SigningCapacity
from directives.errors import DirectiveError
from directives.org.signing import SigningBlock
from doc_templates import Form
from portal.messages import N_, worded
from portal.web.visit import Visit
from portal.web.writing.form import Typed, shown, typed
from portal.web.writing.places import Remark, called, remarks_of
from portal.web.writing.row_parts import PASSING, kept_of
from portal.web.writing.rows import KINDS, ROOTS, TITLED, Row
from portal.web.writing.sheet import sheet_of
from workflows.services.accounts.roles import Act
from workflows.services.begin_draft import office_of, signers_of
from workflows.services.desk_composing import COPY_OF, NOTES, DeskSheet, desk_sheet, form_of_draft
from workflows.services.desk_drafts import (
    MAX_DRAFT_CHARACTERS,
    ClosedDraft,
    DeskDraft,
    DraftState,
    SavedMeanwhile,
    load,
)
from workflows.services.desk_pictures import PICTURES
from workflows.services.desk_steps import told_history

_MOST_FIELDS = 20_000
#: Boxes of a form which a draft may fill, and the fields of the page which do.
_ASKED = {
    "addressees": ("addressees", "addressee_line", "addressee_list", "sole_addressee"),
    "legal_bases": ("legal_bases",),
    "deciding_authority": ("deciding_authority",),
    "contact": ("contact",),
    "drafter_mark": ("drafter_mark",),
    "urgency": ("urgency",),
    "circulation": ("circulation",),
    "body": ("body", "body_going_on"),
}


#: Trạng thái bản thảo, as people call it.
STATE_WORDS: Mapping[DraftState, str] = {
    DraftState.DRAFT: N_("Being written"),
    DraftState.SUBMITTED: N_("Waiting for approval"),
    DraftState.RETURNED: N_("Returned"),
    DraftState.APPROVED: N_("Approved"),
    DraftState.ISSUED: N_("Issued"),
    DraftState.DROPPED: N_("Dropped"),
}

#: Việc đã làm với bản thảo, by the name it has in the journal.
ACT_WORDS: Mapping[str, str] = {
    "draft_begun": N_("Began the draft"),
    "draft_saved": N_("Saved"),
    "draft_submitted": N_("Submitted for approval"),
    "draft_approved": N_("Approved"),
    "draft_returned": N_("Returned"),
    "draft_dropped": N_("Dropped"),
    "draft_issued": N_("Issued"),
    "draft_merged": N_("Issued to all"),
}


#: Tự lưu khi đang gõ: not what waits for approval or has it, since writing on takes both back.
SAVED_BY_ITSELF = (DraftState.DRAFT, DraftState.RETURNED)


async def _read(request: Request) -> AsyncIterator[FormData]:
    async with request.form(max_fields=_MOST_FIELDS, max_part_size=MAX_DRAFT_CHARACTERS) as form:
        yield form


TypedForm = Annotated[FormData, Depends(_read)]
"""Mẫu đã gửi: every field of a page, however many rows a body has."""


def typed_of(visit: Visit, draft: DeskDraft, form: FormData) -> Typed:
    """Bản đang gõ: what the form says of this draft."""
    return typed(form, draft.content, _form_of(visit, draft.content))


def draft_page(
    visit: Visit,
    draft: DeskDraft,
    now: Typed | None = None,
    *,
    refusal: DirectiveError | None = None,
    focus: int = -1,
    told: Sequence[str] = (),
) -> Response:
    """Trang soạn: as saved, or as typed when it could not be saved; a refusal stands above it."""
    content = dict(now.content) if now else dict(draft.content)
    values = shown(content)
    if now is not None:
        values["rows"] = now.rows or values["rows"]
    kind = DocumentType[str(content["type"]).upper()]
    form = _form_of(visit, content)
    return visit.page(
        "writing/edit.html",
        status=422 if refusal else 200,
        draft=draft,
        values=values,
        kind=kind,
        asked=_asked(form),
        questions=form.questions if form else {},
        signers=_signers(visit, draft.unit, kind, content),
        capacities=[one.value for one in SigningCapacity],
        office=_office_name(visit, draft.unit, content.get("date")),
        notes=content.get(NOTES, []),
        copy_of=content.get(COPY_OF),
        revision=now.revision if now else draft.revision,
        refusal=worded(refusal) if refusal else None,
        told=told,
        saved=None,
        refused={},
        meanwhile=_differing(visit, draft, now)
        if isinstance(refusal, SavedMeanwhile | ClosedDraft) and now
        else None,
        saves_itself=draft.state in SAVED_BY_ITSELF,
        may_issue=visit.person.may(Act.ISSUE, draft.unit),
        history=told_history(visit.workspace, draft.id),
        acts=ACT_WORDS,
        state=STATE_WORDS[draft.state],
        **_body_values(draft, values["rows"], focus),
        **_sheet_values(visit, content, values["rows"]),
    )


def _differing(visit: Visit, draft: DeskDraft, now: Typed) -> list[str]:
    """Khác ở đâu: between what is typed here and what somebody else saved, by the names of the page."""
    theirs = load(visit.workspace, draft.id).content
    names = [name for name in {**theirs, **now.content} if theirs.get(name) != now.content.get(name)]
    return list(dict.fromkeys(called(name) for name in names))


def sheet_part(visit: Visit, draft: DeskDraft, now: Typed) -> Response:
    """Trang giấy: as it would be with what is typed just now; nothing is saved."""
    return visit.page("writing/sheet.html", draft=draft, **_sheet_values(visit, now.content, list(now.rows)))


def body_part(
    visit: Visit,
    draft: DeskDraft,
    rows: Sequence[Row],
    focus: int,
    *,
    refused: Mapping[str, Sequence[str]] | None = None,
    saved: int | None = None,
    told: Sequence[str] = (),
) -> Response:
    """Các dòng nội dung: after one was moved, added, taken out or pasted; ``told`` is what there is to say of it.

    ``refused`` are the sentences of refusals by the row which they are about; ``saved`` is the revision of the
    draft where it was saved on the way.
    """
    return visit.page(
        "writing/body.html",
        draft=draft,
        at_field={},
        refused=refused or {},
        saved=saved,
        told=told,
        **_body_values(draft, rows, focus),
    )


def row_answer(
    visit: Visit, draft: DeskDraft, now: Typed, place: int, refusal: DirectiveError | None = None
) -> Response:
    """Sau khi lấy từ tệp: the rows again, with a refusal at the one which it is about."""
    if not visit.by_htmx:
        return draft_page(visit, draft, now, refusal=refusal, focus=place)
    said = worded(refusal) if refusal is not None else None
    refused = {f"r-{place}": [said.message, *said.problems]} if said else {}
    return body_part(visit, draft, now.rows, place, refused=refused, saved=None if said else now.revision)


def _body_values(draft: DeskDraft, rows: Sequence[Row], focus: int) -> dict[str, Any]:
    return {
        "rows": rows,
        "kept": [kept_of(row) for row in rows],
        "kinds": KINDS,
        "roots": ROOTS,
        "titled": TITLED,
        "attachable": [one for one in DocumentType if not one.is_copy and one is not DocumentType.CONG_VAN],
        "pictures": draft.content.get(PICTURES) or {},
        "passing": PASSING,
        "focus": focus,
    }


def _sheet_values(visit: Visit, content: Any, rows: list[Row]) -> dict[str, Any]:
    sheet: DeskSheet = desk_sheet(visit.workspace, content)
    remarks = remarks_of(sheet, rows)
    number = "" if sheet.foreseen is None or sheet.document is None else f"{sheet.foreseen:02d}"
    symbol = sheet.document.number.symbol if sheet.document else ""
    opening = f"Số: {number}/" if number else ""
    return {
        "sheet": sheet,
        "blocks": sheet_of(sheet.layout, sheet.findings, opening) if sheet.layout else [],
        "number": f"{number}/{symbol}" if number else "",
        "remarks": remarks,
        "at_field": _by_field(remarks),
    }


def _by_field(remarks: list[Remark]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for one in remarks:
        if one.field:
            found.setdefault(one.field, []).append(one)
    return found


def _asked(form: Form | None) -> frozenset[str]:
    """What the form has a box for; a form that cannot be told asks for everything."""
    if form is None:
        return frozenset(_ASKED)
    return frozenset(name for name, boxes in _ASKED.items() if not form.fields.keys().isdisjoint(boxes))


def _form_of(visit: Visit, content: Any) -> Form | None:
    try:
        return form_of_draft(visit.workspace, content)
    except DirectiveError:
        return None


def _signers(
    visit: Visit, unit: str, kind: DocumentType, content: Mapping[str, Any]
) -> Sequence[SigningBlock]:
    day = content.get("date")
    authority = str(content.get("deciding_authority", ""))
    return signers_of(visit.workspace, unit, kind, authority, day if isinstance(day, date) else None)


def _office_name(visit: Visit, unit: str, day: object) -> str:
    try:
        return office_of(visit.workspace, unit, day if isinstance(day, date) else None).full_name
    except DirectiveError:
        return unit
