"""Mọi trang: each kind of page, as people of each role come to it, seen by axe, the keyboard and a screen reader."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Response

from portal.web.access import doors_of
from portal.web.app import create_app
from tests.demonstrated import demonstration_copied
from tests.portal.web.browsing import DESK, PHONE, Serving, served, shot, window
from tests.portal.web.offices import portal_desk
from tests.portal.web.page_faults import faults_of
from workflows.services.accounts.links import make_link
from workflows.services.accounts.sign_in import begin_session

#: Some minutes, each page at a time; the quick run has axe look at the pages which its own people come to.
pytestmark = [pytest.mark.chromium, pytest.mark.slow]

PEOPLE = [
    "chuyen-vien",
    "van-thu",
    "duyet-1",
    "quan-tri",
    "can-bo-xa",
    "lap-danh-sach",
    "buu-dien",
    "dieu-tra-vien",
    "mat-tran",
    "kiem-tra",
    "",
]
#: What stands at a place of an address that is not the same for everybody.
_PART = re.compile(r"\{[^}]+\}")
_ROUTES = [
    (re.compile(_PART.sub("[^/]+", path.replace("{path:path}", "{path}")) + "$"), path)
    for method, path, _ in doors_of(create_app())
    if method == "GET" and not path.startswith("/api/")
]
_FIRST_SIGNED_IN = ["/viec-hom-nay", "/tai-khoan"]
_FIRST = ["/", "/dang-nhap", "/cong-bo"]
_WORD_FILE = Path(__file__).parents[3] / "directives/checking/foreign/officegen.docx"
_WORK_MS = 90_000


@dataclass(frozen=True)
class Opened:
    """Cổng đang mở: the demonstration, a session for each of its people, and a link that was not used."""

    portal: Serving
    sessions: dict[str, str]
    link: str


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Cổng trình diễn: with a session for each of its people."""
    home = tmp_path_factory.mktemp("cong") / "var"
    demonstration_copied(tmp_path_factory, home)
    with portal_desk(home) as desk:
        sessions = {name: begin_session(desk.workspace, name) for name in PEOPLE if name}
        link = "/lien-ket/" + make_link(desk.workspace, "duyet-2")
    with served(home) as portal:
        yield Opened(portal, sessions, link)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nobody_stumbles_on_any_page_that_the_links_lead_to(
    browser: Browser, opened: Opened, size: dict[str, int], tmp_path: Path
) -> None:
    seen: set[str] = set()
    faults: list[str] = []
    for name in PEOPLE:
        with _window_of(browser, opened, name, size) as page:
            waiting = list(_FIRST_SIGNED_IN if name else _FIRST)
            known = set(waiting)
            while waiting:
                address = waiting.pop(0)
                kind = _kind(address)
                # A person's first page is opened for its links, whoever has seen one like it.
                if kind is None or (kind in seen and address not in _FIRST_SIGNED_IN):
                    continue
                answer = _opened(page, address)
                if answer is None or "text/html" not in answer.headers.get("content-type", ""):
                    continue
                seen.add(kind)
                if answer.status != 200:
                    faults.append(f"{name} {address}: answered with {answer.status}")
                    continue
                faults += [f"{name} {address}: {fault}" for fault in faults_of(page)]
                shot(page, "trang" + re.sub(r"\W+", "-", address)[:80], tmp_path)
                new = [link for link in _links(page) if link not in known]
                known.update(new)
                waiting += new
    assert faults == [], "\n".join(faults)
    assert len(seen) > 40, sorted(seen)


