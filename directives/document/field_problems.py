"""Lỗi từng trường: what a strict reading found wrong in a draft or plan, one sentence a field."""

import reprlib
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

from pydantic import ValidationError

from directives.errors import N_, Problem

_DATE = N_("field “{field}” must be a date such as 2026-03-05 without quotes, not {seen}")
_SENTENCES = {
    "missing": N_("field “{field}” is missing; add it"),
    "extra_forbidden": N_("field “{field}” is not known; did you mean “{nearest}”?"),
    "unexpected_keyword_argument": N_("field “{field}” is not known; did you mean “{nearest}”?"),
    "literal_error": N_("field “{field}” is “{seen}”, which is not in the list: {expected}"),
    "enum": N_("field “{field}” is “{seen}”, which is not in the list: {expected}"),
    "string_type": N_("field “{field}” must be text in quotes, not {seen}"),
    "int_type": N_("field “{field}” must be a whole number, not {seen}"),
    "bool_type": N_("field “{field}” must be true or false, not {seen}"),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "list_type": N_("field “{field}” must be a list in [ ], not {seen}"),
    "tuple_type": N_("field “{field}” must be a list in [ ], not {seen}"),
    "too_short": N_("field “{field}” must not be empty"),
    "too_long": N_("field “{field}” is too long: at most {expected} characters"),
    "greater_than_equal": N_("field “{field}” is {seen}; it must be at least {expected}"),
    "greater_than": N_("field “{field}” is {seen}; it must be more than {expected}"),
    "float_type": N_("field “{field}” must be a number, not {seen}"),
    "table_source": N_("“{field}”: a table takes either a file or rows of its own; give one of them"),
    "row_width": N_("“{field}”: a row has another number of cells than there are columns: {expected}"),
    "picture_source": N_("“{field}”: a picture needs the fields “file” and “width_mm”"),
    "without_title": N_("“{field}”: a part, chapter, division or subdivision needs the field “title”"),
    "not_of_kind": N_("“{field}”: a part of this kind does not take {expected}"),
    "blank": N_("field “{field}” is blank; fill it in"),
    "answer": N_("field “{field}” must be a text, a list of texts or a date"),
    "control": N_("field “{field}” holds a control character; type the text again"),
}
_UNKNOWN = N_("field “{field}” is not known here; known: {expected}")
_OTHER = N_("field “{field}” does not fit: {seen}")

#: Names known in the table where a field stands, given the field's path.
NearestNames = Callable[[tuple[int | str, ...]], Sequence[str]]


def field_problems(error: ValidationError, names_at: NearestNames) -> Iterator[Problem]:
    """Lỗi từng trường: every problem of a validation, as sentences a person can act on."""
    for row in error.errors(include_url=False):
        where = _place(row["loc"])
        field = str(row["loc"][-1]) if row["loc"] else ""
        context = row.get("ctx", {})
        reason = str(context.get("error", "")) if row["type"] == "value_error" else row["type"]
        expected = next((context[k] for k in ("expected", "max_length", "ge", "gt") if k in context), "")
        names = names_at(row["loc"])
        nearest = _nearest(field, names)
        template = _SENTENCES.get(reason, _OTHER)
        if "{nearest}" in template and not nearest:
            template, expected = _UNKNOWN, ", ".join(names)
        yield Problem(
            where=where,
            template=template,
            fields={
                "field": where,
                "seen": _shown(row["input"], quoted=reason.endswith("_type")),
                "expected": expected,
                "nearest": nearest,
            },
        )


def _place(loc: tuple[int | str, ...]) -> str:
    """Chỗ sai: as a person counts: ``body[1].kind`` is the kind of the first part of the body."""
    place = ""
    for part in loc:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if place else part
    return place


def _nearest(field: str, names: Sequence[str]) -> str:
    return next(iter(get_close_matches(field, names, n=1)), "")


def _shown(value: object, *, quoted: bool) -> str:
    """Giá trị đã viết: as it was written, shortened; a text in its quotes where its being a text is the fault."""
    shown = reprlib.repr(value) if isinstance(value, dict | list) else str(value)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
    return f'"{shown}"' if quoted and isinstance(value, str) else shown
