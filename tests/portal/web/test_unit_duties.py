"""Cửa của đơn vị: what a ward does with its duties, and that it never sees or touches another's."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from directives.followup.stages import Stage
from storage import audit
from storage.database import reading
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.unit_desk import ID, OFFICER, OTHER, PDF, WARD, begun
from workflows.services.accounts.roles import Role
from workflows.services.difficulties import difficulties_of
from workflows.services.unit_door.duties import duty_of_unit


@pytest.fixture(scope="module")
def ward_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng có việc cho hai phường: begun two weeks ago, so that the first duties are late."""
    with portal_desk(tmp_path_factory.mktemp("don-vi") / "var") as made:
        begun(made.workspace, made.workspace.today() - timedelta(days=14))
        yield made


def place(step: str, unit: str = WARD, campaign: str = ID) -> str:
    """Địa chỉ: of a duty."""
    return f"/don-vi/viec/{unit}/{campaign}/{step}/1"


def stage(desk: PortalDesk, step: str, unit: str = WARD) -> Stage:
    """Khâu: of a duty now."""
    return duty_of_unit(desk.workspace, ID, unit, step).status.stage


def test_a_ward_sees_its_four_duties_the_late_ones_first(ward_desk: PortalDesk) -> None:
    page = ward_desk.a(Role.UNIT, WARD).get("/don-vi").text
    steps = re.findall(rf'href="/don-vi/viec/{WARD}/{ID}/(\w+)/1"', page)
    assert steps == ["cu_dau_moi", "gui_danh_sach", "kiem_tra", "bao_cao"]
    assert "Trễ hạn" in page
    assert OTHER not in page


@pytest.mark.parametrize(
    ("method", "tail", "sent"),
    [
        ("GET", "", {}),
        ("POST", "/da-nhan", {}),
        ("POST", "/bat-dau", {}),
        ("POST", "/nop", {"document": "1/UBND-NV"}),
        ("POST", "/bao-cao", {"muc-tiep_nhan": "5"}),
        ("POST", "/dau-moi", {"contact": "Nguyễn Văn Thử"}),
        ("POST", "/gia-han", {"to": "2030-01-07", "reason": "x"}),
        ("POST", "/vuong-mac", {"text": "x"}),
        ("GET", "/tep/" + "a" * 64, {}),
    ],
)
def test_no_address_of_another_unit_opens(
    ward_desk: PortalDesk, method: str, tail: str, sent: dict[str, str]
) -> None:
    ward = ward_desk.a(Role.UNIT, WARD)
    for step in ("gui_danh_sach", "bao_cao"):
        other = ward.request(method, place(step, OTHER) + tail, data=sent or None)
        assert other.status_code == 403
        nowhere = ward.request(method, place("khong_co") + tail, data=sent or None)
        elsewhere = ward.request(method, place(step, WARD, "dot-khac") + tail, data=sent or None)
        assert (nowhere.status_code, elsewhere.status_code) == (404, 404)
        assert ID not in elsewhere.text  # nor are running campaigns named
        assert stage(ward_desk, step, OTHER) is Stage.NOT_SENT


def test_an_answer_by_steps_is_written_down_with_who_gave_it(ward_desk: PortalDesk) -> None:
    ward, here = ward_desk.a(Role.UNIT, WARD), place("gui_danh_sach")
    assert ward.post(here + "/da-nhan").headers["location"] == here
    assert stage(ward_desk, "gui_danh_sach") is Stage.SEEN
    assert ward.post(here + "/da-nhan").status_code == 303  # a second click
    ward.post(here + "/bat-dau")
    empty = ward.post(here + "/nop", data={"document": " "})
    assert (empty.status_code, stage(ward_desk, "gui_danh_sach")) == (422, Stage.IN_WORK)
    assert "số, ký hiệu" in empty.text
    picture = ward.post(
        here + "/nop", data={"document": "12/UBND-NV"}, files={"file": ("a.pdf", b"\xff\xd8jpg")}
    )
    assert picture.status_code == 422
    assert 'value="12/UBND-NV"' in picture.text
    sent = ward.post(
        here + "/nop", data={"document": "12/UBND-NV"}, files={"file": ("../../x\u202e.pdf", PDF)}
    )
    assert sent.status_code == 303
    assert stage(ward_desk, "gui_danh_sach") is Stage.SUBMITTED
    shown = ward.get(here).text
    assert "12/UBND-NV" in shown
    found = re.search(rf'href="({re.escape(here)}/tep/[0-9a-f]{{64}})">([^<]+)</a>', shown)
    assert found is not None
    assert found[2] == "gui_danh_sach.pdf"
    saved = ward.get(found[1])
    assert (saved.content, saved.headers["content-type"]) == (PDF, "application/octet-stream")
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''gui_danh_sach.pdf"
    assert ward.get(found[1].replace("gui_danh_sach", "kiem_tra")).status_code == 404
    with reading(ward_desk.workspace.engine) as connection:
        acts = [(one.act, one.actor) for one in audit.acts(connection, f"campaign/{ID}")]
    assert acts[-3:] == [(act, f"unit.{WARD}") for act in ("duty_seen", "duty_begun", "duty_submitted")]
    assert ward.post(here + "/nop", data={"document": "13/UBND-NV"}).status_code == 422


