"""Kiểm tra sổ theo luật: what was done wrong by hand in a real database is found; what the engine did is right."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from directives.checking.register_checker import RegisterReport
from directives.document.kinds import Urgency
from directives.exchange.deliveries import State as DeliveryState
from directives.register.books import BookKey
from directives.register.incoming import IncomingBookKey
from directives.register.states import Move
from storage import deliveries
from storage.database import transaction
from storage.entry_states import Place
from storage.json_text import sha256_of
from tests.documents import dated
from tests.services.sending_desk import dispatch_at
from tests.services.test_incoming import arrival
from tests.services.test_verify_books import unguarded
from tests.workspaces import NOW, workspace_at
from workflows.services.books import open_book
from workflows.services.change_state import change_state
from workflows.services.check_register import NoBooks, check_register
from workflows.services.handle_incoming import forward_incoming, strike_incoming
from workflows.services.issue import issue_document
from workflows.services.make_pdf import keep_pdf
from workflows.services.plan_deliveries import plan_deliveries
from workflows.services.receive_document import receive_document
from workflows.services.verify_books import verify_books
from workflows.services.void_number import void_number
from workflows.services.workspace import Workspace

OFFICE = "ubnd-tinh-lam-dong"
LETTERS = BookKey(OFFICE, "CV", 2026)
ARRIVALS = IncomingBookKey(OFFICE, 2026)
TODAY = NOW.date()


def found(report: RegisterReport) -> list[tuple[str, str, str]]:
    """Đã thấy: rule, severity and row of each finding."""
    return [
        (finding.rule, finding.severity, finding.place.entry or "")
        for book in report.books
        for finding in book.findings
    ]


def unseen(report: RegisterReport) -> set[str]:
    return {one.rule for book in report.books for one in book.unseen}


@pytest.fixture
def desk(workspace: Workspace) -> Workspace:
    """Sổ ba công văn: 01, 02 and 03."""
    for day in ("2026-03-02", "2026-03-02", "2026-03-05"):
        issue_document(workspace, dated(day))
    return workspace


def test_books_as_the_engine_writes_them_are_right_and_what_is_unknown_is_unseen(desk: Workspace) -> None:
    void_number(desk, LETTERS, 2, "gửi nhầm")
    report = check_register(desk, files=True)
    assert (found(report), report.not_read) == ([], ())
    assert (len(report.books), report.entries, report.errors, report.warnings) == (1, 3, 0, 0)
    assert {"F-119", "F-123"} <= unseen(report), "nothing was sent here: neither late nor without copies"


def test_an_empty_register_is_right_but_an_office_without_books_is_named(workspace: Workspace) -> None:
    assert check_register(workspace).books == ()
    for office, year in (("khong-co", None), (OFFICE, 1999), ("", 1999)):
        with pytest.raises(NoBooks):
            check_register(workspace, office, year)


def test_only_the_books_of_an_office_and_a_year_are_looked_at(desk: Workspace) -> None:
    receive_document(desk, OFFICE, arrival())
    issue_document(desk, dated("2025-12-30"))
    assert [book.book for book in check_register(desk).books] == [
        f"{OFFICE}/CV/2025",
        f"{OFFICE}/CV/2026",
        f"{OFFICE}/ĐẾN/2026",
    ]
    assert [book.book for book in check_register(desk, OFFICE, 2025).books] == [f"{OFFICE}/CV/2025"]


#: What is done to the book of three numbers by hand, and what the law says to it.
DAMAGES = [
    (
        ["DELETE FROM document_file WHERE number = 2", "DELETE FROM register_entry WHERE number = 2"],
        [("F-121", "warning", "02")],
        "a number is gone",
    ),
    (
        ["DELETE FROM document_file WHERE number = 1", "DELETE FROM register_entry WHERE number = 1"],
        [("F-122", "error", "02/UBND-VX")],
        "the first number is gone",
    ),
    (["UPDATE book SET opened_after = 1"], [("F-121", "error", "01/UBND-VX")], "paper had given it already"),
    (
        ["UPDATE register_entry SET record = replace(record, '2026-03-02', '2026-03-09') WHERE number = 2"],
        [("F-121", "error", "03/UBND-VX")],
        "a later number with an earlier day",
    ),
    (
        ["UPDATE register_entry SET record = replace(record, '2026-03-05', '2027-03-05') WHERE number = 3"],
        [("F-122", "error", "03/UBND-VX")],
        "a day of another year",
    ),
    (
        ["UPDATE register_entry SET record = replace(record, 'Nguyễn Văn Mẫu', '') WHERE number = 3"],
        [],
        "no name: the register has the title of who signed",
    ),
]


@pytest.mark.parametrize(("damage", "expected", "why"), DAMAGES, ids=[row[2] for row in DAMAGES])
def test_what_was_changed_by_hand_is_judged(
    desk: Workspace, damage: list[str], expected: list[tuple[str, str, str]], why: str
) -> None:
    with unguarded(desk) as connection:
        for statement in damage:
            connection.execute(text(statement))
    assert found(check_register(desk)) == expected


def test_a_damaged_record_keeps_its_place_and_is_named(desk: Workspace) -> None:
    with unguarded(desk) as connection:
        connection.execute(text("UPDATE register_entry SET record = '{}' WHERE number = 2"))
    report = check_register(desk)
    assert found(report) == []
    assert [one.where for one in report.not_read] == [f"{LETTERS}/2"]


def test_a_file_that_says_something_else_than_its_row_is_found(desk: Workspace) -> None:
    """The record is right; the kept files of two numbers are exchanged, and one is somebody else's."""
    other = issue_document(
        desk, dated("2026-03-06", signature={"title": "CHỦ TỊCH", "name": "Trần Thị Khác"})
    )
    with unguarded(desk) as connection:
        connection.execute(
            text("UPDATE document_file SET sha256 = :sha256 WHERE number = 1"), {"sha256": other.sha256}
        )
    assert found(check_register(desk)) == []
    assert found(check_register(desk, files=True)) == [
        ("F-47", "error", "01/UBND-VX"),
        ("F-97", "error", "01/UBND-VX"),
        ("F-120", "error", "01/UBND-VX"),
    ]


