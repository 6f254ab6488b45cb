"""Dòng văn bản: from the lines of a file to logical lines, each with the place where it begins.

Nothing is dropped but running headers, rules drawn with signs and empty lines.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from directives.reading.sources.joining import joined
from directives.reading.sources.parting import parted
from directives.reading.sources.places import Above, Line, numbered
from directives.text import normalise

_GAZETTE = re.compile(r"(?:\d+\s+)?CÔNG BÁO/Số.*")
_RULE = re.compile(r"[\s\-_–—=*.~]{3,}|[|+]+")
#: A rule drawn beside words; what stands for a blank to be filled in ("Số: ____/QĐ") touches a slash or a digit.
_GLUED_RULE = re.compile(r"(?<!\S)[-_–—=*]{4,}(?!\S)|(?<=[^\W\d_])[-–—=*]{4,}(?!\S)")
_LONGEST = 4_000  # letters of one line; a longer one is broken at the end of a sentence, none is lost
_SENTENCE_END = re.compile(r"[.;:!?]\s")


def repaired_lines(raw: Iterable[str], *, wrapped: bool) -> list[str]:
    """Sửa dòng: the logical lines of plain text. ``wrapped``: the source breaks lines at the page's width."""
    return [line.text for line in logical_lines(numbered(raw), wrapped=wrapped)]


def logical_lines(raw: Sequence[Line], *, wrapped: bool | None = None) -> list[Line]:
    """Dòng hợp lý: rules and running heads removed, broken lines joined, glued ones parted.

    ``wrapped``: whether the source breaks lines at the page's width; None = the lines themselves tell.
    """
    return list(parted(joined([piece for line in raw for piece in _cleaned(line)], wrapped)))


def legible(text: str) -> str:
    """Chữ sạch: NFC, look-alike letters of old files repaired, signs which nobody sees taken out, single blanks."""
    if not text.isascii():
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(normalise(text).split())


def _cleaned(line: Line) -> list[Line]:
    """Dòng sạch: the pieces of a line between rules drawn with signs; none for a running head of the gazette."""
    text = legible(line.text)
    if not text or _RULE.fullmatch(text) or _GAZETTE.fullmatch(text):
        return []
    pieces = [piece.strip() for piece in _GLUED_RULE.split(text)]
    kept = [part for piece in pieces if piece and not _RULE.fullmatch(piece) for part in _bounded(piece)]
    return [replace(line, text=piece, above=Above.EDGE if n else line.above) for n, piece in enumerate(kept)]


def _bounded(text: str) -> list[str]:
    """Không quá dài: the text in parts of bounded length, so that no pattern meets a line without end."""
    parts = []
    while len(text) > _LONGEST:
        ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, _LONGEST)]
        at = ends[-1] if ends else text.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        parts.append(text[:at].rstrip())
        text = text[at:]
    return [*parts, text]
