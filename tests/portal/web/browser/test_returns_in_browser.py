"""Nhận tệp phiếu, công bố kết quả, trong trình duyệt thật: bad rows where they stand; two people publish."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.portal.web.browsing import DESK, PHONE, Serving, served, shot, window
from tests.portal.web.offices import OFFICE, PASSWORD, portal_desk
from tests.portal.web.surveys import bad_rows, opened_again, returned
from tests.services.returning import CU_JUT, ID
from workflows.services.accounts.account_acts import create_account, give_role
from workflows.services.accounts.roles import HeldRole, Role

pytestmark = pytest.mark.chromium

PEOPLE = {"soan": ("Lê Văn Soạn", Role.MONITOR), "duyet": ("Phạm Thị Duyệt", Role.PUBLISHER)}


@dataclass(frozen=True)
class Survey:
    """Đợt đang chạy: the portal in front of it, and a folder for files of this test."""

    serving: Serving
    folder: Path


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Survey]:
    """Đợt đã chốt: returns are open again for late files; an analyst and an approver have accounts."""
    folder = tmp_path_factory.mktemp("dot")
    with portal_desk(folder / "var") as desk:
        returned(desk.workspace, folder, hostile=False)
        opened_again(desk.workspace)
        for name, (full, role) in PEOPLE.items():
            create_account(desk.workspace, name, full)
            give_role(desk.workspace, name, HeldRole(role, OFFICE), "Phép thử")
            desk.with_password(name)
    with served(folder / "var") as serving:
        yield Survey(serving, folder)


def sign_in(page: Page, name: str) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Tên tài khoản").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec-hom-nay")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_upload_with_bad_rows_shows_each_where_it_stands(
    browser: Browser, survey: Survey, size: dict[str, int], tmp_path: Path
) -> None:
    file = survey.folder / "phieu-cu-jut.csv"
    file.write_text("\n".join(bad_rows()), encoding="utf-8")
    with window(browser, survey.serving, size) as page:
        sign_in(page, "soan")
        page.goto(f"/phieu/{ID}")
        page.get_by_label("Đơn vị gửi").select_option(CU_JUT)
        page.get_by_label("Tệp phiếu").set_input_files(file)
        page.get_by_role("button", name="Nhận tệp").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Không nhận tệp phieu-cu-jut.csv")
        cells = page.locator("td.is-bad")
        expect(cells).to_have_count(4)
        expect(page.locator("#hang-3 td.is-bad")).to_contain_text("Hàng 3, cột 1.1 ghi '7'")
        expect(page.locator("#hang-6 td.is-bad")).to_contain_text("cột commune đang trống")
        expect(cells.first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        shot(page, "phieu-bi-tra-lai", tmp_path)


def test_an_analyst_prepares_and_a_second_person_publishes(
    browser: Browser, survey: Survey, tmp_path: Path
) -> None:
    with window(browser, survey.serving) as page:
        sign_in(page, "soan")
        page.goto(f"/ket-qua/{ID}/xep-hang?cap=district")
        expect(page.locator("svg.chart")).to_be_visible()
        shot(page, "ket-qua-xep-hang", tmp_path)
        page.get_by_role("link", name="Duyệt và công bố").click()
        page.get_by_role("button", name="Chuẩn bị bản công bố").press("Enter")
        expect(page.get_by_text("Mã băm của bản kê")).to_be_visible(timeout=20_000)
        expect(page.get_by_role("button", name="Duyệt và công bố")).to_have_count(0)
        seal = page.locator("li code").first.inner_text()
    with window(browser, survey.serving) as page:
        sign_in(page, "duyet")
        page.goto(f"/ket-qua/{ID}/cong-bo")
        expect(page.locator("li code").first).to_have_text(seal)
        page.get_by_role("button", name="Duyệt và công bố").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã duyệt. Kết quả đã công khai")
        shot(page, "ket-qua-duyet", tmp_path)
    for size in (DESK, PHONE):
        with window(browser, survey.serving, size) as page:
            page.goto("/cong-bo")
            page.get_by_role("heading", level=2).get_by_role("link").first.click()
            expect(page.locator("svg.chart")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            shot(page, "cong-bo", tmp_path)
            page.get_by_role("link", name="Kiểm chứng").click()
            expect(page.get_by_text(seal).first).to_be_visible()
