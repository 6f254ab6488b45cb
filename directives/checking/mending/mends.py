"""Hàm sửa: which function repairs the findings of which rules, and what it may do to the letters.

A repair is a generator of edits; it makes none where it would have to guess. What it may touch is said when it is
registered and is proven on the repaired file: punctuation and blanks of the lines it rewrites, and besides that the
case of letters (``case``) or zeros before a number (``zeros``), and nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from directives.checking.findings import Finding
from directives.checking.rules import Rule
from directives.checking.seeing.page import Line, Page
from directives.conversion.word_edits import Edit

#: What a repair may change in the letters of the lines it rewrites.
CASE, ZEROS = "case", "zeros"


@dataclass(frozen=True, slots=True)
class Fault:
    """Lỗi cần sửa: a finding with the page and the rule it comes from, and all rules of the regime by id."""

    page: Page
    rule: Rule
    finding: Finding
    rules: Mapping[str, Rule]

    @property
    def line(self) -> Line | None:
        """Dòng có lỗi: the line the finding stands at; None when it is about no line."""
        place = self.finding.place
        for line in self.page.lines:
            if line.index == place.paragraph and line.start <= (place.start or 0) <= line.start + len(
                line.text
            ):
                return line
        return None

    @property
    def whole_lines(self) -> tuple[Line, ...]:
        """Các dòng có lỗi: of an item of a list that goes on below, every printed line."""
        first = self.line
        if first is None:
            return ()
        place, found = self.page.lines.index(first), [first]
        wanted = (self.finding.place.end or 0) - (self.finding.place.start or 0)
        length = len(first.text) - (self.finding.place.start or 0) + first.start
        for below in self.page.lines[place + 1 :]:
            if length >= wanted or below.cell != first.cell:
                break
            found.append(below)
            length += 1 + len(below.text)
        return tuple(found)


#: A repair: from a finding to the edits which put it right; none where a person must decide.
Mend = Callable[[Fault], Iterator[Edit]]
_MENDS: dict[str, tuple[Mend, frozenset[str]]] = {}


def mends(*rule_ids: str, frees: tuple[str, ...] = ()) -> Callable[[Mend], Mend]:
    """Gắn hàm sửa: makes a function the repair of these rules. Raises ValueError for a second one."""

    def register(function: Mend) -> Mend:
        for rule_id in rule_ids:
            if rule_id in _MENDS:
                raise ValueError(f"{rule_id} has two repairs")
            _MENDS[rule_id] = (function, frozenset(frees))
        return function

    return register


def mend_of(rule_id: str) -> tuple[Mend, frozenset[str]]:
    """Hàm sửa của quy tắc: with what it may change in letters. Raises KeyError when there is none."""
    return _MENDS[rule_id]


def mended_ids() -> frozenset[str]:
    """Mã sửa được: every rule that has a repair."""
    return frozenset(_MENDS)
