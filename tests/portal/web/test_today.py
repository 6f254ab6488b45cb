"""Việc hôm nay: each role sees what waits for it, and every line leads to where it is done."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from directives.register.incoming import IncomingDocument
from storage.database import transaction
from tests.documents import a_document
from tests.portal.web.offices import PortalDesk, portal_desk
from workflows.services.accounts.roles import Role
from workflows.services.arriving.waiting import begin_by_hand
from workflows.services.desk_drafts import save_new
from workflows.services.handle_incoming import forward_incoming
from workflows.services.issue import number_in
from workflows.services.receive_document import receive_document
from workflows.services.workspace import Workspace

OFFICE = "snv-lam-dong"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Một buổi sáng: paper begun, a document that is late, one of today, a draft, a number without a file."""
    with portal_desk(tmp_path_factory.mktemp("hom-nay") / "var") as made:
        workspace = made.workspace
        begin_by_hand(workspace, OFFICE)
        before = replace(workspace, now=lambda: workspace.now() - timedelta(days=20))
        day = before.today()
        old = receive_document(before, OFFICE, _arrival(before, "1/UBND", "việc để lâu"))
        forward_incoming(
            before, old.book, old.number, receiver="Phòng A", on=day, due_on=day + timedelta(days=2)
        )
        receive_document(workspace, OFFICE, _arrival(workspace, "2/UBND", "việc mới đến"))
        save_new(workspace, OFFICE, "bản thảo đang viết", {"type": "cong_van", "issuer": OFFICE})
        with transaction(workspace.engine) as connection:  # and the program was cut off before the file
            numbered = replace(
                a_document(issuer=OFFICE, subject="số chưa có tệp"), issued_on=workspace.today()
            )
            number_in(connection, workspace, numbered, "cat-ngang")
        yield made


def _arrival(workspace: Workspace, number: str, subject: str) -> IncomingDocument:
    today = workspace.today()
    return IncomingDocument("UBND tỉnh Lâm Đồng", number, today, "Công văn", subject, today)


#: Role, what is on its page, what is not there, why.
SEEN = [
    (
        Role.CLERK,
        ("việc để lâu", "Quá hạn từ", "việc mới đến", "bản thảo đang viết", "số chưa có tệp", "Văn bản giấy"),
        ("Kết quả chờ bạn phê duyệt",),
        "a clerk: the desk, drafts, numbers without files",
    ),
    (
        Role.MONITOR,
        ("bản thảo đang viết", "Không có đợt nào đang chạy"),
        ("việc để lâu", "số chưa có tệp"),
        "a campaign officer: campaigns and drafts; the desk is the clerk's",
    ),
    (
        Role.UNIT,
        ("Không có nhiệm vụ nào sắp đến hạn",),
        ("việc để lâu", "bản thảo đang viết"),
        "a unit: its own duties",
    ),
    (
        Role.PUBLISHER,
        ("Không có kết quả nào chờ bạn duyệt",),
        ("việc để lâu", "bản thảo đang viết"),
        "an approver: results that wait",
    ),
    (Role.ADMIN, ("/quan-tri",), ("việc để lâu",), "an administrator: the way to administration"),
    (Role.INTERVIEWER, ("/buu-dien",), ("việc để lâu",), "an interviewer: the way to the field"),
]


@pytest.mark.parametrize(("role", "there", "not_there", "why"), SEEN, ids=[row[0].value for row in SEEN])
def test_each_role_sees_what_waits_for_it(
    desk: PortalDesk, role: Role, there: tuple[str, ...], not_there: tuple[str, ...], why: str
) -> None:
    page = desk.a(role, OFFICE).get("/viec-hom-nay").text
    for words in there:
        assert words in page, why
    for words in not_there:
        assert words not in page, why


def test_another_offices_clerk_sees_nothing_of_it(desk: PortalDesk) -> None:
    page = desk.a(Role.CLERK, "snv-quang-tri").get("/viec-hom-nay").text
    for words in ("việc để lâu", "việc mới đến", "bản thảo đang viết", "số chưa có tệp"):
        assert words not in page


def test_every_line_of_a_clerks_day_leads_to_a_page(desk: PortalDesk) -> None:
    clerk = desk.a(Role.CLERK, OFFICE)
    page = clerk.get("/viec-hom-nay").text
    lines = page[page.index('<div class="columns">') :]
    addresses = set(re.findall(r'href="(/[^"]*)"', lines)) - {"/tai-khoan"}
    assert len(addresses) >= 7
    for address in addresses:
        assert clerk.get(address).status_code == 200, address
