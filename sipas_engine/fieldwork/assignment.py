"""Phân công địa bàn: which investigator hands out the forms of which village, evenly and the same each time."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.fieldwork.roster import Investigator

BETWEEN = " / "
"""Giữa hai tên: how a village is written with its commune in one cell: ``Xã A / Thôn 1``.

A stroke without blanks round it belongs to a name: ``Xã A / Tổ 1/2``.
"""
_BETWEEN = re.compile(r"\s+/\s+")


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
    """Thôn, tổ dân phố: where forms are handed out; ``path`` names it after its units, ``serials`` are its forms.

    ``reserve`` are the forms of its reserve respondents: they come into play only when somebody is replaced, so they
    are not counted among the forms that must come back.
    """

    path: tuple[str, ...]
    serials: tuple[str, ...]
    reserve: tuple[str, ...] = ()

    @property
    def all_serials(self) -> tuple[str, ...]:
        """Mọi phiếu của thôn: those of the sample, then those of the reserve."""
        return (*self.serials, *self.reserve)

    @property
    def commune(self) -> tuple[str, ...]:
        """Xã của thôn: the path without the village."""
        return self.path[:-1]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Phân công: a village and the investigator who has its forms."""

    investigator: str
    village: Village


def village_path(text: str) -> tuple[str, ...]:
    """Tên thôn thành đường dẫn: composed letters, single blanks, parted at strokes with blanks round them.

    >>> village_path("Xã A /  Tổ  1/2")
    ('Xã A', 'Tổ 1/2')
    """
    parts = _BETWEEN.split(unicodedata.normalize("NFC", text.strip()))
    return tuple(" ".join(part.split()) for part in parts)


def assign_villages(
    villages: Sequence[Village], ready: Sequence[Investigator], already: Sequence[Assignment] = ()
) -> tuple[Assignment, ...]:
    """Phân công: every village to one investigator, communes kept together while the load stays even.

    The largest communes are given first, each to whoever has the least work for his daily capacity; a commune
    larger than an even share is divided by village. ``already`` are other villages that were given out before: their
    forms are part of the load and may not come again. Ties go to the lower id, so the same lists give the same
    assignment. Raises NobodyToAssign and BadVillages.
    """
    _check(villages, already)
    if villages and not ready:
        raise NobodyToAssign(villages=len(villages))
    people = sorted(ready, key=lambda person: person.id)
    load = {
        person.id: sum(len(one.village.serials) for one in already if one.investigator == person.id)
        for person in people
    }
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


def _check(villages: Sequence[Village], already: Sequence[Assignment]) -> None:
    problems = []
    seen: set[tuple[str, ...]] = set()
    owners = {_compared(serial): one.village for one in already for serial in one.village.all_serials}
    for village in villages:
        name = BETWEEN.join(village.path)
        if village.path in seen:
            problems.append(Problem(N_("the village {village} stands twice"), {"village": name}, name))
        seen.add(village.path)
        if not village.all_serials:
            problems.append(Problem(N_("the village {village} has no forms"), {"village": name}, name))
        for part in village.path:
            if village_path(part) != (part,) or not part:
                said = N_("“{part}” cannot be a name: write {between!r} only between commune and village")
                problems.append(Problem(said, {"part": part, "between": BETWEEN}, name))
        for serial in village.all_serials:
            owner = owners.get(_compared(serial))
            if owner is not None:
                said = N_("form {serial} belongs to {first} and to {second}")
                fields = {"serial": serial, "first": BETWEEN.join(owner.path), "second": name}
                problems.append(Problem(said, fields, serial))
            owners[_compared(serial)] = village
    if problems:
        raise BadVillages(where=problems[0].where, problems=problems, count=len(problems))


def _compared(serial: str) -> str:
    """Serials that differ only in case are one to a person who writes them down."""
    return serial.casefold()
