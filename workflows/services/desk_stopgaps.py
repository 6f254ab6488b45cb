"""Lấp chỗ trống: a blank for everything that must be said, so that a page can be shown before it is."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from directives.calendar.dates import VIETNAM
from directives.document.body_draft import TITLED
from directives.document.kinds import DocumentType
from doc_templates import Form
from workflows.services.workspace import Workspace

#: Stands in the shown page where something is still to be written.
BLANK = "…"
_PARAGRAPH = {"kind": "paragraph", "text": BLANK}
_Table = dict[str, Any]


def with_stopgaps(table: Mapping[str, Any], form: Form | None, workspace: Workspace) -> _Table:
    """Bản thảo đã lấp: what is said stays; what the form asks and nobody answered yet is blank."""
    said = {name: value for name, value in table.items() if value not in ("", [], None)}
    filled: _Table = {"subject": BLANK, "recipients": [BLANK], "body": [], **said}
    filled["body"] = _parts(filled["body"])
    filled |= {"annexes": [_annex(one) for one in said["annexes"]]} if "annexes" in said else {}
    filled |= {"attached": [_attached(one) for one in said["attached"]]} if "attached" in said else {}
    if "signer" not in filled:
        filled.setdefault("signature", {})
    if said.get("type") == DocumentType.CONG_VAN.value:
        filled.setdefault("unit", BLANK)
    if form is None:
        return filled
    if not filled["body"] and not {"body", "body_going_on"}.isdisjoint(form.fields):
        filled["body"] = [_PARAGRAPH]
    if not {"sole_addressee", "addressee_list"}.isdisjoint(form.fields):
        filled.setdefault("addressees", [BLANK])
    details = {n: v for n, v in (filled.get("details") or {}).items() if v not in ("", [], None)}
    answers = {name: _answer(one.kind, workspace) for name, one in form.questions.items() if one.required}
    if answers or details:
        filled["details"] = {**answers, **{n: v for n, v in details.items() if n in form.questions}}
    return filled


def _parts(parts: Any) -> Any:
    return (
        [_part(one) if isinstance(one, dict) else one for one in parts] if isinstance(parts, list) else parts
    )


def _part(part: _Table) -> _Table:
    children = {"children": _parts(part["children"])} if part.get("children") else {}
    kind = part.get("kind")
    if kind == "picture" and not (part.get("file") and isinstance(part.get("width_mm"), int | float)):
        return _PARAGRAPH | children
    titled = {"title": BLANK} if kind in TITLED and not part.get("title") else {}
    return part | titled | (_written_out(part) if kind == "table" else {}) | children


def _annex(annex: _Table) -> _Table:
    filled = {**annex, "title": annex.get("title") or BLANK}
    if annex.get("body"):
        filled["body"] = _parts(annex["body"])
    if "columns" in annex or "rows" in annex:
        filled |= _written_out(annex)
    elif not (annex.get("body") or annex.get("file")):
        filled["body"] = [_PARAGRAPH]
    return filled


def _attached(text: _Table) -> _Table:
    known = {kind.value for kind in DocumentType}
    kind = text.get("type") if text.get("type") in known else DocumentType.KE_HOACH.value
    return {
        "type": kind,
        "subject": text.get("subject") or BLANK,
        "body": _parts(text.get("body")) or [_PARAGRAPH],
    }


def _written_out(table: _Table) -> _Table:
    if table.get("file"):
        return {}
    columns = [one or BLANK for one in table.get("columns") or [BLANK]]
    return {"columns": columns, "rows": table.get("rows") or [[BLANK] * len(columns)]}


def _answer(kind: str, workspace: Workspace) -> Any:
    match kind:
        case "lines":
            return [BLANK]
        case "day":
            return workspace.today()
        case "moment":
            return datetime.combine(workspace.today(), time(8), VIETNAM).replace(tzinfo=None)
        case _:
            return BLANK
