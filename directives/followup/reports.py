"""Báo cáo cộng dồn: what units handed in summed up tier by tier; who handed in nothing is named, never counted as 0."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from directives.followup.duties import PlanUnit
from directives.followup.plan import FieldKind, ReportField
from directives.followup.recurrence import Occurrence, Recurrence
from directives.followup.report_values import ReportValues

#: Figures have up to 30 digits and 9 decimals; the sum of any number of units of the nation fits exactly.
_DIGITS = 60
Owed = tuple[str, int]
"""Báo cáo phải nộp: the unit and the occurrence."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Tổng: sums by field, who left a field empty, who handed in a report and who did not.

    ``figures`` has no entry for a field which nobody filled in: that is "thiếu", not 0. Totals can be added in any
    order and in any grouping.
    """

    figures: Mapping[str, Decimal] = field(default_factory=dict)
    missing: Mapping[str, frozenset[Owed]] = field(default_factory=dict)
    present: frozenset[Owed] = frozenset()
    absent: frozenset[Owed] = frozenset()

    def __add__(self, other: "Totals") -> "Totals":
        """Cộng: exact; what is missing on either side is missing of the sum."""
        with localcontext(prec=_DIGITS):
            figures = dict(self.figures)
            for code, figure in other.figures.items():
                figures[code] = figures[code] + figure if code in figures else figure
        missing = dict(self.missing)
        for code, units in other.missing.items():
            missing[code] = missing.get(code, frozenset()) | units
        return Totals(figures, missing, self.present | other.present, self.absent | other.absent)


@dataclass(frozen=True, slots=True)
class TierTotals:
    """Tổng của một cấp: of an office with all that stand below it; ``depth`` 0 for the highest."""

    office: str
    depth: int
    totals: Totals


def totals_of_one(form: Sequence[ReportField], owed: Owed, values: ReportValues | None) -> Totals:
    """Báo cáo của một đơn vị: as totals; None: it handed in nothing, or what was sent back to it."""
    if values is None:
        return Totals(absent=frozenset({owed}))
    codes = [one.code for one in form if one.kind is FieldKind.FIGURE]
    return Totals(
        {code: values.figures[code] for code in codes if code in values.figures},
        {code: frozenset({owed}) for code in codes if code not in values.figures},
        present=frozenset({owed}),
    )


def sum_all(
    form: Sequence[ReportField], owed: Iterable[Owed], reports: Mapping[Owed, ReportValues]
) -> Totals:
    """Cộng tất cả: every report that is owed."""
    return _added(totals_of_one(form, one, reports.get(one)) for one in owed)


def sum_by_tiers(
    form: Sequence[ReportField],
    owed: Iterable[Owed],
    reports: Mapping[Owed, ReportValues],
    units: Mapping[str, PlanUnit],
) -> tuple[TierTotals, ...]:
    """Cộng theo cấp: each office that reports or stands above one that does, its superior first, else as in ``units``.

    The totals of an office are its own report and the totals of those right below it, so those of the highest
    offices add up to ``sum_all``. An office above all the others is left out unless several stand right below it.
    """
    own: dict[str, Totals] = {}
    for one in owed:
        own[one[0]] = own.get(one[0], Totals()) + totals_of_one(form, one, reports.get(one))
    parent = {office: _superior(office, units) for office in own}
    waiting = list(parent)
    while waiting:
        above = parent[waiting.pop()]
        if above and above not in parent:
            parent[above] = _superior(above, units)
            waiting.append(above)
    below: dict[str, list[str]] = {}
    places = {office: place for place, office in enumerate(units)}
    for office in sorted(parent, key=lambda office: (places.get(office, len(places)), office)):
        below.setdefault(parent[office], []).append(office)
    found: list[TierTotals] = []
    top = below.get("", [])
    while len(top) == 1 and top[0] not in own and len(below[top[0]]) == 1:
        top = below[top[0]]
    for highest in top:
        _sum_under(highest, 0, own, below, found)
    return tuple(found)


def _sum_under(
    office: str,
    depth: int,
    own: Mapping[str, Totals],
    below: Mapping[str, Sequence[str]],
    found: list[TierTotals],
) -> Totals:
    place = len(found)
    found.append(TierTotals(office, depth, Totals()))
    parts = [_sum_under(lower, depth + 1, own, below, found) for lower in below.get(office, ())]
    totals = _added([own.get(office, Totals()), *parts])
    found[place] = TierTotals(office, depth, totals)
    return totals


def _superior(office: str, units: Mapping[str, PlanUnit]) -> str:
    """The office above; none for one that the plan does not know, or that would stand above itself."""
    seen, above = {office}, units[office].superior if office in units else ""
    first = above
    while above in units:
        if above in seen:
            return ""
        seen.add(above)
        above = units[above].superior
    return "" if above in seen else first


def _added(parts: Iterable[Totals]) -> Totals:
    """All at once: adding one to one would copy the sets of a whole nation each time."""
    figures: dict[str, Decimal] = {}
    missing: dict[str, set[Owed]] = {}
    present: set[Owed] = set()
    absent: set[Owed] = set()
    with localcontext(prec=_DIGITS):
        for part in parts:
            for code, figure in part.figures.items():
                figures[code] = figures[code] + figure if code in figures else figure
            for code, units in part.missing.items():
                missing.setdefault(code, set()).update(units)
            present |= part.present
            absent |= part.absent
    return Totals(
        figures,
        {code: frozenset(units) for code, units in missing.items()},
        frozenset(present),
        frozenset(absent),
    )


def occurrences_summed(
    synthesis: Occurrence, recurs: Recurrence | None, reports: Sequence[Occurrence]
) -> tuple[int, ...]:
    """Các kỳ được tổng hợp: reports whose period ends in that of the synthesis; all when it is made once."""
    if recurs is None or synthesis.first is None or synthesis.last is None:
        return tuple(one.number for one in reports)
    return tuple(
        one.number
        for one in reports
        if (last := one.last or one.due) is not None and synthesis.first <= last <= synthesis.last
    )
