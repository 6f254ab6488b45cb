"""Bưu điện: labels for what waits, handed over once, and the book of the days, inert as a table."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from python_calamine import load_workbook

from directives.exchange.deliveries import Channel, State
from tests.services.sending_desk import BOOK, acts, dispatch_at, issued, rows
from tests.workspaces import NOW
from workflows.services.carriers import Dispatch
from workflows.services.post_paper import (
    NothingToPost,
    hand_to_post,
    labels,
    postal_book_docx,
    postal_book_xlsx,
)
from workflows.services.record_receipt import ReceiptBeforeSending
from workflows.services.route_delivery import route_delivery
from workflows.services.workspace import Workspace

TODAY = NOW.date()
EVIL = ["=HYPERLINK(A1)", "+84 909", "-1", "@SUM(A1)", "0909 123 456"]


@pytest.fixture
def dispatch(tmp_path: Path) -> Dispatch:
    """Phòng chuyển: on folders."""
    return dispatch_at(tmp_path / "out")


@pytest.fixture
def waiting(workspace: Workspace, dispatch: Dispatch) -> Workspace:
    """Chờ bưu điện: two documents to one address, one of them to strange names as well."""
    issued(workspace, dispatch, "Bưu điện tỉnh (b/c)")
    issued(workspace, dispatch, "Bưu điện tỉnh", *EVIL)
    for position, name in enumerate(EVIL, start=3):
        route_delivery(workspace, dispatch, (BOOK, 2, position), Channel.PAPER, f"nhà của {name}")
    return workspace


def texts(content: bytes) -> list[str]:
    """Chữ trong các ô: of the first table, merged cells once."""
    table = docx.Document(BytesIO(content)).tables[0]
    return [cell.text for row in table.rows for cell in row.cells]


def test_what_goes_to_one_address_goes_into_one_envelope(waiting: Workspace) -> None:
    (first, *_) = texts(labels(waiting))
    assert first.splitlines() == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LÂM ĐỒNG",
        "Số: 01/UBND-VX; 02/UBND-VX",
        "Kính gửi: Bưu điện tỉnh",
        "Số 2 Lê Đại Hành, Đà Lạt",
        "(4 bản)",
    ]
    assert labels(waiting) == labels(waiting), "the same bytes"


def test_handing_over_happens_once_and_fills_the_book(waiting: Workspace) -> None:
    assert len(hand_to_post(waiting, TODAY)) == 2 + len(EVIL)
    with pytest.raises(NothingToPost):
        hand_to_post(waiting, TODAY)
    assert rows(waiting)["Bưu điện tỉnh"].state is State.SENT
    assert acts(waiting).count("delivery_posted") == 2 + len(EVIL)
    found = texts(postal_book_docx(waiting, BOOK.issuer, TODAY, TODAY))
    assert found[:12:2] == ["Ngày chuyển", "Nơi nhận văn bản", "Ký nhận và dấu bưu điện", "(1)", "(3)", "(5)"]
    assert found[12:18] == ["05/10/2026", "01/UBND-VX; 02/UBND-VX", "Bưu điện tỉnh", "1", "", "4 bản"]


def test_the_workbook_holds_text_only(waiting: Workspace) -> None:
    hand_to_post(waiting, TODAY)
    content = postal_book_xlsx(waiting, BOOK.issuer, TODAY, TODAY)
    cells = {
        cell for row in load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python() for cell in row
    }
    assert {type(cell) for cell in cells} == {str}
    assert set(EVIL) <= cells
    with ZipFile(BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"HYPERLINK" not in sheet
    assert content == postal_book_xlsx(waiting, BOOK.issuer, TODAY, TODAY), "the same bytes"


@pytest.mark.parametrize("days", [-1, 1])
def test_nothing_is_posted_before_it_was_made_or_tomorrow(waiting: Workspace, days: int) -> None:
    with pytest.raises(ReceiptBeforeSending):
        hand_to_post(waiting, TODAY + timedelta(days=days))
    assert rows(waiting)["Bưu điện tỉnh"].state is State.WAITING


def test_an_empty_stretch_has_no_book(waiting: Workspace) -> None:
    with pytest.raises(NothingToPost):
        postal_book_docx(waiting, BOOK.issuer, TODAY, TODAY)
