"""Chữ trong PDF: from single letters with their places to words and printed lines. Lengths in points, y downwards."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from directives.conversion.pdf_fonts import family_of, is_bold, is_italic

#: Of the size: how far the letters of Times reach above and below their baseline, and the blank above a line.
ASCENT, DESCENT, LEADING = 0.891, 0.216, 0.042
#: Of the size: the pitch of single spaced lines.
SINGLE = ASCENT + DESCENT + LEADING
_SAME_WORD = 0.12  # of the size: a wider blank between two letters parts words
_RAISED = 0.5  # of the size: a mark set higher or lower than this is none of the word
_SAME_ROW = 0.25
_HALF_POINT_SLACK = 0.15  # sizes are chosen in half points; printing rounds them
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
_DARK = 0.06  # of full light: darker than this is black


@dataclass(frozen=True, slots=True)
class Look:
    """Kiểu chữ: font family, size in points, weight, slant, underline, colour (RRGGBB, empty = black)."""

    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Từ in: letters that touch, with their looks and place."""

    pieces: tuple[tuple[str, Look], ...]
    left: float
    right: float
    baseline: float

    @property
    def text(self) -> str:
        """Chữ: as it is read."""
        return "".join(text for text, _ in self.pieces)

    @property
    def size(self) -> float:
        """Cỡ chữ: the largest of its letters."""
        return max(look.size for _, look in self.pieces)

    def underlined(self) -> "Word":
        """Gạch chân: the same word with a line under it."""
        return replace(
            self, pieces=tuple((text, replace(look, underline=True)) for text, look in self.pieces)
        )


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Dòng in: words that stand side by side on a sheet (counted from 1)."""

    words: tuple[Word, ...]
    sheet: int

    @property
    def left(self) -> float:
        """Mép trái: of its first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Mép phải: of its last word."""
        return self.words[-1].right

    @property
    def centre(self) -> float:
        """Trục: halfway between both ends."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """Chiều rộng: from its first letter to its last."""
        return self.right - self.left

    @property
    def baseline(self) -> float:
        """Đường chân chữ: of its first word, from the top of the sheet."""
        return self.words[0].baseline

    @property
    def size(self) -> float:
        """Cỡ chữ: the largest on the line."""
        return max(word.size for word in self.words)

    @property
    def top(self) -> float:
        """Đỉnh dòng: where the line begins, with the blank that fonts put above it."""
        return self.baseline - (ASCENT + LEADING) * self.size

    @property
    def bottom(self) -> float:
        """Đáy dòng: where its letters end."""
        return self.baseline + DESCENT * self.size

    @property
    def looks(self) -> frozenset[Look]:
        """Các kiểu chữ: of its words."""
        return frozenset(look for word in self.words for _, look in word.pieces)

    def pieces(self) -> Iterator[tuple[str, Look]]:
        """Các đoạn chữ: with the blanks between words; a blank as wide as a tab is one."""
        last: Word | None = None
        for word in self.words:
            if last is not None:
                gap = word.left - last.right
                blank = "\t" if gap > 2 * word.size else " " if gap > _SAME_WORD * word.size else ""
                if blank:
                    yield blank, last.pieces[-1][1]
            yield from word.pieces
            last = word

    @property
    def text(self) -> str:
        """Chữ của dòng: normalised to NFC."""
        return unicodedata.normalize("NFC", "".join(text for text, _ in self.pieces()))


def words_of(letters: Iterable[Mapping[str, Any]]) -> list[Word]:
    """Ghép từ: in the order in which the file draws them; a letter that was drawn twice at its place counts once."""
    words: list[Word] = []
    pieces: list[tuple[str, Look]] = []
    left = right = baseline = 0.0
    drawn: set[tuple[str, int, int]] = set()

    def close() -> None:
        if pieces:
            words.append(Word(tuple(pieces), left, right, baseline))
            pieces.clear()

    for letter in letters:
        text = str(letter["text"]).translate(_LIGATURES)
        if not text.strip() or unicodedata.category(text[0]) in ("Cc", "Cf"):
            close()
            continue
        place = (text, round(letter["x0"]), round(letter["top"]))
        if place in drawn:
            continue
        drawn.add(place)
        look = _look(letter)
        at = letter["bottom"] - (letter["matrix"][5] - letter["y0"])
        joins = pieces and (
            unicodedata.combining(text[0])
            or (
                abs(letter["x0"] - right) <= _SAME_WORD * look.size
                and abs(at - baseline) <= _RAISED * look.size
            )
        )
        if not joins:
            close()
            left, baseline = letter["x0"], at
        right = max(right, letter["x1"]) if joins else letter["x1"]
        if pieces and pieces[-1][1] == look:
            pieces[-1] = (pieces[-1][0] + text, look)
        else:
            pieces.append((text, look))
    close()
    return words


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Xếp hàng: words whose baselines are the same, rows from top to bottom, words from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.left)):
        if rows and word.baseline - rows[-1][0].baseline <= _SAME_ROW * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def segments(row: Sequence[Word], gap: float) -> list[list[Word]]:
    """Cắt hàng: at every blank wider than ``gap``."""
    parts: list[list[Word]] = []
    for word in row:
        if parts and word.left - parts[-1][-1].right <= gap:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _look(letter: Mapping[str, Any]) -> Look:
    name = str(letter["fontname"])
    slanted = letter["matrix"][2] != 0 and letter["matrix"][1] == 0
    return Look(
        family_of(name),
        _size(float(letter["size"])),
        is_bold(name),
        is_italic(name) or slanted,
        color=color_of(letter["non_stroking_color"]),
    )


def _size(size: float) -> float:
    half = round(size * 2) / 2
    return half if abs(size - half) <= _HALF_POINT_SLACK else round(size, 1)


def color_of(parts: object) -> str:
    """Mã màu: RRGGBB of a gray, RGB or CMYK colour of a PDF; empty for black and for what is no such colour."""
    if isinstance(parts, int | float):
        parts = (parts,)
    if not isinstance(parts, tuple | list) or not all(isinstance(part, int | float) for part in parts):
        return ""
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        light = [(1 - ink) * (1 - key) for ink in (cyan, magenta, yellow)]
    elif len(parts) in (1, 3):
        light = list(parts) * (3 if len(parts) == 1 else 1)
    else:
        return ""
    if max(light) <= _DARK:
        return ""
    return "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02X}" for part in light)
