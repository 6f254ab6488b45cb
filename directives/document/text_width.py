"""Bề rộng chữ: how long a line of Times New Roman is; the law measures a rule by the text above it."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_UNITS_PER_SIZE = 2048
_TWIPS_PER_POINT = 20
_HORN = "\u031b"


def text_width(text: str, size: float, *, bold: bool) -> int:
    """Bề rộng: of one line of ``text`` at ``size`` points, in twips (1/20 point).

    >>> round(text_width("Độc lập - Tự do - Hạnh phúc", 14, bold=True) / 56.7)  # mm
    60
    """
    widths = _widths("bold" if bold else "upright")
    units = sum(widths.get(_without_tone(letter), _UNITS_PER_SIZE // 2) for letter in text)
    return round(units * size * _TWIPS_PER_POINT / _UNITS_PER_SIZE)


def longest_line(text: str, size: float, *, bold: bool, room: int) -> int:
    """Dòng dài nhất: of ``text`` as it wraps between words in a ``room`` of so many twips."""
    space = text_width(" ", size, bold=bold)
    longest = line = 0
    for word in text.split():
        width = text_width(word, size, bold=bold)
        line = line + space + width if line and line + space + width <= room else width
        longest = max(longest, line)
    return min(longest, room)


@cache
def _widths(face: str) -> Mapping[str, int]:
    text = files(__package__).joinpath("data/times_widths.toml").read_text(encoding="utf-8")
    rows: Mapping[str, str] = tomllib.loads(text)[face]
    return {letter: int(width) for width, letters in rows.items() for letter in letters}


@cache
def _without_tone(letter: str) -> str:
    """Bỏ dấu: ``ờ`` as ``ơ`` (the horn makes a letter wider), ``ề`` as ``e`` (no other mark does)."""
    decomposed = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", decomposed[0] + _HORN) if _HORN in decomposed else decomposed[0]
