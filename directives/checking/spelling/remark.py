"""Nhận xét: what a line has written otherwise than it should be; a value without opinion on how bad that is."""

from collections.abc import Callable, Iterator
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


@dataclass(frozen=True, slots=True)
class Pattern:
    """Mẫu câu: looks at a line which has one of the ``words`` (in small letters) in it."""

    words: frozenset[str]
    look: Callable[[str], Iterator[Remark]]
