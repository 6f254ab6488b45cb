"""Trang phiếu gửi về: a refused file row by row, nothing counted; coverage, decisions, closing, foreign offices."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from sipas_engine.errors import SipasError
from storage.database import reading
from storage.tables import metadata
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.surveys import bad_rows, returned, worked_off
from tests.services.returning import CU_JUT, DAK_MIL, ID, KNIA, THUAN_AN, form, forms_file, sent
from workflows.services.accounts.roles import Role
from workflows.services.close_returns import close_returns
from workflows.services.returns_received import batches_received, refusals_received

HERE = f"/phieu/{ID}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng thử: with a campaign whose returns are open; shared, for refused files change nothing."""
    folder = tmp_path_factory.mktemp("phieu")
    with portal_desk(folder / "var") as made:
        returned(made.workspace, folder, frozen=False)
        yield made


@pytest.fixture
def officer(desk: PortalDesk) -> TestClient:
    return desk.a(Role.MONITOR)


def upload(browser: TestClient, content: bytes, name: str = "phieu.csv", **fields: str) -> tuple[int, str]:
    answer = browser.post(
        f"{HERE}/nhan", data={"unit": CU_JUT, **fields}, files={"file": (name, content, "text/csv")}
    )
    return answer.status_code, answer.text


def counted(desk: PortalDesk) -> dict[str, int]:
    """Số dòng của mọi bảng: but sessions, which tell when they were seen last."""
    with reading(desk.workspace.engine) as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_refused_file_is_shown_with_each_bad_cell_in_its_row_and_nothing_is_counted(
    desk: PortalDesk, officer: TestClient
) -> None:
    before = counted(desk)
    status, page = upload(officer, "\n".join(bad_rows()).encode())
    assert status == 422
    assert counted(desk) == before
    rows = dict(re.findall(r'<tr id="hang-(\d+)">(.*?)</tr>', page, re.DOTALL))
    bad = {
        int(number): words(" ".join(re.findall(r'<td class="is-bad".*?</td>', row, re.DOTALL)))
        for number, row in rows.items()
    }
    assert sorted(bad) == [3, 4, 5, 6]
    assert bad[3].startswith("7 Hàng 3, cột 1.1 ghi '7'")
    assert bad[4].startswith("<b>tốt</b> Hàng 4, cột 1.2")
    assert bad[5].startswith("A1 Hàng 5: phiếu 'A1' đã có ở hàng 2")
    assert bad[6].startswith("(để trống) Hàng 6, cột commune đang trống")
    assert "0912345678" not in page
    assert "<b>tốt</b>" not in page


def test_more_bad_rows_than_a_message_lists_are_all_shown(officer: TestClient) -> None:
    head, good, *_rest = bad_rows()
    lines = [head, *(good.replace("A1", f"A{n}").replace(",4,5,4", ",7,5,4") for n in range(60))]
    status, page = upload(officer, "\n".join(lines).encode())
    assert status == 422
    assert len(re.findall(r'<tr id="hang-', page)) == 60
    assert "Số hàng phải sửa: 60" in words(page)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../../etc/passwd", b"x", "không phải tệp phiếu"),
        ("a\x00b.csv", b"", "không có phiếu nào"),
        ("x" * 300 + ".csv", b"form_id\n1\n", "cột"),
        ("phi\u202eếu.csv", b"\xff\xfe\x00", "phieu.csv"),
        ("<script>alert(1)</script>.xlsx", b"PK\x03\x04", "phieu.xlsx"),
        ("cu.xls", b"\xd0\xcf\x11\xe0", "kiểu cũ"),
    ],
)
def test_odd_names_and_odd_files_are_refused_in_words_and_are_no_path(
    desk: PortalDesk, officer: TestClient, name: str, content: bytes, said: str
) -> None:
    before = counted(desk)
    status, page = upload(officer, content, name)
    assert status == 422
    assert said in words(page), words(page)[:600]
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert counted(desk) == before


def test_a_forgotten_place_of_another_district_is_marked_at_its_row(officer: TestClient) -> None:
    lines = [line.replace("Xã Cư Knia", "Xã Thuận An") for line in bad_rows()[:2]]
    _status, page = upload(officer, "\n".join(lines).encode())
    assert "Hàng 2, cột commune" in words(page)


