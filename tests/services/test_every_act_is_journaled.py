"""Mỗi việc một mục nhật ký: what cannot be written into the journal does not happen (A04), for every act there is."""

import ast
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, event

import workflows.services
from directives.exchange.deliveries import Channel, SendingTerms
from directives.exchange.message import Replacement
from directives.register.books import BookKey
from directives.register.file_list import parse_file_list
from directives.register.incoming import IncomingBookKey
from directives.register.series import SeriesPolicy
from directives.register.states import Move
from directives.register.steps import StepKind
from directives.signing.marks import Role
from doc_templates import form_for
from sipas_engine.returns.refusals import BadForms
from sipas_engine.sampling.reserve import ReplacementReason
from sipas_engine.sampling.states import ListMove
from storage import audit
from storage.audit import Act
from storage.database import reading
from storage.entry_states import Place
from storage.series_policies import DecidedPolicy
from storage.tables import metadata
from tests.documents import a_document
from tests.services import (
    evaluation_acts,
    field_desk,
    followup_acts,
    improvement_acts,
    lesson_acts,
    one_stop_acts,
    people_acts,
    portal_acts,
    returning,
    sample_lists,
    telling_acts,
    test_campaign,
    test_exchange_package,
    test_incoming_packages,
    test_petitions,
    test_publication,
    test_receipts,
    test_work_files,
    writing_acts,
)
from tests.services.sending_desk import dispatch_at, issued
from tests.services.test_incoming import ARRIVAL, OFFICE, TODAY
from tests.services.test_incoming import BOOK as ARRIVALS
from tests.services.test_work_files import SURVEY
from workflows.services import attach_signed, make_pdf
from workflows.services.add_to_lineage import add_to_lineage
from workflows.services.books import open_book
from workflows.services.campaign_method import change_method
from workflows.services.carriers import Dispatch
from workflows.services.change_state import change_state
from workflows.services.close_returns import close_returns, reopen_returns
from workflows.services.correct_list import correct_list
from workflows.services.cuts import recompute
from workflows.services.decide_forms import Decided, edit_form, keep_form, reject_form
from workflows.services.draw_list import draw_list
from workflows.services.enclose import enclose_address
from workflows.services.give_status import give_status
from workflows.services.handle_incoming import (
    follow_incoming,
    forward_incoming,
    return_incoming,
    strike_incoming,
)
from workflows.services.incoming_books import open_incoming_book
from workflows.services.instruct_incoming import Said, comment_incoming, instruct_incoming, submit_incoming
from workflows.services.issue import issue_document
from workflows.services.lineage_questions import Asked
from workflows.services.move_list import move_list
from workflows.services.package_document import package_document
from workflows.services.petition_books import show_petition
from workflows.services.plan_deliveries import plan_deliveries
from workflows.services.post_paper import hand_to_post
from workflows.services.publish_bundle import approve_publication, prepare_publication
from workflows.services.publishing_rights import grant_publishing, withdraw_publishing
from workflows.services.receive_document import receive_document
from workflows.services.record_receipt import record_receipt, record_return, take_status_message
from workflows.services.replace_sampled import replace_sampled
from workflows.services.report_field_day import report_field_day
from workflows.services.route_delivery import resolve_group, route_delivery
from workflows.services.send_deliveries import send_deliveries
from workflows.services.set_series_policy import set_series_policy
from workflows.services.stored_lists import drawn_list
from workflows.services.strike_from_lineage import strike_from_lineage
from workflows.services.templates import add_template
from workflows.services.work_files import (
    adopt_file_list,
    close_file,
    file_document,
    hand_over,
    keep_file_longer,
)
from workflows.services.workspace import Workspace

SERVICES = Path(workflows.services.__file__).parent
LETTER = Path(__file__).parents[1] / "reading_set" / "documents" / "dak-nong-2021-1848.txt"
LETTERS = BookKey(OFFICE, "CV", 2026)
FIRST, SECOND = Place(LETTERS, 1), Place(LETTERS, 2)
COPY = (LETTERS, 1, 2)  # of the first letter, to Bộ Nội vụ, by edXML


@dataclass(frozen=True)
class Desk:
    """Bàn thử: a workspace, its room of sending, and a folder."""

    workspace: Workspace
    dispatch: Dispatch
    folder: Path