def test_a_lost_file_and_one_that_is_no_word_file_are_named_not_passed_over(desk: Workspace) -> None:
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as package:
        package.writestr("x", "y")
    strange = desk.files.put(bundle.getvalue())
    with unguarded(desk) as connection:
        connection.execute(text("UPDATE document_file SET sha256 = :s WHERE number = 1"), {"s": strange})
        connection.execute(text("UPDATE document_file SET sha256 = :s WHERE number = 2"), {"s": "0" * 64})
    report = check_register(desk, files=True)
    assert sorted(one.where for one in report.not_read) == [f"{LETTERS}/1", f"{LETTERS}/2"]
    assert found(report) == []


@pytest.mark.libreoffice
def test_the_pdf_beside_the_word_file_says_what_the_row_says(tmp_path: Path) -> None:
    desk = workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path)
    keep_pdf(desk, issue_document(desk, dated("2026-03-02")).entry)
    other = issue_document(desk, dated("2026-03-05", subject="việc khác"))
    keep_pdf(desk, other.entry)
    report = check_register(desk, files=True)
    assert (found(report), report.not_read) == ([], ())
    with unguarded(desk) as connection:
        connection.execute(
            text(
                "INSERT INTO document_file (issuer, series, year, number, kind, sha256, template_sha256) "
                "SELECT issuer, series, year, 2, 'signed_pdf', sha256, '' FROM document_file "
                "WHERE kind = 'pdf' AND number = 1"
            )
        )
    rules = [rule for rule, _, _ in found(check_register(desk, files=True))]
    assert rules == ["F-47", "F-120", "F-120"], "the signed PDF is another document's: day, number, subject"
    desk.engine.dispose()


