"""Phần của sổ tính: what really comes out of its zip, looked at before anybody builds a table of it.

Runs in the limited child. A reader of workbooks gives an empty cell for an error, for a formula nobody has reckoned
and for all but one of merged cells; ``odd_cells`` finds them, so that none passes for an answer left blank.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

MOST_MEMBERS = 1000
#: A sheet of 100,000 forms with 30 columns unpacks to about 150 MB.
MOST_UNPACKED = 320 * 1024**2
#: XML of a full sheet packs 1:20; only above a megabyte a higher ratio is a bomb.
HIGHEST_RATIO, RATIO_FROM = 200, 1024**2
#: Cells of the rectangle from A1 to the last filled cell.
MOST_CELLS = 5_000_000
MOST_ROWS = 300_000
FAR_ROW = 100_000
"""Hàng quá xa: a sheet that reaches so far down must be filled at least to a tenth."""

MOST_ODD = 200
"""Số ô bất thường giữ lại: enough for any list a person reads."""

_DOCTYPES = [b"<!DOCTYPE", *("<!DOCTYPE".encode(code) for code in ("utf-16-le", "utf-16-be"))]
_ROW = re.compile(rb"<(?:\w{1,9}:)?row\s[^>]{0,99}?\br=[\"'](\d{1,15})[\"']")
_FAR_COLUMN = re.compile(rb"\sr=[\"']([A-Z]{3,7})(\d{1,15})[\"']")
_CELL_BEGINS = re.compile(rb"<(?:\w{1,9}:)?c[\s>]")
_CELL_HEAD = rb"<(?:\w{1,9}:)?c(?=\s)([^>]{0,200}?\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]{0,200})>"
_ERROR = re.compile(
    rb"<(?:\w{1,9}:)?c(?=\s)(?=[^>]{0,200}\st=.e.)[^>]{0,200}?\sr=.([A-Z]{1,3})(\d{1,7})[\"']"
)
_UNRECKONED = re.compile(
    _CELL_HEAD
    + rb"\s*<(?:\w{1,9}:)?f\b[^>]{0,200}?(?:/>|>[^<]{0,400}</(?:\w{1,9}:)?f>)"
    + rb"\s*(?:</(?:\w{1,9}:)?c>|<(?:\w{1,9}:)?v\s*/>|<(?:\w{1,9}:)?v>\s*</)"
)
_MERGED = re.compile(rb"mergeCell\s+ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_SHEET = re.compile(r"xl/worksheets/|content\.xml$")
_CHUNK = 1024**2
_TAIL = 1024  # longer than a cell with its formula

Odd = tuple[str, int, int, int, int]
"""Ô bất thường: kind ("error", "unreckoned", "merged"), then first row and column, last row and column."""


class Refused(Exception):
    """Từ chối: the kind of refusal and what it names."""


def check_parts(content: bytes) -> None:
    """Xét các phần: sizes, declarations and the farthest cells of every part. Raises Refused."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refused("bomb", len(members))
        unpacked = 0
        for member in members:
            size, extent = 0, _Extent()
            for piece, new in _pieces(archive, member):
                size += new
                unpacked += new
                if unpacked > MOST_UNPACKED or (
                    size > RATIO_FROM and size > HIGHEST_RATIO * member.compress_size
                ):
                    raise Refused("bomb", member.filename)
                if any(sign in piece for sign in _DOCTYPES):
                    raise Refused("declared", member.filename)
                if _SHEET.match(member.filename):
                    extent.look_at(piece, member.filename)
            if extent.rows > max(FAR_ROW, 10 * extent.filled_rows):
                raise Refused("too_wide", f"A{extent.rows}")


