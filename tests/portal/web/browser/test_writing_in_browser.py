"""Một phút của văn thư: Đắk Nông's letter is written upon the directive that came in, and leaves with its number."""

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.portal.web.browsing import PHONE, served, shot, window
from tests.portal.web.offices import PASSWORD, PortalDesk, Role, account_name, portal_desk
from tests.portal.web.writing_desk import (
    DAY,
    OFFICE,
    copied_in_word,
    incoming_directive,
    letter,
    paper_book,
)
from workflows.services.accounts.sign_in import begin_session
from workflows.services.desk_drafts import save_new

pytestmark = pytest.mark.chromium
expect.set_options(timeout=30_000)

_PASTE = """(box, [html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_the_clerks_minute(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "var"
    with portal_desk(home) as desk:
        paper_book(desk.workspace)
        desk.a(Role.CLERK, OFFICE)
        desk.with_password(account_name(Role.CLERK, OFFICE))
    directive = tmp_path / "cong-van-7137.docx"
    directive.write_bytes(incoming_directive())
    with served(home) as serving:
        with window(browser, serving) as page:
            _sign_in(page)
            page.get_by_role("link", name="Soạn văn bản").first.click()
            shot(page, "soan-bat-dau", tmp_path)
            _begin_upon(page, directive)
            shot(page, "soan-tu-chi-dao", tmp_path)
            _write(page)
            expect(page.get_by_role("status").last).to_contain_text("1848/SNV-CCHCVTLT")
            shot(page, "soan-dang-viet", tmp_path)
            page.get_by_role("button", name="Phát hành và cấp số").first.click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("1848/SNV-CCHCVTLT")
            with page.expect_download() as word:
                page.get_by_role("link", name="Tải Word").click()
            shot(page, "soan-da-phat-hanh", tmp_path)
            text = "\n".join(one.text for one in docx.Document(str(word.value.path())).paragraphs)
            assert letter()["body"][-1]["text"].split(",")[0] in text
            page.goto(f"/so/{OFFICE}/2021/CV")
            expect(page.get_by_text("1848/SNV-CCHCVTLT").first).to_be_visible()
        with window(browser, serving, PHONE) as page:
            _sign_in(page)
            page.goto("/soan")
            shot(page, "soan-bat-dau", tmp_path)


@pytest.mark.slow
def test_what_is_typed_survives_a_second_writer_a_stopped_server_and_leaving_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    home = tmp_path / "var"
    with portal_desk(home) as desk:
        paper_book(desk.workspace)
        sessions = [
            begin_session(desk.workspace, _account(desk, role)) for role in (Role.CLERK, Role.MONITOR)
        ]
        draft = save_new(desk.workspace, OFFICE, "phối hợp", letter())
    with served(home) as serving, window(browser, serving) as mine, window(browser, serving) as theirs:
        for page, session in zip((mine, theirs), sessions, strict=True):
            page.context.add_cookies([{"name": "vanthu-phien", "value": session, "url": serving.address}])
            page.goto(f"/soan/{draft}")
        theirs.locator("#f-subject").fill("của người kia")
        expect(theirs.locator("#kept")).to_contain_text("Đã lưu lúc")
        mine.locator("#r-0").fill("Phần tôi viết.")
        expect(mine.locator("#kept")).to_contain_text("sau khi bạn mở")
        mine.get_by_role("button", name="Lưu", exact=True).last.click()
        expect(mine.get_by_text("Không mất gì")).to_contain_text("Nội dung, Trích yếu nội dung")
        shot(mine, "soan-hai-nguoi", tmp_path)
        mine.get_by_role("button", name="Giữ phần của tôi thành bản thảo riêng").click()
        expect(mine.locator("#r-0")).to_have_value("Phần tôi viết.")
        made = mine.url
        mine.locator("#f-subject").fill("rời trang ngay sau khi gõ")
        mine.goto("/soan")
        mine.goto(made)
        expect(mine.locator("#f-subject")).to_have_value("rời trang ngay sau khi gõ")
        mine.locator("#f-subject").fill("gõ xong thì máy chủ tắt")
        expect(mine.locator("#kept")).to_contain_text("Đã lưu lúc")
    with served(home) as serving, window(browser, serving) as page:
        page.context.add_cookies([{"name": "vanthu-phien", "value": sessions[0], "url": serving.address}])
        page.goto(f"/soan/{made.rpartition('/')[2]}")
        expect(page.locator("#f-subject")).to_have_value("gõ xong thì máy chủ tắt")
        page.goto(f"/soan/{draft}")
        expect(page.locator("#f-subject")).to_have_value("của người kia")


def _account(desk: PortalDesk, role: Role) -> str:
    desk.a(role, OFFICE)
    return account_name(role, OFFICE)


def _sign_in(page: Page) -> None:
    page.goto("/dang-nhap?tiep=/viec-hom-nay")
    page.get_by_label("Tên tài khoản").fill(account_name(Role.CLERK, OFFICE))
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Việc hôm nay")).to_be_visible()


def _begin_upon(page: Page, directive: Path) -> None:
    page.locator("#file-answer").set_input_files(directive)
    page.locator("#day-answer").fill(DAY)
    page.get_by_role("button", name="Đọc và dự thảo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Công văn")


def _write(page: Page) -> None:
    """Sửa bản dự thảo: subject, unit, addressees and signer; the text is pasted from Word."""
    said = letter()
    page.locator("#f-subject").fill(said["subject"])
    page.locator("#f-unit").fill(said["unit"])
    page.locator("#f-addressees").fill("\n".join(said["addressees"]))
    page.locator("#f-recipients").fill("\n".join(said["recipients"]))
    page.locator("#f-archive_units").fill(", ".join(said["archive"]["units"]))
    page.locator("#f-sign_title").fill("")
    page.locator("#f-sign_name").fill(said["signature"]["name"])
    while page.locator("[name=row-text]").count() > 1:
        count = page.locator("[name=row-text]").count()
        page.get_by_role("button", name=f"Bỏ phần {count}", exact=True).click()
        expect(page.locator("[name=row-text]")).not_to_have_count(count)
    page.locator("[name=row-text]").fill("")
    page.locator("[name=row-text]").evaluate(_PASTE, [copied_in_word(said), "Ngày\nViệc\nĐể"])
    expect(page.locator("[name=row-text]")).to_have_count(15)
