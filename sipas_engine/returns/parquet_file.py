"""Tệp parquet: the columns wanted, as the text of their values."""

import io
from typing import TYPE_CHECKING

import numpy as np

from sipas_engine.returns.refusals import UnreadableForms
from sipas_engine.returns.text_table import FIRST_ROW, TextTable, Wanted, header_names
from sipas_engine.returns.texts import Texts, coded_texts

if TYPE_CHECKING:
    import polars as pl


def read_parquet(file: str, content: bytes, wanted: Wanted) -> TextTable:
    """Đọc tệp parquet: a null is an empty text, a whole number has no decimals. Raises UnreadableForms."""
    import polars as pl

    try:
        names = list(pl.read_parquet_schema(io.BytesIO(content)))
        header = header_names(names)
        places = [place for place, name in enumerate(header) if wanted(name)]
        frame = pl.read_parquet(io.BytesIO(content), columns=[names[place] for place in places])
        height = frame.height if places else pl.read_parquet(io.BytesIO(content)).height
    except (Exception, pl.exceptions.PanicException) as error:  # many kinds, one for each way to be broken
        raise UnreadableForms(where=file, file=file, reason=_first_line(error)) from error
    columns = {place: _coded(column) for place, column in zip(places, frame.get_columns(), strict=True)}
    return TextTable(file, header, columns, np.arange(FIRST_ROW, FIRST_ROW + height))


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _coded(column: "pl.Series") -> Texts:
    """The texts of a column, told apart before they are written out where the values can be told apart."""
    import polars as pl

    if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object):
        return coded_texts("" if value is None else str(value) for value in column)
    if column.dtype in (pl.Categorical, pl.Enum):
        column = column.cast(pl.String)
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
