"""Tệp quy chế làm việc: what an office writes of itself in TOML, read strictly, every mistake at once."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from directives.errors import N_, DirectiveError, Problem
from directives.org.working_rules import (
    ByOrder,
    DefaultRecipient,
    Delegation,
    DraftingUnit,
    OwnIssuer,
    PostHolder,
    Rank,
    Seat,
    WorkingRules,
)

#: The tables of the file, and what a row of each is.
TABLES: Mapping[str, tuple[str, type]] = {
    "unit": ("units", DraftingUnit),
    "person": ("people", PostHolder),
    "by_order": ("by_order", ByOrder),
    "delegation": ("delegations", Delegation),
    "recipient": ("recipients", DefaultRecipient),
    "seat": ("seats", Seat),
    "issuer": ("issuers", OwnIssuer),
}
_TEXTS = ("office", "academic_titles")

#: Academic titles, degrees and honours do not stand before a name (PL.I-II.7c).
ACADEMIC_TITLE = re.compile(
    r"(GS|PGS|TS|ThS|CN|BS|DS|KS|TSKH|BSCK\w*|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT)\b[.,]?", re.IGNORECASE
)


class InvalidWorkingRules(DirectiveError):
    """Quy chế làm việc sai: every row of the file that cannot be used, all at once."""

    kind = "invalid_working_rules"
    template = N_("The office's file {file} has {count} problem(s). Correct them and try again:")

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(where=file, problems=problems, file=file, count=len(problems))


def read_working_rules(path: Path, document_types: Collection[str] = ()) -> WorkingRules:
    """Đọc quy chế làm việc: the rows of one office.

    ``document_types`` are the keys of all types; a row that names another is refused where they are given.
    Raises InvalidWorkingRules.
    """
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        table = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:  # no UTF-8, no TOML, endless numbers or tables
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidWorkingRules(path.name, (Problem(_UNREADABLE, {"reason": reason}),)) from error
    problems: list[Problem] = [*_unknown(table, {*_TEXTS, *TABLES}, "")]
    problems += [
        Problem(_EXPECTED, {"field": field, "expected": "text"}, field)
        for field in _TEXTS
        if not isinstance(table.get(field, "" if field != "office" else None), str)
    ]
    read: dict[str, tuple[Any, ...]] = {}
    for name, (attribute, kind) in TABLES.items():
        rows = table.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems.append(Problem(_NOT_ROWS, {"table": name}, name))
            continue
        found = [_row(row, kind, f"{name} {number}") for number, row in enumerate(rows, start=1)]
        problems += [problem for row in found if isinstance(row, list) for problem in row]
        read[attribute] = tuple(row for row in found if not isinstance(row, list))
    if not problems:
        rules = WorkingRules(table["office"], academic_titles=table.get("academic_titles", ""), **read)
        problems += _contradictions(rules, document_types)
        if not problems:
            return rules
    raise InvalidWorkingRules(path.name, tuple(problems))


def read_all_working_rules(folder: Path, document_types: Collection[str] = ()) -> Mapping[str, WorkingRules]:
    """Đọc quy chế của các cơ quan: by the id of each office and of each issuer which a file adds.

    A folder that does not exist holds none. Raises InvalidWorkingRules, also when two files speak of one office.
    """
    found: dict[str, WorkingRules] = {}
    for path in sorted(folder.glob("*.toml")):
        rules = read_working_rules(path, document_types)
        for issuer in {rules.office, *(row.id for row in rules.issuers)}:
            if issuer in found:
                raise InvalidWorkingRules(path.name, (Problem(_TWO_FILES, {"office": issuer}),))
            found[issuer] = rules
    return found


_TWO_FILES = N_("another file speaks of {office} as well; keep one file an office")
_UNREADABLE = N_("the file cannot be read: {reason}")
_UNKNOWN = N_("unknown field {field}; known: {known}")
_MISSING = N_("the field {field} is missing")
_EXPECTED = N_("{field} must be: {expected}")
_NOT_ROWS = N_("{table} must be rows: [[{table}]]")
_BLANK = N_("{field} is empty or holds a character that cannot be printed")
_BACKWARDS = N_("valid_to {last} lies before valid_from {first}")
_OTHER_TYPE = N_("there is no document type {type}")
_NO_UNIT = N_("there is no unit {unit} for all of these days")
_NEEDS_UNIT = N_("a {rank} belongs to a unit: add the field “unit”")
_NO_TITLE = N_("the title of a {rank} of {unit} is missing: add “{field}” to the unit, or “title” here")
_NEEDS_POST = N_(
    "{name} signs for the advisory body {issuer} with the office's seal: add “post”, the post there"
)
_NO_ISSUER = N_("there is no [[issuer]] {issuer}")
_ACADEMIC = N_(
    "no academic title or honour stands before the name {name} (Decree 30/2020, PL.I-II.7c); where the ruling of the "
    "field allows it, name that ruling as academic_titles"
)
_TWO_HEADS = N_("{a} and {b} both stand at the head of {issuer} on {day}")
_TWO_ROWS = N_("{id} stands twice on {day}")
_BY_WHOM = N_(
    "{by} does not head the office on {day}; only its head delegates, and what is delegated is not passed on (Đ.13)"
)
_TO_WHOM = N_("{to} heads no unit of the office on {day}; one delegates to the head of a unit (Đ.13)")


def _unknown(row: Mapping[str, Any], known: Collection[str], where: str) -> Iterator[Problem]:
    for field in sorted(set(row) - set(known)):
        yield Problem(_UNKNOWN, {"field": field, "known": ", ".join(sorted(known))}, where)


def _row(row: Mapping[str, Any], kind: type, where: str) -> Any:
    """The row as its value, or the list of what is wrong with it."""
    hints = get_type_hints(kind)
    columns = {field.name: field for field in fields(kind)}
    problems = [*_unknown(row, columns, where)]
    values: dict[str, Any] = {}
    for name, field in columns.items():
        if name not in row:
            if field.default is MISSING:
                problems.append(Problem(_MISSING, {"field": name}, where))
            continue
        value, expected = _typed(row[name], hints[name])
        if expected:
            problems.append(Problem(_EXPECTED, {"field": name, "expected": expected}, where))
        elif any(not text.strip() or not text.isprintable() for text in _texts(value)):
            problems.append(Problem(_BLANK, {"field": name}, where))
        values[name] = value
    first, last = values.get("valid_from"), values.get("valid_to")
    if not problems and first and last and last < first:
        problems.append(Problem(_BACKWARDS, {"first": first.isoformat(), "last": last.isoformat()}, where))
    return problems or kind(**values)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def _typed(value: object, hint: Any) -> tuple[Any, str]:
    """The value as its field wants it and "", or what was expected instead."""
    if isinstance(hint, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        known = [member.value for member in hint]
        return (hint(value), "") if value in known else (value, " | ".join(known))
    if get_origin(hint) is tuple:
        fits = isinstance(value, list) and all(isinstance(text, str) for text in value)
        return (tuple(value), "") if fits and isinstance(value, list) else (value, '["text", …]')
    expected = {str: "text", date: "2026-01-31", bool: "true | false"}[hint]
    return value, "" if type(value) is hint else expected


def _contradictions(rules: WorkingRules, document_types: Collection[str]) -> Iterator[Problem]:
    advisory = {issuer.id for issuer in rules.issuers if issuer.advisory}
    issuers = {rules.office, *(issuer.id for issuer in rules.issuers)}
    for number, post in enumerate(rules.people, start=1):
        where = f"person {number}"
        if not rules.academic_titles and ACADEMIC_TITLE.match(post.name):
            yield Problem(_ACADEMIC, {"name": post.name}, where)
        if (post.issuer or rules.office) not in issuers:
            yield Problem(_NO_ISSUER, {"issuer": post.issuer}, where)
        if post.issuer in advisory and not post.post:
            yield Problem(_NEEDS_POST, {"name": post.name, "issuer": post.issuer}, where)
        if post.rank in (Rank.UNIT_HEAD, Rank.UNIT_DEPUTY):
            yield from _unit_post(rules, post, where)
    for number, row in enumerate(rules.by_order, start=1):
        if not _covered(rules, row.unit, row.valid_from, row.valid_to):
            yield Problem(_NO_UNIT, {"unit": row.unit}, f"by_order {number}")
    for number, delegation in enumerate(rules.delegations, start=1):
        yield from _delegated(rules, delegation, f"delegation {number}")
    typed = (
        *((f"by_order {number}", row.types) for number, row in enumerate(rules.by_order, start=1)),
        *((f"delegation {number}", row.types) for number, row in enumerate(rules.delegations, start=1)),
        *((f"recipient {number}", row.types) for number, row in enumerate(rules.recipients, start=1)),
    )
    for where, types in typed if document_types else ():
        for other in sorted(set(types) - set(document_types)):
            yield Problem(_OTHER_TYPE, {"type": other}, where)
    yield from _doubles(rules)


def _unit_post(rules: WorkingRules, post: PostHolder, where: str) -> Iterator[Problem]:
    if not post.unit:
        yield Problem(_NEEDS_UNIT, {"rank": post.rank.value}, where)
    elif not _covered(rules, post.unit, post.valid_from, post.valid_to):
        yield Problem(_NO_UNIT, {"unit": post.unit}, where)
    else:
        field = "head" if post.rank is Rank.UNIT_HEAD else "deputy"
        units = [unit for unit in rules.units if unit.id == post.unit]
        if not post.title and not all(getattr(unit, field) for unit in units):
            yield Problem(_NO_TITLE, {"rank": post.rank.value, "unit": post.unit, "field": field}, where)


def _covered(rules: WorkingRules, unit_id: str, first: date, last: date | None) -> bool:
    """Whether one row of the unit spans these days."""
    return any(
        unit.id == unit_id and unit.valid_from <= first and (unit.valid_to or date.max) >= (last or date.max)
        for unit in rules.units
    )


def _delegated(rules: WorkingRules, row: Delegation, where: str) -> Iterator[Problem]:
    posts = rules.posts(rules.office, row.valid_from)
    day = row.valid_from.isoformat()
    if not any(post.id == row.by and post.rank in (Rank.HEAD, Rank.ACTING) for post in posts):
        yield Problem(_BY_WHOM, {"by": row.by, "day": day}, where)
    if not any(post.id == row.to and post.rank is Rank.UNIT_HEAD for post in posts):
        yield Problem(_TO_WHOM, {"to": row.to, "day": day}, where)


def _doubles(rules: WorkingRules) -> Iterator[Problem]:
    top = (Rank.HEAD, Rank.ACTING, Rank.IN_CHARGE)
    for a, b in combinations((post for post in rules.people if post.rank in top), 2):
        if a.issuer == b.issuer and (day := _overlap(a, b)):
            fields_of = {"a": a.name, "b": b.name, "issuer": a.issuer or rules.office, "day": day.isoformat()}
            yield Problem(_TWO_HEADS, fields_of)
    named: Iterable[tuple[str, DraftingUnit | OwnIssuer | Seat]] = (
        *((unit.id, unit) for unit in rules.units),
        *((issuer.id, issuer) for issuer in rules.issuers),
        *(("seat", seat) for seat in rules.seats),
    )
    for (id_a, row_a), (id_b, row_b) in combinations(named, 2):
        if (id_a, type(row_a)) == (id_b, type(row_b)) and (day := _overlap(row_a, row_b)):
            yield Problem(_TWO_ROWS, {"id": id_a, "day": day.isoformat()})


def _overlap(a: Any, b: Any) -> date | None:
    """The first day on which both rows hold."""
    first = max(a.valid_from, b.valid_from)
    return first if first <= min(a.valid_to or date.max, b.valid_to or date.max) else None
