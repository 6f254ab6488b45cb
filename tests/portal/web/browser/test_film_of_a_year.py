"""Phim của một năm: after each scene of Tam Đường's year, what the person sees, and what the books say."""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from directives.followup.status import DutyState
from directives.results_use.commendation_choices import Decided
from directives.results_use.improvement import RegisterState
from directives.results_use.telling import Outlet
from tests.portal.web.film import film, story
from tests.portal.web.film_plays import WEB_PAGE, WHY_BACK, WHY_WRONG
from tests.portal.web.film_scenes import SCENES, Scene
from tests.services.tam_duong_acts import WHY_NA_TAM
from tests.services.year_of_use import (
    BINH_LU,
    DISTRICT,
    HO_THAU,
    ID,
    KHUN_HA,
    NA_TAM,
    NUNG_NANG,
    SON_BINH,
    STANDING,
    TA_LENG,
    TAM_DUONG,
    THEN_SIN,
    UNITS,
)  # fmt: skip
from workflows.services.books import entries
from workflows.services.followup_state import followup_state
from workflows.services.results_use.commendation import commendation_book
from workflows.services.results_use.improvement_register import (
    RegisterUnit,
    improvement_changes,
    improvement_register,
)
from workflows.services.results_use.inspection_quota import inspection_counts
from workflows.services.results_use.overdue_files import overdue_reports
from workflows.services.results_use.telling import tellings_of
from workflows.services.results_use.telling_table import telling_table
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

#: Trang và ảnh được giữ lại trong kho.
DOCS = Path(__file__).parents[4] / "docs"
KEPT = DOCS / "pictures" / "nam-2020"
LARGEST_PICTURE = 70_000


def register_of(books: Workspace, unit: str) -> RegisterUnit:
    """Sổ của một đơn vị."""
    found = improvement_register(books, ID, unit).of(unit)
    assert found is not None
    return found


def state_of(books: Workspace, step: str, unit: str, number: int = 1) -> DutyState:
    """Tình trạng một nhiệm vụ: on the day of the scene."""
    board = followup_state(books, ID).board(books.today())
    (lane,) = [one for one in board.lanes if one.lane.code == (step, number)]
    return board.state(lane, unit)[0]


def rows(page: Page) -> list[str]:
    """Các dòng của bảng đầu trên trang."""
    return page.locator("tbody").first.locator("tr").all_inner_texts()


def made(page: Page, books: Workspace) -> None:
    assert len(rows(page)) == len(UNITS) == 13
    expect(page.get_by_text("0/13")).to_be_visible()
    register = improvement_register(books, ID)
    assert register.counts["rows"] == 40
    assert {one.register.state for one in register.units} == {RegisterState.TO_FILL}


def handed_in(page: Page, books: Workspace) -> None:
    expect(page.get_by_text("Chờ duyệt")).to_be_visible()
    own = register_of(books, BINH_LU)
    assert own.register.state is RegisterState.SUBMITTED
    assert {row.row.remedy.remedy for row in own.rows} == {"Tăng cường chỉ đạo."}
    assert state_of(books, "so_khac_phuc", BINH_LU) is DutyState.DONE


def sent_back(page: Page, books: Workspace) -> None:
    expect(page.get_by_text(f"Bị trả lại để sửa: {WHY_BACK}")).to_be_visible()
    assert register_of(books, BINH_LU).register.reason == WHY_BACK
    assert state_of(books, "so_khac_phuc", BINH_LU) is DutyState.DUE_SOON


def mended(page: Page, books: Workspace) -> None:
    expect(page.get_by_text("Chờ duyệt")).to_be_visible()
    own = register_of(books, BINH_LU)
    assert own.register.state is RegisterState.SUBMITTED
    assert "Tăng cường chỉ đạo." not in {row.row.remedy.remedy for row in own.rows}
    assert state_of(books, "so_khac_phuc", BINH_LU) is DutyState.DONE


def reminded(page: Page, books: Workspace) -> None:
    expect(page.get_by_text("Hôm nay không phải đôn đốc ai")).to_be_visible()
    (row,) = rows(page)
    assert "Khun Há" in row
    assert "02/PNV-CCHC" in row
    assert state_of(books, "so_khac_phuc", KHUN_HA) is DutyState.LATE
    (letter,) = [one.document for one in entries(books) if str(one.document.number) == "02/PNV-CCHC"]
    assert letter.issued_on == date(2020, 4, 23)


