"""API cho chương trình khác: one number under one key, books that nobody can unwrite, closed returns, two people."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from portal.web.access import doors_of
from portal.web.app import create_app
from storage import register
from storage.database import reading
from tests.documents import DRAFT
from tests.portal.web.browsing import served
from tests.portal.web.offices import OFFICE, PASSWORD, PortalDesk, account_name, portal_desk
from tests.services import returning
from tests.services.returning import CU_JUT, DAK_MIL, ID, KNIA, THUAN_AN
from workflows.services.accounts.account_acts import create_account, give_role, set_active, withdraw_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.verify_books import verify_books

COMMITTEE = "ubnd-tinh-lam-dong"
BOOK = f"/api/v1/books/{COMMITTEE}/CV"


def draft(subject: str = "đo lường sự hài lòng của người dân năm 2026") -> dict[str, Any]:
    return {**deepcopy(DRAFT), "subject": subject}


def issuing(browser: httpx.Client, key: str, **what: Any) -> httpx.Response:
    return browser.post("/api/v1/documents", json={"draft": draft(**what)}, headers={"Idempotency-Key": key})


class TestSessions:
    def test_a_program_signs_in_asks_who_it_is_and_signs_out(self, desk: PortalDesk) -> None:
        desk.a(Role.CLERK)
        desk.with_password(account_name(Role.CLERK))
        program = TestClient(
            desk.anybody().app, base_url="https://testserver"
        )  # says nothing of where it stands
        asked = {"account": account_name(Role.CLERK), "password": PASSWORD}
        opened = program.post("/api/v1/session", json=asked)
        assert opened.status_code == 201
        assert "set-cookie" not in opened.headers
        bearer = {"authorization": f"Bearer {opened.json()['token']}"}
        who = program.get("/api/v1/session", headers=bearer).json()
        assert who["roles"] == [{"role": "clerk", "unit": OFFICE, "slice": ""}]
        assert program.delete("/api/v1/session", headers=bearer).status_code == 204
        gone = program.get("/api/v1/session", headers=bearer)
        assert (gone.status_code, gone.json()["error"]["kind"]) == (401, "not_signed_in")

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"origin": "https://testserver"}, 201),
            ({"sec-fetch-site": "same-origin"}, 201),
            ({"origin": "https://ke-xau.example"}, 403),
            ({"origin": "null"}, 403),
            ({"origin": "https://["}, 403),
            ({"sec-fetch-site": "cross-site"}, 403),
            ({}, 403),
        ],
    )
    def test_the_cookie_of_a_browser_is_taken_from_the_portals_own_pages_only(
        self, desk: PortalDesk, headers: dict[str, str], status: int
    ) -> None:
        browser = desk.a(Role.CLERK, COMMITTEE)
        del browser.headers["origin"]
        answer = browser.post(
            "/api/v1/documents", json={"draft": draft()}, headers={"Idempotency-Key": "khoa", **headers}
        )
        assert answer.status_code == status, answer.text


class TestIssuing:
    def test_a_repeat_the_next_day_gets_the_same_answer_and_no_second_number(self, tmp_path: Path) -> None:
        home = tmp_path / "var"
        home.mkdir()
        (home / "dien-tap").touch()
        with portal_desk(home, VANTHU_REHEARSAL_NOW="2026-10-05T16:00") as desk:
            clerk = desk.a(Role.CLERK, COMMITTEE)
            first = issuing(clerk, "cong-van-1")
        with portal_desk(home, VANTHU_REHEARSAL_NOW="2026-10-06T08:00") as desk:
            clerk = desk.signed_in(account_name(Role.CLERK, COMMITTEE))
            again, other = issuing(clerk, "cong-van-1"), issuing(clerk, "cong-van-2")
        assert (first.status_code, first.json()["number"], first.json()["date"]) == (201, 1, "2026-10-05")
        assert again.text == first.text
        assert (other.json()["number"], other.json()["date"]) == (2, "2026-10-06")

    def test_a_key_belongs_to_one_request_of_one_account(self, desk: PortalDesk) -> None:
        clerk, officer = desk.a(Role.CLERK, COMMITTEE), desk.a(Role.MONITOR, COMMITTEE)
        assert issuing(clerk, "khoa").json()["number"] == 1
        otherwise = issuing(clerk, "khoa", subject="một việc khác")
        assert (otherwise.status_code, otherwise.json()["error"]["kind"]) == (409, "key_used_otherwise")
        assert issuing(officer, "khoa").json()["number"] == 2

    def test_a_refused_draft_takes_no_number_and_may_be_mended_under_its_key(self, desk: PortalDesk) -> None:
        clerk = desk.a(Role.CLERK, COMMITTEE)
        asked = {"draft": {**draft(), "subjekt": "x"}}
        refused = clerk.post("/api/v1/documents", json=asked, headers={"Idempotency-Key": "khoa"})
        assert (refused.status_code, refused.json()["error"]["kind"]) == (422, "invalid_draft")
        assert "subjekt" in refused.json()["error"]["message"]
        assert issuing(clerk, "khoa").json()["number"] == 1

    def test_a_draft_may_be_sent_as_toml(self, desk: PortalDesk) -> None:
        text = f"""
            type = "cong_van"
            issuer = "{COMMITTEE}"
            unit = "VX"
            subject = "rà soát danh sách"
            addressees = ["Sở Nội vụ"]
            recipients = ["Như trên"]
            archive = {{ units = ["VT", "VX"] }}
            signature = {{ title = "CHỦ TỊCH", name = "Nguyễn Văn Mẫu" }}
            body = [{{ kind = "paragraph", text = "Yêu cầu Sở Nội vụ thực hiện." }}]
        """
        clerk = desk.a(Role.CLERK, COMMITTEE)
        answer = clerk.post("/api/v1/documents", json={"draft": text}, headers={"Idempotency-Key": "toml"})
        assert answer.status_code == 201, answer.text

    @pytest.mark.parametrize("file", ["/etc/passwd", "../../vanthu.db", "vanthu.db"])
    def test_a_draft_names_no_file_of_this_machine(self, desk: PortalDesk, file: str) -> None:
        body = [{"kind": "table", "file": file}]
        answer = desk.a(Role.CLERK, COMMITTEE).post(
            "/api/v1/documents", json={"draft": {**draft(), "body": body}}, headers={"Idempotency-Key": "k"}
        )
        assert (answer.status_code, answer.json()["error"]["kind"]) == (422, "invalid_draft")

    def test_nobody_issues_in_the_name_of_another_office(self, desk: PortalDesk) -> None:
        assert issuing(desk.a(Role.CLERK), "khoa").status_code == 403
        with reading(desk.workspace.engine) as connection:
            assert list(register.books(connection)) == []


def at_once(ask: Callable[[], httpx.Response]) -> tuple[int, str]:
    """Hai mươi yêu cầu cùng lúc: the one answer they all get."""
    together = Barrier(20)

    def turn(_number: int) -> tuple[int, str]:
        together.wait()
        answer = ask()
        return answer.status_code, answer.text

    with ThreadPoolExecutor(20) as threads:
        answers = set(threads.map(turn, range(20)))
    (answer,) = answers
    return answer


def test_twenty_requests_at_once_under_one_key_get_one_number(desk: PortalDesk) -> None:
    """N05: and the request after them gets the next one."""
    desk.a(Role.CLERK, COMMITTEE)
    name = account_name(Role.CLERK, COMMITTEE)
    browsers = iter([desk.signed_in(name) for _turn in range(20)])
    status, text = at_once(lambda: issuing(next(browsers), "hai-muoi-lan"))
    assert (status, json.loads(text)["number"]) == (201, 1)
    assert issuing(desk.a(Role.CLERK, COMMITTEE), "lan-sau").json()["number"] == 2
    assert list(verify_books(desk.workspace).problems) == []


@pytest.mark.slow
def test_two_processes_of_the_portal_give_one_number_under_one_key_also_the_next_day(tmp_path: Path) -> None:
    """N05 over the wire: two processes, twenty connections, by the secret of a session; and again after a night."""
    name, home = account_name(Role.CLERK, COMMITTEE), tmp_path / "var"
    home.mkdir()
    (home / "dien-tap").touch()
    with portal_desk(home) as desk:
        desk.a(Role.CLERK, COMMITTEE)
        desk.with_password(name)

    def answered(now: str, ask: Callable[[Callable[[], httpx.Client]], Any]) -> Any:
        """What ``ask`` gets of a portal with two processes at that moment."""
        with served(home, "--workers", "2", VANTHU_REHEARSAL_NOW=now) as serving:
            asked = {"account": name, "password": PASSWORD}
            token = httpx.post(f"{serving.address}/api/v1/session", json=asked, timeout=60).json()["token"]

            def once() -> httpx.Client:
                bearer = {"authorization": f"Bearer {token}"}
                return httpx.Client(base_url=serving.address, headers=bearer, timeout=120)

            return ask(once)

    def under(key: str, once: Callable[[], httpx.Client]) -> httpx.Response:
        with once() as client:
            return issuing(client, key)

    status, text = answered("2026-10-05T16:00", lambda once: at_once(lambda: under("hai-muoi-lan", once)))
    assert (status, json.loads(text)["number"], json.loads(text)["date"]) == (201, 1, "2026-10-05")
    again, other = answered(
        "2026-10-06T08:00", lambda once: (under("hai-muoi-lan", once), under("lan-khac", once))
    )
    assert (again.status_code, again.text) == (status, text)
    assert (other.json()["number"], other.json()["date"]) == (2, "2026-10-06")
    with portal_desk(home) as desk:
        assert list(verify_books(desk.workspace).problems) == []


class TestBooks:
    """N09: what was numbered stays."""

    @pytest.fixture
    def clerk(self, desk: PortalDesk) -> TestClient:
        clerk = desk.a(Role.CLERK, COMMITTEE)
        self.year = issuing(clerk, "khoa").json()["year"]
        return clerk

    def test_no_door_deletes_or_changes_a_number(self) -> None:
        changing = {
            (m, p) for m, p, _act in doors_of(create_app()) if p.startswith("/api/") and m in _CHANGES
        }
        assert changing == {("DELETE", "/api/v1/session")}

    @pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "POST"])
    def test_asking_for_it_all_the_same_is_refused(self, clerk: TestClient, method: str) -> None:
        address = f"{BOOK}/{self.year}/1"
        before = clerk.get(address).json()
        answer = clerk.request(method, address, json={"reason": "x", "number": 2, "subject": "khác"})
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
        assert clerk.get(address).json() == before

    def test_a_void_number_stays_with_reason_person_and_time_and_is_not_given_again(
        self, clerk: TestClient
    ) -> None:
        address = f"{BOOK}/{self.year}/1"
        assert clerk.post(f"{address}/void", json={"reason": "  "}).status_code == 422
        answer = clerk.post(f"{address}/void", json={"reason": "ban hành nhầm"})
        assert answer.json()["status"] == "cancelled"
        shown = clerk.get(address).json()
        (act,) = shown["history"]
        assert (act["act"], act["reason"], act["actor"]) == (
            "void", "ban hành nhầm", account_name(Role.CLERK, COMMITTEE),
        )  # fmt: skip
        assert act["at"]
        assert clerk.post(f"{address}/void", json={"reason": "lần nữa"}).status_code == 422
        assert issuing(clerk, "khoa").json()["number"] == 1  # the same request: the same answer, void or not
        assert issuing(clerk, "khoa-2").json()["number"] == 2
        assert [row["number"] for row in clerk.get(f"{BOOK}/{self.year}").json()] == [1, 2]

    def test_the_file_is_the_one_that_was_issued(self, clerk: TestClient) -> None:
        answer = clerk.get(f"{BOOK}/{self.year}/1/file")
        assert sha256(answer.content).hexdigest() == issuing(clerk, "khoa").json()["sha256"]

    @pytest.mark.parametrize("rest", ["", "/1", "/1/file"])
    def test_another_offices_book_is_not_read(self, clerk: TestClient, desk: PortalDesk, rest: str) -> None:
        del clerk
        assert desk.a(Role.CLERK).get(f"{BOOK}/{self.year}{rest}").status_code == 403
        assert desk.a(Role.CLERK).get("/api/v1/books").json() == []

    def test_an_officer_who_keeps_no_books_voids_nothing(self, clerk: TestClient, desk: PortalDesk) -> None:
        del clerk
        officer = desk.a(Role.MONITOR, COMMITTEE)
        assert officer.post(f"{BOOK}/{self.year}/1/void", json={"reason": "x"}).status_code == 403


_CHANGES = {"DELETE", "PUT", "PATCH"}
CAMPAIGN = f"/api/v1/campaigns/{ID}"


def forms_of(unit: str, place: tuple[str, str, str], *serials: str) -> dict[str, Any]:
    """The form of an upload: a unit's file under a name that should never become a path."""
    head = "form_id,province,district,commune,1.1,1.2,2.1"
    lines = [head, *(f"{serial},{','.join(place)},4,5,4" for serial in serials)]
    return {
        "data": {"unit": unit},
        "files": {"file": ("../../phieu\u202e.csv", "\n".join(lines).encode(), "text/csv")},
    }


