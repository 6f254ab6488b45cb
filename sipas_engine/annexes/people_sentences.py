"""Câu về người trả lời: what a report says of groups of people, and of what they said besides satisfaction."""

from collections.abc import Iterator

from sipas_engine.annexes.sentences import CellRef, Sentence, Stated, Tables, say
from sipas_engine.annexes.table import AnnexTable, CellValue

#: Of more groups only the highest and the lowest are named.
_MOST_GROUPS = 6


def group_sentences(tables: Tables) -> Iterator[Sentence]:
    """Câu về các nhóm người (F5): the index of every group with a published one; nothing of a single group."""
    for key, table in tables.items():
        kind, _, column = key.partition(":")
        rows = _known(table, "sipas") if kind == "breakdown" else []
        if len(rows) < 2:
            continue
        name = table.columns[0].heading
        if len(rows) > _MOST_GROUPS:
            ranked = sorted(rows, key=lambda row: _size(table.cell(row, "sipas")))
            words = f"Theo {name.lower()}, cao nhất là {{highest}}; thấp nhất là {{lowest}}."
            ends = {"highest": [ranked[-1]], "lowest": [ranked[0]]}
        else:
            words, ends = f"Theo {name.lower()}: {{groups}}.", {"groups": rows}
        stated = {
            word: Stated(
                "{0} {1}%",
                tuple((CellRef(key, row, "group"), CellRef(key, row, "sipas")) for row in chosen),
                "; ",
            )
            for word, chosen in ends.items()
        }
        yield say(tables, f"groups_{column}", words, **stated)


def opinion_sentences(tables: Tables) -> Iterator[Sentence]:
    """Câu về nhận định, mong đợi (F9, F10): of each question what most people chose, or the items at either end."""
    numbered = {row[0] for row in tables["numbers"].row_keys} if "numbers" in tables else set()
    for key, table in tables.items():
        kind, _, code = key.partition(":")
        if kind != "opinions":
            continue
        if code in numbered:
            yield from _items(tables, code, table.title)
        else:
            yield from _choices(tables, key, code)


def _items(tables: Tables, code: str, question: str) -> Iterator[Sentence]:
    table = tables["numbers"]
    rows = [row for row in _known(table, "value") if row[0] == code]
    if len(rows) < 2:
        return
    ends = {"highest": rows[0], "lowest": rows[-1]}  # the table stands highest first within a question
    stated = {
        word: Stated("“{0}” ({1}%)", ((CellRef("numbers", row, "item"), CellRef("numbers", row, "value")),))
        for word, row in ends.items()
    }
    yield say(
        tables, f"opinions_{code}", f"{question}: cao nhất là {{highest}}; thấp nhất là {{lowest}}.", **stated
    )


def _choices(tables: Tables, key: str, code: str) -> Iterator[Sentence]:
    table = tables[key]
    rows = _known(table, "share")
    if not rows or len({row[0] for row in table.row_keys}) > 1:
        return  # a matrix without numbers has no one answer that most people gave
    most = max(rows, key=lambda row: _size(table.cell(row, "share")))
    yield say(
        tables, f"opinions_{code}", f"{table.title}: nhiều người chọn nhất là “{{choice}}” ({{share}}%).",
        choice=CellRef(key, most, "choice"), share=CellRef(key, most, "share"),
    )  # fmt: skip


def _known(table: AnnexTable, column: str) -> list[tuple[str, ...]]:
    return [row for row in table.row_keys if table.cell(row, column) is not None]


def _size(value: CellValue) -> float:
    return 0.0 if value is None or isinstance(value, str) else float(value)
