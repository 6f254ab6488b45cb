"""Văn bản đến ở cổng: a file is dropped, read, compared and entered; then instructed, answered, followed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from storage import audit
from storage.database import reading
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.services.test_arrivals import LETTER as OF_2026
from workflows.services.accounts.roles import Role
from workflows.services.arriving.waiting import UnknownWaiting, WaitingState, unread, waiting_at, waiting_of
from workflows.services.desk_drafts import load
from workflows.services.followup_state import running_campaigns
from workflows.services.incoming_books import incoming_book_keys, incoming_entries
from workflows.services.instruct_incoming import steps_of
from workflows.services.jobs.running import run_waiting

OFFICE = "snv-lam-dong"
#: Of last year, so that it came before today whenever this test runs.
LETTER = OF_2026.replace("2026", "2025")
#: Printed without signer and number: both are blank, and the clerk says that the document has none.
BARE = LETTER.replace("Số: 712/UBND-NC\n", "").replace("Trần Thị Mẫu\n", "")
SECRET = LETTER.replace("ỦY BAN NHÂN DÂN\nTỈNH", "TUYỆT MẬT\nỦY BAN NHÂN DÂN\nTỈNH", 1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    with portal_desk(tmp_path_factory.mktemp("den") / "var") as made:
        yield made


@pytest.fixture
def clerk(desk: PortalDesk) -> TestClient:
    return desk.a(Role.CLERK, OFFICE)


def dropped(desk: PortalDesk, clerk: TestClient, text: str, name: str = "cv.txt") -> str:
    """Thả một tệp và đọc xong: gives its id."""
    answer = clerk.post("/den/tep", data={"co_quan": OFFICE}, files={"tep": (name, text.encode())})
    assert answer.status_code == 303
    run_waiting(desk.workspace)
    return str(answer.headers["location"].removeprefix("/den/cho/"))


def filled(page: str, **typed: object) -> dict[str, object]:
    """Phiếu như trang đưa ra: every field as the page shows it, then what the clerk types."""
    form: dict[str, object] = {}
    for name, value in re.findall(r'<input id="\w+" name="(\w+)" type="[a-z]+" value="([^"]*)"', page):
        form[name] = value
    for name, value in re.findall(r'<textarea id="(subject|addressees)"[^>]*>([^<]*)<', page):
        form[name] = value
    form["revision"] = re.search(r'name="revision" value="(\d+)"', page)[1]  # type: ignore[index]
    form["duty"] = re.findall(r'name="duty" value="(\d+)"', page)
    form["duty_text"] = re.findall(r'name="duty_text"[^>]*>([^<]*)<', page)
    form["duty_by"] = re.findall(r'name="duty_by" value="([^"]*)"', page)
    form["cite"] = re.findall(r'name="cite" value="(\d+)"', page)
    return {**form, **typed}


def entered(desk: PortalDesk, clerk: TestClient, text: str) -> str:
    """Vào sổ một văn bản: gives the address of its page."""
    at = dropped(desk, clerk, text)
    page = clerk.get(f"/den/cho/{at}").text
    done = clerk.post(f"/den/cho/{at}", data=filled(page, act="enter"))
    assert done.status_code == 303, done.text
    return str(done.headers["location"])


def test_a_dropped_file_is_read_compared_and_entered_with_its_duties(
    desk: PortalDesk, clerk: TestClient
) -> None:
    at = dropped(desk, clerk, LETTER, "../../cv\u202e 712.txt")
    page = clerk.get(f"/den/cho/{at}")
    assert "712/UBND-NC" in page.text
    assert 'value="2025-10-02"' in page.text
    assert '<h1>Đối chiếu và vào sổ</h1><p class="lead">cv\\u202e 712.txt' in page.text
    done = clerk.post(f"/den/cho/{at}", data=filled(page.text, act="enter", signer="Trần Thị Mẫu Mực"))
    assert done.headers["location"] == f"/den/{OFFICE}/{desk.workspace.today().year}/1"
    shown = clerk.get(done.headers["location"]).text
    assert "Trần Thị Mẫu Mực" in shown
    assert "báo cáo kết quả trước ngày 15/12/2025" in shown
    assert list(unread(desk.workspace).digests()) == []
    again = clerk.post(f"/den/cho/{at}", data=filled(page.text, act="enter"))
    assert again.headers["location"] == done.headers["location"], "pressed twice it has one number"


def test_what_is_blank_is_said_in_words_and_enters_nothing_until_the_clerk_has_looked(
    desk: PortalDesk, clerk: TestClient
) -> None:
    at = dropped(desk, clerk, BARE)
    page = clerk.get(f"/den/cho/{at}").text
    assert page.count("Chưa đọc được") >= 1
    before = [len(incoming_entries(desk.workspace, key)) for key in incoming_book_keys(desk.workspace)]
    refused = clerk.post(f"/den/cho/{at}", data=filled(page, act="enter", note="đang chờ"))
    assert refused.status_code == 422
    assert "Chưa vào sổ" in refused.text
    assert "đang chờ" in refused.text, "what was typed stays"
    assert [
        len(incoming_entries(desk.workspace, key)) for key in incoming_book_keys(desk.workspace)
    ] == before
    form = filled(refused.text, act="enter", absent=["number", "signer"])
    assert clerk.post(f"/den/cho/{at}", data=form).status_code == 303


def test_a_document_that_came_before_is_shown_and_entered_again_only_when_it_really_came_twice(
    desk: PortalDesk, clerk: TestClient
) -> None:
    text = LETTER.replace("712/", "713/")
    first = entered(desk, clerk, text)
    at = dropped(desk, clerk, text + "\n")
    page = clerk.get(f"/den/cho/{at}").text
    told = clerk.post(f"/den/cho/{at}", data=filled(page, act="enter"))
    assert told.status_code == 422
    assert first in told.text
    twice = clerk.post(f"/den/cho/{at}", data=filled(told.text, act="again"))
    assert twice.status_code == 303
    assert twice.headers["location"] != first


def test_a_secret_document_is_refused_and_nothing_of_it_stays(desk: PortalDesk, clerk: TestClient) -> None:
    kept = desk.workspace.files.digests()
    at = dropped(desk, clerk, SECRET)
    one = waiting_of(desk.workspace, at)
    assert one.state is WaitingState.REFUSED
    assert "không được lưu" in clerk.get(f"/den/cho/{at}").text
    assert desk.workspace.files.digests() == kept
    assert list(unread(desk.workspace).digests()) == []
    clerk.post(f"/den/cho/{at}/bo", data={"reason": "không nhận"})
    assert at not in {one.id for one in waiting_at(desk.workspace, OFFICE)}


def test_a_file_that_waited_while_everything_was_down_is_read_afterwards(
    desk: PortalDesk, clerk: TestClient
) -> None:
    answer = clerk.post(
        "/den/tep", data={"co_quan": OFFICE}, files={"tep": ("cv.txt", LETTER[:400].encode())}
    )
    at = answer.headers["location"].removeprefix("/den/cho/")
    assert "Đang đọc" in clerk.get(f"/den/cho/{at}").text
    assert "Đang đọc" in clerk.get("/den/cho", headers={"hx-request": "true"}).text
    with portal_desk(desk.home) as restarted:  # a process of tomorrow, on the same home
        run_waiting(restarted.workspace)
        assert waiting_of(restarted.workspace, at).state is not WaitingState.READING


def test_two_people_who_correct_one_record_do_not_write_over_each_other(
    desk: PortalDesk, clerk: TestClient
) -> None:
    at = dropped(desk, clerk, LETTER.replace("712/", "714/"))
    page = clerk.get(f"/den/cho/{at}").text
    assert clerk.post(f"/den/cho/{at}", data=filled(page, note="một")).status_code == 303
    late = clerk.post(f"/den/cho/{at}", data=filled(page, note="hai"))
    assert late.status_code == 422
    assert waiting_of(desk.workspace, at).draft.note == "một"


def test_paper_is_registered_without_a_file(desk: PortalDesk, clerk: TestClient) -> None:
    begun = clerk.post("/den/moi", data={"co_quan": OFFICE}).headers["location"]
    page = clerk.get(begun).text
    form = filled(
        page, act="enter", author="Bưu điện tỉnh", type="Công văn", subject="giấy", absent=["number", "dated", "signer"]
    )  # fmt: skip
    done = clerk.post(begun, data=form)
    assert done.status_code == 303
    assert "Bưu điện tỉnh" in clerk.get(done.headers["location"]).text


#: Việc, what is typed, what the page says; the last column tells why.
STEPS = [
    ("trinh", {"to": "Giám đốc"}, "Giám đốc", "laid before the leader"),
    ("chi-dao", {"by": "Giám đốc", "lead": "Phòng A", "days": "5"}, "Phòng A", "a term in working days"),
    ("chuyen", {"receiver": "Phòng A", "receipt": "Bà B"}, "Phòng A", "the instructed term stays"),
    ("y-kien", {"by": "Trưởng phòng", "words": "đề nghị gia hạn"}, "đề nghị gia hạn", "an opinion"),
    ("giai-quyet", {"progress": "đang dự thảo"}, "đang dự thảo", "how far it is"),
]
#: What cannot be written down stands in the form again, with the reason.
REFUSED_STEPS = [
    ("trinh", {"to": ""}, "by", "before whom is missing"),
    ("chi-dao", {"by": "G", "lead": "A", "days": "abc"}, "abc", "no number of days"),
    ("chi-dao", {"by": "G", "lead": "A", "due": "31/12"}, "31/12", "no day as browsers send it"),
    ("giai-quyet", {"progress": "xong", "reply": "CV/2025/999"}, "999", "an answer that nobody issued"),
    ("ket-thuc", {"reason": " "}, "lý do", "closed without a reason"),
]


def test_each_step_is_written_down_and_shown(desk: PortalDesk, clerk: TestClient) -> None:
    at = entered(desk, clerk, LETTER.replace("712/", "715/"))
    for act, typed, told, why in STEPS:
        assert clerk.post(f"{at}/viec/{act}", data=typed).status_code == 303, why
        assert told in clerk.get(at).text, why
    for act, typed, told, why in REFUSED_STEPS:
        refused = clerk.post(f"{at}/viec/{act}", data=typed)
        assert refused.status_code in (404, 422), why
        assert told in refused.text, why
    assert clerk.post(f"{at}/viec/khac", data={}).status_code == 404
    key = replace(incoming_book_keys(desk.workspace)[-1])
    number = int(at.rpartition("/")[2])
    assert [step.person for step in steps_of(desk.workspace, key, number)] == [
        "Giám đốc",
        "Giám đốc",
        "Trưởng phòng",
    ]
    clerk.post(f"{at}/viec/ket-thuc", data={"reason": "nhầm nơi nhận"})
    assert clerk.post(f"{at}/viec/trinh", data={"to": "Giám đốc"}).status_code == 422


def test_a_reply_and_our_own_directive_are_drafted_and_the_duties_become_tasks(
    desk: PortalDesk, clerk: TestClient
) -> None:
    at = entered(desk, clerk, LETTER.replace("712/", "716/"))
    reply = load(desk.workspace, clerk.post(f"{at}/tra-loi").headers["location"].removeprefix("/soan/"))
    assert reply.content["addressees"] == ["UBND tỉnh Lâm Đồng"]
    assert "716/UBND-NC" in reply.content["subject"]
    own = clerk.post(f"{at}/chi-dao-tiep", data={"document_type": "ke_hoach"})
    assert load(desk.workspace, own.headers["location"].removeprefix("/soan/")).content["type"] == "ke_hoach"
    page = clerk.get(f"{at}/nhiem-vu").text
    codes = re.findall(r'name="code" value="([^"]+)"', page)
    days = re.findall(r'name="by" value="([^"]*)"', page)
    assert days == ["2025-12-14"], "“trước ngày 15/12”: the day before is the last one"
    assert clerk.post(f"{at}/nhiem-vu", data={"code": codes, "by": days}).status_code == 422, "nothing ticked"
    started = clerk.post(f"{at}/nhiem-vu", data={"step": codes, "code": codes, "by": days})
    assert started.headers["location"].removeprefix("/theo-doi/") in running_campaigns(desk.workspace)
    assert "Xem tình hình thực hiện" in clerk.get(at).text


def test_the_pages_of_a_file_stand_beside_its_record(desk: PortalDesk, clerk: TestClient) -> None:
    pdf = Path(__file__).parents[2] / "reading_set" / "documents" / "bkhdt-2022-1373.pdf"
    answer = clerk.post("/den/tep", files={"tep": ("quyet-dinh.pdf", pdf.read_bytes())})
    at = answer.headers["location"]
    run_waiting(desk.workspace)
    part = clerk.get(f"{at}/trang", headers={"hx-request": "true"}).text
    assert part.count("<img") == 3
    picture = clerk.get(f"{at}/trang/3")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert clerk.get(f"{at}/trang/4").status_code == 404
    assert clerk.get(f"{at}/tep").content == pdf.read_bytes()
    record = clerk.get(at).text
    assert "Cần đối chiếu" in record
    assert "in hai lần" in record, "why a field is doubtful is said in words"


def test_another_offices_clerk_finds_nothing(desk: PortalDesk, clerk: TestClient) -> None:
    at = dropped(desk, clerk, LETTER.replace("712/", "717/"))
    stranger = desk.a(Role.CLERK, "snv-quang-tri")
    number = entered(desk, clerk, LETTER.replace("712/", "718/"))
    for address in (f"/den/cho/{at}", f"/den/cho/{at}/trang", f"/den/cho/{at}/tep", number, f"{number}/tep"):
        assert stranger.get(address).status_code == 404, address
    assert stranger.post(f"/den/cho/{at}/bo", data={"reason": "x"}).status_code == 404
    assert stranger.post(f"{number}/viec/ket-thuc", data={"reason": "x"}).status_code == 404
    with pytest.raises(UnknownWaiting):
        waiting_of(desk.workspace, "1")


def test_every_act_at_the_desk_is_in_the_journal(desk: PortalDesk, clerk: TestClient) -> None:
    with reading(desk.workspace.engine) as connection:
        acts = {one.act for one in audit.acts(connection, f"{OFFICE}/arriving")}
        assert list(audit.broken_entries(connection)) == []
    assert acts >= {
        *("arrival_dropped", "arrival_read", "arrival_refused", "arrival_begun"),
        *("arrival_corrected", "arrival_entered", "arrival_put_away"),
    }
