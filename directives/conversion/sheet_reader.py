"""Đọc sổ tính: every sheet of an xlsx file as the texts its cells show. Runs inside the child process only.

Calamine reads the values; it does not say how a cell is formatted, whether a formula was ever computed, and what
is hidden. That is looked up beside it: what cannot be shown as a person sees it becomes a fault of its cell.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any

import python_calamine as calamine
from lxml import etree

from directives.conversion.cell_format import BUILT_IN, moment_text, number_text
from directives.conversion.errors import (
    ArchiveBomb,
    BrokenFile,
    EncryptedFile,
    EntitiesDeclared,
    SheetTooLarge,
    UnknownFormat,
)
from directives.conversion.limits import Limits
from directives.conversion.package import checked_members
from directives.text import normalise

_ACCEPTED = "xlsx, csv"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPES = [b"<!DOCTYPE"] + ["<!DOCTYPE".encode(code) for code in ("utf-16-le", "utf-16-be")]
#: Cells of the rectangle from A1 to the last filled one: two millions are a hundred times a long list.
_MAX_CELLS = 2_000_000
#: More faults of one sheet than a person reads.
_MAX_FAULTS = 200
#: The part of a format which is for texts adds no words of its own.
_AS_IT_IS = re.compile(r"(?:^|;)(?:_.|\[[^\]]*\]|\s)*@(?:_.|\s)*$")

Fault = tuple[int, int, str, str]


def read_sheets(content: bytes, granted: Limits) -> list[dict[str, Any]]:
    """Đọc các trang: ``name``, ``rows`` of texts from A1 on, ``merged`` rectangles, ``faults`` of single cells.

    Sheets that are hidden, and charts, are left out. Raises UnknownFormat, EncryptedFile, MacrosInside,
    ArchiveBomb, EntitiesDeclared, SheetTooLarge, BrokenFile.
    """
    parts = _parts(content, granted)
    formats = _formats(parts.get("xl/styles.xml", b""))
    surveys = {name: _survey(parts[path], name) for name, path in _sheets(parts) if path in parts}
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _read(workbook.get_sheet_by_name(name), surveys[name], formats)
            for name in workbook.sheet_names
            if name in surveys
        ]
    except calamine.CalamineError as error:
        raise BrokenFile(reason=str(error)) from error


@dataclass(slots=True)
class _Survey:
    """Khảo sát trang: what calamine does not tell: formats, formulas without a value, what is hidden."""

    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


def _parts(content: bytes, granted: Limits) -> dict[str, bytes]:
    """Các phần: unpacked within the limits, none with a document type."""
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise EncryptedFile
        raise UnknownFormat(accepted=_ACCEPTED)
    parts, left = {}, granted.unpacked_bytes
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        for name, member in checked_members(archive, granted).items():
            with archive.open(member) as stream:
                part = stream.read(left + 1)  # a declared size may lie
            left -= len(part)
            if left < 0:
                raise ArchiveBomb(measure="unpacked_bytes", value=">", limit=granted.unpacked_bytes)
            if any(sign in part for sign in _DOCTYPES) and name.endswith((".xml", ".rels")):
                raise EntitiesDeclared(part=name)
            parts[name] = part
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise BrokenFile(reason=str(error)) from error
    if "xl/workbook.xml" not in parts:
        raise UnknownFormat(accepted=_ACCEPTED)
    return parts


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Các trang đang hiện: name and part of each worksheet."""
    relations, workbook = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in _root(parts.get(relations, b"<none/>"), relations)
        if relation.get("Type", "").endswith("/worksheet")
    }
    for sheet in _root(parts[workbook], workbook).iter("{*}sheet"):
        relation = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        if relation in targets and sheet.get("state", "visible") == "visible":
            yield sheet.get("name", ""), targets[relation]


