"""Bảng dữ liệu: words, fields and units by which duties are told apart and passed on, read from ``data``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from directives.org.offices import OfficeKind
from directives.org.units import Level
from directives.text import comparison_key


@dataclass(frozen=True, slots=True)
class Together:
    """Gọi chung: words which name all specialised agencies of a kind and level at once."""

    kind: OfficeKind
    level: Level
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddresseeWords:
    """Từ ngữ về người nhận nhiệm vụ: see ``data/addressees.toml``; every phrase is a comparison key."""

    heads: tuple[str, ...]
    cues: tuple[str, ...]
    links: tuple[str, ...]
    tails: tuple[str, ...]
    exceptions: tuple[str, ...]
    national: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    together: tuple[Together, ...]
    general: tuple[str, ...]
    own: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]

    @property
    def nouns(self) -> tuple[str, ...]:
        """Danh từ chung: the kinds of administrative units, longest first."""
        return tuple(sorted({kind for row in self.kinds.values() for kind in row}, key=len, reverse=True))

    def level_of(self, kind: str, *, of_nation: bool = False) -> Level | None:
        """Cấp của loại đơn vị: of "huyện", "xã"…; a thành phố is a province's where ``of_nation`` says so."""
        levels = [Level(name) for name, kinds in self.kinds.items() if kind in kinds]
        if len(levels) > 1:
            return Level.PROVINCE if of_nation else Level.DISTRICT
        return levels[0] if levels else None


@dataclass(frozen=True, slots=True)
class InsideUnit:
    """Đơn vị bên trong: one unit of an office, the fields of its work, its mark in a symbol.

    ``with_below``: what is its work is also that of the committees one level down.
    """

    name: str
    abbreviation: str
    fields: tuple[str, ...]
    with_below: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """Bên trong một loại cơ quan: who carries out what the office was told, on the days of one row."""

    kind: OfficeKind
    level: Level
    valid_from: date
    leader: str
    all: str
    all_short: str
    all_heads: str
    otherwise: str
    units: tuple[InsideUnit, ...]
    basis: str
    below: str = ""
    below_heads: str = ""
    below_asked: bool = False
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class OutsideBody:
    """Tổ chức ngoài hệ thống: how it is known, and its name at each level which has one."""

    words: tuple[str, ...]
    names: Mapping[str, str]


@cache
def addressee_words() -> AddresseeWords:
    """Từ ngữ về người nhận: of the package's data."""
    data = _table("addressees.toml")
    together = tuple(
        Together(OfficeKind(row["kind"]), Level(row["level"]), _keys(row["words"]))
        for row in data["together"]
    )
    return AddresseeWords(
        **{name: _keys(data[name]) for name in ("heads", "cues", "links", "tails", "exceptions", "national")},
        levels={level: _keys(words) for level, words in data["levels"].items()},
        together=together,
        general=_keys(data["general"]["words"]),
        own=_keys(data["general"]["own"]),
        kinds={level: tuple(kinds) for level, kinds in data["kinds"].items()},
    )


@dataclass(frozen=True, slots=True)
class Field:
    """Lĩnh vực: phrases by which a duty (``words``) and a whole document (``matter``) are known to belong to it."""

    name: str
    words: tuple[str, ...]
    matter: tuple[str, ...]


@cache
def fields_of_work() -> tuple[Field, ...]:
    """Các lĩnh vực: of the package's data."""
    rows = {name: row for name, row in _table("fields.toml").items() if "name" in row}
    return tuple(Field(name, _keys(row["words"]), _keys(row["matter"])) for name, row in rows.items())


@cache
def everybodys_openings() -> tuple[str, ...]:
    """Việc chung: with these words opens a duty which everybody has."""
    return _keys(_table("fields.toml")["everybody"]["words"])


@cache
def focal_openings() -> tuple[str, ...]:
    """Việc của đầu mối: with these words opens a duty which the focal unit does for the office."""
    return _keys(_table("fields.toml")["focal"]["words"])


@cache
def bare_words() -> tuple[str, ...]:
    """Lời chung: words which alone ask for nothing of their own."""
    return _keys(_table("fields.toml")["bare"]["words"])


@cache
def gathering_words() -> tuple[str, ...]:
    """Tổng hợp: words by which a department is told to gather what others have done."""
    return _keys(_table("fields.toml")["gathering"]["words"])


@cache
def kinds_below() -> Mapping[str, str]:
    """Các loại đơn vị bên dưới: by the kind of the unit above, where the chart does not hold them all."""
    return dict(_table("inside.toml")["below"])


@cache
def inside_rows() -> tuple[Inside, ...]:
    """Các dòng về bên trong cơ quan: of all kinds, levels and days."""
    return tuple(_inside(row) for row in _table("inside.toml")["inside"])


def inside_on(kind: OfficeKind, level: Level, day: date) -> Inside | None:
    """Bên trong vào ngày đó: the row of an office's kind and level; None where the data have none."""
    found = (
        row
        for row in inside_rows()
        if (row.kind, row.level) == (kind, level)
        and row.valid_from <= day
        and (row.valid_to is None or day <= row.valid_to)
    )
    return next(found, None)


@cache
def outside_bodies() -> tuple[OutsideBody, ...]:
    """Các tổ chức ngoài hệ thống: of the package's data."""
    rows = _table("outside.toml")["body"]
    return tuple(
        OutsideBody(_keys(row["words"]), {level: name for level, name in row.items() if level != "words"})
        for row in rows
    )


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """Câu chữ: the set sentences of a letter (``letter``), of a plan (``plan``) and of both (``shared``)."""
    return _table("wording.toml")


def _inside(row: Mapping[str, Any]) -> Inside:
    units = tuple(InsideUnit(**{**unit, "fields": tuple(unit["fields"])}) for unit in row["units"])
    return Inside(**{**row, "kind": OfficeKind(row["kind"]), "level": Level(row["level"]), "units": units})


def _keys(words: list[str]) -> tuple[str, ...]:
    """Longest first, so that no phrase hides a longer one."""
    return tuple(sorted(map(comparison_key, words), key=len, reverse=True))


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))
