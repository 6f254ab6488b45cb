"""Ghép cột: which heading of an office's file is which column of the list; kept for the office's next file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

from sipas_engine.errors import N_, NoSuchFile, Problem, SipasError
from sipas_engine.sampling.frame import single_blanks
from sipas_engine.sampling.settings import list_settings

#: Rows above the headings hold the names of the office and of the list; further down nobody writes headings.
_ROWS_SEARCHED = 20
#: So many known headings in one row are the headings, not words in a title.
_ENOUGH = 2


class BadMapping(SipasError):
    """Tệp ghép cột sai: every problem found in it, all at once."""

    kind: ClassVar[str] = "bad_list_mapping"
    template: ClassVar[str] = N_(
        "The mapping file {file} has {count} problem(s). Correct them and try again:"
    )


class UnreadableMapping(SipasError):
    """Không đọc được tệp ghép cột: no TOML in UTF-8."""

    kind: ClassVar[str] = "unreadable_list_mapping"
    template: ClassVar[str] = N_(
        "The mapping file {file} cannot be read: {reason}. It is a TOML file in UTF-8."
    )


@dataclass(frozen=True, slots=True)
class ListMapping:
    """Ghép cột: our names to the headings of the file; ``head_row`` is the row of the headings."""

    columns: Mapping[str, str] = field(default_factory=dict)
    head_row: int = 1
    sheet: str = ""
    synthetic: bool = False

    def as_table(self) -> dict[str, object]:
        """Dạng bảng: as a mapping file says it, for keeping."""
        return {
            "columns": dict(self.columns),
            "head_row": self.head_row,
            "sheet": self.sheet,
            "provenance": "synthetic" if self.synthetic else "real",
        }


def read_mapping(path: Path) -> ListMapping:
    """Đọc tệp ghép cột: raises NoSuchFile, UnreadableMapping, BadMapping naming every wrong key."""
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise NoSuchFile(where=path.name, file=str(path)) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise UnreadableMapping(where=path.name, file=path.name, reason=reason) from error
    return mapping_of(table, file=path.name)


_KEY = N_("“{key}” is not known; did you mean “{nearest}”?")
_TYPE = N_("“{key}” must be {expected}.")
_TWO = N_("The heading “{heading}” cannot be two columns: {names}.")


def mapping_of(table: Mapping[str, object], *, file: str) -> ListMapping:
    """Ghép cột từ bảng: a parsed TOML table, or one that was kept. Raises BadMapping."""
    problems: list[Problem] = []

    def report(place: str, template: str, **fields: object) -> None:
        problems.append(Problem(template, fields, f"{file}:{place}"))

    keys = ("columns", "head_row", "sheet", "provenance")
    for key in table:
        if key not in keys:
            report(key, _KEY, key=key, nearest=_nearest(key, keys))
    columns = table.get("columns", {})
    if not isinstance(columns, dict) or not all(
        isinstance(one, str) and one.strip() for one in columns.values()
    ):
        report("columns", _TYPE, key="columns", expected='column = "heading"')
        columns = {}
    known = tuple(column_names())
    for name in columns:
        if name not in known:
            report(f"columns.{name}", _KEY, key=name, nearest=_nearest(name, known))
    for heading, names in _names_by_heading(columns).items():
        if len(names) > 1:
            report("columns", _TWO, heading=heading, names=", ".join(names))
    head_row = table.get("head_row", 1)
    if type(head_row) is not int or head_row < 1:
        report("head_row", _TYPE, key="head_row", expected="1, 2, 3…")
        head_row = 1
    sheet = table.get("sheet", "")
    if not isinstance(sheet, str):
        report("sheet", _TYPE, key="sheet", expected='"…"')
    provenance = table.get("provenance", "real")
    if provenance not in ("real", "synthetic"):
        report("provenance", _TYPE, key="provenance", expected="real, synthetic")
    if problems:
        raise BadMapping(where=problems[0].where, problems=problems, file=file, count=len(problems))
    return ListMapping(
        {name: single_blanks(heading) for name, heading in columns.items()},
        head_row,
        str(sheet),
        provenance == "synthetic",
    )


def column_names() -> tuple[str, ...]:
    """Tên các mục: what a mapping may name."""
    return ("nam_sinh", *(name for name in list_settings().headings if name != "nam_sinh"))


def recognised(rows: Sequence[Sequence[str]]) -> ListMapping:
    """Nhận ra tiêu đề: the row of the headings and which column each known one is; others stay unnamed.

    The first of the upper rows with two known headings is taken, else the first row, with whatever is known in it.
    """
    for number, row in enumerate(rows[:_ROWS_SEARCHED], start=1):
        found = columns_known(row)
        if len(found) >= _ENOUGH:
            return ListMapping(found, number)
    return ListMapping(columns_known(rows[0]) if rows else {}, 1)


def columns_known(headings: Sequence[str]) -> dict[str, str]:
    """Tiêu đề đã biết: our names to these headings, the first where two mean the same."""
    meaning = {
        _key(word): name for name, words in list_settings().headings.items() for word in (*words, name)
    }
    found: dict[str, str] = {}
    for heading in headings:
        name = meaning.get(_key(heading))
        if name is not None:
            found.setdefault(name, heading)
    return found


def refused_headings(headings: Sequence[str]) -> tuple[str, ...]:
    """Cột không nhận: headings of personal data that no sample needs, whatever a mapping says of them."""
    words = list_settings().refused
    return tuple(heading for heading in headings if any(word in _key(heading) for word in words))


def _key(heading: str) -> str:
    return single_blanks(heading).casefold().rstrip(".: ")


def _names_by_heading(columns: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, heading in columns.items():
        found.setdefault(_key(heading), []).append(name)
    return found


def _nearest(key: str, known: Sequence[str]) -> str:
    return next(iter(get_close_matches(key, known, n=1)), ", ".join(known))