class _Extent:
    """How far the cells of one sheet reach, whatever its dimension claims."""

    def __init__(self) -> None:
        self.rows = self.columns = self.filled_rows = 0

    def look_at(self, piece: bytes, part: str) -> None:
        if not self.columns:  # the width of the first row; cells farther right are found below
            self.columns = max(1, len(_CELL_BEGINS.findall(piece[: piece.find(b"</row>")])))
        for letters, row in _FAR_COLUMN.findall(piece):
            self._reach(int(row), column_number(letters.decode()), part, (letters + row).decode())
        for row in _ROW.findall(piece):
            self.filled_rows += 1
            self._reach(int(row), 1, part, f"A{int(row)}")

    def _reach(self, row: int, column: int, part: str, cell: str) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > MOST_CELLS and 2 * self.filled_rows < self.rows:
            raise Refused("too_wide", cell)
        if self.rows * self.columns > MOST_CELLS or self.filled_rows > MOST_ROWS:
            raise Refused("bomb", part)


def odd_cells(content: bytes, sheet: str) -> list[Odd]:
    """Ô bất thường: the cells of a sheet that a reader of workbooks gives as empty and that are not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "content.xml" in archive.namelist():
            return _odd_in_ods(archive.read("content.xml"), sheet)
        part = _part_of(archive, sheet)
        found: dict[Odd, None] = {}  # a piece repeats the end of the one before
        for piece, _ in _pieces(archive, archive.getinfo(part)):
            found.update(dict.fromkeys(_odd_in_xlsx(piece)))
            if len(found) >= MOST_ODD:
                break
    return list(found)[:MOST_ODD]


def column_number(letters: str) -> int:
    """Số của cột: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """A part in pieces, each after the end of the one before; and how many bytes of a piece are new."""
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            piece = tail + chunk
            yield piece, len(chunk)
            tail = piece[-_TAIL:]


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part that holds a sheet of an xlsx workbook. KeyError when the workbook does not say."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relation = next(
        value
        for element in book.iter()
        if element.tag.endswith("}sheet") and element.get("name") == sheet
        for name, value in element.items()
        if name.endswith("}id")
    )
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next(element.get("Target", "") for element in relations if element.get("Id") == relation)
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _odd_in_xlsx(piece: bytes) -> Iterator[Odd]:
    if b'"e"' in piece:
        for letters, row in _ERROR.findall(piece):
            yield _odd("error", letters, row)
    if b"<f" in piece or b":f" in piece:
        for attributes, letters, row in _UNRECKONED.findall(piece):
            if b't="str"' not in attributes:
                yield _odd("unreckoned", letters, row)
    for letters, row, last_letters, last_row in _MERGED.findall(piece):
        yield _odd("merged", letters, row, last_letters, last_row)


def _odd(kind: str, letters: bytes, row: bytes, last_letters: bytes = b"", last_row: bytes = b"") -> Odd:
    first = column_number(letters.decode()) - 1
    last = column_number(last_letters.decode()) - 1 if last_letters else first
    return kind, int(row), first, int(last_row or row), last


def _odd_in_ods(content: bytes, sheet: str) -> list[Odd]:
    if not any(mark in content for mark in (b"-spanned=", b'"error"', b":formula=")):
        return []
    reading = _OdsReading(sheet)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reading.begin, reading.end
    parser.Parse(content, True)
    return reading.found[:MOST_ODD]


class _OdsReading:
    """Follows rows and columns of one sheet of an ods file."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.inside = False
        self.row = self.column = self.rows_here = 0
        self.found: list[Odd] = []

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "table":
            self.inside, self.row = attributes.get("table:name") == self.sheet, 0
        elif name == "table-row":
            self.column = 0
            self.rows_here = int(attributes.get("table:number-rows-repeated", "1"))
        elif name in ("table-cell", "covered-table-cell"):
            wide = int(attributes.get("table:number-columns-spanned", "1"))
            high = int(attributes.get("table:number-rows-spanned", "1"))
            place = (self.row + 1, self.column, self.row + high, self.column + wide - 1)
            if self.inside and len(self.found) < MOST_ODD:
                self.found += [(kind, *place) for kind in _odd_kinds(attributes, wide * high > 1)]
            self.column += int(attributes.get("table:number-columns-repeated", "1"))

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "table-row":
            self.row += self.rows_here


def _odd_kinds(attributes: dict[str, str], merged: bool) -> Iterator[str]:
    if merged:
        yield "merged"
    if attributes.get("calcext:value-type") == "error":
        yield "error"
    elif "table:formula" in attributes and "office:value-type" not in attributes:
        yield "unreckoned"