def test_a_report_is_taken_whole_and_what_was_typed_stays_when_it_is_refused(ward_desk: PortalDesk) -> None:
    ward, here = ward_desk.a(Role.UNIT, WARD), place("bao_cao")
    typed = {"muc-tiep_nhan": "1.234", "muc-kho_khan": "Thiếu <b>máy</b>"}
    refused = ward.post(here + "/bao-cao", data=typed)
    assert refused.status_code == 422
    assert "có thể là 1234 hoặc 1,234" in refused.text
    assert "Thiếu &lt;b&gt;máy&lt;/b&gt;" in refused.text
    taken = ward.post(
        here + "/bao-cao", data={**typed, "muc-tiep_nhan": "1234"}, files={"muc-van_ban": ("bc.pdf", PDF)}
    )
    assert taken.status_code == 303
    shown = ward.get(here).text
    assert "1.234 hồ sơ" in shown
    file = re.search(r'href="([^"]+/tep/[0-9a-f]{64})">tep-1\.pdf</a>', shown)
    assert file is not None
    assert ward.get(file[1]).content == PDF


def test_an_officer_is_named_and_the_telephone_number_is_masked(ward_desk: PortalDesk) -> None:
    ward, here = ward_desk.a(Role.UNIT, WARD), place("cu_dau_moi")
    said = {"contact": "Nguyễn Thị Đầu Mối", "phone": "0912345678", "document": "15/UBND-VP"}
    assert ward.post(here + "/dau-moi", data=said).status_code == 303
    shown = ward.get(place("kiem_tra")).text
    assert "Nguyễn Thị Đầu Mối" in shown
    assert "09xx xxx 678" in shown
    assert "0912345678" not in shown
    assert stage(ward_desk, "cu_dau_moi") is Stage.SUBMITTED


def test_more_time_is_asked_for_and_the_deadline_stays(ward_desk: PortalDesk) -> None:
    ward, here = ward_desk.a(Role.UNIT, WARD), place("kiem_tra")
    due = duty_of_unit(ward_desk.workspace, ID, WARD, "kiem_tra").status.duty.due
    assert due is not None
    to = ward_desk.workspace.calendar.add_working_days(due, 5)
    early = ward.post(here + "/gia-han", data={"to": due.isoformat(), "reason": "Thiếu người"})
    assert early.status_code == 422
    assert ">Thiếu người</textarea>" in early.text
    for _ in range(2):  # sent twice it is one request
        assert (
            ward.post(here + "/gia-han", data={"to": to.isoformat(), "reason": "Thiếu người"}).status_code
            == 303
        )
    assert ward.post(here + "/vuong-mac", data={"text": "Máy in hỏng"}).status_code == 303
    texts = [one.text for one in difficulties_of(ward_desk.workspace, ID)]
    assert texts == [
        f"Đề nghị gia hạn từ ngày {due:%d/%m/%Y} đến ngày {to:%d/%m/%Y}. Lý do: Thiếu người",
        "Máy in hỏng",
    ]
    assert duty_of_unit(ward_desk.workspace, ID, WARD, "kiem_tra").status.duty.due == due
    assert "Máy in hỏng" in ward.get(here).text


def test_the_officer_of_two_units_sees_both_and_each_is_named(ward_desk: PortalDesk) -> None:
    both = ward_desk.a(Role.UNIT, OTHER)
    assert both.get("/don-vi").text.count('class="duty') == 4
    assert "Chuẩn bị điều tra" in both.get("/don-vi").text


def test_a_report_is_sent_back_by_the_officer_with_its_reason_and_files(ward_desk: PortalDesk) -> None:
    ward, officer = ward_desk.a(Role.UNIT, OTHER), ward_desk.a(Role.MONITOR, OFFICER)
    own, here = place("bao_cao", OTHER), f"/theo-doi/{ID}/don-vi/{OTHER}/bao_cao/1"
    sent = {"data": {"muc-tiep_nhan": "12"}, "files": {"muc-van_ban": ("bc.pdf", PDF)}}
    assert ward.post(own + "/bao-cao", **sent).status_code == 303
    page = officer.get(here).text
    file = re.search(rf'href="({here}/tep/[0-9a-f]{{64}})"', page)
    assert file is not None
    assert officer.get(file.group(1)).content == PDF
    assert officer.post(here + "/tra-lai", data={"ly_do": "Số liệu chưa khớp"}).status_code == 303
    assert stage(ward_desk, "bao_cao", OTHER) is Stage.RETURNED_FOR_FIX
    assert "Bị trả lại để sửa: Số liệu chưa khớp" in ward.get(own).text
    assert ward.post(own + "/bao-cao", data={"muc-tiep_nhan": "13"}).status_code == 303
    assert officer.post(here + "/chap-nhan").status_code == 303
    assert stage(ward_desk, "bao_cao", OTHER) is Stage.ACCEPTED
