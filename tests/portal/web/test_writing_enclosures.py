"""Phụ lục, văn bản kèm theo, bảng, hình: written in the portal as a draft file has them, refused at their place."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import xlsxwriter

from directives.document.redraft import draft_table
from portal.web.writing.row_parts import parts_of, rows_of_draft
from portal.web.writing.rows import Row, acted, fitted
from storage.entry_states import Place
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.writing_desk import OFFICE, form_of, letter, paper_book
from tests.services.test_enclosures import png
from workflows.services.accounts.roles import Role
from workflows.services.begin_draft import draft_from_earlier
from workflows.services.desk_composing import desk_document
from workflows.services.desk_drafts import load, save_new
from workflows.services.desk_files import issued_entry
from workflows.services.desk_pictures import PICTURES

ANNEXES = [
    {
        "title": "Phân bổ phiếu",
        "landscape": True,
        "notes": ["Số liệu đến ngày 01/12."],
        "columns": ["Đơn vị", "Số phiếu"],
        "rows": [["Xã Đắk Mil", "120"], ["Phường Xuân Hương", "90"]],
    },
    {"title": "Thuyết minh", "body": [{"kind": "clause", "text": "Cách chọn mẫu."}]},
]
ATTACHED = [{"type": "quy_che", "subject": "phối hợp", "body": [{"kind": "article", "text": "Phạm vi."}]}]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng thử: one for all tests here, its book begun on paper."""
    with portal_desk(tmp_path_factory.mktemp("soan") / "var") as made:
        paper_book(made.workspace)
        yield made


def _kept(desk: PortalDesk, **more: Any) -> str:
    return save_new(desk.workspace, OFFICE, "phối hợp điều tra", {**letter(), **more})


