"""Tìm trong sổ: both books by words and filters; what was voided or noted later is found by its note."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directives.register.books import BookKey
from directives.register.states import Move
from storage.entry_states import Place
from storage.search import Filters
from tests.documents import dated
from tests.services.test_incoming import ARRIVAL, BOOK, OFFICE, TODAY
from workflows.services.change_state import change_state
from workflows.services.handle_incoming import forward_incoming
from workflows.services.issue import issue_document
from workflows.services.receive_document import receive_document
from workflows.services.search_books import NothingToSearch, search_books
from workflows.services.workspace import Workspace


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """Hai sổ: three documents out, two in."""
    issue_document(workspace, dated("2025-12-30", subject="tổng kết năm 2025"))
    issue_document(workspace, dated("2026-03-02", subject="cử cán bộ tỉnh Đắk Nông"))
    issue_document(workspace, dated("2026-03-03", type="to_trinh", unit="", subject="kinh phí 100%_đo lường"))
    change_state(workspace, Move.VOID, Place(BookKey(OFFICE, "CV", 2026), 1), "gửi nhầm nơi nhận")
    receive_document(workspace, OFFICE, ARRIVAL, receiver="Phòng Văn xã")
    receive_document(
        workspace, OFFICE, replace(ARRIVAL, number_and_symbol="", type_name="Đơn", author="Trần Thị Ánh")
    )
    forward_incoming(workspace, BOOK, 2, receiver="Thanh tra tỉnh", on=TODAY)
    return workspace


FOUND = [
    ("dak nong", {}, ["CV/2026/1"], [], "without accents"),
    ("Nông đắk", {}, ["CV/2026/1"], [], "with accents, in another order"),
    ("nòng", {}, [], [], "an accent narrows"),
    ("do luong", {}, ["TTr/2026/1"], [1, 2], "in both books"),
    ("gui nham", {}, ["CV/2026/1"], [], "by the reason for which a number was voided"),
    ("100%", {}, ["TTr/2026/1"], [], "a sign of the database's own does not count"),
    ("01/ttr-ubnd", {}, ["TTr/2026/1"], [], "by number and symbol"),
    ("bộ nội vụ", {}, ["CV/2025/1", "CV/2026/1", "TTr/2026/1"], [1], "by recipient and author"),
    ("thanh tra", {}, [], [2], "by what was noted later"),
    ("nguyễn văn mẫu", {"year": 2025}, ["CV/2025/1"], [], "of a year"),
    ("", {"type": "to_trinh"}, ["TTr/2026/1"], [], "of a type"),
    ("", {"type": "don"}, [], [2], "of a type the law does not list"),
    ("", {"type": "cong_van"}, ["CV/2025/1", "CV/2026/1"], [1], "of a type, in both books"),
    ("", {"since": date(2026, 3, 1), "until": date(2026, 3, 2)}, ["CV/2026/1"], [], "of some days"),
    ("", {"state": "cancelled"}, ["CV/2026/1"], [], "that are void"),
    ("", {"state": "issued", "year": 2026}, ["TTr/2026/1"], [], "that are as issued"),
    ("", {"office": "snv-lam-dong"}, [], [], "of another office"),
]


def test_what_is_asked_is_found(books: Workspace) -> None:
    for asked, filters, out, arrived, reason in FOUND:
        what: dict[str, Any] = dict(filters)
        found = search_books(books, asked, Filters(**what))
        places = [entry.subject_id.removeprefix(f"{OFFICE}/") for entry in found.outgoing]
        assert (places, [entry.number for entry in found.incoming]) == (out, arrived), reason


@pytest.mark.parametrize("asked", ["", "  ", "!?", "%_"])
def test_who_asks_for_nothing_is_told_so(workspace: Workspace, asked: str) -> None:
    with pytest.raises(NothingToSearch):
        search_books(workspace, asked)
