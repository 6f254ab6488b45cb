"""Nội dung kiểm tra: what is asked at a one-stop office on a day, each item with the documents that demand it."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from directives.document.field_problems import field_problems
from directives.document.strict import FilledText, Strict
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError, Problem

_CODE = r"^[a-z][a-z0-9_]{0,29}$"


class InvalidChecklist(DirectiveError):
    """Danh mục kiểm tra sai: a checklist file with everything that is wrong in it."""

    kind = "invalid_checklist"
    template = N_("The checklist {file} has {count} problem(s). Correct them and try again:")


class NoChecklist(DirectiveError):
    """Chưa có nội dung kiểm tra: on that day no document that is known asks for anything."""

    kind = "no_checklist"
    template = N_(
        "No item of the checklist {file} holds on {day}. Name a later day, or bring a checklist beside the plan."
    )


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Mục kiểm tra: a question and the documents which demand it on the day.

    ``unsettled``: a clause or day among them was not compared with the text of the document.
    """

    code: str
    text: str
    basis: str
    unsettled: bool = False


class _Basis(Strict):
    """Căn cứ: a document and its days."""

    text: Annotated[FilledText, Field(max_length=300)]
    first_day: date
    last_day: date | None = None
    within: list[FilledText] = Field(default_factory=list)
    settled: bool = True

    def holds(self, day: date, within: Collection[str]) -> bool:
        in_days = self.first_day <= day and (self.last_day is None or day <= self.last_day)
        return in_days and (not self.within or bool(set(self.within) & set(within)))


class _Item(Strict):
    """Mục: a question with its bases."""

    code: Annotated[str, Field(pattern=_CODE)]
    text: Annotated[FilledText, Field(max_length=400)]
    bases: Annotated[list[_Basis], Field(min_length=1)]


class _Rows(Strict):
    """Tệp: all its questions."""

    item: Annotated[list[_Item], Field(min_length=1)]


_TWICE = N_("item {code} stands twice")
_BACKWARDS = N_("item {code}: a basis ends on {last}, before its first day {first}")
_NO_TOML = N_("the file is not TOML: {reason}")


def checklist_on(
    day: date, within: Collection[str] = (), *, text: str = "", file: str = ""
) -> tuple[ChecklistItem, ...]:
    """Nội dung kiểm tra của một ngày: items with a basis that holds, in the order of the file.

    ``within`` are the codes of the units in which the inspected office lies. ``text`` is a plan's own file, called
    ``file``; without it the one that comes with the program. Raises InvalidChecklist, NoChecklist.
    """
    name = file or "one_stop_checklist.toml"
    rows = _parsed(text, name) if text else _shipped()
    found = tuple(_items(rows, day, within))
    if not found:
        raise NoChecklist(where=name, file=name, day=f"{day:%d/%m/%Y}")
    return found


def refuse_bad_checklist(text: str, *, file: str) -> None:
    """Kiểm tra danh mục: a plan's own file, before the plan begins. Raises InvalidChecklist."""
    _parsed(text, file)


def _items(rows: _Rows, day: date, within: Collection[str]) -> Iterator[ChecklistItem]:
    for one in rows.item:
        bases = [basis for basis in one.bases if basis.holds(day, within)]
        if bases:
            named = "; ".join(basis.text for basis in bases)
            yield ChecklistItem(one.code, one.text, named, any(not basis.settled for basis in bases))


@cache
def _shipped() -> _Rows:
    data = files("directives.results_use").joinpath("data", "one_stop_checklist.toml")
    return _parsed(data.read_text(encoding="utf-8"), "one_stop_checklist.toml")


def _parsed(text: str, file: str) -> _Rows:
    try:
        rows = _Rows.model_validate(toml_table(text))
    except tomllib.TOMLDecodeError as error:
        raise _invalid(file, [Problem(_NO_TOML, {"reason": str(error)}, file)]) from error
    except ValidationError as error:
        raise _invalid(file, list(field_problems(error, _names_at))) from error
    if problems := list(_contradictions(rows)):
        raise _invalid(file, problems)
    return rows


def _contradictions(rows: _Rows) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in rows.item:
        if one.code in seen:
            yield Problem(_TWICE, {"code": one.code}, one.code)
        seen.add(one.code)
        for basis in one.bases:
            if basis.last_day is not None and basis.last_day < basis.first_day:
                days: Mapping[str, Any] = {"first": basis.first_day, "last": basis.last_day}
                yield Problem(_BACKWARDS, {"code": one.code, **days}, one.code)


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    inside: dict[object, type[BaseModel]] = {"item": _Item, "bases": _Basis}
    named = [part for part in loc[:-1] if part in inside]
    return list((inside[named[-1]] if named else _Rows).model_fields)


def _invalid(file: str, problems: list[Problem]) -> InvalidChecklist:
    return InvalidChecklist(
        where=f"{file}:{problems[0].where}", problems=problems, file=file, count=len(problems)
    )
