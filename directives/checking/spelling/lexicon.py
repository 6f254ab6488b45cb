"""Từ điển cách viết: the files of ``../data/lexicon`` as values; README.md there says what each key means."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_FOLDER = files("directives.checking").joinpath("data/lexicon")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Cách viết cố định: a name as the law writes it, and which other writings of it are meant."""

    rule: str
    name: str
    where: str
    free_head: bool
    mid_only: bool
    after: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    severity: str
    every_syllable: bool


@cache
def lexicon() -> Mapping[str, Any]:
    """Bảng từ: the tables of all files together; two files never have a table of one name."""
    tables: dict[str, Any] = {}
    for content in _contents():
        for name, table in content.items():
            if name != "spelling":
                assert name not in tables, f"two tables named {name}"
                tables[name] = table
    return tables


@cache
def spellings() -> tuple[Spelling, ...]:
    """Các cách viết cố định: in the order of the files; of two for the same words the first that speaks counts."""
    return tuple(
        Spelling(
            rule=group["rule"],
            name=name,
            where=group.get("where", "named"),
            free_head=group.get("head") == "free",
            mid_only=group.get("mid", False),
            after=frozenset(group.get("after", ())),
            not_after=frozenset(group.get("not_after", ())),
            not_before=frozenset(group.get("not_before", ())),
            severity=group.get("severity", ""),
            every_syllable=group.get("every_syllable", False),
        )
        for content in _contents()
        for group in content.get("spelling", ())
        for name in group["names"]
    )


@cache
def named_after() -> frozenset[str]:
    """Tên người, sự kiện: the names of units that are those of a person or an event (PL.II-III.1b)."""
    text = files("directives").joinpath("org/data/named-after.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _contents() -> Iterator[Mapping[str, Any]]:
    for file in sorted(_FOLDER.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            yield tomllib.loads(file.read_text(encoding="utf-8"))
