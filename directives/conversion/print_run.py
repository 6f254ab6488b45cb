"""Lượt in: many Word files become one PDF, on every core, each page proved to be where it belongs."""

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from directives.conversion.child_batch import requests_for
from directives.conversion.errors import RefusedFile
from directives.conversion.libreoffice import convert_to_pdf, require_libreoffice
from directives.conversion.pdf_overlay import laid_over
from directives.errors import N_, DirectiveError


class MisprintedRun(DirectiveError):
    """Lượt in sai: a printed piece has another number of pages, or its mark is not where it belongs."""

    kind = "misprinted_run"
    template = N_(
        "The form {mark} came out with another layout than the others ({reason}). Nothing was written: shorten its "
        "place, or print it in a run of its own."
    )


@dataclass(frozen=True, slots=True)
class PrintBatch:
    """Xấp in: a Word file with what is each piece's own, and the mark that the first page of each piece shows."""

    content: bytes
    marks: tuple[str, ...]


def pdf_of(content: bytes) -> bytes:
    """PDF của một tệp Word: as LibreOffice lays it out. Raises MissingProgram and what it refuses."""
    require_libreoffice()
    (pdf,) = _converted([content])
    return pdf


def page_count(pdf: bytes) -> int:
    """Số trang: of a PDF of our own making."""
    return len(pypdfium2.PdfDocument(pdf))


def print_run(shared: bytes, batches: Sequence[PrintBatch]) -> bytes:
    """In một lượt: one PDF in which every piece is the pages of ``shared`` (a PDF) below what is its own.

    The questions are thus laid out once, and stand in the file once. Batches are shared out to as many LibreOffice
    as there are cores. The same batches give the same bytes. Raises MissingProgram, MisprintedRun, and what
    LibreOffice refuses.
    """
    require_libreoffice()
    workers = max(1, min(os.cpu_count() or 1, len(batches)))
    shares = [range(start, len(batches), workers) for start in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        done = list(pool.map(lambda share: _converted([batches[place].content for place in share]), shares))
    made = {
        place: pdf
        for share, pdfs in zip(shares, done, strict=True)
        for place, pdf in zip(share, pdfs, strict=True)
    }
    pages = page_count(shared)
    for place, batch in enumerate(batches):
        _prove(pypdfium2.PdfDocument(made[place]), batch.marks, pages)
    return laid_over(shared, [made[place] for place in range(len(batches))])


def _converted(contents: Sequence[bytes]) -> list[bytes]:
    """Chuyển một phần: in one start of LibreOffice. Raises the first refusal."""
    with tempfile.TemporaryDirectory(prefix="vanthu-print-") as name:
        folder = Path(name)
        made, _ = convert_to_pdf(list(requests_for(folder, contents, ".docx")), folder)
        for result in made:
            if isinstance(result, RefusedFile):
                raise result
        return [result.read_bytes() for result in made if isinstance(result, Path)]


def _prove(own: pypdfium2.PdfDocument, marks: Sequence[str], pages: int) -> None:
    """Soát phần riêng: each piece has its pages and begins with its mark. Raises MisprintedRun."""
    if len(own) != pages * len(marks):
        raise MisprintedRun(mark=f"{marks[0]} – {marks[-1]}", reason=f"{len(own)} ≠ {pages} × {len(marks)}")
    for place, mark in enumerate(marks):
        if mark not in own[place * pages].get_textpage().get_text_bounded():
            raise MisprintedRun(mark=mark, reason=f"{place * pages + 1}/{len(own)}")
