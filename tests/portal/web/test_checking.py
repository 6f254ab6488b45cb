"""Kiểm tra thể thức trên cổng: any file is judged, its copies fetched, and nobody sees another's."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.portal.web.offices import PortalDesk, portal_desk
from workflows.services.accounts.roles import Role

FOREIGN = Path(__file__).parents[2] / "directives/checking/foreign"
NOTICE = (FOREIGN / "officegen.docx").read_bytes()
DECREE = (FOREIGN / "nghi-dinh-30-2020.docx").read_bytes()
WHICH_SOFFICE = "directives.conversion.libreoffice.shutil.which"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    with portal_desk(tmp_path_factory.mktemp("kiem-tra") / "var") as made:
        yield made


@pytest.fixture(scope="module")
def clerk(desk: PortalDesk) -> TestClient:
    return desk.a(Role.CLERK)


@pytest.fixture(scope="module")
def result(clerk: TestClient) -> str:
    """Địa chỉ kết quả: of a notice that was dropped once for all tests here."""
    return hand_in(clerk, NOTICE, "Thông báo (bản cuối).docx").headers["location"]


def hand_in(browser: TestClient, content: bytes, name: str, **fields: str) -> Response:
    return browser.post("/kiem-tra", files={"file": (name, content)}, data=fields)


def kept(desk: PortalDesk) -> set[str]:
    return {place.name for place in (desk.home / "ghe-qua").glob("*")}


def test_findings_stand_in_a_list_with_rule_clause_and_remedy(clerk: TestClient, result: str) -> None:
    page = clerk.get(result).text
    assert "Thông báo (bản cuối).docx" in page
    assert "Nghị định số 30/2020/NĐ-CP" in page
    for part in ("K10", "PL.II-IV.1a", "Sở Nội vụ", "Sửa tên cơ quan", 'id="loi-11"'):
        assert part in page
    assert f'hx-get="{result}/trang"' in page


def test_the_copies_are_word_files_and_the_first_file_stays_as_it_is(clerk: TestClient, result: str) -> None:
    commented = clerk.get(f"{result}/ban-ghi-chu.docx")
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(commented.content)).namelist()
    assert "Th%C3%B4ng%20b%C3%A1o" in commented.headers["content-disposition"]

    repairs = clerk.get(f"{result}/sua").text
    assert "K10" in repairs
    mended = clerk.get(f"{result}/ban-sua.docx").content
    again = clerk.get(hand_in(clerk, mended, "sửa.docx").headers["location"]).text
    assert "K10" not in again
    assert "K10" in clerk.get(result).text, "the file that was handed in is judged as before"


def test_the_report_goes_home_as_a_page_that_is_never_opened_here(clerk: TestClient, result: str) -> None:
    told = clerk.get(f"{result}/ket-qua.html")
    assert told.headers["content-disposition"].startswith("attachment")
    assert "<script" not in told.text


def test_without_libreoffice_the_list_stands_alone_and_says_so(clerk: TestClient, result: str) -> None:
    with patch(WHICH_SOFFICE, return_value=None):
        part = clerk.get(f"{result}/trang", headers={"hx-request": "true"})
        whole = clerk.get(f"{result}?trang=1")
    for answer in (part, whole):
        assert answer.status_code == 200
        assert "LibreOffice" in answer.text
        assert "Chỉ hiện danh sách." in answer.text
    assert 'id="loi-1"' in whole.text


@pytest.mark.libreoffice
def test_findings_are_marked_on_the_picture_of_the_page(clerk: TestClient, result: str) -> None:
    part = clerk.get(f"{result}/trang", headers={"hx-request": "true"}).text
    assert part.count("<svg") == 1
    assert part.count('class="finding-mark') == 11
    assert 'id="dau-11" href="#loi-11"' in part
    without_script = clerk.get(f"{result}/trang")
    assert without_script.headers["location"] == f"{result}?trang=1"


REFUSED = [
    (DECREE, "nghi-dinh.docx", "", 422, "văn bản quy phạm", "a law, which other rules are for"),
    (b"PK\x03\x04 cut off", "hong.docx", "", 422, "", "a package that is cut off"),
    (b"MZ\x90", "thu.docx", "", 422, "", "a program under a document's name"),
    (b"", "", "", 422, "Hãy chọn tệp trước.", "no file at all"),
    (NOTICE, "thu.docx", "1990-01-01", 422, "", "a day before the oldest law of form"),
]


@pytest.mark.parametrize(
    ("content", "name", "on", "status", "said", "reason"), REFUSED, ids=[row[5] for row in REFUSED]
)
def test_a_file_that_is_refused_is_not_kept(
    desk: PortalDesk,
    clerk: TestClient,
    content: bytes,
    name: str,
    on: str,
    status: int,
    said: str,
    reason: str,
) -> None:
    before = kept(desk)
    answer = hand_in(clerk, content, name, on=on) if name else clerk.post("/kiem-tra", data={"on": on})
    assert answer.status_code == status, reason
    assert 'role="alert"' in answer.text
    assert said in answer.text
    assert kept(desk) == before


NAMES = [
    "../../etc/passwd.docx",
    "a\x00b.docx",
    "\u202ecod.exe",
    "n" * 300 + ".docx",
    '"><script>.docx',
    "CON",
]


@pytest.mark.parametrize(
    "name", NAMES, ids=["path", "NUL", "right to left", "300 letters", "markup", "device"]
)
def test_an_odd_name_is_only_shown(desk: PortalDesk, clerk: TestClient, name: str) -> None:
    answer = hand_in(clerk, NOTICE, name)
    assert answer.status_code == 303
    page = clerk.get(answer.headers["location"])
    assert page.status_code == 200
    assert "<script>.docx" not in page.text
    assert "\u202e" not in page.text
    copy = clerk.get(answer.headers["location"] + "/ket-qua.html").headers["content-disposition"]
    assert "/" not in copy.partition("''")[2]
    assert {file.name for file in (desk.home / "ghe-qua").rglob("*") if file.is_file()} <= {
        "about.json",
        "content",
    }


PARTS = ["", "/trang", "/sua", "/ban-sua.docx", "/ban-ghi-chu.docx", "/ket-qua.html"]


@pytest.mark.parametrize("part", PARTS)
def test_nobody_else_sees_a_file_however_the_address_came_to_them(
    desk: PortalDesk, result: str, part: str
) -> None:
    assert desk.a(Role.MONITOR).get(result + part).status_code == 404


def test_a_file_is_gone_when_its_owner_removes_it(desk: PortalDesk, clerk: TestClient) -> None:
    here = hand_in(clerk, NOTICE, "bỏ.docx").headers["location"]
    assert desk.a(Role.MONITOR).post(f"{here}/bo").status_code == 404
    assert clerk.post(f"{here}/bo").headers["location"] == "/kiem-tra"
    assert clerk.get(here).status_code == 404
    assert here.rpartition("/")[2] not in kept(desk)
