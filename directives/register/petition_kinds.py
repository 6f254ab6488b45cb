"""Loại đơn: kinds of citizens' petitions with the terms of the law, as dated data (``data/petitions.toml``)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from directives.calendar.working_days import WorkingCalendar
from directives.document.draft import read_draft_table
from directives.document.field_problems import field_problems
from directives.document.strict import FilledText, Strict
from directives.errors import N_, DirectiveError

_DATA = Path(__file__).parent / "data" / "petitions.toml"


class InvalidPetitionKinds(DirectiveError):
    """Danh mục loại đơn ghi sai: every problem of the office's own file, all at once."""

    kind = "invalid_petition_kinds"
    template = N_("The list of petition kinds {file} has {count} problem(s). Correct them and try again:")


class UnknownPetitionKind(DirectiveError):
    """Không có loại đơn này: no kind of this key is in force on the day."""

    kind = "unknown_petition_kind"
    template = N_("There is no kind of petition “{key}” on {day}. Kinds: {known}.")


class PetitionTerm(Strict):
    """Thời hạn xử lý đơn: so many days after a day, by which clause; ``setting`` = chosen, no clause says it."""

    days: Annotated[int, Field(ge=1, le=366)]
    unit: Literal["working", "calendar"]
    basis: FilledText
    confidence: Literal["law", "setting"]

    def due(self, day: date, calendar: WorkingCalendar) -> date:
        """Ngày hết hạn: the last day; a term in calendar days that ends on a day off goes on to the next working day.

        Raises DayOutsideCalendar.
        """
        if self.unit == "working":
            return calendar.add_working_days(day, self.days)
        return calendar.roll_forward(day + timedelta(self.days))


class PetitionKind(Strict):
    """Loại đơn: its name, whether its sender is kept secret, and its three terms from a day on."""

    key: Annotated[str, Field(pattern="^[a-z_]{2,40}$")]
    since: Annotated[date, Field(alias="from")]
    name: FilledText
    secret: bool
    classify: PetitionTerm
    transfer: PetitionTerm
    answer: PetitionTerm


class _Kinds(Strict):
    kind: list[PetitionKind]


@dataclass(frozen=True, slots=True)
class PetitionKinds:
    """Các loại đơn: rows of the law with an office's own on top."""

    rows: tuple[PetitionKind, ...]

    def on(self, key: str, day: date) -> PetitionKind:
        """Loại đơn vào ngày đó: the newest row of the key. Raises UnknownPetitionKind."""
        held = [row for row in self.rows if row.key == key and row.since <= day]
        if not held:
            raise UnknownPetitionKind(where="kind", key=key, day=day, known=", ".join(self.keys))
        return max(held, key=lambda row: row.since)

    @property
    def keys(self) -> tuple[str, ...]:
        """Các mã loại đơn: each once, in the order of the data."""
        return tuple(dict.fromkeys(row.key for row in self.rows))


def load_petition_kinds(local: Path | None = None) -> PetitionKinds:
    """Nạp loại đơn: the shipped list, with the rows of an office's own file in place of those of the same day.

    Raises UnreadableDraft, InvalidPetitionKinds.
    """
    own = {(row.key, row.since): row for row in _rows(local)} if local else {}
    shipped = {(row.key, row.since): row for row in _shipped()}
    return PetitionKinds(tuple({**shipped, **own}.values()))


@cache
def _shipped() -> Sequence[PetitionKind]:
    return tuple(_rows(_DATA))


def _rows(file: Path) -> Iterator[PetitionKind]:
    try:
        yield from _Kinds.model_validate(read_draft_table(file)).kind
    except ValidationError as error:
        problems = tuple(field_problems(error, _names_at))
        where = f"{file.name}:{problems[0].where}"
        raise InvalidPetitionKinds(
            where=where, problems=problems, file=file.name, count=len(problems)
        ) from error


def _names_at(loc: tuple[int | str, ...]) -> Sequence[str]:
    inside = [part for part in loc[:-1] if isinstance(part, str)]
    known: type[BaseModel] = _Kinds
    if inside:
        known = PetitionTerm if inside[-1] in ("classify", "transfer", "answer") else PetitionKind
    return [field.alias or name for name, field in known.model_fields.items()]