Step = Callable[[Desk], object]


def an_added_letter(desk: Desk) -> None:
    """Một công văn đã thêm."""
    add_to_lineage(desk.workspace, LETTER)


def a_strike(desk: Desk) -> None:
    """Gạch bỏ công văn đã thêm."""
    strike_from_lineage(desk.workspace, Asked(str(LETTER)), "thêm nhầm")


@dataclass(frozen=True)
class Row:
    """Dòng: the module that writes the entry, the name of the act, what goes before, and the act itself."""

    module: str
    act: str
    before: Step
    do: Step


def nothing(desk: Desk) -> None:
    """Chưa có gì: an empty database."""


def two_letters(desk: Desk) -> None:
    """Hai công văn đã phát hành."""
    for _ in range(2):
        issue_document(desk.workspace, a_document())


def one_arrival(desk: Desk) -> None:
    """Một văn bản đến."""
    receive_document(desk.workspace, OFFICE, ARRIVAL)


def planned(desk: Desk) -> None:
    """Một công văn đã lập danh sách gửi."""
    issued(desk.workspace, desk.dispatch, "Bộ Nội vụ (b/c)", "Các sở, ban, ngành")


def sent(desk: Desk) -> None:
    """Một công văn đã gửi."""
    planned(desk)
    send_deliveries(desk.workspace, desk.dispatch)


def on_paper(desk: Desk) -> None:
    """Một công văn chờ bưu điện."""
    planned(desk)
    route_delivery(desk.workspace, desk.dispatch, COPY, Channel.PAPER, "Số 8 Tôn Thất Thuyết, Hà Nội")


def a_filled_file(desk: Desk) -> None:
    """Một hồ sơ có một văn bản."""
    two_letters(desk)
    adopt_file_list(desk.workspace, parse_file_list(test_work_files.LIST, file="dm.toml"))
    file_document(desk.workspace, SURVEY, str(FIRST))


def a_closed_file(desk: Desk) -> None:
    """Một hồ sơ đã kết thúc."""
    a_filled_file(desk)
    close_file(desk.workspace, SURVEY, TODAY, 3)


def a_pdf(desk: Desk) -> None:
    """Một công văn có PDF (made up: only its place in the books matters here)."""
    two_letters(desk)
    entry = issue_document(desk.workspace, a_document(), idempotency_key="pdf").entry
    make_pdf._attach(desk.workspace, entry, "x", desk.workspace.files.put(b"%PDF-1.7 thu"))


def signed(desk: Desk) -> None:
    """Gắn bản đã ký: the look into the signatures is another room's; here it finds both."""
    file = desk.folder / "da-ky.pdf"
    file.write_bytes(b"%PDF-1.7 thu, da ky")
    with pytest.MonkeyPatch.context() as patched:
        both = [SimpleNamespace(role=Role.PERSON, signer=""), SimpleNamespace(role=Role.AGENCY, signer="")]
        patched.setattr(attach_signed, "signatures_of", lambda content, name: both)
        patched.setattr(attach_signed, "require_intact", lambda signatures, name: None)
        attach_signed.attach_signed(desk.workspace, LETTERS, 3, file)


def own_template(desk: Desk) -> None:
    """Thêm mẫu riêng: the law's own form of a letter, unchanged."""
    form = form_for("ND30", "cong_van")
    assert form is not None
    file = desk.folder / "mau.docx"
    file.write_bytes(form.template.read_bytes())
    add_template(desk.workspace, file, name="rieng", office=OFFICE, base="nd30/cong_van")


def campaign(desk: Desk) -> None:
    """Một đợt đã mở."""
    test_campaign.begun(desk.workspace, test_campaign.DAK_NONG)


def campaign_carried_on(desk: Desk) -> None:
    """Làm hết một đợt."""
    test_campaign.carried_on(desk.workspace, test_campaign.DAK_NONG, test_campaign.END)


def result_frozen(desk: Desk) -> None:
    """Kết quả đã chốt."""
    test_publication.frozen(desk.workspace, desk.folder)


def prepared(desk: Desk) -> None:
    """Bản công bố đã chuẩn bị."""
    result_frozen(desk)
    prepare_publication(desk.workspace, returning.ID)
    granted(desk)


