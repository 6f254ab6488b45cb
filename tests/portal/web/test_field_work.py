"""Phát, thu phiếu qua cổng: the Post reports and sees all of it, an investigator only the own villages."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.unit_desk import FRONT, POST, in_the_field
from tests.services.field_desk import WARD
from tests.services.test_campaign import LAM_DONG
from workflows.services.accounts.roles import Role
from workflows.services.unit_door.field import own_villages
from workflows.services.unit_door.supervision import visits_of

HERE = f"/buu-dien/{POST}/{LAM_DONG}"
SEEN_BY = f"/giam-sat/{FRONT}/{LAM_DONG}"
DAY = "2026-04-07"
FIRST, SECOND = f"dtv-1|{WARD}|Tổ 1", f"dtv-2|{WARD}|Tổ 2"


@pytest.fixture(scope="module")
def field_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng của đợt đang phát phiếu: two villages, each with an investigator of its own."""
    folder = tmp_path_factory.mktemp("thuc-dia")
    with portal_desk(folder / "var") as made:
        in_the_field(made.workspace, folder)
        yield made


def worker(desk: PortalDesk, code: str = "dtv-1") -> TestClient:
    """Điều tra viên: limited to the own code."""
    return desk.a(Role.INTERVIEWER, POST, code)


def counts(desk: PortalDesk, village: str = "Tổ 1") -> tuple[int, int]:
    """Đã phát, đã thu: of a village, by the end of the day of these tests."""
    sheets = own_villages(desk.workspace, LAM_DONG, None, date.fromisoformat(DAY))
    found = next(one for one in sheets if one.village[-1] == village)
    return found.counts.handed_out, found.counts.back


def test_an_investigator_reports_the_own_village_and_sees_no_other(field_portal: PortalDesk) -> None:
    own = worker(field_portal)
    page = own.get(HERE).text
    assert "Tổ 1" in page
    assert "Tổ 2" not in page
    sent = own.post(HERE, data={"day": DAY, f"handed_out:{FIRST}": "6", f"back:{FIRST}": "2"})
    assert sent.status_code == 303
    assert counts(field_portal) == (6, 2)
    status = own.get(HERE + "/tinh-hinh").text
    assert "Nguyễn Văn Mẫu" in status
    assert "Trần Thị Ví Dụ" not in status


def test_figures_of_another_village_typed_into_the_form_by_hand_are_not_taken(
    field_portal: PortalDesk,
) -> None:
    own = worker(field_portal)
    own.post(HERE, data={"day": DAY, f"handed_out:{SECOND}": "6"})
    assert counts(field_portal, "Tổ 2") == (0, 0)
    row = f"dieu_tra_vien,thon,ngay,so_phat,so_thu\ndtv-2,{WARD} / Tổ 2,07/04/2026,6,0\n"
    file = {"file": ("bang.csv", row.encode())}
    assert own.post(HERE + "/bang", files=file).status_code == 404
    assert counts(field_portal, "Tổ 2") == (0, 0)
    assert field_portal.a(Role.POST, POST).post(HERE + "/bang", files=file).status_code == 303
    assert counts(field_portal, "Tổ 2") == (6, 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"handed_out": "7", "back": "0"}, "thôn chỉ có 6 phiếu"),
        ({"handed_out": "-1"}, "nhỏ hơn 0"),
        ({"handed_out": "sáu"}, "số nguyên"),
    ],
)
def test_impossible_figures_are_refused_and_what_was_typed_stays(
    field_portal: PortalDesk, typed: dict[str, str], said: str
) -> None:
    sent = {f"{name}:{FIRST}": text for name, text in typed.items()}
    refused = worker(field_portal).post(HERE, data={"day": "2026-04-06", **sent})
    assert refused.status_code == 422
    assert said in refused.text
    assert f'value="{typed["handed_out"]}"' in refused.text


def test_a_day_that_was_reported_changes_only_as_a_correction(field_portal: PortalDesk) -> None:
    own = worker(field_portal)
    own.post(HERE, data={"day": DAY, f"handed_out:{FIRST}": "6", f"back:{FIRST}": "2"})
    other = {"day": DAY, f"handed_out:{FIRST}": "6", f"back:{FIRST}": "3"}
    assert own.post(HERE, data=other).status_code == 422
    assert own.post(HERE, data={**other, "correction": "1"}).status_code == 303
    assert counts(field_portal) == (6, 3)


