"""Các bảng công bố: which tables a bundle prints of a result, and how they stand in csv and json."""

import json
from collections.abc import Mapping, Sequence

from sipas_engine.annexes.criteria import criteria_table
from sipas_engine.annexes.method import method_table
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.ranking import ranking_table
from sipas_engine.annexes.table import AnnexTable, Column
from sipas_engine.bundle.counts import PublishedCounts
from sipas_engine.bundle.csv_text import csv_of
from sipas_engine.bundle.redaction import Reason
from sipas_engine.index.result import IndexResult

#: So many elements can be named in the head of a table; of more, the codes are printed and explained.
_MOST_NAMED = 6
_BOM = b"\xef\xbb\xbf"
_REASONS: Mapping[Reason, str] = {
    "small": "Dưới {limit} phiếu hợp lệ",
    "complement": "Để không suy ra được số liệu của đơn vị cùng cấp có dưới {limit} phiếu hợp lệ",
    "within": "Thuộc đơn vị không công bố số liệu",
}


def published_tables(
    result: IndexResult, counts: PublishedCounts, limits: Limits, level_names: Mapping[str, str] | None = None
) -> tuple[AnnexTable, ...]:
    """Các bảng công bố: rankings of every level, criteria of all, units that are withheld, and the method.

    ``result`` is the redacted one. Keys of tables name their files.
    """
    names = level_names or {}
    tables = []
    for level in result.by:
        title = f"Chỉ số hài lòng: {names.get(level, level)}"
        shown = Limits(limits.min_n, limits.suppress_below)
        by_code = len(result.questions.elements) > _MOST_NAMED
        tables.append(
            ranking_table(result, level, title=title, by_code=by_code, limits=shown, key=f"ranking:{level}")
        )
        if len(result.questions.components) > 1:
            title = f"Chỉ số hài lòng theo nội dung: {names.get(level, level)}"
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
    tables.append(criteria_table(result, title="Chỉ số hài lòng theo tiêu chí, toàn bộ", limits=limits))
    if counts.withheld:
        tables.append(_withheld_table(counts, limits, names))
    tables.append(method_table(result, title="Phương pháp tính và các thiết lập"))
    return tuple(tables)


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


def _withheld_table(counts: PublishedCounts, limits: Limits, names: Mapping[str, str]) -> AnnexTable:
    columns = (
        Column("level", "Cấp", "text"),
        Column("unit", "Đơn vị", "text"),
        Column("n_valid", "Số phiếu hợp lệ", "count"),
        Column("reason", "Lý do", "text"),
    )
    hidden = [unit for unit in counts.units if unit.key in counts.withheld and unit.members == 1]
    rows = tuple(
        (
            names.get(unit.key[0], unit.key[0]),
            unit.label,
            unit.n_valid,
            _REASONS[counts.withheld[unit.key]].format(limit=limits.suppress_below),
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
