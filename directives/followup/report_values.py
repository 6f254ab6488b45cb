"""Giá trị báo cáo: what a unit wrote in a report's form as figures, texts and files, or everything wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from directives.errors import N_, DirectiveError, Problem
from directives.followup.plan import FieldKind, ReportField
from directives.text import normalise


class BadReport(DirectiveError):
    """Báo cáo không hợp lệ: figures or texts that do not fit the form, all of them, by unit, row and field."""

    kind = "bad_report"
    template = N_(
        "The reports in {file} have {count} problem(s). Nothing was taken; correct them and try again:"
    )


_AMBIGUOUS = N_(
    "{unit}, “{field}”: “{seen}” may be {thousands} or {decimals}. Write {thousands} without a point, or {comma}"
)
_NO_NUMBER = N_("{unit}, “{field}”: “{seen}” is no number. Write digits only, with a comma before decimals")
_REQUIRED = N_("{unit}, “{field}” is empty and the form asks for it")
_NO_FIELD = N_("{unit}: the form has no “{field}”. It has: {known}")

_PLAIN = re.compile(r"[0-9]{1,30}(,[0-9]{1,9})?")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){2,9}(,[0-9]{1,9})?|[0-9]{1,3}(\.[0-9]{3}),[0-9]{1,9}")
#: "1.234" is one thousand two hundred thirty-four to one clerk, and one and a bit to another.
_EITHER = re.compile(r"[0-9]{1,3}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class ReportValues:
    """Nội dung báo cáo: figures, texts and files by the codes of the form's fields; what was left out is not there.

    ``files`` are SHA-256 sums of what is in the store, ``names`` how those files were called.
    """

    figures: Mapping[str, Decimal] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def values_read(
    form: Sequence[ReportField], written: Mapping[str, str], unit: str, where: str = ""
) -> tuple[ReportValues, list[Problem]]:
    """Đọc giá trị: what was written in the fields, with everything wrong in it; files are named, not yet read."""
    known = {one.code: one for one in form}
    problems = [
        Problem(_NO_FIELD, {"unit": unit, "field": code, "known": ", ".join(known)}, where)
        for code in written
        if code not in known
    ]
    figures: dict[str, Decimal] = {}
    texts: dict[str, str] = {}
    names: dict[str, str] = {}
    for one in form:
        text = normalise(written.get(one.code, "")).strip()
        if not text:
            if one.required:
                problems.append(Problem(_REQUIRED, {"unit": unit, "field": one.code}, where))
        elif one.kind is FieldKind.FIGURE:
            figure = figure_read(text)
            if figure is None:
                problems.append(_wrong_figure(unit, one, text, where))
            else:
                figures[one.code] = figure
        else:
            (texts if one.kind is FieldKind.TEXT else names)[one.code] = text
    return ReportValues(figures, texts, names=names), problems


def figure_read(text: str) -> Decimal | None:
    """Đọc số: digits, a comma before decimals, points between thousands where they cannot be anything else.

    None for all else: signs, spaces, other digits, and "1.234", of which nobody knows what was meant.
    """
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return None


def figure_written(figure: Decimal) -> str:
    """Ghi số: as it is kept and shown in lists, digits with a comma before decimals."""
    return format(figure, "f").replace(".", ",")


def _wrong_figure(unit: str, one: ReportField, text: str, where: str) -> Problem:
    if _EITHER.fullmatch(text):
        thousands, comma = text.replace(".", ""), text.replace(".", ",")
        said = {"unit": unit, "field": one.code, "seen": text, "thousands": thousands, "comma": comma}
        return Problem(_AMBIGUOUS, said | {"decimals": comma}, where)
    return Problem(_NO_NUMBER, {"unit": unit, "field": one.code, "seen": text}, where)


def values_as_json(values: ReportValues) -> dict[str, object]:
    """Nội dung để lưu: plain texts; figures as they are written."""
    return {
        "figures": {code: figure_written(figure) for code, figure in values.figures.items()},
        "texts": dict(values.texts),
        "files": dict(values.files),
        "names": dict(values.names),
    }


def values_from_json(content: Mapping[str, object]) -> ReportValues:
    """Nội dung đã lưu: what ``values_as_json`` wrote."""
    figures = {code: Decimal(text.replace(",", ".")) for code, text in _texts(content, "figures")}
    return ReportValues(
        figures,
        dict(_texts(content, "texts")),
        dict(_texts(content, "files")),
        dict(_texts(content, "names")),
    )


def _texts(content: Mapping[str, object], name: str) -> Iterator[tuple[str, str]]:
    part = content.get(name)
    if isinstance(part, Mapping):
        yield from ((str(code), str(text)) for code, text in part.items())
