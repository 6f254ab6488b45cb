"""Đối chiếu với LibreOffice: letter for letter, the looks we read are those that another program prints."""

import shutil
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from directives.conversion.layout import Layout
from directives.conversion.libreoffice import convert_to_pdf
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

FOREIGN = Path(__file__).parents[1] / "checking" / "foreign"
#: Written by LibreOffice, by docx (npm), by officegen (npm) and by Word.
NAMES = ("libreoffice-cong-van", "libreoffice-quyet-dinh", "docx-js", "officegen", "nghi-dinh-30-2020")
#: LibreOffice prints raised letters so much smaller.
RAISED = 0.58
MM = 25.4 / 72

pytestmark = pytest.mark.libreoffice
Look = tuple[bool, bool, float]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("libreoffice")
    sources = [folder / f"{place:05d}.docx" for place in range(len(NAMES))]
    for name, source in zip(NAMES, sources, strict=True):
        shutil.copyfile(FOREIGN / f"{name}.docx", source)
    outcome, _ = convert_to_pdf(sources, folder)
    return {name: one for name, one in zip(NAMES, outcome, strict=True) if isinstance(one, Path)}


def read(name: str) -> Layout:
    return read_word((FOREIGN / f"{name}.docx").read_bytes(), limits())


def half(size: float) -> float:
    return round(size * 2) / 2


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_has_the_size_and_weight_that_is_printed(name: str, printed: dict[str, Path]) -> None:
    ours: Counter[Look] = Counter()
    for run in (run for paragraph in read(name).paragraphs for run in paragraph.runs):
        size = half((run.size or 10) * (RAISED if run.raised else 1))
        ours[run.bold, run.italic, size] += len("".join(run.text.split()))
    theirs: Counter[Look] = Counter()
    with pdfplumber.open(printed[name]) as document:
        pages = len(document.pages)
        for page in document.pages:
            for letter in (one for one in page.chars if one["text"].strip()):
                font = letter["fontname"]
                theirs["Bold" in font, "Italic" in font or "Oblique" in font, half(letter["size"])] += 1
    figures = 2 * pages  # page numbers are no part of the paragraphs
    assert {look: count for look, count in ours.items() if not 0 <= theirs[look] - count <= figures} == {}


@pytest.mark.parametrize("name", ["libreoffice-cong-van", "libreoffice-quyet-dinh"])
def test_every_line_is_as_long_as_it_is_printed(name: str, printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed[name]) as document:
        drawn = [(one["x1"] - one["x0"]) * MM for page in document.pages for one in page.lines + page.rects]
    widths = [stroke.width for one in read(name).paragraphs for stroke in one.strokes]
    assert len(widths) >= 2
    for width in widths:
        assert any(found == pytest.approx(width, abs=0.3) for found in drawn)
