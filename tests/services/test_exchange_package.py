"""Gói edXML của văn bản: tried before a number is given, complete, the same again; statuses answered in order."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directives.exchange.deliveries import SendingTerms
from directives.exchange.message import DocumentMessage, DocumentReference, StatusMessage
from directives.exchange.reader import read_message
from directives.exchange.validator import Circumstances, validate
from directives.exchange.writer import write_message
from storage import register
from storage.database import reading
from storage.exchange import EDXML
from storage.register import Entry
from tests.directives.exchange.builders import MESSAGE, SENDER, a_message
from tests.documents import a_document
from tests.services.sending_desk import acts, dispatch_at
from workflows.services.carriers import Dispatch
from workflows.services.exchange_package import BadPackage, NoAgencyCode, NoReceiverCode
from workflows.services.give_status import BadStatus, NotAnswerable, give_status
from workflows.services.issue import issue_document
from workflows.services.package_document import Packer, package_document, rehearse_package, wanted_terms
from workflows.services.workspace import Workspace

OFFICE = "ubnd-tinh-lam-dong"


@pytest.fixture
def dispatch(tmp_path: Path) -> Dispatch:
    """Phòng chuyển: on folders."""
    return dispatch_at(tmp_path / "out")


def entry_of(workspace: Workspace, **what: object) -> Entry:
    """Văn bản đã cấp số: with what is said of it."""
    return issue_document(workspace, a_document(**what)).entry


def read(path: Path) -> DocumentMessage:
    """Gói đã đọc: as another system would."""
    message = read_message(path).message
    assert isinstance(message, DocumentMessage)
    return message


def test_the_package_says_what_the_document_says(
    workspace: Workspace, dispatch: Dispatch, tmp_path: Path
) -> None:
    asked = entry_of(workspace, recipients=["Bộ Nội vụ (b/c)"])
    answer = entry_of(workspace, carries_out=[str(asked.document.number), "1024/BNV-CCHC ngày 10/02/2026"])
    terms = SendingTerms(date(2026, 12, 15), "2")
    made = package_document(workspace, dispatch, answer, tmp_path, terms)
    message = read(made.path)
    assert validate(read_message(made.path), Circumstances(dispatch.codes)).findings == []
    assert (message.document_id, message.due_on) == (f"{SENDER},2026/10/05,02/UBND-VX", "2026/12/15")
    assert (message.other.priority, message.steering, message.type_name) == ("2", "1", "Công văn")
    assert message.replies_to == (
        DocumentReference(SENDER, "01/UBND-VX", "2026/10/05", f"{SENDER},2026/10/05,01/UBND-VX"),
        DocumentReference("", "1024/BNV-CCHC", "2026/02/10"),
    ), "our own document is completed, a foreign one is not guessed"
    assert message.places == ("Như trên", "Bộ Nội vụ (b/c)", "Lưu: VT, VX")
    assert [receiver.code for receiver in message.receivers] == ["000.00.00.G09"]
    assert made.without_code == ("Ủy ban nhân dân các xã, phường, đặc khu",)


def test_the_same_document_gives_the_same_package_and_one_entry_of_the_journal(
    workspace: Workspace, dispatch: Dispatch, tmp_path: Path
) -> None:
    entry = entry_of(workspace)
    terms = SendingTerms(date(2026, 12, 15))
    first = package_document(workspace, dispatch, entry, tmp_path / "a", terms)
    again = package_document(workspace, dispatch, entry, tmp_path / "b")
    assert first.path.read_bytes() == again.path.read_bytes()
    assert acts(workspace) == ["package_made"]
    with reading(workspace.engine) as connection:
        assert register.file_of(connection, entry.book, entry.number, EDXML) == first.sha256
    assert workspace.files.get(first.sha256) == first.path.read_bytes()


@pytest.mark.parametrize(("urgency", "code"), [("khan", "1"), ("thuong_khan", "2"), ("hoa_toc", "3")])
def test_the_priority_is_that_of_the_document_when_nothing_else_is_said(
    workspace: Workspace, dispatch: Dispatch, tmp_path: Path, urgency: str, code: str
) -> None:
    entry = entry_of(workspace, urgency=urgency)
    assert read(package_document(workspace, dispatch, entry, tmp_path).path).other.priority == code


def test_a_report_on_a_directive_says_so(workspace: Workspace, dispatch: Dispatch, tmp_path: Path) -> None:
    entry = entry_of(workspace, type="bao_cao", unit="", carries_out=["1024/BNV-CCHC"])
    assert read(package_document(workspace, dispatch, entry, tmp_path).path).steering == "2"


REFUSED = [
    ({"issuer": "ubnd-xa-khong-ma"}, None, NoAgencyCode, "the sender has no code"),
    ({"recipients": ["Như trên"], "addressees": ["Sở Nội vụ"]}, None, NoReceiverCode, "no receiver has one"),
    ({}, SendingTerms(date(2026, 10, 4)), BadPackage, "due before it is issued"),
    ({"subject": "(Mật) kế hoạch"}, None, BadPackage, "a secrecy mark"),
]


@pytest.mark.parametrize(("what", "terms", "refusal", "reason"), REFUSED, ids=[row[3] for row in REFUSED])
def test_what_could_not_be_packaged_is_refused_before_a_number_is_given(
    workspace: Workspace,
    dispatch: Dispatch,
    what: dict[str, object],
    terms: SendingTerms | None,
    refusal: type[Exception],
    reason: str,
) -> None:
    if what.get("issuer"):
        what = {**what, "issuer": _office_without_code(workspace, dispatch)}
    with pytest.raises(refusal):
        Packer(workspace, dispatch, terms).rehearse(a_document(**what))
    rehearse_package(workspace, dispatch, a_document(), None)


def _office_without_code(workspace: Workspace, dispatch: Dispatch) -> str:
    snapshot = workspace.chart.on(workspace.now().date())
    day = workspace.now().date()
    return next(
        office.id
        for office in snapshot.offices()
        if office.issues_documents and not dispatch.codes.code_of_office(office.id, day)
        and not dispatch.codes.code_named(office.full_name, day)
    )  # fmt: skip


def test_terms_left_out_stay_as_they_were() -> None:
    assert wanted_terms(None, None, None) is None
    assert wanted_terms(None, "1", None) == SendingTerms(None, "1", "")


# --- statuses


def received(tmp_path: Path, message: DocumentMessage = MESSAGE) -> Path:
    """Gói đã đến: as a file."""
    path = tmp_path / "den.edxml"
    path.write_bytes(write_message(message))
    return path


def test_a_received_document_is_answered_in_order_once_each(
    workspace: Workspace, dispatch: Dispatch, tmp_path: Path
) -> None:
    file = received(tmp_path)
    written = [
        give_status(workspace, dispatch, file, OFFICE, code, "đã vào sổ số 412", tmp_path / "ra", "Lê Mẫu")
        for code in ("01", "03", "03", "06")
    ]
    assert [one.code for one in written] == ["01", "03", "03", "06"]
    assert acts(workspace) == ["status_given"] * 3
    read_back = read_message(written[1].path)
    assert validate(read_back, Circumstances(dispatch.codes, history=["01"])).findings == []
    assert isinstance(read_back.message, StatusMessage)
    assert read_back.message.reply_to.document_id == MESSAGE.document_id
    assert read_back.message.staff.name == "Lê Mẫu"


@pytest.mark.parametrize(
    ("before", "code", "reason_given", "why"),
    [
        ([], "07", "", "no such status"),
        (["01"], "02", "", "a refusal without its reason"),
        ([], "02", "thiếu tệp", "refused before it arrived"),
        (["01", "03", "06"], "05", "", "back from done"),
        (["03"], "15", "", "agrees though nobody asked"),
    ],
)
def test_a_status_out_of_order_is_not_given(
    workspace: Workspace,
    dispatch: Dispatch,
    tmp_path: Path,
    before: list[str],
    code: str,
    reason_given: str,
    why: str,
) -> None:
    file = received(tmp_path)
    for earlier in before:
        give_status(workspace, dispatch, file, OFFICE, earlier, "", tmp_path)
    with pytest.raises(BadStatus):
        give_status(workspace, dispatch, file, OFFICE, code, reason_given, tmp_path)
    assert len(acts(workspace)) == len(before), why


def test_a_withdrawal_may_be_agreed_to(workspace: Workspace, dispatch: Dispatch, tmp_path: Path) -> None:
    asked = received(tmp_path, a_message(business=replace(MESSAGE.business, type="1")))
    assert give_status(workspace, dispatch, asked, OFFICE, "15", "", tmp_path).meaning.startswith("Đồng ý")


def test_only_a_document_is_answered(workspace: Workspace, dispatch: Dispatch, tmp_path: Path) -> None:
    with pytest.raises(NotAnswerable):
        give_status(
            workspace, dispatch, received(tmp_path, a_message(document_id="")), OFFICE, "01", "", tmp_path
        )
