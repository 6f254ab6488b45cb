"""Chỉ dùng bàn phím: from signing in to a saved draft and a found document, no mouse is touched and nothing is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.portal.web.browsing import served, window
from tests.portal.web.offices import PASSWORD, account_name, portal_desk
from workflows.services.accounts.roles import Role

pytestmark = pytest.mark.chromium
expect.set_options(timeout=30_000)

#: What holds the keyboard now, and the width of the line that shows it.
_HELD = """() => {
  const one = document.activeElement;
  const name = one.labels?.[0]?.innerText || one.getAttribute("aria-label") || one.innerText || one.value || "";
  return [one.tagName, name.trim(), parseFloat(getComputedStyle(one).outlineWidth),
          getComputedStyle(one).outlineStyle];
}"""
_MOST_STEPS = 80


def test_a_clerk_signs_in_writes_saves_and_searches_with_the_keyboard_alone(
    browser: Browser, tmp_path: Path
) -> None:
    home = tmp_path / "var"
    with portal_desk(home) as desk:
        desk.a(Role.CLERK)
        desk.with_password(account_name(Role.CLERK))
    with served(home) as serving, window(browser, serving) as page:
        page.goto("/dang-nhap")
        assert _held(page) == "Tên tài khoản *"  # the first field waits for the keyboard
        page.keyboard.type(account_name(Role.CLERK))
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Việc hôm nay")

        page.keyboard.press("Tab")
        assert _held(page) == "Đến phần nội dung"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"

        page.goto("/soan")
        _go_to(page, "Bắt đầu soạn")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Công văn")
        _go_to(page, "Trích yếu nội dung")
        page.keyboard.type("báo cáo tiến độ")
        _go_to(page, "Thêm phần sau phần 1")
        page.keyboard.press("Enter")
        expect(page.locator("#r-1-part")).to_be_visible()
        # What was pressed is drawn anew: the keyboard is in the new part, not back at the top of the page.
        expect(page.locator("#rows :focus, #rows:focus")).to_have_count(1)
        _go_to(page, "Lưu")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_have_text("Đã lưu.")
        expect(page.get_by_label("Trích yếu nội dung")).to_have_value("báo cáo tiến độ")

        page.goto("/so")
        _go_to(page, "Từ cần tìm")
        with page.expect_response("**/so?**"):
            page.keyboard.type("khong co")
        expect(page.locator("#rows[aria-live=polite]")).to_contain_text("Không có văn bản nào như vậy")
        assert _held(page) == "Từ cần tìm"  # the list was renewed below the hand that types


def _go_to(page: Page, name: str) -> None:
    """Đi tới: by Tab, seeing at each step where one stands."""
    for _ in range(_MOST_STEPS):
        page.keyboard.press("Tab")
        if _held(page) == name:
            return
    raise AssertionError(f"the keyboard does not come to “{name}”")


def _held(page: Page) -> str:
    tag, name, width, style = page.evaluate(_HELD)
    assert tag == "BODY" or (width >= 2 and style != "none"), f"where “{name}” is, nothing shows it"
    return str(name)
