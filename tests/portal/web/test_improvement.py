"""Sổ khắc phục trên cổng: a commune fills its register in, the office sends it back and accepts it, both see more."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from directives.conversion.sheets import read_sheet
from directives.followup.stages import Stage
from tests.portal.web.improving import year_desk
from tests.portal.web.offices import PortalDesk
from tests.services.year_of_use import BAN_BO, BAN_HON, ID, MEASURED, NA_TAM, STANDING, UNITS
from workflows.services.accounts.account_acts import give_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_register import improvement_register
from workflows.services.unit_door.duties import duty_of_unit

DAY = date(2020, 4, 6)
OFFICE = f"/theo-doi/{ID}/khac-phuc"
WORDS: Mapping[str, str] = {
    "cause": "Kiêm nhiệm <b>",
    "remedy": "Tập huấn kỹ năng",
    "person": "Lò Thị Mẫu",
    "post": "Phó Chủ tịch",
    "deadline": "2020-07-15",
    "evidence": "Danh sách tập huấn",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng của năm: the register is made; the survey of the year after is in the books already."""
    with year_desk(tmp_path_factory.mktemp("khac-phuc") / "var", MEASURED, DAY) as made:
        prefill_register(made.workspace, ID)
        yield made


@pytest.fixture
def officer(desk: PortalDesk) -> TestClient:
    return desk.a(Role.MONITOR, STANDING)


def place(unit: str) -> str:
    return f"/don-vi/khac-phuc/{unit}/{ID}"


def codes(desk: PortalDesk, unit: str) -> list[str]:
    own = improvement_register(desk.workspace, ID, unit).of(unit)
    assert own is not None
    return [one.row.code for one in own.rows]


def typed(desk: PortalDesk, unit: str, words: Mapping[str, str] = WORDS) -> dict[str, str]:
    return {f"{name}:{code}": text for code in codes(desk, unit) for name, text in words.items()}


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_commune_fills_in_hands_in_mends_and_sees_its_duties(
    desk: PortalDesk, officer: TestClient, tmp_path: Path
) -> None:
    commune, here = desk.a(Role.UNIT, BAN_HON), place(BAN_HON)
    page = commune.get(here)
    assert page.status_code == 200
    assert "3.4. Công chức hướng dẫn kê khai hồ sơ" in page.text
    assert "trung bình cùng cấp 78,79%" in text(page.text)
    assert "58,97 → 63,16" in text(page.text)  # the later value, with both intervals
    assert "Chưa đủ để kết luận" in page.text
    assert " style=" not in page.text
    # One row is kept, what stands in the others stays on the page and is not kept.
    one = commune.post(here, data={**typed(desk, BAN_HON), "viec": "dong-3.4"})
    assert one.status_code == 200
    assert "Đã lưu dòng của tiêu chí 3.4" in one.text
    assert one.text.count("Kiêm nhiệm &lt;b&gt;</textarea>") == 3
    assert "đã ghi đủ 1 trên 3 dòng" in text(commune.get(here).text)
    # A Sunday is refused; nothing typed is lost and nothing is kept.
    wrong = {**typed(desk, BAN_HON), "deadline:5.2": "2020-07-19", "viec": "ghi"}
    refused = commune.post(here, data=wrong)
    assert refused.status_code == 422
    assert "19/07/2020 là ngày nghỉ; ngày làm việc gần nhất là 17/07/2020 và 20/07/2020" in refused.text
    assert refused.text.count("Kiêm nhiệm &lt;b&gt;</textarea>") == 3
    assert 'value="2020-07-19"' in refused.text
    # What is missing is named, what was typed is kept.
    partly = {**typed(desk, BAN_HON), "person:1.2": "", "viec": "nop"}
    missing = commune.post(here, data=partly)
    assert missing.status_code == 422
    assert (
        "tiêu chí 1.2 (Trang thiết bị phục vụ người dân, tổ chức đầy đủ): “Người chịu trách nhiệm” còn để trống"
        in (text(missing.text))
    )
    assert "đã ghi đủ 2 trên 3 dòng" in text(commune.get(here).text)
    assert duty_of_unit(desk.workspace, ID, BAN_HON, "so_khac_phuc").status.stage is Stage.NOT_SENT
    assert commune.post(here, data={**typed(desk, BAN_HON), "viec": "nop"}).headers["location"] == here
    assert duty_of_unit(desk.workspace, ID, BAN_HON, "so_khac_phuc").status.stage is Stage.SUBMITTED
    assert "<textarea" not in commune.get(here).text
    # The office sends it back with a reason, the commune mends it.
    whole = officer.get(f"{OFFICE}/{BAN_HON}")
    assert "Kiêm nhiệm &lt;b&gt;" in whole.text
    assert officer.post(f"{OFFICE}/{BAN_HON}/tra-lai", data={"reason": " "}).status_code == 422
    assert (
        officer.post(f"{OFFICE}/{BAN_HON}/tra-lai", data={"reason": "Nêu số buổi tập huấn"}).status_code
        == 303
    )
    assert "Bị trả lại để sửa: Nêu số buổi tập huấn" in commune.get(here).text
    mended = typed(desk, BAN_HON, {**WORDS, "remedy": "Tập huấn ba buổi"})
    assert commune.post(here, data={**mended, "viec": "nop"}).status_code == 303
    assert "Tập huấn kỹ năng" in officer.get(f"{OFFICE}/{BAN_HON}").text  # the earlier version
    assert officer.post(f"{OFFICE}/{BAN_HON}/chap-nhan").status_code == 303
    assert officer.post(f"{OFFICE}/{BAN_HON}/chap-nhan").status_code == 303  # a second click
    duty = f"/don-vi/viec/{BAN_HON}/{ID}/kp-3-4-03421/1"
    assert duty in commune.get(here).text
    assert commune.get(duty).status_code == 200
    assert "Khắc phục tiêu chí 3.4" in commune.get("/don-vi").text
    # Its plan as a file; issued by whoever may issue the commune's documents.
    plan = commune.get(here + "/ke-hoach.docx")
    assert plan.content.startswith(b"PK")
    assert commune.post(here + "/ban-hanh").status_code == 403
    give_role(desk.workspace, f"unit.{BAN_HON}", HeldRole(Role.CLERK, BAN_HON), "Phép thử")
    assert "Ban hành kế hoạch, lấy số" in commune.get(here).text
    assert commune.post(here + "/ban-hanh").status_code == 303
    assert "Đã ban hành: số 01/KH-UBND" in commune.get(here).text


