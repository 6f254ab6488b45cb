"""Các bảng công bố: which tables a bundle prints of a result, and how they stand in csv and json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sipas_engine.annexes.criteria import criteria_table
from sipas_engine.annexes.edition import wording_of
from sipas_engine.annexes.method import method_table
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.ranking import ranking_table
from sipas_engine.annexes.report import report_sentences
from sipas_engine.annexes.sentences import Sentence, by_key
from sipas_engine.annexes.table import AnnexTable, Column
from sipas_engine.annexes.whole import elements_table, levels_table, overall_table
from sipas_engine.bundle.counts import PublishedCounts
from sipas_engine.bundle.csv_text import csv_of
from sipas_engine.bundle.redaction import Reason
from sipas_engine.index.result import IndexResult, UnitIndex

#: So many elements can be named in the head of a table; of more, the codes are printed and explained.
_MOST_NAMED = 6
_BOM = b"\xef\xbb\xbf"
REASONS: Mapping[Reason, str] = {
    "small": "Dưới {limit} phiếu hợp lệ",
    "complement": "Để không suy ra được số liệu của đơn vị cùng cấp có dưới {limit} phiếu hợp lệ",
    "within": "Thuộc đơn vị không công bố số liệu",
}


def published_tables(result: IndexResult, counts: PublishedCounts, limits: Limits) -> tuple[AnnexTable, ...]:
    """Các bảng công bố: the whole by element, level and criterion, every ranking, units withheld, the method.

    ``result`` is the redacted one. Keys of tables name their files.
    """
    whole = whole_of(result)
    tables = [overall_table(result, whole)]
    if counts.units[0].status != "index_alone":
        tables += [elements_table(result, whole, limits=limits), levels_table(result, whole)]
    for level in result.by:
        title = f"Chỉ số hài lòng đối với {wording_of(level).title}"
        shown = Limits(limits.min_n, limits.suppress_below)
        by_code = len(result.questions.elements) > _MOST_NAMED
        tables.append(
            ranking_table(result, level, title=title, by_code=by_code, limits=shown, key=f"ranking:{level}")
        )
        if len(result.questions.components) > 1:
            title = f"Chỉ số hài lòng theo nội dung đối với {wording_of(level).title}"
            by_part = ranking_table(
                result,
                level,
                title=title,
                parts="components",
                by_code=len(result.questions.components) > _MOST_NAMED,
                limits=shown,
                key=f"components:{level}",
            )
            tables.append(by_part)
    of_all = criteria_table(result, whole, title="Chỉ số hài lòng theo tiêu chí, toàn bộ", limits=limits)
    tables.append(of_all)
    if counts.withheld:
        tables.append(_withheld_table(counts, limits))
    tables.append(method_table(result, title="Phương pháp tính và các thiết lập"))
    return tuple(tables)


def whole_of(result: IndexResult) -> UnitIndex:
    """Toàn bộ: the only unit of the first level, or else all forms together."""
    first = result.level(result.by[0])
    return first[0] if len(first) == 1 else replace(result.national, label="Toàn bộ")


def published_sentences(result: IndexResult, tables: Sequence[AnnexTable]) -> tuple[Sentence, ...]:
    """Câu văn công bố: what a report may say of these tables, each sentence with the cells it states."""
    nouns = {level: wording_of(level).noun for level in result.by}
    return report_sentences(by_key(tables), nouns, result)


def table_file(table: AnnexTable) -> str:
    """Tên tệp của bảng: its key, without what a file name cannot have."""
    return f"tables/{table.key.replace(':', '-')}.csv"


def table_csv(table: AnnexTable) -> bytes:
    """Bảng dạng csv: headings and cells as printed; with the mark by which spreadsheets know UTF-8."""
    figures = {place for place, column in enumerate(table.columns) if column.kind not in ("text", "mark")}
    head = csv_of([[column.heading for column in table.columns]])
    return _BOM + head + csv_of(printed_rows(table), figures)


def tables_json(tables: Sequence[AnnexTable]) -> bytes:
    """Các bảng dạng json: columns with their keys, rows with theirs, cells as printed."""
    content = [
        {
            "key": table.key,
            "title": table.title,
            "note": table.note,
            "columns": [{"key": column.key, "heading": column.heading} for column in table.columns],
            "rows": [
                {"key": list(key), "cells": list(cells)}
                for key, cells in zip(table.row_keys, printed_rows(table), strict=True)
            ],
        }
        for table in tables
    ]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def sentences_json(sentences: Sequence[Sentence]) -> bytes:
    """Các câu dạng json: id, text, and the cells each states, as table, row and column."""
    content = [
        {
            "id": sentence.id,
            "text": sentence.text,
            "cells": [{"table": c.table, "row": list(c.row), "column": c.column} for c in sentence.cells],
        }
        for sentence in sentences
    ]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _withheld_table(counts: PublishedCounts, limits: Limits) -> AnnexTable:
    columns = (
        Column("level", "Cấp", "text"),
        Column("unit", "Đơn vị", "text"),
        Column("n_valid", "Số phiếu hợp lệ", "count"),
        Column("reason", "Lý do", "text"),
    )
    hidden = [unit for unit in counts.units if unit.key in counts.withheld and unit.members == 1]
    rows = tuple(
        (
            wording_of(unit.key[0]).noun,
            unit.label,
            unit.n_valid,
            REASONS[counts.withheld[unit.key]].format(limit=limits.suppress_below),
        )
        for unit in hidden
        if unit.status != "others"
    )
    keys = tuple((unit.key[0], *unit.key[1]) for unit in hidden if unit.status != "others")
    note = (
        "Số liệu của các đơn vị này được cộng chung vào dòng “Đơn vị khác” của đơn vị cấp trên; "
        "đơn vị không công bố số liệu thì không xếp hạng."
    )
    return AnnexTable("Đơn vị không công bố số liệu", note, columns, rows, "withheld", keys)
