"""Phụ lục theo nhóm đơn vị: departments, districts, communes, clinics, schools: each ranked by itself."""

from collections.abc import Sequence
from dataclasses import replace

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.ranking import ranking_table
from sipas_engine.annexes.table import AnnexTable
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.methods.periods import UnitGroup, unit_groups

GROUP = "group"
"""Cột nhóm: the column of a file of forms that says to which group a unit belongs, by the group's code or name."""


def group_tables(result: IndexResult, *, limits: Limits | None = None) -> tuple[AnnexTable, ...]:
    """Phụ lục I - VI: a ranking for each group that has units, in the order of the annexes; others after them.

    Nothing when the result was not computed by ``group``. Ranks are counted within the group. Rank sets are left
    out: they were found among the units of all groups together.
    """
    if GROUP not in result.by or result.by[-1] == GROUP:
        return ()
    place, level = result.by.index(GROUP), result.by[-1]
    members: dict[str, list[UnitIndex]] = {}
    for unit in result.level(level):
        members.setdefault(unit.path[place], []).append(replace(unit, rank_set=None))
    return tuple(
        ranking_table(
            result,
            level,
            title=f"Chỉ số hài lòng đối với {title}",
            by_code=True,
            limits=limits,
            units=members[name],
            key=f"{GROUP}:{code}",
        )
        for name, code, title in _in_order(tuple(members), unit_groups())
    )


def _in_order(names: Sequence[str], known: Sequence[UnitGroup]) -> list[tuple[str, str, str]]:
    """As written in the forms, code, title: known groups by their annex, others by their names."""
    found = [
        (name, group.code, group.name)
        for group in known
        for name in names
        if name in (group.code, group.name)
    ]
    named = {name for name, _, _ in found}
    return found + [(name, name, name) for name in sorted(names) if name not in named]
