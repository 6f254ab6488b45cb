"""Gửi đi: each copy leaves once by its channel; faults, kills and second processes change nothing of that."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from directives.exchange.deliveries import Channel, State
from directives.exchange.message import DocumentMessage
from directives.exchange.reader import read_message
from directives.exchange.validator import Circumstances, validate
from storage import audit
from tests.services.mail_sink import Sink, mail_sink
from tests.services.sending_desk import BOOK, acts, dispatch_at, issued, rows
from tests.workspaces import NOW, workspace_at
from workflows.services.carriers import Dispatch, NotCarried, SmtpCarrier
from workflows.services.enclose import BadEnclosure, enclose_address, enclose_file, enclosures
from workflows.services.plan_deliveries import plan_deliveries
from workflows.services.route_delivery import GroupUnnamed, NoMembers, resolve_group, route_delivery
from workflows.services.send_deliveries import LEASE, send_deliveries
from workflows.services.sending_status import next_step, sending_status
from workflows.services.void_number import void_number
from workflows.services.workspace import Workspace


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Máy chủ thư: of this test."""
    with mail_sink() as sink:
        yield sink


@pytest.fixture
def dispatch(tmp_path: Path, sink: Sink) -> Dispatch:
    """Phòng chuyển: with that mail server."""
    return dispatch_at(tmp_path / "out", sink.port)


def test_recipients_are_planned_once_with_the_routes_of_the_address_book(
    workspace: Workspace, dispatch: Dispatch
) -> None:
    issued(workspace, dispatch, "Như trên (để thực hiện)", "Bộ Nội vụ (b/c)", "Bưu điện tỉnh", "Các hội")
    assert plan_deliveries(workspace, dispatch) == 0
    found = [
        (d.position, d.recipient.name, d.recipient.purpose, d.channel.value, d.copies, next_step(d))
        for d in rows(workspace).values()
    ]
    assert found == [
        (1, "Sở Nội vụ", "để thực hiện", "email", 1, "send"),
        (2, "Bộ Nội vụ", "b/c", "edxml", 1, "send"),
        (3, "Bưu điện tỉnh", "", "paper", 2, "post"),
        (4, "Các hội", "", "", 1, "name"),
    ]
    assert acts(workspace) == ["deliveries_planned"]


def test_everything_that_can_leave_leaves_once(
    workspace: Workspace, dispatch: Dispatch, sink: Sink, tmp_path: Path
) -> None:
    issued(workspace, dispatch, "Bộ Nội vụ (b/c)", "Bưu điện tỉnh")
    assert len(send_deliveries(workspace, dispatch).sent) == 2
    assert send_deliveries(workspace, dispatch).sent == []
    states = {name: d.state.value for name, d in rows(workspace).items()}
    assert states == {"Sở Nội vụ": "sent", "Bộ Nội vụ": "sent", "Bưu điện tỉnh": "waiting"}
    letter = message_from_bytes(sink.letters[0], policy=default)
    assert (len(sink.letters), letter["Message-ID"]) == (
        1,
        f"<{rows(workspace)['Sở Nội vụ'].message_id}@lamdong.example>",
    )
    (package,) = (tmp_path / "out" / "edxml").iterdir()
    read = read_message(package)
    assert validate(read, Circumstances(dispatch.codes)).findings == []
    assert isinstance(read.message, DocumentMessage)
    assert [receiver.name for receiver in read.message.receivers] == ["Bộ Nội vụ"]
    assert acts(workspace)[1:] == ["sending_begun", "delivery_sent"] * 2
    assert list(audit_is_whole(workspace)) == []


def audit_is_whole(workspace: Workspace) -> Iterator[str]:
    """Nhật ký lành: no broken entry."""
    with workspace.engine.connect() as connection:
        yield from audit.broken_entries(connection)


def test_a_refused_address_waits_with_the_servers_words_and_stops_no_other(
    workspace: Workspace, dispatch: Dispatch, sink: Sink
) -> None:
    sink.refused.add("snv@example.vn")
    issued(workspace, dispatch, "Bộ Nội vụ (b/c)")
    report = send_deliveries(workspace, dispatch)
    assert [one.recipient.name for one in report.sent] == ["Bộ Nội vụ"]
    assert [type(one.error) for one in report.not_sent] == [NotCarried]
    waiting = rows(workspace)["Sở Nội vụ"]
    assert waiting.state is State.WAITING
    assert "550 no such user" in waiting.trouble
    sink.refused.clear()
    assert len(send_deliveries(workspace, dispatch).sent) == 1
    assert rows(workspace)["Sở Nội vụ"].trouble == ""


