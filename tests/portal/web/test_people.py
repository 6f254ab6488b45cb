"""Người dùng: who lets whom in, with which role, and how one's own password and sessions are kept."""

import re

import pytest
from starlette.testclient import TestClient

from storage import audit
from storage.database import reading
from tests.portal.web.offices import OFFICE, PASSWORD, PortalDesk, account_name
from workflows.services.accounts.account_acts import all_accounts
from workflows.services.accounts.roles import Role

pytestmark = pytest.mark.usefixtures("quick_hashing")

PEOPLE = "/quan-tri/nguoi-dung"
NEW = "một câu khác hẳn"


@pytest.fixture
def admin(desk: PortalDesk) -> TestClient:
    return desk.a(Role.ADMIN, "")


def link_in(page: str) -> str:
    found = re.search(r"https://testserver(/lien-ket/[\w-]+)", page)
    assert found
    return found.group(1)


def roles(desk: PortalDesk, name: str) -> list[tuple[str, str, str]]:
    held = {account.name: roles for account, roles in all_accounts(desk.workspace)}[name]
    return [(one.role.value, one.unit, one.slice) for one in held]


def test_somebody_is_let_in_by_a_link_that_works_once_and_is_shown_once(
    desk: PortalDesk, admin: TestClient
) -> None:
    made = admin.post(PEOPLE, data={"name": "An.Nguyen", "full_name": "Nguyễn Văn <An>"})
    assert "Nguyễn Văn &lt;An&gt;" in made.text
    link = link_in(made.text)
    assert "lien-ket/" not in admin.get(f"{PEOPLE}/an.nguyen").text.replace('/lien-ket"', "")
    newcomer = desk.anybody()
    assert newcomer.post(link, data={"password": PASSWORD}).headers["location"] == "/viec-hom-nay"
    assert newcomer.get("/tai-khoan").status_code == 200
    assert desk.anybody().post(link, data={"password": NEW}).status_code == 410


def test_a_new_link_ends_the_one_before(desk: PortalDesk, admin: TestClient) -> None:
    first = link_in(admin.post(PEOPLE, data={"name": "an", "full_name": "An"}).text)
    second = link_in(admin.post(f"{PEOPLE}/an/lien-ket").text)
    assert desk.anybody().get(first).status_code == 410
    assert desk.anybody().get(second).status_code == 200


def test_a_role_opens_its_doors_at_once_and_closes_them_at_once(desk: PortalDesk, admin: TestClient) -> None:
    admin.post(PEOPLE, data={"name": "an", "full_name": "An"})
    person = desk.signed_in("an")
    unit = "snv-lam-dong"
    role = {"role": "clerk", "unit": unit, "slice": "", "reason": "quyết định phân công"}
    assert person.get("/so").status_code == 403
    assert admin.post(f"{PEOPLE}/an/trao", data=role).status_code == 303
    assert (person.get("/so").status_code, roles(desk, "an")) == (200, [("clerk", unit, "")])
    assert "Sở Nội vụ" in admin.get(f"{PEOPLE}/an").text
    assert admin.post(f"{PEOPLE}/an/thu-hoi", data={**role, "reason": "thôi việc"}).status_code == 303
    assert (person.get("/so").status_code, roles(desk, "an")) == (403, [])


REFUSED = [
    ("a name with other letters", "", {"name": "ăn", "full_name": "Ă"}, "không dùng làm tên tài khoản"),
    ("a name that is a path", "", {"name": "../an", "full_name": "An"}, "không dùng làm tên tài khoản"),
    ("a name that is taken", "", {"name": "san", "full_name": "An"}, "Đã có tài khoản"),
    ("a role without a reason", "/san/trao", {"role": "clerk", "unit": OFFICE, "reason": " "}, "lý do"),
    ("a role without a unit", "/san/trao", {"role": "clerk", "reason": "x"}, "đơn vị"),
    ("no role chosen", "/san/trao", {"unit": OFFICE, "reason": "x"}, "chọn vai trò"),
    (
        "a code of no office",
        "/san/trao",
        {"role": "clerk", "unit": "snv-lam-dog", "reason": "x"},
        "snv-lam-dong",
    ),
    (
        "many offices",
        "/san/trao",
        {"role": "clerk", "unit": "Sở Nội vụ", "reason": "x"},
        "Chưa rõ “Sở Nội vụ”",
    ),
    ("closing without a reason", "/san/khoa", {"reason": ""}, "lý do"),
]


