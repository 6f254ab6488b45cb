"""Dựng dữ liệu thực địa: investigators, villages and rows for the tests of this folder."""

from datetime import date

from sipas_engine.fieldwork.assignment import Assignment, Village
from sipas_engine.fieldwork.daily import DailyRow
from sipas_engine.fieldwork.roster import Investigator, usual_criteria

DAY = date(2026, 11, 2)
ALL = frozenset(criterion.code for criterion in usual_criteria())


def investigator(name="dtv-01", *, meets=ALL, trained=DAY, committed=DAY, capacity=20) -> Investigator:
    """Điều tra viên: ready for work unless said otherwise."""
    return Investigator(name, f"Người {name}", "Bưu điện thử", meets, trained, committed, capacity)


def village(name, forms, commune="Xã A") -> Village:
    """Thôn: with so many forms of its own."""
    return Village((commune, name), tuple(f"{commune}-{name}-{n:03d}" for n in range(1, forms + 1)))


def assigned(person, *villages) -> list[Assignment]:
    """Phân công: these villages to one person."""
    return [Assignment(person, one) for one in villages]


def row(
    day, out, back, refused=0, wrong=0, replaced=0, *, person="dtv-01", where=("Xã A", "Thôn 1")
) -> DailyRow:
    """Một dòng: of the day-th day of the field work."""
    return DailyRow(person, where, date(2026, 11, day), out, back, refused, wrong, replaced)
