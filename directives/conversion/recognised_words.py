"""Từ đã nhận dạng: tesseract's tables become words line by line; of two looks at a page the surer one counts."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from directives.conversion.page_words import PageWord

_INCH = 72.0
_WORD_LEVEL = "5"
_UNSURE = 40  # of 100: a line that holds such a word is looked at again
_DIRT = 60  # of 100: a sign that is no letter or digit, of which recognition is less sure
_NEVER_FIRST = ":;_|`~¬="
_LETTER_HEIGHT = 0.68  # of the size: how high a capital stands above the baseline
_ABOVE, _BELOW = 2.6, 1.9  # of the size: lines are read better with their neighbours
_WHOLE = 0.6  # of a line: so much of it a second look must see
_SAME_LINE = 0.5  # of the size

#: Words of one printed line.
SeenLine = tuple[PageWord, ...]


def lines_of_table(table: str, dots: float) -> list[SeenLine]:
    """Dòng của bảng kết quả: words of one line stand on one baseline, whatever hangs below it; dirt is left out."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _WORD_LEVEL and row["text"].strip():
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    seen = (_clean(list(filter(_is_writing, _words(rows, _INCH / dots)))) for rows in lines.values())
    return [line for line in seen if line]


def _clean(words: list[PageWord]) -> SeenLine:
    """Đầu dòng sạch: no line begins with a colon, an underscore or a bar; such a sign is the edge of the paper."""
    while words and (begun := words[0].text.lstrip(_NEVER_FIRST)) != words[0].text:
        words[:1] = [replace(words[0], text=begun)] if begun else []
    return tuple(words)


def sure_lines(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """Dòng chắc chắn: of what a stamp prints; rings and arms of a seal are none."""
    return [line for line in lines if _surety(line) >= _UNSURE and any(len(word.text) > 1 for word in line)]


def unsure_bands(lines: Sequence[SeenLine]) -> list[tuple[float, float]]:
    """Chỗ chưa chắc: top and bottom (points) of the lines at which a second look may help."""
    return [
        (line[0].baseline - _ABOVE * line[0].size, line[0].baseline + _BELOW * line[0].size)
        for line in lines
        if _surety(line) < _UNSURE
    ]


def surest(first: Sequence[SeenLine], second: Sequence[SeenLine]) -> list[PageWord]:
    """Chọn dòng chắc hơn: lines of which the first look was not sure are taken from the second where that is surer.

    An unsure line which the second look does not see at all was no writing.
    """
    words: list[PageWord] = []
    for line in first:
        if _surety(line) >= _UNSURE:
            words.extend(line)
            continue
        again = [other for other in second if _same_place(line, other)]
        if not again:
            words.extend(word for word in line if word.sure >= _UNSURE)
        else:
            best = max(again, key=_surety)
            better = _surety(best) > _surety(line) and _shared(line, best) >= _WHOLE * _width(line)
            words.extend(_only_there(line, best) if better else line)
    return words


def _surety(line: SeenLine) -> int:
    return min(word.sure for word in line)


def _same_place(line: SeenLine, other: SeenLine) -> bool:
    near = abs(line[0].baseline - other[0].baseline) <= _SAME_LINE * max(line[0].size, other[0].size)
    return near and _shared(line, other) > 0


def _width(line: SeenLine) -> float:
    return line[-1].right - line[0].left


def _shared(line: SeenLine, other: SeenLine) -> float:
    return min(line[-1].right, other[-1].right) - max(line[0].left, other[0].left)


def _only_there(line: SeenLine, again: SeenLine) -> list[PageWord]:
    """Chỉ ở chỗ ấy: a second look may see two halves of a page as one line."""
    slack = line[0].size
    left, right = line[0].left - slack, line[-1].right + slack
    return [word for word in again if left <= (word.left + word.right) / 2 <= right]


def _is_writing(word: PageWord) -> bool:
    return word.sure >= _DIRT or any(sign.isalnum() for sign in word.text)


def _words(rows: Sequence[dict[str, str]], scale: float) -> list[PageWord]:
    """Từ của một dòng: its baseline is that of the words on which nothing hangs, its size that of its capitals."""
    flat = [row for row in rows if not _hangs(row["text"])] or rows
    bottoms = sorted(float(row["top"]) + float(row["height"]) for row in flat)
    tall = sorted(
        float(row["height"]) for row in flat if any(c.isupper() or c.isdigit() for c in row["text"])
    )
    heights = tall or sorted(float(row["height"]) for row in flat)
    baseline = bottoms[len(bottoms) // 2] * scale
    size = heights[len(heights) // 2] * scale / _LETTER_HEIGHT
    return [
        PageWord(
            unicodedata.normalize("NFC", row["text"].strip()),
            round(float(row["left"]) * scale, 2),
            round((float(row["left"]) + float(row["width"])) * scale, 2),
            round(baseline, 2),
            round(size, 1),
            int(float(row["conf"])),
        )
        for row in rows
    ]


def _hangs(text: str) -> bool:
    plain = unicodedata.normalize("NFD", text)
    return any(sign in "gjpqyQ,;()/|[]\u0323" for sign in plain)
