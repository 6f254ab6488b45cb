"""Đoạn văn theo hình học: printed lines of a page are joined by indents, line ends and blanks, over page breaks too."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from directives.conversion.pdf_glyphs import Word

_INDENT = 7.0  # points: further in than this a line is indented
_SLACK = 4.0  # points: as near as this two ends are one
_CENTRED = 12.0
_FLUSH = 1.5  # lines which begin so exactly below one another are not centred, whatever their ends say
_LOOSE = 1.6  # of the usual way between two lines: farther apart they are two paragraphs
_MARK = re.compile(
    r"^(?:[-–—+•*▪]\s|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s|\(?[a-zđ]{1,2}\)\s|[IVXLC]{1,6}\.\s|"
    r"Điều \d+\s*[.:]|(?:Chương|Mục|Phần|PHỤ LỤC)\s)"
)
_ENDED = re.compile(r"[.;:!?](?:[”\")\]/]|\[\d+\])*$|/\.?$")
_TIED = re.compile(r"[^\s\-–]-$")  # a hyphen at the end of a line that belongs to its word
_OPEN_WORD = re.compile(r"(?:^|\s)(?:của|và|về|các|tại|cho|với|là|đến|từ|số|theo|ngày|tháng|năm)$|[(–-]$")


@dataclass(frozen=True, slots=True)
class Line:
    """Dòng in: its words, page and row; ``room`` are left and right edge of the text on its page."""

    words: tuple[Word, ...]
    page: int
    row: int
    room: tuple[float, float]

    @property
    def text(self) -> str:
        """Chữ của dòng: words with single blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Mép trái: of its first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Mép phải: of its last word."""
        return self.words[-1].right

    @property
    def indent(self) -> float:
        """Thụt vào: from the left edge of the text."""
        return self.left - self.room[0]

    @property
    def baseline(self) -> float:
        """Đường chân chữ: of its first word."""
        return self.words[0].baseline

    @property
    def size(self) -> float:
        """Cỡ chữ: the largest of the line."""
        return max(word.size for word in self.words)

    @property
    def is_centred(self) -> bool:
        """Giữa trang: as far from both edges, and away from them."""
        before, after = self.left - self.room[0], self.room[1] - self.right
        return abs(before - after) <= _CENTRED and before > _INDENT


@dataclass(slots=True)
class Paragraph:
    """Đoạn: text and where its first word stands."""

    text: str
    page: int
    row: int
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Thêm dòng: a hyphen at the end of a line stays with both its halves."""
        self.text = joined(self.text, line.text)
        self.lines.append(line)


def joined(above: str, below: str) -> str:
    """Nối hai dòng: with a blank, unless a hyphen within a word ends the first.

    >>> joined("Tờ trình số 2269/TTr-BNG-", "QLDA"), joined("Công nghiệp -", "Năng lượng")
    ('Tờ trình số 2269/TTr-BNG-QLDA', 'Công nghiệp - Năng lượng')
    """
    return f"{above}{below}" if _TIED.search(above) else f"{above} {below}"


def paragraphs_of(lines: Iterable[Line]) -> list[Paragraph]:
    """Gom dòng thành đoạn: in reading order."""
    listed = list(lines)
    pitch = _usual_pitch(listed)
    found: list[Paragraph] = []
    for line in listed:
        if found and continues(found[-1].lines, line, pitch):
            found[-1].add(line)
        else:
            found.append(Paragraph(line.text, line.page, line.row, [line]))
    return found


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Khoảng cách dòng thường gặp: the middle one of lines that follow one another on one page."""
    ways = sorted(
        below.baseline - above.baseline
        for above, below in pairwise(lines)
        if above.page == below.page and below.baseline > above.baseline
    )
    return ways[len(ways) // 3] if ways else 0.0


def continues(above: Sequence[Line], line: Line, pitch: float) -> bool:
    """Dòng nối tiếp: whether a line goes on with the paragraph above it."""
    last, text = above[-1], above[-1].text
    if last.text.isupper() or line.text.isupper():
        return _one_heading(last, line, pitch)
    if _TIED.search(text):
        return True
    ended = bool(_ENDED.search(text))
    unmarked = not _MARK.match(line.text)
    lowered = unmarked and line.text[0].islower()
    open_word = unmarked and bool(_OPEN_WORD.search(text))
    open_end = open_word or (unmarked and text.endswith(","))
    if last.page == line.page:
        way = line.baseline - last.baseline
        if way > 2.5 * _LOOSE * pitch > 0:
            return False
        if way > _LOOSE * pitch > 0 and not (lowered or open_end):
            return False
    if line.is_centred and all(one.is_centred for one in above) and abs(line.left - last.left) > _FLUSH:
        return not ended and unmarked
    if ended and not unmarked:
        return False
    short = last.right + 0.25 * last.size + _width(line.words[0]) < last.room[1] - _SLACK
    if line.indent > _INDENT:
        hanging = (len(above) > 1 and abs(line.left - last.left) <= _SLACK) or _hangs(above[0], line)
        if not hanging or short or not unmarked:
            return (lowered or open_word) and not ended
        return True
    if short:
        return (lowered or open_end) and not ended
    return unmarked or not ended


def _one_heading(last: Line, line: Line, pitch: float) -> bool:
    """Một đề mục: centred lines in capitals, of which the first had no room for the next one's first word."""
    both = last.text.isupper() and line.text.isupper() and last.is_centred and line.is_centred
    full = last.right - last.left + _width(line.words[0]) > 0.9 * (last.room[1] - last.room[0])
    near = last.page == line.page and line.baseline - last.baseline <= _LOOSE * pitch
    return both and full and near and not _MARK.match(line.text)


def _hangs(first: Line, line: Line) -> bool:
    """Thụt treo: lines below a mark of a list begin where its words do."""
    return (
        bool(_MARK.match(first.text))
        and len(first.words) > 1
        and abs(line.left - first.words[1].left) <= _SLACK
    )


def _width(word: Word) -> float:
    return word.right - word.left
