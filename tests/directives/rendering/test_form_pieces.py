"""Văn bản kèm theo, phụ lục bằng lời, bản sao: what one file holds besides the document itself."""

from dataclasses import replace
from typing import Any

import pytest

from directives.document.copying import copy_of
from directives.document.kinds import Circulation, DocumentType, Urgency
from directives.document.model import Annex, AttachedText, BodyTable, Document, DocumentNumber, TableColumn
from directives.rendering.fields import NoPlaceInForm
from directives.rendering.render import render
from directives.rendering.styles import Style
from storage.records import document_from_record, record_of
from tests.directives.rendering.builders import ANNEX, DECISION, LETTER, a_decision, a_letter, part
from tests.directives.rendering.docx_text import paragraphs, texts, tree, w

REGULATION = AttachedText(
    DocumentType.QUY_CHE,
    "Phối hợp đo lường sự hài lòng",
    (
        part("chapter", "", part("article", "Phạm vi."), title="Quy định chung"),
        part("chapter", "", part("article", "Hiệu lực."), title="Thi hành"),
    ),
)
PLAN = AttachedText(DocumentType.KE_HOACH, "Đo lường năm 2022", (part("section", "A.", title="Mục đích"),))
WORDS = Annex("Hướng dẫn ghi phiếu", body=(part("clause", "Ghi rõ ràng."), part("clause", "Không tẩy xóa.")))
COPY = replace(LETTER, type=DocumentType.SAO_Y, number=DocumentNumber(3, "SY-SNV"), body=(), addressees=())
COPY = replace(COPY, letterhead=replace(COPY.letterhead, parent_lines=()))


def sections(content: bytes) -> list[Any]:
    return list(tree(content).iter(w("sectPr")))


def test_an_attached_text_has_a_head_a_name_and_a_reference_but_no_number_and_no_day() -> None:
    content = render(a_decision(attached=(REGULATION,))).content
    assert texts(content, Style.ISSUER) == ["SỞ NỘI VỤ"] * 2
    assert texts(content, Style.TYPE_NAME) == ["QUYẾT ĐỊNH", "QUY CHẾ"]
    assert texts(content, Style.SUBJECT)[1] == "Phối hợp đo lường sự hài lòng"
    reference = "(Kèm theo Quyết định số 120/QĐ-SNV ngày 05 tháng 3 năm 2022 của Sở Nội vụ tỉnh Minh Tân)"
    assert texts(content, Style.ATTACHED_REFERENCE) == [reference]
    assert len(texts(content, Style.NUMBER)) == len(texts(content, Style.PLACE_AND_DATE)) == 1


def test_each_attached_text_counts_anew_and_bears_its_own_end_mark() -> None:
    content = render(a_decision(attached=(REGULATION, PLAN), annexes=(ANNEX,))).content
    assert texts(content, Style.HEADING) == ["Chương I", "Chương II"]
    articles = [one.split(".")[0] for one in texts(content, Style.ARTICLE)]
    assert articles == ["Điều 1", "Điều 2", "Điều 1", "Điều 2"]
    assert sum(one.text.endswith("./.") for one in paragraphs(content)) == 3
    assert len(sections(content)) == 4
    assert {section.find(w("pgNumType")).get(w("start")) for section in sections(content)} == {"1"}


def test_a_table_in_an_attached_text_stands_where_its_line_is() -> None:
    table = replace(
        part("table"), table=BodyTable((TableColumn("Việc"), TableColumn("Hạn")), (("Phát phiếu", "15/3"),))
    )
    text = AttachedText(
        DocumentType.KE_HOACH, "Đo lường", (part("clause", "Như sau:"), table, part("clause", "Hết."))
    )
    content = render(a_decision(attached=(text,))).content
    shown = [one.text for one in paragraphs(content)]
    assert shown.index("1. Như sau:") < shown.index("Phát phiếu") < shown.index("2. Hết./.")


def test_an_annex_of_words_ends_with_the_end_mark() -> None:
    content = render(a_decision(annexes=(WORDS, ANNEX))).content
    assert texts(content, Style.ANNEX_LABEL) == ["Phụ lục I", "Phụ lục II"]
    assert texts(content, Style.CLAUSE) == ["1. Ghi rõ ràng.", "2. Không tẩy xóa./."]


def test_an_annex_may_say_something_above_its_table() -> None:
    content = render(
        a_decision(annexes=(replace(ANNEX, body=(part("paragraph", "Số liệu như sau:"),)),))
    ).content
    shown = [one.text for one in paragraphs(content)]
    assert shown.index("Số liệu như sau:") < shown.index("Tên xã")


