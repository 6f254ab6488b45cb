"""Đọc PDF: pages of the gazette to a record, against the same field rules fed the lines which pdfplumber gives.

Both begin with the bytes of the file in memory in a warm process, and end with the whole record; the scores of both
over the truth labels stand beside the rates, since speed at the price of fields is none.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import pdfplumber

from benchmarks.measure import Result, Work, compare
from directives.conversion.limits import limits
from directives.conversion.pdf_reader import read_pdf as pages_of
from directives.reading.reader import read_source
from directives.reading.record import Record
from directives.reading.sources.lines import repaired_lines
from directives.reading.sources.pdf_source import text_of_pages
from directives.reading.sources.source import Source
from tests.reading_set.comparing import Count, compared
from tests.reading_set.score import labelled

_Reader = Callable[[bytes], Record]


@dataclass(frozen=True, slots=True)
class ScoredResult(Result):
    """Kết quả có điểm: with the F1 of both over all fields of all documents."""

    score_ours: float
    score_theirs: float


def read_pdf() -> ScoredResult:
    """Các trang Công báo: every PDF with a text layer of the labelled set, one after another."""
    documents = {
        one.path.read_bytes(): one.label
        for one in labelled()
        if one.path.suffix == ".pdf"
        and not any(page.wants for page in pages_of(one.path.read_bytes(), limits()))
    }
    result = compare(
        "read_pdf",
        "documents/s",
        _work(documents, _ours),
        f"pdfplumber {version('pdfplumber')}, the same field rules",
        _work(documents, _theirs),
    )
    return ScoredResult(
        **asdict(result),
        score_ours=_score(documents, _ours),
        score_theirs=_score(documents, _theirs),
    )


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield read_pdf


def _work(documents: Mapping[bytes, Any], read: _Reader) -> Work:
    def run() -> int:
        for content in documents:
            read(content)
        return len(documents)

    return Work(run)


def _score(documents: Mapping[bytes, Mapping[str, Any]], read: _Reader) -> float:
    counts = (compared(label, read(content).to_json()) for content, label in documents.items())
    return round(sum((one for fields in counts for one in fields.values()), Count()).f1, 4)


def _ours(content: bytes) -> Record:
    text = text_of_pages(pages_of(content, limits()))
    return read_source(Source("", "pdf", tuple(line.text for line in text.lines), text.notes))


def _theirs(content: bytes) -> Record:
    with pdfplumber.open(io.BytesIO(content)) as document:
        raw = [line for page in document.pages for line in page.extract_text().splitlines()]
    return read_source(Source("", "pdf", tuple(repaired_lines(raw, wrapped=True))))
