"""Trang kết quả và công bố: two people, a right withdrawn at once, and what everybody may then read and verify."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from sipas_engine.bundle.verify import verified
from tests.portal.web.offices import OFFICE, PortalDesk, account_name, portal_desk
from tests.portal.web.surveys import returned, worked_off
from tests.services.returning import ID
from workflows.services.accounts.account_acts import give_role, withdraw_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.publish_bundle import campaign_publications

HERE, PUBLIC = f"/ket-qua/{ID}", f"/cong-bo/{ID}/1"
SMALL, BESIDE = "Xã Cư Knia", "Xã Tâm Thắng"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Đã chuẩn bị: an edition which waits for its second person."""
    folder = tmp_path_factory.mktemp("ket-qua")
    with portal_desk(folder / "var") as desk:
        returned(desk.workspace, folder)
        desk.a(Role.MONITOR).post(f"{HERE}/chuan-bi")
        worked_off(desk.workspace)
        yield desk


@pytest.fixture(scope="module")
def desk(prepared: PortalDesk) -> PortalDesk:
    """Đã công bố: approved by a second person."""
    if not campaign_publications(prepared.workspace, ID)[0].approved_by:
        assert approved(prepared, prepared.a(Role.PUBLISHER)) == 303
    return prepared


def approved(desk: PortalDesk, browser: TestClient, **other: str) -> int:
    (edition,) = campaign_publications(desk.workspace, ID)
    form = {"edition": "1", "manifest": edition.manifest_sha256, **other}
    return browser.post(f"{HERE}/duyet", data=form).status_code


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


class TestBeforeApproval:
    """Trước khi duyệt: runs first, for an approval is never taken back."""

    def test_nobody_outside_sees_anything(self, prepared: PortalDesk) -> None:
        stranger = prepared.anybody()
        assert stranger.get(PUBLIC).status_code == 404
        assert stranger.get(f"{PUBLIC}/toan-bo.zip").status_code == 404
        assert "Chưa công bố kết quả nào" in words(stranger.get("/cong-bo").text)

    def test_who_prepared_it_cannot_approve_it_even_with_the_right(self, prepared: PortalDesk) -> None:
        name, held = account_name(Role.MONITOR), HeldRole(Role.PUBLISHER, OFFICE)
        give_role(prepared.workspace, name, held, "Kiêm nhiệm")
        assert approved(prepared, prepared.a(Role.MONITOR)) == 403
        assert "người khác phải duyệt" in words(prepared.a(Role.MONITOR).get(f"{HERE}/cong-bo").text)
        withdraw_role(prepared.workspace, name, held, "Thôi kiêm nhiệm")

    def test_a_withdrawn_right_is_gone_at_once_in_an_open_session(self, prepared: PortalDesk) -> None:
        browser = prepared.a(Role.PUBLISHER, OFFICE, "hai")
        assert "Duyệt và công bố" in browser.get(f"{HERE}/cong-bo").text
        held = HeldRole(Role.PUBLISHER, OFFICE, "hai")
        withdraw_role(
            prepared.workspace, account_name(Role.PUBLISHER, OFFICE, "hai"), held, "Chuyển công tác"
        )
        assert approved(prepared, browser) == 403
        assert not campaign_publications(prepared.workspace, ID)[0].approved_by

    def test_another_edition_than_the_one_that_was_read_is_not_approved(self, prepared: PortalDesk) -> None:
        assert approved(prepared, prepared.a(Role.PUBLISHER), manifest="0" * 64) == 422

    def test_an_approver_of_another_office_has_no_say(self, prepared: PortalDesk) -> None:
        assert approved(prepared, prepared.a(Role.PUBLISHER, "snv-lam-dong")) == 403


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/ket-qua", "Đã công bố"),
        (HERE, "chỉ số hài lòng, Tỉnh Đắk Nông"),
        (f"{HERE}/xep-hang?cap=district", "· hạng 1–2"),
        (f"{HERE}/yeu-to?cap=commune&theo=tieu-chi", "Tỷ lệ hài lòng (%) theo đơn vị"),
        (f"{HERE}/qua-cac-nam?cap=district", "Năm 2020"),
        (f"{HERE}/do-vung", "Các phương án tính thử"),
        (f"{HERE}/don-vi?cap=district&ten=Tỉnh Đắk Nông / Huyện Đắk Mil", "Tiêu chí thấp nhất"),
        (f"{HERE}/don-vi?cap=commune&ten=Tỉnh Đắk Nông / Huyện Cư Jút / {SMALL}", "quá ít phiếu hợp lệ"),
        (f"{HERE}/cong-bo", "Mở trang công khai"),
    ],
)
def test_every_side_of_the_result_can_be_looked_at(desk: PortalDesk, path: str, said: str) -> None:
    answer = desk.a(Role.MONITOR).get(path)
    assert answer.status_code == 200
    assert said in words(answer.text) or said in unescape(answer.text)
    assert "<b>năm</b>" not in answer.text
    assert desk.a(Role.MONITOR, "snv-lam-dong").get(path).status_code in (
        {200} if path == "/ket-qua" else {403}
    )


