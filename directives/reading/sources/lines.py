"""Dòng văn bản: noise of gazettes and portals removed, glued lines parted, wrapped lines joined.

Nothing is dropped but running headers, rules drawn with signs and empty lines.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from directives.vocabulary.words import BASIS, DATE_IN_WORDS, TYPE_WORDS

_RULE = re.compile(r"^[\s\-_–—=*.]{3,}$")
_TRAILING_RULE = re.compile(r"\s*[-_]{4,}$")
_GAZETTE = re.compile(r"^(?:\d+\s+)?CÔNG BÁO/Số.*$")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|^#{1,6}\s+")
_MARKED_UP = re.compile(r"\*\*|^#{1,6}\s", re.MULTILINE)
_TYPES = "|".join(word.upper() for word in TYPE_WORDS)
_CUTS = (
    re.compile(r"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA)"),
    re.compile(r"(?<=VIỆT NAM)\s+(?=Độc lập)"),
    re.compile(r"(?<=\S)\s+(?=Nơi nhận\s*:)"),
    re.compile(r"(?<=\S)\s+(?=V/v )"),
    re.compile(r"(?<=năm \d\d\d\d)\s+(?=Kính gửi\s*:)"),
    re.compile(rf"(?<=năm \d\d\d\d)\s+(?=(?:{_TYPES})\b)"),
    re.compile(r"(?<=[,;.])\s+(?=(?:Xét|Theo) đề nghị (?:của|tại) )"),
    re.compile(r"(?<=[,;.])\s+(?=(?:QUYẾT ĐỊNH|QUYẾT NGHỊ)\s*:$)"),
)
_NUMBER_THEN_PLACE = re.compile(
    rf"^(Số\s*:\s*\S+?(?:\s*/\s*\S+?)?),?\s+((?:[^,/:]{{2,40}}, )?{DATE_IN_WORDS}.*)$"
)
_STARTER = re.compile(
    rf"^(?:[-–+•*]\s|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)|[IVX]+\.\s|Điều \d+|Chương |Mục |Phần |Phụ lục|{BASIS}|"
    r"Kính gửi|Nơi nhận|V/v|Số\s*:|QUYẾT |Lưu:|(?:TM|KT|TL|TUQ|Q)\.\s)"
)
_ENDED = re.compile(r"(?:[.;:!?]|\./?\.?/?\.?|[”\")])$|/\.?$")
_OPEN_END = re.compile(r"(?:^|\s)(?:của|và|về|các|tại|cho|với|là|đến|từ|số|theo|ngày|tháng|năm|,)$|,$")


def repaired_lines(raw: Iterable[str], *, wrapped: bool) -> list[str]:
    """Sửa dòng: the text's logical lines. ``wrapped``: the source breaks lines at the page's width."""
    listed = [" ".join(unicodedata.normalize("NFC", line).split()) for line in raw]
    marked_up = any(_MARKED_UP.search(line) for line in listed)
    kept = []
    for line in listed:
        if marked_up:
            line = _EMPHASIS.sub("", line).replace("\\ ", " ").rstrip("\\")
        line = _TRAILING_RULE.sub("", line)
        if line and not _RULE.match(line) and not _GAZETTE.match(line):
            kept.append(line)
    return [piece for line in _joined(kept, wrapped) for piece in _parted(line)]


def _parted(line: str) -> Iterator[str]:
    for cut in _CUTS:
        line = cut.sub("\n", line)
    for piece in line.split("\n"):
        glued = _NUMBER_THEN_PLACE.match(piece)
        yield from glued.groups() if glued else (piece,)


def _joined(lines: list[str], wrapped: bool) -> list[str]:
    width = max((len(line) for line in lines), default=0)
    result: list[str] = []
    last = ""
    for line in lines:
        if result and _continues(last, line, width if wrapped else 0):
            result[-1] = f"{result[-1]} {line}"
        else:
            result.append(line)
        last = line
    return result


def _continues(last: str, line: str, width: int) -> bool:
    """Dòng nối tiếp: whether ``line`` goes on with the sentence which ``last`` left open."""
    if _STARTER.match(line) or _ENDED.search(last) or last.isupper() or line.isupper():
        return False
    if line[0].islower() or line[0].isdigit():
        return not re.search(r"năm \d{4}$", last) or len(last) > 45
    return bool(_OPEN_END.search(last)) or (width > 0 and len(last) > 0.8 * width)