def test_copies_that_left_late_or_not_at_all_are_told(desk: Workspace, tmp_path: Path) -> None:
    """Number 01 left the next day, 02 a week later, 03 never; the register is looked at in October."""
    plan_deliveries(desk, dispatch_at(tmp_path))
    with transaction(desk.engine) as connection:
        for number, day in ((1, date(2026, 3, 3)), (2, date(2026, 3, 9))):
            for one in deliveries.of_document(connection, LETTERS, number):
                assert deliveries.change(connection, one, replace(one, state=DeliveryState.SENT, sent_on=day))
    report = check_register(desk)
    late = [rule for rule in found(report) if rule[0] == "F-123"]
    assert late == [("F-123", "warning", "02/UBND-VX"), ("F-123", "warning", "03/UBND-VX")]
    assert report.errors == len([one for one in found(report) if one[0] == "F-119"])


def test_an_urgent_document_must_leave_the_same_day(workspace: Workspace, tmp_path: Path) -> None:
    issue_document(workspace, dated("2026-03-02", urgency="hoa_toc"))
    issue_document(workspace, dated("2026-03-02"))
    plan_deliveries(workspace, dispatch_at(tmp_path))
    with transaction(workspace.engine) as connection:
        for number in (1, 2):
            for one in deliveries.of_document(connection, LETTERS, number):
                sent = replace(one, state=DeliveryState.SENT, sent_on=date(2026, 3, 3))
                assert deliveries.change(connection, one, sent)
    late = [entry for rule, _, entry in found(check_register(workspace)) if rule == "F-123"]
    assert late == ["01/UBND-VX"]


def test_arrivals_are_judged_by_the_day_on_which_they_were_passed_on(workspace: Workspace) -> None:
    # Monday three weeks ago, so that each of them had time
    came = TODAY - timedelta(21)
    for turn in range(1, 6):
        urgency = Urgency.KHAN if turn == 2 else None
        receive_document(
            workspace,
            OFFICE,
            arrival(number_and_symbol=f"{turn}/X", arrived_on=came, dated=came, urgency=urgency),
        )
    for number, after in ((1, 1), (2, 1), (3, 2)):
        forward_incoming(workspace, ARRIVALS, number, receiver="Phòng Nội vụ", on=came + timedelta(after))
    strike_incoming(workspace, ARRIVALS, 5, "vào sổ nhầm")
    assert found(check_register(workspace)) == [
        ("F-124", "warning", "02"),
        ("F-124", "warning", "03"),
        ("F-124", "warning", "04"),
    ]


def test_a_change_rests_on_a_document_of_the_right_form(desk: Workspace) -> None:
    change_state(desk, Move.CORRECT, Place(LETTERS, 1), "sai ngày", Place(LETTERS, 3))
    assert found(check_register(desk)) == []
    proposal = issue_document(desk, dated("2026-03-06", type="to_trinh", unit="")).entry
    with unguarded(desk) as connection:
        connection.execute(
            text("UPDATE entry_change SET by_series = 'TTr', by_number = :n"), {"n": proposal.number}
        )
    assert found(check_register(desk)) == [("F-125", "warning", "01/UBND-VX")]


def test_a_new_year_that_goes_on_from_last_year_s_numbers_is_told(workspace: Workspace) -> None:
    issue_document(workspace, dated("2025-12-30"))
    issue_document(workspace, dated("2025-12-31"))
    open_book(workspace, LETTERS, 2, note="mở tiếp")
    issue_document(workspace, dated("2026-01-05"))
    assert found(check_register(workspace)) == [("F-122", "error", "03/UBND-VX")]


def test_what_is_too_long_for_the_records_system_is_told(workspace: Workspace) -> None:
    issue_document(workspace, dated("2026-03-02"), note="gửi kèm " * 63)
    assert found(check_register(workspace)) == [("F-126", "warning", "01/UBND-VX")]


def test_an_arrival_entered_before_stamps_were_noted_reads_as_before(workspace: Workspace) -> None:
    receive_document(workspace, OFFICE, arrival())
    with unguarded(workspace) as connection:
        record = connection.execute(text("SELECT record FROM incoming_entry")).scalar_one()
        assert ',"urgency":null' in record
        older = record.replace(',"urgency":null', "")
        connection.execute(
            text("UPDATE incoming_entry SET record = :r, record_sha256 = :h"),
            {"r": older, "h": sha256_of(older)},
        )
    assert verify_books(workspace).problems == []
    assert check_register(workspace).not_read == ()
