"""Mã định danh điện tử của cơ quan: codes by which agencies are known when documents are exchanged; dated data."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from directives.errors import N_, DirectiveError, Problem
from directives.text import comparison_key

DATA = Path(__file__).parent / "data" / "agency_codes.toml"

#: The two forms of writing in use side by side.
QCVN102, QD20 = "qcvn102", "qd20"
#: In the form of QCVN 102 the lower levels stand in front; zeros say that a level is not used.
_LEVEL_1 = "000.00.00."
_FIELDS = {"agency", "name", "scheme", "code", "seen_from", "valid_to", "offices", "basis"}


class InvalidAgencyCodes(DirectiveError):
    """Danh sách mã sai: rows of a list of agency codes that cannot be used, all at once."""

    kind = "invalid_agency_codes"
    template = N_("The list of agency codes {file} has {count} error(s):")

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(where=file, problems=problems, file=file, count=len(problems))


@dataclass(frozen=True, slots=True)
class CodeScheme:
    """Dạng mã: one way of writing a code, its pattern and the longest code it allows."""

    name: str
    pattern: str
    longest: int
    seen_from: date
    basis: str

    def accepts(self, code: str) -> bool:
        """Đúng dạng: whether a code is written this way."""
        return len(code) <= self.longest and re.fullmatch(self.pattern, code) is not None


@dataclass(frozen=True, slots=True)
class AgencyAlias:
    """Mã của cơ quan: one agency is known by this code, in this scheme, for a stretch of days.

    ``agency`` is one for all codes of an agency; ``offices`` are its ids in the chart. A row is never derived
    from another: the numbers below level 1 were given anew by each ministry and province.
    """

    agency: str
    name: str
    scheme: str
    code: str
    seen_from: date
    valid_to: date | None
    basis: str
    offices: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Có hiệu lực: whether the code is valid on that day."""
        return self.seen_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, eq=False)
class AgencyCodes:
    """Danh bạ mã cơ quan: every known code of every agency, in both schemes; equal only to itself."""

    schemes: tuple[CodeScheme, ...]
    aliases: tuple[AgencyAlias, ...]

    def scheme_of(self, code: str) -> str:
        """Dạng của mã: the scheme a code is written in; empty when it is none of the known forms."""
        return next((scheme.name for scheme in self.schemes if scheme.accepts(code)), "")

    def find(self, code: str, day: date) -> AgencyAlias | None:
        """Tra mã: whose code this is on that day; None when the registry does not know it then."""
        return next((alias for alias in self.aliases if alias.code == code and alias.holds_on(day)), None)

    def code_of_office(self, office: str, day: date, scheme: str = QCVN102) -> str:
        """Mã của cơ quan trong sơ đồ: the code of an office of the chart; empty when none is known."""
        return self._first(lambda alias: office in alias.offices, day, scheme)

    def code_named(self, name: str, day: date, scheme: str = QCVN102) -> str:
        """Mã theo tên: the code of the one agency of exactly this name; empty when none or several bear it."""
        asked = comparison_key(name)
        found = {
            alias.agency: alias.code
            for alias in self.aliases
            if alias.scheme == scheme and alias.holds_on(day) and comparison_key(alias.name) == asked
        }
        return next(iter(found.values())) if asked and len(found) == 1 else ""

    def _first(self, wanted: Callable[[AgencyAlias], bool], day: date, scheme: str) -> str:
        found = (a.code for a in self.aliases if a.scheme == scheme and a.holds_on(day) and wanted(a))
        return next(found, "")


@cache
def load_agency_codes(own: Path | None = None) -> AgencyCodes:
    """Nạp danh bạ mã: the codes shipped with the program and those of the office's own file.

    Raises InvalidAgencyCodes naming every wrong row of that file.
    """
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    schemes = tuple(CodeScheme(name, **row) for name, row in table["scheme"].items())
    aliases = tuple(alias for group in table["level_1"] for alias in _level_1(group, schemes))
    registry = AgencyCodes(schemes, aliases)
    return registry if own is None else AgencyCodes(schemes, (*aliases, *_own(own, registry)))


def _level_1(group: Mapping[str, Any], schemes: Iterable[CodeScheme]) -> Iterator[AgencyAlias]:
    """Mã cấp 1: both ways of writing it, as the two forms define them."""
    for row in group["codes"]:
        for scheme in schemes:
            code = _LEVEL_1 + row["code"] if scheme.name == QCVN102 else row["code"]
            offices = tuple(row.get("offices", ()))
            yield AgencyAlias(
                agency=row["code"],
                name=row["name"],
                scheme=scheme.name,
                code=code,
                seen_from=scheme.seen_from,
                valid_to=group.get("valid_to"),
                basis=group["basis"],
                offices=offices,
            )


def _own(path: Path, known: AgencyCodes) -> tuple[AgencyAlias, ...]:
    """Mã của đơn vị cấp dưới: ``[[agency_alias]]`` rows of the office's file, read strictly."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidAgencyCodes(path.name, (Problem(_UNREADABLE, {"reason": reason}),)) from error
    rows = table.get("agency_alias")
    if not isinstance(rows, list) or set(table) != {"agency_alias"}:
        raise InvalidAgencyCodes(path.name, (Problem(_NO_ROWS, {}),))
    problems: list[Problem] = []
    aliases: list[AgencyAlias] = []
    for number, row in enumerate(rows, start=1):
        found = [*_wrong(row, known)]
        problems += [Problem(text, fields, f"agency_alias {number}") for text, fields in found]
        if not found:
            offices = tuple(row.get("offices", ()))
            stretch = (row["seen_from"], row.get("valid_to"))
            aliases.append(
                AgencyAlias(
                    row["agency"], row["name"], row["scheme"], row["code"], *stretch, row["basis"], offices
                )
            )
    for row_number, alias in enumerate(aliases, start=1):
        for other in aliases[row_number:]:
            if alias.code == other.code and alias.agency != other.agency and _overlap(alias, other):
                problems.append(Problem(_TWICE, {"code": alias.code, "a": alias.name, "b": other.name}))
    if problems:
        raise InvalidAgencyCodes(path.name, tuple(problems))
    return tuple(aliases)


def _overlap(one: AgencyAlias, other: AgencyAlias) -> bool:
    return one.holds_on(max(one.seen_from, other.seen_from)) and other.holds_on(
        max(one.seen_from, other.seen_from)
    )


_UNREADABLE = N_("the file cannot be read: {reason}")
_NO_ROWS = N_("the file holds rows [[agency_alias]] and nothing else")
_TWICE = N_("the code {code} stands for two agencies, {a} and {b}")
_MISSING = N_("the fields agency, name, scheme, code and basis are texts, seen_from and valid_to days")
_UNKNOWN = N_("unknown field {field}")
_FORM = N_("the code {code} is not written as scheme {scheme} wants it")


def _wrong(row: object, known: AgencyCodes) -> Iterator[tuple[str, dict[str, object]]]:
    if not isinstance(row, dict):
        yield _MISSING, {}
        return
    for field in sorted(set(row) - _FIELDS):
        yield _UNKNOWN, {"field": field}
    match row:
        case {"agency": str(), "name": str(), "scheme": str(), "code": str(), "basis": str()} if (
            type(row.get("seen_from")) is date
            and type(row.get("valid_to", date.max)) is date
            and all(isinstance(office, str) for office in row.get("offices", ()))
        ):
            if not row["code"] or known.scheme_of(row["code"]) != row["scheme"]:
                yield _FORM, {"code": row["code"], "scheme": row["scheme"]}
        case _:
            yield _MISSING, {}