def accepted(page: Page, books: Workspace) -> None:
    expect(page.get_by_role("status")).to_have_text("Đã chấp nhận 13 sổ; 40 giải pháp thành nhiệm vụ.")
    own = register_of(books, BINH_LU)
    assert own.register.state is RegisterState.ACCEPTED
    steps = {step.code for step in followup_state(books, ID).plan.steps}
    assert {row.step for row in own.rows} <= steps
    assert len([code for code in steps if code.startswith("kp-")]) == 40


def told(page: Page, books: Workspace) -> None:
    (one,) = tellings_of(books, ID, BINH_LU)
    assert (one.told.outlet, one.told.place, one.told.day) == (Outlet.WEBSITE, WEB_PAGE, date(2020, 4, 28))
    kept = books.files.get(one.told.file)
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == one.told.file
    expect(page.get_by_text(one.told.file)).to_be_visible()
    assert state_of(books, "thong_tin", BINH_LU) is DutyState.DONE


def published(page: Page, books: Workspace) -> None:
    first, *others = rows(page)
    assert "Hồ Thầu" in first
    assert len(others) == 12
    assert [row.unit for row in telling_table(books, ID).missing] == [HO_THAU]


def looked_at(page: Page, books: Workspace) -> None:
    assert re.sub(r"\s+", " ", rows(page)[0]).endswith("11/05/2020 – 17/05/2020 1–2 1")
    assert inspection_counts(books, ID)[TAM_DUONG].done == 6
    assert state_of(books, "kiem_tra", TAM_DUONG, 6) is DutyState.DONE


def lapsed(page: Page, books: Workspace) -> None:
    (late,) = page.locator("tr.is-late").all_inner_texts()
    assert "Sơn Bình" in late
    assert {unit for unit, one in inspection_counts(books, ID).items() if one.missed} == {SON_BINH}
    assert state_of(books, "kiem_tra", SON_BINH, 4) is DutyState.LATE


def no_apology(page: Page, books: Workspace) -> None:
    late = page.get_by_label("Hồ sơ quá hạn và lời xin lỗi").locator("tr.is-late")
    expect(late).to_contain_text("Thèn Sin")
    report = overdue_reports(books, ID, THEN_SIN)[0]
    assert (report.month, len(report.overdue), len(report.without_apology)) == ("2020-05", 1, 1)


def apologised(page: Page, books: Workspace) -> None:
    expect(page.get_by_text("05/UBND (29/05/2020)")).to_be_visible()
    report = overdue_reports(books, ID, THEN_SIN)[0]
    assert (report.month, report.with_apology, len(report.without_apology)) == ("2020-05", 1, 0)


def wrong(page: Page, books: Workspace) -> None:
    expect(page.get_by_text(f"Bị trả lại để sửa: {WHY_WRONG}")).to_be_visible()
    assert state_of(books, "bao_cao", TA_LENG) is DutyState.DUE_SOON


def right(page: Page, books: Workspace) -> None:
    expect(page.get_by_text("120 hồ sơ", exact=True)).to_be_visible()
    assert state_of(books, "bao_cao", TA_LENG) is DutyState.DONE


def both(page: Page, books: Workspace) -> None:
    first, back, now = rows(page)
    assert "26/06/2020" in first
    assert "1.200" in first
    assert WHY_WRONG in back
    assert "30/06/2020" in now
    assert "1.200" not in now
    assert state_of(books, "bao_cao", NUNG_NANG) is DutyState.DUE_TODAY


def absent_is_named(page: Page, books: Workspace) -> None:
    part = page.locator("#reports")
    expect(part).to_contain_text("đã nhận 12 trong số 13 báo cáo")
    expect(part.locator("li")).to_have_text(["UBND xã Nùng Nàng"])
    expect(part).to_contain_text("hồ sơ đã tiếp nhận: 1.440 hồ sơ")
    assert state_of(books, "bao_cao", NUNG_NANG) is DutyState.LATE


def compared(page: Page, books: Workspace) -> None:
    changes = improvement_changes(books, ID, unit=BINH_LU).by_row
    own = register_of(books, BINH_LU)
    assert len(changes) == len(own.rows) == 3
    for row in own.rows:
        change = changes[(BINH_LU, row.row.code)]
        assert change.difference is not None
        assert change.interval is not None
        assert change.interval[0] < change.difference < change.interval[1]
    shown = page.locator("ul.cards > li").all_inner_texts()
    assert all(re.search(r"\d → \d+,\d\d \[\d+,\d; \d+,\d\]", card) for card in shown)
    assert all("Chưa đủ để kết luận" in card for card in shown), "more than twelve points, and still not told"


