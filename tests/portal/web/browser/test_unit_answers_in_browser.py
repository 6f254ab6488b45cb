"""Xã trả lời trên điện thoại: receipt, evidence and a request for more time, by thumb, on a screen of 390 × 844."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.portal.web.browsing import DESK, PHONE, served, shot, window
from tests.portal.web.offices import PASSWORD, account_name, portal_desk
from tests.portal.web.unit_desk import PDF, WARD, begun
from workflows.services.accounts.roles import Role

pytestmark = pytest.mark.chromium


def signs_in(page: Page, account: str) -> None:
    """Đăng nhập: as people do."""
    page.goto("/dang-nhap")
    page.get_by_label("Tên tài khoản").fill(account)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec-hom-nay")


def fits(page: Page) -> None:
    """Vừa màn hình: nothing has to be pushed sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_commune_answers_on_a_telephone(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "var"
    with portal_desk(home) as desk:
        begun(desk.workspace, desk.workspace.today() - timedelta(days=14))
        desk.a(Role.UNIT, WARD)
        desk.with_password(account_name(Role.UNIT, WARD))
    letter = tmp_path / "cong-van.pdf"
    letter.write_bytes(PDF)
    with served(home) as serving:
        with window(browser, serving, PHONE) as page:
            signs_in(page, account_name(Role.UNIT, WARD))
            page.goto("/don-vi")
            fits(page)
            shot(page, "don-vi-nhiem-vu", tmp_path)
            page.get_by_role("link", name="Gửi danh sách người dân").click()
            page.get_by_role("button", name="Xác nhận đã nhận").click()
            expect(page.get_by_role("status")).to_contain_text("đã nhận nhiệm vụ")
            page.get_by_role("button", name="Nộp", exact=True).click()
            expect(page.get_by_role("alert")).to_contain_text("số, ký hiệu văn bản")
            shot(page, "don-vi-thieu-van-ban", tmp_path)
            page.get_by_label("Số, ký hiệu văn bản").first.fill("12/UBND-NV")
            page.get_by_label("Tệp văn bản").set_input_files(letter)
            page.get_by_role("button", name="Nộp", exact=True).click()
            expect(page.get_by_role("status")).to_contain_text("Đã nộp")
            expect(page.get_by_role("link", name="gui_danh_sach.pdf")).to_be_visible()
            fits(page)
            shot(page, "don-vi-da-nop", tmp_path)
            page.goto("/don-vi")
            page.get_by_role("link", name="Kiểm tra việc phát phiếu").click()
            page.get_by_text("Đề nghị gia hạn").first.click()
            page.get_by_label("Hạn mới").fill("2027-01-08")
            page.get_by_label("Lý do").fill("Phường đang chuyển trụ sở")
            page.get_by_role("button", name="Gửi đề nghị").click()
            expect(page.get_by_text("Phường đang chuyển trụ sở")).to_be_visible()
            fits(page)
            shot(page, "don-vi-xin-gia-han", tmp_path)
        with window(browser, serving, DESK) as page:
            signs_in(page, account_name(Role.UNIT, WARD))
            page.goto("/don-vi")
            shot(page, "don-vi-nhiem-vu", tmp_path)
            page.get_by_role("link", name="Báo cáo kết quả giao dịch").click()
            shot(page, "don-vi-bao-cao", tmp_path)
