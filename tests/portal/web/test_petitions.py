"""Đơn thư qua cổng: entered once, dealt with step by step; a secret sender is shown to the assigned person alone."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from storage import audit
from storage.database import reading
from tests.portal.web.offices import PortalDesk, portal_desk
from workflows.services.accounts.roles import Role

OFFICE = "snv-lam-dong"
SECRET = "Trần Thị Ví Dụ"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng có sổ đơn: each test enters its own."""
    with portal_desk(tmp_path_factory.mktemp("don-thu") / "var") as made:
        yield made


@pytest.fixture
def clerk(desk: PortalDesk) -> TestClient:
    """Văn thư: of the office that receives."""
    return desk.a(Role.CLERK, OFFICE)


def entered(clerk: TestClient, kind: str, key: str, **more: str) -> str:
    """Đã vào sổ: gives the address of the petition."""
    sent = {"office": OFFICE, "kind": kind, "subject": f"Đơn {key}", "name": SECRET, "key": key, **more}
    answer = clerk.post("/don-thu", data=sent)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_petition_is_entered_once_assigned_taken_up_and_stays_in_the_book(clerk: TestClient) -> None:
    here = entered(clerk, "kien_nghi", "một")
    assert entered(clerk, "kien_nghi", "một") == here
    page = clerk.get(here).text
    assert SECRET in page
    assert "tra-loi" not in page  # nothing is answered before it was taken up
    assert clerk.post(f"{here}/viec/giao", data={"to": ""}).status_code == 422
    for act, said in (("giao", {"to": "Nguyễn Văn Thử"}), ("thu-ly", {"words": "Thuộc thẩm quyền"})):
        assert clerk.post(f"{here}/viec/{act}", data=said).status_code == 303
    page = clerk.get(here).text
    assert "Nguyễn Văn Thử" in page
    assert "Thuộc thẩm quyền" in page
    assert clerk.post(f"{here}/viec/tra-loi", data={"reply": "không đúng"}).status_code == 422
    assert clerk.post(f"{here}/viec/luu", data={"words": "Rút đơn"}).status_code == 303
    assert "/viec/" not in clerk.get(here).text  # it has ended
    assert clerk.post(f"{here}/viec/bay", data={}).status_code == 404
    assert "Đơn một" in clerk.get("/don-thu").text


def test_a_secret_sender_is_shown_to_the_assigned_person_alone_and_the_look_is_written_down(
    desk: PortalDesk, clerk: TestClient
) -> None:
    here = entered(clerk, "to_cao", "hai", address="Thôn Mẫu")
    for address in (here, "/don-thu"):
        assert "(giữ bí mật)" in clerk.get(address).text
    assert SECRET not in clerk.get(here).text
    assert SECRET not in clerk.post(f"{here}/nguoi-gui").text
    assert (
        clerk.post(f"{here}/viec/giao", data={"to": f"{SECRET} xử lý"}).status_code == 422
    )  # names the sender
    assert clerk.post(f"{here}/viec/giao", data={"to": "Người thử clerk.snv-lam-dong"}).status_code == 303
    assert SECRET not in clerk.get(here).text  # only when it is asked for
    assert SECRET in clerk.post(f"{here}/nguoi-gui").text
    with reading(desk.workspace.engine) as connection:
        acts = [one.act for one in audit.acts(connection, f"{OFFICE}/ĐƠN/{desk.workspace.today().year}")]
    assert acts.count("petitioner_shown") == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(clerk: TestClient) -> None:
    sent = {"office": OFFICE, "kind": "kien_nghi", "subject": " ", "name": "Người gõ dở", "key": "ba"}
    refused = clerk.post("/don-thu", data=sent)
    assert refused.status_code == 422
    assert "Người gõ dở" in refused.text


def test_another_office_sees_no_petition(desk: PortalDesk, clerk: TestClient) -> None:
    here = entered(clerk, "phan_anh", "bốn")
    other = desk.a(Role.CLERK, "snv-dak-lak")
    assert other.get(here).status_code == 403
    assert other.post(f"{here}/viec/luu", data={"words": "x"}).status_code == 403
    assert "Đơn bốn" not in other.get("/don-thu").text
    assert desk.a(Role.MONITOR, OFFICE).get("/don-thu").status_code == 403
