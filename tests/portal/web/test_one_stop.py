"""Bộ phận một cửa trên cổng: a unit's own inspections, an inspector's, who sees decisions, overdue files."""

import os
import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from starlette.testclient import TestClient

from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.unit_desk import OTHER, PDF, WARD
from tests.services.one_stop_acts import ID, OFFICE, PERSON, begun
from workflows.rehearsal import begin_rehearsal
from workflows.services.accounts.roles import ACTS, Act, Role
from workflows.services.results_use.inspection_handling import handlings_of
from workflows.services.results_use.inspection_records import inspection_book
from workflows.services.results_use.overdue_files import overdue_reports
from workflows.settings import read_settings

HERE, THERE = f"/don-vi/mot-cua/{WARD}/{ID}", f"/theo-doi/{ID}/mot-cua"
EXPORT = (
    "Mã hồ sơ;Người nộp;Ngày nhận;Ngày hẹn;Ngày có kết quả\nH36.1;Nguyễn Thị Ví Dụ;01/09/2026;08/09/2026;\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng có kế hoạch: Monday 5/10/2026."""
    home = tmp_path_factory.mktemp("mot-cua") / "var"
    home.mkdir()
    with patch.dict(os.environ, {"VANTHU_HOME": str(home)}):
        begin_rehearsal(read_settings())
    with portal_desk(home, VANTHU_REHEARSAL_NOW="2026-10-05T08:30") as made:
        begun(made.workspace)
        yield made


def filled(browser: TestClient, address: str, **other: str) -> dict[str, str]:
    """Phiếu đã điền: every item of the page kept, but one about which there is a finding."""
    page = browser.get(address)
    assert page.status_code == 200, page.text
    items = dict.fromkeys(re.findall(r'name="(muc-\w+)"', page.text), "dat")
    assert len(items) == 11
    form = {
        **items,
        "don_vi": WARD,
        "ngay": "2026-10-05",
        "bat_dau": "08:00",
        "ket_thuc": "08:25",
        "dia_diem": "Bộ phận một cửa của phường",
        "doan": "Nguyễn Văn Mẫu, Phó Chủ tịch\n\nTrần Thị Thử, công chức Văn phòng\n",
        "duoc_gap": PERSON,
        "muc-qua_han": "khong_dat",
        "noi_dung-1": "02 hồ sơ quá hạn không có thư xin lỗi",
        "cua_muc-1": "qua_han",
        "nguoi-1": PERSON,
        "bien_phap-1": "Gửi thư xin lỗi",
        "han-1": "2026-10-08",
    }
    return {**form, **other}


def test_a_unit_inspects_itself_and_mends_what_it_found(desk: PortalDesk) -> None:
    ward = desk.a(Role.UNIT, WARD)
    assert "Số lần kiểm tra còn thiếu trong các kỳ đã qua: 5." in ward.get(HERE).text
    sent = ward.post(f"{HERE}/ghi", data=filled(ward, f"{HERE}/ghi"))
    one = sent.headers["location"].partition("?")[0]
    assert (sent.status_code, one) == (303, f"{HERE}/lan/1")
    shown = ward.get(one).text
    assert "02 hồ sơ quá hạn không có thư xin lỗi" in shown
    assert ward.get(f"{one}/bien-ban.docx").content.startswith(b"PK")
    form = filled(ward, f"{one}/sua", dia_diem="Trụ sở mới")
    assert ward.post(f"{one}/sua", data=form).status_code == 303
    assert "Trụ sở mới" in ward.get(one).text
    done = ward.post(
        f"{one}/1/xong",
        data={"ngay": "2026-10-05", "minh_chung": "15/TB-UBND"},
        files={"tep": ("x.pdf", PDF)},
    )
    assert done.status_code == 303
    assert "Đã khắc phục" in ward.get(HERE).text
    assert ward.get(f"{one}/1/tep").content == PDF
    assert ward.get(f"{one}/9/tep").status_code == 404


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"ngay": "2026-10-06"}, "sau hôm nay"),
        ({"ngay": "mai"}, "ngay"),
        ({"doan": "Nguyễn Văn Mẫu"}, "thiếu họ tên hoặc chức vụ"),
        ({"bat_dau": "9 giờ"}, "Bắt đầu lúc"),
        ({"muc-qua_han": "dat"}, "được ghi là đạt"),
        ({"noi_dung-2": "x"}, "Tồn tại 2"),
        ({"noi_dung-3": "x", "bien_phap-3": "y", "han-3": "2026-10-09"}, "Tồn tại 2: Tồn tại, vi phạm"),
    ],
)
def test_a_refused_form_says_why_and_loses_nothing(
    desk: PortalDesk, other: dict[str, str], said: str
) -> None:
    ward = desk.a(Role.UNIT, OTHER)
    address = f"/don-vi/mot-cua/{OTHER}/{ID}/ghi"
    answer = ward.post(address, data=filled(ward, address, **other))
    assert answer.status_code == 422
    assert said in answer.text
    assert "Bộ phận một cửa của phường" in answer.text
    assert inspection_book(desk.workspace, ID, OTHER).inspections == []