def granted(desk: Desk) -> None:
    """Đã cấp quyền công bố."""
    grant_publishing(desk.workspace, "Người duyệt", "lãnh đạo")


def approved(desk: Desk) -> None:
    """Phê duyệt công bố: by a second person."""
    approve_publication(replace(desk.workspace, actor="Người duyệt"), returning.ID, 1)


def field_begun(desk: Desk) -> None:
    """Đang phát phiếu."""
    field_desk.in_the_field(desk.workspace, desk.folder)


def field_day(desk: Desk) -> None:
    """Báo số liệu một ngày."""
    file = field_desk.sheet(desk.folder, "dtv-1|Tổ 1|06/04/2026|6|2")
    report_field_day(desk.workspace, test_campaign.LAM_DONG, file)


def status_message(code: str) -> Step:
    """Gói trạng thái đến: of the Ministry."""

    def take(desk: Desk) -> object:
        file = test_receipts.file_of(desk.folder, test_receipts.status(code, "vào sổ số 412"))
        return take_status_message(desk.workspace, desk.dispatch, file)

    return take


def changed(move: Move) -> Step:
    """Đổi trạng thái: of the first letter, on the second where one is needed."""
    return lambda desk: change_state(
        desk.workspace, move, FIRST, "lý do", None if move is Move.VOID else SECOND
    )


def a_package(desk: Desk) -> None:
    """Một gói đã vào sổ: of the Ministry."""
    package_of("first")(desk)


def package_of(which: str) -> Step:
    """Gói của Bộ: the letter itself, or what the Ministry asks about it."""

    def take(desk: Desk) -> object:
        about = test_incoming_packages
        other = replace(about.FILE, content=b"%PDF-1.7 khac")
        message = {
            "first": about.LETTER,
            "again": about.letter(subject="khác"),
            "unfit": about.letter(subject=""),
            "withdraw": about.withdrawn(),
            "update": about.asked("2", business={"document_id": about.NAME}),
            "replace": about.asked(
                "3", business={"replacements": (Replacement(about.NAME),)}, attachments=(other,)
            ),
        }[which]
        return about.Room(desk.workspace, desk.dispatch, desk.folder).take(message)

    return take


def a_petition(desk: Desk) -> None:
    """Một đơn."""
    test_petitions.received(desk.workspace)


def an_accusation(desk: Desk) -> None:
    """Một đơn tố cáo đã giao."""
    test_petitions.received(desk.workspace, test_petitions.BRIBE, test_petitions.SECRET_SENDER)
    test_petitions._act("assign")(desk.workspace)


def petitioner_seen(desk: Desk) -> object:
    """Người được giao xem người tố cáo."""
    about = test_petitions
    return show_petition(desk.workspace, about.KINDS, about.BOOK, 1, by="B")


def petition_act(name: str) -> Step:
    """Một việc với đơn."""
    return lambda desk: test_petitions._act(name)(desk.workspace)


def an_accepted_petition(desk: Desk) -> None:
    """Một đơn đã thụ lý, một công văn."""
    two_letters(desk)
    a_petition(desk)
    petition_act("accept")(desk)


def a_list(desk: Desk) -> None:
    """Một danh sách đã nhận."""
    sample_lists.taken_in(desk.workspace, desk.folder)


def a_checked_list(desk: Desk) -> None:
    """Một danh sách đã kiểm tra."""
    sample_lists.checked(desk.workspace, desk.folder)


def a_drawn_list(desk: Desk) -> None:
    """Một danh sách đã rút mẫu."""
    sample_lists.drawn(desk.workspace, desk.folder)


def drawn_from(desk: Desk) -> object:
    """Rút mẫu."""
    return draw_list(desk.workspace, sample_lists.KEY, sample_lists.SETTINGS)


def replaced(desk: Desk) -> object:
    """Thay người đầu tiên của mẫu."""
    first = drawn_list(desk.workspace, sample_lists.KEY).kept.drawn.main[0]
    return replace_sampled(
        desk.workspace, sample_lists.KEY, first, ReplacementReason.MOVED, investigator="A", day=TODAY
    )