def test_everybody_may_read_download_and_verify_what_was_approved(desk: PortalDesk) -> None:
    stranger = desk.anybody()
    page = stranger.get(PUBLIC)
    assert page.status_code == 200
    (edition,) = campaign_publications(desk.workspace, ID)
    assert edition.manifest_sha256 in page.text
    districts = stranger.get(PUBLIC, params={"cap": "district"}).text
    assert "Khoảng thứ hạng mẫu cho phép" in districts
    assert districts.count('class="reach"') == 2
    assert "· hạng 1–2" in districts
    assert "Đã kiểm chứng: mọi thứ đều khớp." in words(stranger.get(f"{PUBLIC}/kiem-chung").text)
    packed = stranger.get(f"{PUBLIC}/toan-bo.zip").content
    assert sha256(packed).hexdigest() == edition.zip_sha256
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    found = verified(ID, contents, known=edition.manifest_sha256, program="")
    assert [one for one in found.findings if one.file != "manifest.json"] == []
    for path, content in contents.items():
        answer = stranger.get(f"{PUBLIC}/tep/{path}")
        assert answer.content == content
        assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path", ["%2e%2e/%2e%2e/vanthu.db", "..%2f..%2fvanthu.db", "/etc/passwd", "khong-co.csv"]
)
def test_no_other_file_is_handed_out(desk: PortalDesk, path: str) -> None:
    assert desk.anybody().get(f"{PUBLIC}/tep/{path}").status_code == 404


def test_a_hash_tells_whether_a_file_comes_from_here(desk: PortalDesk) -> None:
    stranger = desk.anybody()
    content = stranger.get(f"{PUBLIC}/tep/counts.csv").content
    known = stranger.get("/cong-bo", params={"ma": sha256(content).hexdigest().upper()})
    assert "Đây là counts.csv của bản 1" in words(known.text)
    changed = stranger.get("/cong-bo", params={"ma": sha256(content + b" ").hexdigest()})
    assert "Không tệp nào đã công bố có mã băm này" in words(changed.text)


def test_a_group_below_ten_is_in_no_table_page_or_file(desk: PortalDesk) -> None:
    stranger = desk.anybody()
    result = json.loads(stranger.get(f"{PUBLIC}/tep/result.json").content)
    hidden = {one["path"][-1] for one in result["withheld"]}
    assert hidden >= {SMALL, BESIDE}
    assert all(unit["sipas"] is None for unit in result["units"] if unit["path"][-1] in hidden)
    for page in (PUBLIC, f"{PUBLIC}?cap=district"):
        rows = re.findall(r"<tr>(.*?)</tr>", stranger.get(page).text, re.DOTALL)
        shown = [words(row) for row in rows if SMALL in row or BESIDE in row]
        assert all(not re.search(r"\d,\d", row) for row in shown), shown


def test_what_a_spreadsheet_would_run_is_inert_in_every_published_table(desk: PortalDesk) -> None:
    stranger = desk.anybody()
    with zipfile.ZipFile(io.BytesIO(stranger.get(f"{PUBLIC}/toan-bo.zip").content)) as archive:
        tables = {name: archive.read(name) for name in archive.namelist() if name.endswith((".csv", ".xlsx"))}
    seen = 0
    for name, content in tables.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
                for cell in row:
                    seen += "HYPERLINK" in cell or "@SUM" in cell
                    assert not re.match(r"[=@\t\r]|[+-](?![\d,.]+$)", cell), (name, cell)
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as workbook:
                sheets = [workbook.read(one) for one in workbook.namelist() if "/worksheets/" in one]
            assert not any(b"<f" in sheet for sheet in sheets), name
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            cells = [
                cell
                for one in book.sheet_names
                for row in book.get_sheet_by_name(one).to_python()
                for cell in row
            ]
            seen += sum("HYPERLINK" in str(cell) for cell in cells)
    assert seen >= 2


def test_a_first_cut_before_its_day_is_refused_in_words(tmp_path: Path) -> None:
    with portal_desk(tmp_path / "var") as desk:
        returned(desk.workspace, tmp_path, frozen=False)
        officer = desk.a(Role.MONITOR)
        assert "Chưa chốt kết quả" in words(officer.get(HERE).text)
        officer.post(f"{HERE}/chot")
        worked_off(desk.workspace)
        assert "Lần chốt 1" in words(officer.get(f"{HERE}/cong-bo").text)
        officer.post(f"{HERE}/chot", data={"reason": "Thử lại"})
        worked_off(desk.workspace)
        assert "không làm được" in words(officer.get(f"{HERE}/cong-bo").text)
