"""Bề rộng cột: how a table shares the page, guessed from what its columns hold."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from directives.document.model import TableColumn

#: Letters of table text (12 points) that stand side by side on a page within the law's margins.
_ROOM = {False: 82, True: 126}
#: Air left and right of a cell's text, in letters.
_AIR = 2
#: Headings are bold, which makes their letters wider.
_BOLD = 1.1
#: A column is at least so wide that nineteen of twenty cells stand on lines of this many letters.
_LONG_LINE = 34
_ORDER = frozenset({"tt", "stt", "số tt"})
_SHORT = 5
_CODE = re.compile(r"(?=.*\d)\S{1,30}")
_NUMBER = re.compile(r"[-+]?(\d{1,3}(\.\d{3})+|0|[1-9]\d*)(,\d+)?\s?%?")


class ColumnWish(Protocol):
    """Ý muốn về cột: what a person said of a column; None where it is left to the machine."""

    @property
    def numeric(self) -> bool | None:
        """Là số: whether the cells are numbers."""

    @property
    def width(self) -> float | None:
        """Phần bề rộng: the share of the page."""


def columns_of(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    wishes: Sequence[ColumnWish] = (),
    *,
    landscape: bool = False,
) -> tuple[TableColumn, ...]:
    """Các cột: with side and share of the width guessed from the cells where nobody said otherwise.

    A column of numbers as Vietnamese texts write them (1.234 or 84,5) stands right. No word is broken as long
    as the page has room for the longest word of every column; what is left goes to columns of long texts.
    """
    cells = list(zip(*rows, strict=True)) or [()] * len(headings)
    guessed = _shares(headings, cells, _ROOM[landscape])
    columns = []
    for place, heading in enumerate(headings):
        wish = wishes[place] if wishes else None
        numbers = is_numeric(cells[place])
        centred = (
            heading.casefold() in _ORDER or is_code(cells[place]) or _is_short(cells[place], numbers, wish)
        )
        numeric = wish.numeric if wish and wish.numeric is not None else not centred and numbers
        width = (wish and wish.width) or guessed[place]
        columns.append(TableColumn(heading, numeric, width, centred and not numeric))
    return tuple(columns)


def is_numeric(cells: Sequence[str]) -> bool:
    """Cột số: every cell that says something is a number; a leading zero makes it a code, not a number.

    >>> is_numeric(["1.234", "84,5", ""]), is_numeric(["0912345678"]), is_numeric([""])
    (True, False, False)
    """
    said = [cell for cell in cells if cell]
    return bool(said) and all(_NUMBER.fullmatch(cell) for cell in said)


def is_code(cells: Sequence[str]) -> bool:
    """Cột mã: every cell that says something is one word with a digit but no number: a day, telephone, code.

    >>> is_code(["05/03/2026", ""]), is_code(["0912345678"]), is_code(["84,5"]), is_code(["Xã 1"])
    (True, True, False, False)
    """
    said = [cell for cell in cells if cell]
    return bool(said) and all(map(_CODE.fullmatch, said)) and not all(map(_NUMBER.fullmatch, said))


def _is_short(cells: Sequence[str], numbers: bool, wish: ColumnWish | None) -> bool:
    """Cột ngắn: words of a few letters (Nam, Nữ, x), or numbers which somebody calls no numbers (a year)."""
    if numbers:
        return wish is not None and wish.numeric is False
    return any(cells) and all(len(cell) <= _SHORT for cell in cells)


def _shares(headings: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> list[float]:
    least = [
        _AIR + max(_longest_word([heading.rpartition(" | ")[2]]) * _BOLD, _longest_word(column))
        for heading, column in zip(headings, cells, strict=True)
    ]
    wanted = [
        max(low, _AIR + min(_usual_length(column), _LONG_LINE))
        for low, column in zip(least, cells, strict=True)
    ]
    spare, wish = room - sum(least), sum(wanted) - sum(least)
    if spare <= 0 or wish <= 0:
        return [round(one, 2) for one in least]
    return [round(low + (want - low) * spare / wish, 2) for low, want in zip(least, wanted, strict=True)]


def _longest_word(texts: Iterable[str]) -> float:
    """Từ dài nhất: in ordinary letters; only words of about as many letters as the longest are measured."""
    words = {word for text in texts for word in text.split()}
    longest = max(map(len, words), default=0)
    return max((_length(word) for word in words if len(word) * 2 >= longest), default=1.0)


def _length(word: str) -> float:
    """Độ dài: capitals, m and w are wide, some letters and marks are narrow; digits stand between."""
    return sum(
        1.55 if letter.isupper() or letter in "mw%" else 0.65 if letter in "fijlt.,:;/-'" else 1.08
        for letter in word
    )


def _usual_length(cells: Sequence[str]) -> int:
    lengths = sorted(map(len, cells))
    return lengths[len(lengths) * 19 // 20] if lengths else 1
