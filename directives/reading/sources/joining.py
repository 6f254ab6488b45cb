"""Nối dòng: whether a line goes on with the one above it. What is joined are broken sentences and broken names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from directives.reading.sources.places import Above, Line
from directives.text import one_tone_style
from directives.vocabulary.names import is_name
from directives.vocabulary.syllables import is_syllable
from directives.vocabulary.words import AGENCIES, AUTHORITIES, BASIS, TYPE_WORDS, UPPER

#: Names in capitals which portals break in the middle; a break inside one of them is no end of a line.
_NAMES = tuple(
    name.split()
    for name in {
        *map(one_tone_style, AGENCIES),
        *map(one_tone_style, AUTHORITIES),
        *(word.upper() for word in TYPE_WORDS),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN NHÂN DÂN",
        "HỘI ĐỒNG NHÂN DÂN",
        *(f"PHÓ {title}" for title in ("CHỦ TỊCH", "CHỦ NHIỆM", "GIÁM ĐỐC", "TRƯỞNG BAN", "CHÁNH VĂN PHÒNG")),
        "THỨ TRƯỞNG",
        "QUYẾT NGHỊ:",
        "QUYẾT ĐỊNH:",
    }
    if " " in name
)
#: Last word above and first word below a break within a name -> those names, and after how many words they break.
_BROKEN: dict[tuple[str, str], list[tuple[list[str], int]]] = {}
for _name in _NAMES:
    for _cut in range(1, len(_name)):
        _BROKEN.setdefault((_name[_cut - 1], _name[_cut]), []).append((_name, _cut))
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BARE_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s?\.(?:\s*(?:TM|KT|TL|TUQ|Q)\s?\.)?")
_BARE_NUMBER = re.compile(r"Số\s*:?", re.IGNORECASE)
_BARE_LABEL = re.compile(r"Điều \d+[a-zđ]?\s*[.:]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•]")
_BARE_DIGITS = re.compile(r"\d{1,2}")
_ITEM = re.compile(r"(?:[-–+•*]\s|\d+(?:\.\d+)*[.)]\s|[a-zđ](?:\.\d+)?\)|[IVX]+\.\s|\(\d+\)\s)")
_HEADED = re.compile(
    rf"(?:Điều \d+[a-zđ]?\s*(?:[.:]|$)|(?:Chương|Mục|Phần) (?:[IVXLC]+|\d+|thứ )|Phụ lục|{BASIS}|Kính gửi|Nơi nhận|V/v|"
    r"Số\s*:|QUYẾT |Lưu\s*:|(?:TM|KT|TL|TUQ|Q)\s?\.\s?[^\W\d_])"
)
_LEGAL_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình)\s")
_DASHED = re.compile(r"[-–+]\s")
_CITED_UNIT = re.compile(r"(?:Điều(?! \d+[a-zđ]?\.\s)|Chương|Mục|Phần|Phụ lục|Thực hiện|Căn cứ)\b")
_ENDED = re.compile(r"(?:[.;:!?]|\./?\.?/?\.?|[”\"]|/\.?)$")
_CLOSED = re.compile(r"\)$")
_OPEN_WORDS = (
    "của|và|về|các|tại|cho|với|là|đến|từ|theo|hoặc|trong|khoản|điểm|những|một|bởi|do|bằng|để|nhằm|được|căn cứ|giữa|"
    "thuộc|vào|có|không|kèm theo"
)
_OPEN_END = re.compile(rf"(?:(?:^|\s)(?:{_OPEN_WORDS})|[,(\-–/“])$")
_OPEN_CAPITALS = re.compile(
    r"(?:^|\s)(?:CỦA|VÀ|VỀ|CÁC|CHO|VỚI|TRONG|TRÊN|TẠI|THEO|ĐỐI|GIỮA|THUỘC|ĐẾN|TỪ|NHỮNG|HOẶC)$"
)
#: A line of a heading that begins so goes on with the one above it.
_GOING_ON = re.compile(r"(?:CỦA|VÀ|TRÊN ĐỊA BÀN|TRONG|CHO|VỚI|GIỮA|THUỘC|ĐẾN NĂM|GIAI ĐOẠN|NĂM \d{4})(?!\w)")
_TYPES = frozenset(word.upper() for word in TYPE_WORDS)
#: After these a line that begins like an item ("2. …") is the number they speak of.
_COUNTED = re.compile(
    r"(?:^|\s)(?:khoản|điểm|số|mục|điều|năm|tháng|ngày|quý|từ|đến|và|phụ lục|mẫu)$", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"(?:^|[\s(])(?:khoản|điểm|mục)\s[\da-zđ]+(?:\s?(?:,|và|đến)\s?[\da-zđ]+)*$", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"[^\W\d_]{2,10}")
_COUNTING = re.compile(rf"(\d{{1,2}})\s(?=[{UPPER}])")
_PLACE_END = re.compile(rf"[{UPPER}][\w']*(?:\s[{UPPER}][\w']*){{0,2}}, ngày [\d.… ]")
_PLACE_START = re.compile(rf"[{UPPER}][\w']*(?:\s[{UPPER}][\w']*)?")
_NAME = 60  # letters: no set name is longer
_LONGEST = 4_000  # letters of a line to which still more is joined
_FULL = 0.8  # of the width: a line so long was broken by the page, not by its author
_ENOUGH = 3  # lines that end in the middle of a sentence, before a text counts as broken at a width
_SHARE = 0.1  # of all its lines


@dataclass(frozen=True, slots=True)
class Breaking:
    """Cách ngắt dòng: the ``width`` at which the source breaks lines (0 = only where the author did).

    ``paragraphs_apart``: blank lines part its paragraphs, so that even a full stop at the width ends none.
    """

    width: int = 0
    paragraphs_apart: bool = False


def joined(lines: Sequence[Line], wrapped: bool | None = None) -> list[Line]:
    """Nối dòng: each line with those that go on with it. ``wrapped`` as in ``logical_lines``."""
    breaking = breaking_of(lines, wrapped)
    result: list[Line] = []
    last = ""
    for line in lines:
        kept = result[-1] if result else None
        if kept and len(kept.text) < _LONGEST and continues(last, line, breaking, kept.text):
            split = kept.text.endswith(("-", "/")) and line.text[0].isalpha() and "/" in kept.text[-8:]
            blank = "" if split else " "  # "Số: 12/QĐ-" above "UBND"
            result[-1] = replace(kept, text=f"{kept.text}{blank}{line.text}")
        else:
            result.append(line)
        last = line.text
    return result


def breaking_of(lines: Sequence[Line], wrapped: bool | None) -> Breaking:
    """Cách ngắt dòng của nguồn: told by the lines which end in the middle of a sentence."""
    if wrapped is False or not lines:
        return Breaking()
    followed = list(pairwise(lines))
    cut = [
        len(above.text)
        for above, below in followed
        if below.above is Above.LINE and _goes_on(above.text, below.text) and not above.text.isupper()
    ]
    if wrapped is None and (len(cut) < _ENOUGH or len(cut) < _SHARE * len(lines)):
        return Breaking()
    lengths = sorted(cut or [len(line.text) for line in lines])
    ended = [below.above for above, below in followed if _ENDED.search(above.text)]
    apart = bool(ended) and sum(one is Above.BLANK for one in ended) > len(ended) / 2
    return Breaking(lengths[int(len(lengths) * 0.9)], apart)


def _goes_on(above: str, below: str) -> bool:
    return (below[0].islower() or below[0].isdigit()) and not _ITEM.match(below) and not _ENDED.search(above)


def continues(last: str, line: Line, breaking: Breaking, whole: str) -> bool:
    """Dòng nối tiếp: whether ``line`` goes on with ``last``, the end of the logical line ``whole``."""
    text = line.text
    if _is_broken_name(whole, text) and line.above is not Above.EDGE:
        return True
    if line.above is Above.EDGE:
        return False
    if _BARE_CAPACITY.fullmatch(last):
        return text.isupper()
    if _BARE_NUMBER.fullmatch(last):
        return text[0].isdigit() or text[0] in "/.…_"
    if _BARE_LABEL.fullmatch(last):
        return not _BARE_LABEL.match(text) and not _HEADED.match(text)
    if _BARE_DIGITS.fullmatch(last):
        return line.above is Above.LINE and text[:2] in ("- ", "– ", ". ", ") ")
    if last.isupper() or text.isupper():
        return _capitals_go_on(last, line, breaking)
    if line.above is Above.LINE and _PLACE_START.fullmatch(last) and _PLACE_END.match(text):
        return True
    full = 0 < breaking.width * _FULL < len(last)
    if _is_item(last, text, full=full):
        return False
    if _HEADED.match(text) and not (
        _CITED_UNIT.match(text) and (_OPEN_END.search(last) or _CLAUSE.search(last))
    ):
        return False
    if _ENDED.search(last):
        return (
            full and breaking.paragraphs_apart and line.above is Above.LINE and not last.endswith((":", ";"))
        )
    if text[0].isdigit() and _is_next_number(whole, text):
        return False
    if text[0].islower() or text[0].isdigit():
        return not re.search(r"năm \d{4}$", last) or len(last) > 45
    if text[0] in "(/,.;":
        return not _CLOSED.search(last)
    if _OPEN_END.search(last) or _CLAUSE.search(last):
        return True
    if line.above is Above.LINE and _LEGAL_BASIS.match(whole):
        return True  # a basis ends with a mark; a heading is none
    if line.above is Above.LINE and breaking.width and _DASHED.match(whole):
        return not is_name(text)
    if line.above is Above.BLANK and breaking.paragraphs_apart:
        return False
    return full and not _CLOSED.search(last)


def _is_next_number(whole: str, text: str) -> bool:
    """Số kế tiếp: "2 Đánh giá …" below "1 Đôn đốc …": items whose full stop was lost."""
    last, this = _COUNTING.match(whole), _COUNTING.match(text)
    return bool(last and this) and int(this[1] if this else 0) == int(last[1] if last else 0) + 1


def _is_item(last: str, text: str, *, full: bool) -> bool:
    """Đầu mục: begins a list item; not so a number that ends "khoản", nor a dash within a name that was broken."""
    if not _ITEM.match(text):
        return False
    if text[0].isdigit() and _COUNTED.search(last):
        return False
    return not (full and text[0] in "-–" and text[2:3].islower() and not _ENDED.search(last))


def _capitals_go_on(last: str, line: Line, breaking: Breaking) -> bool:
    """Chữ hoa nối tiếp: a heading in capitals broken by the page's width or after a word that ends nothing."""
    text = line.text
    if breaking.width and line.above is Above.LINE and not last.isupper() and _ABBREVIATED.fullmatch(text):
        return not is_syllable(text) and not _ENDED.search(last)
    if not (last.isupper() and text.isupper()) or line.above is not Above.LINE or _ITEM.match(text):
        return False
    if _OPEN_CAPITALS.search(last):
        return True
    if _HEADED.match(text) or text.startswith(AUTHORITIES) or last in _TYPES:
        return False
    if _GOING_ON.match(text) or (breaking.width and " " not in text and is_syllable(text)):
        return True
    return last.endswith(",") or 0 < breaking.width * _FULL < len(last)


def _is_broken_name(above: str, below: str) -> bool:
    """Tên bị ngắt: the line above ends within one of the set names, and the line below has its rest."""
    if above[-1:] in ("-", "–") and len(above) < _NAME and _MOTTO.startswith(above.replace("–", "-")):
        return True
    if not (above[-_NAME:].isupper() and below[:1].isupper()):
        return False
    end, start = one_tone_style(above[-_NAME:]).split(), one_tone_style(below[:_NAME]).split()
    for name, cut in _BROKEN.get((end[-1], start[0]), ()):
        if end[-cut:] == name[:cut] and start[: len(name) - cut] == name[cut:]:
            return end not in _NAMES  # "BỘ TRƯỞNG" above "BAN …" is no half of another name
    return False
