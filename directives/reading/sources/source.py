"""Nguồn văn bản: any accepted file as lines of text in reading order."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from directives.conversion.admission import refuse_secrets, refuse_strangers
from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.errors import RefusedFile, UnknownEncoding, UnknownFormat
from directives.conversion.layout import Layout
from directives.errors import N_
from directives.reading.record import Doubt
from directives.reading.sources.lines import repaired_lines

_ACCEPTED = ".docx, .pdf, .txt, .md, .html"
_TEXT_SUFFIXES = {".txt", ".md", ".text", ".markdown"}


@dataclass(frozen=True, slots=True)
class Place:
    """Chỗ: where a line stands in the file: ``page`` from 1 (0 = the file has no pages), ``line`` from 1 on it."""

    page: int
    line: int


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

    Raises the refusals of ``conversion.errors``, NoTextLayer for a scan.
    """
    content = read_bytes(path)
    notes: list[Doubt] = []
    stamps: tuple[str, ...] = ()
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        form = "docx"
        document = Layout.from_json(convert_in_child("word", content, path.name))
        raw = [line for paragraph in document.paragraphs for line in paragraph.text.split("\n")]
        stamps = (*(p.text for p in document.paragraphs if p.place == "box"), *document.margins_text)
        if any(paragraph.numbered for paragraph in document.paragraphs):
            notes.append(Doubt("lines", N_("automatic numbers and bullets of Word are not part of the text")))
    elif b"%PDF-" in content[:1024]:
        form = "pdf"
        pages = convert_in_child("pdf", content, path.name)["pages"]
        raw = [line for page in pages for line in page.split("\n")]
    elif path.suffix.lower() in {".html", ".htm"} or b"<html" in content[:2048].lower():
        form = "html"
        encoded = _decoded(content, path.name).encode()
        raw = convert_in_child("html", encoded, path.name)["lines"]
    elif path.suffix.lower() in _TEXT_SUFFIXES:
        form = "md" if path.suffix.lower() in {".md", ".markdown"} else "txt"
        raw = _decoded(content, path.name).splitlines()
    else:
        raise UnknownFormat(where=path.name, accepted=_ACCEPTED)
    lines = repaired_lines(raw, wrapped=form == "pdf")
    try:
        refuse_secrets(lines, stamps)
        refuse_strangers(lines)
    except RefusedFile as error:
        error.where = path.name
        raise
    return Source(path.name, form, tuple(lines), tuple(notes))


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(where=name, offset=error.start) from error
    if "\x00" in text:
        raise UnknownEncoding(where=name, offset=text.index("\x00"))
    return unicodedata.normalize("NFC", text)
