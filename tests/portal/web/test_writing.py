"""Soạn văn bản ở cổng: fields and page, rows of the body, steps, many at once, and whose draft it is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.document.draft import parse_draft
from directives.document.pasted_body import body_of_lines
from directives.document.redraft import draft_table
from portal.web.writing.row_parts import body_of, rows_of
from portal.web.writing.rows import KINDS, Row, acted, fitted
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.writing_desk import (
    OFFICE,
    copied_in_word,
    form_of,
    incoming_directive,
    letter,
    paper_book,
)
from workflows.services.accounts.roles import Role
from workflows.services.desk_composing import desk_document, draft_table_of
from workflows.services.desk_drafts import DraftState, drafts_of, load, save_new
from workflows.services.desk_files import issued_entry
from workflows.services.desk_merge import sent_documents
from workflows.services.jobs.running import run_waiting


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng thử: one for all tests here, its book begun on paper."""
    with portal_desk(tmp_path_factory.mktemp("soan") / "var") as made:
        paper_book(made.workspace)
        yield made


def _kept(desk: PortalDesk, **changed: Any) -> str:
    return save_new(desk.workspace, OFFICE, "phối hợp điều tra", {**letter(), **changed})


def test_what_the_page_sends_back_is_the_very_draft(desk: PortalDesk) -> None:
    draft = _kept(desk)
    answer = desk.a(Role.CLERK).post(f"/soan/{draft}", data=form_of(letter(), 1))
    assert answer.status_code == 303
    kept = load(desk.workspace, draft)
    assert desk_document(desk.workspace, kept.content) == desk_document(desk.workspace, letter())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"subject": ""}, "f-subject-remarks"),
        ({"addressees": ""}, "f-addressees-remarks"),
        ({"unit": ""}, "f-unit-remarks"),
        ({"date": "31/12/2021"}, "f-date-remarks"),
        ({"archive_copies": "hai"}, "f-archive_copies-remarks"),
    ],
)
def test_what_is_wrong_is_said_for_its_field(desk: PortalDesk, changed: dict[str, str], field: str) -> None:
    draft = _kept(desk)
    answer = desk.a(Role.CLERK).post(f"/soan/{draft}/trang", data=form_of(letter(), 1, **changed))
    assert answer.status_code == 200
    marked = re.findall(r'<li class="(\w+)-mend"[^>]* data-field="([^"]+)"', answer.text)
    assert ("error", field.removesuffix("-remarks")) in marked
    assert "Phải sửa trước khi phát hành" in answer.text


def test_the_number_is_foreseen_on_the_page_and_real_only_when_it_is_issued(desk: PortalDesk) -> None:
    clerk = desk.a(Role.CLERK)
    mine, others = _kept(desk), _kept(desk)
    page = clerk.post(f"/soan/{mine}/trang", data=form_of(letter(), 1)).text
    assert "(dự kiến)" in page
    foreseen = re.search(r'name="foreseen" value="(\d+)"', page)
    assert foreseen is not None
    clerk.post(f"/soan/{others}/phat-hanh", data=form_of(letter(), 1, foreseen=foreseen[1]))
    answer = clerk.post(f"/soan/{mine}/phat-hanh", data=form_of(letter(), 1, foreseen=foreseen[1]))
    assert answer.headers["location"] == f"/soan/{mine}/da-xong"
    told = clerk.get(answer.headers["location"]).text
    assert f"{int(foreseen[1]) + 1}/SNV-CCHCVTLT" in told
    assert "Số dự kiến trước đó đã cấp cho văn bản khác" in told
    again = clerk.post(f"/soan/{mine}/phat-hanh", data=form_of(letter(), 1))
    assert again.headers["location"] == f"/soan/{mine}/da-xong"
    entry = issued_entry(desk.workspace, load(desk.workspace, mine))
    assert entry is not None
    assert entry.number == int(foreseen[1]) + 1
    word = clerk.get(f"/soan/{mine}/tai/docx")
    assert word.content.startswith(b"PK")
    assert word.headers["content-disposition"].startswith("attachment")


