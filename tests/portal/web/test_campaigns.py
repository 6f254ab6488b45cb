"""Theo dõi trên cổng: who may look at which campaign, what the pages say, and that what is done is written down."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from directives.followup.duties import DutyKey
from directives.followup.heat_tree import TreeRow
from portal.web.charts.duty_heat import heat_rows
from storage import campaigns
from storage.database import reading
from tests.portal.web.followed import ID, LATE, followed
from tests.portal.web.offices import PortalDesk
from workflows.services.accounts.roles import Role
from workflows.services.campaign_overview import overview_of
from workflows.services.difficulties import difficulties_of
from workflows.services.jobs.running import run_waiting

SNV = "snv-lam-dong"
DAY = date(2026, 10, 5)
HERE = f"/theo-doi/{ID}"
#: A unit which handed in in time.
DONE = "ubnd-phuong-xuan-huong-da-lat-24781"
DUTIES = [DutyKey(ID, "bao_cao", unit) for unit in LATE]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng theo dõi: three of 124 communes are late; one desk for all tests, each of which acts on its own unit."""
    with followed(tmp_path_factory.mktemp("theo-doi") / "var") as made:
        yield made


@pytest.fixture
def officer(desk: PortalDesk) -> TestClient:
    """Cán bộ theo dõi: of the office which follows the plan."""
    return desk.a(Role.MONITOR, SNV)


def _text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "3 nhiệm vụ chậm"),
        (f"/{ID}", "đã xong 121/124 nhiệm vụ đến hạn"),
        (f"/{ID}/don-vi?cap-tren=ubnd-tinh-lam-dong", "UBND phường B'Lao"),
        (f"/{ID}/don-vi/{LATE[0]}", "chậm 3 ngày làm việc"),
        (f"/{ID}/cham", "Nhiệm vụ trễ hạn (3)"),
        (f"/{ID}/cham?ten=b+lao", "UBND phường B'Lao"),
        (f"/{ID}/cham?buoc=khac_phuc", "Không có nhiệm vụ chậm nào như vậy."),
        (f"/{ID}/cham?trang=99", "Nhiệm vụ trễ hạn (3)"),
        (f"/{ID}/doi-han", "Chưa có văn bản nào đổi hạn."),
        (f"/{ID}/vuong-mac", "Ghi vướng mắc do đơn vị nêu"),
        (f"/{ID}/viec", "Các hạn sắp tới"),
        (f"/{ID}/bao-cao", "Tất cả các bước 248"),
        (f"/{ID}?ngay=2026-09-30", "Tình hình đến ngày 30/09/2026"),
        (f"/{ID}/don-vi?cap-tren=ubnd-tinh-lam-dong&ngay=2026-09-30", "Tính đến ngày 30/09/2026"),
        (f"/{ID}/don-vi/{DONE}/bao_cao/1", "12/UBND-NV"),
    ],
)
def test_each_page_says_where_the_plan_stands(officer: TestClient, path: str, said: str) -> None:
    answer = officer.get("/theo-doi" + path)
    assert answer.status_code == 200
    assert said in _text(answer.text).replace("&#39;", "'")
    assert " style=" not in answer.text


@pytest.mark.parametrize(
    ("role", "office", "expected"),
    [
        (Role.MONITOR, "snv-lam-dong", 200),
        (Role.CLERK, "snv-lam-dong", 200),
        (Role.MONITOR, "snv-dak-lak", 403),
        (Role.CLERK, LATE[0], 403),
        (Role.UNIT, LATE[0], 403),
        (Role.ADMIN, "snv-lam-dong", 403),
    ],
)
def test_a_plan_is_shown_to_the_offices_which_run_it(
    desk: PortalDesk, role: Role, office: str, expected: int
) -> None:
    browser = desk.a(role, office)
    for path in ("", "/cham", "/viec", "/doi-han", "/vuong-mac", "/bao-cao", "/don-vi", f"/don-vi/{LATE[0]}",
                 "/bao-cao/bang-so-lieu.xlsx"):  # fmt: skip
        assert browser.get(HERE + path).status_code == expected, path


