"""Gói edXML đến: checked, entered once with all its files, answered in order; what its sender asks later is done."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.conversion.errors import BrokenFile, EntitiesDeclared, RefusedFile
from directives.document.kinds import Urgency
from directives.exchange.message import (
    Agency,
    Attachment,
    Business,
    DocumentMessage,
    DocumentReference,
    ReceiverChange,
    Reference,
    Replacement,
    StatusMessage,
)
from directives.exchange.reader import read_message
from directives.exchange.writer import write_message
from directives.register.incoming import Handling, IncomingBookKey, IncomingState
from storage import desk, packages
from storage.database import reading
from storage.packages import Outcome
from storage.tables import audit_entry
from tests.directives.exchange.builders import MESSAGE, PDF, raw
from tests.services.sending_desk import acts, dispatch_at
from tests.services.test_incoming import arrival
from tests.workspaces import NOW
from workflows.services.answer_packages import answer_packages, codes_due
from workflows.services.carriers import Dispatch
from workflows.services.handle_incoming import follow_incoming, forward_incoming, strike_incoming
from workflows.services.incoming_books import incoming_entries, incoming_entry
from workflows.services.receive_document import receive_document
from workflows.services.take_edxml import Taken, take_edxml
from workflows.services.take_package import NoDocumentInPackage, PackageAnswer
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

OFFICE = "ubnd-tinh-lam-dong"
BOOK = IncomingBookKey(OFFICE, 2026)
TODAY = NOW.date()
OURS, MINISTRY = "000.00.00.H36", "000.00.00.G09"
NAME = f"{MINISTRY},2026/10/02,1024/BNV-CCHC"
FILE = Attachment("f1", "application/pdf", "Văn bản", "1024_BNV.pdf", PDF)
LETTER = replace(
    MESSAGE,
    sender=Agency(MINISTRY, "", "Bộ Nội vụ"),
    receivers=(Agency(OURS, "", "Ủy ban nhân dân tỉnh Lâm Đồng"),),
    number="1024",
    symbol="BNV-CCHC",
    issued_on="2026/10/02",
    due_on="2026/12/15",
    document_id=NAME,
    replies_to=(),
    attachments=(FILE,),
    references=(Reference("f1", "application/pdf", "Văn bản", "1024_BNV.pdf"),),
)


@pytest.fixture
def dispatch(tmp_path: Path) -> Dispatch:
    """Phòng chuyển: on folders."""
    return dispatch_at(tmp_path / "out")


@pytest.fixture
def room(workspace: Workspace, dispatch: Dispatch, tmp_path: Path) -> "Room":
    """Phòng nhận: takes messages as files."""
    return Room(workspace, dispatch, tmp_path)


class Room:
    """Phòng nhận: writes a message into a file and takes it."""

    def __init__(self, workspace: Workspace, dispatch: Dispatch, folder: Path) -> None:
        self.workspace, self.dispatch, self.folder = workspace, dispatch, folder
        self._files = 0

    def file(self, message: DocumentMessage | StatusMessage | bytes) -> Path:
        """Tệp đến: under a name of its own."""
        self._files += 1
        path = self.folder / f"den-{self._files}.edxml"
        path.write_bytes(message if isinstance(message, bytes) else write_message(message))
        return path

    def taken(self, message: DocumentMessage | StatusMessage | bytes, **how: str) -> Taken:
        """Nhận tệp: the answers go into a folder."""
        out = self.folder / "tra-loi"
        return take_edxml(self.workspace, self.dispatch, self.file(message), OFFICE, out, **how)  # type: ignore[arg-type]

    def take(self, message: DocumentMessage | StatusMessage | bytes, **how: str) -> PackageAnswer:
        """Nhận gói: its answer."""
        answer = self.taken(message, **how).answer
        assert answer is not None
        return answer


def letter(**what: Any) -> DocumentMessage:
    """Gói của Bộ: valid but for what is said."""
    return replace(LETTER, **what)


def asked(kind: str, **what: Any) -> DocumentMessage:
    """Gói yêu cầu: of the same sender, about the letter, with a name of its own."""
    business = Business(type=kind, reason="in nhầm", **what.pop("business", {}))
    own = {"number": "1030", "document_id": f"{MINISTRY},2026/10/03,1030/BNV-CCHC", "issued_on": "2026/10/03"}
    return letter(business=business, **{**own, **what})


def codes(answer: PackageAnswer) -> list[str]:
    """Các mã đã trả lời: as the files say them, read back."""
    said = [read_message(one.path).message for one in answer.statuses]
    assert all(isinstance(one, StatusMessage) for one in said)
    return [one.code for one in said if isinstance(one, StatusMessage)]


# --- a new document


def test_a_package_is_entered_with_its_files_and_answered(room: Room) -> None:
    two = (FILE, Attachment("f2", "text/plain", "Phụ lục", "../../pl.txt", b"phu luc"))
    listed = (LETTER.references[0], Reference("f2", "text/plain", "Phụ lục", "../../pl.txt"))
    answer = room.take(letter(attachments=two, references=listed, other=replace(MESSAGE.other, priority="2")))
    assert (answer.outcome, codes(answer)) == (Outcome.ENTERED, ["01", "03"])
    entry = incoming_entry(room.workspace, BOOK, 1)
    document = entry.document
    assert (document.author, document.number_and_symbol) == ("Bộ Nội vụ", "1024/BNV-CCHC")
    assert (document.dated, document.type_name, document.urgency) == (
        date(2026, 10, 2),
        "Công văn",
        Urgency.THUONG_KHAN,
    )
    assert (document.signer, "2026/12/15" in entry.handling.note) == ("Trần Thị Mẫu", True)
    assert room.workspace.files.get(entry.file_sha256) == PDF, "the main document is kept"
    with reading(room.workspace.engine) as connection:
        kept = desk.files_of(connection, BOOK, 1)
        taken = packages.that_entered(connection, OFFICE, NAME)
    assert [file.name for file in kept] == ["1024_BNV.pdf", "../../pl.txt"]
    assert [room.workspace.files.get(file.sha256) for file in kept] == [PDF, b"phu luc"]
    assert taken is not None
    assert room.workspace.files.get(taken.sha256) == (room.folder / "den-1.edxml").read_bytes()
    assert not (room.folder.parent / "pl.txt").exists()
    status = read_message(answer.statuses[1].path).message
    assert isinstance(status, StatusMessage)
    assert (status.reply_to.document_id, "số 01/2026" in status.description) == (NAME, True)
    assert verify_books(room.workspace).problems == []


def test_the_same_package_again_points_to_the_first(room: Room) -> None:
    first = room.take(LETTER)
    journal = entries_of_journal(room.workspace)
    again = room.take(LETTER)
    assert (again.outcome, again.entry and again.entry.number) == (Outcome.CAME_BEFORE, 1)
    assert [one.path for one in again.statuses] == [one.path for one in first.statuses]
    assert entries_of_journal(room.workspace) == journal, "nothing is written twice"


SAME_DOCUMENT = [
    (letter(subject="trích yếu khác"), "the same name, other words"),
    (letter(document_id=f"{MINISTRY},2026/10/02,1024/BNV"), "another name, the same file"),
    (letter(document_id="x,y,z", attachments=(replace(FILE, content=b"%PDF-1.7 khac"),)), "the same number"),
]


@pytest.mark.parametrize(("again", "reason"), SAME_DOCUMENT, ids=[row[1] for row in SAME_DOCUMENT])
def test_a_document_is_entered_once(room: Room, again: DocumentMessage, reason: str) -> None:
    room.take(LETTER)
    answer = room.take(again)
    assert (answer.outcome, answer.entry and answer.entry.number) == (Outcome.CAME_BEFORE, 1), reason
    assert len(incoming_entries(room.workspace, BOOK)) == 1


def test_what_came_on_paper_before_is_not_entered_again(room: Room) -> None:
    receive_document(room.workspace, OFFICE, arrival(number_and_symbol="1024/BNV-CCHC"))
    answer = room.take(LETTER)
    assert (answer.outcome, codes(answer)) == (Outcome.CAME_BEFORE, ["01", "03"])


def test_ten_at_once_make_one_entry(room: Room) -> None:
    file, out = room.file(LETTER), room.folder / "tra-loi"

    def take(_: int) -> int:
        answer = take_edxml(room.workspace, room.dispatch, file, OFFICE, out).answer
        return answer.entry.number if answer and answer.entry else 0

    with ThreadPoolExecutor(5) as pool:
        numbers = list(pool.map(take, range(10)))
    assert numbers == [1] * 10
    assert len(incoming_entries(room.workspace, BOOK)) == 1


REFUSED = [
    (letter(subject=""), "EX05", "a package without its subject"),
    (letter(due_on="2026/01/01"), "EX07", "due before it was issued"),
    (letter(receivers=(Agency("000.00.00.H26", "", "Hà Nội"),)), "nơi nhận", "sent to somebody else"),
    (letter(attachments=()), "EX10", "a listed file is not there"),
    (letter(subject="(TỐI MẬT) kế hoạch"), "EX16", "a state secret"),
    (letter(type_code="", type_name=""), "type_name", "of no type"),
    (letter(issued_on="2026/10/09"), "dated", "written after today"),
]


@pytest.mark.parametrize(("message", "said", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_an_unfit_package_is_refused_with_its_reason(
    room: Room, message: DocumentMessage, said: str, why: str
) -> None:
    answer = room.take(message)
    assert (answer.outcome, answer.entry, codes(answer)) == (Outcome.REFUSED, None, ["01", "02"]), why
    status = read_message(answer.statuses[1].path).message
    assert isinstance(status, StatusMessage)
    assert said in status.description
    with reading(room.workspace.engine) as connection:
        assert "document_received" not in [row.act for row in connection.execute(audit_entry.select())]
    again = room.take(message)
    assert [one.path for one in again.statuses] == [one.path for one in answer.statuses]


def test_of_a_state_secret_nothing_is_kept(room: Room) -> None:
    content = write_message(letter(subject="(TỐI MẬT) kế hoạch"))
    room.take(content)
    kept = [path for path in room.workspace.files.folder.rglob("*") if path.is_file()]
    assert kept == []


HOSTILE = [
    (b"<!DOCTYPE edXML [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><edXML>&x;</edXML>", "a document type"),
    ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16"), "another encoding"),
    (b"\x00\x01\x02", "no text at all"),
    (b"<edXML", "cut off"),
    (b"PK\x03\x04" + b"\x00" * 64, "an archive"),
    (b"<edXML>" + b"<a>" * 100_000, "nested without end"),
]


@pytest.mark.parametrize(("content", "why"), HOSTILE, ids=[row[1] for row in HOSTILE])
def test_a_hostile_file_is_refused_and_leaves_no_trace(room: Room, content: bytes, why: str) -> None:
    with pytest.raises((RefusedFile, EntitiesDeclared, BrokenFile)):
        room.take(content)
    assert entries_of_journal(room.workspace) == 0, why
    assert not (room.folder / "tra-loi").exists()


def test_a_file_without_a_document_is_said_to_be_one(room: Room) -> None:
    with pytest.raises(NoDocumentInPackage):
        room.take(raw("<Other/>"))
    with pytest.raises(NoDocumentInPackage):
        room.take(letter(document_id=""))


def test_an_odd_name_of_a_file_is_shown_written_out(room: Room) -> None:
    named = replace(FILE, name="a\u202efdp.exe")
    room.take(letter(attachments=(named,), references=(replace(LETTER.references[0], name=named.name),)))
    with reading(room.workspace.engine) as connection:
        assert desk.files_of(connection, BOOK, 1)[0].name == "a\\u202efdp.exe"
    assert incoming_entry(room.workspace, BOOK, 1).document.file_name.isascii()


# --- what the sender asks later


def withdrawn(**what: Any) -> DocumentMessage:
    """Gói thu hồi: of the letter."""
    return asked("1", replies_to=(DocumentReference(MINISTRY, "1024/BNV-CCHC", "2026/10/02", NAME),), **what)


def test_a_withdrawn_document_keeps_its_number_and_says_why(room: Room) -> None:
    room.take(LETTER)
    answer = room.take(withdrawn())
    assert (answer.outcome, codes(answer)) == (Outcome.WITHDRAWN, ["15"])
    handling = incoming_entry(room.workspace, BOOK, 1).handling
    assert handling.state is IncomingState.WITHDRAWN
    assert "Bên gửi thu hồi: in nhầm" in handling.note
    again = room.take(withdrawn())
    assert (again.outcome, codes(again)) == (Outcome.WITHDRAWN, ["15"])
    assert verify_books(room.workspace).problems == []


def test_a_status_that_asks_for_it_back_withdraws_too(room: Room) -> None:
    room.take(LETTER)
    message = StatusMessage(
        DocumentReference(MINISTRY, "1024/BNV-CCHC", "2026/10/02", NAME),
        Agency(MINISTRY, "", "Bộ Nội vụ"),
        "13",
        "gửi nhầm",
        "2026/10/05 09:00:00",
    )
    answer = room.take(message)
    assert (answer.outcome, codes(answer)) == (Outcome.WITHDRAWN, ["15"])
    assert incoming_entry(room.workspace, BOOK, 1).handling.state is IncomingState.WITHDRAWN


def nothing(room: Room) -> None:
    """Chưa có gì."""


def entered(room: Room) -> None:
    """Đã vào sổ."""
    room.take(LETTER)


def struck(room: Room) -> None:
    """Đã hủy đăng ký."""
    entered(room)
    strike_incoming(room.workspace, BOOK, 1, "nhầm")


STRANGER = {"sender": Agency("000.00.00.G12", "", "Bộ Tài chính")}
DECLINED = [
    (nothing, {}, {}, "không có trong sổ", "it never came"),
    (entered, STRANGER, {}, "cơ quan khác", "somebody else asks"),
    (struck, {}, {}, "trạng thái", "it was struck out"),
    (entered, {}, {"decline": "đã trả lời dân"}, "đã trả lời dân", "the clerk declines"),
]


@pytest.mark.parametrize(("before", "what", "how", "said", "why"), DECLINED, ids=[row[4] for row in DECLINED])
def test_a_withdrawal_may_be_declined(
    room: Room, before: Any, what: dict[str, Any], how: dict[str, str], said: str, why: str
) -> None:
    before(room)
    answer = room.take(withdrawn(**what), **how)
    assert (answer.outcome, codes(answer)) == (Outcome.DECLINED, ["16"]), why
    assert said in answer.reason
    if before is entered:
        assert incoming_entry(room.workspace, BOOK, 1).handling.state is IncomingState.REGISTERED


def test_an_update_keeps_the_new_files_and_notes_itself(room: Room) -> None:
    room.take(LETTER)
    new = replace(FILE, name="ban-sua.pdf", content=b"%PDF-1.7 sua")
    update = asked("2", business={"document_id": NAME, "updates_document": "1"}, attachments=(new,))
    answer = room.take(update)
    assert (answer.outcome, codes(answer)) == (Outcome.UPDATED, ["15"])
    entry = incoming_entry(room.workspace, BOOK, 1)
    assert entry.handling.state is IncomingState.REGISTERED
    assert "Bên gửi cập nhật ngày 05/10/2026: in nhầm" in entry.handling.note
    assert room.workspace.files.get(entry.file_sha256) == PDF, "what came first stays"
    with reading(room.workspace.engine) as connection:
        assert [file.name for file in desk.files_of(connection, BOOK, 1)] == ["1024_BNV.pdf", "ban-sua.pdf"]
    room.take(update)
    with reading(room.workspace.engine) as connection:
        assert len(desk.files_of(connection, BOOK, 1)) == 2


def test_who_is_no_receiver_any_more_loses_the_document(room: Room) -> None:
    room.take(LETTER)
    business = {"document_id": NAME, "updates_receivers": "1", "receivers": (ReceiverChange("0", OURS),)}
    answer = room.take(asked("2", business=business))
    assert (answer.outcome, codes(answer)) == (Outcome.WITHDRAWN, ["15"])


def test_a_replacing_document_is_entered_and_closes_the_old_one(room: Room) -> None:
    room.take(LETTER)
    new = replace(FILE, content=b"%PDF-1.7 thay the")
    answer = room.take(
        asked("3", business={"replacements": (Replacement(NAME, (OURS,)),)}, attachments=(new,))
    )
    assert (answer.outcome, codes(answer)) == (Outcome.ENTERED, ["01", "03", "15"])
    old, second = incoming_entries(room.workspace, BOOK)
    assert (old.handling.state, second.handling.state) == (
        IncomingState.REPLACED,
        IncomingState.REGISTERED,
    )
    assert "văn bản đến số 02/2026" in old.handling.note
    about = read_message(answer.statuses[2].path).message
    assert isinstance(about, StatusMessage)
    assert about.reply_to.document_id == NAME
    again = room.take(
        asked("3", business={"replacements": (Replacement(NAME, (OURS,)),)}, attachments=(new,))
    )
    assert (again.outcome, codes(again)) == (Outcome.CAME_BEFORE, ["01", "03", "15"])


def test_what_was_replaced_elsewhere_is_none_of_ours(room: Room) -> None:
    room.take(LETTER)
    elsewhere = {"replacements": (Replacement(NAME, ("000.00.00.H26",)),)}
    answer = room.take(asked("3", business=elsewhere, attachments=(replace(FILE, content=b"%PDF-1.7 khac"),)))
    assert codes(answer) == ["01", "03"]
    assert incoming_entry(room.workspace, BOOK, 1).handling.state is IncomingState.REGISTERED


# --- what the sender is told later


def test_the_sender_is_told_how_far_it_is_each_step_once(room: Room) -> None:
    room.take(LETTER)
    told = []

    def tell() -> list[str]:
        written = answer_packages(room.workspace, room.dispatch, OFFICE, room.folder / "tra-loi")
        return [one.code for one in written]

    told.append(tell())
    forward_incoming(room.workspace, BOOK, 1, receiver="Sở Nội vụ", on=TODAY)
    told += [tell(), tell()]
    follow_incoming(room.workspace, BOOK, 1, progress="đang soạn trả lời")
    told.append(tell())
    follow_incoming(room.workspace, BOOK, 1, progress="đã trả lời", finished_on=TODAY)
    told += [tell(), tell()]
    assert told == [[], ["04"], [], ["05"], ["06"], []]
    assert acts(room.workspace).count("status_given") == 5


def test_nothing_is_told_behind_what_was_told() -> None:
    done = Handling(receiver="VX", transferred_on=TODAY, progress="xong", finished_on=TODAY)
    assert list(codes_due(done, instructed=True, given=["01", "03", "05"])) == ["06"]
    assert list(codes_due(replace(done, state=IncomingState.RETURNED), instructed=True, given=[])) == []


def entries_of_journal(workspace: Workspace) -> int:
    """Số mục nhật ký: of all chains."""
    with reading(workspace.engine) as connection:
        return len(connection.execute(audit_entry.select()).all())
