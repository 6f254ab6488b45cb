"""Chọn đơn vị: districts, communes and villages of a province from a file that lists them, by a plan of stages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from directives.conversion.sheets import read_sheet
from directives.conversion.tables import headings_of, records_of
from directives.errors import N_, DirectiveError
from sipas_engine.sampling.frame import single_blanks
from sipas_engine.sampling.stage_plans import StagePlan
from sipas_engine.sampling.stages import Stage, kept_by_stages

#: Headings of the columns, besides the names of the plan's levels themselves.
_HEADINGS = {
    "huyen": ("Huyện", "Quận, huyện"),
    "xa": ("Xã", "Xã, phường", "Xã, phường, đặc khu"),
    "thon": ("Thôn", "Thôn, tổ dân phố"),
}
_CENTRE = ("trung_tam", "Trung tâm")


class NoUnitColumn(DirectiveError):
    """Thiếu cột đơn vị: the file does not list what a stage draws."""

    kind = "no_unit_column"
    template = N_("{file} has no column for the level “{level}”. Its headings: {known}.")


@dataclass(frozen=True, slots=True)
class DrawnUnits:
    """Đơn vị được chọn: the last units with all above them, the stages used, and the hash of the list of units."""

    stages: tuple[Stage, ...]
    units: tuple[tuple[str, ...], ...]
    list_hash: str
    listed: int


def draw_units(file: Path, plan: StagePlan, province_class: str, seed: str) -> DrawnUnits:
    """Chọn đơn vị: the file has a row for each last unit, a column for each level, and may mark centres with "x".

    A centre is marked in any row of its unit and forced at the first stage that asks for centres. The list's hash is
    SHA-256 of the rows' names, joined by "/", sorted, a line each. Raises NoUnitColumn, UnfitTable, UnknownUnits.
    """
    sheet = read_sheet(file)
    headings = {heading.casefold(): heading for heading in headings_of(sheet)}
    levels = [row.level for row in plan.rows]
    columns = {level: _heading(headings, (level, *_HEADINGS.get(level, ()))) for level in levels}
    for level, heading in columns.items():
        if not heading:
            raise NoUnitColumn(
                where=file.name, file=file.name, level=level, known=", ".join(headings.values())
            )
    centre = _heading(headings, _CENTRE)
    records = records_of(sheet, {**columns, **({"centre": centre} if centre else {})})
    paths = [tuple(single_blanks(record.texts[level]) for level in levels) for record in records]
    forced = _forced(plan, paths, [bool(record.texts.get("centre")) for record in records])
    stages = plan.stages(province_class, forced)
    digest = hashlib.sha256(
        "".join(f"{line}\n" for line in sorted("/".join(path) for path in paths)).encode()
    )
    kept, _ = kept_by_stages([(path, path) for path in paths], stages, seed, digest.hexdigest())
    return DrawnUnits(stages, tuple(sorted(set(kept))), digest.hexdigest(), len(paths))


def _heading(headings: dict[str, str], words: Sequence[str]) -> str:
    return next((headings[word.casefold()] for word in words if word.casefold() in headings), "")


def _forced(
    plan: StagePlan, paths: Sequence[tuple[str, ...]], marked: Sequence[bool]
) -> dict[str, list[str]]:
    depth = next((place for place, row in enumerate(plan.rows) if row.centre), None)
    if depth is None:
        return {}
    names = dict.fromkeys(path[depth] for path, mark in zip(paths, marked, strict=True) if mark)
    return {plan.rows[depth].level: list(names)}