def test_a_server_that_is_away_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    away = dispatch_at(tmp_path / "out", 1)
    issued(workspace, away, "Bộ Nội vụ")
    report = send_deliveries(workspace, away)
    assert [one.error.kind for one in report.not_sent] == ["not_carried"]
    assert rows(workspace)["Sở Nội vụ"].state is State.WAITING


def test_no_letter_goes_out_in_the_clear_when_encryption_is_demanded(
    workspace: Workspace, sink: Sink, tmp_path: Path
) -> None:
    dispatch = dispatch_at(tmp_path / "out")
    dispatch.carriers[Channel.EMAIL] = SmtpCarrier("127.0.0.1", sink.port, "starttls", "a@b.vn")
    issued(workspace, dispatch, "Bộ Nội vụ")
    assert [one.error.kind for one in send_deliveries(workspace, dispatch).not_sent] == ["not_carried"]
    assert sink.letters == []


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("channel", ["edxml", "email"])
def test_a_killed_sending_is_taken_over_and_a_repeat_is_the_same_message(
    database_url: str, tmp_path: Path, sink: Sink, moment: str, channel: str
) -> None:
    workspace = workspace_at(database_url, tmp_path)
    dispatch = dispatch_at(tmp_path / "out", sink.port)
    issued(workspace, dispatch, "Bộ Nội vụ")
    killed = subprocess.run(
        [sys.executable, "-m", "tests.services.sender", database_url, str(tmp_path), str(sink.port), moment, channel],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    claimed = next(d for d in rows(workspace).values() if d.channel is Channel(channel))
    assert claimed.state is State.SENDING
    assert claimed in send_deliveries(workspace, dispatch).elsewhere, "another process may be at it"
    later = workspace_at(database_url, tmp_path, now=lambda: NOW + LEASE)
    assert claimed.subject_id in {one.subject_id for one in send_deliveries(later, dispatch).sent}
    assert {d.state for d in rows(later).values()} == {State.SENT}
    assert "sending_resumed" in acts(later)
    assert len(list((tmp_path / "out" / "edxml").iterdir())) == 1
    assert len(sink.letters) == (2 if (channel, moment) == ("email", "after") else 1)
    assert len(set(sink.letters)) == 1, "a repeat is recognisable: the same bytes, the same Message-ID"
    for desk in (workspace, later):
        desk.engine.dispose()


def test_two_processes_at_once_send_each_copy_once(database_url: str, tmp_path: Path, sink: Sink) -> None:
    desks = [workspace_at(database_url, tmp_path) for _ in range(4)]
    dispatch = dispatch_at(tmp_path / "out", sink.port)
    for _ in range(3):
        issued(desks[0], dispatch, "Bộ Nội vụ")
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda desk: send_deliveries(desk, dispatch), desks))
    assert sum(len(report.sent) for report in reports) == 6
    assert len(sink.letters) == 3
    for desk in desks:
        desk.engine.dispose()


