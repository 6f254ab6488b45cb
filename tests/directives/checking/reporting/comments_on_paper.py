"""Ghi chú trên giấy: where LibreOffice puts the comments of an annotated copy, read back from the PDF it makes."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfminer.pdftypes import dict_value, list_value
from pdfminer.utils import decode_text

_FILTER = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


@dataclass(frozen=True)
class PaperComment:
    """One comment on a printed page: its words, and the words of the printed line it stands at."""

    sheet: int
    text: str
    top: float
    left: float
    beside: str


def printed(docx: Path, folder: Path) -> Path:
    """The PDF of a Word file with its comments as notes."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    order = ["soffice", profile, "--headless", "--convert-to", _FILTER, "--outdir", str(folder), str(docx)]
    subprocess.run(order, check=True, capture_output=True, timeout=120)
    return folder / f"{docx.stem}.pdf"


def comments_of(pdf: Path) -> list[PaperComment]:
    """Every note of the PDF from top to bottom, with the line beside it."""
    found = []
    with pdfplumber.open(pdf) as document:
        for sheet, page in enumerate(document.pages, start=1):
            lines = page.extract_text_lines()
            for note in map(dict_value, list_value(page.page_obj.annots)):
                if note["Subtype"].name != "Text":  # beside each note stands a pop-up without words
                    continue
                left, low, _, high = note["Rect"]
                middle = float(page.height) - (low + high) / 2
                nearest = min(lines, key=lambda line: abs((line["top"] + line["bottom"]) / 2 - middle))
                words = decode_text(note["Contents"])
                found.append(PaperComment(sheet, words, float(page.height) - high, left, nearest["text"]))
    return sorted(found, key=lambda one: (one.sheet, one.top, one.left))
