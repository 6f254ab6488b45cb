"""Chế độ lân cận: what other laws govern is refused by name; a slip in an administrative document is a finding."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.checking.checker import admitted, check_layout
from directives.conversion.admission import refuse_normative, refuse_secrets, refuse_strangers
from directives.conversion.errors import NormativeDocument, PartyDocument, RefusedFile, SecrecyMark
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.rulebook.neighbours import law_of

Letter = Callable[..., Path]
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

#: Printed type (None = none), number, whether it is normative, why.
NUMBERS = [
    ("Nghị định", "Số: 30/2020/NĐ-CP", True, "a decree"),
    ("Thông tư", "Số: /2026/TT-BNV", True, "a circular whose number is blank"),
    ("Luật", "Luật số: 64/2025/QH15", True, "a law"),
    (
        None,
        "Số: 64/2025/QH15",
        True,
        "a law whose type is not read: the year and the National Assembly's term",
    ),
    (None, "Số: 12/2026/TT-BNV", True, "a circular whose type stands in a picture"),
    ("Quyết định", "Số: 15/2026/QĐ-UBND", True, "a normative decision of a people's committee"),
    ("Nghị quyết", "Số: 05/2026/NQ-HĐND", True, "a normative resolution"),
    ("Chỉ thị", "Số: 05/2010/CT-UBND", True, "a directive, normative under the law of 2004"),
    ("Quyết định", "Số: 15/QĐ-UBND", False, "an ordinary decision"),
    ("Kế hoạch", "Số: 15/2026/KH-UBND", False, "a plan: the year is a slip (F-42)"),
    (None, "Số: 05/2026/UBND-VX", False, "a letter: the year is a slip (F-42)"),
    ("Báo cáo", "Số: 05/2026/BC-UBND", False, "a report: the year is a slip (F-42)"),
    ("Quyết định", "", False, "no number was found"),
]


@pytest.mark.parametrize(
    ("type_word", "number", "normative", "why"), NUMBERS, ids=[row[3] for row in NUMBERS]
)
def test_a_normative_document_is_told_by_its_type_or_the_year_in_its_number(
    type_word: str | None, number: str, normative: bool, why: str
) -> None:
    if not normative:
        refuse_normative(type_word, number)
        return
    with pytest.raises(NormativeDocument) as refusal:
        refuse_normative(type_word, number, date(2026, 3, 5))
    assert "Luật số 64/2025/QH15" in str(refusal.value)


#: Line of a head, whether it is a secrecy stamp, why.
STAMPS = [
    ("MẬT", True, "the lowest level"),
    ("TỐI MẬT", True, "the middle level"),
    ("TUYỆT  MẬT", True, "the highest level, with two blanks"),
    ("M Ậ T", True, "letter-spaced"),
    ("T Ố I  M Ậ T", True, "letter-spaced, two words"),
    ("(Mật)", True, "in brackets, small letters"),
    ("ĐỘ MẬT: TỐI MẬT", True, "with the word level"),
    ("[ MẬT ]", True, "in square brackets"),
    ("HỎA TỐC - MẬT", True, "beside the urgency"),
    ("TỐI MẬT, HOẢ TỐC", True, "before the urgency"),
    ("BẢO MẬT", False, "another word"),
    ("MẬT ONG RỪNG", False, "honey"),
    ("Mật", False, "a word of a table, small letters"),
    ("HỎA TỐC", False, "urgency alone"),
]


@pytest.mark.parametrize(("line", "secret", "why"), STAMPS, ids=[row[2] for row in STAMPS])
def test_a_secrecy_stamp_is_told_from_a_word(line: str, secret: bool, why: str) -> None:
    for place in ([line], []), ([], [line]):
        if secret:
            with pytest.raises(SecrecyMark):
                refuse_secrets(*place)
        else:
            refuse_secrets(*place)


#: Lines of a head, whether it is the Party's, why.
PARTY = [
    (["ĐẢNG CỘNG SẢN VIỆT NAM", "Số: 12-CV/TU"], True, "the Party's name in place of the state's"),
    (["TỈNH ỦY LÂM ĐỒNG\tĐẢNG CỘNG SẢN VIỆT NAM"], True, "set beside the committee by a tab"),
    (["TỈNH ỦY LÂM ĐỒNG", "Số 12-CV/TU", "Lâm Đồng, ngày 05 tháng 3 năm 2026"], True, "told by its number"),
    (
        [STATE, "Số: 05/UBND-VX", "Thực hiện nghị quyết của ĐẢNG CỘNG SẢN VIỆT NAM"],
        False,
        "the state's document",
    ),
]


@pytest.mark.parametrize(("lines", "party", "why"), PARTY, ids=[row[2] for row in PARTY])
def test_a_document_of_the_party_is_refused_and_its_rules_named(
    lines: list[str], party: bool, why: str
) -> None:
    if not party:
        refuse_strangers(lines)
        return
    with pytest.raises(PartyDocument, match="05-HD/VPTW"):
        refuse_strangers(lines)
    with pytest.raises(PartyDocument, match="36-HD/VPTW"):
        refuse_strangers(lines, date(2025, 3, 5))


LAWS = [
    ("normative", date(2010, 1, 1), "của ngày đó"),
    ("normative", date(2025, 3, 31), "80/2015/QH13"),
    ("normative", date(2025, 4, 1), "64/2025/QH15"),
    ("normative", date(2025, 7, 1), "187/2025"),
    ("normative", None, "187/2025"),
    ("normative", date(1900, 1, 1), "của ngày đó"),
    ("party", date(2026, 5, 26), "36-HD"),
    ("party", date(2026, 5, 27), "05-HD"),
]  # fmt: skip


@pytest.mark.parametrize(("neighbour", "day", "part"), LAWS)
def test_the_neighbouring_law_is_that_of_the_day(neighbour: Any, day: date | None, part: str) -> None:
    assert part in law_of(neighbour, day)


def laid_out(path: Path) -> Any:
    return read_word(path.read_bytes(), limits())


#: How a letter is changed, the refusal, why.
WHOLE: list[tuple[dict[str, Any], type[RefusedFile], str]] = [
    ({"stamp": "T Ố I  M Ậ T"}, SecrecyMark, "a stamp in the cell of the number"),
    ({"body": ["Nội dung./.", "MẬT"]}, SecrecyMark, "a stamp far below, outside every table"),
    ({"title": "NGHỊ ĐỊNH", "number": "Số: 30/2020/NĐ-CP"}, NormativeDocument, "a decree"),
    ({"title": "QUYẾT ĐỊNH", "number": "Số: 30/2026/QĐ-UBND"}, NormativeDocument, "a normative decision"),
    ({"state_name": "ĐẢNG CỘNG SẢN VIỆT NAM", "motto": ""}, PartyDocument, "a document of the Party"),
]


@pytest.mark.parametrize(("changes", "refusal", "why"), WHOLE, ids=[row[2] for row in WHOLE])
def test_a_file_of_a_neighbouring_regime_is_refused_with_its_name(
    write_letter: Letter, changes: dict[str, Any], refusal: type[RefusedFile], why: str
) -> None:
    with pytest.raises(refusal) as raised:
        admitted(laid_out(write_letter(**changes)), "thu.docx")
    assert raised.value.where == "thu.docx"


def test_an_old_decree_is_refused_as_a_decree_even_where_no_regime_of_ours_holds(
    write_letter: Letter,
) -> None:
    old = {"title": "NGHỊ ĐỊNH", "number": "Số: 30/1999/NĐ-CP", "date": "Hà Nội, ngày 05 tháng 3 năm 1999"}
    with pytest.raises(NormativeDocument, match="của ngày đó"):
        admitted(laid_out(write_letter(**old)), "thu.docx")


def test_the_year_in_a_letters_number_is_a_finding_and_no_refusal(write_letter: Letter) -> None:
    report = check_layout(laid_out(write_letter(number="Số: 05/2026/UBND-VX")), "thu.docx")
    assert "F-42" in {finding.rule for finding in report.findings}
