"""Ảnh hưởng: what moves between two bundles: printed cells, ranks, and the sentences that state them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.sentences import CellRef, Sentence, Tables, by_key, changed_cells, printed_cell
from sipas_engine.bundle.verify import Opened


@dataclass(frozen=True, slots=True)
class MovedCell:
    """Ô thay đổi: a printed cell by table, row and column, before and after; None where there was, or is, none."""

    table: str
    row: str
    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class MovedRank:
    """Thứ hạng thay đổi: of a unit, with its published index, before and after; None where it has none."""

    level: str
    unit: str
    before: int | None
    after: int | None
    published_before: str
    published_after: str


@dataclass(frozen=True, slots=True)
class MovedSentence:
    """Câu thay đổi: a sentence of the decision or report, by its id, as it stood and as it stands."""

    id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Impact:
    """Ảnh hưởng: everything that moved; ``inputs_gone`` and ``inputs_new`` are hashes of the files of forms."""

    cells: tuple[MovedCell, ...]
    ranks: tuple[MovedRank, ...]
    sentences: tuple[MovedSentence, ...]
    settings: tuple[tuple[str, str, str], ...]
    inputs_gone: tuple[str, ...]
    inputs_new: tuple[str, ...]


def impact(before: Opened, after: Opened) -> Impact:
    """Ảnh hưởng: of the change from one bundle to the other, by what each would print."""
    old, new = by_key(before.printed.tables), by_key(after.printed.tables)
    cells = [
        MovedCell(ref.table, " / ".join(ref.row), ref.column, _cell(old, ref), _cell(new, ref))
        for ref in changed_cells(old, new)
    ]
    gone = {one.sha256 for one in before.manifest.settings.inputs}
    come = {one.sha256 for one in after.manifest.settings.inputs}
    return Impact(
        cells=tuple(cell for cell in cells if not cell.table.startswith("method")),
        ranks=tuple(_ranks(before, after)),
        sentences=tuple(_sentences(before.printed.sentences, after.printed.sentences)),
        settings=tuple(
            (cell.row, cell.before or "", cell.after or "") for cell in cells if cell.table == "method"
        ),
        inputs_gone=tuple(sorted(gone - come)),
        inputs_new=tuple(sorted(come - gone)),
    )


def _cell(tables: Tables, ref: CellRef) -> str | None:
    try:
        return printed_cell(tables, ref)
    except (KeyError, StopIteration):
        return None


def _ranks(before: Opened, after: Opened) -> list[MovedRank]:
    old = {(unit.level, unit.path): unit for unit in before.printed.result.units}
    new = {(unit.level, unit.path): unit for unit in after.printed.result.units}
    moved = []
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        ranks = (was.rank if was else None, now.rank if now else None)
        if ranks[0] != ranks[1]:
            moved.append(
                MovedRank(
                    level=key[0],
                    unit=" / ".join(key[1]),
                    before=ranks[0],
                    after=ranks[1],
                    published_before=printed(was.published if was else None, "percent"),
                    published_after=printed(now.published if now else None, "percent"),
                )
            )
    return moved


def _sentences(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[MovedSentence]:
    old, new = {s.id: s.text for s in before}, {s.id: s.text for s in after}
    return [
        MovedSentence(id, old.get(id), new.get(id))
        for id in dict.fromkeys([*old, *new])
        if old.get(id) != new.get(id)
    ]