def test_a_refusal_is_recorded_when_the_officer_sends_the_file_back(
    desk: PortalDesk, officer: TestClient
) -> None:
    upload(officer, "\n".join(bad_rows()).encode(), keep="true")
    assert [one.unit for one in refusals_received(desk.workspace, ID)] == [CU_JUT]


def test_the_letter_asking_for_correction_is_drafted_once(
    desk: PortalDesk, officer: TestClient, tmp_path: Path
) -> None:
    ask = f"{HERE}/de-nghi-sua"
    assert officer.post(ask, data={"unit": DAK_MIL}).status_code == 422  # nothing of it was refused
    with pytest.raises(SipasError):
        sent(desk.workspace, tmp_path, [form("X1", THUAN_AN, "4 6 4")], unit=DAK_MIL)
    assert "Soạn công văn đề nghị sửa" in officer.get(HERE).text
    first, second = (officer.post(ask, data={"unit": DAK_MIL}) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    draft = unescape(officer.get(first.headers["location"]).text)
    assert "Những chỗ phải sửa trong tệp phiếu của" in draft
    assert "Hàng 2, cột 1.2 ghi '6'" in draft


def test_the_same_serials_with_other_answers_ask_whether_they_correct(
    desk: PortalDesk, officer: TestClient, tmp_path: Path
) -> None:
    content = forms_file(tmp_path / "p.csv", [form("K0", KNIA, "1 1 1")]).read_bytes()
    status, page = upload(officer, content)
    assert (status, "1 phiếu trong tệp đã gửi trước đây với nội dung khác (K0)" in words(page)) == (422, True)
    assert "--corrects" not in page


@pytest.mark.parametrize("path", ["", "/cac-lo", "/xet-phieu", "/dau-hieu", "/giam-sat"])
def test_another_office_sees_nothing_of_this_campaign(desk: PortalDesk, path: str) -> None:
    assert desk.a(Role.MONITOR, "snv-lam-dong").get(HERE + path).status_code in (403, 404)


def test_another_office_cannot_send_a_file_either(desk: PortalDesk) -> None:
    before = counted(desk)
    assert upload(desk.a(Role.MONITOR, "snv-lam-dong"), b"form_id\n")[0] in (403, 404)
    assert counted(desk) == before


def test_signs_of_fabrication_are_looked_for_in_the_background(desk: PortalDesk, officer: TestClient) -> None:
    officer.post(f"{HERE}/dau-hieu")
    assert "Đang xem xét phiếu" in words(officer.get(f"{HERE}/dau-hieu").text)
    worked_off(desk.workspace)
    assert "Đã xem xét 53 phiếu" in words(officer.get(f"{HERE}/dau-hieu").text)


def test_a_form_is_set_aside_by_name_and_reason_and_closed_returns_take_nothing(tmp_path: Path) -> None:
    with portal_desk(tmp_path / "var") as desk:
        returned(desk.workspace, tmp_path, frozen=False)
        officer = desk.a(Role.MONITOR)
        judged = {
            "unit": CU_JUT,
            "form": "K0",
            "decision": "reject",
            "reason": "one_hand",
            "note": "Cùng nét",
        }
        assert officer.post(f"{HERE}/xet-phieu", data=judged).status_code == 303
        page = words(officer.get(f"{HERE}/xet-phieu").text)
        assert "K0 UBND huyện Cư Jút Đã loại Nhiều phiếu do một người viết" in page
        new = forms_file(tmp_path / "them.csv", [form("N1", KNIA, "5 5 5")]).read_bytes()
        assert upload(officer, new)[0] == 303
        assert len(batches_received(desk.workspace, ID)) == 3
        day = desk.workspace.today()
        close_returns(desk.workspace, ID, day, reason="Hết hạn", person="Thử")
        status, page = upload(officer, new.replace(b"N1", b"N2"))
        assert (status, "Hết hạn" in words(page)) == (422, True)
        refused = officer.post(f"{HERE}/mo-lai", data={"reason": "Phiếu muộn"})
        assert (refused.status_code, "Trần Thị Trưởng" in refused.text) == (403, True)
