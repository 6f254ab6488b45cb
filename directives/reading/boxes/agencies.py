"""Tên cơ quan ở đầu văn bản: reads box 2: the agency that issues and the one above it, each over several lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from directives.errors import N_
from directives.reading.boxes.agency_name import agency_name
from directives.reading.boxes.pieces import Piece, folded, mostly_capitals
from directives.reading.lexicon import Lexicon
from directives.reading.record import Doubt
from directives.reading.repairing import with_repairs
from directives.text import comparison_key
from directives.vocabulary.agencies import agency_names
from directives.vocabulary.words import TYPE_WORDS

_STATE = re.compile(
    r"^(?:cong hoa xa ?hoi(?: chu nghia viet nam)?|chu nghia viet nam|doc lap ?-? ?tu do ?-? ?hanh phuc|"
    r"dang cong san viet nam)[\W\d_]*$"
)
#: After these a name goes on in the next line, whatever that begins with.
_OPEN = re.compile(
    r"(?:[,\-–]|\s(?:VÀ|CỦA|VỀ|THƯỜNG VỤ|CHỈ ĐẠO|ĐIỀU HÀNH|TRUNG ƯƠNG VỀ|PHỐI HỢP|QUẢN LÝ|THANH TRA|CÔNG TÁC))$"
)
_BARE = (
    "TRƯỜNG",
    "PHÒNG",
    "SỞ",
    "BỘ",
    "CỤC",
    "VỤ",
    "BAN",
    "HỘI ĐỒNG",
    "TRUNG TÂM",
    "ỦY BAN",
    "TỔ",
    "VIỆN",
    "ĐOÀN",
    "TỔNG CÔNG TY",
    "BỆNH VIỆN",
)
#: First groups of the symbols of documents which several agencies issue together.
_JOINT_CODES = frozenset({"TTLT", "NQLT", "CTPH", "CTLT", "KHLT", "KHPH", "QCPH", "HDLT", "HDLN", "LT", "LN"})
_JOINT_SPLIT = re.compile(
    r"\s[-–]\s(?=(?:BỘ|SỞ|ỦY BAN|BAN|HỘI|CỤC|TÒA ÁN|VIỆN KIỂM SÁT|ĐOÀN|MẶT TRẬN|UBND)\s)"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Phần tên cơ quan: names as printed and in running text; several issuers are joined by a hyphen."""

    issuer: str | None = None
    issuer_name: str | None = None
    parent: str | None = None
    parent_name: str | None = None
    used: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Name:
    """Tên đang ghép: the lines of one name so far, as printed and repaired."""

    printed: list[str]
    meant: list[str]
    lines: list[int] = field(default_factory=list)


def is_state_name(text: str) -> bool:
    """Quốc hiệu, tiêu ngữ: the state's name or motto, or the Party's name; also in parts, also without marks."""
    return _STATE.match(folded(text).replace("–", "-").replace("—", "-")) is not None


def read_letterhead(pieces: Sequence[Piece], words: Lexicon, symbol: str | None) -> Letterhead:
    """Đọc tên cơ quan: of the pieces above number, type and addressees; ``symbol`` tells what is issued together."""
    names: list[_Name] = []
    doubts: list[Doubt] = []
    used: set[int] = set()
    for piece in pieces:
        text, repairs = with_repairs(piece.text, words)
        if not _may_name(text, words):
            continue
        starts = _starts(text, words)
        if not names and not starts:
            continue
        used.add(piece.line)
        doubts += [repair_doubt("issuer", seen, meant, piece.line) for seen, meant in repairs]
        if any(comparison_key(text) == comparison_key(" ".join(name.meant)) for name in names):
            doubts.append(Doubt("issuer", N_("printed twice: {seen}"), {"seen": piece.text}, piece.line))
        elif not names or (starts and not _goes_on(" ".join(names[-1].meant), text)):
            names.append(_Name([piece.text], [text], [piece.line]))
        else:
            names[-1].printed.append(piece.text)
            names[-1].meant.append(text)
            names[-1].lines.append(piece.line)
    if not names:
        return Letterhead()
    return _sorted_out(names, symbol, frozenset(used), doubts, words)


