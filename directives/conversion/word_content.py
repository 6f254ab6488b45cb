"""Chữ và phông của tệp Word: what a PDF of the file must show. Runs inside the child process only."""

import io
import zipfile
from pathlib import Path
from typing import Any

from directives.conversion.formatting import W
from directives.conversion.layout import Paragraph
from directives.conversion.limits import limits
from directives.conversion.package import Package
from directives.conversion.pdf_errors import LinkedContent
from directives.conversion.word_reader import read_word

#: Words of a field that fetch content when it is shown.
_FETCHING = {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE"}
#: What may point outside: a hyperlink is only text; the template a file was made from is not opened again.
_HARMLESS = ("/hyperlink", "/attachedTemplate")
#: Word's own font where no level of the document names one.
_DEFAULT_FONT = "Times New Roman"
_DATES = "{http://purl.org/dc/terms/}"


def content_of(path: str) -> dict[str, Any]:
    """Nội dung tệp Word: ``lines``, ``headings`` (table rows that repeat), ``margins``, ``fonts``, ``paged``.

    ``fonts`` says which characters are asked for in which font; ``numbered`` whether Word adds numbers of its
    own; ``day`` when the file says it was last changed, empty when it does not. Raises LinkedContent and the
    refusals of ``Package``.
    """
    content, granted = Path(path).read_bytes(), limits()
    package = Package(content, granted)
    _refuse_links(package, content)
    document = read_word(content, granted)
    fonts: dict[str, set[str]] = {}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            for font in run.fonts or (_DEFAULT_FONT,):
                fonts.setdefault(font, set()).update(_shown(run.text, run.caps))
    return {
        "lines": [_text(paragraph) for paragraph in document.paragraphs],
        "headings": _repeated_rows(package),
        "margins": list(document.margins_text),
        "paged": sorted({number.area for section in document.sections for number in section.page_numbers}),
        "day": _day(package),
        "numbered": any(paragraph.numbered for paragraph in document.paragraphs),
        "fonts": {font: "".join(sorted(letters)) for font, letters in fonts.items()},
    }


def _text(paragraph: Paragraph) -> str:
    return "".join(_shown(run.text, run.caps) for run in paragraph.runs)


def _day(package: Package) -> str:
    core = package.part("docProps/core.xml")
    found = None if core is None else core.find(f"{_DATES}modified")
    return "" if found is None else (found.text or "").strip()[:10]


def _shown(text: str, caps: bool) -> str:
    return text.upper() if caps else text


def _repeated_rows(package: Package) -> list[str]:
    rows = []
    for row in package.main.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is not None:
            rows.append("".join(text.text or "" for text in row.iter(f"{W}t")))
    return rows


def _refuse_links(package: Package, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".rels")]
    for name in names:
        relations = package.part(name)
        for relation in () if relations is None else relations:
            if not isinstance(relation.tag, str) or relation.get("TargetMode") != "External":
                continue
            if not relation.get("Type", "").endswith(_HARMLESS):
                raise LinkedContent(target=relation.get("Target", "")[:200])
    for field in package.main.iter(f"{W}instrText", f"{W}fldSimple"):
        words = (field.text or field.get(f"{W}instr") or "").split()
        if words and words[0].upper() in _FETCHING:
            raise LinkedContent(target=" ".join(words)[:200])
    if next(package.main.iter(f"{W}altChunk"), None) is not None:
        raise LinkedContent(target="altChunk")
