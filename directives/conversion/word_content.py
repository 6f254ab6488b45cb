"""Chữ và phông của tệp Word: what a PDF of the file must show. Runs inside the child process only."""

from pathlib import Path
from typing import Any

from directives.conversion.errors import LinkedContent
from directives.conversion.formatting import W
from directives.conversion.layout import Paragraph
from directives.conversion.limits import limits
from directives.conversion.package import Package
from directives.conversion.word_links import refuse_links
from directives.conversion.word_reader import read_package

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
    refuse_links(package)
    if next(package.main.iter(f"{W}altChunk"), None) is not None:
        raise LinkedContent(target="altChunk")
    document = read_package(package)
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