def test_a_document_against_the_form_gets_no_number_and_keeps_what_was_typed(desk: PortalDesk) -> None:
    draft = _kept(desk)
    answer = desk.a(Role.CLERK).post(
        f"/soan/{draft}/phat-hanh", data=form_of(letter(), 1, addressees="", subject="việc riêng đã gõ")
    )
    assert answer.status_code == 422
    assert "việc riêng đã gõ" in answer.text
    assert load(desk.workspace, draft).state is DraftState.DRAFT
    assert issued_entry(desk.workspace, load(desk.workspace, draft)) is None


def test_a_draft_saved_meanwhile_is_not_written_over(desk: PortalDesk) -> None:
    draft, clerk = _kept(desk), desk.a(Role.CLERK)
    clerk.post(f"/soan/{draft}", data=form_of(letter(), 1, subject="của người trước"))
    answer = clerk.post(f"/soan/{draft}", data=form_of(letter(), 1, subject="của người sau"))
    assert answer.status_code == 422
    assert "của người sau" in answer.text
    assert load(desk.workspace, draft).content["subject"] == "của người trước"


def test_somebody_else_approves_or_returns_and_only_then_it_is_issued(desk: PortalDesk) -> None:
    clerk, chief = desk.a(Role.CLERK), desk.a(Role.MONITOR)
    draft = _kept(desk)
    assert clerk.post(f"/soan/{draft}/trinh", data=form_of(letter(), 1)).status_code == 303
    waiting = load(desk.workspace, draft)
    decision = {"revision": str(waiting.revision), "decision": "approve"}
    assert clerk.post(f"/soan/{draft}/duyet", data=decision).status_code == 422
    assert clerk.post(f"/soan/{draft}/phat-hanh", data=decision).status_code == 422
    assert chief.post(f"/soan/{draft}/duyet", data={**decision, "decision": "return"}).status_code == 422
    assert chief.post(f"/soan/{draft}/duyet", data=decision).status_code == 303
    approved = load(desk.workspace, draft)
    assert approved.state is DraftState.APPROVED
    done = clerk.post(f"/soan/{draft}/phat-hanh", data=form_of(letter(), approved.revision))
    assert done.headers["location"] == f"/soan/{draft}/da-xong"


@pytest.mark.parametrize("path", ["", "/word", "/gui-nhieu", "/da-xong", "/anh"])
def test_the_draft_of_another_office_is_not_opened(desk: PortalDesk, path: str) -> None:
    stranger = desk.a(Role.CLERK, "snv-lam-dong")
    assert stranger.get(f"/soan/{_kept(desk)}{path}").status_code == 403
    assert stranger.get(f"/soan/khong-co{path}").status_code == 404


def test_a_directive_that_came_in_is_drafted_upon(desk: PortalDesk) -> None:
    clerk = desk.a(Role.CLERK)
    before = {one.id for one in drafts_of(desk.workspace, OFFICE)}
    file = ("../../\u202exyz.docx", incoming_directive(), "application/octet-stream")
    answer = clerk.post("/soan/tra-loi", data={"unit": OFFICE, "day": "2021-12-10"}, files={"file": file})
    (made,) = [one for one in drafts_of(desk.workspace, OFFICE) if one.id not in before]
    assert answer.headers["location"] == f"/soan/{made.id}"
    assert made.content["carries_out"] == ["7137/UBND-NCKSTT"]
    parse_draft(draft_table_of(made.content), file="ban-thao")