def _a_new_draft(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/soan")
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.wait_for_url("**/soan/*")
    yield "du-thao-moi"
    draft = page.url
    page.get_by_role("link", name="Gửi nhiều nơi").click()
    yield "gui-nhieu"
    page.get_by_role("button", name="Kiểm tra và phát hành tất cả").click()
    yield "gui-nhieu-bi-tu-choi"
    page.goto(draft)
    page.get_by_role("button", name="Phát hành").first.click()
    yield "du-thao-bi-tu-choi"


def _an_answer_to_an_arrival(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/den/snv-lam-dong/2026/4")
    page.get_by_role("button", name="Soạn văn bản trả lời").click()
    page.wait_for_url("**/soan/*")
    yield "du-thao-tra-loi"
    page.get_by_text("Quá trình của bản thảo").click()
    page.get_by_role("button", name="Bỏ bản thảo").click()
    yield "du-thao-da-bo"


def _what_a_clerk_sees_otherwise(page: Page, opened: Opened) -> Iterator[str]:
    for name, address in [
        ("so-co-loc", "/so?tim=don+doc"),
        ("so-khong-thay", "/so?q=khong-co-chu-nay"),
        ("khong-co-trang", "/khong-co-trang-nay"),
        ("khong-co-van-ban", "/so/snv-lam-dong/2026/CV/999999"),
        ("khong-duoc-phep", "/quan-tri"),
        ("viec-nen", "/viec"),
    ]:
        page.goto(address)
        yield name


def _a_foreign_file(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/kiem-tra")
    page.locator("input[type=file]").set_input_files(_WORD_FILE)
    page.get_by_role("button", name="Kiểm tra").click()
    page.wait_for_url("**/kiem-tra/*")
    yield "da-kiem-tra"
    page.goto(page.url + "/sua")
    yield "sua-the-thuc"


def _the_officer_s_campaign(page: Page, opened: Opened) -> Iterator[str]:
    for part in ("", "/cham", "/doi-han", "/vuong-mac", "/viec", "/bao-cao"):
        page.goto("/theo-doi/lam-dong-2026" + part)
        yield "dot-2026" + part.replace("/", "-")
    page.goto("/phieu/lam-dong-2026")
    yield "phieu-2026"
    page.goto("/phieu/lam-dong-2025/dau-hieu")
    page.get_by_role("button", name="Xem xét phiếu").click()
    yield "xem-xet-phieu"


def _the_year_of_use(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/theo-doi")
    page.get_by_role("link", name="Sử dụng kết quả").first.click()
    here = page.url
    for part in (
        "sau-cong-bo",
        "khac-phuc",
        "bai-hoc",
        "truyen-thong",
        "mot-cua",
        "danh-gia",
        "bao-cao-cchc",
    ):
        page.goto(f"{here}/{part}")
        _unfold(page)
        yield "nam-" + part
    page.goto(f"{here}/khac-phuc")
    page.locator("main table a").first.click()
    yield "nam-khac-phuc-don-vi"


def _inspections_of_the_year(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/theo-doi")
    page.get_by_role("link", name="Sử dụng kết quả").first.click()
    here = page.url
    page.goto(f"{here}/mot-cua")
    yield "nam-mot-cua-kiem-tra"
    page.goto(f"{here}/mot-cua/lan/1")
    yield "nam-mot-cua-mot-lan"
    page.goto(f"{here}/mot-cua/lan/1/sua")
    yield "nam-mot-cua-sua"


def _a_communes_year(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/don-vi")
    page.locator("main a[href*='su-dung-']").first.click()
    unit, campaign = re.findall(r"/(ubnd-[^/]+)/(su-dung-[^/?]+)", page.url)[0]
    for part in ("sau-cong-bo", "khac-phuc", "bai-hoc", "truyen-thong", "mot-cua", "danh-gia"):
        page.goto(f"/don-vi/{part}/{unit}/{campaign}")
        _unfold(page)
        yield "nam-xa-" + part
    page.goto(f"/don-vi/mot-cua/{unit}/{campaign}/ghi")
    yield "nam-xa-ghi-kiem-tra"


def _unfold(page: Page) -> None:
    """Mở hết: what is folded away has its faults, too."""
    page.eval_on_selector_all("main details", "all => all.forEach(one => { one.open = true })")


def _a_backup(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/quan-tri/sao-luu")
    page.get_by_role("button", name="Sao lưu ngay").click()
    yield "sao-luu-dang-chay"
    page.get_by_role("link", name="Tiếp tục").click(timeout=_WORK_MS)
    yield "sao-luu-da-co"
    page.goto("/quan-tri/nguoi-dung/lap-danh-sach")
    page.get_by_role("button", name="Tạo liên kết").click()
    yield "lien-ket-da-tao"


def _a_communes_form(page: Page, opened: Opened) -> Iterator[str]:
    page.goto("/don-vi")
    page.locator("main a[href^='/don-vi/viec']").first.click()
    for summary in page.locator("main summary").all():
        summary.click()
    yield "nhiem-vu-mo-het"
    page.goto("/phieu")
    yield "khong-duoc-phep-xa"


def _coming_in(page: Page, opened: Opened) -> Iterator[str]:
    page.goto(opened.link)
    yield "dat-mat-khau"
    page.get_by_label("Mật khẩu mới").fill("123456789012")
    page.goto("/lien-ket/khong-con-hieu-luc")
    yield "lien-ket-het-han"
    page.goto("/dang-nhap")
    page.get_by_label("Tên tài khoản").fill("khong-co")
    page.get_by_label("Mật khẩu").fill("khong dung dau")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    yield "dang-nhap-bi-tu-choi"
    page.get_by_role("button", name="English").click()
    yield "dang-nhap-tieng-anh"
    page.goto("/cong-bo")
    yield "cong-bo-tieng-anh"


_JOURNEYS: list[tuple[str, Callable[[Page, Opened], Iterator[str]]]] = [
    ("van-thu", _a_new_draft),
    ("van-thu", _an_answer_to_an_arrival),
    ("van-thu", _what_a_clerk_sees_otherwise),
    ("van-thu", _a_foreign_file),
    ("chuyen-vien", _the_officer_s_campaign),
    ("chuyen-vien", _the_year_of_use),
    ("kiem-tra", _inspections_of_the_year),
    ("can-bo-xa", _a_communes_year),
    ("quan-tri", _a_backup),
    ("can-bo-xa", _a_communes_form),
    ("", _coming_in),
]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(("name", "journey"), _JOURNEYS, ids=[one.__name__ for _, one in _JOURNEYS])
def test_nobody_stumbles_where_only_an_act_leads(
    browser: Browser,
    opened: Opened,
    name: str,
    journey: Callable[[Page, Opened], Iterator[str]],
    size: dict[str, int],
    tmp_path: Path,
) -> None:
    faults: list[str] = []
    with _window_of(browser, opened, name, size) as page:
        for stop in journey(page, opened):
            page.wait_for_load_state("networkidle")
            faults += [f"{stop} {page.url}: {fault}" for fault in faults_of(page)]
            shot(page, "viec-" + stop, tmp_path)
    assert faults == [], "\n".join(faults)


@contextmanager
def _window_of(browser: Browser, opened: Opened, name: str, size: dict[str, int]) -> Iterator[Page]:
    with window(browser, opened.portal, size) as page:
        if name:
            page.context.add_cookies(
                [{"name": "vanthu-phien", "value": opened.sessions[name], "url": opened.portal.address}]
            )
        yield page


def _opened(page: Page, address: str) -> Response | None:
    """Mở trang: None for what is handed out as a file."""
    try:
        return page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return None
        raise


def _kind(address: str) -> str | None:
    path = address.partition("?")[0]
    return next((route for pattern, route in _ROUTES if pattern.match(path)), None)


def _links(page: Page) -> list[str]:
    """Các liên kết: to pages of this portal; what is handed out as a file is not opened."""
    found: list[str] = page.eval_on_selector_all(
        "a[href]:not([download])", "links => links.map(link => link.getAttribute('href'))"
    )
    return [
        link
        for link in found
        if link.startswith("/") and not re.search(r"/(tep|tai|trang|anh|word)(/|$)|\.\w+$", link)
    ]
