"""Giữ phần đang gõ: saved by the page itself, and two people at one draft lose nothing of each other."""

from collections.abc import Iterator

import pytest

from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.writing_desk import OFFICE, form_of, letter, paper_book
from workflows.services.accounts.roles import Role
from workflows.services.desk_drafts import DraftState, drafts_of, load, save_new

HTMX = {"hx-request": "true"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng thử: one for all tests here, its book begun on paper."""
    with portal_desk(tmp_path_factory.mktemp("soan") / "var") as made:
        paper_book(made.workspace)
        yield made


def _kept(desk: PortalDesk) -> str:
    return save_new(desk.workspace, OFFICE, "phối hợp điều tra", letter())


def test_what_is_typed_is_saved_by_the_page_and_the_next_saving_stands_behind_it(desk: PortalDesk) -> None:
    draft, clerk = _kept(desk), desk.a(Role.CLERK)
    answer = clerk.post(f"/soan/{draft}/tu-luu", data=form_of(letter(), 1, subject="một"), headers=HTMX)
    assert 'id="revision" name="revision" value="2"' in answer.text
    assert "Đã lưu lúc" in answer.text
    clerk.post(f"/soan/{draft}/tu-luu", data=form_of(letter(), 2, subject="hai"), headers=HTMX)
    kept = load(desk.workspace, draft)
    assert (kept.revision, kept.content["subject"]) == (3, "hai")


def test_a_half_written_draft_is_saved_as_well(desk: PortalDesk) -> None:
    draft = _kept(desk)
    half = {**letter(), "body": [{"kind": "table", "columns": [], "rows": []}], "annexes": [{"title": ""}]}
    data = form_of(half, 1, date="31/12/2021", subject="")
    assert desk.a(Role.CLERK).post(f"/soan/{draft}/tu-luu", data=data, headers=HTMX).status_code == 200
    page = desk.a(Role.CLERK).get(f"/soan/{draft}")
    assert page.status_code == 200
    assert "31/12/2021" in page.text


def test_what_is_with_the_approver_is_not_taken_back_by_a_stray_letter(desk: PortalDesk) -> None:
    draft, clerk = _kept(desk), desk.a(Role.CLERK)
    clerk.post(f"/soan/{draft}/trinh", data=form_of(letter(), 1))
    revision = load(desk.workspace, draft).revision
    answer = clerk.post(f"/soan/{draft}/tu-luu", data=form_of(letter(), revision, subject="x"), headers=HTMX)
    assert answer.status_code == 200
    kept = load(desk.workspace, draft)
    assert (kept.state, kept.revision) == (DraftState.SUBMITTED, revision)
    assert f'hx-post="/soan/{draft}/tu-luu"' not in clerk.get(f"/soan/{draft}").text


def test_two_people_at_one_draft_are_told_of_each_other_and_both_texts_stay(desk: PortalDesk) -> None:
    first, second = desk.a(Role.CLERK), desk.a(Role.MONITOR)
    draft = _kept(desk)
    first.post(f"/soan/{draft}/tu-luu", data=form_of(letter(), 1, subject="của người trước"), headers=HTMX)
    mine = form_of(letter(), 1, subject="của người sau", addressees="Sở Y tế")
    told = second.post(f"/soan/{draft}/tu-luu", data=mine, headers=HTMX)
    assert told.status_code == 422
    assert f"/soan/{draft}/tach" in told.text
    page = second.post(f"/soan/{draft}", data=mine)
    assert page.status_code == 422
    assert "Kính gửi" in page.text.partition("Không mất gì")[2].partition("</div>")[0]
    assert "của người sau" in page.text
    before = {one.id for one in drafts_of(desk.workspace, OFFICE)}
    second.post(f"/soan/{draft}/tach", data=mine)
    (made,) = [one for one in drafts_of(desk.workspace, OFFICE) if one.id not in before]
    assert made.content["addressees"] == ["Sở Y tế"]
    assert load(desk.workspace, draft).content["subject"] == "của người trước"


def test_a_draft_that_was_closed_meanwhile_says_so_and_what_is_typed_may_be_kept_apart(
    desk: PortalDesk,
) -> None:
    draft, clerk = _kept(desk), desk.a(Role.CLERK)
    clerk.post(f"/soan/{draft}/bo", data={"revision": "1", "remark": "thử"})
    answer = clerk.post(f"/soan/{draft}/tu-luu", data=form_of(letter(), 2, subject="x"), headers=HTMX)
    assert answer.status_code == 422
    assert f"/soan/{draft}/tach" in answer.text
