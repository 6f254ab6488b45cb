"""Tuyên truyền trên cổng: a commune takes its texts and records what it published; the office sees who has not."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from directives.conversion.sheets import read_sheet
from directives.followup.stages import Stage
from tests.portal.web.improving import year_desk
from tests.portal.web.offices import PortalDesk
from tests.services.telling_desk import PNG
from tests.services.year_of_use import BAN_BO, BAN_HON, ID, STANDING, UNITS
from workflows.services.accounts.roles import Role
from workflows.services.results_use.telling import tellings_of
from workflows.services.unit_door.duties import duty_of_unit

DAY = date(2020, 4, 20)
OFFICE = f"/theo-doi/{ID}/truyen-thong"
SENT = {
    "muc_dich": "citizens",
    "kenh": "website",
    "ngay": "2020-04-17",
    "noi": "https://tamduong.laichau.gov.vn/ban-hon/1",
    "ghi_chu": "<b>trang chủ</b>",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng của năm: three weeks after the letter."""
    with year_desk(tmp_path_factory.mktemp("tuyen-truyen") / "var", DAY) as made:
        yield made


@pytest.fixture
def officer(desk: PortalDesk) -> TestClient:
    return desk.a(Role.MONITOR, STANDING)


def place(unit: str) -> str:
    return f"/don-vi/truyen-thong/{unit}/{ID}"


def stage(desk: PortalDesk, unit: str) -> Stage:
    return duty_of_unit(desk.workspace, ID, unit, "thong_tin").status.stage


def test_a_commune_takes_its_texts_and_records_corrects_and_withdraws(desk: PortalDesk) -> None:
    commune, here = desk.a(Role.UNIT, BAN_HON), place(BAN_HON)
    page = commune.get(here)
    assert page.status_code == 200
    assert "Đơn vị chưa có minh chứng" in page.text
    links = re.findall(rf'href="({here}/bai/[^"]+)"', page.text)
    assert len(links) == 9
    text = commune.get(next(link for link in links if link.endswith("trang-tin.txt")))
    assert (text.status_code, text.headers["content-type"]) == (200, "application/octet-stream")
    assert "xã Bản Hon" in text.text
    assert commune.get(here + "/bai/ket-qua/khac.docx").status_code == 404
    # What is wrong is said at the form, and what was typed stays.
    refused = commune.post(here, data={**SENT, "kenh": "radio", "ngay": "2020-05-01"})
    assert refused.status_code == 422
    assert "chưa tới" in refused.text
    assert "giờ phát" in refused.text
    assert 'value="https://tamduong.laichau.gov.vn/ban-hon/1"' in refused.text
    assert stage(desk, BAN_HON) is Stage.NOT_SENT
    empty = commune.post(here, data={})
    assert empty.status_code == 422
    assert empty.text.count("Hãy chọn một mục") == 2
    # Recorded with a capture: the duty is handed in.
    taken = commune.post(here, data=SENT, files={"tep": ("../../x\u202e.exe", PNG)})
    assert taken.headers["location"] == here
    assert stage(desk, BAN_HON) is Stage.SUBMITTED
    shown = commune.get(here).text
    assert "&lt;b&gt;trang chủ&lt;/b&gt;" in shown
    assert commune.get(here + "/tep/1").content == PNG
    assert re.search(r"SHA-256 [0-9a-f]{64}", shown)
    # Corrected: the form is filled in, the version before it stays.
    form = commune.get(here + "?sua=1").text
    assert 'name="sua" value="1"' in form
    assert (
        commune.post(here, data={**SENT, "noi": "https://tamduong.laichau.gov.vn/2", "sua": "1"}).status_code
        == 303
    )
    assert "bản 2" in commune.get(here).text.lower() or "phiên bản 2" in commune.get(here).text.lower()
    # Withdrawn with a reason: the duty is open again.
    assert commune.post(here + "/rut", data={"so": "1", "ly_do": ""}).status_code == 422
    assert commune.post(here + "/rut", data={"so": "1", "ly_do": "đăng nhầm"}).status_code == 303
    assert stage(desk, BAN_HON) is Stage.RETURNED_FOR_FIX
    assert "đăng nhầm" in commune.get(here).text
    assert commune.get(here + "/tep/9").status_code in (404, 422)


def test_no_address_of_another_unit_opens(desk: PortalDesk) -> None:
    commune = desk.a(Role.UNIT, BAN_HON)
    for tail in ("", "/bai/ket-qua/trang-tin.txt", "/tep/1"):
        assert commune.get(place(BAN_BO) + tail).status_code == 403
    for tail in ("", "/rut"):
        assert commune.post(place(BAN_BO) + tail, data=SENT).status_code == 403
    assert commune.get(OFFICE).status_code == 403
    assert tellings_of(desk.workspace, ID, BAN_BO) == ()


def test_the_office_sees_who_has_published_and_takes_the_table_home(
    desk: PortalDesk, officer: TestClient, tmp_path: Path
) -> None:
    said = {**SENT, "don_vi": BAN_BO, "muc_dich": "staff", "kenh": "notice_board", "noi": "Bộ phận một cửa"}
    assert officer.post(OFFICE, data=said).status_code == 303
    page = officer.get(OFFICE)
    assert page.status_code == 200
    assert "Niêm yết, 17/04/2020" in page.text
    assert " style=" not in page.text
    file = tmp_path / "bang.xlsx"
    file.write_bytes(officer.get(OFFICE + "/bang.xlsx").content)
    rows = [row for row in read_sheet(file, "Theo đơn vị").rows if row[0].isdecimal()]
    assert len(rows) == len(UNITS)
    assert officer.get(OFFICE + "/bai/ket-qua/trang-nguoi-dan.docx").content.startswith(b"PK")
    assert officer.get(OFFICE + "/de-nghi.docx").content.startswith(b"PK")
    number = tellings_of(desk.workspace, ID, BAN_BO)[0].number
    assert f'name="sua" value="{number}"' in officer.get(f"{OFFICE}?sua={number}").text
    assert officer.post(OFFICE + "/rut", data={"so": str(number), "ly_do": "chưa dán"}).status_code == 303
    assert officer.post(OFFICE, data={**said, "don_vi": "x"}).status_code == 422
