"""Sau công bố: the way from a duty to the book which closes it, for a unit and for the office that follows it up."""

import re
from collections.abc import Iterator

import pytest

from directives.followup.plan_file import parse_plan
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.unit_desk import OFFICER, OTHER, WARD
from tests.services.test_close_duties import ID, PLAN
from workflows.services.accounts.roles import Role
from workflows.services.start_campaign import start_campaign

#: Nhiệm vụ của phường, and the page at which its book is kept.
BOOKS = {
    "so_khac_phuc": "khac-phuc",
    "ke_hoach": "khac-phuc",
    "kiem_tra": "mot-cua",
    "qua_han": "mot-cua",
    "dang_ket_qua": "truyen-thong",
    "phat_thanh": "truyen-thong",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng: the plan of the books runs."""
    with portal_desk(tmp_path_factory.mktemp("sau") / "var") as made:
        start_campaign(made.workspace, parse_plan(PLAN, file="plan.toml"), {})
        yield made


@pytest.mark.parametrize(("step", "book"), BOOKS.items())
def test_a_duty_leads_to_its_book(desk: PortalDesk, step: str, book: str) -> None:
    period = 2 if step == "qua_han" else 1
    page = desk.a(Role.UNIT, WARD).get(f"/don-vi/viec/{WARD}/{ID}/{step}/{period}").text
    assert f'href="/don-vi/{book}/{WARD}/{ID}"' in page


def test_the_duties_of_a_unit_lead_to_the_books_of_the_year(desk: PortalDesk) -> None:
    browser, address = desk.a(Role.UNIT, WARD), f"/don-vi/sau-cong-bo/{WARD}/{ID}"
    assert f'href="{address}"' in browser.get("/don-vi").text
    found = re.findall(rf'href="/don-vi/viec/{WARD}/{ID}/(\w+)/', browser.get(address).text)
    assert set(found) == {*BOOKS}


def test_the_office_sees_the_duties_of_each_book_and_a_way_to_it(desk: PortalDesk) -> None:
    page = desk.a(Role.MONITOR, OFFICER).get(f"/theo-doi/{ID}/sau-cong-bo").text
    for book in ("khac-phuc", "bai-hoc", "truyen-thong", "mot-cua", "danh-gia", "bao-cao-cchc"):
        assert f'href="/theo-doi/{ID}/{book}"' in page
    assert "Ghi sổ khắc phục" in page
    assert "Phát thanh kết quả" in page


@pytest.mark.parametrize(
    ("address", "role", "at", "status"),
    [
        (f"/don-vi/sau-cong-bo/{WARD}/{ID}", Role.UNIT, OTHER, 403),
        (f"/don-vi/sau-cong-bo/{OTHER}/khong-co", Role.UNIT, OTHER, 404),
        (f"/theo-doi/{ID}/sau-cong-bo", Role.MONITOR, "snv-dak-nong", 403),
        (f"/theo-doi/{ID}/sau-cong-bo", Role.UNIT, WARD, 403),
    ],
)
def test_nobody_looks_into_the_year_of_others(
    desk: PortalDesk, address: str, role: Role, at: str, status: int
) -> None:
    assert desk.a(role, at).get(address).status_code == status


def test_a_step_of_many_periods_is_one_row(desk: PortalDesk) -> None:
    page = desk.a(Role.MONITOR, OFFICER).get(f"/theo-doi/{ID}/sau-cong-bo").text
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    assert body.count("<tr") == len(BOOKS)
    assert re.search(r"\(\d+ kỳ\)", body)
