"""Tệp CSV công bố: rows as text which no spreadsheet program takes for formulas, and back again."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence

_CR_LF = "\r\n"
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "'")


def inert(text: str) -> str:
    """Chữ vô hại: a text that a spreadsheet program would take for a formula gets an apostrophe in front.

    So does one that begins with an apostrophe itself, or ``plain`` could not tell them apart.

    >>> inert("=HYPERLINK(1)"), inert("Xã C"), plain(inert("'tis"))
    ("'=HYPERLINK(1)", 'Xã C', "'tis")
    """
    return f"'{text}" if text.startswith(_ACTIVE) else text


def plain(text: str) -> str:
    """Chữ gốc: what ``inert`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_ACTIVE) else text


def csv_of(rows: Iterable[Sequence[str]], figures: Collection[int] = ()) -> bytes:
    """Tệp CSV: UTF-8, comma, one line a row.

    ``figures`` are the columns that hold numbers only: there "-1,28" is a number and stays one.
    """
    lines = []
    for row in rows:
        line = io.StringIO(newline="")
        # Told that lines end in CR LF, the writer quotes a cell with a lone CR; readers would take it for a line's end.
        csv.writer(line, lineterminator=_CR_LF).writerow(
            [cell if i in figures else inert(cell) for i, cell in enumerate(row)]
        )
        lines.append(line.getvalue().removesuffix(_CR_LF) + "\n")
    return "".join(lines).encode()


def rows_of(content: bytes) -> Iterator[tuple[str, ...]]:
    """Các hàng của tệp CSV: as they were handed to ``csv_of``.

    Raises ValueError (UnicodeDecodeError too) for what is no such file.
    """
    text = content.decode("utf-8-sig")
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield tuple(plain(cell) for cell in row)
    except csv.Error as error:
        raise ValueError(str(error)) from error
