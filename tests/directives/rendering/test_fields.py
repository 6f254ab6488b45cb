"""Trường của mẫu: nothing a document says is dropped because its form has no box for it."""

from datetime import date

import pytest

from directives.document.kinds import DocumentType
from directives.document.model import Document, Letterhead
from directives.rendering.fields import DecisionFields, LetterFields, NoPlaceInForm, fields_of
from directives.rendering.text_width import longest_line, text_width
from directives.rulebook.regimes import regime_on
from tests.directives.rendering.builders import a_decision, a_letter

ND30 = regime_on(date(2022, 3, 5))


def test_the_head_of_a_letter() -> None:
    fields = fields_of(a_letter(), ND30, "cong_van")
    assert isinstance(fields, LetterFields)
    assert fields.parent_lines == ("UBND TỈNH MINH TÂN",)
    assert fields.issuer_lines == ("SỞ NỘI VỤ",)
    assert fields.number_line == "Số: 05/SNV-CCHC"
    assert fields.place_and_date == "Minh Tân, ngày 05 tháng 3 năm 2022"
    assert fields.subject == "V/v phối hợp điều tra xã hội học"
    assert fields.addressee_line == "Kính gửi: Bưu điện tỉnh"
    assert fields.signature_lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_the_frame_of_a_decision() -> None:
    fields = fields_of(a_decision(), ND30, "quyet_dinh")
    assert isinstance(fields, DecisionFields)
    assert (fields.type_name, fields.deciding_word) == ("QUYẾT ĐỊNH", "QUYẾT ĐỊNH:")
    assert fields.deciding_authority == "GIÁM ĐỐC SỞ NỘI VỤ"
    assert [basis[-1] for basis in fields.legal_bases] == [";", "."]


def test_a_resolution_resolves() -> None:
    fields = fields_of(a_decision(type=DocumentType.NGHI_QUYET), ND30, "quyet_dinh")
    assert isinstance(fields, DecisionFields)
    assert (fields.type_name, fields.deciding_word) == ("NGHỊ QUYẾT", "QUYẾT NGHỊ:")


WITHOUT_PLACE = [
    (a_letter(deciding_authority="GIÁM ĐỐC"), "cong_van", "deciding_authority"),
    (a_decision(addressees=("Sở A",)), "quyet_dinh", "addressees"),
]


@pytest.mark.parametrize(("document", "form", "field"), WITHOUT_PLACE)
def test_what_the_form_has_no_box_for_is_refused_by_name(document: Document, form: str, field: str) -> None:
    with pytest.raises(NoPlaceInForm, match=field):
        fields_of(document, ND30, form)


ISSUERS = [("SỞ NỘI VỤ",), ("ỦY BAN NHÂN DÂN", "TỈNH TUYÊN QUANG"), ("PHÒNG TƯ PHÁP",)]


@pytest.mark.parametrize("name", ISSUERS, ids=lambda name: name[-1])
def test_the_rule_under_the_issuer_is_a_third_to_a_half_of_its_name(name: tuple[str, ...]) -> None:
    fields = fields_of(a_letter(letterhead=Letterhead((), name)), ND30, "cong_van")
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
    fields = fields_of(a_decision(subject="Phê duyệt kết quả " * 20), ND30, "quyet_dinh")
    assert isinstance(fields, DecisionFields)
    assert 150 * 56.7 / 3 <= fields.subject_rule <= 165 * 56.7 / 2


def test_a_horned_letter_with_a_tone_is_as_wide_as_without() -> None:
    assert (
        text_width("ờ", 14, bold=False) == text_width("ơ", 14, bold=False) > text_width("o", 14, bold=False)
    )