@pytest.mark.parametrize(
    ("role", "office"), [(Role.CLERK, "snv-lam-dong"), (Role.MONITOR, "snv-dak-lak"), (Role.UNIT, LATE[0])]
)
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/don-doc", {"khoa": f"{ID}/remind/{LATE[0]}/2026-10-05"}),
        ("/don-doc-tat-ca", {}),
        ("/viec", {}),
        ("/bao-cao", {}),
        ("/doi-han", {"viec": "gia-han", "buoc": "bao_cao", "van_ban": "1/UBND", "can_cu": "x", "den": "2026-10-20"}),
        ("/vuong-mac", {"don_vi": LATE[0], "buoc": "bao_cao", "noi_dung": "x"}),
        ("/vuong-mac/1/tra-loi", {"tra_loi": "x"}),
        ("/vuong-mac/1/giai-quyet", {"van_ban": "1/UBND"}),
        (f"/don-vi/{DONE}/bao_cao/1/chap-nhan", {}),
        (f"/don-vi/{DONE}/bao_cao/1/tra-lai", {"ly_do": "x"}),
    ],
)  # fmt: skip
def test_only_the_officer_of_the_standing_office_steers(
    desk: PortalDesk, role: Role, office: str, path: str, form: dict[str, str]
) -> None:
    assert desk.a(role, office).post(HERE + path, data=form).status_code == 403


def test_a_reminder_is_issued_once_and_the_list_says_so(desk: PortalDesk, officer: TestClient) -> None:
    key = f"{ID}/remind/{LATE[0]}/2026-10-05"
    draft = officer.get(f"{HERE}/don-doc", params={"khoa": key})
    foreseen = re.search(r'name="du_kien" value="([^"]+)"', draft.text)
    assert foreseen is not None
    with reading(desk.workspace.engine) as connection:
        assert campaigns.reminders_of(connection, ID, DUTIES) == []  # a look at a draft reminds nobody
    for _ in range(2):
        answer = officer.post(f"{HERE}/don-doc", data={"khoa": key, "du_kien": foreseen.group(1)})
        assert answer.status_code == 303
    with reading(desk.workspace.engine) as connection:
        (fact,) = campaigns.reminders_of(connection, ID, DUTIES)
    assert (fact.key.unit, fact.key.rung, fact.day) == (LATE[0], 1, DAY)
    assert f"Đã đôn đốc lần 1 {foreseen.group(1)}" in _text(officer.get(f"{HERE}/cham").text)
    assert officer.get(f"{HERE}/don-doc", params={"khoa": key}).status_code == 404


@pytest.mark.parametrize(
    "key", ["x", f"{ID}/remind/ubnd-xa-khong-co/2026-10-05", "../../etc/passwd", "a\u202eb"]
)
def test_a_reminder_that_is_not_due_is_neither_shown_nor_issued(officer: TestClient, key: str) -> None:
    assert officer.get(f"{HERE}/don-doc", params={"khoa": key}).status_code == 404
    assert officer.post(f"{HERE}/don-doc", data={"khoa": key}).status_code == 404


def test_all_reminders_go_out_in_the_background(desk: PortalDesk, officer: TestClient) -> None:
    answer = officer.post(f"{HERE}/don-doc-tat-ca")
    assert answer.headers["location"].startswith("/viec/")
    assert run_waiting(desk.workspace) == 1
    with reading(desk.workspace.engine) as connection:
        assert {fact.key.unit for fact in campaigns.reminders_of(connection, ID, DUTIES)} == set(LATE)
    assert "Hôm nay không phải đôn đốc ai" in officer.get(f"{HERE}/cham").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"van_ban": ""}, "hãy ghi cả hai"),
        ({"den": ""}, "Chưa ghi hạn mới là ngày nào."),
        ({"den": "2026-10-18"}, "18/10/2026"),
        ({"den": "2026-10-01"}, "01/10/2026"),
        ({"buoc": "khong_co"}, "khong_co"),
        ({"viec": "doi-moc", "moc": "T9"}, "T9"),
        ({"viec": "tiep-tuc"}, "tiếp tục"),
    ],
    ids=["no document", "no day", "a day off", "a past day", "no such step", "no such anchor", "nothing to resume"],
)  # fmt: skip
def test_a_change_that_cannot_be_made_is_refused_with_what_was_typed_kept(
    officer: TestClient, form: dict[str, str], said: str
) -> None:
    whole = {"viec": "gia-han", "buoc": "bao_cao", "don_vi": LATE[1], "van_ban": "77/UBND-NC",
             "can_cu": "căn cứ tôi gõ", "den": "2026-10-20", **form}  # fmt: skip
    answer = officer.post(f"{HERE}/doi-han", data=whole)
    assert answer.status_code in (404, 422)
    assert 'role="alert"' in answer.text
    assert "căn cứ tôi gõ" in answer.text
    alert = answer.text.split('role="alert"')[1].split("</div>")[0]
    assert said.lower() in _text(alert).lower()
    assert "--" not in alert


