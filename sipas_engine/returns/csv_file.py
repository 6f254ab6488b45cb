"""Tệp csv: its records column by column, all at once where the lines are regular and one by one where they are not."""

import csv
import io
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import islice

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import Problem
from sipas_engine.returns.csv_blocks import Block, lines_from, regular_block
from sipas_engine.returns.csv_coder import CsvCoder
from sipas_engine.returns.refusals import BrokenCsv
from sipas_engine.returns.text_table import FIRST_ROW, TextTable, Wanted, header_names, wrong_width

_RECORDS_AT_ONCE = 20_000
#: A return of one unit is taken row by row: the tables by which a block is coded cost more than its few rows.
_SMALL = 1 << 17
_THREADS = 2  # what is done with a block is numpy's work, which lets the other thread run


def read_csv(file: str, content: bytes, wanted: Wanted, delimiters: str = ",;") -> TextTable:
    """Đọc tệp csv: the columns wanted of a file whose bytes are UTF-8 text without a byte order mark.

    The delimiter is the one of ``delimiters`` that stands most often in the first line. Empty lines are passed over
    but counted, rows of another width become problems. Raises BrokenCsv.
    """
    first_line = content[: content.find(b"\n") + 1] or content
    delimiter = max(delimiters, key=lambda sign: first_line.count(sign.encode()))
    header = _plain_header(first_line, delimiter)
    if header is None or len(content) < _SMALL:
        records = _records(file, content, 0, delimiter, row=1)
        reading = _Reading(file, delimiter, next(records, (1, []))[1], wanted)
        reading.add_records(records)
        return reading.table()
    reading = _Reading(file, delimiter, header, wanted)
    row = FIRST_ROW
    with ThreadPoolExecutor(_THREADS) as pool:  # started only when something is submitted
        for begin, block in _blocks(content, len(first_line), delimiter, len(header), pool):
            if block is None:
                reading.add_records(_records(file, content, begin, delimiter, row))
                break
            reading.add_block(block, row, pool)
            row += block.rows
    return reading.table()


def _blocks(
    content: bytes, first: int, delimiter: str, width: int, pool: Executor
) -> Iterator[tuple[int, Block | None]]:
    """The blocks and where they begin; each is taken apart while the one before it is being coded."""
    ahead: Future[Block | None] | None = None
    before = first
    for begin, lines in lines_from(content, first):
        taken = pool.submit(regular_block, lines, delimiter, width)
        if ahead is not None:
            yield before, ahead.result()
        ahead, before = taken, begin
    if ahead is not None:
        yield before, ahead.result()


class _Reading:
    """Columns of a file while its records come in."""

    def __init__(self, file: str, delimiter: str, header: Sequence[str], wanted: Wanted) -> None:
        self.file = file
        self.delimiter = delimiter
        self.header = header_names(header)
        self.coders = {place: CsvCoder() for place, name in enumerate(self.header) if wanted(name)}
        self.rows: list[npt.NDArray[np.int64]] = []
        self.problems: list[Problem] = []

    def add_block(self, block: Block, first_row: int, pool: Executor) -> None:
        columns = list(self.coders.items())
        shares = [columns[first::_THREADS] for first in range(_THREADS)]
        for _ in pool.map(lambda share: _code(block, share), shares):
            pass
        self.rows.append(np.arange(first_row, first_row + block.rows))

    def add_records(self, records: Iterator[tuple[int, list[str]]]) -> None:
        while some := list(islice(records, _RECORDS_AT_ONCE)):
            kept = []
            for row, record in some:
                if len(record) == len(self.header):
                    kept.append((row, record))
                elif record:
                    self.problems.append(wrong_width(self.file, row, len(record), len(self.header)))
            for place, coder in self.coders.items():
                coder.add_texts([record[place] for _, record in kept])
            self.rows.append(np.array([row for row, _ in kept], dtype=np.int64))

    def table(self) -> TextTable:
        return TextTable(
            self.file,
            self.header,
            {place: coder.texts() for place, coder in self.coders.items()},
            np.concatenate(self.rows) if self.rows else np.zeros(0, dtype=np.int64),
            tuple(self.problems),
            decimal_comma=self.delimiter != ",",
        )


def _code(block: Block, columns: Sequence[tuple[int, CsvCoder]]) -> None:
    for place, coder in columns:
        coder.add_block(block, place)


def _plain_header(line: bytes, delimiter: str) -> list[str] | None:
    """The fields of the first line, or None when the header may go on in the next one."""
    if b"\r" in line.removesuffix(b"\n").removesuffix(b"\r"):  # a lone return is an end of line too
        return None
    try:
        return next(csv.reader([line.decode("utf-8")], delimiter=delimiter, strict=True), None)
    except csv.Error:
        return None


def _records(
    file: str, content: bytes, begin: int, delimiter: str, row: int
) -> Iterator[tuple[int, list[str]]]:
    """Each record with the row it stands in, from a place on where a record begins. Raises BrokenCsv."""
    source = io.BytesIO(content)
    source.seek(begin)
    with io.TextIOWrapper(source, encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            try:
                record = next(reader, None)
            except csv.Error as error:
                raise BrokenCsv(where=f"{file}:{row}", file=file, row=row, reason=str(error)) from error
            if record is None:
                return
            yield row, record
            row += 1
