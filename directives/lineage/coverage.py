"""Độ phủ: which units have passed a directive on, and which not yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from directives.lineage.graph import Lineage, Node
from directives.lineage.issuers import issuer_key
from directives.lineage.tracing import descendants
from directives.org.offices import Office


class WorkingDays(Protocol):
    """Lịch làm việc: what counting the lag needs of a calendar."""

    def working_days_between(self, start: date, end: date) -> int:
        """Số ngày làm việc: after ``start`` up to and with ``end``."""
        ...


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Đã triển khai: the first document by which a unit carries a directive out.

    ``lag``: working days from the directive's day to its own; None where one has no day. ``through``: the documents
    between, from the directive down.
    """

    node: Node
    lag: int | None
    through: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Dòng của ma trận: a unit's office and what it has done; None = not yet, as far as is known here.

    ``unsure``: documents of an office of the same name, which may be this unit's or another's.
    """

    office: Office
    passed_on: PassedOn | None
    unsure: tuple[Node, ...] = ()


def coverage_of(
    lineage: Lineage, directive: Node, offices: Sequence[Office], calendar: WorkingDays
) -> tuple[UnitRow, ...]:
    """Ma trận độ phủ: a row for each office, in the order given.

    A unit has passed a directive on when a document of its own carries it out, directly or through the documents of
    those above it. Of several its earliest counts; one whose number was cancelled or which
    was recalled does not. Several offices of one name are told apart by their ids; a document
    that bears the name alone is nobody's and shown as unsure.
    """
    by = descendants(lineage, directive)
    lag = _Lag(directive.dated, calendar)
    names = _names(offices)
    of_office: dict[str, list[Node]] = {}
    unsure: dict[str, list[Node]] = {}
    for node_id in by:
        node = lineage.nodes[node_id]
        if node.issuer is None or node.revoked is not None:
            continue
        if node.issuer.office:
            of_office.setdefault(node.issuer.office, []).append(node)
            continue
        bearers = names.get(node.issuer.key, ())
        for office_id in bearers:
            (of_office if len(bearers) == 1 else unsure).setdefault(office_id, []).append(node)
    return tuple(
        UnitRow(
            office,
            _first(lineage, directive, of_office.get(office.id, ()), by, lag),
            tuple(unsure.get(office.id, ())),
        )
        for office in offices
    )


def _names(offices: Iterable[Office]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for office in offices:
        for key in {issuer_key(office.full_name), issuer_key(office.short_name)}:
            found.setdefault(key, []).append(office.id)
    return found


def _first(
    lineage: Lineage, directive: Node, nodes: Sequence[Node], by: Mapping[str, str], lag: "_Lag"
) -> PassedOn | None:
    if not nodes:
        return None
    node = min(nodes, key=lambda one: (one.dated or date.max, one.id))
    through, at = [], by[node.id]
    while at and at != directive.id:
        through.append(lineage.nodes[at])
        at = by[at]
    return PassedOn(node, lag.until(node.dated), tuple(reversed(through)))


class _Lag:
    """Độ trễ: working days from the directive's day, counted once for each day."""

    def __init__(self, start: date | None, calendar: WorkingDays) -> None:
        self._start = start
        self._calendar = calendar
        self._counted: dict[date, int] = {}

    def until(self, day: date | None) -> int | None:
        if self._start is None or day is None:
            return None
        if day not in self._counted:
            self._counted[day] = self._calendar.working_days_between(self._start, day)
        return self._counted[day]