def test_the_coordinator_sees_everybody_and_the_forecast(field_portal: PortalDesk) -> None:
    post = field_portal.a(Role.POST, POST)
    page = post.get(HERE + "/tinh-hinh").text
    assert "Nguyễn Văn Mẫu" in page
    assert "Trần Thị Ví Dụ" in page
    assert "<svg" in page
    assert "Phiếu còn lại" in page
    blank = post.get(HERE + "/bang-trong")
    assert blank.text.lstrip("\ufeff").splitlines()[0].startswith("dieu_tra_vien,thon,ngay,so_phat,so_thu")


@pytest.mark.parametrize("tail", ["", "/tinh-hinh", "/bang-trong"])
def test_another_post_office_and_another_campaign_stay_closed(field_portal: PortalDesk, tail: str) -> None:
    other = "buu-dien-tinh-khac"
    stranger = field_portal.a(Role.POST, other)
    assert stranger.get(HERE + tail).status_code == 403
    assert stranger.get(f"/buu-dien/{other}/{LAM_DONG}{tail}").status_code == 404
    assert worker(field_portal).get(f"/buu-dien/{POST}/dot-khac{tail}").status_code == 404


def test_an_investigator_without_a_slice_may_do_nothing(field_portal: PortalDesk) -> None:
    nobody = worker(field_portal, "")
    assert "Bạn chưa được phân công thôn nào" in nobody.get(HERE).text
    assert "Nguyễn Văn Mẫu" not in nobody.get(HERE + "/tinh-hinh").text


def test_a_visit_of_the_front_is_kept_and_its_finding_waits(field_portal: PortalDesk) -> None:
    front = field_portal.a(Role.SUPERVISOR, FRONT)
    drawn = front.get(SEEN_BY, params={"seed": "2026"}).text
    assert re.search(r"<ul><li>[^<]+Tổ [12]</li></ul>", drawn)
    sent = {
        "number": "GS-1",
        "village": f"{WARD} / Tổ 1",
        "day": DAY,
        "missing": "sealed",
        "remark": "Hở phong bì",
    }
    assert front.post(SEEN_BY, data=sent).status_code == 303
    (kept,) = visits_of(field_portal.workspace, LAM_DONG, FRONT)
    assert (kept.findings, kept.remark) == (("sealed",), "Hở phong bì")
    other = front.post(SEEN_BY, data={**sent, "remark": "khác"})
    assert (other.status_code, "Hở phong bì" in other.text, ">khác</textarea>" in other.text) == (
        422,
        True,
        True,
    )
    assert front.get(f"/giam-sat/{POST}/{LAM_DONG}").status_code == 403
    assert front.get(HERE).status_code == 403
    assert front.get(f"/giam-sat/{FRONT}/dot-khac").status_code == 404
    assert worker(field_portal).get(SEEN_BY).status_code == 403


def test_the_post_answers_a_finding_and_the_supervisor_reads_it(field_portal: PortalDesk) -> None:
    front, post = field_portal.a(Role.SUPERVISOR, FRONT), field_portal.a(Role.POST, POST)
    seen = {"number": "GS-7", "village": f"{WARD} / Tổ 2", "day": DAY, "missing": "into_hand"}
    assert front.post(SEEN_BY, data=seen).status_code == 303
    assert "Chưa trả lời" in front.get(SEEN_BY).text
    here, answer = f"{HERE}/phat-hien", {"finding_of": "GS-7", "content": "into_hand", "text": "Đã phát lại"}
    assert "GS-7" not in worker(field_portal).get(here).text  # another investigator's village
    own = worker(field_portal, "dtv-2")
    assert "GS-7" in own.get(here).text
    assert own.post(here, data=answer).status_code == 403
    assert post.post(here, data={**answer, "text": " "}).status_code == 422
    assert post.post(here, data={**answer, "finding_of": "GS-99"}).status_code == 404
    assert post.post(here, data=answer).status_code == 303
    assert "Đã phát lại" in front.get(SEEN_BY).text
    assert "Phát hiện đã trả lời" in post.get(here).text


def test_villages_whose_forms_are_all_back_are_folded_away(field_portal: PortalDesk) -> None:
    post = field_portal.a(Role.POST, POST)
    assert "Thôn đã thu đủ phiếu" not in post.get(HERE, params={"ngay": "2026-04-01"}).text
    rest = {"day": "2026-04-08", f"back:{SECOND}": "6"}
    if counts(field_portal, "Tổ 2")[0] < 6:
        rest[f"handed_out:{SECOND}"] = "6"
    assert post.post(HERE, data=rest).status_code == 303
    assert "Thôn đã thu đủ phiếu (1)" in post.get(HERE, params={"ngay": "2026-04-09"}).text
