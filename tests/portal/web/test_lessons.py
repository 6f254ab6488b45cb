"""Bài học trên cổng: an officer corrects them and makes them duties, the Post writes down what it did."""

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from tests.portal.web.offices import OFFICE, PortalDesk, portal_desk
from tests.services.lesson_scene import NEXT, POST, a_year_on, gone_wrong
from tests.services.returning import CU_JUT, DAK_MIL
from workflows.rehearsal import begin_rehearsal
from workflows.services.accounts.roles import Role
from workflows.services.results_use.lesson_book import lesson_book
from workflows.settings import read_settings

PAGE = f"/theo-doi/{NEXT}/bai-hoc"
#: Sửa một bài học, as a browser sends it.
STRUCK = {"bai_hoc": "supervision.sealed", "bo": "1", "ly_do": "đã xử lý"}


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng có bài học: of the campaign before; what is done to them is done in the order of these tests."""
    folder = tmp_path_factory.mktemp("bai-hoc")
    with patch.dict(os.environ, {"VANTHU_HOME": str(folder / "var")}):
        begin_rehearsal(read_settings())
    with portal_desk(folder / "var", VANTHU_REHEARSAL_NOW="2022-12-01T08:30") as made:
        a_year_on(gone_wrong(made.workspace, folder / "ke-hoach"))
        yield made


def test_an_officer_sees_each_lesson_with_both_years(taught: PortalDesk) -> None:
    page = taught.a(Role.MONITOR).get(PAGE)
    assert page.status_code == 200
    for said in (
        "Có 4 trong số 80 phiếu thu về bị loại",
        "14/50",
        "Bưu điện tỉnh Đắk Nông",
        "chưa nhận phiếu",
    ):
        assert said in page.text


def test_what_was_typed_stays_when_it_is_refused(taught: PortalDesk) -> None:
    sent = {"bai_hoc": "rejected.blanks", "noi_dung": "Câu khác", "ly_do": " "}
    answer = taught.a(Role.MONITOR).post(f"{PAGE}/sua", data=sent)
    assert answer.status_code == 422
    assert "Câu khác" in answer.text
    late = taught.a(Role.MONITOR).post(f"{PAGE}/nhiem-vu", data={"han": "2022-11-30"})
    assert (late.status_code, "30/11/2022" in late.text) == (422, True)


def test_a_lesson_is_struck_the_others_become_duties_and_the_letter_quotes_them(taught: PortalDesk) -> None:
    officer = taught.a(Role.MONITOR)
    assert officer.post(f"{PAGE}/sua", data=STRUCK).status_code == 303
    assert officer.post(f"{PAGE}/nhiem-vu", data={"han": ""}).status_code == 303
    letter = officer.get(f"{PAGE}/cong-van.docx")
    assert letter.headers["content-type"].endswith("wordprocessingml.document")
    assert officer.post(f"{PAGE}/cong-van", data={}).status_code == 303
    steps = {
        one.item.code: one.step
        for one in lesson_book(taught.workspace, NEXT, taught.workspace.today()).lessons
    }
    assert steps.pop("supervision.sealed") == ""
    assert all(steps.values())


def test_the_post_writes_down_what_it_did(taught: PortalDesk) -> None:
    post = taught.a(Role.POST, POST)
    page = post.get(f"/don-vi/bai-hoc/{POST}/{NEXT}").text
    assert "thiếu 14 phiếu hợp lệ" in page
    assert "chậm việc" not in page, "a district's lateness is none of the Post's"
    sent = {"bai_hoc": "rejected.blanks", "bien_phap": "Tập huấn lại", "van_ban": "12/BĐT"}
    answer = post.post(f"/don-vi/bai-hoc/{POST}/{NEXT}", data=sent)
    assert answer.status_code == 303
    duty = post.get(f"/don-vi/viec/{POST}/{NEXT}/bh-rejected-blanks/1").text
    assert "12/BĐT" in duty
    assert "Tập huấn lại" in taught.a(Role.MONITOR).get(PAGE).text


def test_a_unit_sees_its_own_and_those_which_happened_there(taught: PortalDesk) -> None:
    page = taught.a(Role.UNIT, DAK_MIL).get(f"/don-vi/bai-hoc/{DAK_MIL}/{NEXT}").text
    assert "chậm việc" in page
    assert "thiếu 5 phiếu hợp lệ" in page
    assert page.count('name="bien_phap"') == 1, "of the two it is to mend its lateness only"
    sent = {"bai_hoc": "rejected.blanks", "bien_phap": "x"}
    assert (
        taught.a(Role.UNIT, DAK_MIL).post(f"/don-vi/bai-hoc/{DAK_MIL}/{NEXT}", data=sent).status_code == 404
    )


@pytest.mark.parametrize(
    ("role", "unit", "path"),
    [
        (Role.UNIT, CU_JUT, f"/don-vi/bai-hoc/{DAK_MIL}/{NEXT}"),
        (Role.UNIT, CU_JUT, PAGE),
        (Role.MONITOR, "snv-khanh-hoa", PAGE),
        (Role.MONITOR, OFFICE, "/theo-doi/khong-co/bai-hoc"),
    ],
)
def test_others_are_kept_out(taught: PortalDesk, role: Role, unit: str, path: str) -> None:
    assert taught.a(role, unit).get(path).status_code in (403, 404)
