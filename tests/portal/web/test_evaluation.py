"""Đánh giá năm trên cổng: an officer keeps, chooses and drafts; a unit sees its own card and nominates its people."""

import os
import re
from collections.abc import Iterator
from html import unescape
from unittest.mock import patch

import pytest
from starlette.testclient import TestClient

from tests.portal.web.offices import PortalDesk, portal_desk
from tests.services.evaluation_scene import year_gone_by
from tests.services.year_of_use import BAN_BO, BAN_GIANG, DISTRICT, ID, NA_TAM, SON_BINH, STANDING
from workflows.rehearsal import begin_rehearsal
from workflows.services.accounts.account_acts import give_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.results_use.commendation import commendation_book, nominations_of
from workflows.settings import read_settings

HERE, OURS = f"/theo-doi/{ID}/danh-gia", f"/don-vi/danh-gia/{BAN_BO}/{ID}"
NOW = "2021-01-20T08:00"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng: the year of Tam Đường is over, nobody has valued it yet; the tests below follow each other."""
    home = tmp_path_factory.mktemp("danh-gia") / "var"
    with patch.dict(os.environ, {"VANTHU_HOME": str(home)}):
        begin_rehearsal(read_settings())
    year_gone_by(home).engine.dispose()
    with portal_desk(home, VANTHU_REHEARSAL_NOW=NOW) as made:
        yield made


@pytest.fixture
def officer(desk: PortalDesk) -> TestClient:
    """Cán bộ phòng Nội vụ: follows the plan; may issue for the own office only."""
    return desk.a(Role.MONITOR, STANDING)


@pytest.fixture
def unit(desk: PortalDesk) -> TestClient:
    """Cán bộ xã Bản Bo."""
    return desk.a(Role.UNIT, BAN_BO)


def text(page: str) -> str:
    """Chữ trên trang."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def posted(browser: TestClient, path: str, **fields: str) -> tuple[int, str]:
    """Gửi biểu: where it leads to, or what it says."""
    answer = browser.post(path, data=fields)
    return answer.status_code, answer.headers.get("location") or text(answer.text)


def test_an_officer_keeps_the_year_and_a_person_chooses(
    desk: PortalDesk, officer: TestClient, unit: TestClient
) -> None:
    shown = officer.get(HERE)
    assert shown.status_code == 200
    assert " style=" not in shown.text
    assert "Chưa chốt" in text(shown.text)
    assert "Chưa đánh giá năm." in text(unit.get(OURS).text)

    status, said = posted(officer, HERE + "/chot", ngay="2021-01-15", **{"trong-so-index": "60"})
    assert (status, "phải cộng đủ 100" in said) == (422, True)
    assert posted(officer, HERE + "/chot", ngay="2021-01-15") == (303, HERE)
    assert "Phiên bản 1" in text(officer.get(HERE).text)
    own = text(unit.get(OURS).text)
    assert "83,06" in own
    assert "55 nhiệm vụ đến hạn: 55 đúng hạn" in own
    assert "Sơn Bình" not in own

    assert posted(unit, OURS, ho_ten="Lò Thị Mẫu", chuc_vu="Công chức", thanh_tich="Tốt") == (303, OURS)
    status, said = posted(unit, OURS, ho_ten="Lò Thị Mẫu", chuc_vu="", thanh_tich="Không trễ hạn")
    assert (status, "Không trễ hạn" in said) == (422, True)

    status, said = posted(officer, HERE + "/chon", don_vi=SON_BINH, hinh_thuc="giay_khen")
    assert (status, "Hãy nêu lý do vẫn chọn" in said) == (422, True)
    for fields in (
        {"don_vi": BAN_BO, "hinh_thuc": "giay_khen"},
        {"don_vi": BAN_BO, "hinh_thuc": "giay_khen", "ca_nhan": "1"},
        {"don_vi": BAN_GIANG, "hinh_thuc": "giay_khen"},
        {"don_vi": NA_TAM, "viec": "khong", "ly_do": "đã khen trong năm"},
    ):
        assert posted(officer, HERE + "/chon", **fields) == (303, HERE)
    book = commendation_book(desk.workspace, ID)
    assert {one.by for one in book.choices.values()} == {f"Người thử monitor.{STANDING}"}

    draft = officer.post(HERE + "/van-ban", data={"van_ban": "submission"})
    assert (draft.status_code, draft.content[:2]) == (200, b"PK")
    status, said = posted(officer, HERE + "/van-ban", van_ban="invitation", noi_hop="Hội trường")
    assert (status, "Giấy mời cần địa điểm" in said) == (422, True)
    assert posted(officer, HERE + "/van-ban", van_ban="decision", viec="phat-hanh")[0] == 403
    name = f"monitor.{STANDING}"
    give_role(desk.workspace, name, HeldRole(Role.CLERK, DISTRICT), "Phép thử")
    assert posted(officer, HERE + "/van-ban", van_ban="decision", viec="phat-hanh") == (303, HERE)
    assert "số 01/QĐ-UBND ngày 20/01/2021" in text(officer.get(HERE).text)
    assert "Quyết định số 01/QĐ-UBND" in posted(unit, OURS + "/rut", so="1")[1]
    assert [one.number for one in nominations_of(desk.workspace, ID, BAN_BO)] == [1]


@pytest.mark.parametrize(
    ("role", "at", "path", "expected"),
    [
        (Role.UNIT, BAN_GIANG, OURS, 403),
        (Role.MONITOR, STANDING, OURS, 403),
        (Role.UNIT, BAN_BO, HERE, 403),
        (Role.MONITOR, "snv-dak-lak", HERE, 403),
        (Role.CLERK, STANDING, HERE, 200),
    ],
)
def test_another_units_card_and_another_offices_table_stay_closed(
    desk: PortalDesk, role: Role, at: str, path: str, expected: int
) -> None:
    assert desk.a(role, at).get(path).status_code == expected


def test_who_may_only_look_sees_no_names_of_people_and_no_forms(desk: PortalDesk) -> None:
    page = desk.a(Role.CLERK, STANDING).get(HERE).text
    assert "Lò Thị Mẫu" not in page
    assert HERE + "/chon" not in page
