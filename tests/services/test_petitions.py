"""Đơn thư: numbered, dealt with in order and in time, answered by drafts to issue; secret senders stay secret."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from directives.document.draft import read_draft
from directives.register.books import BookKey
from directives.register.incoming import BackdatedArrival
from directives.register.petition_kinds import (
    InvalidPetitionKinds,
    UnknownPetitionKind,
    load_petition_kinds,
)
from directives.register.petition_replies import ReplyNeeds, UnfitReply
from directives.register.petitions import (
    KEPT_SECRET,
    AlreadyPetitioned,
    IllegalPetitionMove,
    InvalidPetition,
    Petition,
    PetitionBookKey,
    Petitioner,
    PetitionState,
)
from storage.database import reading, transaction
from storage.desk_tables import petition as petition_table
from storage.entry_states import Place
from storage.tables import audit_entry
from tests.documents import a_document
from tests.workspaces import NOW, calendar
from workflows.services.books import UnknownEntry
from workflows.services.draft_petition_reply import ReplyWords, UnknownReplyForm, draft_petition_reply
from workflows.services.drafts import document_of
from workflows.services.handle_petition import (
    NamesTheSender,
    PetitionDay,
    PetitionFieldMissing,
    accept_petition,
    answer_petition,
    assign_petition,
    file_petition,
    guide_petitioner,
    transfer_petition,
)
from workflows.services.issue import issue_document
from workflows.services.petition_books import (
    SenderKeptSecret,
    UnknownPetition,
    petition_list,
    receive_petition,
    show_petition,
)
from workflows.services.print_petitions import petition_book
from workflows.services.workspace import Workspace

OFFICE = "ubnd-tinh-lam-dong"
BOOK = PetitionBookKey(OFFICE, 2026)
TODAY = NOW.date()
KINDS = load_petition_kinds()
ROAD = Petition("kien_nghi", TODAY, "đề nghị sửa đường liên thôn")
BRIBE = Petition("to_cao", TODAY, "tố cáo cán bộ xã nhận tiền")
OPEN_SENDER = Petitioner("Trần Văn Mở", "Thôn 2, xã Minh Tân", "0900 000 001")
SECRET_SENDER = Petitioner("Nguyễn Thị Kín", "Thôn 1", "0900 000 002")


def received(
    workspace: Workspace, petition: Petition = ROAD, person: Petitioner = OPEN_SENDER, **how: Any
) -> int:
    """Đơn đã nhận: its number."""
    return receive_petition(workspace, KINDS, OFFICE, petition, person, **how).number


def acts(workspace: Workspace) -> list[str]:
    """Các việc đã ghi nhật ký."""
    with reading(workspace.engine) as connection:
        return [row.act for row in connection.execute(audit_entry.select().order_by(audit_entry.c.seq))]


# --- terms


TERMS = [
    ("kien_nghi", "classify", date(2026, 10, 5), date(2026, 10, 19), "ten working days"),
    ("to_cao", "classify", date(2026, 10, 5), date(2026, 10, 14), "seven working days"),
    ("to_cao", "transfer", date(2026, 10, 5), date(2026, 10, 12), "five working days"),
    ("khieu_nai", "classify", date(2026, 10, 7), date(2026, 10, 19), "ten days end on a Saturday"),
    ("khieu_nai", "answer", date(2026, 10, 5), date(2026, 11, 4), "thirty days"),
]


@pytest.mark.parametrize(("kind", "term", "since", "due", "reason"), TERMS)
def test_a_term_ends_as_its_clause_says(kind: str, term: str, since: date, due: date, reason: str) -> None:
    assert getattr(KINDS.on(kind, since), term).due(since, calendar()) == due, reason


def test_a_kind_holds_from_its_day_on() -> None:
    with pytest.raises(UnknownPetitionKind, match="to_cao"):
        KINDS.on("to_cao", date(2018, 12, 31))
    assert KINDS.on("to_cao", date(2019, 1, 1)).secret


def test_an_office_writes_its_own_terms(tmp_path: Path) -> None:
    term = '{ days = 3, unit = "working", basis = "Quy chế của Sở", confidence = "setting" }'
    file = tmp_path / "don-thu.toml"
    file.write_text(
        '[[kind]]\nkey = "phan_anh"\nfrom = 2014-07-01\nname = "Phản ánh"\nsecret = false\n'
        + "".join(f"{name} = {term}\n" for name in ("classify", "transfer", "answer")),
        encoding="utf-8",
    )
    own = load_petition_kinds(file)
    assert own.on("phan_anh", TODAY).classify.days == 3
    assert own.on("kien_nghi", TODAY) == KINDS.on("kien_nghi", TODAY)
    file.write_text(file.read_text(encoding="utf-8").replace("days = 3", "days = 0"), encoding="utf-8")
    with pytest.raises(InvalidPetitionKinds, match="3 problem"):
        load_petition_kinds(file)


# --- receiving


def test_petitions_are_numbered_and_their_term_runs(workspace: Workspace) -> None:
    entry = receive_petition(workspace, KINDS, OFFICE, ROAD, OPEN_SENDER)
    assert (entry.number, entry.standing.due_on, entry.standing.state) == (
        1,
        date(2026, 10, 19),
        PetitionState.RECEIVED,
    )
    assert received(workspace, replace(ROAD, subject="đề nghị cấp nước")) == 2
    assert received(workspace, replace(ROAD, subject="x"), idempotency_key="k") == 3
    assert received(workspace, replace(ROAD, subject="x"), idempotency_key="k") == 3


REFUSED = [
    ({"subject": " "}, OPEN_SENDER, "subject", "about nothing"),
    ({}, Petitioner(), "name", "of nobody, and not said to be anonymous"),
    ({"anonymous": True}, OPEN_SENDER, "name", "named and anonymous"),
    ({"received_on": TODAY + timedelta(1)}, OPEN_SENDER, "received_on", "it has not come yet"),
    ({"dated": TODAY + timedelta(1)}, OPEN_SENDER, "dated", "written after it came"),
    ({"subject": "a\x00b"}, OPEN_SENDER, "subject", "a control character"),
    (
        {"kind": "to_cao", "subject": "Nguyễn thị  kín tố cáo"},
        SECRET_SENDER,
        "subject",
        "names a secret sender",
    ),
]


@pytest.mark.parametrize(("what", "person", "where", "reason"), REFUSED, ids=[row[3] for row in REFUSED])
def test_a_petition_that_cannot_stand_in_the_book_takes_no_number(
    workspace: Workspace, what: dict[str, Any], person: Petitioner, where: str, reason: str
) -> None:
    with pytest.raises(InvalidPetition) as refused:
        received(workspace, replace(ROAD, **what), person)
    assert where in [problem.where for problem in refused.value.problems], reason
    assert received(workspace) == 1


def test_the_same_file_is_entered_once_also_at_once(workspace: Workspace) -> None:
    def enter(_: int) -> int:
        try:
            return received(workspace, content=b"%PDF-1.7 don")
        except AlreadyPetitioned as error:
            return -int(str(error.fields["number"]))

    with ThreadPoolExecutor(10) as pool:
        numbers = sorted(pool.map(enter, range(10)))
    assert numbers == [-1] * 9 + [1]
    assert received(workspace, content=b"%PDF-1.7 don", again=True) == 2


def test_the_day_of_receipt_never_goes_back(workspace: Workspace) -> None:
    received(workspace)
    with pytest.raises(BackdatedArrival):
        received(workspace, replace(ROAD, received_on=TODAY - timedelta(1)))


# --- a secret sender


def everything_kept(workspace: Workspace) -> str:
    """Nhật ký và sổ đơn: all that others may read, as text."""
    with reading(workspace.engine) as connection:
        rows = [*connection.execute(audit_entry.select()), *connection.execute(petition_table.select())]
    return "\n".join(map(str, rows))


def test_an_accuser_is_named_nowhere_but_to_the_assigned_person(workspace: Workspace, tmp_path: Path) -> None:
    number = received(workspace, BRIBE, SECRET_SENDER)
    assign_petition(workspace, KINDS, BOOK, number, to="Lê Thị Giao", by="Chánh Văn phòng", on=TODAY)
    listed = petition_list(workspace, KINDS, BOOK)
    assert [one.sender for one in listed] == [Petitioner(KEPT_SECRET)]
    assert show_petition(workspace, KINDS, BOOK, number)[0].sender == Petitioner(KEPT_SECRET)
    for stranger in ("Lê Thị Khác", "Lê Thị", "lê thị giaox"):
        with pytest.raises(SenderKeptSecret):
            show_petition(workspace, KINDS, BOOK, number, by=stranger)
    assert show_petition(workspace, KINDS, BOOK, number, by="lê thị  Giao")[0].sender == SECRET_SENDER
    assert acts(workspace)[-1] == "petitioner_shown", "who looked is in the journal"
    transfer_petition(workspace, KINDS, BOOK, number, to="Thanh tra tỉnh", by="Lê Thị Giao", on=TODAY)
    said = ReplyWords(title="CHÁNH VĂN PHÒNG", name="Nguyễn Văn Mẫu")
    draft = draft_petition_reply(workspace, KINDS, BOOK, number, "chuyen", said)
    printed = "\n".join(" ".join(row) for row in petition_book(workspace, KINDS, BOOK).rows)
    for told in (everything_kept(workspace), draft, printed):
        assert SECRET_SENDER.name not in told
        assert SECRET_SENDER.contact not in told


def test_before_it_is_assigned_nobody_sees_a_secret_sender(workspace: Workspace) -> None:
    number = received(workspace, BRIBE, SECRET_SENDER)
    with pytest.raises(SenderKeptSecret):
        show_petition(workspace, KINDS, BOOK, number, by="ai đó")


def test_words_of_the_history_do_not_name_a_secret_sender(workspace: Workspace) -> None:
    number = received(workspace, BRIBE, SECRET_SENDER)
    with pytest.raises(NamesTheSender):
        accept_petition(
            workspace, KINDS, BOOK, number, by="Lê Thị Giao", on=TODAY, words="mời Nguyễn Thị Kín"
        )
    assert acts(workspace) == ["petition_received"]


def test_an_open_sender_is_not_in_the_journal_either(workspace: Workspace) -> None:
    received(workspace)
    with reading(workspace.engine) as connection:
        journal = str(connection.execute(audit_entry.select()).all())
    assert OPEN_SENDER.name not in journal
    assert ROAD.subject not in journal


# --- dealing with it


def test_a_petition_of_ours_is_taken_up_and_answered(workspace: Workspace) -> None:
    number = received(workspace)
    accepted = accept_petition(workspace, KINDS, BOOK, number, by="Lê Thị Giao", on=TODAY)
    assert accepted.standing.due_on == date(2026, 10, 26), "the term of the answer runs from here"
    reply = issue_document(workspace, a_document()).entry
    place = Place(BookKey(OFFICE, "CV", 2026), reply.number)
    done = answer_petition(workspace, KINDS, BOOK, number, reply=place, by="Lê Thị Giao", on=TODAY)
    assert (done.standing.state, done.standing.reply) == (PetitionState.ANSWERED, reply.subject_id)
    shown, steps = show_petition(workspace, KINDS, BOOK, number)
    assert [step.act.value for step in steps] == ["accepted", "answered"]
    assert not shown.entry.standing.is_late(date(2027, 1, 1))


def test_a_slip_of_transfer_is_linked_and_leaves_the_state(workspace: Workspace) -> None:
    number = received(workspace)
    transfer_petition(workspace, KINDS, BOOK, number, to="UBND xã Minh Tân", by="A", on=TODAY)
    issue_document(workspace, a_document())
    place = Place(BookKey(OFFICE, "CV", 2026), 1)
    done = answer_petition(workspace, KINDS, BOOK, number, reply=place, by="A", on=TODAY)
    assert (done.standing.state, done.standing.reply) == (PetitionState.TRANSFERRED, str(place))


def test_what_is_late_is_listed_from_the_day_after_its_term(workspace: Workspace) -> None:
    received(workspace)
    due = date(2026, 10, 19)
    assert petition_list(workspace, KINDS, BOOK, late_on=due) == []
    assert len(petition_list(workspace, KINDS, BOOK, late_on=due + timedelta(1))) == 1


def _act(name: str) -> Any:
    place = Place(BookKey(OFFICE, "CV", 2026), 1)
    return {
        "accept": lambda w: accept_petition(w, KINDS, BOOK, 1, by="A", on=TODAY),
        "transfer": lambda w: transfer_petition(w, KINDS, BOOK, 1, to="X", by="A", on=TODAY),
        "guide": lambda w: guide_petitioner(w, KINDS, BOOK, 1, to="X", by="A", on=TODAY),
        "file": lambda w: file_petition(w, KINDS, BOOK, 1, by="A", on=TODAY, words="nặc danh"),
        "assign": lambda w: assign_petition(w, KINDS, BOOK, 1, to="B", by="A", on=TODAY),
        "answer": lambda w: answer_petition(w, KINDS, BOOK, 1, reply=place, by="A", on=TODAY),
    }[name]


ILLEGAL = [
    ([], "answer", "answered before it was taken up"),
    (["transfer"], "accept", "passed on already"),
    (["guide"], "transfer", "sent back already"),
    (["file"], "accept", "put away already"),
    (["file"], "assign", "put away already, nobody deals with it"),
    (["accept", "answer"], "transfer", "answered already"),
    (["accept"], "guide", "taken up already"),
    (["accept", "answer"], "answer", "answered twice"),
]


@pytest.mark.parametrize(("before", "act", "reason"), ILLEGAL, ids=[f"{row[1]}: {row[2]}" for row in ILLEGAL])
def test_steps_follow_their_order(workspace: Workspace, before: list[str], act: str, reason: str) -> None:
    received(workspace)
    issue_document(workspace, a_document())
    for one in before:
        _act(one)(workspace)
    journal = acts(workspace)
    with pytest.raises(IllegalPetitionMove):
        _act(act)(workspace)
    assert acts(workspace) == journal, reason


def test_a_step_needs_its_person_its_body_and_a_possible_day(workspace: Workspace) -> None:
    received(workspace)
    with pytest.raises(PetitionFieldMissing, match="by"):
        accept_petition(workspace, KINDS, BOOK, 1, by=" ", on=TODAY)
    with pytest.raises(PetitionFieldMissing, match="to"):
        transfer_petition(workspace, KINDS, BOOK, 1, to="", by="A", on=TODAY)
    for day in (TODAY - timedelta(1), TODAY + timedelta(1)):
        with pytest.raises(PetitionDay):
            accept_petition(workspace, KINDS, BOOK, 1, by="A", on=day)
    with pytest.raises(UnknownPetition):
        accept_petition(workspace, KINDS, BOOK, 7, by="A", on=TODAY)
    accept_petition(workspace, KINDS, BOOK, 1, by="A", on=TODAY)
    with pytest.raises(UnknownEntry):
        _act("answer")(workspace)


def test_the_database_keeps_what_was_entered(workspace: Workspace) -> None:
    received(workspace)
    with pytest.raises(Exception, match="stays as it is"), transaction(workspace.engine) as connection:
        connection.execute(petition_table.update().values(record="{}"))


# --- drafts of answers


DRAFTS = [
    ("thu_ly", ["accept"], "Điều 28 Luật Tiếp công dân", "ông (bà) Trần Văn Mở", "taken up"),
    ("huong_dan", [], "không thuộc thẩm quyền", "Ông (Bà) Trần Văn Mở", "guidance"),
    ("chuyen", [], "chuyển đơn đến UBND xã Minh Tân", "UBND xã Minh Tân", "passed on"),
    ("tra_loi", ["accept"], "Đã sửa đường {trong} tháng 9", "Ông (Bà) Trần Văn Mở", "an answer"),
]


@pytest.mark.parametrize(("form", "before", "said", "named", "why"), DRAFTS, ids=[row[0] for row in DRAFTS])
def test_a_draft_can_be_issued_and_says_what_it_answers(
    workspace: Workspace, tmp_path: Path, form: str, before: list[str], said: str, named: str, why: str
) -> None:
    received(workspace, replace(ROAD, dated=date(2026, 10, 1)))
    for one in before:
        _act(one)(workspace)
    words = ReplyWords(
        to="UBND xã Minh Tân",
        words="Đã sửa đường {trong} tháng 9." if form == "tra_loi" else "",
        unit="VX",
        title="CHÁNH VĂN PHÒNG",
        name="Nguyễn Văn Mẫu",
    )
    journal = acts(workspace)
    text = draft_petition_reply(workspace, KINDS, BOOK, 1, form, words)
    assert acts(workspace) == journal, "drafting changes nothing"
    file = tmp_path / "tra-loi.toml"
    file.write_text(text, encoding="utf-8")
    assert said in text, why
    assert named in text
    assert "đề ngày 01/10/2026" in text
    assert "01/2026" in tomllib.loads(text)["subject"]
    assert read_draft(file).issuer == OFFICE
    issued = issue_document(workspace, document_of(workspace, file)).entry
    assert issued.number == 1


def test_a_form_of_answer_asks_for_what_it_must_say(workspace: Workspace) -> None:
    received(workspace)
    signed = ReplyWords(to="X", words="y", unit="VX", title="T", name="N")
    for wanting, form in (
        (replace(signed, to=""), "chuyen"),
        (replace(signed, unit=""), "huong_dan"),
        (replace(signed, name=""), "chuyen"),
    ):
        with pytest.raises(ReplyNeeds):
            draft_petition_reply(workspace, KINDS, BOOK, 1, form, wanting)
    with pytest.raises(UnfitReply):
        draft_petition_reply(workspace, KINDS, BOOK, 1, "tra_loi", signed)
    with pytest.raises(UnknownReplyForm):
        draft_petition_reply(workspace, KINDS, BOOK, 1, "khac", signed)
