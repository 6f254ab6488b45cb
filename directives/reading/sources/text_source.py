"""Nguồn không trang: Word files, web pages, Markdown and plain text as logical lines."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from directives.conversion.child import convert_in_child
from directives.conversion.errors import TextTooLong
from directives.conversion.layout import Layout
from directives.conversion.legacy_fonts import from_words
from directives.conversion.limits import limits
from directives.errors import N_
from directives.reading.record import Doubt
from directives.reading.sources.columns import flattened
from directives.reading.sources.encoding import decoded
from directives.reading.sources.lines import logical_lines
from directives.reading.sources.markup import is_marked_up, unmarked
from directives.reading.sources.page_lines import page_lines
from directives.reading.sources.places import Line, Place, numbered
from directives.reading.sources.word_lines import Told, word_lines

_MOST_TOLD = 20  # lines with converted words that are named one by one
_MARKDOWN = (".md", ".markdown")
_TEXT = (".txt", ".text", *_MARKDOWN)
_PAGES = (".html", ".htm", ".xhtml")
_HTML_SIGNS = (b"<html", b"<!doctype html", b"<body")


@dataclass(frozen=True, slots=True)
class Unpaged:
    """Văn bản không trang: ``format`` is docx, html, md or txt; ``aside`` stands in margins and boxes (stamps)."""

    format: str
    lines: tuple[Line, ...]
    notes: tuple[Doubt, ...] = ()
    aside: tuple[str, ...] = ()


def read_unpaged(content: bytes, suffix: str, name: str) -> Unpaged | None:
    """Đọc nguồn không trang: by what the content is, not by its name alone; None for a kind that is not known here.

    ``suffix``: of the file's name, with its dot. Raises the refusals of ``conversion.errors``.
    """
    suffix = suffix.lower()
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _word(content, name)
    if suffix in _PAGES or any(sign in content[:2048].lower() for sign in _HTML_SIGNS):
        text, notes = decoded(content, name)
        blocks = convert_in_child("html", text.encode(), name)["blocks"]
        return _unpaged("html", _measured(page_lines(blocks), name), [Told(note) for note in notes])
    if suffix in _TEXT:
        text, notes = decoded(content, name)
        raw = _measured(numbered(text.splitlines()), name)
        marked = suffix in _MARKDOWN or is_marked_up(raw)
        lines = flattened(unmarked(raw) if marked else raw)
        return _unpaged("md" if suffix in _MARKDOWN else "txt", lines, [Told(note) for note in notes])
    return None


def _word(content: bytes, name: str) -> Unpaged:
    document = Layout.from_json(convert_in_child("word", content, name, {"soft_hyphens": True}))
    lines, told = word_lines(document)
    lines = _measured(lines, name)
    boxed = (paragraph.text for paragraph in document.paragraphs if paragraph.place == "box")
    return _unpaged("docx", flattened(lines), told, (*boxed, *document.margins_text))


def _measured(lines: list[Line], name: str) -> list[Line]:
    """Không quá dài: the lines. Raises TextTooLong when they have more letters than the limits grant."""
    letters = sum(len(line.text) for line in lines)
    if letters > limits().letters:
        raise TextTooLong(where=name, letters=letters, limit=limits().letters)
    return lines


def _unpaged(form: str, raw: Sequence[Line], told: list[Told], aside: tuple[str, ...] = ()) -> Unpaged:
    """Dòng hợp lý: of the raw lines, words of old encodings converted; every doubt with the line it arose in."""
    found = from_words([line.text for line in raw])
    kept = [replace(line, text=text) for line, text in zip(raw, found.lines, strict=True)]
    if len(found.changed) > _MOST_TOLD:
        said = N_(
            "{count} lines were in the old encoding {encoding}; they were turned into Unicode: compare them"
        )
        fields = {"count": len(found.changed), "encoding": found.encoding}
        told.append(Told(Doubt("lines", said, fields), raw[min(found.changed)].place))
    else:
        said = N_("words of the old encoding {encoding} were turned into Unicode: {seen}")
        for at, pairs in found.changed.items():
            seen = ", ".join(f"{old} → {new}" for old, new in pairs)
            told.append(Told(Doubt("lines", said, {"encoding": found.encoding, "seen": seen}), raw[at].place))
    lines = tuple(logical_lines(kept))
    return Unpaged(form, lines, tuple(_located(told, lines)), aside)


def _located(told: Sequence[Told], lines: Sequence[Line]) -> Iterator[Doubt]:
    """Chỗ nghi ngờ trong dòng: the logical line that begins at a doubt's place or, nearest before it, holds it."""
    begins: dict[Place, int] = {}
    for index, line in enumerate(lines):
        begins.setdefault(line.place, index)
    places = sorted(begins)
    for one in told:
        if one.place is None or not places:
            yield one.doubt
        else:
            nearest = max(bisect_right(places, one.place) - 1, 0)
            yield replace(one.doubt, line=begins[places[nearest]])
