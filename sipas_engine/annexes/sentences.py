"""Câu văn của kết quả: sentences that state figures of tables, and remember which cells they state.

A figure never gets into a sentence as text: it is named by its cell and printed from there. So whoever asks which
sentences move when a cell moves (``sentences_stating``) asks the sentences themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.table import AnnexTable


@dataclass(frozen=True, slots=True)
class CellRef:
    """Ô được dẫn: one cell of a table: the table's key, the row's key, the column's key."""

    table: str
    row: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Câu văn: what a report or decision says, with every cell whose figure or name it states.

    ``id`` is stable and without spaces (``overall_index``): drafts ask for a sentence by it, ``explain`` names it.
    """

    id: str
    text: str
    cells: tuple[CellRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """Số liệu được nêu: several cells said one after another, as in “An (75,00%), Bình (74,10%)”.

    ``pattern`` words one of them: ``{0}``, ``{1}`` are its cells, printed.
    """

    pattern: str
    items: tuple[tuple[CellRef, ...], ...]
    joined_by: str = ", "


Tables = Mapping[str, AnnexTable]
"""Các bảng theo khóa: the tables of a result by their keys."""


def by_key(tables: Iterable[AnnexTable]) -> dict[str, AnnexTable]:
    """Bảng theo khóa: so that a sentence finds its cells."""
    return {table.key: table for table in tables}


def printed_cell(tables: Tables, cell: CellRef) -> str:
    """Ô đã in: the text of a cell; KeyError when there is no such table, row or column."""
    table = tables[cell.table]
    kind = next(column.kind for column in table.columns if column.key == cell.column)
    return printed(table.cell(cell.row, cell.column), kind)


def say(tables: Tables, id: str, pattern: str, **stated: CellRef | Stated | str) -> Sentence:
    """Viết câu: the pattern with its cells printed in; words go in as they are.

    Raises KeyError for a cell that is not there.
    """
    words: dict[str, str] = {}
    cells: list[CellRef] = []
    for name, value in stated.items():
        match value:
            case CellRef():
                words[name] = printed_cell(tables, value)
                cells.append(value)
            case Stated(pattern=one, items=items, joined_by=joined_by):
                words[name] = joined_by.join(
                    one.format(*(printed_cell(tables, cell) for cell in item)) for item in items
                )
                cells += [cell for item in items for cell in item]
            case str():
                words[name] = value
    return Sentence(id, pattern.format(**words), tuple(dict.fromkeys(cells)))


def resting_on(sentence: Sentence, cells: Iterable[CellRef]) -> Sentence:
    """Câu dựa thêm vào: cells that a sentence follows from without printing them, those it counted or compared."""
    return replace(sentence, cells=tuple(dict.fromkeys([*sentence.cells, *cells])))


def sentences_stating(sentences: Sequence[Sentence], cells: Iterable[CellRef]) -> tuple[Sentence, ...]:
    """Câu nêu các ô: the sentences that state at least one of these cells, in their order."""
    moved = frozenset(cells)
    return tuple(sentence for sentence in sentences if moved & frozenset(sentence.cells))


def changed_cells(before: Tables, after: Tables) -> tuple[CellRef, ...]:
    """Ô đã đổi: every cell whose printed text differs between two editions of the tables, or is in one only."""
    found: dict[CellRef, None] = {}
    for key in sorted({*before, *after}):
        old, new = _texts(before.get(key)), _texts(after.get(key))
        found |= dict.fromkeys(
            CellRef(key, *place) for place in [*old, *new] if old.get(place) != new.get(place)
        )
    return tuple(found)


def _texts(table: AnnexTable | None) -> dict[tuple[tuple[str, ...], str], str]:
    if table is None:
        return {}
    return {
        (row_key, column.key): printed(cell, column.kind)
        for row_key, row in zip(table.row_keys, table.rows, strict=True)
        for column, cell in zip(table.columns, row, strict=True)
    }
