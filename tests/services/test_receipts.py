"""Ký nhận và trả lại: who signed, why it came back; told by a person or by an edXML status, counted once."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from directives.exchange.deliveries import Channel, State
from directives.exchange.message import Agency, DocumentReference, StatusMessage
from directives.exchange.writer import write_message
from tests.services.sending_desk import BOOK, acts, dispatch_at, issued, rows
from tests.workspaces import NOW
from workflows.services.books import book_row, book_rows
from workflows.services.carriers import Dispatch
from workflows.services.find_delivery import UnknownDelivery, WrongMove
from workflows.services.record_receipt import (
    NoReturnReason,
    ReceiptBeforeSending,
    UnknownStatus,
    record_receipt,
    record_return,
    take_status_message,
)
from workflows.services.route_delivery import route_delivery
from workflows.services.send_deliveries import send_deliveries
from workflows.services.workspace import Workspace

TODAY = NOW.date()
PLACE = (BOOK, 1, 2)  # Bộ Nội vụ, by edXML


@pytest.fixture
def dispatch(tmp_path: Path) -> Dispatch:
    """Phòng chuyển: on folders."""
    return dispatch_at(tmp_path / "out")


@pytest.fixture
def sent(workspace: Workspace, dispatch: Dispatch) -> Workspace:
    """Đã gửi: one document to Sở Nội vụ and Bộ Nội vụ."""
    issued(workspace, dispatch, "Bộ Nội vụ (b/c)")
    send_deliveries(workspace, dispatch)
    return workspace


def status(code: str, description: str = "", **what: object) -> StatusMessage:
    """Gói trạng thái: of the Ministry about our document."""
    reply = DocumentReference(
        "000.00.00.H36", "01/UBND-VX", "2026/10/05", "000.00.00.H36,2026/10/05,01/UBND-VX"
    )
    message = StatusMessage(reply, Agency("000.00.00.G09"), code, description, "2026/10/05 09:00:00")
    return replace(message, **what)


def file_of(tmp_path: Path, message: StatusMessage) -> Path:
    """Tệp trạng thái: of this message."""
    path = tmp_path / "trang-thai.edxml"
    path.write_bytes(write_message(message))
    return path


def test_a_receipt_is_recorded_once_and_shows_in_the_book(sent: Workspace) -> None:
    before = len(acts(sent))
    for _ in range(2):
        found = record_receipt(sent, PLACE, "Lê Thị C", TODAY)
    assert (found.state, found.received_by) == (State.RECEIVED, "Lê Thị C")
    assert acts(sent)[before:] == ["receipt_recorded"]
    (row,) = book_rows(sent, BOOK)
    assert row == book_row(sent, BOOK, 1)
    assert row.cells()[4:9:2] == ("Sở Nội vụ; Bộ Nội vụ (b/c)", "2", "Bộ Nội vụ: Lê Thị C, 05/10/2026")
    assert row.transferred_on == "05/10/2026"


def test_no_name_of_a_person_stands_in_the_journal(sent: Workspace) -> None:
    record_receipt(sent, PLACE, "Lê Thị C", TODAY)
    with sent.engine.connect() as connection:
        text = str(connection.exec_driver_sql("SELECT payload FROM audit_entry").all())
    assert "Lê Thị C" not in text


def test_what_came_back_goes_out_again_as_another_attempt(sent: Workspace, dispatch: Dispatch) -> None:
    first = rows(sent)["Bộ Nội vụ"]
    with pytest.raises(NoReturnReason):
        record_return(sent, PLACE, " ", TODAY)
    record_return(sent, PLACE, "sai địa chỉ", TODAY)
    assert rows(sent)["Bộ Nội vụ"].trouble == "sai địa chỉ"
    route_delivery(sent, dispatch, PLACE, Channel.EDXML)
    (again,) = send_deliveries(sent, dispatch).sent
    assert (again.attempt, again.message_id != first.message_id) == (2, True)


@pytest.mark.parametrize(
    ("on", "refusal", "reason"),
    [
        (TODAY - timedelta(days=1), ReceiptBeforeSending, "before it was sent"),
        (TODAY + timedelta(days=1), ReceiptBeforeSending, "tomorrow"),
    ],
)
def test_a_receipt_has_a_possible_day(
    sent: Workspace, on: date, refusal: type[Exception], reason: str
) -> None:
    with pytest.raises(refusal):
        record_receipt(sent, PLACE, "", on)
    assert rows(sent)["Bộ Nội vụ"].state is State.SENT, reason


def test_a_received_copy_does_not_come_back_and_an_unknown_one_is_named(sent: Workspace) -> None:
    record_receipt(sent, PLACE, "", TODAY)
    with pytest.raises(WrongMove):
        record_return(sent, PLACE, "nhầm", TODAY)
    with pytest.raises(UnknownDelivery):
        record_receipt(sent, (BOOK, 1, 9), "", TODAY)


def test_a_status_message_is_a_receipt_or_a_return(
    sent: Workspace, dispatch: Dispatch, tmp_path: Path
) -> None:
    take_status_message(sent, dispatch, file_of(tmp_path, status("01")))
    assert rows(sent)["Bộ Nội vụ"].state is State.SENT
    for _ in range(2):
        take_status_message(sent, dispatch, file_of(tmp_path, status("03", "vào sổ số 412")))
    assert rows(sent)["Bộ Nội vụ"].state is State.RECEIVED
    assert acts(sent)[-2:] == ["status_received", "receipt_recorded"]


def test_a_refusal_by_status_brings_its_reason(sent: Workspace, dispatch: Dispatch, tmp_path: Path) -> None:
    take_status_message(sent, dispatch, file_of(tmp_path, status("02", "thiếu tệp")))
    found = rows(sent)["Bộ Nội vụ"]
    assert (found.state, found.trouble) == (State.RETURNED, "thiếu tệp")


NOT_OURS = [
    (status("03", sender=Agency("000.00.00.G12")), "an agency it was not sent to"),
    (status("03", reply_to=DocumentReference("000.00.00.H36", "09/UBND-VX", "2026/10/05")), "another number"),
    (status("03", reply_to=DocumentReference("000.00.00.H36", "01/UBND-VX", "2025/10/05")), "another day"),
    (status("03", reply_to=DocumentReference("000.00.00.H01", "01/UBND-VX", "2026/10/05")), "another sender"),
    (status("99"), "a code in no list"),
]


@pytest.mark.parametrize(("message", "reason"), NOT_OURS, ids=[row[1] for row in NOT_OURS])
def test_a_status_that_fits_nothing_of_ours_changes_nothing(
    sent: Workspace, dispatch: Dispatch, tmp_path: Path, message: StatusMessage, reason: str
) -> None:
    before = rows(sent)
    with pytest.raises(UnknownStatus):
        take_status_message(sent, dispatch, file_of(tmp_path, message))
    assert rows(sent) == before, reason
