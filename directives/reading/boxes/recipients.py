"""Nơi nhận: reads box 9b with its archive line, in one column or beside the signature."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from directives.errors import N_
from directives.reading.boxes.addressee_box import cleaned_item
from directives.reading.boxes.agencies import repair_doubt
from directives.reading.boxes.pieces import Piece, mostly_capitals
from directives.reading.lexicon import Lexicon
from directives.reading.record import ArchiveRead, Doubt, Worded
from directives.reading.repairing import with_repairs

HEADING = re.compile(r"^[*_]*Nơi\s*nhận\s*(?:[:.;]\s*|$)(?P<rest>.*)$")
_FIRST_ITEM = re.compile(r"^[-–+•*]\s*Như\s+(?:trên|[Đđ]iều)")
_DASH = re.compile(r"^[-–+•*]\s*")
_ARCHIVE = re.compile(r"^Lưu\b\s*(?:tại\s*)?:?\s*(?P<units>[^()]*)(?P<rest>.*)$")
#: "Lưu (VP; KT&KĐCL).": the units themselves in brackets.
_ALL_BRACKETED = re.compile(r"^(Lưu\b\s*:?\s*)\(([^()]*[;,][^()]*)\)")
_BRACKET = re.compile(r"\(([^)]*)\)?")
_COPIES = re.compile(r"^0*(\d{1,4})\s*[a-z]?(?:\s*bản)?$")
_DRAFTER_COPIES = re.compile(r"^(?P<drafter>\D[\w.]*?)[.\s]\s*(?P<copies>\d{1,4})\s*b?$")
_INNER_MARK = re.compile(r"\s*[;,]\s*(?=\([^()]*\)$)")
_ITEMS = re.compile(r";\s*[-–]\s+|(?<=^Như trên);\s*(?=[^\W_])")
_MOST = 90  # pieces a list of recipients has at most


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận: items without the archive line; pieces used; doubts."""

    items: tuple[Worded, ...] = ()
    archive: ArchiveRead | None = None
    used: frozenset[int] = frozenset()
    notes: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Listed:
    """Danh sách đang đọc: items so far, whether the next line may go on with the last one, and what was seen."""

    items: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    has_archive: bool = False
    archive: str | None = None
    used: set[int] = field(default_factory=set)
    notes: list[Doubt] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        self.items.append(text)
        self.lines.append(line)


def recipients_at(pieces: Sequence[Piece]) -> int | None:
    """Chỗ nơi nhận: the heading; without one, a list that begins "Như trên" and has an archive line."""
    heading = next((n for n, piece in enumerate(pieces) if HEADING.match(piece.text)), None)
    if heading is not None:
        return heading
    first = next((n for n, piece in enumerate(pieces) if _FIRST_ITEM.match(piece.text)), None)
    if first is None:
        return None
    below = (_DASH.sub("", piece.text) for piece in pieces[first : first + 40])
    return first if any(text.startswith("Lưu") for text in below) else None


def read_recipients(
    pieces: Sequence[Piece], start: int | None, signs: Callable[[Piece], bool], words: Lexicon
) -> Recipients:
    """Đọc nơi nhận: from its heading to the archive line; ``signs`` tells pieces of the signature beside it."""
    if start is None:
        return Recipients()
    below = (_DASH.sub("", piece.text) for piece in pieces[start : start + _MOST])
    listed = _Listed(used={start}, has_archive=any(text.startswith("Lưu") for text in below))
    heading = HEADING.match(pieces[start].text)
    rest = heading["rest"].strip() if heading else pieces[start].text
    if rest:
        _take(listed, rest, pieces[start].line)
    for n in range(start + 1, min(len(pieces), start + _MOST)):
        piece = pieces[n]
        if signs(piece):
            continue
        if piece.text in ("-", "–"):
            listed.used.add(n)
            continue
        if listed.archive is not None:
            if _brace(piece, pieces[n - 1]):
                _doubt_brace(listed, piece, n)
                continue
            if not _open_archive(listed.archive, piece.text):
                break
            listed.archive = f"{listed.archive} {piece.text}"
        elif mostly_capitals(piece.text) and not _DASH.match(piece.text) and len(piece.text) > 6:
            break
        elif _brace(piece, pieces[n - 1]):
            _doubt_brace(listed, piece, n)
            continue
        elif not _take(listed, piece.text, piece.line):
            break
        listed.used.add(n)
    return _read(listed, words)


