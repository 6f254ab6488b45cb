"""Buổi sáng của cán bộ theo dõi: from the late list by the draft to a numbered reminder, and the list says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.portal.web.browsing import DESK, PHONE, Serving, served, shot, window
from tests.portal.web.followed import ID, LATE, NOW, followed
from tests.portal.web.offices import PASSWORD, account_name
from workflows.services.accounts.roles import Role

pytestmark = pytest.mark.chromium
SNV = "snv-lam-dong"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Cổng đang chạy: three communes are late, and their officer at the provincial office has an account."""
    home = tmp_path_factory.mktemp("theo-doi") / "var"
    with followed(home) as desk:
        desk.a(Role.MONITOR, SNV)
        desk.with_password(account_name(Role.MONITOR, SNV))
    with served(home, VANTHU_REHEARSAL_NOW=NOW) as running:
        yield running


def _signed_in(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_label("Tên tài khoản").fill(account_name(Role.MONITOR, SNV))
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_the_officers_morning_from_the_late_list_to_a_numbered_reminder(
    browser: Browser, serving: Serving, tmp_path: Path
) -> None:
    with window(browser, serving) as page:
        _signed_in(page, f"/theo-doi/{ID}/cham")
        expect(page.get_by_text("Chưa đôn đốc")).to_have_count(len(LATE))
        shot(page, "cham-truoc", tmp_path)
        page.get_by_role("link", name="Xem dự thảo").first.click()
        draft = page.get_by_role("main").get_by_role("article")
        expect(draft).to_contain_text("Số: 01/SNV-CCHC")
        expect(draft).to_contain_text("(dự kiến)")
        shot(page, "du-thao-don-doc", tmp_path)
        page.get_by_role("button", name="Phát hành và cấp số").click()
        expect(page.get_by_role("status")).to_contain_text("Đã phát hành: 01/SNV-CCHC")
        expect(page.get_by_text("Đã đôn đốc lần 1")).to_have_count(1)
        expect(page.get_by_text("Chưa đôn đốc")).to_have_count(len(LATE) - 1)
        expect(page.get_by_role("link", name="Xem dự thảo")).to_have_count(len(LATE) - 1)
        shot(page, "cham-sau", tmp_path)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["office screen", "phone"])
def test_a_campaign_at_a_glance_fits_the_screen_and_its_tree_opens_by_keyboard(
    browser: Browser, serving: Serving, tmp_path: Path, size: dict[str, int]
) -> None:
    with window(browser, serving, size) as page:
        _signed_in(page, f"/theo-doi/{ID}")
        expect(page.get_by_role("img", name="Các bước theo thời gian")).to_be_visible()
        expect(page.get_by_role("row", name="UBND phường 1 Bảo Lộc")).to_contain_text("!")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        shot(page, "mot-dot", tmp_path)
        for path, name in (("", "cac-dot"), (f"/{ID}/viec", "viec"), (f"/{ID}/doi-han", "doi-han"),
                           (f"/{ID}/vuong-mac", "vuong-mac"), (f"/{ID}/bao-cao", "bao-cao"),
                           (f"/{ID}/don-vi/{LATE[2]}", "mot-don-vi")):  # fmt: skip
            page.goto("/theo-doi" + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            shot(page, name, tmp_path)
