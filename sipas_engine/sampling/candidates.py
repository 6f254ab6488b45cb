"""Khung mẫu: rows of a list as candidates of a draw: who is left out, and to which stratum and units each belongs."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sipas_engine.errors import N_, Problem
from sipas_engine.sampling.draw import Candidate, CannotDraw
from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.mapping import ListMapping
from sipas_engine.sampling.stages import Stage

_EMPTY = N_("The column “{column}” is empty in {count} row(s), the first is number {position} of the list.")
_NOT_THERE = N_("The list has no column “{column}”.")


def candidates_of(
    rows: Sequence[FrameRow], barred: Collection[int], by: Sequence[str] = (), stages: Sequence[Stage] = ()
) -> list[Candidate]:
    """Lập khung mẫu: without the barred places. Raises CannotDraw where a row says no stratum or unit."""
    kept = [row for row in rows if row.position not in barred]
    columns = dict.fromkeys((*by, *(stage.column for stage in stages)))
    if problems := list(_unfilled(kept, columns)):
        raise CannotDraw(where=problems[0].where, problems=problems, count=len(problems))
    return [
        Candidate(
            row.position,
            tuple(row.value(column) for column in by),
            tuple(row.value(stage.column) for stage in stages),
            row.household,
            row.of_age,
        )
        for row in kept
    ]


def own_columns(names: Sequence[str], mapping: ListMapping) -> tuple[str, ...]:
    """Tên cột của ta: a heading of the file that is mapped becomes our name; other headings stay as they are."""
    ours = {heading.casefold(): name for name, heading in mapping.columns.items()}
    return tuple(ours.get(name.casefold(), name) for name in names)


def _unfilled(rows: Sequence[FrameRow], columns: Mapping[str, None]) -> Iterator[Problem]:
    for column in columns:
        empty = [row.position for row in rows if not row.value(column)]
        if empty and len(empty) == len(rows):
            yield Problem(_NOT_THERE, {"column": column}, column)
        elif empty:
            yield Problem(_EMPTY, {"column": column, "count": len(empty), "position": empty[0]}, column)