def test_an_inspector_sees_persons_and_decisions_and_the_officer_counts_only(desk: PortalDesk) -> None:
    inspector, officer = desk.a(Role.INSPECTOR, OFFICE), desk.a(Role.MONITOR, OFFICE)
    address = f"{THERE}/ghi"
    form = filled(inspector, f"{address}?don_vi={WARD}&ngay=2026-10-05", dia_diem="Quầy số 2")
    one = inspector.post(address, data=form).headers["location"].partition("?")[0]
    number = int(one.rpartition("/")[2])
    assert inspection_book(desk.workspace, ID).inspection(number).by == OFFICE
    decided = {"ngay": "2026-10-05", "van_ban": "20/QĐ-UBND", "hinh_thuc": "phê bình"}
    assert inspector.post(f"{one}/1/xu-ly", data=decided).status_code == 303
    assert inspector.post(f"{one}/1/xu-ly", data={**decided, "hinh_thuc": ""}).status_code == 422
    assert handlings_of(desk.workspace, ID)[number, 1].form == "phê bình"
    assert "phê bình" in inspector.get(one).text
    assert inspector.get(f"{one}/bien-ban.docx").content.startswith(b"PK")
    assert inspector.post(f"{one}/sua", data={**form, "dia_diem": "Quầy số 3"}).status_code == 303

    counts = officer.get(THERE).text
    assert "Số lần kiểm tra so với chỉ tiêu" in counts
    for word in ("Ví Dụ", "phê bình", "không có thư xin lỗi", "Quầy số"):
        assert word not in counts
        assert (word in inspector.get(THERE).text) is (word == "không có thư xin lỗi")
    for path in (one, f"{one}/sua", f"{one}/bien-ban.docx", address, f"{one}/1/tep"):
        assert officer.get(path).status_code == 403
    for path in (f"{one}/1/xu-ly", f"{one}/1/xong", f"{one}/sua", address):
        assert officer.post(path, data=decided).status_code == 403

    ward = desk.a(Role.UNIT, WARD)
    own = ward.get(f"{HERE}/lan/{number}").text
    assert PERSON in own
    assert "phê bình" not in own
    assert ward.get(f"{HERE}/lan/{number}/sua").status_code == 403
    assert ward.post(f"{HERE}/lan/{number}/sua", data=form).status_code == 403
    assert desk.a(Role.UNIT, OTHER).get(f"/don-vi/mot-cua/{OTHER}/{ID}/lan/{number}").status_code == 404
    assert desk.a(Role.UNIT, OTHER).get(f"{HERE}/lan/{number}").status_code == 403


@pytest.mark.parametrize("office", ["snv-dak-lak", WARD])
def test_an_inspector_of_another_office_sees_nothing(desk: PortalDesk, office: str) -> None:
    stranger = desk.a(Role.INSPECTOR, office)
    for path in (THERE, f"{THERE}/ghi", f"{THERE}/lan/1", f"{THERE}/lan/1/bien-ban.docx"):
        assert stranger.get(path).status_code == 403


def test_only_inspectors_hold_the_two_acts() -> None:
    for act in (Act.INSPECT, Act.SEE_HANDLING):
        assert [role for role in Role if act in ACTS[role]] == [Role.INSPECTOR]


def test_a_unit_sends_the_export_of_its_one_stop_system(desk: PortalDesk) -> None:
    ward = desk.a(Role.UNIT, WARD)
    address, day = f"{HERE}/qua-han", {"ngay": "2026-09-30"}
    assert ward.post(address, data=day).status_code == 422
    bad = EXPORT.replace("08/09/2026", "8/9")
    refused = ward.post(address, data=day, files={"tep": ("x.csv", bad.encode())})
    assert refused.status_code == 422
    assert "ho-so.csv:2" in refused.text
    assert overdue_reports(desk.workspace, ID) == []
    broken = {"tep": ("x.csv", EXPORT.encode()), "ghep_cot": ("m.toml", b"\xff[")}
    assert ward.post(address, data=day, files=broken).status_code == 422
    taken = ward.post(address, data=day, files={"tep": ("x.csv", EXPORT.encode())})
    assert taken.status_code == 303
    shown = ward.get(HERE).text
    assert "H36.1" in shown
    assert "vanthu slips" in shown
    assert "Ví Dụ" not in shown.partition('id="qua-han"')[2]
    officer = desk.a(Role.MONITOR, OFFICE).get(THERE).text
    assert "09/2026" in officer
    assert "H36.1" not in officer