#: What the journal calls each act with a petition: what goes before, and the act.
PETITION_ACTS = {
    "assigned": (a_petition, petition_act("assign")),
    "accepted": (a_petition, petition_act("accept")),
    "transferred": (a_petition, petition_act("transfer")),
    "guided": (a_petition, petition_act("guide")),
    "filed": (a_petition, petition_act("file")),
    "answered": (an_accepted_petition, petition_act("answer")),
}


def returning_campaign(desk: Desk) -> None:
    """Một đợt nhỏ, chưa nhận phiếu."""
    returning.begun(desk.workspace, desk.folder / "dot")


def forms_sent(desk: Desk) -> None:
    """Gửi phiếu của các huyện."""
    returning.sent(desk.workspace, desk.folder, [returning.form("P1"), returning.form("P2")])
    there = [returning.form("M1", returning.THUAN_AN)]
    returning.sent(desk.workspace, desk.folder, there, unit=returning.DAK_MIL, name="mil.csv")


def forms_came(desk: Desk) -> None:
    """Một đợt nhỏ, các huyện đã gửi phiếu."""
    returning_campaign(desk)
    forms_sent(desk)


def bad_forms(desk: Desk) -> None:
    """Một tệp phiếu sai."""
    with contextlib.suppress(BadForms):
        returning.sent(desk.workspace, desk.folder, [returning.form("P1", answers="8 8 8")])


def first_cut(desk: Desk) -> None:
    """Một đợt nhỏ đã chốt."""
    forms_came(desk)
    returning.carried_on(desk.workspace)


def reopened(desk: Desk) -> None:
    """Mở lại để nhận phiếu muộn."""
    reopen_returns(desk.workspace, returning.ID, returning.LATE, reason="muộn", person=returning.CHIEF)


def one_rejected_after(desk: Desk) -> None:
    """Đã chốt, mở lại, loại một phiếu."""
    first_cut(desk)
    reopened(desk)
    reject_form(desk.workspace, returning.ID, DECIDED, "never_seen")


def closed(desk: Desk) -> object:
    """Khóa nhận phiếu."""
    return close_returns(desk.workspace, returning.ID, returning.DUE, reason="hết hạn", person="Lý")


def other_method(desk: Desk) -> object:
    """Đổi cách tính."""
    wanted = {"metric": "F1m"}
    return change_method(
        desk.workspace, returning.ID, method=wanted, file="m.toml", reason="góp ý", person="Lý"
    )


DECIDED = Decided("P1", "Lê Văn Lý", returning.DUE, "xem lại phiếu giấy")
#: Việc với phiếu: the module, the act in the journal, what goes before, and the act.
RETURN_ACTS: list[tuple[str, str, Step, Step]] = [
    ("accept_returns", "returns_accepted", returning_campaign, forms_sent),
    ("refuse_returns", "returns_refused", returning_campaign, bad_forms),
    (
        "decide_forms",
        "form_rejected",
        forms_came,
        lambda d: reject_form(d.workspace, returning.ID, DECIDED, "never_seen"),
    ),
    ("decide_forms", "form_kept", forms_came, lambda d: keep_form(d.workspace, returning.ID, DECIDED)),
    (
        "decide_forms",
        "form_edited",
        forms_came,
        lambda d: edit_form(d.workspace, returning.ID, DECIDED, {"1.1": "5"}),
    ),
    ("close_returns", "returns_closed", forms_came, closed),
    ("close_returns", "returns_reopened", first_cut, reopened),
    ("campaign_method", "method_changed", returning_campaign, other_method),
    (
        "compute_result",
        "result_frozen",
        one_rejected_after,
        lambda d: recompute(d.workspace, returning.ID, returning.LATE, reason="loại phiếu", person="Lý"),
    ),
]

