"""Mẫu soạn thảo: what stands in the fields of the writing page, read from the table of a draft and back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from starlette.datastructures import FormData

from doc_templates import Form
from portal.web.typed_numbers import is_whole, whole
from portal.web.writing.row_parts import parts_of, rows_of_draft
from portal.web.writing.rows import Row, fitted

#: The lines above a signature: capacity and of whom.
_AUTHORITIES = 2
_LISTS = ("addressees", "legal_bases", "recipients", "carries_out")
_TEXTS = ("unit", "deciding_authority", "contact", "drafter_mark", "urgency", "circulation")
_MOMENT = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Typed:
    """Đã gõ: the table of the draft as it stands in the form now, the rows of its body, and what was read before."""

    content: Mapping[str, Any]
    rows: Sequence[Row]
    revision: int
    foreseen: int | None

    @property
    def title(self) -> str:
        """Tên bản thảo: what it is about, as the list of drafts shows it."""
        return str(self.content.get("subject", ""))

    def with_rows(self, rows: Sequence[Row]) -> "Typed":
        """Nội dung khác: the same draft with other rows of its text."""
        return replace(self, rows=rows, content=_with_parts(self.content, rows))

    def also(self, **more: Any) -> "Typed":
        """Thêm vào bản thảo: what stands beside it."""
        return replace(self, content={**self.content, **more})

    def upon(self, revision: int) -> "Typed":
        """Theo bản đã lưu: the same words, to be saved behind this revision."""
        return replace(self, revision=revision)


def typed(form: FormData, before: Mapping[str, Any], questions: Form | None) -> Typed:
    """Đọc mẫu: what the page does not ask stays as it was; a field left empty is left out of the draft."""
    rows = rows_in(form)
    asked = bool(rows) or "rows-asked" in form
    content = _with_parts(before, rows) if asked else dict(before)
    content["subject"] = " ".join(_text(form, "subject").split())
    for name in _TEXTS:
        if name in form:
            _set(content, name, _text(form, name).strip())
    for name in _LISTS:
        if name in form:
            _set(content, name, lines(_text(form, name)))
    if "date" in form:
        _set(content, "date", _day(_text(form, "date")))
    _signature(content, form)
    _archive(content, form)
    if questions is not None and questions.questions:
        content["details"] = _details(form, questions, content.get("details") or {})
    if "electronic-asked" in form:
        _set(content, "electronic", "electronic" in form)
    foreseen = _text(form, "foreseen")
    revision = _text(form, "revision")
    return Typed(
        content,
        rows,
        whole(revision),
        int(foreseen) if is_whole(foreseen) else None,
    )


def rows_in(form: FormData) -> list[Row]:
    """Các dòng nội dung trong mẫu: every row has all its fields, so that they stand side by side."""
    names = ("kind", "depth", "title", "text", "kept", "choice", "notes")
    columns = [[str(one) for one in form.getlist(f"row-{name}")] for name in names]
    return fitted(
        [
            Row(
                kind,
                whole(depth),
                title,
                _newlines(text),
                kept,
                choice=choice,
                notes=_newlines(notes),
            )
            for kind, depth, title, text, kept, choice, notes in zip_longest(*columns, fillvalue="")
        ]
    )


def _with_parts(content: Mapping[str, Any], rows: Sequence[Row]) -> dict[str, Any]:
    """The draft with these rows; one without annexes or attached texts does not speak of them."""
    parts = parts_of(rows)
    made = {name: value for name, value in content.items() if name not in parts}
    return made | {name: value for name, value in parts.items() if value or name == "body"}


def shown(content: Mapping[str, Any]) -> dict[str, Any]:
    """Giá trị trong mẫu: every field of the page, empty where the draft says nothing."""
    archive, signature = content.get("archive") or {}, content.get("signature") or {}
    known = list(signature.get("authority") or [])[:_AUTHORITIES]
    authorities = [(one.get("capacity", ""), one.get("of", "")) for one in known]
    return {
        **{name: content.get(name, "") for name in ("type", "issuer", "subject", "signer", "form", *_TEXTS)},
        **{name: "\n".join(content.get(name) or ()) for name in _LISTS},
        "date": _iso(content.get("date")),
        "archive_units": ", ".join(archive.get("units") or ()),
        "archive_drafter": archive.get("drafter", ""),
        "archive_copies": archive.get("copies", ""),
        "sign_title": signature.get("title", ""),
        "sign_name": signature.get("name", ""),
        "authorities": authorities + [("", "")] * (_AUTHORITIES - len(authorities)),
        "electronic": bool(content.get("electronic")),
        "details": {name: _answer(value) for name, value in (content.get("details") or {}).items()},
        "rows": _rows_shown(content),
    }


def _rows_shown(content: Mapping[str, Any]) -> list[Row]:
    """At least one row to write in, also above annexes."""
    rows = rows_of_draft(content)
    return rows if rows and not rows[0].is_root else fitted([Row(), *rows])


def lines(text: str) -> list[str]:
    """Mỗi dòng một mục: without the dash and the mark which the form prints by itself."""
    cleaned = (re.sub(r"^\s*[-–•]\s+", "", line).strip() for line in _newlines(text).split("\n"))
    return [line.removesuffix(";").strip() for line in cleaned if line]


def day_typed(text: str) -> date | None:
    """Ngày đã gõ: None where there is none, or none that exists."""
    found = _day(text)
    return found if isinstance(found, date) else None


def _signature(content: dict[str, Any], form: FormData) -> None:
    if "sign_name" not in form and "signer" not in form:
        return
    signer = _text(form, "signer").strip()
    if signer:
        content["signer"] = signer
        content.pop("signature", None)
        return
    content.pop("signer", None)
    authority = [
        {"capacity": _text(form, f"capacity-{place}"), "of": _text(form, f"of-{place}").strip()}
        for place in range(_AUTHORITIES)
        if _text(form, f"capacity-{place}") or _text(form, f"of-{place}").strip()
    ]
    before = (content.get("signature") or {}).get("authority") or []
    authority += before[_AUTHORITIES:]
    said = {"title": _text(form, "sign_title").strip(), "name": _text(form, "sign_name").strip()}
    content["signature"] = ({"authority": authority} if authority else {}) | said


def _archive(content: dict[str, Any], form: FormData) -> None:
    if "archive_units" not in form:
        return
    units = [one.strip() for one in _text(form, "archive_units").split(",") if one.strip()]
    copies = _text(form, "archive_copies").strip()
    archive: dict[str, Any] = {"units": units}
    if _text(form, "archive_drafter").strip():
        archive["drafter"] = _text(form, "archive_drafter").strip()
    if copies:
        archive["copies"] = int(copies) if is_whole(copies) else copies
    _set(content, "archive", archive if units or len(archive) > 1 else None)


def _details(form: FormData, questions: Form, before: Mapping[str, Any]) -> dict[str, Any]:
    answers = dict(before)
    for name, field in questions.questions.items():
        if f"d-{name}" not in form:
            continue
        written = _text(form, f"d-{name}").strip()
        value: Any = written
        match field.kind:
            case "lines":
                value = lines(written)
            case "day":
                value = _day(written)
            case "moment":
                value = _moment(written)
        _set(answers, name, value)
    return answers


def _set(table: dict[str, Any], name: str, value: Any) -> None:
    if value in ("", [], None, False):
        table.pop(name, None)
    else:
        table[name] = value


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return _newlines(value) if isinstance(value, str) else ""


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _day(text: str) -> date | str:
    """A day; what is none stays as it was typed, and the draft says so."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return text.strip()


def _moment(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return text.strip()


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _answer(value: object) -> str:
    match value:
        case datetime():
            return value.strftime(_MOMENT)
        case date():
            return value.isoformat()
        case list():
            return "\n".join(map(str, value))
        case _:
            return str(value)