@pytest.fixture
def begun(desk: PortalDesk, tmp_path: Path) -> PortalDesk:
    """Đợt nhỏ: two districts; the account of the desk's officer may open its returns again."""
    chief = account_name(Role.MONITOR, OFFICE, "truong")
    plan = returning.PLAN.replace(returning.CHIEF, chief)
    returning.begun(desk.workspace, tmp_path / "dot", plan)
    return desk


class TestReturns:
    """S11: after closing nothing changes until somebody with the right opens them again."""

    def test_closed_returns_stay_as_they_are_until_they_are_opened_by_whom_the_plan_names(
        self, begun: PortalDesk
    ) -> None:
        officer, chief = begun.a(Role.MONITOR), begun.a(Role.MONITOR, OFFICE, "truong")
        taken = officer.post(f"{CAMPAIGN}/returns", **forms_of(CU_JUT, KNIA, "a1", "a2"))
        assert (taken.status_code, taken.json()["valid"]) == (201, 2), taken.text
        assert officer.post(f"{CAMPAIGN}/returns/close", json={"reason": "đủ phiếu"}).json() == {
            "closed": True
        }
        before = officer.get(f"{CAMPAIGN}/returns").json()
        assert before["closed"] is True
        tries = [
            officer.post(f"{CAMPAIGN}/returns", **forms_of(DAK_MIL, THUAN_AN, "b1")),
            officer.post(f"{CAMPAIGN}/forms/a1/reject", json={"reason": "straight_line"}),
            officer.post(f"{CAMPAIGN}/forms/a1/keep", json={"reason": "đã gọi lại"}),
            officer.post(f"{CAMPAIGN}/forms/a1/edit", json={"reason": "nhập sai", "answers": {"1.1": "5"}}),
        ]
        assert [one.json()["error"]["kind"] for one in tries] == ["returns_closed"] * 4
        for person, sent, kind in (
            (officer, {"reason": "phiếu muộn"}, "may_not_reopen"),
            (chief, {"reason": ""}, "invalid_request"),
            (chief, {"reason": "   "}, "invalid_request"),
        ):
            refused = person.post(f"{CAMPAIGN}/returns/reopen", json=sent)
            assert refused.json()["error"]["kind"] == kind
        assert officer.get(f"{CAMPAIGN}/returns").json() == before
        opened = chief.post(f"{CAMPAIGN}/returns/reopen", json={"reason": "phiếu muộn của Đắk Mil"})
        assert opened.json() == {"closed": False}
        late = officer.post(f"{CAMPAIGN}/returns", **forms_of(DAK_MIL, THUAN_AN, "b1"))
        assert late.status_code == 201
        assert [row["forms"] for row in officer.get(f"{CAMPAIGN}/returns").json()["units"]] == [2, 1]

    @pytest.mark.parametrize("role", [Role.CLERK, Role.PUBLISHER, Role.ADMIN, Role.UNIT])
    def test_who_may_not_judge_forms_opens_nothing(self, begun: PortalDesk, role: Role) -> None:
        answer = begun.a(role).post(f"{CAMPAIGN}/returns/reopen", json={"reason": "x"})
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/status"),
            ("GET", "/returns"),
            ("POST", "/returns/close"),
            ("POST", "/forms/a1/reject"),
            ("POST", "/editions"),
        ],
    )
    def test_an_officer_of_another_office_does_nothing_with_the_campaign(
        self, begun: PortalDesk, method: str, path: str
    ) -> None:
        stranger = begun.a(Role.MONITOR, "snv-lam-dong")
        sent = {} if path == "/editions" else {"reason": "x"}
        assert (
            stranger.request(method, CAMPAIGN + path, json=sent if method == "POST" else None).status_code
            == 403
        )
        assert stranger.get("/api/v1/campaigns").json() == []

    def test_bad_cells_are_refused_row_by_row(self, begun: PortalDesk) -> None:
        form = forms_of(CU_JUT, KNIA, "a1")
        name, content, kind = form["files"]["file"]
        form["files"]["file"] = (name, content.replace(b",4,5,4", b",7,5,4"), kind)
        answer = begun.a(Role.MONITOR).post(f"{CAMPAIGN}/returns", **form)
        assert answer.status_code == 422
        assert "1.1" in answer.json()["error"]["message"]

    def test_the_status_is_that_of_the_command(self, begun: PortalDesk) -> None:
        answer = begun.a(Role.MONITOR).get(f"{CAMPAIGN}/status", params={"on": "2022-01-05"}).json()
        assert (answer["campaign"], answer["on"]) == (ID, "2022-01-05")
        assert {one["unit"] for one in answer["late"]} >= {CU_JUT, DAK_MIL}