def repair_doubt(about: str, seen: str, meant: str, line: int | None) -> Doubt:
    """Ghi chú sửa chữ: that a word was taken for another one."""
    return Doubt(about, N_("“{seen}” was read as “{meant}”"), {"seen": seen, "meant": meant}, line)


def _sorted_out(
    names: list[_Name], symbol: str | None, used: frozenset[int], doubts: list[Doubt], words: Lexicon
) -> Letterhead:
    printed = [" ".join(name.printed) for name in names]
    meant = []
    for name in names:
        whole, repairs = with_repairs(" ".join(name.meant), words)
        doubts += [repair_doubt("issuer", seen, said, name.lines[0]) for seen, said in repairs]
        meant.append(whole)
    if len(names) > 1 and _joint(meant, symbol):
        said = N_("issued by several agencies together: {seen}")
        doubts.append(Doubt("issuer", said, {"seen": "; ".join(printed)}, names[0].lines[0]))
        issuer = " - ".join(map(agency_name, meant))
        return Letterhead(" - ".join(printed), issuer, used=used, doubts=tuple(doubts))
    if len(names) > 2:
        said = N_("more than two agencies in the letterhead: {seen}")
        doubts.append(Doubt("parent", said, {"seen": "; ".join(printed)}, names[0].lines[0]))
    parts = _JOINT_SPLIT.split(meant[-1])
    issuer = " - ".join(map(agency_name, parts))
    parent, above = (printed[-2], agency_name(meant[-2])) if len(names) > 1 else (None, None)
    return Letterhead(printed[-1], issuer, parent, above, used, tuple(doubts))


def _may_name(text: str, words: Lexicon) -> bool:
    """Có thể là tên: in capitals, no stamp, no state name, no type of document, no label with a colon."""
    short = len(text) < 3 and text.upper() not in _BARE
    if not mostly_capitals(text) or short or ":" in text or is_state_name(text):
        return False
    upper = text.upper()
    bare = upper.strip(" .*()-[]")
    return bare not in words.phrases("stamps") and bare not in _TYPES and "/" not in upper


def begins_name(text: str, words: Lexicon) -> bool:
    """Mở đầu tên cơ quan: a line in capitals as which the name of an agency begins."""
    return _may_name(text, words) and _starts(text, words)


def _starts(text: str, words: Lexicon) -> bool:
    return _heads(words).match(text.upper()) is not None


def _goes_on(above: str, text: str) -> bool:
    """Tên còn tiếp: whether the line above is no whole name yet, or together with this one a known name."""
    if above.upper() in _BARE or _OPEN.search(above.upper()):
        return True
    return comparison_key(f"{above} {text}") in _known_keys()


def _joint(names: list[str], symbol: str | None) -> bool:
    codes = re.split(r"[-/]", symbol or "")
    heads = [name.upper().split(" ")[0] for name in names]
    ministries = all(head == "BỘ" for head in heads) and not any(
        name.upper().startswith(("BỘ TƯ LỆNH", "BỘ CHỈ HUY", "BỘ CHQS", "BỘ ĐỘI")) for name in names
    )
    return not _JOINT_CODES.isdisjoint(codes) or ministries or all(head == "SỞ" for head in heads)


_TYPES = frozenset(word.upper() for word in TYPE_WORDS)


@lru_cache(maxsize=8)
def _heads(words: Lexicon) -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in words.phrases("agency_heads"))
    return re.compile(rf"(?:{heads})(?![^\W_])")


@lru_cache(maxsize=1)
def _known_keys() -> frozenset[str]:
    return frozenset(comparison_key(name) for name in agency_names())
