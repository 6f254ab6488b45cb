"""Phần khỏi phải gõ: what the office's own file fills in, and what stands because the draft says it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

import examples
from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.model import Document
from directives.document.office_defaults import (
    DoubleSignature,
    MissingRecipients,
    MissingSignature,
    NoWorkingRules,
)
from directives.org.rules_file import read_all_working_rules
from directives.org.signing import NotEmpowered, NotInPost
from tests.workspaces import NOW, chart

RULES = read_all_working_rules(examples.FOLDER / "offices")
OFFICE, BOARD = "snv-lam-dong", "bcd-do-luong-hai-long-lam-dong"
DRAFT: dict[str, Any] = {
    "type": "cong_van",
    "issuer": OFFICE,
    "unit": "cchc",
    "subject": "phối hợp điều tra",
    "addressees": ["Bưu điện tỉnh"],
    "signer": "an",
    "date": date(2026, 3, 5),
    "body": [{"kind": "paragraph", "text": "Đề nghị phối hợp."}],
}


def composed(rules: Mapping[str, Any] = RULES, **what: Any) -> Document:
    data = {name: value for name, value in (DRAFT | what).items() if value is not None}
    return compose(parse_draft(data, file="thu.toml"), chart(), NOW.date(), rules=rules)


def test_a_draft_of_six_lines_is_a_whole_document() -> None:
    document = composed()
    assert str(document.number) == "      /SNV-CCHC"
    assert document.place_name == "Lâm Đồng"
    assert document.signature.lines == ("GIÁM ĐỐC",)
    assert document.signature.name == "Nguyễn Văn An"
    assert document.recipients == ("Như trên", "UBND tỉnh (b/c)", "Lãnh đạo Sở")
    assert str(document.archive) == "Lưu: VT, CCHC"


SIGNERS = [
    ({"signer": "binh"}, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "a deputy signs for the head"),
    (
        {"signer": "chau"},
        ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
        "the working rules let the office sign by order",
    ),
    (
        {"signer": "giang"},
        ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG CẢI CÁCH HÀNH CHÍNH"),
        "a delegation in writing, for a time",
    ),
    ({"signer": "binh", "date": date(2026, 10, 5)}, ("Q. GIÁM ĐỐC",), "acting head from October"),
]


@pytest.mark.parametrize(("change", "lines", "why"), SIGNERS, ids=[row[2] for row in SIGNERS])
def test_the_signer_s_capacity_follows_from_the_office_s_file(
    change: dict[str, Any], lines: tuple[str, ...], why: str
) -> None:
    assert composed(**change).signature.lines == lines


def test_a_member_of_an_advisory_body_shows_the_post_in_the_office() -> None:
    document = composed(issuer=BOARD, type="thong_bao", unit=None, addressees=[], recipients=["Sở Nội vụ"])
    assert document.number.symbol == "TB-BCĐ"
    assert document.signature.lines == ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")
    assert document.signature.post == "GIÁM ĐỐC SỞ NỘI VỤ"


WRITTEN = [
    ({"recipients": ["Sở Y tế"]}, "recipients", ("Sở Y tế",)),
    ({"unit": "TCHC"}, "number.symbol", "SNV-TCHC"),
    (
        {"signer": None, "signature": {"title": "CHỦ TỊCH", "name": "Lê Văn Mẫu"}},
        "signature.name",
        "Lê Văn Mẫu",
    ),
    ({"archive": {"units": ["VT", "HC"], "copies": 2}}, "archive", None),
]


@pytest.mark.parametrize(("change", "field", "expected"), WRITTEN, ids=[row[1] for row in WRITTEN])
def test_what_the_draft_says_itself_stands(change: dict[str, Any], field: str, expected: object) -> None:
    found: Any = composed(**change)
    for name in field.split("."):
        found = getattr(found, name)
    assert found == expected if expected is not None else str(found) == "Lưu: VT, HC (2)"


REFUSED = [
    ({"signer": None}, RULES, MissingSignature, "nobody signs"),
    ({"signature": {"name": "Lê Văn Mẫu"}}, RULES, DoubleSignature, "two say who signs"),
    ({}, {}, NoWorkingRules, "a signer without a file that knows him or her"),
    (
        {"signer": None, "signature": {"name": "Lê Văn Mẫu"}, "type": "quy_che", "addressees": []},
        {},
        MissingRecipients,
        "nobody gets it",
    ),
    ({"signer": "giang", "type": "ke_hoach"}, RULES, NotEmpowered, "the delegation does not cover plans"),
    ({"signer": "an", "date": date(2026, 10, 5)}, RULES, NotInPost, "left in August"),
]


@pytest.mark.parametrize(("change", "rules", "refusal", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_what_cannot_be_filled_in_is_refused(
    change: dict[str, Any], rules: Mapping[str, Any], refusal: type[Exception], why: str
) -> None:
    with pytest.raises(refusal):
        composed(rules, **change)