class TestPublication:
    """W10: two people, and a right that ends at once."""

    @pytest.fixture
    def frozen(self, begun: PortalDesk) -> PortalDesk:
        officer = begun.a(Role.MONITOR)
        for unit, place in ((CU_JUT, KNIA), (DAK_MIL, THUAN_AN)):
            serials = [f"{unit}-{number}" for number in range(12)]
            assert officer.post(f"{CAMPAIGN}/returns", **forms_of(unit, place, *serials)).status_code == 201
        returning.carried_on(begun.workspace)
        return begun

    def test_who_prepared_an_edition_does_not_approve_it(self, frozen: PortalDesk) -> None:
        both = frozen.a(Role.MONITOR)
        held = HeldRole(Role.PUBLISHER, OFFICE)
        give_role(frozen.workspace, account_name(Role.MONITOR), held, "kiêm nhiệm")
        prepared = both.post(f"{CAMPAIGN}/editions", json={})
        assert (prepared.status_code, prepared.json()["prepared_by"]) == (201, account_name(Role.MONITOR))
        alone = both.post(f"{CAMPAIGN}/editions/1/approval")
        assert (alone.status_code, alone.json()["error"]["kind"]) == (403, "same_person")
        second = frozen.a(Role.PUBLISHER).post(f"{CAMPAIGN}/editions/1/approval")
        assert (second.status_code, second.json()["approved_by"]) == (200, account_name(Role.PUBLISHER))

    def test_a_withdrawn_right_is_gone_in_the_open_session(self, frozen: PortalDesk) -> None:
        frozen.a(Role.MONITOR).post(f"{CAMPAIGN}/editions", json={})
        approver = frozen.a(Role.PUBLISHER)
        assert approver.get(f"{CAMPAIGN}/editions").status_code == 200
        withdraw_role(
            frozen.workspace,
            account_name(Role.PUBLISHER),
            HeldRole(Role.PUBLISHER, OFFICE),
            "chuyển công tác",
        )
        assert approver.post(f"{CAMPAIGN}/editions/1/approval").status_code == 403
        assert approver.get(f"{CAMPAIGN}/editions").status_code == 403
        (edition,) = frozen.a(Role.MONITOR).get(f"{CAMPAIGN}/editions").json()
        assert edition["approved_by"] == ""

    def test_an_account_that_was_closed_is_out_at_once(self, frozen: PortalDesk) -> None:
        officer = frozen.a(Role.MONITOR)
        set_active(frozen.workspace, account_name(Role.MONITOR), "nghỉ việc", active=False)
        assert officer.get(f"{CAMPAIGN}/returns").status_code == 401

    def test_the_right_at_one_office_outlives_its_end_at_another(self, frozen: PortalDesk) -> None:
        frozen.a(Role.MONITOR).post(f"{CAMPAIGN}/editions", json={})
        name = "hai-noi"
        create_account(frozen.workspace, name, "Người duyệt ở hai nơi")
        for office in (OFFICE, COMMITTEE):
            give_role(frozen.workspace, name, HeldRole(Role.PUBLISHER, office), "duyệt")
        withdraw_role(frozen.workspace, name, HeldRole(Role.PUBLISHER, COMMITTEE), "thôi kiêm nhiệm")
        answer = frozen.signed_in(name).post(f"{CAMPAIGN}/editions/1/approval")
        assert answer.status_code == 200, answer.text