@pytest.mark.parametrize(("path", "data", "said"), [row[1:] for row in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_cannot_be_done_is_said_on_the_page_and_changes_nothing(
    desk: PortalDesk, admin: TestClient, path: str, data: dict[str, str], said: str
) -> None:
    admin.post(PEOPLE, data={"name": "san", "full_name": "San"})
    before = all_accounts(desk.workspace)
    answer = admin.post(PEOPLE + path, data=data)
    assert answer.status_code == 422
    assert re.search(rf'role="alert"[^§]*{said}', answer.text)
    assert all_accounts(desk.workspace) == before


@pytest.mark.parametrize("written", ["Sở Nội vụ tỉnh Lâm Đồng", "so noi vu tinh lam dong", "snv-lam-dong"])
def test_an_office_is_named_as_people_name_it(desk: PortalDesk, admin: TestClient, written: str) -> None:
    admin.post(PEOPLE, data={"name": "lan", "full_name": "Lan"})
    given = admin.post(f"{PEOPLE}/lan/trao", data={"role": "clerk", "unit": written, "reason": "phân công"})
    assert given.status_code == 303
    assert ("clerk", "snv-lam-dong", "") in roles(desk, "lan")


def test_the_last_administrator_cannot_be_shut_out(desk: PortalDesk, admin: TestClient) -> None:
    name = account_name(Role.ADMIN, "")
    desk.with_password(name)
    admin = desk.signed_in(name)
    for path, data in (
        ("khoa", {"reason": "x"}),
        ("thu-hoi", {"role": "admin", "unit": "", "slice": "", "reason": "x"}),
    ):
        answer = admin.post(f"{PEOPLE}/{name}/{path}", data=data)
        assert "quản trị cuối cùng" in answer.text
    assert admin.get(PEOPLE).status_code == 200


def test_an_administrator_does_not_give_himself_the_right_to_publish(
    desk: PortalDesk, admin: TestClient
) -> None:
    name = account_name(Role.ADMIN, "")
    answer = admin.post(f"{PEOPLE}/{name}/trao", data={"role": "publisher", "unit": OFFICE, "reason": "x"})
    assert answer.status_code == 403
    assert roles(desk, name) == [("admin", "", "")]


def test_a_closed_account_is_out_and_comes_in_again_when_it_is_opened(
    desk: PortalDesk, admin: TestClient
) -> None:
    clerk, name = desk.a(Role.CLERK), account_name(Role.CLERK)
    assert admin.post(f"{PEOPLE}/{name}/khoa", data={"reason": "nghỉ việc"}).status_code == 303
    assert clerk.get("/so").status_code == 303
    link = link_in(admin.post(f"{PEOPLE}/{name}/lien-ket").text)
    closed = desk.anybody()
    closed.post(link, data={"password": PASSWORD})
    assert closed.get("/so").status_code == 303
    admin.post(f"{PEOPLE}/{name}/mo", data={"reason": "đi làm lại"})
    assert desk.signed_in(name).get("/so").status_code == 200


def test_one_changes_ones_own_password_by_the_present_one_and_every_other_session_ends(
    desk: PortalDesk,
) -> None:
    desk.a(Role.CLERK)
    name = account_name(Role.CLERK)
    desk.with_password(name)
    here, elsewhere = desk.signed_in(name), desk.signed_in(name)
    wrong = here.post("/tai-khoan/mat-khau", data={"present": "không phải nó", "password": NEW})
    assert (wrong.status_code, "Mật khẩu hiện tại không đúng" in wrong.text) == (422, True)
    weak = here.post("/tai-khoan/mat-khau", data={"present": PASSWORD, "password": "ngắn"})
    assert (weak.status_code, "ít nhất 12 ký tự" in weak.text) == (422, True)
    assert elsewhere.get("/tai-khoan").status_code == 200
    before = here.cookies["vanthu-phien"]
    assert here.post("/tai-khoan/mat-khau", data={"present": PASSWORD, "password": NEW}).status_code == 303
    assert here.cookies["vanthu-phien"] != before
    assert (here.get("/tai-khoan").status_code, elsewhere.get("/tai-khoan").status_code) == (200, 303)
    signing_in = {"account": name, "password": NEW}
    assert desk.anybody().post("/dang-nhap", data=signing_in).status_code == 303


def test_a_session_left_open_elsewhere_is_ended_from_here(desk: PortalDesk) -> None:
    here = desk.a(Role.CLERK)
    elsewhere = desk.signed_in(account_name(Role.CLERK))
    assert here.get("/tai-khoan").text.count("dùng lần cuối") == 2
    assert here.post("/tai-khoan/phien").status_code == 303
    assert (here.get("/tai-khoan").status_code, elsewhere.get("/tai-khoan").status_code) == (200, 303)


def test_every_act_on_accounts_is_in_the_journal_with_its_author(desk: PortalDesk, admin: TestClient) -> None:
    admin.post(PEOPLE, data={"name": "an", "full_name": "An"})
    admin.post(f"{PEOPLE}/an/trao", data={"role": "clerk", "unit": OFFICE, "reason": "phân công"})
    admin.post(f"{PEOPLE}/an/danh-tinh", data={"subject": "an@so-noi-vu"})
    admin.post(f"{PEOPLE}/an/khoa", data={"reason": "nghỉ"})
    with reading(desk.workspace.engine) as connection:
        acts = [act for act in audit.acts(connection, "accounts") if act.subject == "an"]
    assert [(act.act, act.actor) for act in acts] == [
        (name, account_name(Role.ADMIN, ""))
        for name in ("account_created", "link_made", "role_given", "identity_set", "account_closed")
    ]
