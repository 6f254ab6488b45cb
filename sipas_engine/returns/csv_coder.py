"""Mã hóa một cột csv: the number of every field's text, without writing out the texts that stand in it again and again.

Most fields of a file of forms are an answer of one or two characters, which a table of their two bytes tells apart, or
the name of a unit, which stands in many rows: within a block its bytes are compared as whole numbers of eight.
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from sipas_engine.returns.csv_blocks import Block, Positions, field_texts
from sipas_engine.returns.texts import TextCoder, Texts

_UNKNOWN = -1
_WORD = 8  # bytes of a word
_LONGEST = 6 * _WORD  # bytes of a field that are compared as words; longer ones by their text
_KEPT = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], dtype=np.uint64)
"""By a number of bytes: the mask that keeps so many of a word, from its first on."""
_MIXER = np.uint64(0x9E3779B97F4A7C15)

Numbers = npt.NDArray[np.int32]
Rows = npt.NDArray[np.intp]


class CsvCoder:
    """Bộ mã hóa cột csv: gives every text of one column its number, block after block."""

    def __init__(self) -> None:
        self._coder = TextCoder()

    def add_block(self, block: Block, column: int) -> None:
        """Thêm một khối: the fields of that column."""
        pairs = block.pairs.take(block.starts[column])
        numbers = self._short.take(pairs)
        rows = np.flatnonzero(numbers == _UNKNOWN)
        if len(rows):
            self._find(block, column, pairs, numbers, rows)
        self._coder.add(numbers)

    @cached_property
    def _short(self) -> Numbers:
        """By the two bytes from the start of a field: fields that end before the second of them."""
        return np.full(1 << 16, _UNKNOWN, dtype=np.int32)

    @cached_property
    def _two(self) -> Numbers:
        """By their two bytes: fields of just these two."""
        return np.full(1 << 16, _UNKNOWN, dtype=np.int32)

    def add_texts(self, texts: list[str]) -> None:
        """Thêm một khối chữ: the texts of the next rows."""
        self._coder.add_texts(texts)

    def texts(self) -> Texts:
        """Cột đã mã hóa: everything added so far."""
        return self._coder.texts()

    def _find(
        self, block: Block, column: int, pairs: npt.NDArray[np.uint16], numbers: Numbers, rows: Rows
    ) -> None:
        """Puts in the numbers of the rows which the table of short fields does not know (yet)."""
        sizes = block.ends[column, rows] - block.starts[column, rows]
        for table, fitting in ((self._short, sizes < 2), (self._two, sizes == 2)):
            some = rows[fitting]
            if len(some):
                self._learn(table, block, column, pairs[some], some)
                numbers[some] = table[pairs[some]]
        long = rows[sizes > 2]
        if len(long):
            numbers[long] = self._long(block, column, long)

    def _learn(
        self, table: Numbers, block: Block, column: int, pairs: npt.NDArray[np.uint16], rows: Rows
    ) -> None:
        """Makes the table know the pairs: their number is that of the text of any of their rows."""
        new = table[pairs] == _UNKNOWN
        if new.any():
            found, first = np.unique(pairs[new], return_index=True)
            table[found] = self._coder.numbers(field_texts(block, column, rows[new][first]))

    def _long(self, block: Block, column: int, rows: Rows) -> Numbers:
        """The numbers of longer fields: each distinct one is written out once, where the words tell them apart."""
        told_apart = distinct(block, column, rows)
        if told_apart is None:
            return self._coder.numbers(field_texts(block, column, rows))
        first, place = told_apart
        return self._coder.numbers(field_texts(block, column, rows[first]))[place]


def distinct(block: Block, column: int, rows: Rows) -> tuple[Rows, Rows] | None:
    """Các ô khác nhau: where each distinct field stands first among the rows, in this order, and which each row has.

    None when there are too long or too many of them for this to be worth it.
    """
    starts = block.starts[column, rows]
    sizes = block.ends[column, rows] - starts
    longest = int(sizes.max())
    if longest > _LONGEST:
        return None
    words = _words(block.data, starts, sizes, -(-longest // _WORD))
    key = words[0]
    for word in words[1:]:
        key = ((key ^ (key >> np.uint64(29))) * _MIXER) ^ word
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    if 2 * len(first) > len(rows) or any((word[first][place] != word).any() for word in words):
        return None  # mostly distinct, or two that differ have the same key
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return first[order], rank[place]


def _words(
    data: npt.NDArray[np.uint8], starts: Positions, sizes: Positions, count: int
) -> list[npt.NDArray[np.uint64]]:
    """The bytes of fields as whole numbers of eight, zeros behind the last; no text of a file holds a zero byte."""
    padded = np.concatenate([data, np.zeros(count * _WORD, dtype=np.uint8)])
    by_place = np.ndarray(len(padded) - _WORD + 1, dtype="<u8", buffer=padded.data, strides=(1,))
    return [
        by_place[starts + _WORD * word] & _KEPT[np.clip(sizes - _WORD * word, 0, _WORD)]
        for word in range(count)
    ]