def _root(part: bytes, name: str) -> Any:
    try:
        return etree.fromstring(
            part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        raise BrokenFile(reason=f"{name}: {error}") from error


def _formats(part: bytes) -> list[str]:
    """Mã định dạng: of each cell style, by its place."""
    if not part:
        return []
    root = _root(part, "xl/styles.xml")
    own = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    numbers = [int(one.get("numFmtId", "0")) for one in root.iterfind("{*}cellXfs/{*}xf")]
    return [own.get(number) or BUILT_IN.get(number, "?") for number in numbers]


def _survey(part: bytes, name: str) -> _Survey:
    found = _Survey()
    try:
        for _, element in etree.iterparse(
            io.BytesIO(part), events=("end",), resolve_entities=False, no_network=True
        ):
            match etree.QName(element).localname if isinstance(element.tag, str) else "":
                case "c":
                    _look_at_cell(element, found, name)
                    element.clear()
                case "row":
                    if _on(element, "hidden"):
                        found.faults.append((int(element.get("r", "1")) - 1, -1, "hidden_row", ""))
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
                case "col" if _on(element, "hidden"):
                    first, last = int(element.get("min", "1")) - 1, int(element.get("max", "1")) - 1
                    found.faults += [
                        (-1, n, "hidden_column", "") for n in range(first, min(last, first + 256) + 1)
                    ]
                case "mergeCell":
                    top, _, bottom = element.get("ref", "").partition(":")
                    found.merged.append((*_place(top), *_place(bottom or top)))
    except etree.XMLSyntaxError as error:
        raise BrokenFile(reason=f"{name}: {error}") from error
    return found


def _look_at_cell(cell: Any, found: _Survey, name: str) -> None:
    value = formula = inline = None
    for child in cell:
        match etree.QName(child).localname:
            case "v":
                value = child.text
            case "f":
                formula = child
            case "is":
                inline = child
    if not value and formula is None and inline is None:
        return
    place = _place(cell.get("r", ""))
    found.rows, found.columns = max(found.rows, place[0] + 1), max(found.columns, place[1] + 1)
    if found.rows * found.columns > _MAX_CELLS:
        raise SheetTooLarge(sheet=name, rows=found.rows, columns=found.columns, limit=_MAX_CELLS)
    kind = cell.get("t", "n")
    if formula is not None and not value and kind != "str":
        found.faults.append((*place, "formula", ""))
    elif kind == "e":
        found.errors[place] = value or "#"
    found.styles[place] = int(cell.get("s", "0"))


def _read(sheet: Any, survey: _Survey, formats: list[str]) -> dict[str, Any]:
    faults = list(survey.faults)
    rows: list[list[str]] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False) if survey.rows else ()):
        texts = []
        for column, value in enumerate(values):
            style = survey.styles.get((number, column), 0)
            code = formats[style] if style < len(formats) else "General"
            error = survey.errors.get((number, column))
            text, fault = ("", ("error", error)) if error else _shown(value, code)
            if fault:
                faults.append((number, column, *fault))
            texts.append(normalise(text))
        rows.append(texts)
    return {"name": sheet.name, "rows": rows, "merged": survey.merged, "faults": faults[:_MAX_FAULTS]}


def _shown(value: Any, code: str) -> tuple[str, tuple[str, str] | None]:
    """Chữ hiện ra: and what is wrong with the cell when nobody can say what it shows."""
    match value:
        case str():
            return (value, None) if "@" not in code or _AS_IT_IS.search(code) else ("", ("format", code))
        case bool():
            return "", ("logical", "")
        case int() | float():
            text = number_text(value, code)
        case datetime() | date() | time():
            text = moment_text(value, code)
        case _:
            text = None
    return (text, None) if text is not None else ("", ("format", code))


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def _place(reference: str) -> tuple[int, int]:
    """Vị trí ô: row and column from 0. Raises BrokenFile for what is no reference."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise BrokenFile(reason=f"cell {reference[:20]!r}")
    return int(found[2]) - 1, _column(found[1])


def _on(element: Any, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")
