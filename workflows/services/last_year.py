"""Số liệu năm trước của đợt: figures of an earlier year from a file beside the plan, across mergers (quy đổi)."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from directives.document.field_problems import field_problems
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError, Problem
from sipas_engine.annexes.edition import LastYear
from sipas_engine.annexes.ranking import PreviousYear
from sipas_engine.comparison.converted import EarlierValue, convert_earlier
from sipas_engine.index.result import IndexResult
from workflows.services.campaign_state import CampaignState

_STRICT = ConfigDict(extra="forbid", strict=True)


class InvalidLastYear(DirectiveError):
    """Số liệu năm trước không hợp lệ: the file of an earlier year's figures, with everything wrong in it."""

    kind = "invalid_last_year"
    template = N_("The file of last year's figures {file} cannot be used; it has {count} problem(s):")


_NO_TOML = N_("the file is not TOML: {reason}")
_NO_FIGURE = N_('“{value}” of {unit} is no figure from 0 to 100 with a point, such as "81.25"')
_NOT_SURVEYED = N_("{unit} went into {office}, which is not a unit of this campaign")
_TWICE = N_("{unit} stands twice for {office}")
_TWO_RANKS = N_(
    "{office} came from several units, so no rank of one of them ({unit}) can be its own: leave it out"
)
_NO_FORMS = N_("{unit} has no valid_forms, which weighting “by_forms” needs")


@dataclass(frozen=True, slots=True)
class OldUnit:
    """Đơn vị cũ: what was published for it, and ``into`` the office of the surveyed unit it is, or went into."""

    __pydantic_config__ = _STRICT

    unit: str
    into: str
    published: str
    code: str = ""
    valid_forms: int | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class EarlierFigures:
    """Số liệu năm trước: the old units, what both years are called, and how merged units are weighted."""

    __pydantic_config__ = _STRICT

    name: str
    this_name: str
    units: tuple[OldUnit, ...]
    weighting: Literal["mean_units", "by_forms"] = "mean_units"


_FIGURES = TypeAdapter(EarlierFigures)


def earlier_figures(text: str, offices: frozenset[str], *, file: str) -> EarlierFigures:
    """Đọc số liệu năm trước: from TOML text. Raises InvalidLastYear naming everything wrong in ``file``."""
    try:
        figures = _FIGURES.validate_json(json.dumps(toml_table(text), default=str))
    except tomllib.TOMLDecodeError as error:
        raise _refused(file, (Problem(_NO_TOML, {"reason": str(error)}),)) from error
    except ValidationError as error:
        raise _refused(file, tuple(field_problems(error, _names_at))) from error
    problems = tuple(_contradictions(figures, offices))
    if problems:
        raise _refused(file, problems)
    return figures


def last_year_of(state: CampaignState, result: IndexResult) -> LastYear | None:
    """Năm trước của đợt: by level and path of the units it surveys; None when its plan names no file.

    Merged units get the mean of what was published for the old ones, marked as converted. Raises InvalidLastYear.
    """
    file = state.plan.last_year
    if not file:
        return None
    offices = {office.id: office.unit.title for office in state.units}
    figures = earlier_figures(state.drafts[file], frozenset(offices), file=file)
    came_from: dict[str, list[str]] = {}
    for one in figures.units:
        came_from.setdefault(one.into, []).append(_key(one))
    earlier = {_key(one): EarlierValue(Decimal(one.published), one.valid_forms) for one in figures.units}
    converted = convert_earlier(earlier, came_from, figures.weighting)
    ranks = {one.into: one.rank for one in figures.units}
    by_name = {
        offices[office]: PreviousYear(found.value, ranks[office], found.converted)
        for office, found in converted.items()
    }
    by_level = {
        level: {unit.path: by_name[unit.name] for unit in result.level(level) if unit.name in by_name}
        for level in result.by[1:]
    }
    return LastYear(
        {level: found for level, found in by_level.items() if found}, figures.name, figures.this_name
    )


def _key(one: OldUnit) -> str:
    """An old unit in one of those it went into: names of communes repeat, codes are not always known."""
    return f"{one.into}/{one.code or one.unit}"


def _contradictions(figures: EarlierFigures, offices: frozenset[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    into = [one.into for one in figures.units]
    for number, one in enumerate(figures.units, start=1):
        where = f"units[{number}]"
        if one.into not in offices:
            yield Problem(_NOT_SURVEYED, {"unit": one.unit, "office": one.into}, where)
        if not _is_share(one.published):
            yield Problem(_NO_FIGURE, {"value": one.published, "unit": one.unit}, where)
        if _key(one) in seen:
            yield Problem(_TWICE, {"unit": one.unit, "office": one.into}, where)
        if one.rank is not None and into.count(one.into) > 1:
            yield Problem(_TWO_RANKS, {"unit": one.unit, "office": one.into}, where)
        if figures.weighting == "by_forms" and not one.valid_forms:
            yield Problem(_NO_FORMS, {"unit": one.unit}, where)
        seen.add(_key(one))


def _is_share(text: str) -> bool:
    try:
        return 0 <= Decimal(text) <= 100 and text.isascii()
    except InvalidOperation:
        return False


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    inside = OldUnit if "units" in loc[:-1] else EarlierFigures
    return list(inside.__dataclass_fields__)


def _refused(file: str, problems: tuple[Problem, ...]) -> InvalidLastYear:
    where = f"{file}:{problems[0].where}" if problems[0].where else file
    return InvalidLastYear(where=where, problems=problems, file=file, count=len(problems))
