"""Chỗ của chữ: which letters of a line have a property, so that a finding names them and no more."""

from collections.abc import Callable

from directives.checking.seeing.page import Line
from directives.conversion.layout import Run


def letters_with(line: Line, holds: Callable[[Run], bool]) -> tuple[int, int]:
    """Các chữ có thuộc tính: first and next-to-last letter of the first stretch of runs that have it.

    The whole line when no run has, or when the line was put together of several.
    """
    whole = "".join(run.text for run in line.runs)
    lead = len(whole) - len(whole.lstrip())
    if whole.strip().replace("\xa0", " ") != line.text:
        return 0, len(line.text)
    first: int | None = None
    at = -lead
    for run in line.runs:
        if holds(run):
            first = at if first is None else first
        elif first is not None:
            break
        at += len(run.text)
    if first is None:
        return 0, len(line.text)
    return max(first, 0), min(at, len(line.text))


def letters_of(line: Line, words: str) -> tuple[int, int]:
    """Chỗ của từ: where these words first stand in the line; the whole line when they do not."""
    at = line.text.find(words)
    return (at, at + len(words)) if words and at >= 0 else (0, len(line.text))
