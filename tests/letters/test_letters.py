"""Năm công văn thật: each real letter, drafted anew, prints word for word what its source says.

The sources came from scans. What differs is listed in ``repairs.toml`` beside the draft, each with its reason
and applied here by machine; nothing else may differ but blanks.
"""

import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from directives.document.compose import compose
from directives.document.draft import read_draft
from directives.document.model import Document
from directives.org.loading import load_chart
from directives.rendering.render import render
from directives.rendering.styles import Style
from tests.directives.rendering.docx_text import box, paragraphs

EXAMPLES = Path(__file__).parents[2] / "examples" / "letters"
SOURCES = Path(__file__).parents[1] / "reading_set" / "documents"


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    number: int | None
    symbol: str
    regime: str
    pages: int


LETTERS = [
    Letter("an-khe-2021-1085", 1085, "UBND-NV", "nd30", 2),
    Letter("tuyen-quang-2020-1049", 1049, "UBND-NC", "nd30", 2),
    Letter("tam-duong-2020-345", 345, "UBND-NV", "nd30", 2),
    Letter("dak-nong-2021-1848", 1848, "SNV-CCHCVTLT", "nd30", 2),
    Letter("khanh-son-2017-unnumbered", None, "UBND-NV", "tt01", 2),
]
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=[letter.name for letter in LETTERS])

#: The boxes of a letter's head, by the styles they are set in.
HEAD = {
    "issuer": (Style.PARENT_BODY, Style.ISSUER),
    "state": (Style.STATE_NAME, Style.MOTTO),
    "number": (Style.NUMBER,),
    "place_and_date": (Style.PLACE_AND_DATE,),
    "subject": (Style.LETTER_SUBJECT,),
}
_HEAD_STYLES = {style for styles in HEAD.values() for style in styles}


@cache
def document_of(letter: Letter) -> Document:
    far_away = date(2026, 11, 21)  # a draft without a date would take this one, and fail
    document = compose(read_draft(EXAMPLES / letter.name / "draft.toml"), load_chart(), far_away)
    return document if letter.number is None else document.numbered(letter.number)


@cache
def rendered(letter: Letter) -> bytes:
    return render(document_of(letter)).content


def notes_of(letter: Letter) -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / letter.name / "repairs.toml").read_text(encoding="utf-8"))


def repaired_source(letter: Letter) -> str:
    text = (SOURCES / f"{letter.name}.txt").read_text(encoding="utf-8")
    for repair in notes_of(letter)["repair"]:
        assert repair["seen"] in text, f"unused repair: {repair['seen']!r}"
        text = text.replace(repair["seen"], repair["put"])
    return text


def squeezed(text: str) -> str:
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    return [squeezed(line) for line in text.splitlines() if line.strip()]


def head_blocks(head: str) -> list[str]:
    """The source's own blocks: parted by blank lines, and before a V/v that follows the number."""
    return [squeezed(block) for block in re.split(r"\n\s*\n|\n(?=V/v )", head) if block.strip()]


@each_letter
def test_every_repair_and_addition_gives_its_reason(letter: Letter) -> None:
    notes = notes_of(letter)
    for row in [*notes["repair"], *notes.get("addition", [])]:
        assert len(row["why"].split()) >= 5, row


@each_letter
def test_the_head_says_box_by_box_what_the_source_says(letter: Letter) -> None:
    head, _, _ = repaired_source(letter).partition("Kính gửi:")
    printed = {name: box(rendered(letter), *styles) for name, styles in HEAD.items()}
    added = {row["box"]: row["put"] for row in notes_of(letter).get("addition", [])}

    expected = dict(zip(notes_of(letter)["order"], head_blocks(head), strict=True)) | added

    assert printed == expected


@each_letter
def test_the_rest_says_line_by_line_what_the_source_says(letter: Letter) -> None:
    _, _, rest = repaired_source(letter).partition("Kính gửi:")
    printed = [squeezed(one.text) for one in paragraphs(rendered(letter)) if one.style not in _HEAD_STYLES]

    assert printed == ["Kính gửi:", *lines(rest)]


@each_letter
def test_the_symbol_follows_from_office_and_unit(letter: Letter) -> None:
    assert document_of(letter).number.symbol == letter.symbol


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_letters_convert_to_pdf_with_the_state_name_on_one_line(tmp_path: Path) -> None:
    for letter in LETTERS:
        (tmp_path / f"{letter.name}.docx").write_bytes(rendered(letter))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(tmp_path / f"{letter.name}.docx") for letter in LETTERS]
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for letter in LETTERS:
        pdf = pypdfium2.PdfDocument(tmp_path / f"{letter.name}.pdf")
        first = pdf[0].get_textpage().get_text_bounded().splitlines()
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in [line.strip() for line in first], letter.name
        assert "Độc lập - Tự do - Hạnh phúc" in [line.strip() for line in first], letter.name
        assert len(pdf) == letter.pages, letter.name
        last = pdf[len(pdf) - 1].get_textpage().get_text_bounded()
        assert "Nơi nhận:" in last, letter.name
        assert document_of(letter).signature.name in last, letter.name
        assert "./." in last, f"{letter.name}: the signature stands alone on its page"
        pdf.close()