def test_one_draft_goes_to_every_row_of_a_list_with_a_number_each(desk: PortalDesk) -> None:
    draft = _kept(desk, addressees=["{{ ten_co_quan }}"])
    rows = "Tên cơ quan\nUBND huyện Cư Jút\nUBND huyện Đắk Mil\n"
    answer = desk.a(Role.CLERK).post(
        f"/soan/{draft}/gui-nhieu",
        data={"revision": "1", "numbers": "each"},
        files={"file": ("ds.csv", rows.encode(), "text/csv")},
    )
    assert answer.headers["location"].startswith("/viec/")
    assert run_waiting(desk.workspace) == 1
    sent = sent_documents(desk.workspace, draft)
    assert [one.document.addressees for one in sent] == [("UBND huyện Cư Jút",), ("UBND huyện Đắk Mil",)]
    assert sent[1].number == sent[0].number + 1
    assert load(desk.workspace, draft).state is DraftState.ISSUED
    assert desk.a(Role.CLERK).get(f"/soan/{draft}/tai-tat-ca").content.startswith(b"PK")


def test_a_paste_from_word_becomes_parts_with_their_levels(desk: PortalDesk) -> None:
    draft = _kept(desk, body=[])
    data = form_of({**letter(), "body": []}, 1) | {"pasted-html": copied_in_word(letter()), "pasted-at": "0"}
    page = desk.a(Role.CLERK).post(f"/soan/{draft}/dan", data=data, headers={"hx-request": "true"}).text
    assert page.count('name="row-text"') == sum(1 for _ in rows_of(letter()["body"]))
    assert page.count('<option value="clause" selected>') == 5


@pytest.mark.parametrize(
    ("lines", "kinds", "renumbered"),
    [
        (["1. Một", "a) hai;", "b) ba.", "2. Bốn"], ["clause", ".point", ".point", "clause"], []),
        (["Điều 1. Ban hành", "Điều 2. Hiệu lực."], ["article", "article"], []),
        (["I. Mục đích", "- một", "+ hai"], ["section", ".dash", "..dash"], []),
        (["Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi"], ["chapter", ".article"], []),
        (["5. Năm"], ["clause"], ["5. Năm"]),
        (["1.1. Một chấm một"], ["paragraph"], []),
    ],
)
def test_lines_take_the_level_which_their_label_says(
    lines: list[str], kinds: list[str], renumbered: list[str]
) -> None:
    body = body_of_lines(lines)
    assert ["." * row.depth + row.kind for row in rows_of(body.parts)] == kinds
    assert list(body.renumbered) == renumbered


_ROWS = st.lists(
    st.builds(
        Row,
        kind=st.sampled_from([kind for kind in KINDS if kind != "table"]),
        depth=st.integers(0, 9),
        text=st.text("abcđ ", max_size=8),
    ),
    max_size=12,
)


@given(_ROWS, st.sampled_from(["up", "down", "in", "out"]), st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_moving_a_row_loses_none(rows: list[Row], act: str, place: int) -> None:
    moved = acted(fitted(rows), act, place)
    assert sorted(row.text for row in moved) == sorted(row.text for row in rows)
    assert all(now.depth <= before.depth + 1 for before, now in pairwise(moved))


@given(_ROWS)
@settings(max_examples=60, deadline=None)
def test_rows_become_a_tree_and_rows_again(rows: list[Row]) -> None:
    neat = [replace(row, text=row.text.strip()) for row in fitted(rows)]
    assert rows_of(body_of(neat)) == neat


def test_a_table_is_typed_with_tabs_and_keeps_its_columns() -> None:
    part = {
        "kind": "table",
        "columns": ["Đơn vị", {"name": "Số phiếu", "numeric": True}],
        "rows": [["Cư Jút", "120"], ["hai\ndòng", ""]],
    }
    assert body_of(rows_of([part])) == [part]


def test_an_issued_document_written_out_once_more_is_the_same_document(
    desk: PortalDesk, tmp_path: Path
) -> None:
    document = desk_document(desk.workspace, letter())
    again = {**draft_table(document), "date": letter()["date"]}
    assert desk_document(desk.workspace, again) == document
