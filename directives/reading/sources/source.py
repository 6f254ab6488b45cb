"""Nguồn văn bản: any accepted file as lines of text in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from directives.conversion.admission import refuse_secrets
from directives.conversion.child import read_bytes
from directives.conversion.errors import RefusedFile, UnknownFormat
from directives.reading.record import Doubt
from directives.reading.sources.places import Place
from directives.reading.sources.scan_source import is_paged, read_pages
from directives.reading.sources.text_source import read_unpaged

_ACCEPTED = ".docx, .pdf, .txt, .md, .html, .png, .jpg, .tif"


@dataclass(frozen=True, slots=True)
class Source:
    """Nguồn: the repaired lines of one file; ``format`` is docx, pdf, html, md, txt or scan.

    ``places`` has one entry a line (where its first word stands), or is empty when nobody knows.
    """

    name: str
    format: str
    lines: tuple[str, ...]
    notes: tuple[Doubt, ...] = ()
    places: tuple[Place, ...] = ()


def load(path: Path) -> Source:
    """Nạp văn bản: reads, cleans and admits a file; the content decides the format, not the name alone.

    Raises the refusals of ``conversion.errors``, NoRecognition for a scan that cannot be recognised.
    """
    content = read_bytes(path)
    if is_paged(content):
        return _paged(content, path.name)
    text = read_unpaged(content, path.suffix, path.name)
    if text is None:
        raise UnknownFormat(where=path.name, accepted=_ACCEPTED)
    lines = tuple(line.text for line in text.lines)
    _admit(lines, text.aside, path.name)
    places = tuple(line.place for line in text.lines)
    return Source(path.name, text.format, lines, text.notes, places)


def _paged(content: bytes, name: str) -> Source:
    """Nguồn có trang: a PDF or the picture of scanned pages."""
    form, text = read_pages(content, name)
    lines = tuple(line.text for line in text.lines)
    _admit(lines, text.aside, name)
    places = tuple(Place(line.page, line.row) for line in text.lines)
    return Source(name, form, lines, text.notes, places)


def _admit(lines: Sequence[str], stamps: Sequence[str], name: str) -> None:
    """Tiếp nhận: raises SecrecyMark, naming the file. Whether it is an official document, its boxes tell."""
    try:
        refuse_secrets(lines, stamps)
    except RefusedFile as error:
        error.where = name
        raise
