"""Lần đầu mở cổng: the one-time link, a password, signing out and in again, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.portal.web.browsing import DESK, PHONE, served, shot, window

pytestmark = pytest.mark.chromium


def test_the_first_administrator_comes_in_by_a_link_that_works_once(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "var") as serving:
        with window(browser, serving) as page:
            page.goto(serving.first_link)
            page.get_by_label("Mật khẩu mới").fill("một câu dễ nhớ thôi")
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name="Việc hôm nay")).to_be_visible()
            expect(page.get_by_role("status")).to_contain_text("Đã đặt mật khẩu")
            shot(page, "viec-hom-nay", tmp_path)
            page.get_by_role("button", name="Đăng xuất").click()
            page.goto(serving.first_link)
            expect(page.get_by_role("alert")).to_contain_text("không còn hiệu lực")
        for size in (DESK, PHONE):
            with window(browser, serving, size) as page:
                page.goto("/so")
                shot(page, "dang-nhap", tmp_path)
                page.get_by_label("Tên tài khoản").fill("quan-tri")
                page.get_by_label("Mật khẩu").fill("một câu dễ nhớ thôi")
                page.keyboard.press("Enter")
                expect(page.get_by_role("alert")).to_contain_text("Vai trò của bạn không được làm việc này")