ROWS = [
    Row("issue", "number_given", nothing, lambda d: issue_document(d.workspace, a_document())),
    Row(
        "issue",
        "file_made",
        nothing,
        lambda d: issue_document(d.workspace, a_document(), idempotency_key="k"),
    ),
    Row("books", "book_opened", nothing, lambda d: open_book(d.workspace, LETTERS, 7)),
    Row("change_state", "number_voided", two_letters, changed(Move.VOID)),
    Row("change_state", "document_recalled", two_letters, changed(Move.RECALL)),
    Row("change_state", "document_corrected", two_letters, changed(Move.CORRECT)),
    Row("change_state", "document_amended", two_letters, changed(Move.AMEND)),
    Row("change_state", "document_replaced", two_letters, changed(Move.REPLACE)),
    Row(
        "set_series_policy",
        "series_policy_set",
        nothing,
        lambda d: set_series_policy(
            d.workspace, DecidedPolicy(OFFICE, 2026, SeriesPolicy(rest="VB"), "QĐ 01")
        ),
    ),
    Row(
        "incoming_books",
        "incoming_book_opened",
        nothing,
        lambda d: open_incoming_book(d.workspace, IncomingBookKey(OFFICE, 2026), 4),
    ),
    Row("receive_document", "document_received", nothing, one_arrival),
    Row(
        "handle_incoming",
        "incoming_forwarded",
        one_arrival,
        lambda d: forward_incoming(d.workspace, ARRIVALS, 1, receiver="VX", on=TODAY),
    ),
    Row(
        "handle_incoming",
        "incoming_followed",
        one_arrival,
        lambda d: follow_incoming(d.workspace, ARRIVALS, 1, progress="xong"),
    ),
    Row(
        "handle_incoming",
        "incoming_returned",
        one_arrival,
        lambda d: return_incoming(d.workspace, ARRIVALS, 1, "x"),
    ),
    Row(
        "handle_incoming",
        "incoming_struck",
        one_arrival,
        lambda d: strike_incoming(d.workspace, ARRIVALS, 1, "x"),
    ),
    Row(
        "handle_incoming",
        "incoming_submitted",
        one_arrival,
        lambda d: submit_incoming(d.workspace, ARRIVALS, 1, to="Chủ tịch", on=TODAY),
    ),
    Row(
        "handle_incoming",
        "incoming_instructed",
        one_arrival,
        lambda d: instruct_incoming(d.workspace, ARRIVALS, 1, Said("Chủ tịch", TODAY, lead="VX")),
    ),
    Row(
        "handle_incoming",
        "incoming_commented",
        one_arrival,
        lambda d: comment_incoming(d.workspace, ARRIVALS, 1, StepKind.PROPOSAL, Said("An", TODAY, "trả lời")),
    ),
    Row("handle_incoming", "incoming_withdrawn", a_package, package_of("withdraw")),
    Row("handle_incoming", "incoming_updated", a_package, package_of("update")),
    Row("handle_incoming", "incoming_replaced", a_package, package_of("replace")),
    Row("take_package", "package_linked", a_package, package_of("again")),
    Row("take_package", "package_refused", nothing, package_of("unfit")),
    Row("take_package", "package_declined", nothing, package_of("withdraw")),
    Row("petition_books", "petition_received", nothing, a_petition),
    Row("petition_books", "petitioner_shown", an_accusation, petitioner_seen),
    *(
        Row("handle_petition", f"petition_{act}", before, done)
        for act, (before, done) in PETITION_ACTS.items()
    ),
    Row(
        "work_files",
        "file_list_adopted",
        nothing,
        lambda d: adopt_file_list(d.workspace, parse_file_list(test_work_files.LIST, file="dm.toml")),
    ),
    Row(
        "work_files",
        "document_filed",
        a_filled_file,
        lambda d: file_document(d.workspace, SURVEY, str(SECOND)),
    ),
    Row("work_files", "file_closed", a_filled_file, lambda d: close_file(d.workspace, SURVEY, TODAY, 3)),
    Row(
        "work_files",
        "file_kept_longer",
        a_closed_file,
        lambda d: keep_file_longer(d.workspace, SURVEY, date(2028, 10, 5), "Công văn 5"),
    ),
    Row(
        "work_files",
        "file_handed_over",
        a_closed_file,
        lambda d: hand_over(d.workspace, [SURVEY], TODAY + timedelta(30), "Lưu trữ"),
    ),
    Row("templates", "template_added", nothing, own_template),
    Row("make_pdf", "pdf_made", two_letters, a_pdf),
    Row("add_to_lineage", "lineage_added", nothing, lambda d: add_to_lineage(d.workspace, LETTER)),
    Row("strike_from_lineage", "lineage_struck", an_added_letter, a_strike),
    Row("attach_signed", "signed_attached", a_pdf, signed),
    Row(
        "plan_deliveries",
        "deliveries_planned",
        two_letters,
        lambda d: plan_deliveries(d.workspace, d.dispatch),
    ),
    Row(
        "route_delivery",
        "delivery_routed",
        planned,
        lambda d: route_delivery(d.workspace, d.dispatch, COPY, Channel.PAPER, "Hà Nội"),
    ),
    Row(
        "route_delivery",
        "group_resolved",
        planned,
        lambda d: resolve_group(d.workspace, d.dispatch, (LETTERS, 1, 3), ["Sở Tài chính"]),
    ),
    Row("send_deliveries", "sending_begun", planned, lambda d: send_deliveries(d.workspace, d.dispatch)),
    Row("send_deliveries", "delivery_sent", planned, lambda d: send_deliveries(d.workspace, d.dispatch)),
    Row("post_paper", "delivery_posted", on_paper, lambda d: hand_to_post(d.workspace, TODAY)),
    Row(
        "record_receipt",
        "receipt_recorded",
        sent,
        lambda d: record_receipt(d.workspace, COPY, "Lê Thị C", TODAY),
    ),
    Row(
        "record_receipt", "delivery_returned", sent, lambda d: record_return(d.workspace, COPY, "sai", TODAY)
    ),
    Row("record_receipt", "status_received", sent, status_message("01")),
    Row(
        "enclose",
        "enclosed",
        two_letters,
        lambda d: enclose_address(d.workspace, LETTERS, 1, "Số liệu", "https://a.vn/x", "0" * 64),
    ),
    Row(
        "package_document",
        "package_made",
        sent,
        lambda d: package_document(
            d.workspace,
            d.dispatch,
            issue_document(d.workspace, a_document(recipients=["Bộ Nội vụ"]), idempotency_key="gói").entry,
            d.folder,
            SendingTerms(date(2026, 12, 15), "2"),
        ),
    ),
    Row(
        "give_status",
        "status_given",
        nothing,
        lambda d: give_status(
            d.workspace, d.dispatch, test_exchange_package.received(d.folder), OFFICE, "01", "", d.folder
        ),
    ),
    *(Row(module, act, before, done) for module, act, before, done in RETURN_ACTS),
    *(Row(module, act, before, done) for module, act, before, done in evaluation_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in followup_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in improvement_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in lesson_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in one_stop_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in people_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in telling_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in writing_acts.ACTS),
    *(Row(module, act, before, done) for module, act, before, done in portal_acts.ACTS),
    Row("start_campaign", "book_opened", nothing, campaign),
    Row("start_campaign", "campaign_started", nothing, campaign),
    Row("advance", "step_done", campaign, campaign_carried_on),
    Row("compute_result", "result_frozen", campaign, campaign_carried_on),
    Row(
        "publish_bundle",
        "publication_prepared",
        result_frozen,
        lambda d: prepare_publication(d.workspace, returning.ID),
    ),
    Row("publish_bundle", "publication_approved", prepared, approved),
    Row("publishing_rights", "publishing_granted", nothing, granted),
    Row(
        "publishing_rights",
        "publishing_withdrawn",
        granted,
        lambda d: withdraw_publishing(d.workspace, "Người duyệt", "thôi việc"),
    ),
    Row("field_book", "villages_assigned", nothing, field_begun),
    Row("field_book", "field_day_reported", field_begun, field_day),
    Row("import_list", "list_imported", nothing, a_list),
    Row(
        "move_list", "list_moved", a_list, lambda d: move_list(d.workspace, sample_lists.KEY, ListMove.SUBMIT)
    ),
    Row("draw_list", "sample_drawn", a_checked_list, drawn_from),
    Row("replace_sampled", "sample_replaced", a_drawn_list, replaced),
    Row(
        "correct_list",
        "list_corrected",
        a_drawn_list,
        lambda d: correct_list(d.workspace, sample_lists.KEY, 1, "ho_ten", "An", "sai tên"),
    ),
]


