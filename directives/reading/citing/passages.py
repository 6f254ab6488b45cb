"""Đoạn có viện dẫn: lines that run on as one text, and whether what they cite is a basis or only mentioned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directives.reading.citing.patterns import Patterns
from directives.reading.citing.symbols import without_lookalikes

#: How a paragraph begins whose citations are what the document rests on or carries out.
_BASIS = re.compile(
    r"(?:Căn cứ|Xét|Theo|Sau khi (?:xem xét|nghiên cứu|thẩm tra)|Tiếp (?:theo|nối)|Phúc đáp|Trả lời|Thừa lệnh|"
    r"(?:(?:Để|Nhằm)\s+)?(?:(?:[Tt]iếp tục|[Tt]ổ chức|[Tt]riển khai|[Kk]hẩn trương|kịp thời)\s+){0,3}"
    r"(?:[Tt]hực hiện|[Tt]riển khai|[Tt]hi hành|[Cc]ụ thể hóa|[Qq]uán triệt))\b"
)
_CERTAIN_BASIS = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Sau khi)\b")
_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*\s?[.)]|[a-zđ]\)|[IVX]+\s?[.)]|Điều\s+\d|Chương\s|Mục\s|Phần\s)")
_BULLET = re.compile(r"[-+•*–]\s*")
_BASES_HEADING = re.compile(r"(?:[IVX\d]+\s?[.)]\s*)?(?i:(?:các\s+)?căn cứ)\b(?!.*\d{2})[^;]{0,60}$")
_STARTER = re.compile(
    rf"(?:{_NUMBERED.pattern}|{_BULLET.pattern}|Căn cứ|Xét|Theo|Thực hiện|Nơi nhận|QUYẾT|\|)"
)
_OPEN_END = re.compile(
    r"(?:^|\s)(?:của|và|về|các|tại|với|là|đến|từ|số|theo|ngày|tháng|năm|Bộ|Sở|tỉnh|thành phố|huyện|xã|Luật|định|"
    r"Chính|nhân|dân|cứ|đốc|trưởng|tịch|ban|phòng)$|[-/,]$"
)
#: Where a paragraph of bases turns to what its author says: "…, Sở Nội vụ đề nghị".
_TURNS = (
    r"(?:yêu cầu|đề nghị|có ý kiến|chỉ đạo|hướng dẫn|thông báo|báo cáo|xây dựng|ban hành|trân trọng|kính|chỉ thị|"
    r"quyết định|nhận được|tổ chức|triển khai|trình)\b"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Đoạn: running text without look-alikes, its ``raw`` words letter for letter beside it, its first line's
    index, and to which letter its citations are bases (0: none is). ``lead_in``: it stands before the first numbered
    item; ``certain``: it begins with "Căn cứ" or the like.
    """

    text: str
    raw: str
    line: int
    basis_until: int
    lead_in: bool = False
    certain: bool = False


def passages(lines: Sequence[str], words: Patterns) -> Iterator[Passage]:
    """Các đoạn: of lines in reading order."""
    preamble, listed, last = True, False, False
    for line, raw in _running(lines):
        text = without_lookalikes(raw)
        numbered = bool(_NUMBERED.match(text))
        bullet = _BULLET.match(text)
        bare = text[bullet.end() :] if bullet else text
        if _BASES_HEADING.match(text):
            listed, last = True, False
            preamble = preamble and not numbered
            yield Passage(text, raw, line, 0)
            continue
        if numbered:
            listed = preamble = False
        until = 0
        if listed or (preamble and not numbered):
            names_document = words.types.match(bare) is not None and (bullet is not None or last)
            if listed or names_document or (_BASIS.match(bare) and bare[0].isupper()):
                until = len(text) if listed or _CERTAIN_BASIS.match(bare) else _turn(text, words)
        last = until == len(text) and text.rstrip().endswith((";", ","))
        certain = listed or _CERTAIN_BASIS.match(bare) is not None
        yield Passage(text, raw, line, until, lead_in=preamble and not numbered, certain=certain)


def _turn(text: str, words: Patterns) -> int:
    """Chỗ chuyển ý: where the author's own sentence begins behind the bases."""
    for comma in re.finditer(r"[,;:]\s*", text):
        head = words.issuer_head.match(text, comma.end())
        if head and text[head.start()].isupper():
            clause = text[head.end() : head.end() + 160]
            verb = re.search(rf"\s{_TURNS}", clause)
            if verb and not re.search(r"[,;.(]|\d", clause[: verb.start()]):
                return head.start()
    return len(text)


def _running(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Nối dòng: lines that the page broke within a sentence are one text again."""
    start, held = 0, ""
    for index, spaced in enumerate(lines):
        line = " ".join(spaced.split())
        joins = (
            held
            and not _STARTER.match(line)
            and (line[:1].islower() or _OPEN_END.search(held) or _in_number(held, line))
        )
        if joins and len(held) < 20_000:
            held = f"{held} {line}"
            continue
        if held:
            yield start, held
        start, held = index, line
    if held:
        yield start, held


def _in_number(held: str, line: str) -> bool:
    """Gãy giữa số: "số 12" / "/QĐ-UBND", "ngày 05 tháng" / "3 năm 2020"."""
    return line.startswith(("/", "-")) and held[-1:].isdigit()
