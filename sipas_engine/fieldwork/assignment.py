"""Phân công địa bàn: which investigator hands out the forms of which village, evenly and the same each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.fieldwork.roster import Investigator

BETWEEN = " / "
"""Giữa hai tên: how a village is written with its commune in one cell: ``Xã A / Thôn 1``."""


class NobodyToAssign(SipasError):
    """Không có điều tra viên: there are villages and nobody who may be given them."""

    kind: ClassVar[str] = "nobody_to_assign"
    template: ClassVar[str] = N_("No investigator is ready to be given {villages} village(s).")


class BadVillages(SipasError):
    """Địa bàn sai: villages named twice or without forms."""

    kind: ClassVar[str] = "bad_villages"
    template: ClassVar[str] = N_("The villages cannot be assigned: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class Village:
    """Thôn, tổ dân phố: where forms are handed out; ``path`` names it after its units, ``serials`` are its forms."""

    path: tuple[str, ...]
    serials: tuple[str, ...]

    @property
    def commune(self) -> tuple[str, ...]:
        """Xã của thôn: the path without the village."""
        return self.path[:-1]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Phân công: a village and the investigator who has its forms."""

    investigator: str
    village: Village


def assign_villages(villages: Sequence[Village], ready: Sequence[Investigator]) -> tuple[Assignment, ...]:
    """Phân công: every village to one investigator, communes kept together while the load stays even.

    The largest communes are given first, each to whoever has the least work for his daily capacity; a commune
    larger than an even share is divided by village. Ties go to the lower id, so the same lists give the same
    assignment. Raises NobodyToAssign and BadVillages.
    """
    _check(villages)
    if villages and not ready:
        raise NobodyToAssign(villages=len(villages))
    people = sorted(ready, key=lambda person: person.id)
    load = dict.fromkeys((person.id for person in people), 0)
    capacity = {person.id: person.daily_capacity for person in people}
    even = sum(len(village.serials) for village in villages) / max(1, sum(capacity.values()))
    found = []
    for group in _groups(villages, even * max(capacity.values(), default=1)):
        chosen = min(load, key=lambda person: (load[person] / capacity[person], person))
        load[chosen] += sum(len(village.serials) for village in group)
        found += [Assignment(chosen, village) for village in group]
    return tuple(sorted(found, key=lambda one: one.village.path))


def _groups(villages: Sequence[Village], largest: float) -> list[list[Village]]:
    """Communes, largest first; one with more forms than anybody's even share is divided into its villages."""
    by_commune: dict[tuple[str, ...], list[Village]] = {}
    for village in sorted(villages, key=lambda one: one.path):
        by_commune.setdefault(village.commune, []).append(village)
    groups = []
    for commune in by_commune.values():
        forms = sum(len(village.serials) for village in commune)
        groups += [commune] if forms <= largest else [[village] for village in commune]
    return sorted(groups, key=lambda group: (-sum(len(village.serials) for village in group), group[0].path))


def _check(villages: Sequence[Village]) -> None:
    problems = []
    seen: set[tuple[str, ...]] = set()
    owners: dict[str, Village] = {}
    for village in villages:
        name = BETWEEN.join(village.path)
        if village.path in seen:
            problems.append(Problem(N_("the village {village} stands twice"), {"village": name}, name))
        seen.add(village.path)
        if not village.serials:
            problems.append(Problem(N_("the village {village} has no forms"), {"village": name}, name))
        for serial in village.serials:
            if serial in owners:
                problems.append(
                    Problem(
                        N_("form {serial} belongs to {first} and to {second}"),
                        {"serial": serial, "first": BETWEEN.join(owners[serial].path), "second": name},
                        serial,
                    )
                )
            owners[serial] = village
    if problems:
        raise BadVillages(where=problems[0].where, problems=problems, count=len(problems))
