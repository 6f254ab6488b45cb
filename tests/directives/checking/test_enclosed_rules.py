"""Phụ lục và văn bản kèm theo: one row, what follows a letter or a decision, and the rules that must speak of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.checking.checker import check_page
from directives.checking.seeing.observe import observe
from directives.conversion.layout import Layout, Paragraph, Run
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

Letter = Callable[..., Path]
MINE = {"F-82", *(f"F-{number}" for number in range(98, 104)), "F-111"}
BODY = "Ủy ban nhân dân xã báo cáo kết quả ({})./."


def line(text: str, *, section: int = 1, **look: Any) -> Paragraph:
    size, bold, italic = look.get("size", 14.0), look.get("bold", True), look.get("italic", False)
    run = Run(text, ("Times New Roman",), size, bold, italic, False, False)
    return Paragraph(
        text, (run,), look.get("alignment", "center"), 0.0, 6.0, False, False, "body", -1, -1, -1,
        section=section, room=165.0,
    )  # fmt: skip


def pointer(
    text: str = "(Kèm theo Công văn số 05/UBND-VX ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân xã)",
    section: int = 1,
) -> Paragraph:
    return line(text, section=section, bold=False, italic=True)


def annex(label: str, section: int = 1, **look: Any) -> list[Paragraph]:
    return [
        line(label, section=section, **look),
        line("KẾT QUẢ ĐO LƯỜNG", section=section),
        pointer(section=section),
    ]


def with_annexes(path: Path, *annexes: Sequence[Paragraph], restarts: bool = True) -> Layout:
    """The letter with these annexes, each in a section of its own."""
    layout = read_word(path.read_bytes(), limits())
    sections = [
        replace(layout.sections[0], number_start=1 if restarts else None) for _ in range(len(annexes))
    ]
    paragraphs = [*layout.paragraphs, *(one for annex in annexes for one in annex)]
    return replace(layout, sections=(*layout.sections, *sections), paragraphs=tuple(paragraphs))


def of_mine(layout: Layout) -> list[str]:
    findings = check_page(observe(layout), "thu.docx", date(2026, 3, 5)).findings
    return sorted({finding.rule for finding in findings} & MINE)


MENTIONS = [
    ("chi tiết tại Phụ lục kèm theo", 1, [], "one annex, mentioned"),
    ("số liệu kèm theo", 1, [], "one annex, spoken of as what is enclosed"),
    ("chi tiết tại Phụ lục I và Phụ lục II", 2, [], "both by number"),
    ("chi tiết tại Phụ lục I, II", 2, [], "both in a row"),
    ("chi tiết tại các Phụ lục kèm theo", 3, [], "all at once"),
    ("chi tiết tại Phụ lục I đến III", 3, [], "from the first to the third"),
    ("không nhắc đến", 1, ["F-98"], "one annex, not mentioned"),
    ("số liệu kèm theo", 2, ["F-98"], "what is enclosed, of two"),
    ("chi tiết tại Phụ lục I", 2, ["F-98"], "the second is not mentioned"),
]


@pytest.mark.parametrize(("words", "count", "rules", "why"), MENTIONS, ids=[row[3] for row in MENTIONS])
def test_the_text_mentions_its_annexes(
    write_letter: Letter, words: str, count: int, rules: list[str], why: str
) -> None:
    labels = ["Phụ lục"] if count == 1 else [f"Phụ lục {number}" for number in ("I", "II", "III")[:count]]
    annexes = [annex(label, section) for section, label in enumerate(labels, start=1)]
    assert of_mine(with_annexes(write_letter(body=[BODY.format(words)]), *annexes)) == rules


SAID = [BODY.format("các Phụ lục kèm theo")]
LABELS = [
    (["Phụ lục"], {}, [], "one, without a number"),
    (["Phụ lục I", "Phụ lục II"], {}, [], "two in Roman"),
    (["Phụ lục 1", "Phụ lục 2"], {}, ["F-100"], "two in Arabic"),
    (["Phụ lục I", "Phụ lục III"], {}, ["F-100"], "the second is missing"),
    (["Phụ lục I"], {}, ["F-100"], "one needs no number"),
    (["PHỤ LỤC I", "PHỤ LỤC II"], {}, ["F-99"], "in capitals"),
    (["Phụ lục: Số liệu"], {}, ["F-99"], "title on the label's line"),
    (["Phụ lục"], {"size": 13.0}, ["F-99"], "13 points"),
    (["Phụ lục"], {"bold": False}, ["F-99"], "not bold"),
    (["Phụ lục"], {"alignment": "left"}, ["F-99"], "at the left"),
]


@pytest.mark.parametrize(("labels", "look", "rules", "why"), LABELS, ids=[row[3] for row in LABELS])
def test_an_annex_is_labelled_and_counted(
    write_letter: Letter, labels: list[str], look: dict[str, Any], rules: list[str], why: str
) -> None:
    annexes = [annex(label, section, **look) for section, label in enumerate(labels, start=1)]
    assert of_mine(with_annexes(write_letter(body=SAID), *annexes)) == rules


LABEL, TITLE = line("Phụ lục"), line("KẾT QUẢ ĐO LƯỜNG")
HEADS = [
    ([LABEL, TITLE, pointer()], [], "label, title, pointer"),
    ([LABEL, TITLE, line("NĂM 2025"), pointer()], [], "a title of two lines"),
    ([LABEL, line("Kết quả đo lường"), pointer()], ["F-101"], "small letters"),
    ([LABEL, line("KẾT QUẢ", size=12.0), pointer()], ["F-101"], "too small"),
    ([LABEL, pointer()], ["F-101"], "no title"),
    ([LABEL, TITLE, line("Số liệu đến ngày 31 tháng 12", bold=False, alignment="both")], ["F-102"], "no pointer"),
    ([LABEL, TITLE, line(pointer().text, bold=False)], ["F-102"], "an upright pointer"),
    ([LABEL, TITLE, pointer("(Kèm theo Công văn số     /UBND-VX ngày     tháng     năm 2026 của Ủy ban nhân dân xã)")],
     [], "blank, as in an electronic document"),
    ([LABEL, TITLE, pointer(pointer().text.replace("05/", "06/"))], ["F-102"], "another number"),
    ([LABEL, TITLE, pointer(pointer().text.replace("ngày 05", "ngày 06"))], ["F-102"], "another day"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "rules", "why"), HEADS, ids=[row[2] for row in HEADS])
def test_an_annex_has_title_and_pointer(
    write_letter: Letter, head: list[Paragraph], rules: list[str], why: str
) -> None:
    assert of_mine(with_annexes(write_letter(body=SAID), head)) == rules


def test_the_pages_of_an_annex_begin_anew_in_a_section_of_their_own(write_letter: Letter) -> None:
    path = write_letter(body=SAID)
    assert of_mine(with_annexes(path, annex("Phụ lục"))) == []
    assert of_mine(with_annexes(path, annex("Phụ lục"), restarts=False)) == ["F-103"]
    shared = with_annexes(path, annex("Phụ lục I"), annex("Phụ lục II", section=1))
    assert of_mine(shared) == ["F-103"]
    assert (
        of_mine(with_annexes(write_letter(body=SAID, page_number=None), annex("Phụ lục"), restarts=False))
        == []
    )


STATE = [line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13.0), line("Độc lập - Tự do - Hạnh phúc")]
RULES = [
    line("QUY CHẾ"),
    line("Phối hợp"),
    pointer("(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 3 năm 2026)"),
]
ARTICLE = line("Điều 1. Phạm vi điều chỉnh./.", alignment="both")
TEXTS = [
    ([*STATE, *RULES, ARTICLE], [], "head, type, pointer, end mark"),
    ([*STATE, *RULES[:2], ARTICLE], ["F-111"], "no pointer"),
    ([*STATE, line("Số: 16/QC-UBND"), *RULES, ARTICLE], ["F-111"], "a number of its own"),
    ([*STATE, line("Minh Tân, ngày 05 tháng 3 năm 2026"), *RULES, ARTICLE], ["F-111"], "a day of its own"),
    ([*RULES, ARTICLE], ["F-111"], "no head"),
    ([*STATE, *RULES, line("Điều 1. Phạm vi điều chỉnh.", alignment="both")], ["F-82"], "no end mark"),
    ([*STATE, *RULES, line("Mẫu số 1: tên, tuổi", alignment="both")], [], "a form ends as it likes"),
]


@pytest.mark.parametrize(("text", "rules", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_a_text_issued_with_a_decision_has_its_own_head(
    write_letter: Letter, text: list[Paragraph], rules: list[str], why: str
) -> None:
    decision = write_letter(
        title="QUYẾT ĐỊNH", number="Số: 15/QĐ-UBND", subject="Ban hành Quy chế phối hợp", addressees_label="",
        addressees=[], bases=["Căn cứ Luật A ngày 16 tháng 6 năm 2025;", "Theo đề nghị của Chánh Văn phòng."],
        body=["Ban hành kèm theo Quyết định này Quy chế phối hợp./."], recipients=["- Như Điều 3;", "- Lưu: VT."],
    )  # fmt: skip
    assert of_mine(with_annexes(decision, text)) == rules
