"""Các việc ở cổng: for the table of journaled acts: service, act, what comes before it, the act itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.services import sample_lists
from tests.services.test_incoming import OFFICE
from workflows.services.accounts.account_acts import (
    create_account,
    give_role,
    set_active,
    set_password,
    set_subject,
    withdraw_role,
)
from workflows.services.accounts.links import first_admin_link, make_link, use_link
from workflows.services.accounts.own_account import end_other_sessions
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.accounts.sign_in import begin_session, sign_out
from workflows.services.administering.office_rules import adopt_rules
from workflows.services.arriving import waiting
from workflows.services.arriving.waiting import DroppedFile, WaitingState
from workflows.services.jobs.running import ask
from workflows.services.unit_door.lists import open_people

AN, PASSWORD = "an.nguyen", "bốn chữ dễ nhớ"
HELD = HeldRole(Role.CLERK, OFFICE)
RULES = f'office = "{OFFICE}"\n'

Step = Callable[[Any], object]


def account(desk: Any) -> None:
    """Một tài khoản."""
    create_account(desk.workspace, AN, "Nguyễn Văn An")


def with_a_role(desk: Any) -> None:
    """Một tài khoản có vai trò."""
    account(desk)
    give_role(desk.workspace, AN, HELD, "giao việc")


def closed(desk: Any) -> None:
    """Một tài khoản đã khóa."""
    account(desk)
    set_active(desk.workspace, AN, "nghỉ việc", active=False)


def signed_in(desk: Any) -> None:
    """Một người đã đăng nhập."""
    account(desk)
    begin_session(desk.workspace, AN)


def by_link(desk: Any) -> object:
    """Đặt mật khẩu bằng liên kết."""
    return use_link(desk.workspace, make_link(desk.workspace, AN), PASSWORD)


def signing_out(desk: Any) -> None:
    """Đăng nhập rồi đăng xuất."""
    sign_out(desk.workspace, begin_session(desk.workspace, AN))


def others_ended(desk: Any) -> object:
    """Kết thúc các phiên khác."""
    return end_other_sessions(replace(desk.workspace, actor=AN), "phiên của tôi")


def rules_adopted(desk: Any) -> object:
    """Nhận quy chế."""
    return adopt_rules(desk.workspace, desk.folder / "co-quan", RULES.encode(), "quy-che.toml")


def names_opened(desk: Any) -> object:
    """Mở danh sách có tên."""
    return open_people(desk.workspace, sample_lists.KEY, "đối chiếu")


def listed(desk: Any) -> None:
    """Một danh sách đã nhận."""
    sample_lists.taken_in(desk.workspace, desk.folder)


def dropped(desk: Any) -> object:
    """Thả một tệp."""
    return waiting.drop_files(desk.workspace, OFFICE, [DroppedFile("cv.txt", b"cong van")])


def on_paper(desk: Any) -> object:
    """Ghi một văn bản giấy."""
    return waiting.begin_by_hand(desk.workspace, OFFICE)


def confirmed(desk: Any) -> None:
    """Một văn bản giấy đã xác nhận."""
    on_paper(desk)
    corrected(desk)


def corrected(desk: Any) -> object:
    """Sửa phiếu: everything that the book wants is typed."""
    typed = {
        "author": "Bộ Nội vụ",
        "number": "05/BNV-CCHC",
        "dated": desk.workspace.today(),
        "type": "Công văn",
        "subject": "hướng dẫn đo lường sự hài lòng",
        "signer": "Trần Thị Mẫu",
        "received_on": desk.workspace.today(),
    }
    return waiting.save_waiting(desk.workspace, _one(desk).id, _one(desk).revision, typed)


def _one(desk: Any) -> waiting.WaitingArrival:
    return waiting.waiting_at(desk.workspace, OFFICE)[0]


def _read(act: str, state: WaitingState) -> Step:
    return lambda desk: waiting.note_reading(desk.workspace, _one(desk).id, act, {}, state=state)


ACTS: list[tuple[str, str, Step, Step]] = [
    ("accounts.account_acts", "account_created", lambda desk: None, account),
    (
        "accounts.account_acts",
        "password_set",
        account,
        lambda desk: set_password(desk.workspace, AN, PASSWORD),
    ),
    (
        "accounts.account_acts",
        "account_closed",
        account,
        lambda desk: set_active(desk.workspace, AN, "nghỉ việc", active=False),
    ),
    (
        "accounts.account_acts",
        "account_opened",
        closed,
        lambda desk: set_active(desk.workspace, AN, "đi làm lại", active=True),
    ),
    ("accounts.account_acts", "identity_set", account, lambda desk: set_subject(desk.workspace, AN, "an-1")),
    ("accounts.account_acts", "role_given", account, lambda desk: give_role(desk.workspace, AN, HELD, "x")),
    (
        "accounts.account_acts",
        "role_withdrawn",
        with_a_role,
        lambda desk: withdraw_role(desk.workspace, AN, HELD, "thôi việc"),
    ),
    ("accounts.links", "link_made", account, lambda desk: make_link(desk.workspace, AN)),
    ("accounts.links", "first_admin", lambda desk: None, lambda desk: first_admin_link(desk.workspace)),
    ("accounts.links", "password_set", account, by_link),
    ("accounts.own_account", "sessions_ended", signed_in, others_ended),
    ("accounts.sign_in", "signed_in", account, lambda desk: begin_session(desk.workspace, AN)),
    ("accounts.sign_in", "signed_out", account, signing_out),
    ("administering.office_rules", "working_rules_adopted", lambda desk: None, rules_adopted),
    ("arriving.waiting", "arrival_dropped", lambda desk: None, dropped),
    ("arriving.waiting", "arrival_begun", lambda desk: None, on_paper),
    ("arriving.waiting", "arrival_corrected", on_paper, corrected),
    (
        "arriving.waiting",
        "arrival_entered",
        confirmed,
        lambda desk: waiting.enter_waiting(desk.workspace, _one(desk).id),
    ),
    (
        "arriving.waiting",
        "arrival_put_away",
        on_paper,
        lambda desk: waiting.put_away(desk.workspace, _one(desk).id, "thả nhầm"),
    ),
    ("arriving.waiting", "arrival_read", dropped, _read("arrival_read", WaitingState.WAITING)),
    ("arriving.waiting", "arrival_unread", dropped, _read("arrival_unread", WaitingState.WAITING)),
    ("arriving.waiting", "arrival_refused", dropped, _read("arrival_refused", WaitingState.REFUSED)),
    (
        "jobs.running",
        "job_asked",
        lambda desk: None,
        lambda desk: ask(desk.workspace, "take_backup", {"file": "x.tar"}),
    ),
    ("unit_door.lists", "list_viewed", listed, names_opened),
]
