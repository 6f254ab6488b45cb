"""Lập văn bản: office and day give letterhead, place and symbol; nothing is taken from anywhere else."""

from typing import Any

import pytest

from directives.document.compose import (
    IssuesNoDocuments,
    MissingAddressees,
    MissingBody,
    MissingDraftingUnit,
    symbol_of,
)
from directives.document.details import UnansweredForm
from directives.document.forms import UnknownForm
from directives.document.kinds import DocumentType
from directives.org.errors import EndedOffice, UnknownOffice
from tests.documents import a_document, dated
from tests.workspaces import NOW, chart

#: Day, issuer, unit, and what stands at the head of the paper.
OFFICES = [
    (
        "2017-10-12", "ubnd-huyen-khanh-son", "NV",
        ((), ("ỦY BAN NHÂN DÂN", "HUYỆN KHÁNH SƠN")), "Khánh Sơn", "UBND-NV",
    ),
    (
        "2020-03-11", "ubnd-huyen-tam-duong", "NV",
        ((), ("ỦY BAN NHÂN DÂN", "HUYỆN TAM ĐƯỜNG")), "Tam Đường", "UBND-NV",
    ),
    (
        "2020-04-16", "ubnd-tinh-tuyen-quang", "NC",
        ((), ("ỦY BAN NHÂN DÂN", "TỈNH TUYÊN QUANG")), "Tuyên Quang", "UBND-NC",
    ),
    (
        "2021-08-04", "ubnd-thi-xa-an-khe", "NV",
        ((), ("ỦY BAN NHÂN DÂN", "THỊ XÃ AN KHÊ")), "An Khê", "UBND-NV",
    ),
    (
        "2021-12-10", "snv-dak-nong", "CCHCVTLT",
        (("UBND TỈNH ĐẮK NÔNG",), ("SỞ NỘI VỤ",)), "Đắk Nông", "SNV-CCHCVTLT",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "issuer", "unit", "head", "place", "symbol"), OFFICES)
def test_the_five_offices_write_themselves_as_they_did(
    day: str, issuer: str, unit: str, head: tuple[tuple[str, ...], tuple[str, ...]], place: str, symbol: str
) -> None:
    document = dated(day, issuer=issuer, unit=unit)
    assert (document.letterhead.parent_lines, document.letterhead.name_lines) == head
    assert (document.place_name, document.number.symbol, document.number.number) == (place, symbol, None)


@pytest.mark.parametrize("kind", [kind for kind in DocumentType if kind.code], ids=lambda kind: kind.value)
def test_a_named_type_has_its_code_and_the_issuer_in_its_symbol(kind: DocumentType) -> None:
    assert symbol_of(kind, chart().on(NOW.date()).office("ubnd-tinh-lam-dong"), "") == f"{kind.code}-UBND"


REFUSED: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"body": []}, MissingBody, "a công văn says something"),
    ({"details": {"venue": "Hội trường"}}, UnansweredForm, "a công văn asks for no venue"),
    ({"form": "cong_van_la"}, UnknownForm, "no such form"),
    ({"type": "bien_ban", "body": []}, MissingBody, "minutes say what happened"),
    ({"type": "giay_moi", "addressees": []}, MissingAddressees, "an invitation names its guests"),
    ({"type": "cong_dien", "addressees": []}, MissingAddressees, "a telegram names whom it orders"),
    ({"unit": ""}, MissingDraftingUnit, "a công văn names its drafting unit"),
    ({"issuer": "ubnd-tinh-lam-dog"}, UnknownOffice, "no such office"),
    ({"issuer": "ubnd-tinh-dak-nong"}, EndedOffice, "ended on 1 July 2025"),
    ({"issuer": "buu-dien-tinh-lam-dong"}, IssuesNoDocuments, "the post is addressed, it has no letterhead"),
]


@pytest.mark.parametrize(("change", "refusal", "reason"), REFUSED)
def test_what_cannot_be_issued_is_refused(
    change: dict[str, Any], refusal: type[Exception], reason: str
) -> None:
    with pytest.raises(refusal):
        a_document(**change)


def test_a_draft_without_a_date_is_of_today() -> None:
    assert a_document().issued_on.isoformat() == "2026-10-05"


def test_a_symbol_that_is_written_out_is_kept() -> None:
    assert a_document(symbol="UBND-TH1").number.symbol == "UBND-TH1"
