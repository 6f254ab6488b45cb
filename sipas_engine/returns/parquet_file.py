"""Tệp parquet: the columns wanted, as the text of their values."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import NoSuchFile
from sipas_engine.returns.refusals import UnreadableForms
from sipas_engine.returns.text_table import FIRST_ROW, TextTable, Wanted, header_names
from sipas_engine.returns.texts import Texts, coded_texts

if TYPE_CHECKING:
    import polars as pl

_NULL, _SMALLEST = 128, -128  # what stands for a null among numbers of one byte, and the smallest of these


def read_parquet(file: str, content: bytes, wanted: Wanted) -> TextTable:
    """Đọc tệp parquet: a null is an empty text, a whole number has no decimals. Raises UnreadableForms."""
    import polars as pl

    with _refused(file):
        names = list(pl.read_parquet_schema(io.BytesIO(content)))
        header = header_names(names)
        places = [place for place, name in enumerate(header) if wanted(name)]
        frame = pl.read_parquet(io.BytesIO(content), columns=[names[place] for place in places])
        height = frame.height if places else pl.read_parquet(io.BytesIO(content)).height
    coded = dict(zip(places, _coded_columns(frame), strict=True))
    return TextTable(file, header, coded, np.arange(FIRST_ROW, FIRST_ROW + height))


def parquet_parts(path: Path, wanted: Wanted, rows: int) -> Iterator[TextTable]:
    """Từng phần tệp parquet: the same a number of rows at a time, so that a file may be larger than the memory.

    Raises NoSuchFile, UnreadableForms.
    """
    import polars as pl

    if not path.is_file():
        raise NoSuchFile(where=path.name, file=str(path))
    with _refused(path.name):
        names = list(pl.read_parquet_schema(path))
        header = header_names(names)
        places = [place for place, name in enumerate(header) if wanted(name)]
        frames = (
            pl.scan_parquet(path)
            .select([names[place] for place in places])
            .collect_batches(chunk_size=rows, maintain_order=True)
        )
        begin = FIRST_ROW
        for frame in frames:
            coded = dict(zip(places, _coded_columns(frame), strict=True))
            yield TextTable(path.name, header, coded, np.arange(begin, begin + frame.height))
            begin += frame.height


@contextmanager
def _refused(file: str) -> Iterator[None]:
    """What polars says of a broken file, as our refusal; it has many kinds, one for each way to be broken."""
    import polars as pl

    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise UnreadableForms(where=file, file=file, reason=_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _coded_columns(frame: "pl.DataFrame") -> list[Texts]:
    """The texts of all columns; those of numbers of one byte, as answers mostly are, are prepared together."""
    import polars as pl

    small = [name for name, kind in frame.schema.items() if kind == pl.Int8]
    numbers = frame.select(pl.col(small).cast(pl.Int16).fill_null(_NULL) - _SMALLEST)
    return [
        _coded_numbers(numbers[name].to_numpy()) if name in small else _coded(frame[name])
        for name in frame.columns
    ]


def _coded(column: "pl.Series") -> Texts:
    """The texts of a column, told apart before they are written out where the values can be told apart."""
    import polars as pl

    if column.is_empty() or column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object):
        return coded_texts("" if value is None else str(value) for value in column)
    if column.dtype in (pl.Categorical, pl.Enum):
        column = column.cast(pl.String)
    runs = column.rle_id().to_numpy()
    if len(runs) and runs[-1] < len(runs) // 4:  # mostly one unit after the other
        begins = np.flatnonzero(np.diff(runs, prepend=-1))
        written = coded_texts(_text(column.gather(begins)))
        return Texts(written.values, written.index[runs])
    values = column.unique(maintain_order=True)
    numbers = pl.int_range(len(values), dtype=pl.Int32, eager=True)
    index = column.replace_strict(values, numbers, return_dtype=pl.Int32).to_numpy()
    written = coded_texts(_text(values))
    return Texts(written.values, written.index[index])


def _text(values: "pl.Series") -> "pl.Series":
    """The text of values; a whole number kept as a float (as pandas does beside gaps) loses its ".0"."""
    import polars as pl

    text = values.cast(pl.String).fill_null("")
    return text.str.replace(r"^(-?\d+)\.0$", "$1") if values.dtype.is_float() else text


def _coded_numbers(numbers: npt.NDArray[np.int16]) -> Texts:
    """The same for numbers of one byte, counted from the smallest, told apart by a table."""
    times = np.bincount(numbers, minlength=_NULL - _SMALLEST + 1)
    found = np.flatnonzero(times)
    table = np.zeros(len(times), dtype=np.int16)
    table[found] = np.arange(len(found))
    texts = ["" if number == _NULL else str(number) for number in (found + _SMALLEST).tolist()]
    return Texts(texts, table[numbers])