def test_if_the_journal_cannot_be_written_nothing_is_claimed(
    workspace: Workspace, dispatch: Dispatch, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(workspace, dispatch, "Bộ Nội vụ")

    def full(*_: object) -> None:
        raise IntegrityError("", {}, Exception("no room"))

    monkeypatch.setattr("workflows.services.find_delivery.audit.append", full)
    with pytest.raises(IntegrityError):
        send_deliveries(workspace, dispatch)
    assert {d.state for d in rows(workspace).values()} == {State.WAITING}
    assert sink.letters == []


def test_a_void_document_goes_nowhere(workspace: Workspace, dispatch: Dispatch, sink: Sink) -> None:
    issued(workspace, dispatch, "Bộ Nội vụ")
    void_number(workspace, BOOK, 1, "gửi nhầm")
    assert send_deliveries(workspace, dispatch).sent == []
    assert sink.letters == []
    assert sending_status(workspace, NOW.date()).open == []


def test_what_is_late_is_told_from_the_next_working_day_on(workspace: Workspace, dispatch: Dispatch) -> None:
    issued(workspace, dispatch, "Bộ Nội vụ")
    assert sending_status(workspace, NOW.date() + timedelta(days=1)).late == []
    assert len(sending_status(workspace, NOW.date() + timedelta(days=2)).late) == 2
    send_deliveries(workspace, dispatch)
    assert sending_status(workspace, NOW.date() + timedelta(days=2)).late == []


# --- routes and groups


def test_a_group_waits_until_its_members_are_named(workspace: Workspace, dispatch: Dispatch) -> None:
    issued(workspace, dispatch, "Các cơ quan tỉnh (để biết)")
    place = (BOOK, 1, 2)
    with pytest.raises(GroupUnnamed):
        route_delivery(workspace, dispatch, place, Channel.EMAIL, "a@b.vn")
    with pytest.raises(NoMembers):
        resolve_group(workspace, dispatch, place, ["Sở A", "sở  a"])
    names = ["Bưu điện tỉnh", "Sở Nội vụ", "Sở Tài chính"]
    added = resolve_group(workspace, dispatch, place, names)
    assert [(d.position, d.recipient.name, d.recipient.purpose, d.group) for d in added] == [
        (3, "Bưu điện tỉnh", "để biết", 2),
        (4, "Sở Tài chính", "để biết", 2),
    ], "Sở Nội vụ has a delivery of this document already"
    assert resolve_group(workspace, dispatch, place, names) == []
    assert rows(workspace)["Các cơ quan tỉnh"].state is State.RESOLVED
    assert acts(workspace) == ["deliveries_planned", "group_resolved"]


def test_a_route_is_said_once_and_the_code_for_edxml_is_looked_up_by_exact_name(
    workspace: Workspace, dispatch: Dispatch
) -> None:
    issued(workspace, dispatch, "Bộ Tài chính")
    for _ in range(2):
        routed = route_delivery(workspace, dispatch, (BOOK, 1, 2), Channel.EDXML)
    assert (routed.address, acts(workspace)) == ("000.00.00.G12", ["deliveries_planned", "delivery_routed"])
    assert len(send_deliveries(workspace, dispatch).sent) == 2


# --- enclosures


def test_enclosures_go_along_by_content_or_by_address(
    workspace: Workspace, dispatch: Dispatch, sink: Sink, tmp_path: Path
) -> None:
    issued(workspace, dispatch, "Bộ Nội vụ")
    file = tmp_path / "Bảng số liệu.csv"
    file.write_bytes(b"1,2\n")
    for _ in range(2):
        enclose_file(workspace, BOOK, 1, file)
    enclose_address(workspace, BOOK, 1, "Bản đồ", "https://example.vn/ban-do.zip", "A" * 64)
    assert [one.name for one in enclosures(workspace, BOOK, 1)] == ["Bảng số liệu.csv", "Bản đồ"]
    send_deliveries(workspace, dispatch)
    names = [
        part.get_filename() for part in message_from_bytes(sink.letters[0], policy=default).iter_attachments()
    ]
    assert names[1:] == ["Bảng số liệu.csv"]
    (package,) = (tmp_path / "out" / "edxml").iterdir()
    message = read_message(package).message
    assert isinstance(message, DocumentMessage)
    assert [attachment.content for attachment in message.attachments][1:] == [b"1,2\n"]
    assert message.other.annexes == (f"Bản đồ <https://example.vn/ban-do.zip> (SHA-256 {'a' * 64})",)
    assert acts(workspace).count("enclosed") == 2


@pytest.mark.parametrize(
    ("address", "sha256", "reason"),
    [
        ("javascript:alert(1)", "a" * 64, "no web address"),
        ("https://a.vn/ b", "a" * 64, "a blank inside"),
        ("https://a.vn/b", "a" * 63, "a hash cut short"),
        ("https://a.vn/b", "", "no hash"),
    ],
)
def test_an_address_without_a_hash_is_no_enclosure(
    workspace: Workspace, dispatch: Dispatch, address: str, sha256: str, reason: str
) -> None:
    issued(workspace, dispatch)
    with pytest.raises(BadEnclosure):
        enclose_address(workspace, BOOK, 1, "Bản đồ", address, sha256)
    assert enclosures(workspace, BOOK, 1) == (), reason
