"""Cột chữ: the texts of one column of a file, kept as distinct texts and one index a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from operator import lt

import numpy as np
import numpy.typing as npt

Index = npt.NDArray[np.int16 | np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Cột chữ: ``values[index[i]]`` is the text of record i; ``values`` stand as they first appear, none twice.

    What is asked of a text is asked once for each distinct one, however many rows repeat it.
    """

    values: Sequence[str]
    index: Index

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, record: int) -> str:
        return self.values[int(self.index[record])]


class TextCoder:
    """Bộ mã hóa cột chữ: gives every new text the next number, block after block of one column.

    As long as each text is larger than the one before, as form numbers mostly are, none can stand twice, and the
    texts need not be looked up.
    """

    def __init__(self) -> None:
        self._rising: list[str] | None = []
        self._numbers: dict[str, int] = {}
        self._blocks: list[Index] = []

    def __len__(self) -> int:
        return len(self._numbers) if self._rising is None else len(self._rising)

    def numbers(self, texts: list[str]) -> npt.NDArray[np.int32]:
        """Số của các chữ: the place of each among the distinct texts, where the new ones join them."""
        if self._rising is not None:
            first = len(self._rising)
            if all(map(lt, self._rising[-1:] + texts, texts if first else texts[1:])):
                self._rising += texts
                return np.arange(first, first + len(texts), dtype=np.int32)
            self._numbers = dict(zip(self._rising, count(), strict=False))
            self._rising = None
        try:
            return self._known_numbers(texts)
        except KeyError:
            new = [text for text in dict.fromkeys(texts) if text not in self._numbers]
            self._numbers.update(zip(new, count(len(self._numbers)), strict=False))
            return self._known_numbers(texts)

    def _known_numbers(self, texts: list[str]) -> npt.NDArray[np.int32]:
        return np.fromiter(map(self._numbers.__getitem__, texts), dtype=np.int32, count=len(texts))

    def add(self, index: npt.NDArray[np.int32]) -> None:
        """Thêm một khối: the numbers of the next rows, kept in two bytes while they fit."""
        small = len(self) <= np.iinfo(np.int16).max
        self._blocks.append(index.astype(np.int16) if small else index)

    def add_texts(self, texts: list[str]) -> None:
        """Thêm một khối chữ: the texts of the next rows."""
        self.add(self.numbers(texts))

    def texts(self) -> Texts:
        """Cột đã mã hóa: everything added so far."""
        if not self._blocks:
            return Texts((), np.zeros(0, dtype=np.int32))
        return Texts(
            tuple(self._numbers if self._rising is None else self._rising), np.concatenate(self._blocks)
        )


def coded_texts(texts: Iterable[str]) -> Texts:
    """Mã hóa một cột: the texts of a column that is there as a whole."""
    coder = TextCoder()
    coder.add_texts(list(texts))
    return coder.texts()


def recoded(texts: Texts, values: Sequence[str]) -> Texts:
    """Đổi chữ: the column with each distinct text written as ``values`` says; those that became equal are one."""
    if list(values) == list(texts.values):
        return texts
    merged = coded_texts(values)
    return Texts(merged.values, merged.index[texts.index])
