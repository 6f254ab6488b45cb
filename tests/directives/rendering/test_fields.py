"""Trường của mẫu: nothing a document says is dropped because its form has no box for it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from directives.document.forms import official_form
from directives.document.kinds import DocumentType
from directives.document.model import Detail, Document, Letterhead
from directives.document.text_width import longest_line, text_width
from directives.rendering.fields import NoPlaceInForm, UnknownField, field_values
from directives.rulebook.regimes import regime_on
from tests.directives.rendering.builders import a_decision, a_letter

ND30 = regime_on(date(2022, 3, 5))


def fields_of(document: Document) -> Any:
    """What the law's own form of this document is filled with, field by field."""
    names = official_form(document.type, document.issued_on).fields
    return SimpleNamespace(**field_values(document, ND30, names))


def test_the_head_of_a_letter() -> None:
    fields = fields_of(a_letter())
    assert fields.parent_lines == ("UBND TỈNH MINH TÂN",)
    assert fields.issuer_lines == ("SỞ NỘI VỤ",)
    assert fields.number_line == "Số: 05/SNV-CCHC"
    assert fields.place_and_date == "Minh Tân, ngày 05 tháng 3 năm 2022"
    assert fields.subject == "V/v phối hợp điều tra xã hội học"
    assert fields.addressee_line == "Kính gửi: Bưu điện tỉnh"
    assert fields.signature_lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_the_frame_of_a_decision() -> None:
    fields = fields_of(a_decision())
    assert (fields.type_name, fields.deciding_word) == ("QUYẾT ĐỊNH", "QUYẾT ĐỊNH:")
    assert fields.deciding_authority == "GIÁM ĐỐC SỞ NỘI VỤ"
    assert [basis[-1] for basis in fields.legal_bases] == [";", "."]


def test_a_resolution_resolves() -> None:
    fields = fields_of(a_decision(type=DocumentType.NGHI_QUYET))
    assert (fields.type_name, fields.deciding_word) == ("NGHỊ QUYẾT", "QUYẾT NGHỊ:")


WITHOUT_PLACE = [
    (a_letter(deciding_authority="GIÁM ĐỐC"), "deciding_authority"),
    (a_decision(addressees=("Sở A",)), "addressees"),
    (a_letter(details=(Detail("venue", "Hội trường A"),)), "venue"),
]


@pytest.mark.parametrize(("document", "field"), WITHOUT_PLACE, ids=[row[1] for row in WITHOUT_PLACE])
def test_what_the_form_has_no_box_for_is_refused_by_name(document: Document, field: str) -> None:
    with pytest.raises(NoPlaceInForm, match=field):
        fields_of(document)


def test_a_name_which_nothing_answers_is_refused() -> None:
    names = {*official_form(a_letter().type, a_letter().issued_on).fields, "nguoi_ky"}
    with pytest.raises(UnknownField, match="nguoi_ky"):
        field_values(a_letter(), ND30, names)


def test_a_detail_which_was_left_empty_needs_no_place() -> None:
    assert fields_of(a_letter(details=(Detail("venue", ""),))).subject.startswith("V/v")


ISSUERS = [("SỞ NỘI VỤ",), ("ỦY BAN NHÂN DÂN", "TỈNH TUYÊN QUANG"), ("PHÒNG TƯ PHÁP",)]


@pytest.mark.parametrize("name", ISSUERS, ids=lambda name: name[-1])
def test_the_rule_under_the_issuer_is_a_third_to_a_half_of_its_name(name: tuple[str, ...]) -> None:
    fields = fields_of(a_letter(letterhead=Letterhead((), name)))
    longest = max(text_width(line, ND30.used("issuer"), bold=True) for line in name)
    assert 1 / 3 <= fields.issuer_rule / longest <= 1 / 2


WRAPPED = [
    ("an bình", 1000, "an bình", "fits: the whole text"),
    ("an bình", 600, "bình", "two lines: the longer one"),
    ("nghiêng", 300, None, "a word longer than the room fills it"),
    ("", 300, "", "nothing"),
]


@pytest.mark.parametrize(("text", "room", "line", "why"), WRAPPED, ids=[row[3] for row in WRAPPED])
def test_the_longest_printed_line(text: str, room: int, line: str | None, why: str) -> None:
    expected = room if line is None else text_width(line, 14, bold=True)
    assert longest_line(text, 14, bold=True, room=room) == expected, why


def test_a_subject_of_many_lines_has_a_rule_within_the_page() -> None:
    fields = fields_of(a_decision(subject="Phê duyệt kết quả " * 20))
    assert 150 * 56.7 / 3 <= fields.subject_rule <= 165 * 56.7 / 2


def test_a_horned_letter_with_a_tone_is_as_wide_as_without() -> None:
    assert (
        text_width("ờ", 14, bold=False) == text_width("ơ", 14, bold=False) > text_width("o", 14, bold=False)
    )
