"""Đọc tệp danh sách: an office's xlsx, ods or csv as the rows of a list with what is wrong in them; no database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.conversion.sheets import Sheet, read_sheet
from directives.conversion.tables import LEVELS, headings_of, records_of
from directives.errors import N_, DirectiveError
from sipas_engine.returns.refusals import BadForms
from sipas_engine.returns.return_file import read_text_table
from sipas_engine.sampling.candidates import own_columns
from sipas_engine.sampling.frame import list_hash
from sipas_engine.sampling.mapping import (
    ListMapping,
    column_names,
    columns_known,
    recognised,
    refused_headings,
)
from sipas_engine.sampling.quality import ReadList
from sipas_engine.sampling.quality import read_list as rows_read


class EmptyList(DirectiveError):
    """Danh sách trống: there is no row below the headings."""

    kind = "empty_list"
    template = N_("{file} has no row below its headings in row {row}.")


@dataclass(frozen=True, slots=True)
class LoadedList:
    """Danh sách từ tệp: rows, findings, how its columns were taken, which headings were passed over, its hashes.

    ``refused`` are those passed over since they hold personal data that a sample does not need.
    """

    file: str
    file_sha256: str
    read: ReadList
    mapping: ListMapping
    passed_over: tuple[str, ...]
    list_hash: str
    refused: tuple[str, ...] = ()


def load_list(
    file: Path, on: date, mapping: ListMapping | None = None, extra: Sequence[str] = ()
) -> LoadedList:
    """Đọc tệp danh sách: by a mapping, else by headings that are known.

    ``extra`` are further headings (or our names) that strata are made of. A file of which no heading is known is
    taken with all its columns, so that its hash still tells what stands in it. Columns of identity numbers and other
    personal data that no sample needs are left out in any case. Raises EmptyList, UnfitTable and what
    reading a foreign file refuses.
    """
    sheet = _sheet(file, mapping.sheet if mapping else "")
    taken = mapping if mapping and mapping.columns else _recognised(sheet, mapping)
    present = headings_of(sheet, head_row=taken.head_row)
    refused = refused_headings(present)
    taken = replace(taken, columns={n: h for n, h in taken.columns.items() if h not in refused})
    headings = [heading for heading in present if heading not in refused]
    wanted = own_columns(extra, taken) if taken.columns else (*headings, *extra)
    own = (name for name in wanted if name not in column_names() and name not in refused)
    columns = {**taken.columns, **{name: name for name in own}}
    records = records_of(sheet, columns, head_row=taken.head_row)
    if not records:
        raise EmptyList(where=file.name, file=file.name, row=taken.head_row)
    read = rows_read([(record.row, record.texts) for record in records], on)
    known = {heading.casefold() for heading in columns.values()}
    return LoadedList(
        file.name,
        hashlib.sha256(read_bytes(file)).hexdigest(),
        read,
        taken,
        tuple(heading for heading in present if heading.casefold() not in known),
        list_hash(read.rows),
        refused,
    )


def _sheet(file: Path, name: str) -> Sheet:
    """The sheet; of an OpenDocument one the first row must hold the headings, and dates come as ISO."""
    if file.suffix.lower() != ".ods":
        return read_sheet(file, name)
    table = read_text_table(file)
    if table.problems:
        count = len(table.problems)
        raise BadForms(where=file.name, problems=table.problems, file=file.name, count=count)
    columns = [table.columns[place] for place in range(len(table.header))]
    rows = [table.header]
    for record, number in enumerate(table.row_numbers.tolist()):
        rows += [()] * (number - 1 - len(rows))
        rows.append(tuple(column[record] for column in columns))
    return Sheet(file.name, "ods", tuple(rows))


def _recognised(sheet: Sheet, told: ListMapping | None) -> ListMapping:
    """Known headings, of two levels too: below "Địa chỉ" the words "Thôn" and "Xã" say what the columns are."""
    found = told or recognised(sheet.rows)
    headings = headings_of(sheet, head_row=found.head_row)
    columns = columns_known(headings)
    for heading in headings:
        if heading not in columns.values():
            for name in columns_known([heading.rpartition(LEVELS)[2]]):
                columns.setdefault(name, heading)
    return replace(found, columns=columns)
