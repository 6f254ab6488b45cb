"""Chữ của trang PDF: pdfium's letters with their places become words. Runs inside the child process only."""

import unicodedata
from collections.abc import Iterator
from ctypes import byref, c_double, c_float
from dataclasses import dataclass
from functools import lru_cache
from math import pi
from typing import Any

from pypdfium2 import raw

from directives.conversion.page_words import PageWord

_SAME_WORD = 0.13  # of the size: a wider blank between two letters parts words
_OTHER_LINE = 0.45  # of the size: a letter set higher or lower than this is none of the word
_RAISED, _SMALL = (
    0.18,
    0.8,
)  # of the size of the word before: a mark so high and so small is that of a footnote
_LEVEL = 0.1  # radians: what runs aslant is laid over the text
_HYPHENS = {0x2, 0xFFFE}  # what pdfium says for a hyphen at the end of a line
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
_MOST_PICTURES = 2_000  # a page drawn in so many pieces is full of them
_LOOSE_HEIGHT = 1.15  # of the size: how high the loose box of a letter is, where the font says no size


@dataclass(slots=True)
class _Open:
    """Từ đang ghép: letters so far, with the place of the last one."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    note: bool = False

    def closed(self) -> PageWord:
        """Từ xong: normalised to NFC."""
        text = unicodedata.normalize("NFC", self.text)
        left, right, baseline = round(self.left, 2), round(self.right, 2), round(self.baseline, 2)
        return PageWord(text, left, right, baseline, round(self.size, 1), note=self.note)


@dataclass(frozen=True, slots=True)
class Letters:
    """Chữ của một trang: its words, and how many letters have no meaning."""

    words: tuple[PageWord, ...]
    unknown: int


def _shown_box(page: Any) -> tuple[float, float, float, float]:
    """Khung trang: left, bottom, right and top of what is shown of a page as it is drawn, inherited or its own."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, byref(box))
    return box.left, box.bottom, box.right, box.top


class Turn:
    """Xoay trang: from the coordinates in which a page is drawn to those in which it is shown, y downwards."""

    def __init__(self, page: Any) -> None:
        self.quarters = page.get_rotation() // 90 % 4
        self._left, self._bottom, self._right, self._top = _shown_box(page)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Điểm: of the page as drawn, where it is shown."""
        if self.quarters == 0:
            return x - self._left, self._top - y
        if self.quarters == 1:
            return y - self._bottom, x - self._left
        if self.quarters == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def is_level(self, angle: float) -> bool:
        """Nằm ngang: whether letters drawn at this angle (radians, clockwise) run from left to right as shown."""
        shown = (angle + self.quarters * pi / 2) % (2 * pi)
        return bool(shown < _LEVEL or shown > 2 * pi - _LEVEL)


def words_of_page(page: Any) -> Letters:
    """Đọc chữ: in the order in which the page draws them; what was drawn twice at its place counts once."""
    turn = Turn(page)
    text_page = page.get_textpage()
    words: list[PageWord] = []
    open_word: _Open | None = None
    unknown = 0
    drawn: set[tuple[str, int, int]] = set()
    for letter in _letters(text_page, turn):
        if letter is None:
            if open_word is not None:
                words.append(open_word.closed())
            open_word = None
            continue
        if letter.text == "\ufffd":
            unknown += 1
        place = (letter.text, round(letter.left), round(letter.baseline))
        if place in drawn:
            continue
        drawn.add(place)
        if open_word is not None and _joins(open_word, letter):
            open_word.text += letter.text
            open_word.right = max(open_word.right, letter.right)
            continue
        if open_word is not None:
            letter.note = _is_note(open_word, letter)
            words.append(open_word.closed())
        open_word = letter
    if open_word is not None:
        words.append(open_word.closed())
    return Letters(tuple(words), unknown)


def _letters(text_page: Any, turn: Turn) -> Iterator[_Open | None]:
    """Từng chữ: None stands for a blank; blanks that pdfium only supposes are judged by their width."""
    x, y = c_double(), c_double()
    box = raw.FS_RECTF(c_float(), c_float(), c_float(), c_float())
    pointers = byref(x), byref(y), byref(box)
    level, last_at = True, None
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0x20, 0xA0, 0x9, 0xA, 0xD):
            if raw.FPDFText_IsGenerated(text_page, index) != 1:
                yield None
            continue
        text = _meaning(code)
        if not text:
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, pointers[0], pointers[1])
        raw.FPDFText_GetLooseCharBox(text_page, index, pointers[2])
        start, baseline = turn.point(x.value, y.value)
        if baseline != last_at:  # a line is level or aslant as a whole
            level, last_at = turn.is_level(raw.FPDFText_GetCharAngle(text_page, index)), baseline
        if not level:
            continue
        (one, upper), (other, lower) = turn.point(box.left, box.top), turn.point(box.right, box.bottom)
        size = abs(lower - upper) / _LOOSE_HEIGHT
        yield _Open(text, min(start, one, other), max(one, other), baseline, size)


@lru_cache(4096)
def _meaning(code: int) -> str:
    """Chữ của mã: empty for what is no sign; U+FFFD for a shape without a meaning (no code, or a private one)."""
    if code in _HYPHENS:
        return "-"
    if code == 0 or code > 0x10FFFF:
        return "\ufffd"
    sign = chr(code)
    category = unicodedata.category(sign)
    if category == "Co" or category == "Cs":
        return "•" if 0xF000 <= code <= 0xF0FF else "\ufffd"  # symbol fonts: marks of lists
    if category in ("Cc", "Cf"):
        return ""
    return _LIGATURES.get(code, sign)


def _joins(word: _Open, letter: _Open) -> bool:
    if unicodedata.combining(letter.text[0]):
        return True
    if abs(letter.baseline - word.baseline) > _OTHER_LINE * max(word.size, letter.size):
        return False
    if _is_note(word, letter):
        return False
    gap = letter.left - word.right
    limit = _SAME_WORD * max(letter.size, word.size)
    if word.note and letter.baseline != word.baseline:
        return False
    return -4 * limit <= gap <= limit


def _is_note(word: _Open, letter: _Open) -> bool:
    """Dấu chú thích: a raised small number right behind a word."""
    return (
        not word.note
        and letter.text.isdigit()
        and letter.size < _SMALL * word.size
        and word.baseline - letter.baseline > _RAISED * word.size
        and abs(letter.left - word.right) < 0.5 * word.size
    )


def picture_share(page: Any) -> float:
    """Phần ảnh: what share of the page its pictures cover, at most 1."""
    width, height = page.get_size()
    covered = 0.0
    for count, picture in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        left, bottom, right, top = picture.get_bounds()
        covered += max(min(right, width) - max(left, 0), 0) * max(min(top, height) - max(bottom, 0), 0)
        if count > _MOST_PICTURES:
            break
    return min(covered / (width * height or 1), 1.0)


def shows_hidden_text(page: Any) -> bool:
    """Chữ ẩn: whether most text of the page is drawn invisibly, as behind a scan which a machine has read."""
    texts = hidden = 0
    for count, piece in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=4)):
        texts += 1
        hidden += raw.FPDFTextObj_GetTextRenderMode(piece) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        if count > 500:
            break
    return hidden * 2 > texts
