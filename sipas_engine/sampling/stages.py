"""Các giai đoạn chọn mẫu: districts, communes, villages before people; drawn by the seed, centres forced where said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.sampling.chance import digest_of

UNIT = "unit"
"""Đơn vị: the word in the text by which units are put in their order of chance."""

_Row = TypeVar("_Row")


class UnknownUnits(SipasError):
    """Không có đơn vị bắt buộc: a unit that must be in the sample is not in the list."""

    kind: ClassVar[str] = "unknown_sample_units"
    template: ClassVar[str] = N_("The list does not hold what must be drawn: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class Stage:
    """Giai đoạn: how many units of a column are drawn within each unit of the stage before; ``forced`` come first."""

    column: str
    count: int
    forced: tuple[str, ...] = ()


def chosen_units(
    names: Sequence[str], stage: Stage, seed: str, list_hash: str, parents: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Đơn vị được chọn: the forced ones, then those whose ``seed|list hash|unit|path`` has the smallest SHA-256.

    The path is the names from the first stage down, joined by ``/``. Where there are fewer units all are taken.
    """
    forced = [name for name in stage.forced if name in names]
    others = sorted(
        set(names) - set(forced),
        key=lambda name: digest_of(seed, list_hash, UNIT, "/".join((*parents, name))),
    )
    return tuple(sorted((*forced, *others[: max(0, stage.count - len(forced))])))


def kept_by_stages(
    rows: Sequence[tuple[_Row, tuple[str, ...]]], stages: Sequence[Stage], seed: str, list_hash: str
) -> tuple[list[_Row], dict[str, tuple[str, ...]]]:
    """Còn lại sau các giai đoạn: rows of the units drawn, and the units of each stage by the path above them.

    Raises UnknownUnits when a forced unit is nowhere in the list.
    """
    _refuse_unknown(rows, stages)
    kept = list(rows)
    drawn: dict[str, tuple[str, ...]] = {}
    for depth, stage in enumerate(stages):
        below: dict[tuple[str, ...], list[str]] = {}
        for _, path in kept:
            below.setdefault(path[:depth], []).append(path[depth])
        chosen = {
            above: chosen_units(names, stage, seed, list_hash, above)
            for above, names in sorted(below.items())
        }
        drawn |= {"/".join((stage.column, *above)): names for above, names in chosen.items()}
        kept = [(row, path) for row, path in kept if path[depth] in chosen[path[:depth]]]
    return [row for row, _ in kept], drawn


_NOT_THERE = N_("There is no “{name}” in the column “{column}”.")


def _refuse_unknown(rows: Sequence[tuple[_Row, tuple[str, ...]]], stages: Sequence[Stage]) -> None:
    known: Mapping[int, set[str]] = {depth: {path[depth] for _, path in rows} for depth in range(len(stages))}
    problems = [
        Problem(_NOT_THERE, {"name": name, "column": stage.column}, stage.column)
        for depth, stage in enumerate(stages)
        for name in stage.forced
        if name not in known[depth]
    ]
    if problems:
        raise UnknownUnits(where=problems[0].where, problems=problems, count=len(problems))
