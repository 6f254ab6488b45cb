"""Nội dung dán vào: lines of a text as people type them in Word become the parts of a body, by their own numbers.

"Chương I", "Điều 1.", "I.", "1.", "a)", "-" and "+" say the level of a line; the number itself is left out, since
every number follows from the place of its part (``directives.rendering.body_lines``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from directives.document.pasted_table import opened
from directives.text import comparison_key

#: A heading stands above what belongs to it; longer lines are sentences.
_LONGEST_HEADING = 200
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_POINTS = "abcdđeghiklmnopqrstuvxy"
_HEADINGS = {"phần": "part", "chương": "chapter", "mục": "division", "tiểu mục": "subdivision"}
#: From the outermost level inwards; a dash below a dash is typed "+".
_RANKS = (
    "part",
    "chapter",
    "division",
    "subdivision",
    "section",
    "article",
    "clause",
    "point",
    "dash",
    "plus",
)
_DEEPER = {"clause": "point", "point": "dash", "dash": "plus"}
_HEADING = re.compile(r"(Phần|Chương|Mục|Tiểu mục)\s+([IVXL]+|\d{1,2})\b[.:]?\s*(.*)", re.IGNORECASE)
_LABELS = (
    ("article", re.compile(r"Điều\s+(\d{1,3})\s*[.:]?\s*(.*)", re.IGNORECASE)),
    ("section", re.compile(r"([IVXL]{1,6})[.)]\s+(.*)")),
    ("clause", re.compile(r"(\d{1,3})[.)/]\s+(.*)")),
    ("point", re.compile(rf"([{_POINTS}])[.)]\s+(.*)")),
    ("roman", re.compile(r"([ivx]{2,5})[.)]\s+(.*)")),
    ("dash", re.compile(r"([-–−—•·§▪●■◦○✓✔➢Øüo*])\s+(.*)")),
    ("plus", re.compile(r"([+])\s*(.*)")),
)


@dataclass(frozen=True, slots=True)
class PastedBody:
    """Nội dung đã nhận: parts as a draft writes them, and the lines which will bear another number than they had.

    ``parted`` counts the merged cells of tables, whose words stand in the first cell now.
    """

    parts: tuple[Mapping[str, Any], ...]
    renumbered: tuple[str, ...]
    parted: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """Dòng đã nhận bậc: ``kind`` is "" for plain text, ``ordinal`` 0 where a label says no number.

    ``level`` is how deep a list of the word processor says it is, 0 where it says nothing.
    """

    kind: str
    ordinal: int
    text: str
    written: str
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    parted: int = 0


def body_of_lines(lines: Sequence[str]) -> PastedBody:
    """Nội dung từ các dòng chữ: blank lines are left out."""
    return _Builder(_with_romans([_line(line) for line in lines if line.strip()])).body()


def body_of_blocks(blocks: Sequence[Mapping[str, Any]]) -> PastedBody:
    """Nội dung từ các khối của trang HTML: as ``directives.conversion.html_reader`` gives them, tables as tables."""
    return _Builder(_with_romans([line for block in blocks for line in _lines_of(block)])).body()


def _lines_of(block: Mapping[str, Any]) -> list[_Line]:
    if "rows" not in block:
        return [replace(_line(block["text"]), level=block.get("level", 0))] if block["text"].strip() else []
    rows = [row for row in block["rows"] if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        # a table of one row or column only sets text in its place
        return [line for row in rows for cell in row for inner in cell for line in _lines_of(inner)]
    spans = (
        [row for row in block["spans"] if row] if "spans" in block else [[(1, 1)] * len(row) for row in rows]
    )
    table = opened([[_text_of(cell) for cell in row] for row in rows], spans)
    above = [_line(text) for text in table.above]
    return [*above, _Line("table", 0, "", "", table.rows, parted=table.parted)]


def _text_of(cell: Sequence[Mapping[str, Any]]) -> str:
    """A table within a cell is written out there, one line a row."""
    said = []
    for block in cell:
        if "rows" in block:
            said += [" | ".join(filter(None, map(_text_of, row))) for row in block["rows"]]
        else:
            said.append(" ".join(block["text"].split()))
    return "\n".join(filter(None, said))


def _line(written: str) -> _Line:
    text = " ".join(written.split())
    if found := _HEADING.fullmatch(text):
        kind = _HEADINGS[comparison_key(found[1])]
        return _Line(kind, _ordinal(found[2]), found[3], text)
    for kind, pattern in _LABELS:
        if found := pattern.fullmatch(text):
            return _Line(kind, _ordinal(found[1]), found[2], text)
    return _Line("", 0, text, text)


def _with_romans(lines: Sequence[_Line]) -> list[_Line]:
    """A list "i. ii. iii." stands below points; its letters i, v and x are points only where no such list is."""
    made: list[_Line] = []
    last = 0
    for place, line in enumerate(lines):
        letter = line.written[:1]
        if line.kind == "point" and letter in "ivx":
            worth = _ROMAN[letter.upper()]
            following = next((one for one in lines[place + 1 :] if one.kind == "roman"), None)
            begins = worth == 1 and following is not None and following.ordinal == 2
            if begins or worth == last + 1:
                line = replace(line, kind="roman", ordinal=worth)
        if line.kind not in ("", "dash", "plus"):
            last = line.ordinal if line.kind == "roman" else 0
        made.append(line)
    return made


def _ordinal(label: str) -> int:
    if label.isdigit():
        return int(label)
    if label in _POINTS:
        return _POINTS.index(label) + 1
    if label not in (label.upper(), label.lower()) or not set(label.upper()) <= _ROMAN.keys():
        return 0
    label = label.upper()
    worth = [_ROMAN[letter] for letter in label]
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))


class _Builder:
    """Dựng cây: the parts that are open, from the outermost inwards, take what comes."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.lines = lines
        self.root: list[dict[str, Any]] = []
        self.open: list[tuple[int, dict[str, Any]]] = []
        self.ordinals: dict[int, int] = {}
        self.renumbered: list[str] = []
        self.levels: dict[int, int] = {}
        self.parted = 0

    def body(self) -> PastedBody:
        """Mọi dòng: in order."""
        for place, line in enumerate(self.lines):
            if line.kind == "table":
                self._table(line)
            elif line.kind:
                self._numbered(line, place)
            else:
                self._plain(line, place)
        return PastedBody(tuple(self.root), tuple(self.renumbered), self.parted)

    def _numbered(self, written: _Line, place: int) -> None:
        line = self._deepened(written)
        rank = _RANKS.index(line.kind)
        self.levels = {r: level for r, level in self.levels.items() if r < rank} | {rank: line.level}
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()
        part: dict[str, Any] = {"kind": "dash" if line.kind == "plus" else line.kind}
        if line.kind in _HEADINGS.values() or line.kind == "section" or self._is_heading(line, place):
            part["title"] = line.text
        else:
            part["text"] = line.text
        self._siblings().append(part)
        self.open.append((rank, part))
        self._count(rank, line)

    def _deepened(self, line: _Line) -> _Line:
        """A list within a list of the same look stands one step deeper, under the label that is usual there."""
        kind = "dash" if line.kind == "roman" else line.kind
        open_ranks = {rank for rank, _ in self.open}
        while kind in _DEEPER and _RANKS.index(kind) in open_ranks:
            above = self.levels.get(_RANKS.index(kind), 0)
            if not (0 < above < line.level):
                break
            kind = _DEEPER[kind]
        if kind != line.kind and line.ordinal:
            self.renumbered.append(line.written)
            return replace(line, kind=kind, ordinal=0)
        return replace(line, kind=kind)

    def _count(self, rank: int, line: _Line) -> None:
        self.ordinals = {r: n for r, n in self.ordinals.items() if r <= rank or _RANKS[r] in ("article",)}
        self.ordinals[rank] = self.ordinals.get(rank, 0) + 1
        if line.ordinal and line.ordinal != self.ordinals[rank]:
            self.renumbered.append(line.written)

    def _is_heading(self, line: _Line, place: int) -> bool:
        """Whether the line has no end mark and something deeper, or a text of its own, stands below it."""
        if line.kind not in ("article", "clause") or len(line.text) > _LONGEST_HEADING:
            return False
        if not line.text or line.text[-1] in ".;:,/…":
            return False
        following = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return following is not None and (not following.kind or _rank(following) > _RANKS.index(line.kind))

    def _plain(self, line: _Line, place: int) -> None:
        above = self.open[-1][1] if self.open else None
        if above is not None and above["kind"] in _HEADINGS.values() and not above.get("title"):
            above["title"] = line.text  # "Chương I" has its name on the line below
        elif above is not None and self._goes_on(place):
            above["text"] = "\n".join(filter(None, (above.get("text", ""), line.text)))
        else:
            if self.open and _RANKS[self.open[0][0]] not in ("part", "chapter", "section", "article"):
                self.open = []
            self._siblings().append({"kind": "paragraph", "text": line.text})

    def _goes_on(self, place: int) -> bool:
        """Whether a later line counts on in a list that is open, so that this one stands inside of it."""
        following = next((one for one in self.lines[place:] if one.kind), None)
        if following is None or following.kind == "table" or not following.ordinal:
            return False
        rank = _rank(following)
        return any(r == rank for r, _ in self.open) and following.ordinal == self.ordinals.get(rank, 0) + 1

    def _table(self, line: _Line) -> None:
        # a dash says one thing; a table below it belongs to what the dashes stand in, unless one announces it
        while self.open and self.open[-1][1]["kind"] == "dash" and not _announces(self.open[-1][1]):
            self.open.pop()
        head, *rows = line.rows
        columns = [" ".join(cell.split()) or "…" for cell in head]
        self._siblings().append({"kind": "table", "columns": columns, "rows": [list(row) for row in rows]})
        self.parted += line.parted

    def _siblings(self) -> list[dict[str, Any]]:
        if not self.open:
            return self.root
        children: list[dict[str, Any]] = self.open[-1][1].setdefault("children", [])
        return children


def _announces(part: Mapping[str, Any]) -> bool:
    return str(part.get("text", "")).endswith(":")


def _rank(line: _Line) -> int:
    return _RANKS.index(line.kind) if line.kind in _RANKS else len(_RANKS)
