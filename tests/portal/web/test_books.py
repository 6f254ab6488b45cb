"""Sổ văn bản trên cổng: looked through, searched, one document with its files, its state changed for a reason."""

import re
from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import pytest
from starlette.testclient import TestClient

from directives.register.books import BookKey
from tests.documents import dated
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.services.test_incoming import ARRIVAL, OFFICE
from workflows.services.accounts.roles import Role
from workflows.services.books import entry
from workflows.services.issue import issue_document
from workflows.services.receive_document import receive_document

LETTERS = BookKey(OFFICE, "CV", 2026)
MANY = 26  # one more than a page of the list shows


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Hai sổ: letters and one submission out, two documents in."""
    with portal_desk(tmp_path_factory.mktemp("so") / "var") as made:
        out = made.workspace
        issue_document(out, dated("2025-12-30", subject="tổng kết năm 2025"))
        issue_document(out, dated("2026-03-02", subject="cử cán bộ tỉnh Đắk Nông"))
        issue_document(out, dated("2026-03-03", type="to_trinh", unit="", subject="kinh phí 100%_đo lường"))
        for place in range(MANY):
            issue_document(out, dated("2026-04-01", subject=f"thư mời họp lần {place}"))
        receive_document(out, OFFICE, ARRIVAL, receiver="Phòng Văn xã")
        receive_document(
            out, OFFICE, replace(ARRIVAL, number_and_symbol="", type_name="Đơn", author="Trần Thị Ánh")
        )
        yield made


@pytest.fixture(scope="module")
def clerk(desk: PortalDesk) -> TestClient:
    return desk.a(Role.CLERK, OFFICE)


def places(text: str) -> list[str]:
    """Các văn bản trong danh sách: as their links name them."""
    return re.findall(r'<td[^>]*><a href="/(?:so|den)/[^/]+/(\d+(?:/[^/"]+)?/\d+)"', text)


ASKED = [
    ("q=dak+nong", ["2026/CV/1"], "without accents"),
    ("q=Nông+đắk", ["2026/CV/1"], "with accents, in another order"),
    ("q=nòng", [], "an accent that is written must stand there"),
    ("q=01/ttr-ubnd", ["2026/TTr/1"], "by number and symbol"),
    ("q=bộ+nội+vụ&nam=2025", ["2025/CV/1"], "by a recipient, which only the record holds"),
    ("loai=to_trinh", ["2026/TTr/1"], "of a type"),
    ("so=TTr", ["2026/TTr/1"], "of a series"),
    ("tu=2026-03-01&den=2026-03-02", ["2026/CV/1"], "of some days"),
    ("tt=cancelled", [], "that are void"),
    ("nam=&tu=&den=&loai=&nam=2025", ["2025/CV/1"], "empty fields ask for nothing"),
    ("q=100%25", ["2026/TTr/1"], "a sign of the database's own does not count"),
    ("q=%22%3E%3Cscript%3E", [], "signs alone ask for what holds the word"),
    ("co_quan=snv-lam-dong", [], "of an office whose books one may not read"),
]


@pytest.mark.parametrize(("query", "expected", "reason"), ASKED, ids=[row[2] for row in ASKED])
def test_the_list_holds_what_is_asked(
    clerk: TestClient, query: str, expected: list[str], reason: str
) -> None:
    whole = clerk.get(f"/so?{query}")
    part = clerk.get(f"/so?{query}", headers={"hx-request": "true"})
    assert places(whole.text) == expected, reason
    assert places(part.text) == expected, "while somebody types"
    assert "<html" not in part.text
    assert "<script>" not in whole.text


def test_a_long_book_is_shown_some_rows_at_a_time_the_newest_first(clerk: TestClient) -> None:
    first, second = clerk.get("/so?q=thu+moi").text, clerk.get("/so?q=thư+mời&trang=2").text
    assert places(first) == [f"2026/CV/{number}" for number in range(27, 2, -1)]
    assert places(second) == ["2026/CV/2"]
    assert "trang=2" in first
    assert "trang=2" not in second


def test_arrivals_are_listed_beside_their_author_and_who_deals_with_them(clerk: TestClient) -> None:
    assert places(clerk.get("/so/den").text) == ["2026/2", "2026/1"]
    assert places(clerk.get("/so/den?q=trần+thị").text) == ["2026/2"]
    assert places(clerk.get("/so/den?q=van+xa").text) == ["2026/1"]


REFUSED = [
    ("/so/snv-lam-dong/2026/CV/1", 404, "a book of another office"),
    (f"/so/{OFFICE}/2026/CV/999", 404, "a number that was never given"),
    (f"/so/{OFFICE}/2026/CV/1/tep/zip", 404, "a file of a kind that there is not"),
    (f"/so/{OFFICE}/2026/CV/1/tep/pdf", 404, "a file that was not made yet"),
    ("/so/in/tep?so=di:snv-lam-dong/CV/2026", 404, "another office's book, printed"),
    (f"/so/in/tep?so=di:{OFFICE}/XX/2026", 404, "a book that was never opened"),
    (f"/so/in/tep?so=di:{OFFICE}/CV/2026&dang=exe", 404, "a book in a form that there is not"),
    ("/so?trang=0", 422, "a page before the first"),
    ("/so?tu=hom-qua", 422, "a day that is none"),
]


@pytest.mark.parametrize(("address", "status", "reason"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_is_not_there_is_said_so(clerk: TestClient, address: str, status: int, reason: str) -> None:
    answer = clerk.get(address)
    assert answer.status_code == status, reason
    assert 'role="alert"' in answer.text


def test_a_document_shows_its_ten_columns_and_gives_its_word_file(clerk: TestClient) -> None:
    page = clerk.get(f"/so/{OFFICE}/2026/CV/1").text
    for cell in ("Số, ký hiệu văn bản", "cử cán bộ tỉnh Đắk Nông", "Nguyễn Văn Mẫu", "02/03/2026"):
        assert cell in page
    word = clerk.get(f"/so/{OFFICE}/2026/CV/1/tep/docx")
    assert word.content.startswith(b"PK")
    assert word.headers["content-disposition"].startswith("attachment")


def test_an_edxml_package_is_made_once_and_fetched_as_it_was_kept(clerk: TestClient) -> None:
    here = f"/so/{OFFICE}/2026/CV/1"
    assert f"{here}/tep/edxml" not in clerk.get(here).text
    assert clerk.post(f"{here}/edxml").headers["location"] == here
    assert f"{here}/tep/edxml" in clerk.get(here).text
    assert b"edXML" in clerk.get(f"{here}/tep/edxml").content


@pytest.mark.libreoffice
def test_the_pdf_is_made_and_the_pages_are_shown(clerk: TestClient) -> None:
    here = f"/so/{OFFICE}/2026/CV/1"
    assert clerk.post(f"{here}/pdf").headers["location"] == here
    assert clerk.get(f"{here}/tep/pdf").content.startswith(b"%PDF")
    assert '<svg class="sheet-picture"' in clerk.get(f"{here}/trang", headers={"hx-request": "true"}).text


def test_without_libreoffice_the_page_says_what_is_missing(clerk: TestClient) -> None:
    here = f"/so/{OFFICE}/2026/CV/2"
    with patch("directives.conversion.libreoffice.shutil.which", return_value=None):
        made = clerk.post(f"{here}/pdf")
        shown = clerk.get(f"{here}/trang")
    assert (made.status_code, shown.status_code) == (503, 200)
    for answer in (made, shown):
        assert "LibreOffice" in answer.text
        assert f"{here}/tep/docx" in answer.text


PRINTED = [
    (f"di:{OFFICE}/CV/2026", "docx", b"PK", "the book of letters"),
    (f"di:{OFFICE}/CV/2026", "xlsx", b"PK", "as a workbook"),
    (f"den:{OFFICE}/ĐẾN/2026", "docx", b"PK", "the book of arrivals"),
    (f"theo-doi:{OFFICE}/ĐẾN/2026", "docx", b"PK", "the book of their handling"),
]


@pytest.mark.parametrize(("book", "kind", "begins", "reason"), PRINTED, ids=[f"{r[3]}" for r in PRINTED])
def test_a_book_is_printed(clerk: TestClient, book: str, kind: str, begins: bytes, reason: str) -> None:
    assert f'value="{book}"' in clerk.get("/so/in").text
    answer = clerk.get("/so/in/tep", params={"so": book, "dang": kind, "tu": "1", "den": "", "quyen": "2"})
    assert answer.status_code == 200, reason
    assert answer.content.startswith(begins)


def test_a_number_is_voided_for_a_reason_only_and_once(desk: PortalDesk, clerk: TestClient) -> None:
    here = f"/so/{OFFICE}/2026/CV/3"
    without = clerk.post(f"{here}/doi", data={"move": "void", "reason": "  "})
    assert without.status_code == 422
    assert "Lý do" in without.text or "lý do" in without.text
    assert entry(desk.workspace, LETTERS, 3).status == "issued"

    done = clerk.post(f"{here}/doi", data={"move": "void", "reason": "ban hành nhầm"})
    assert (done.status_code, done.headers["location"]) == (303, here)
    assert entry(desk.workspace, LETTERS, 3).status == "cancelled"
    assert "ban hành nhầm" in clerk.get(here).text
    assert "2026/CV/3" in places(clerk.get("/so?tt=cancelled").text)

    again = clerk.post(f"{here}/doi", data={"move": "void", "reason": "lần nữa"})
    assert again.status_code == 422


def test_a_recall_rests_on_a_document_and_keeps_what_was_typed(desk: PortalDesk, clerk: TestClient) -> None:
    here = f"/so/{OFFICE}/2026/CV/4"
    wrong = clerk.post(f"{here}/doi", data={"move": "recall", "reason": "sai thẩm quyền", "by": "công văn 5"})
    assert wrong.status_code == 422
    assert "sai thẩm quyền" in wrong.text
    assert "công văn 5" in wrong.text

    clerk.post(f"{here}/doi", data={"move": "recall", "reason": "sai thẩm quyền", "by": "CV/2026/5"})
    recalled = entry(desk.workspace, LETTERS, 4)
    assert recalled.status == "recalled"
    assert "sai thẩm quyền" in recalled.note


NOT_ALLOWED = [
    (Role.MONITOR, OFFICE, 403, "a campaign officer reads the books and does not keep them"),
    (Role.CLERK, "snv-lam-dong", 404, "a clerk of another office does not even see the document"),
    (Role.UNIT, OFFICE, 403, "an officer of a unit has no door here"),
]


@pytest.mark.parametrize(("role", "unit", "status", "reason"), NOT_ALLOWED, ids=[r[3] for r in NOT_ALLOWED])
def test_only_the_clerk_of_the_office_changes_its_books(
    desk: PortalDesk, role: Role, unit: str, status: int, reason: str
) -> None:
    answer = desk.a(role, unit).post(
        f"/so/{OFFICE}/2026/CV/6/doi", data={"move": "void", "reason": "không được"}
    )
    assert answer.status_code == status, reason
    assert entry(desk.workspace, LETTERS, 6).status == "issued"
