"""Khối csv: lines of a csv file taken apart all at once, where they are regular; the careful reader has the rest.

A block is regular when every line has as many fields as the header and each quotation mark opens or closes a whole
field. Then every comma separates and every line end ends a row, so positions can be found without looking at one
field after another: a million forms take a second, and nothing is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BLOCK_BYTES = 2 * 1024**2
_LINE_END, _RETURN, _QUOTE = b'\n\r"'

Positions = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Khối: the bytes of some lines; field ``[column, row]`` lies from ``starts`` up to, not including, ``ends``.

    The byte at ``ends`` belongs to no field. ``pairs[i]`` holds the bytes i and i + 1, the first one in its low half.
    """

    data: npt.NDArray[np.uint8]
    starts: Positions
    ends: Positions
    pairs: npt.NDArray[np.uint16]

    @property
    def rows(self) -> int:
        """Số hàng: how many lines the block holds."""
        return len(self.ends[0])


def lines_from(content: bytes, begin: int, size: int = BLOCK_BYTES) -> Iterator[tuple[int, bytes]]:
    """Các khối dòng: pieces of whole lines of about the size given, each with the place where it begins."""
    while begin < len(content):
        end = content.find(b"\n", min(begin + size, len(content)) - 1) + 1 or len(content)
        yield begin, content[begin:end]
        begin = end


def regular_block(lines: bytes, delimiter: str, width: int) -> Block | None:
    """Khối đều: the fields of some lines, or None when the lines are not regular."""
    if not lines.endswith(b"\n"):
        lines += b"\n"
    data = np.frombuffer(lines, dtype=np.uint8)
    separators = np.flatnonzero((data == ord(delimiter)) | (data == _LINE_END)).astype(np.int32)
    if width < 2 or len(separators) % width:
        return None
    ends = np.ascontiguousarray(separators.reshape(-1, width).T)
    rows = ends.shape[1]
    if lines.count(b"\n") != rows or not (data[ends[-1]] == _LINE_END).all():
        return None
    starts = np.empty_like(ends)
    starts[1:] = ends[:-1] + 1
    starts[0, 0] = 0
    starts[0, 1:] = ends[-1, :-1] + 1
    if b"\r" in lines:
        before = data[ends[-1] - 1] == _RETURN
        if lines.count(b"\r") != before.sum():
            return None
        ends[-1] -= before
    if b'"' in lines:
        quoted = (ends - starts >= 2) & (data[starts] == _QUOTE) & (data[ends - 1] == _QUOTE)
        if lines.count(b'"') != 2 * quoted.sum():
            return None
        starts += quoted
        ends -= quoted
    return Block(data, starts, ends, _pairs(data))


def _pairs(data: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    pairs = data.astype(np.uint16)
    pairs[:-1] |= pairs[1:] << np.uint16(8)
    pairs[-1] |= _LINE_END << 8
    return pairs


def field_texts(block: Block, column: int, rows: npt.NDArray[np.intp] | slice = slice(None)) -> list[str]:
    """Chữ của một cột: the texts of the rows given."""
    starts, ends = block.starts[column, rows], block.ends[column, rows]
    sizes = ends - starts + 1  # with the byte behind the field, which becomes a line end
    behind = np.cumsum(sizes)
    if not len(behind):
        return []
    places = np.arange(behind[-1], dtype=np.int32) + np.repeat(
        starts - (behind - sizes).astype(np.int32), sizes
    )
    gathered = block.data[places]
    gathered[behind - 1] = _LINE_END
    return str(gathered.tobytes(), "utf-8").split("\n")[:-1]