def test_the_office_sees_every_unit_and_takes_the_table_home(
    desk: PortalDesk, officer: TestClient, tmp_path: Path
) -> None:
    page = officer.get(OFFICE)
    assert page.status_code == 200
    assert all(f'href="{OFFICE}/{unit}"' in page.text for unit in UNITS)
    assert "Tiêu chí được chọn vì thấp nhất thường cao hơn vào năm sau do ngẫu nhiên" in page.text
    file = tmp_path / "bang.xlsx"
    file.write_bytes(officer.get(OFFICE + "/bang.xlsx").content)
    assert len([row for row in read_sheet(file).rows if row[0] in UNITS]) >= 40
    assert officer.post(OFFICE + "/lap").status_code == 303
    assert officer.get(f"{OFFICE}/khong-co").status_code == 404


def test_the_office_adds_and_strikes_rows(desk: PortalDesk, officer: TestClient) -> None:
    here = f"{OFFICE}/{NA_TAM}"
    assert officer.post(here + "/them", data={"criterion": "9.9", "reason": "x"}).status_code == 422
    assert (
        officer.post(here + "/them", data={"criterion": "1.1", "reason": "nhiều phản ánh"}).status_code == 303
    )
    assert "Cơ quan theo dõi thêm: nhiều phản ánh" in desk.a(Role.UNIT, NA_TAM).get(place(NA_TAM)).text
    assert officer.post(here + "/gach", data={"criterion": "1.1", "reason": "thêm nhầm"}).status_code == 303
    assert "thêm nhầm" in desk.a(Role.UNIT, NA_TAM).get(place(NA_TAM)).text
    assert codes(desk, NA_TAM) == ["5.3", "2.3", "3.1"]


def test_all_that_were_handed_in_are_accepted_with_one_press(desk: PortalDesk, officer: TestClient) -> None:
    commune = desk.a(Role.UNIT, BAN_BO)
    assert commune.post(place(BAN_BO), data={**typed(desk, BAN_BO), "viec": "nop"}).status_code == 303
    assert "Chấp nhận tất cả sổ đã nộp" in officer.get(OFFICE).text
    assert officer.post(OFFICE + "/chap-nhan").status_code == 303
    assert "Chấp nhận tất cả sổ đã nộp" not in officer.get(OFFICE).text
    assert f"/don-vi/viec/{BAN_BO}/{ID}/kp-4-1-03424/1" in commune.get(place(BAN_BO)).text


def test_no_register_of_another_unit_opens(desk: PortalDesk) -> None:
    stranger = desk.a(Role.UNIT, NA_TAM)
    for path in ("", "/ke-hoach.docx"):
        assert stranger.get(place(BAN_BO) + path).status_code == 403
    for path in ("", "/ban-hanh"):
        assert stranger.post(place(BAN_BO) + path, data={"viec": "nop"}).status_code == 403
    assert stranger.get(f"/don-vi/khac-phuc/{NA_TAM}/dot-khac").status_code == 404
    assert stranger.get(OFFICE).status_code == 403
    clerk = desk.a(Role.CLERK, STANDING)  # may look, not decide
    assert clerk.get(f"{OFFICE}/{BAN_BO}").status_code == 200
    assert clerk.post(f"{OFFICE}/{BAN_BO}/chap-nhan").status_code == 403
    assert "Gạch bỏ" not in clerk.get(f"{OFFICE}/{NA_TAM}").text.replace("Cơ quan theo dõi đã gạch bỏ", "")