class TestFiles:
    """Kiểm tra và đọc: a file from anywhere, under whatever name."""

    @pytest.mark.parametrize("name", ["../../x.docx", "a\x00b.docx", "x" * 300 + ".docx", "thư\u202ecod.exe"])
    def test_odd_names_are_shown_harmless_and_used_nowhere(self, desk: PortalDesk, name: str) -> None:
        desk_clerk = desk.a(Role.CLERK, COMMITTEE)
        year = issuing(desk_clerk, "khoa").json()["year"]
        content = desk_clerk.get(f"{BOOK}/{year}/1/file").content
        answer = desk_clerk.post("/api/v1/check", files={"file": (name, content)})
        assert (answer.status_code, answer.json()["errors"]) == (200, 0)
        shown = answer.json()["file"]
        assert len(shown) <= 120
        assert not {"\x00", "\u202e"} & {*shown}
        record = desk_clerk.post("/api/v1/read", files={"file": (name, content)}).json()
        assert record["number"]["number"] == "01"

    def test_what_is_no_document_is_refused_in_words(self, desk: PortalDesk) -> None:
        answer = desk.a(Role.UNIT).post("/api/v1/check", files={"file": ("x.docx", b"PK\x03\x04 no zip")})
        assert answer.status_code == 422
        assert answer.json()["error"]["message"]