def chosen(page: Page, books: Workspace) -> None:
    expect(page.get_by_text(WHY_NA_TAM)).to_be_visible()
    book = commendation_book(books, ID)
    choice = book.choice(NA_TAM)
    assert choice is not None
    assert (choice.decided, choice.reason, choice.by) == (Decided.CHOSEN, WHY_NA_TAM, "Chủ tịch UBND huyện")
    assert not next(one for one in book.proposals if one.unit == NA_TAM).met


def decided(page: Page, books: Workspace) -> None:
    expect(page.get_by_role("link", name="Word")).to_be_visible()
    found = [one for one in entries(books) if one.book.issuer == DISTRICT and one.book.series == "QĐ"]
    (document,) = [one.document for one in found]
    assert (str(document.number), document.issued_on) == ("01/QĐ-UBND", date(2021, 1, 25))
    chosen_now = commendation_book(books, ID).chosen
    assert len(chosen_now) == 5, "four units and a person"
    assert all("01/QĐ-UBND" in one.document for one in chosen_now)


def ended(page: Page, books: Workspace) -> None:
    late = page.locator("tr.is-late").all_inner_texts()
    booked = [step for step in followup_state(books, ID).plan.steps if step.book]
    assert len(rows(page)) == len(booked), "a year of weeks is one row"
    assert [re.sub(r"\s+", " ", row)[-23:] for row in late] == ["13 507 505 2 (kỳ 4, 10)"]
    assert state_of(books, "trinh_khen_thuong", STANDING) is DutyState.DONE
    assert verify_books(books).problems == []


SEEN: Mapping[str, Callable[[Page, Workspace], None]] = {
    "lap-so-khac-phuc": made,
    "xa-dien-so": handed_in,
    "tra-lai-co-ly-do": sent_back,
    "xa-sua-so": mended,
    "don-doc": reminded,
    "giai-phap-thanh-nhiem-vu": accepted,
    "minh-chung-dang-tai": told,
    "ai-da-dang-tai": published,
    "kiem-tra-mot-cua": looked_at,
    "chi-tieu-kiem-tra": lapsed,
    "ho-so-qua-han": no_apology,
    "thu-xin-loi": apologised,
    "tra-bao-cao-sai-so": wrong,
    "bao-cao-nop-lai": right,
    "hai-ban-bao-cao": both,
    "bao-cao-cai-cach": absent_is_named,
    "nam-sau-so-voi-nam-truoc": compared,
    "danh-gia-lua-chon": chosen,
    "quyet-dinh-khen-thuong": decided,
    "toan-canh-nam": ended,
}
"""Sau mỗi cảnh: what must be seen, and stand in the books."""


@pytest.mark.chromium
def test_each_scene_of_the_year_shows_what_the_books_say(tmp_path: Path) -> None:
    seen = []

    def watch(scene: Scene, page: Page, books: Workspace) -> None:
        SEEN[scene.name](page, books)
        text = page.locator("main").inner_text()
        assert f"{scene.day:%d/%m/%Y}" in text or scene.is_phone or scene.name == "quyet-dinh-khen-thuong"
        assert not re.search(r"\b\d{4}-\d\d-\d\d\b", text), "a day which is not written as people write it"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), scene.name
        seen.append(scene.name)

    pictures = film(tmp_path / "anh", tmp_path / "home", watch)
    assert seen == [scene.name for scene in SCENES] == list(SEEN)
    assert [one.file.name for one in pictures] == sorted(one.name for one in KEPT.glob("*.png"))
    assert all(one.file.stat().st_size < LARGEST_PICTURE for one in pictures)


def test_the_page_of_the_film_tells_its_scenes_with_pictures_that_are_there() -> None:
    told_now = (DOCS / "year-film.md").read_text(encoding="utf-8")
    assert told_now == story(), "make film writes it anew"
    pictures = re.findall(r"\]\((pictures/nam-2020/[^)]+)\)", told_now)
    assert sorted(KEPT.glob("*.png")) == [DOCS / one for one in pictures]
    assert all((DOCS / one).stat().st_size < LARGEST_PICTURE for one in pictures)
