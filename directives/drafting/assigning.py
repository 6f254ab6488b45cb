"""Phân công: which unit inside an office gets which work, by its field, and who stands below."""

import re
from dataclasses import dataclass, replace

from directives.drafting.standpoint import Standpoint
from directives.drafting.tables import (
    Field,
    Inside,
    InsideUnit,
    everybodys_openings,
    fields_of_work,
    inside_on,
    kinds_below,
)
from directives.errors import N_, Problem
from directives.org.chart import Snapshot
from directives.org.errors import IncompleteList
from directives.org.units import Level
from directives.org.working_rules import WorkingRules, in_force
from directives.text import comparison_key

#: How far into a duty the word may begin that decides its field: what comes later is purpose or circumstance.
_NEAR = 100
_FIRST_SENTENCE = re.compile(r"^[^.;]*")
_KINDS_IN_ORDER = ("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu")


@dataclass(frozen=True, slots=True)
class Staff:
    """Bộ máy của cơ quan: everybody inside and below, by name, as the office may order or ask them.

    ``below`` is empty where nobody stands below; ``looks``: what the data were not sure about.
    """

    inside: Inside
    units: tuple[InsideUnit, ...]
    leader: str
    everybody: str
    below: str
    whom: str
    heads: str
    looks: tuple[Problem, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Tất cả: inside and below, below only where the office may order them."""
        return (self.everybody, *([self.below] if self.below and not self.inside.below_asked else []))

    def focal(self, matter: str) -> tuple[InsideUnit, Problem]:
        """Đơn vị đầu mối: the unit whose field the document's matter is; else the one that does for everything."""
        if found := _first_field(comparison_key(matter), matters=True):
            field, word = found
            if unit := next((unit for unit in self.units if field.name in unit.fields), None):
                return unit, Problem(_FOCAL, {"unit": unit.name, "word": word})
        otherwise = next((unit for unit in self.units if unit.name == self.inside.otherwise), self.units[0])
        return otherwise, Problem(_FOCAL_OTHERWISE, {"unit": otherwise.name})

    def assigned(self, text: str) -> tuple[tuple[str, ...], Problem]:
        """Giao cho ai: the units that get a duty of these words, and why."""
        opening = comparison_key(_FIRST_SENTENCE.match(text)[0])  # type: ignore[index]  # matches the empty text too
        if not any(opening.startswith(word) for word in everybodys_openings()):
            found = _first_field(opening[: _NEAR + 40], matters=False)
            if found and (unit := next((u for u in self.units if found[0].name in u.fields), None)):
                below = unit.with_below and self.below and not self.inside.below_asked
                units = (unit.name, self.below) if below else (unit.name,)
                return units, Problem(_BY_FIELD, {"unit": unit.name, "word": found[1]})
        return self.all, Problem(_TO_ALL, {})


_FOCAL = N_("{unit} gathers and reports, since the subject speaks of “{word}”")
_FOCAL_OTHERWISE = N_(
    "no unit of the matter's field is known: {unit} gathers and reports; choose the right unit"
)
_BY_FIELD = N_("{unit} by its field, told by “{word}”")
_TO_ALL = N_("no field was told: to all inside and below")
_NOT_ALL_BELOW = N_("the data do not hold all units below {unit}: compare “{below}”")
_OWN_UNITS = N_("the office's file names no units: the names are those which the law gives ({basis})")


def staff_of(standpoint: Standpoint, snapshot: Snapshot, rules: WorkingRules | None) -> Staff | None:
    """Bộ máy của cơ quan: by its own file where it keeps one, else by the law's units; None where neither knows."""
    inside = inside_on(standpoint.kind, standpoint.level, snapshot.day)
    if inside is None:
        return None
    looks: list[Problem] = []
    below, complete = _below(standpoint, snapshot)
    if not complete and "{below}" in inside.below:
        looks.append(Problem(_NOT_ALL_BELOW, {"unit": standpoint.office.full_name, "below": below}))
    said = {"kind": standpoint.unit_kind, "below": below, "office": standpoint.bare_name}

    def filled(words: str) -> str:
        return words.format_map(said)

    units = tuple(replace(unit, name=filled(unit.name)) for unit in inside.units)
    if own := _own_units(standpoint, snapshot, rules, units):
        units = own
    else:
        looks.append(Problem(_OWN_UNITS, {"basis": inside.basis}))
    below_name = filled(inside.below)
    whom = [inside.all_short, *([below_name] if below_name and not inside.below_asked else [])]
    heads = [filled(inside.all_heads), *([filled(inside.below_heads)] if inside.below_heads else [])]
    return Staff(
        inside=replace(inside, otherwise=filled(inside.otherwise)),
        units=units,
        leader=filled(inside.leader),
        everybody=filled(inside.all),
        below=below_name,
        whom=" và ".join(_within(one) for one in whom),
        heads=" và ".join(heads),
        looks=tuple(looks),
    )


def _within(name: str) -> str:
    """A name within a sentence: "Trưởng các thôn" keeps its capital, "Các sở" loses it."""
    return name[:1].lower() + name[1:] if name.startswith(("Các ", "Công chức, ", "Cán bộ, ")) else name


def _own_units(
    standpoint: Standpoint, snapshot: Snapshot, rules: WorkingRules | None, usual: tuple[InsideUnit, ...]
) -> tuple[InsideUnit, ...]:
    """The units of the office's own file; the fields of a unit are those of the law's, or those its name speaks of."""
    if rules is None or rules.office != standpoint.office.id:
        return ()
    by_name = {comparison_key(unit.name): unit for unit in usual}
    found = []
    for unit in in_force(rules.units, snapshot.day):
        key = comparison_key(unit.name)
        known = by_name.get(key)
        fields = known.fields if known else tuple(f.name for f in fields_of_work() if _speaks_of(key, f))
        found.append(InsideUnit(unit.name, unit.abbreviation, fields, bool(known and known.with_below)))
    return tuple(found)


def _speaks_of(key: str, field: Field) -> bool:
    return any(_at(key, word) is not None for word in (*field.words, *field.matter))


def _first_field(key: str, *, matters: bool) -> tuple[Field, str] | None:
    """The field whose word comes first in the text, and that word."""
    found = [
        (at, -len(word), field, word)
        for field in fields_of_work()
        for word in (field.matter if matters else field.words)
        if (at := _at(key, word)) is not None and (matters or at <= _NEAR)
    ]
    if not found:
        return None
    _at_first, _length, field, word = min(found, key=lambda one: one[:2])
    return field, word


def _at(key: str, word: str) -> int | None:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", key)
    return found.start() if found else None


def _below(standpoint: Standpoint, snapshot: Snapshot) -> tuple[str, bool]:
    """Các loại đơn vị bên dưới: "xã, thị trấn", and whether the chart holds them all."""
    unit = standpoint.office.unit
    if standpoint.level is Level.NATION:
        return "", True
    if standpoint.level is Level.COMMUNE:
        return kinds_below().get(standpoint.unit_kind, ""), True
    try:
        kinds = {child.kind.lower() for child in snapshot.children(unit)}
    except IncompleteList:
        return kinds_below().get(standpoint.unit_kind, ""), False
    return ", ".join(kind for kind in _KINDS_IN_ORDER if kind in kinds), True