def _workbook(**sheets: list[list[str | int]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


SHEET: list[list[str | int]] = [["Đơn vị", "Số phiếu"], ["Xã Đắk Mil", 120], ["Phường Xuân Hương", 90]]


def test_annexes_and_attached_texts_pass_through_the_page_unchanged(desk: PortalDesk) -> None:
    content = {**letter(), "annexes": ANNEXES, "attached": ATTACHED}
    assert parts_of(rows_of_draft(content)) == {n: content[n] for n in ("body", "attached", "annexes")}
    draft = _kept(desk)
    answer = desk.a(Role.CLERK).post(f"/soan/{draft}", data=form_of(content, 1))
    assert answer.status_code == 303
    kept = load(desk.workspace, draft)
    assert desk_document(desk.workspace, kept.content) == desk_document(desk.workspace, content)
    page = desk.a(Role.CLERK).get(f"/soan/{draft}").text
    assert "PHÂN BỔ PHIẾU" in page
    assert "QUY CHẾ" in page


def test_an_annex_is_begun_below_the_text_and_goes_with_all_that_is_in_it() -> None:
    rows = acted(fitted([Row(text="một")]), "annex", 0)
    assert [(row.kind, row.depth, row.path) for row in rows] == [
        ("paragraph", 0, "body[1]"),
        ("annex", 0, "annexes[1]"),
        ("paragraph", 1, "annexes[1].body[1]"),
    ]
    rows = acted(rows, "table", 2)
    assert [row.kind for row in rows[2:]] == ["paragraph", "table"]
    assert acted(rows, "up", 1) == rows, "the text of the document does not slip into an annex"
    assert acted(rows, "down", 0) == rows
    assert [row.kind for row in acted(rows, "drop", 1)] == ["paragraph"]


@pytest.mark.parametrize(
    ("annexes", "place"),
    [
        ([{"title": "", "body": [{"kind": "paragraph", "text": "x"}]}], 1),
        ([{"title": "Bảng", "columns": ["a"], "rows": []}], 1),
        ([{"title": "Hình", "body": [{"kind": "picture", "width_mm": 50}]}], 2),
        ([{"title": "Chương", "body": [{"kind": "chapter", "text": "x"}]}], 2),
    ],
)
def test_what_is_wrong_in_an_annex_is_said_there_and_the_page_is_shown_all_the_same(
    desk: PortalDesk, annexes: list[dict[str, Any]], place: int
) -> None:
    content = {**letter(), "body": letter()["body"][:1], "annexes": annexes}
    first = sum(1 for _ in rows_of_draft({"body": content["body"]}))
    answer = desk.a(Role.CLERK).post(f"/soan/{_kept(desk)}/trang", data=form_of(content, 1)).text
    assert f'data-field="r-{first + place - 1}"' in answer
    assert 'class="sheet paper"' in answer


def test_a_sheet_fills_a_table_which_may_then_be_changed_by_hand(desk: PortalDesk) -> None:
    draft, clerk = _kept(desk), desk.a(Role.CLERK)
    content = {**letter(), "body": [{"kind": "table", "title": "Phiếu", "columns": [], "rows": []}]}
    file = ("../../bảng\u202e.xlsx", _workbook(a=SHEET), "application/octet-stream")
    data = form_of(content, 1) | {"act": "file:0"}
    page = clerk.post(f"/soan/{draft}/tep", data=data, files={"file-0": file}, headers={"hx-request": "true"})
    assert "Đơn vị\tSố phiếu\nXã Đắk Mil\t120\nPhường Xuân Hương\t90</textarea>" in page.text
    assert load(desk.workspace, draft).revision == 1, "reading a table saves nothing"


def test_a_sheet_that_cannot_be_read_is_refused_at_its_row_and_need_not_be_sent_again(
    desk: PortalDesk,
) -> None:
    draft, clerk = _kept(desk), desk.a(Role.CLERK)
    content = {
        **letter(),
        "body": [{"kind": "paragraph", "text": "x"}, {"kind": "table", "columns": [], "rows": []}],
    }
    file = ("hai.xlsx", _workbook(mot=SHEET, hai=SHEET[:2]), "application/octet-stream")
    data = form_of(content, 1) | {"act": "file:1"}
    page = clerk.post(
        f"/soan/{draft}/tep", data=data, files={"file-1": file}, headers={"hx-request": "true"}
    ).text
    assert re.search(
        r'id="r-1-remarks"><small class="remark error-mend refused" role="alert">[^<]*hai\.xlsx[^<]*mot, hai',
        page,
    )
    kept = re.findall(r'name="row-kept" value="([^"]*)"', page)[1].replace("&#34;", '"')
    data |= {"row-kept": ["", kept], "sheet-1": "hai"}
    again = clerk.post(
        f"/soan/{draft}/tep", data=data, files={"none": b""}, headers={"hx-request": "true"}
    ).text
    assert "Đơn vị\tSố phiếu\nXã Đắk Mil\t120</textarea>" in again


@pytest.mark.parametrize("sent", [b"", b"\x00\x01\x02", "Đơn vị;Số\nA;1;2\n".encode()])
def test_a_file_that_is_no_table_is_refused_in_words(desk: PortalDesk, sent: bytes) -> None:
    draft = _kept(desk)
    content = {**letter(), "body": [{"kind": "table", "columns": ["a"], "rows": [["đã gõ"]]}]}
    answer = desk.a(Role.CLERK).post(
        f"/soan/{draft}/tep",
        data=form_of(content, 1) | {"act": "file:0"},
        files={"file-0": ("x.csv", sent, "text/csv")},
    )
    assert answer.status_code == 422
    assert "đã gõ" in answer.text


def test_a_picture_is_kept_with_the_draft_and_issued_with_it(desk: PortalDesk) -> None:
    clerk = desk.a(Role.CLERK)
    draft = _kept(desk)
    body = [
        *letter()["body"][:-1],
        {"kind": "picture", "width_mm": 80, "alternative": "Sơ đồ"},
        letter()["body"][-1],
    ]
    content = {**letter(), "body": body}
    place = next(at for at, row in enumerate(rows_of_draft(content)) if row.kind == "picture")
    data = form_of(content, 1) | {"act": f"file:{place}"}
    files = {f"file-{place}": ("sơ đồ.png", png(40, 20), "image/png")}
    page = clerk.post(f"/soan/{draft}/tep", data=data, files=files, headers={"hx-request": "true"}).text
    kept = load(desk.workspace, draft)
    assert f'name="revision" value="{kept.revision}" hx-swap-oob="true"' in page
    (address,) = re.findall(r'<img class="picked" src="([^"]+)"', page)
    shown = clerk.get(address)
    assert (shown.headers["content-type"], shown.content) == ("image/png", png(40, 20))
    assert desk.a(Role.CLERK, "snv-lam-dong").get(address).status_code == 403
    assert clerk.get(f"/soan/{draft}/hinh/hinh-khac.png").status_code == 404
    clerk.post(f"/soan/{draft}/phat-hanh", data=form_of(kept.content, kept.revision))
    entry = issued_entry(desk.workspace, load(desk.workspace, draft))
    assert entry is not None
    again = load(desk.workspace, draft_from_earlier(desk.workspace, OFFICE, Place(entry.book, entry.number)))
    assert [one["sha256"] for one in again.content[PICTURES].values()] == [
        one["sha256"] for one in kept.content[PICTURES].values()
    ]
    unnumbered = draft_table(desk_document(desk.workspace, {**again.content, "date": letter()["date"]}))
    assert unnumbered == draft_table(entry.document)


@pytest.mark.parametrize("sent", [b"", b"GIF89a", png(40, 20)[:-9]])
def test_what_is_no_picture_is_refused_at_its_row(desk: PortalDesk, sent: bytes) -> None:
    draft = _kept(desk)
    content = {**letter(), "body": [{"kind": "picture", "width_mm": 80}]}
    page = desk.a(Role.CLERK).post(
        f"/soan/{draft}/tep",
        data=form_of(content, 1) | {"act": "file:0"},
        files={"file-0": ("a.png", sent, "image/png")},
        headers={"hx-request": "true"},
    )
    assert re.search(r'id="r-0-remarks"><small class="remark error-mend refused" role="alert">', page.text)
    assert load(desk.workspace, draft).revision == 1
