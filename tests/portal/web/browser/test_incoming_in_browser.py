"""Văn bản đến trong trình duyệt: dropped, read, compared beside the page's picture, entered, answered; by keyboard."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.portal.web.browsing import DESK, PHONE, served, shot, window
from tests.portal.web.offices import PASSWORD, account_name, portal_desk
from tests.workspaces import VIETNAM
from workflows.services.accounts.roles import Role

pytestmark = pytest.mark.chromium

OFFICE = "snv-lam-dong"
DECISION = Path(__file__).parents[3] / "reading_set" / "documents" / "bkhdt-2022-1373.pdf"


def test_a_clerk_enters_a_scanned_decision_without_a_mouse(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "var"
    with portal_desk(home) as desk:
        desk.a(Role.CLERK, OFFICE)
        desk.with_password(account_name(Role.CLERK, OFFICE))
    with served(home) as serving:
        with window(browser, serving, DESK) as page:
            page.goto("/dang-nhap?tiep=/den")
            page.get_by_label("Tên tài khoản").fill(account_name(Role.CLERK, OFFICE))
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.get_by_label("Thả tệp vào đây").set_input_files(DECISION)
            expect(page.get_by_label("Số, ký hiệu")).to_have_value("1373/QĐ-BKHĐT", timeout=60_000)
            expect(page.get_by_role("img", name="Trang 1/3")).to_be_visible(timeout=30_000)
            expect(page.get_by_text("Cần đối chiếu")).to_be_visible()
            shot(page, "den-doi-chieu", tmp_path)
            page.get_by_role("button", name="Ghi vào sổ").press("Enter")
            expect(page.get_by_role("alert")).to_contain_text("Chưa vào sổ")
            page.get_by_label("Tôi đã đối chiếu với văn bản").press("Space")
            page.get_by_role("button", name="Ghi vào sổ").press("Enter")
            expect(page.get_by_role("status")).to_contain_text("Đã vào sổ, số đến 1.")
            expect(page.get_by_role("img", name="Trang 1/3")).to_be_visible(timeout=30_000)
            shot(page, "den-da-vao-so", tmp_path)
            page.get_by_label("Lãnh đạo").fill("Giám đốc Sở")
            page.keyboard.press("Enter")
            expect(page.get_by_role("status")).to_contain_text("trình Giám đốc Sở")
            state = page.context.storage_state()
        with window(browser, serving, PHONE) as page:
            page.context.add_cookies(state["cookies"])
            for address, name in (("/viec-hom-nay", "hom-nay"), ("/den", "den"), (page_of(1), "den-mot")):
                page.goto(address)
                assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
                shot(page, name, tmp_path)


def page_of(number: int) -> str:
    """Trang của một số đến: of this year's book."""
    return f"/den/{OFFICE}/{datetime.now(VIETNAM).year}/{number}"
