"""Bảng tải về: whatever people wrote is text in every table which the portal hands out (E01); closed returns (S11)."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from python_calamine import CalamineWorkbook

from tests.portal.web.offices import OFFICE, PortalDesk, portal_desk
from tests.portal.web.two_offices import COMMITTEE, FORMULA, OWNER, TwoOffices, doors, two_offices
from tests.services import returning
from workflows.services.accounts.account_acts import create_account, give_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.close_returns import close_returns
from workflows.services.returns_received import returns_closed

_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: Địa chỉ hỏi thêm: tables which a form chooses; the rest are found by asking at every door.
CHOSEN = [
    f"/so/in/tep?so={which}:{COMMITTEE}/{rest}&dang=xlsx"
    for which, rest in (("di", "CV/2026"), ("den", "2026"), ("theo-doi", "2026"))
]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoOffices]:
    """Một cơ quan mà người gửi viết công thức vào mọi ô chữ."""
    with (
        two_offices(tmp_path_factory.mktemp("bang")) as made,
        patch("directives.conversion.libreoffice.shutil.which", lambda _name: None),  # it takes its time
    ):
        yield made


def cells(content: bytes) -> list[str]:
    """Các ô chữ: of every sheet, as a spreadsheet program reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def formulas(content: bytes) -> list[str]:
    """Công thức: what a program would compute when the file is opened."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [archive.read(name).decode() for name in archive.namelist() if "/worksheets/" in name]
        return [one for sheet in sheets for one in re.findall(r"<f\b[^>]*>.*?</f>", sheet)]
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if cell.startswith(_STARTS) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+([.,]\d+)?", cell))


@pytest.mark.slow
def test_nothing_in_any_table_is_a_formula_and_the_words_are_there(offices: TwoOffices) -> None:
    asked = [
        door.at(**(offices.parts(door) or {}))
        for door in doors()
        if door.method == "GET" and (not door.parts or offices.parts(door))
    ]
    tables = {}
    for address in (*asked, *CHOSEN):
        if address.startswith(("/dang-xuat", "/sao-luu")):
            continue
        answer = offices.of(OWNER).get(address)
        if re.search(r"spreadsheet|csv", answer.headers.get("content-type", "")):
            tables[address] = answer.content
    assert len(tables) >= 5, tables.keys()
    assert {address: found for address, content in tables.items() if (found := formulas(content))} == {}
    said = [cell for content in tables.values() if content.startswith(b"PK") for cell in cells(content)]
    assert any(FORMULA in cell for cell in said), "kept word for word"


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[PortalDesk]:
    """Đợt đã khóa nhận phiếu: its plan names one account; two officers, one of them called as a person in the plan."""
    with portal_desk(tmp_path / "var") as desk:
        named = f'"{returning.CHIEF}", "truong.phong"'
        plan = returning.PLAN.replace(f'"{returning.CHIEF}"', named)
        returning.begun(desk.workspace, tmp_path / "dot", plan)
        for account, full_name in (("truong.phong", "Lê Văn Lý"), ("trung.ten", returning.CHIEF)):
            create_account(desk.workspace, account, full_name)
            give_role(desk.workspace, account, HeldRole(Role.MONITOR, OFFICE), "Phép thử")
        close_returns(desk.workspace, returning.ID, returning.DUE, reason="đủ", person="Thử")
        yield desk


def test_closed_returns_are_opened_by_the_account_which_the_plan_names_and_not_by_a_name(
    closed: PortalDesk,
) -> None:
    """S11 on the page: a full name is what an administrator typed, and is nobody's alone."""
    reopen = f"/phieu/{returning.ID}/mo-lai"
    for account, reason, status in (
        ("trung.ten", "phiếu muộn", 403),
        ("truong.phong", " ", 422),
        ("truong.phong", "phiếu muộn", 303),
    ):
        answer = closed.signed_in(account).post(reopen, data={"reason": reason})
        assert (answer.status_code, returns_closed(closed.workspace, returning.ID)) == (status, status != 303)
