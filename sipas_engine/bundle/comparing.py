"""So từng ô: what a file of a bundle prints against what its counts give, cell by cell."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from sipas_engine.bundle.csv_text import rows_of
from sipas_engine.bundle.findings import Finding
from sipas_engine.errors import N_

_FIGURE = N_("{file}, row {row}, column {column} prints “{found}”; the counts give “{expected}”.")
_LINE = N_("{file}, line {row} says “{found}”; the counts give “{expected}”.")
_PLACE = N_("{file}, {column} holds “{found}”; the counts give “{expected}”.")
_FORM = N_("{file} cannot be read ({reason}).")
_BYTES = N_("{file} prints the same figures, but not as this edition of the program writes them.")
_UNREADABLE = (
    ValueError,
    KeyError,
    RecursionError,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    EOFError,
)
_LONGEST = 160
_LARGEST_PART = 64 * 1024**2
_NEAR = 1e-9
"""Sai số máy: two machines may differ so much, in relative terms, in a number that is no exact fraction."""


def compared(file: str, found: bytes, expected: bytes, *, by_bytes: bool = True) -> Iterator[Finding]:
    """So một tệp: what differs, by the kind of file its name says; nothing when all bytes are equal.

    Where only bytes differ, and no cell, that is said too, unless ``by_bytes`` is False.
    """
    if found == expected:
        return
    compare = {"csv": _csv, "json": _json, "xlsx": _xlsx, "html": _html}.get(file.rpartition(".")[2])
    if compare is None:
        if by_bytes:
            yield Finding("figure", file, _BYTES)
        return
    differences = 0
    try:
        for difference in compare(file, found, expected):
            differences += 1
            yield difference
    except _UNREADABLE as error:
        yield Finding("form", file, _FORM, {"reason": f"{type(error).__name__} {error}"[:_LONGEST]})
        return
    if not differences and by_bytes:
        yield Finding("figure", file, _BYTES)


def _csv(file: str, found: bytes, expected: bytes) -> Iterator[Finding]:
    heads, *_ = wanted = list(rows_of(expected))
    yield from _rows(file, list(rows_of(found)), wanted, heads)


def _rows(
    file: str,
    found: Sequence[Sequence[str]],
    expected: Sequence[Sequence[str]],
    heads: Sequence[str],
    *,
    sheet: str = "",
) -> Iterator[Finding]:
    for number in range(1, max(len(found), len(expected)) + 1):
        mine = found[number - 1] if number <= len(found) else ()
        theirs = expected[number - 1] if number <= len(expected) else ()
        for place in range(max(len(mine), len(theirs))):
            left = mine[place] if place < len(mine) else ""
            right = theirs[place] if place < len(theirs) else ""
            if left != right:
                head = heads[place] if place < len(heads) else str(place + 1)
                column = f"{sheet}!{head}" if sheet else head
                yield Finding(
                    "figure", file, _FIGURE, row=number, column=column, found=_cut(left), expected=_cut(right)
                )


def _json(file: str, found: bytes, expected: bytes) -> Iterator[Finding]:
    yield from _values(file, "", json.loads(found), json.loads(expected))


def _values(file: str, place: str, found: object, expected: object) -> Iterator[Finding]:
    match found, expected:
        case dict(), dict():
            for name in sorted({*found, *expected}):
                below = f"{place}.{name}" if place else str(name)
                yield from _values(file, below, found.get(name), expected.get(name))
        case list(), list():
            for number in range(max(len(found), len(expected))):
                left = found[number] if number < len(found) else None
                right = expected[number] if number < len(expected) else None
                yield from _values(file, f"{place}[{number}]", left, right)
        case float() | int(), float() | int() if not isinstance(found, bool) and _equal(found, expected):
            return
        case _ if found != expected or isinstance(found, bool) != isinstance(expected, bool):
            left, right = _cut(_written(found)), _cut(_written(expected))
            yield Finding("figure", file, _PLACE, column=place, found=left, expected=right)


def _equal(found: float, expected: float) -> bool:
    return found == expected or abs(found - expected) <= _NEAR * max(abs(found), abs(expected))


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _xlsx(file: str, found: bytes, expected: bytes) -> Iterator[Finding]:
    mine, theirs = sheets_of(found), sheets_of(expected)
    for name in dict.fromkeys([*theirs, *mine]):
        wanted = theirs.get(name, [])
        heads = [_letter(place) for place in range(max(map(len, wanted), default=0))]
        yield from _rows(file, mine.get(name, []), wanted, heads, sheet=name)


_SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="(\d+)"')
_ROW = re.compile(r'<row r="(\d{1,7})"[^>]*>(.*?)</row>', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]{1,3})\d{1,7}"[^>]*?(t="s")?(?:/>|><v>([^<]*)</v></c>)')
_STRING = re.compile(r"<si><t[^>]*>([^<]*)</t></si>|<si><t\s*/></si>", re.DOTALL)


def sheets_of(content: bytes) -> dict[str, list[list[str]]]:
    """Các trang tính: rows of text by sheet, of a workbook as ``annexes.spreadsheet`` writes them; no other is read.

    Its parts are searched for cells, never parsed as XML: so no declaration in them can do anything. Raises ValueError.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: _part(archive, name) for name in archive.namelist() if name.startswith("xl/")}
    strings = [_plain(text) for text in _STRING.findall(parts.get("xl/sharedStrings.xml", ""))]
    found = {}
    for number, (name, _) in enumerate(_SHEET.findall(parts["xl/workbook.xml"]), start=1):
        rows: list[list[str]] = []
        for row, cells in _ROW.findall(parts[f"xl/worksheets/sheet{number}.xml"]):
            if int(row) > 1_000_000:
                raise ValueError(f"row {row}")
            rows += [[] for _ in range(int(row) - len(rows))]
            for letters, shared, text in _CELL.findall(cells):
                place = _place(letters)
                rows[-1] += [""] * (place + 1 - len(rows[-1]))
                rows[-1][place] = strings[int(text)] if shared and int(text) < len(strings) else text
        found[_plain(name)] = rows
    return found


def _part(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as stream:
        content = stream.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise ValueError(name)
    return content.decode()


def _plain(text: str) -> str:
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;")):
        text = text.replace(entity, sign)
    return text


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class _Text(HTMLParser):
    """The visible text of a page, line by line, with the line of the file it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[int, str]] = []

    def handle_data(self, data: str) -> None:
        if text := data.strip():
            self.lines.append((self.getpos()[0], text))


def _html(file: str, found: bytes, expected: bytes) -> Iterator[Finding]:
    mine, theirs = _texts(found), _texts(expected)
    for number in range(max(len(mine), len(theirs))):
        line, left = mine[number] if number < len(mine) else (0, "")
        right = theirs[number][1] if number < len(theirs) else ""
        if left != right:
            yield Finding("figure", file, _LINE, row=line or None, found=_cut(left), expected=_cut(right))
            if len(mine) != len(theirs):
                return  # what follows is only shifted


def _texts(content: bytes) -> list[tuple[int, str]]:
    parser = _Text()
    parser.feed(content.decode())
    return parser.lines


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
