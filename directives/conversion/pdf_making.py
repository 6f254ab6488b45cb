"""Làm PDF: Word files become PDF/A that shows the same text in the same fonts, or are refused by name."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directives.conversion.child_batch import each_in_child, requests_for
from directives.conversion.errors import RefusedFile
from directives.conversion.fonts import is_allowed, lacking
from directives.conversion.libreoffice import convert_to_pdf, require_libreoffice
from directives.conversion.pdf_errors import FontNotEmbedded, FontReplaced, MissingGlyphs, TextLost
from directives.conversion.pdf_moment import dated
from directives.conversion.pdf_text import Comparison, ShownText, compare_text

_READ_WORD = "directives.conversion.word_content:content_of"
_READ_PDF = "directives.conversion.pdf_content:content_of"
_SHOWN_AT_MOST = 80
_FIRST_DAY = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class WordFile:
    """Tệp Word: its name, which is only for messages, its content, and the day its PDF is dated.

    Without a day it is the one on which the file says it was last changed, else the first day a zip can name.
    ``strict`` demands the very text and nothing besides, as of a document of ours; in a foreign file Word may add
    numbers by itself.
    """

    name: str
    content: bytes
    day: date | None = None
    strict: bool = True


@dataclass(frozen=True, slots=True)
class MadePdf:
    """PDF đã làm: its content, how many pages, the fonts embedded in it.

    ``same_text`` says whether it shows the very text of the Word file; ``reproducible`` whether the same file and
    day give the same bytes; ``network_cut`` whether LibreOffice had no network at all when it was made.
    """

    content: bytes
    pages: int
    fonts: tuple[str, ...]
    same_text: bool
    reproducible: bool
    network_cut: bool


def make_pdf(file: WordFile) -> MadePdf:
    """Làm PDF: of one Word file. Raises what ``make_pdfs`` gives as a refusal, and MissingProgram."""
    (made,) = make_pdfs([file])
    if isinstance(made, RefusedFile):
        raise made
    return made


def make_pdfs(files: Sequence[WordFile]) -> list[MadePdf | RefusedFile]:
    """Làm PDF cả loạt: a PDF or a refusal for each file, in order. Raises MissingProgram.

    Refused are links to content elsewhere, letters without a glyph, a font replaced by one which is not
    metric-equal, a font not embedded, lost text, and whatever reading and LibreOffice refuse.
    """
    require_libreoffice()
    outcome: dict[int, MadePdf | RefusedFile] = {}
    with tempfile.TemporaryDirectory(prefix="vanthu-pdf-") as name:
        folder = Path(name)
        paths = list(requests_for(folder, [file.content for file in files], ".docx"))
        words: dict[int, dict[str, Any]] = {}
        for place, read in enumerate(each_in_child(_READ_WORD, [{"path": str(path)} for path in paths])):
            refused = read if isinstance(read, RefusedFile) else _without_glyphs(read["fonts"])
            if refused is not None:
                outcome[place] = refused
            elif not isinstance(read, RefusedFile):
                words[place] = read
        converted, network_cut = convert_to_pdf([paths[place] for place in words], folder)
        made: dict[int, Path] = {}
        for place, result in zip(words, converted, strict=True):
            if isinstance(result, RefusedFile):
                outcome[place] = result
            else:
                made[place] = result
        read_back = each_in_child(_READ_PDF, [{"path": str(path)} for path in made.values()])
        for (place, path), pdf in zip(made.items(), read_back, strict=True):
            outcome[place] = (
                pdf
                if isinstance(pdf, RefusedFile)
                else _judged(files[place], words[place], pdf, path.read_bytes(), network_cut)
            )
    for place, file in enumerate(files):
        if isinstance(refusal := outcome[place], RefusedFile):
            refusal.where = file.name
    return [outcome[place] for place in range(len(files))]


def _without_glyphs(fonts: dict[str, str]) -> RefusedFile | None:
    for font, characters in fonts.items():
        if missing := lacking(font, characters):
            shown = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing[:10])
            return MissingGlyphs(font=font, characters=shown)
    return None


def _judged(
    file: WordFile, word: dict[str, Any], pdf: dict[str, Any], content: bytes, network_cut: bool
) -> MadePdf | RefusedFile:
    """Xét PDF: fonts first, then text, then the day is put on."""
    names = sorted({font["name"] for font in pdf["fonts"]})
    strangers = [name for name in names if not is_allowed(name, word["fonts"])]
    if strangers:
        return FontReplaced(asked=", ".join(sorted(word["fonts"])), found=", ".join(strangers))
    for font in pdf["fonts"]:
        if not (font["embedded"] and font["readable"]):
            return FontNotEmbedded(
                font=font["name"], embedded=_yes(font["embedded"]), readable=_yes(font["readable"])
            )
    shown = ShownText(word["lines"], word["headings"], word["margins"], word["paged"])
    compared = compare_text(shown, pdf["pages"])
    if compared.missing or (file.strict and not compared.same):
        return TextLost(text=_excerpt(compared, pdf["pages"]))
    made = dated(content, file.day or _day_of(word["day"]))
    return MadePdf(
        content=content if made is None else made,
        pages=len(pdf["pages"]),
        fonts=tuple(names),
        same_text=compared.same,
        reproducible=made is not None,
        network_cut=network_cut,
    )


def _day_of(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return _FIRST_DAY


def _yes(value: bool) -> str:
    return "✓" if value else "✗"


def _excerpt(compared: Comparison, pages: Sequence[str]) -> str:
    """Trích chỗ mất: the first paragraph that is missing, else how the PDF begins."""
    text = compared.missing[0] if compared.missing else "".join(pages)
    return " ".join(text.split())[:_SHOWN_AT_MOST]
