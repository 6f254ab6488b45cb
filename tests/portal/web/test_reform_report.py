"""Báo cáo CCHC trên cổng: what each part says, who is absent, a person's paragraph, the draft, the number."""

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from tests.portal.web.offices import PortalDesk, portal_desk
from tests.services.test_reports_by_hand import ABSENT, handed_in
from tests.services.year_of_use import ID, STANDING, TAM_DUONG, year_of_use
from workflows.rehearsal import begin_rehearsal
from workflows.services.accounts.roles import Role
from workflows.settings import read_settings

PAGE = f"/theo-doi/{ID}/bao-cao-cchc"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng của Phòng Nội vụ: in July 2020, with the reports of eleven units."""
    home = tmp_path_factory.mktemp("cchc") / "var"
    with patch.dict(os.environ, {"VANTHU_HOME": str(home)}):
        begin_rehearsal(read_settings())
    handed_in(year_of_use(home)).engine.dispose()
    with portal_desk(home, VANTHU_REHEARSAL_NOW="2020-07-10T09:00") as made:
        yield made


def test_each_part_says_what_its_book_says_or_that_it_is_empty(office: PortalDesk) -> None:
    page = office.a(Role.MONITOR, STANDING).get(PAGE).text
    for said in (
        "6 tháng đầu năm 2020",
        "Chưa có đơn vị nào ghi minh chứng",
        "hồ sơ đã tiếp nhận: 1.862 hồ sơ",
        *ABSENT,
    ):
        assert said in page
    assert "Đánh giá năm</h2>" not in page
    assert "Chưa chốt đánh giá năm" in office.a(Role.MONITOR, STANDING).get(f"{PAGE}?ky=nam").text


def test_a_paragraph_is_added_and_stands_in_the_draft(office: PortalDesk) -> None:
    officer = office.a(Role.MONITOR, STANDING)
    sent = {"muc": "telling", "noi_dung": "Đang đôn đốc các xã."}
    assert officer.post(f"{PAGE}/6-thang/them", data=sent).status_code == 303
    assert "Đang đôn đốc các xã." in officer.get(PAGE).text
    refused = officer.post(f"{PAGE}/6-thang/them", data={"muc": "telling", "noi_dung": "x" * 4001})
    assert refused.status_code == 422
    assert "x" * 4001 in refused.text, "what was typed is still there"
    draft = officer.get(f"{PAGE}/6-thang.docx")
    assert draft.content[:2] == b"PK"
    assert officer.post(f"{PAGE}/6-thang").status_code == 303


@pytest.mark.parametrize(
    ("role", "unit", "path"),
    [
        (Role.UNIT, TAM_DUONG, PAGE),
        (Role.MONITOR, "snv-khanh-hoa", PAGE),
        (Role.MONITOR, "snv-khanh-hoa", f"{PAGE}/nam.docx"),
        (Role.MONITOR, STANDING, "/theo-doi/khong-co/bao-cao-cchc"),
    ],
)
def test_others_are_kept_out(office: PortalDesk, role: Role, unit: str, path: str) -> None:
    assert office.a(role, unit).get(path).status_code in (403, 404)


def test_an_unknown_period_is_no_page(office: PortalDesk) -> None:
    officer = office.a(Role.MONITOR, STANDING)
    assert [officer.get(f"{PAGE}?ky=quy").status_code, officer.get(f"{PAGE}/quy.docx").status_code] == [
        422,
        422,
    ]