def _take(listed: _Listed, text: str, line: int) -> bool:
    """Lấy một dòng: as the archive line, a new item, or the rest of the last one; False where the list is over."""
    dashed = _DASH.match(text) is not None
    item = _DASH.sub("", text).strip()
    if item.startswith("Lưu") and _ARCHIVE.match(item):
        listed.archive = item
        return True
    last = listed.items[-1].rstrip() if listed.items else ""
    if not dashed and not last and not item.endswith((";", ".", ",")) and not listed.has_archive:
        return False  # not a list: what a portal printed below the signature
    if not dashed and last and not last.endswith((";", ".")):
        listed.items[-1] = f"{last} {item}"
    elif not dashed and last.endswith("."):
        return False
    else:
        for part in _ITEMS.split(item):
            if part.startswith("Lưu"):
                listed.archive = part
            else:
                listed.add(part, line)
    return len(item) < 400


def _brace(piece: Piece, before: Piece) -> bool:
    """Dấu ngoặc gộp: "| báo cáo" beside the list: a brace of the paper drawn as a cell's edge."""
    return (
        piece.cell > 0
        and before.line == piece.line
        and piece.text[:1].islower()
        and not piece.text.endswith(";")
    )


def _doubt_brace(listed: _Listed, piece: Piece, n: int) -> None:
    said = N_("words beside the list, which belong to some of its items, were left out: {seen}")
    listed.notes.append(Doubt("recipients", said, {"seen": piece.text}, piece.line))
    listed.used.add(n)


def _open_archive(archive: str, text: str) -> bool:
    """Dòng lưu còn tiếp: it broke off behind a comma, or inside a bracket."""
    unclosed = archive.count("(") > archive.count(")")
    return (archive.rstrip().endswith((",", ":")) or unclosed) and len(text) < 60


def _read(listed: _Listed, words: Lexicon) -> Recipients:
    items = []
    for text, line in zip(listed.items, listed.lines, strict=True):
        printed = cleaned_item(text)
        meant, repairs = with_repairs(_INNER_MARK.sub(" ", printed), words)
        listed.notes += [repair_doubt("recipients", one.seen, one.meant, line) for one in repairs]
        if printed:
            items.append(Worded(printed, meant))
    archive = archive_line(listed.archive) if listed.archive else None
    return Recipients(tuple(items), archive, frozenset(listed.used), tuple(listed.notes))


def archive_line(text: str) -> ArchiveRead | None:
    """Dòng lưu: its units, the number of copies and the drafter's mark, in brackets or behind them.

    >>> read = archive_line("Lưu: VT, P.CCHC (02b).")
    >>> read and (read.units, read.copies)
    (('VT', 'P.CCHC'), 2)
    """
    found = _ARCHIVE.match(_ALL_BRACKETED.sub(r"\1\2", text))
    if not found:
        return None
    parts = re.split(r"[,;]|\s&\s", found["units"])
    units = [unit.strip(" .:") for part in parts for unit in _of_office(part)]
    copies, drafter = None, None
    for mark in map(str.strip, _BRACKET.findall(found["rest"])):
        counted, both = _COPIES.match(mark), _DRAFTER_COPIES.match(mark)
        if counted:
            copies = int(counted[1])
        elif both:
            drafter, copies = both["drafter"], int(both["copies"])
        elif mark and "," not in mark:
            drafter = mark
    behind = found["rest"].rpartition(")")[2].strip(" .,;/-")
    if behind and not behind[0].isdigit() and len(behind) < 20:
        drafter = drafter or behind
    return ArchiveRead(text, tuple(unit for unit in units if unit), copies, drafter)


def _of_office(part: str) -> list[str]:
    """Đơn vị lưu: "VT-NC" are two, "P.TC-KH" is one."""
    office, hyphen, unit = part.strip(" .").partition("-")
    return [office, unit] if hyphen and office.strip() in ("VT", "VP") else [part]
