"""Danh sách điều tra qua cổng: faulty rows told, columns refused, names opened on record only (D01)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import audit, samples
from storage.database import reading
from storage.samples import ListKey
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.unit_desk import OTHER, WARD
from tests.services.sample_lists import HEADINGS, list_file, people
from tests.services.test_campaign import LAM_DONG, begun
from workflows.services.accounts.roles import Role
from workflows.services.unit_door.lists import open_people

HERE = f"/don-vi/danh-sach/{LAM_DONG}/{WARD}"


def listed(folder: Path, count: int = 30) -> bytes:
    """Danh sách thử: with an identity column, and a wrong telephone number in row 4."""
    rows = people(count, lambda n, row: row | ({"Điện thoại": "12"} if n == 3 else {}))
    cards = [[*row, f"0660{n:08d}", f"a{n}@thu.vn"] for n, row in enumerate(rows, start=1)]
    headings = (*HEADINGS, "Số CCCD/CMND", "Thư điện tử")
    return list_file(folder / "ds.csv", cards, headings=headings).read_bytes()


@pytest.fixture(scope="module")
def list_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng có một danh sách đã gửi: of the ward, by its list maker."""
    folder = tmp_path_factory.mktemp("danh-sach")
    with portal_desk(folder / "var") as made:
        begun(made.workspace, LAM_DONG)
        sent = made.a(Role.LIST_MAKER, WARD).post(
            HERE, files={"file": ("../ds\u202evsc.csv", listed(folder))}
        )
        assert sent.headers["location"] == HERE + "/1"
        yield made


def test_what_is_wrong_is_told_row_by_row_and_refused_columns_by_name(
    list_desk: PortalDesk, tmp_path: Path
) -> None:
    maker = list_desk.a(Role.LIST_MAKER, WARD)
    page = maker.get(HERE + "/1").text
    assert "Số CCCD/CMND" in page  # told on the page that follows
    assert re.search(r'data-name="Hàng trong tệp">4</td>.*số điện thoại sai dạng|số điện thoại', page)
    assert "Ví Dụ" not in page
    again = maker.post(HERE, files={"file": ("khac.csv", listed(tmp_path))})
    assert again.headers["location"] == HERE + "/1"  # the same list under another name


def test_identity_numbers_and_mail_addresses_are_nowhere_in_the_database(list_desk: PortalDesk) -> None:
    stored = (list_desk.home / "vanthu.db").read_bytes()
    wal = list_desk.home / "vanthu.db-wal"
    stored += wal.read_bytes() if wal.exists() else b""
    assert "Nguyễn Thị Ví Dụ 7".encode() in stored
    assert b"066000000007" not in stored
    assert b"a7@thu.vn" not in stored


def test_names_are_opened_with_a_reason_masked_and_on_record(list_desk: PortalDesk) -> None:
    maker = list_desk.a(Role.LIST_MAKER, WARD)
    refused = maker.post(HERE + "/1/mo", data={"reason": " "})
    assert (refused.status_code, "Ví Dụ" in refused.text) == (422, False)
    opened = maker.post(HERE + "/1/mo", data={"reason": "Rà số điện thoại"})
    assert "Nguyễn Thị Ví Dụ 7" in opened.text
    assert "09xx xxx 007" in opened.text
    assert "0900000007" not in opened.text
    with reading(list_desk.workspace.engine) as connection:
        *_, last = audit.acts(connection, f"sample/{LAM_DONG}")
    assert (last.act, last.actor, last.subject) == (
        "list_viewed",
        f"list-maker.{WARD}",
        f"{LAM_DONG}/{WARD}/1",
    )
    assert last.payload == {"rows": 30, "from": 1, "reason": "Rà số điện thoại"}


@pytest.mark.parametrize(
    ("method", "tail", "sent"),
    [("GET", "/1", {}), ("POST", "", {}), ("POST", "/1/trinh", {}), ("POST", "/1/mo", {"reason": "x"})],
)
def test_nobody_else_opens_the_list(
    list_desk: PortalDesk, method: str, tail: str, sent: dict[str, str]
) -> None:
    strangers = [
        list_desk.a(Role.LIST_MAKER, OTHER),
        list_desk.a(Role.UNIT, WARD),
        list_desk.a(Role.INTERVIEWER, WARD, "x"),
    ]
    for stranger in strangers:
        assert stranger.request(method, HERE + tail, data=sent or None).status_code == 403
    other = f"/don-vi/danh-sach/{LAM_DONG}/{OTHER}{tail}"
    answer = strangers[0].request(method, other, data=sent or None)
    assert answer.status_code in (404, 422)
    assert WARD not in answer.text


def test_names_are_not_given_when_the_look_cannot_be_written_down(
    list_desk: PortalDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(audit, "append", broken)
    with pytest.raises(OSError, match="no room left"):
        open_people(list_desk.workspace, ListKey(LAM_DONG, WARD, 1), "Rà số điện thoại")


def test_the_list_is_submitted_once_and_then_waits(list_desk: PortalDesk) -> None:
    maker = list_desk.a(Role.LIST_MAKER, WARD)
    assert "Trình danh sách" in maker.get(HERE + "/1").text
    assert maker.post(HERE + "/1/trinh").status_code == 303
    assert "Trình danh sách" not in maker.get(HERE + "/1").text
    assert maker.post(HERE + "/1/trinh").status_code == 422
    with reading(list_desk.workspace.engine) as connection:
        (kept,) = samples.lists_of(connection, LAM_DONG, WARD)
    assert kept.state.value == "submitted"