class Unwritable(Exception):
    """Không ghi được: what the journal answers in these tests."""


@dataclass
class Watch:
    """Theo dõi: the whole database as it was when the last writing transaction began."""

    workspace: Workspace
    seen: dict[str, list[str]] | None = None

    def begun(self, connection: Connection) -> None:
        """Giao dịch bắt đầu: remember; looking itself is a reading one."""
        if not connection.get_execution_options().get("vanthu_reads_only", False):
            self.seen = content(self.workspace)


def content(workspace: Workspace) -> dict[str, list[str]]:
    """Toàn bộ dữ liệu: every row of every table."""
    with reading(workspace.engine) as connection:
        return {
            table.name: sorted(map(str, connection.execute(table.select()).all()))
            for table in metadata.sorted_tables
        }


#: On each database; on the second in the long run of the tests only.
BOTH = pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.slow])],
    indirect=True,
)


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Desk:
    """Bàn thử: on an empty database."""
    return Desk(workspace, dispatch_at(tmp_path / "out"), tmp_path)


@BOTH
@pytest.mark.parametrize("row", ROWS, ids=[f"{row.module}-{row.act}" for row in ROWS])
def test_what_cannot_be_journaled_does_not_happen(
    desk: Desk, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, watch, met = audit.append, Watch(desk.workspace), []

    def failing(connection: Connection, chain: str, act: Act) -> None:
        if act.act == row.act:
            met.append(watch.seen)
            raise Unwritable
        real(connection, chain, act)

    row.before(desk)
    with monkeypatch.context() as patched:
        patched.setattr(audit, "append", failing)
        event.listen(desk.workspace.engine, "begin", watch.begun)
        with pytest.raises(Unwritable):
            row.do(desk)
        event.remove(desk.workspace.engine, "begin", watch.begun)
    assert met == [watch.seen], "the act came once, and nothing was begun after it"
    assert content(desk.workspace) == watch.seen


@pytest.mark.slow
@BOTH
@pytest.mark.parametrize("row", ROWS, ids=[f"{row.module}-{row.act}" for row in ROWS])
def test_an_act_is_one_entry_written_by_its_own_transaction(
    desk: Desk, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, entries = audit.append, []

    def watched(connection: Connection, chain: str, act: Act) -> None:
        entries.append((act.act, act.subject, connection.get_transaction()))
        real(connection, chain, act)

    row.before(desk)
    monkeypatch.setattr(audit, "append", watched)
    row.do(desk)
    of_this_act = [(subject, id(transaction)) for act, subject, transaction in entries if act == row.act]
    assert of_this_act
    assert len(set(of_this_act)) == len(of_this_act), "one thing is entered once in a transaction"
    with reading(desk.workspace.engine) as connection:
        assert list(audit.broken_entries(connection)) == []


def _calls(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


#: They let another service write within their transaction.
BY_OTHERS = {
    "cuts": "keep_cut",
    "desk_merge": "journal",
    "desk_steps": "journal",
    "issue_many": "number_in",
    "move_deadline": "record_in",
    "record_evidence": "record_in",
    "results_use.close_duty": "record_in",
    "synthesise_step": "number_in",
    "unit_reports": "record_in",
}
#: They change no state of the office's work: each with the reason.
NO_ACT = {
    "accounts.answer_once": "keeps the answer to a request; what the request did is another service's entry"
}
#: A chain is appended to by these names; a module that calls one of them writes acts of its own.
APPENDING = {"audit.append", "record_act"}


def test_every_service_that_writes_is_in_the_table() -> None:
    writing, transacting = set(), set()
    modules = {
        ".".join(module.relative_to(SERVICES).with_suffix("").parts): module
        for module in SERVICES.rglob("*.py")
    }
    for name, module in modules.items():
        calls = _calls(module)
        if calls & APPENDING and name != "find_delivery":
            writing.add(name)
        if "transaction" in calls:
            transacting.add(name)
    assert {row.module for row in ROWS} == writing
    assert transacting - writing == set(BY_OTHERS) | set(NO_ACT)
    for name, service in BY_OTHERS.items():
        assert service in _calls(modules[name])


def test_the_acts_of_the_portals_services_are_all_in_the_table() -> None:
    """What stands in a folder of services names its acts where it writes them, so that none is forgotten."""
    named = set()
    for module in SERVICES.glob("*/*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in _ENTERING:
                named |= {
                    one.value for one in node.args if isinstance(one, ast.Constant) and one.value != "jobs"
                }
    told = {row.act for row in ROWS}
    assert {name for name in named if "_" in str(name)} <= told
    assert len(named & told) > 15


#: How the services of the portal write an entry.
_ENTERING = {"audit.Act", "_journal", "journal", "note_reading"}
