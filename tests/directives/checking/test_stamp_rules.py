"""Dấu và chỉ dẫn: one row, one stamp, note or contact line, and the rules that must speak of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.checking import check_file
from directives.checking.checker import CheckReport, check_page
from directives.checking.rules import rows
from directives.checking.seeing.observe import observe
from directives.conversion.errors import SecrecyMark
from directives.conversion.layout import Layout, Paragraph, Run, Stroke
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

Letter = Callable[..., Path]
MINE = {f"F-{number}" for number in (*range(104, 111), 112, 113)}
LEVELS = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"]


def report(layout: Layout) -> CheckReport:
    return check_page(observe(layout), "thu.docx", date(2026, 3, 5))


def read(path: Path) -> Layout:
    return read_word(path.read_bytes(), limits())


def of_mine(layout: Layout) -> list[str]:
    return sorted({finding.rule for finding in report(layout).findings} & MINE)


def framed(layout: Layout, text: str, box: tuple[float, float] | None, color: str = "FF0000") -> Layout:
    """The same page, these words in a frame of so many millimetres and of this colour."""
    paragraphs = [
        replace(one, box=box, runs=tuple(replace(run, color=color) for run in one.runs))
        if one.text == text
        else one
        for one in layout.paragraphs
    ]
    return replace(layout, paragraphs=tuple(paragraphs))


STAMPS: list[tuple[str, tuple[float, float] | None, str, list[str], str]] = [
    ("KHẨN", (20.0, 8.0), "FF0000", [], "20 by 8, red"),
    ("THƯỢNG KHẨN", (40.0, 8.0), "C00000", [], "40 by 8, dark red"),
    ("HỎA TỐC", (30.0, 8.0), "FF0000", [], "30 by 8"),
    ("HOẢ TỐC", (30.4, 7.6), "FF0000", [], "the tone mark in its other place, within a millimetre"),
    ("KHẨN", (30.0, 8.0), "FF0000", ["F-104"], "too wide"),
    ("HỎA TỐC", (30.0, 12.0), "FF0000", ["F-104"], "too high"),
    ("KHẨN", None, "FF0000", ["F-104"], "no frame"),
    ("KHẨN", (20.0, 8.0), "", ["F-104"], "black"),
    ("KHẨN", (20.0, 8.0), "0000FF", ["F-104"], "blue"),
    ("HỎA TỐC HẸN GIỜ", (30.0, 8.0), "FF0000", ["F-105"], "the hour is of the older law"),
]


@pytest.mark.parametrize(("word", "box", "color", "rules", "why"), STAMPS, ids=[row[4] for row in STAMPS])
def test_a_stamp_has_its_frame_and_its_colour(
    write_letter: Letter, word: str, box: tuple[float, float] | None, color: str, rules: list[str], why: str
) -> None:
    assert of_mine(framed(read(write_letter(stamp=word)), word, box, color)) == rules


@pytest.mark.parametrize(("box", "rules"), [((52.0, 8.0), []), (None, ["F-106"])])
def test_a_circulation_note_stands_in_a_frame(
    write_letter: Letter, box: tuple[float, float] | None, rules: list[str]
) -> None:
    note = "LƯU HÀNH NỘI BỘ"
    assert of_mine(framed(read(write_letter(stamp=note)), note, box, "")) == rules


CONTACT = "Địa chỉ: thôn 1, xã Minh Tân; điện thoại: 0263; thư điện tử: vanthu@minhtan.gov.vn"


def with_contact(layout: Layout, size: float, strokes: tuple[Stroke, ...], **look: Any) -> Layout:
    """The same page with a contact line at the end of its body."""
    run = Run(
        CONTACT, ("Times New Roman",), size, look.get("bold", False), look.get("italic", False), False, False
    )
    contact = Paragraph(
        CONTACT, (run,), "center", 0.0, 0.0, False, False, "body", -1, -1, -1, strokes=strokes, room=165.0
    )
    return replace(layout, paragraphs=(*layout.paragraphs, contact))


LINE = Stroke("border", True, 165.0)
CONTACTS: list[tuple[float, tuple[Stroke, ...], dict[str, bool], list[str], str]] = [
    (11.0, (LINE,), {}, [], "11 points below a line as wide as the text"),
    (12.0, (replace(LINE, width=None),), {}, [], "a line whose width is not told"),
    (13.0, (LINE,), {}, ["F-108"], "too large"),
    (11.0, (LINE,), {"italic": True}, ["F-108"], "in italics"),
    (11.0, (), {}, ["F-108"], "no line"),
    (11.0, (replace(LINE, width=60.0),), {}, ["F-108"], "a short line"),
]


@pytest.mark.parametrize(
    ("size", "strokes", "look", "rules", "why"), CONTACTS, ids=[row[4] for row in CONTACTS]
)
def test_the_contact_line_stands_below_a_line(
    write_letter: Letter,
    size: float,
    strokes: tuple[Stroke, ...],
    look: dict[str, bool],
    rules: list[str],
    why: str,
) -> None:
    assert of_mine(with_contact(read(write_letter()), size, strokes, **look)) == rules


DRAFTS = [
    ("DỰ THẢO", "Số: 05/UBND-VX", ["F-110"], "on a numbered letter"),
    ("(Dự thảo lần 2)", "Số: 05/UBND-VX", ["F-110"], "counted and in brackets"),
    ("DỰ THẢO", "Số:      /UBND-VX", [], "on a draft"),
    ("Dự thảo kế hoạch", "Số: 05/UBND-VX", [], "words that begin a sentence"),
]


@pytest.mark.parametrize(("mark", "number", "rules", "why"), DRAFTS, ids=[row[3] for row in DRAFTS])
def test_a_draft_mark_is_gone_when_the_number_stands(
    write_letter: Letter, mark: str, number: str, rules: list[str], why: str
) -> None:
    assert of_mine(read(write_letter(above=mark, number=number))) == rules


def test_a_draft_mark_in_the_margins_is_found(write_letter: Letter) -> None:
    layout = read(write_letter())
    assert of_mine(replace(layout, margins_text=(*layout.margins_text, "DỰ THẢO"))) == ["F-110"]


@pytest.mark.parametrize("level", LEVELS)
def test_a_secrecy_mark_is_found_on_a_page_that_was_given_directly(write_letter: Letter, level: str) -> None:
    assert "F-109" in of_mine(read(write_letter(stamp=level)))
    assert "F-109" not in of_mine(read(write_letter()))


@pytest.mark.parametrize("level", LEVELS)
def test_a_file_with_a_secrecy_mark_is_refused_by_the_law_of_the_rule(
    write_letter: Letter, level: str
) -> None:
    with pytest.raises(SecrecyMark) as refusal:
        check_file(write_letter(stamp=level))
    assert refusal.value.fields["mark"] == level
    law = next(row["clause"]["ND30"] for row in rows() if row["id"] == "F-109")
    assert law in str(refusal.value)
