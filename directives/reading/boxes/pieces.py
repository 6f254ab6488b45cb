"""Mảnh dòng: cells and glued parts of lines, so that each box of a page stands by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from directives.reading.lexicon import Lexicon
from directives.text import ascii_fold
from directives.vocabulary.names import is_name
from directives.vocabulary.words import BASIS, TYPE_WORDS, UPPER

_TYPES = "|".join(word.upper() for word in TYPE_WORDS)
_CAPITALISED = rf"[{UPPER}][^\W\d_]*"
_CAPACITY = r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)"
_ARCHIVE = re.compile(r"^[-–+•*\s]*Lưu\b")
#: Place and day at the end of a line whose beginning belongs to the box on its left.
#: What stands before a place's name and belongs to it: "Thành phố", "TX.", "Bà Rịa -".
_PLACE_BEGUN = re.compile(
    r"^(?:(?i:thành phố|thị xã|thị trấn|huyện|xã|phường|đặc khu|t\.?p|t\.?x)\.?"
    rf"|{_CAPITALISED}(?:\s{_CAPITALISED})?\s?[-–](?:\s?{_CAPITALISED}){{0,2}})$"
)
_DATED = re.compile(
    rf"(?:^|(?<=\s))(?<![-–/]\s)(?:T[Pp]\.\s?)?{_CAPITALISED}(?:\s{_CAPITALISED}){{0,3}},\s*ngày[\s\d.…]*tháng[\s\d.…]*năm\s*\d{{4}}\s*$"
)
_RULE = re.compile(r"^[\s\-–—_=*.+~…:\\|]*$")
_FRAME = re.compile(r"^[\s*\\]+|[\s*\\]+$")
#: Where a line that was put together from two boxes falls apart again.
_HEAD_CUTS = tuple(
    re.compile(cut)
    for cut in (
        r"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA)",
        r"(?<=VIỆT NAM)\s*(?=Độc lập)",
        r"(?<=\S)\s+(?=Độc lập\s*[-–—]\s*Tự do)",
        r"(?<=Hạnh phúc)\s+(?=\S)",
        r"(?<=\S)\s+(?=ĐẢNG CỘNG SẢN VIỆT NAM$)",
        rf"(?<=[{UPPER}\d])\s+(?=Số\s*:)",
        r"(?<=\S)\s+(?=V/v\b)",
        r"(?<=\S)\s+(?=Kính gửi\s*:)",
        rf"(?<=năm \d\d\d\d)\s+(?=(?:{_TYPES})\b)",
    )
)
_CLOSING_CUTS = tuple(
    re.compile(cut)
    for cut in (
        r"(?<=\S)\s+(?=Nơi nhận\s*:)",
        rf"(?<=[^\s.{UPPER}])\s+(?={_CAPACITY}\s*\.\s*[{UPPER}])",
        rf"(?<=[;.,:)])\s+(?={_CAPACITY}\s*\.\s*[{UPPER}])",
        rf"(?<=\b[{UPPER}]{{2}})\s+(?=TM\s*\.\s*[{UPPER}])",
        r"(?<=[;.])\s*(?=[-–]\s+\S)",
        rf"(?<=nhận:)\s+(?=[{UPPER}]{{2}})",
        rf"(?<=[;)])\s+(?=(?:[{UPPER}]{{2,}}[,\s]+)*[{UPPER}]{{2,}}\s*$)",
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Mảnh: some text of one line; ``line`` counts from 0, ``cell`` is its place among the line's table cells."""

    line: int
    text: str
    cell: int = 0


def head_pieces(lines: Sequence[str], stop: int) -> list[Piece]:
    """Mảnh của phần đầu: of the lines before ``stop``."""
    return [part for piece in _pieces(lines, 0, stop, _HEAD_CUTS) for part in _date_apart(piece)]


def closing_pieces(lines: Sequence[str], start: int, stop: int) -> list[Piece]:
    """Mảnh của phần cuối: of the lines from ``start`` to before ``stop``."""
    return list(_pieces(lines, start, stop, _CLOSING_CUTS))


def is_rule(text: str) -> bool:
    """Đường kẻ: nothing but signs that draw a line or frame a table."""
    return _RULE.match(text) is not None


def mostly_capitals(text: str) -> bool:
    """Chữ in hoa: letters nearly all large, as in a letterhead; recognition may have made one of them small."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def opens_body(text: str, words: Lexicon) -> bool:
    """Mở đầu nội dung: whether a line is the first of the body: a legal basis, a division, an opening sentence."""
    return _opening(words).match(text) is not None


@lru_cache(maxsize=8)
def _opening(words: Lexicon) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, words.phrases("body_openings")))
    return re.compile(
        rf"^(?:(?:{BASIS}|{phrases})\s|Điều \d|[IVX]+[.)]\s|\d+[.)]\s|(?:Phần|Chương|Mục) [IVX\d]|QUYẾT )"
    )


def folded(text: str) -> str:
    """Không dấu, chữ nhỏ: what is left of words when recognition lost the marks; single blanks."""
    return " ".join(ascii_fold(text).casefold().split())


def _pieces(
    lines: Sequence[str], start: int, stop: int, cuts: tuple[re.Pattern[str], ...]
) -> Iterator[Piece]:
    for index in range(start, min(stop, len(lines))):
        for cell, text in enumerate(lines[index].split("|")):
            for cut in cuts:
                text = cut.sub("\n", text)
            for part in text.split("\n"):
                cleaned = _FRAME.sub("", part)
                if not is_rule(cleaned) or cleaned in ("-", "–"):
                    yield from (Piece(index, one, cell) for one in _name_apart(cleaned))


def _date_apart(piece: Piece) -> tuple[Piece, ...]:
    """Ngày dính dòng: "V/v báo cáo kết quả Hà Nội, ngày …", two boxes in one row of the page."""
    found = _DATED.search(piece.text)
    left = piece.text[: found.start()].strip() if found else ""
    if found is None or not left or _PLACE_BEGUN.search(left):
        return (piece,)
    return (replace(piece, text=left), replace(piece, text=found[0]))


def _name_apart(text: str) -> tuple[str, ...]:
    """Tên dính dòng lưu: "- Lưu: VT. Nguyễn Văn A", where the signer's name or title stood beside the list."""
    if not _ARCHIVE.match(text):
        return (text,)
    gaps = [gap for gap in re.finditer(r"(?<=[.);])\s+", text) if _signs(text[gap.end() :])]
    return (text[: gaps[0].start()], text[gaps[0].end() :]) if gaps else (text,)


def _signs(text: str) -> bool:
    return is_name(text) or (text.isupper() and " " in text)
