"""Điều tra viên ở thôn: the daily figures by telephone, and what the coordinator then sees at the desk."""

from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.portal.web.browser.test_unit_answers_in_browser import fits, signs_in
from tests.portal.web.browsing import DESK, PHONE, served, shot, window
from tests.portal.web.offices import account_name, portal_desk
from tests.portal.web.unit_desk import FRONT, POST, WARD, in_the_field
from tests.services.field_desk import SERIALS, sent_back
from tests.services.sample_lists import list_file, people
from tests.services.test_campaign import LAM_DONG
from workflows.services.accounts.roles import Role
from workflows.services.recheck_forms import draw_recheck_forms

pytestmark = [pytest.mark.chromium, pytest.mark.slow]


def test_an_investigator_reports_by_telephone_and_the_post_sees_it(browser: Browser, tmp_path: Path) -> None:
    home = tmp_path / "var"
    with portal_desk(home) as desk:
        in_the_field(desk.workspace, tmp_path)
        sent_back(desk.workspace, tmp_path, dict.fromkeys(SERIALS, 4))
        draw_recheck_forms(desk.workspace, LAM_DONG, ("mt-1", "mt-2"), "2026", Fraction(1, 2))
        people_of_it = ((Role.INTERVIEWER, POST, "dtv-1"), (Role.POST, POST), (Role.SUPERVISOR, FRONT))
        for one in (*people_of_it, (Role.LIST_MAKER, WARD)):
            desk.a(*one)
            desk.with_password(account_name(*one))
    ward_list = list_file(
        tmp_path / "ds.csv", people(30, lambda n, row: row | {"Điện thoại": "12"} if n < 4 else row)
    )
    with served(home) as serving:
        with window(browser, serving, PHONE) as page:
            signs_in(page, account_name(Role.INTERVIEWER, POST, "dtv-1"))
            page.goto("/buu-dien")
            page.get_by_label("Đã phát").fill("6")
            page.get_by_label("Đã thu").fill("7")
            page.get_by_role("button", name="Gửi số liệu").click()
            expect(page.get_by_role("alert")).to_be_visible()
            page.get_by_label("Đã thu").fill("4")
            page.get_by_role("button", name="Gửi số liệu").click()
            expect(page.get_by_role("status")).to_contain_text("Đã ghi")
            fits(page)
            shot(page, "buu-dien-bang-ngay", tmp_path)
        for size in (DESK, PHONE):
            with window(browser, serving, size) as page:
                signs_in(page, account_name(Role.POST, POST))
                page.goto("/buu-dien")
                page.get_by_role("link", name="Cân đối và dự báo").click()
                expect(page.get_by_role("cell", name="Nguyễn Văn Mẫu")).to_be_visible()
                fits(page)
                shot(page, "buu-dien-tinh-hinh", tmp_path)
        with window(browser, serving, PHONE) as page:
            signs_in(page, account_name(Role.SUPERVISOR, FRONT))
            page.goto("/giam-sat")
            page.get_by_label("Số phiếu giám sát").fill("GS-1")
            page.get_by_label("Phiếu đã trả lời được niêm phong").check()
            page.get_by_role("button", name="Ghi phiếu").click()
            expect(page.get_by_role("status")).to_contain_text("GS-1")
            fits(page)
            shot(page, "giam-sat", tmp_path)
            page.get_by_role("link", name="Phúc tra", exact=True).click()
            fits(page)
            shot(page, "phuc-tra", tmp_path)
        with window(browser, serving, DESK) as page:
            signs_in(page, account_name(Role.LIST_MAKER, WARD))
            page.goto("/don-vi/danh-sach")
            page.get_by_label("Tệp danh sách").set_input_files(ward_list)
            page.get_by_role("button", name="Gửi danh sách").click()
            expect(page.get_by_role("status")).to_contain_text("30 hàng")
            page.get_by_label("Vì sao mở").fill("Rà số điện thoại")
            page.get_by_role("button", name="Xem họ tên").click()
            expect(page.get_by_role("cell", name="09xx xxx 030")).to_be_visible()
            shot(page, "danh-sach", tmp_path)
