"""Kiểm tra một tệp Word lạ: dropped, its findings followed to the page and back, the repaired copy fetched."""

import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.portal.web.browsing import PHONE, served, shot, window
from tests.portal.web.offices import OFFICE, account_name, portal_desk
from workflows.services.accounts.roles import Role
from workflows.services.accounts.sign_in import begin_session

pytestmark = [pytest.mark.chromium, pytest.mark.libreoffice]

NOTICE = Path(__file__).parents[3] / "directives/checking/foreign/officegen.docx"
LIBREOFFICE_MS = 60_000


def no_grave_fault(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_foreign_word_file_is_checked_and_its_repaired_copy_fetched(
    browser: Browser, tmp_path: Path
) -> None:
    home = tmp_path / "var"
    with portal_desk(home) as desk:
        desk.a(Role.CLERK)
        session = begin_session(desk.workspace, account_name(Role.CLERK, OFFICE))
    with served(home) as serving:
        cookie = {"name": "vanthu-phien", "value": session, "url": serving.address}
        with window(browser, serving) as page:
            page.context.add_cookies([cookie])
            page.goto("/kiem-tra")
            no_grave_fault(page)
            page.get_by_label("Thả tệp vào đây hoặc chọn tệp").set_input_files(NOTICE)
            page.get_by_role("button", name="Kiểm tra").click()
            expect(page.get_by_role("heading", name="officegen.docx")).to_be_visible()
            expect(page.locator(".finding-mark")).to_have_count(11, timeout=LIBREOFFICE_MS)
            shot(page, "kiem-tra-the-thuc", tmp_path)
            no_grave_fault(page)
            result = page.url

            page.locator("#loi-11 a").focus()
            page.keyboard.press("Enter")
            expect(page.locator("#dau-11 circle")).to_be_in_viewport()
            page.locator("#dau-4").focus()
            page.keyboard.press("Enter")
            expect(page.locator("#loi-4")).to_be_in_viewport()

            page.get_by_role("link", name="Bản đã sửa").click()
            expect(page.get_by_text("Sở Nội vụ", exact=True)).to_be_visible()
            with page.expect_download() as fetched:
                page.get_by_role("link", name="Tải bản đã sửa").click()
            assert zipfile.is_zipfile(fetched.value.path())
            assert fetched.value.suggested_filename == "officegen (đã sửa).docx"
            shot(page, "ban-da-sua", tmp_path)
            no_grave_fault(page)
        with window(browser, serving, PHONE) as page:
            page.context.add_cookies([cookie])
            page.goto(result)
            expect(page.locator(".finding-mark")).to_have_count(11, timeout=LIBREOFFICE_MS)
            shot(page, "kiem-tra-the-thuc", tmp_path)
            no_grave_fault(page)