def test_an_electronic_document_leaves_number_and_day_of_its_references_blank() -> None:
    content = render(a_decision(annexes=(ANNEX,), attached=(REGULATION,), electronic=True)).content
    expected = "(Kèm theo Quyết định số       /QĐ-SNV ngày    tháng    năm     của Sở Nội vụ tỉnh Minh Tân)"
    assert texts(content, Style.ANNEX_REFERENCE) == texts(content, Style.ATTACHED_REFERENCE) == [expected]
    assert texts(content, Style.NUMBER) == ["Số: 120/QĐ-SNV"]


MARKS = [
    ({"urgency": Urgency.KHAN}, Style.URGENT, "KHẨN"),
    ({"urgency": Urgency.THUONG_KHAN}, Style.VERY_URGENT, "THƯỢNG KHẨN"),
    ({"urgency": Urgency.HOA_TOC}, Style.MOST_URGENT, "HỎA TỐC"),
    ({"circulation": Circulation.XEM_XONG_TRA_LAI}, Style.CIRCULATION, "XEM XONG TRẢ LẠI"),
    ({"contact": "Số 1, đường A"}, Style.CONTACT, "Số 1, đường A"),
    ({"drafter_mark": "PL.(300)"}, Style.DRAFTER_MARK, "PL.(300)"),
]
EVERY_MARK = {style for _, style, _ in MARKS}


@pytest.mark.parametrize(("marks", "style", "printed"), MARKS, ids=[row[2] for row in MARKS])
def test_a_mark_stands_once_and_only_where_it_was_asked_for(
    marks: dict[str, Any], style: Style, printed: str
) -> None:
    content = render(a_letter(**marks)).content
    assert texts(content, *EVERY_MARK) == texts(content, style) == [printed]
    assert texts(render(a_letter()).content, *EVERY_MARK) == []


def test_marks_of_the_first_page_are_not_repeated_in_annexes() -> None:
    document = a_decision(contact="Số 1", urgency=Urgency.KHAN, annexes=(ANNEX,), attached=(PLAN,))
    assert sorted(texts(render(document).content, Style.CONTACT, Style.URGENT)) == ["KHẨN", "Số 1"]


def test_a_form_without_room_for_a_mark_refuses_it() -> None:
    with pytest.raises(NoPlaceInForm, match="urgency"):
        render(replace(COPY, urgency=Urgency.KHAN))


def test_the_block_of_a_copy_stands_below_the_end_of_what_was_copied() -> None:
    content = render(copy_of(a_decision(annexes=(ANNEX,)), COPY)).content
    shown = [one.text for one in paragraphs(content)]
    assert shown.index("84,50") < shown.index("SAO Y") < shown.index("Số: 03/SY-SNV")
    assert texts(content, Style.NUMBER) == ["Số: 120/QĐ-SNV", "Số: 03/SY-SNV"]
    assert len(sections(content)) == 2


def test_the_block_never_lies_on_its_side() -> None:
    content = render(copy_of(a_decision(annexes=(replace(ANNEX, landscape=True),)), COPY)).content
    orients = [section.find(w("pgSz")).get(w("orient")) for section in sections(content)]
    assert orients == [None, "landscape", None]


def test_a_copy_of_a_copy_has_both_blocks_the_first_one_first() -> None:
    first = copy_of(DECISION, COPY)
    second = copy_of(first, replace(COPY, type=DocumentType.SAO_LUC, number=DocumentNumber(4, "SL-SNV")))
    assert texts(render(second).content, Style.COPY_LABEL) == ["SAO Y", "SAO LỤC"]


def test_a_copy_of_an_old_document_keeps_the_form_of_its_day() -> None:
    old = a_decision(issued_on=LETTER.issued_on.replace(year=2017))
    content = render(copy_of(old, COPY)).content
    assert texts(content, Style.LEGAL_BASIS)[-1].endswith(",")
    assert texts(content, Style.COPY_LABEL) == ["SAO Y"]


DOCUMENTS = [
    a_decision(attached=(REGULATION,), annexes=(WORDS,)),
    copy_of(DECISION, COPY),
    a_letter(urgency=Urgency.KHAN),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=["attached", "copy", "urgent"])
def test_the_record_gives_the_same_document_and_the_same_bytes(document: Document) -> None:
    again = document_from_record(record_of(document))
    assert again == document
    assert render(again).content == render(document).content
