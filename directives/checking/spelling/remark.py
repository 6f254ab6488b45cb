"""Nhận xét: what a line has written otherwise than it should be; a value without opinion on how bad that is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Nhận xét: the letters from ``start`` to before ``end`` read ``seen`` and should read ``expected``.

    ``severity`` is said only where it is weaker than that of the rule.
    """

    rule: str
    start: int
    end: int
    seen: str
    expected: str
    severity: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Mẫu câu: looks at a line and at the letters where one of its ``words`` (in small letters) begins.

    One without words looks at every line that has some mark of punctuation in it.
    """

    words: frozenset[str]
    look: Callable[[str, Sequence[int]], Iterator[Remark]]


def matches(shape: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Khớp tại: the matches which begin at one of these letters; nothing is searched between them."""
    for at in starts:
        found = shape.match(text, at)
        if found:
            yield found