def test_a_deadline_moves_by_a_document_and_the_page_knows_at_once(
    desk: PortalDesk, officer: TestClient
) -> None:
    unit = LATE[2]
    assert "chậm 3 ngày làm việc" in officer.get(f"{HERE}/don-vi/{unit}").text
    form = {"viec": "gia-han", "buoc": "bao_cao", "don_vi": unit, "van_ban": "12/UBND-NC", "can_cu": "mưa lũ",
            "den": "2026-10-20"}  # fmt: skip
    assert officer.post(f"{HERE}/doi-han", data=form).status_code == 303
    page = _text(officer.get(f"{HERE}/don-vi/{unit}").text)
    assert "20/10/2026" in page
    assert "12/UBND-NC" in page
    assert "chậm 3 ngày làm việc" not in page
    assert len(overview_of(desk.workspace, ID, DAY).late) == 2


def test_a_difficulty_is_raised_answered_and_settled(desk: PortalDesk, officer: TestClient) -> None:
    said = "Chưa có mẫu <b>báo cáo</b>"
    officer.post(f"{HERE}/vuong-mac", data={"don_vi": LATE[1], "buoc": "bao_cao", "noi_dung": said})
    page = officer.get(f"{HERE}/vuong-mac").text
    assert "Chưa có mẫu &lt;b&gt;báo cáo&lt;/b&gt;" in page
    assert officer.post(f"{HERE}/vuong-mac/1/tra-loi", data={"tra_loi": ""}).status_code == 422
    officer.post(f"{HERE}/vuong-mac/1/tra-loi", data={"tra_loi": "Mẫu gửi kèm"})
    officer.post(f"{HERE}/vuong-mac/1/giai-quyet", data={"van_ban": "15/SNV-CCHC"})
    (one,) = difficulties_of(desk.workspace, ID)
    assert (one.answer, one.document) == ("Mẫu gửi kèm", "15/SNV-CCHC")
    assert officer.post(f"{HERE}/vuong-mac/9/tra-loi", data={"tra_loi": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        ("bao-cao.docx", b"PK"),
        ("bang-so-lieu.xlsx", b"PK"),
        ("dong-thoi-gian.png", b"\x89PNG"),
        ("don-vi.png", b"\x89PNG"),
    ],
)
def test_the_progress_is_downloaded(officer: TestClient, file: str, beginning: bytes) -> None:
    answer = officer.get(f"{HERE}/bao-cao/{file}")
    assert answer.status_code == 200
    assert answer.content.startswith(beginning)
    assert "attachment" in answer.headers["content-disposition"]


def test_a_branch_asked_for_by_the_page_is_rows_alone(officer: TestClient) -> None:
    rows = officer.get(f"{HERE}/don-vi?cap-tren=ubnd-tinh-lam-dong", headers={"hx-request": "true"}).text
    assert rows.startswith("<tr")
    assert rows.count("<tr") == 124
    assert officer.get(f"{HERE}/don-vi?cap-tren=khong-co", headers={"hx-request": "true"}).text == ""


def test_what_a_unit_handed_in_is_sent_back_handed_in_anew_and_accepted(
    desk: PortalDesk, officer: TestClient
) -> None:
    here, unit = f"{HERE}/don-vi/{DONE}/bao_cao/1", desk.a(Role.UNIT, DONE)
    own = f"/don-vi/viec/{DONE}/{ID}/bao_cao/1"
    assert "Trả lại để sửa" in officer.get(here).text
    assert "Trả lại để sửa" not in desk.a(Role.CLERK, SNV).get(here).text
    assert officer.post(f"{here}/tra-lai", data={"ly_do": " "}).status_code == 422
    assert officer.post(f"{here}/tra-lai", data={"ly_do": "Thiếu phụ lục"}).status_code == 303
    assert "Thiếu phụ lục" in unit.get(own).text
    assert officer.post(f"{here}/chap-nhan").status_code == 422  # nothing waits for a decision
    assert unit.post(f"{own}/nop", data={"document": "13/UBND-NV"}).status_code == 303
    assert "13/UBND-NV" in officer.get(here).text
    assert here in officer.get(f"{HERE}/viec").text
    assert officer.post(f"{here}/chap-nhan").status_code == 303
    assert here not in officer.get(f"{HERE}/viec").text
    assert "Đã chấp nhận, kết thúc" in officer.get(here).text
    assert officer.get(f"{HERE}/don-vi/{DONE}/khong_co/1").status_code == 404


def test_another_day_is_shown_as_it_was_and_what_is_opened_there_is_of_that_day(officer: TestClient) -> None:
    assert "Tình hình đến ngày" not in officer.get(HERE, params={"ngay": DAY.isoformat()}).text
    assert officer.get(HERE, params={"ngay": "hôm qua"}).status_code == 422
    province = [TreeRow("ubnd-tinh-lam-dong", "Lâm Đồng", 124, [])]
    assert 'don-vi?cap-tren=ubnd-tinh-lam-dong"' in heat_rows(province, ID)
    opened = heat_rows(province, ID, day="2026-09-30")
    assert "cap-tren=ubnd-tinh-lam-dong&amp;ngay=2026-09-30" in opened
