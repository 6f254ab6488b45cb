"""Chỗ và dòng: a line of text with the place where it stands in the file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Above(IntEnum):
    """Phía trên: what parts a line from the one above it."""

    LINE = 0  # nothing: it stands directly below
    BLANK = 1  # a blank line
    EDGE = 2  # it begins a cell, a list item or a page: it goes on with nothing


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Chỗ: where a line stands in the file: ``page`` from 1 (0 = the file has no pages), ``line`` from 1 on it."""

    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """Dòng: the text of one line, the place where it begins, and what parts it from the line above."""

    text: str
    place: Place
    above: Above = Above.LINE


def numbered(texts: Iterable[str], page: int = 0) -> list[Line]:
    """Đánh số dòng: lines of one page (0 = no pages), counted from 1; empty ones only set the next one apart."""
    lines, above = [], Above.LINE
    for place, text in enumerate(texts, start=1):
        if text.strip():
            lines.append(Line(text, Place(page, place), above))
        above = Above.LINE if text.strip() else Above.BLANK
    return lines
