"""Diễn từng cảnh: what people press and type on their pages in the film of Tam Đường's year."""

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.services.tam_duong_acts import REMEDIES, REMEDY_DAYS, WHY_NA_TAM, decide, overdue_table
from tests.services.year_of_use import BINH_LU, DISTRICT, ID, TA_LENG, TAM_DUONG, THEN_SIN
from workflows.services.workspace import Workspace

AFTER = f"/theo-doi/{ID}"
Plays = Callable[[Page, Workspace], Locator | None]
"""Diễn một cảnh: gives what the picture begins with; None: the top of the page."""
WHY_BACK = "Giải pháp chưa nói làm việc gì; ghi việc cụ thể của từng tuần"
WHY_WRONG = "1.200 hồ sơ là gấp mười lần các quý trước; kiểm tra lại"
WEB_PAGE = "https://binhlu.tamduong.laichau.gov.vn/chi-so-hai-long-2019"


# --- sổ khắc phục ---


def the_register_is_made(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/sau-cong-bo")
    page.get_by_label("Sử dụng kết quả").get_by_role("link", name="Sổ khắc phục").click()
    page.get_by_role("button", name="Lập sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Thêm")
    return None


def a_commune_fills_it_in(page: Page, _books: Workspace) -> Locator | None:
    page.goto("/don-vi")
    page.goto(f"/don-vi/khac-phuc/{BINH_LU}/{ID}")
    _write_rows(page, "Tăng cường chỉ đạo.")
    page.get_by_role("button", name="Lưu tất cả các dòng").click()
    page.get_by_role("button", name="Nộp sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nộp sổ")
    return None


def the_office_sends_it_back(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/khac-phuc/{BINH_LU}")
    page.get_by_text("Trả lại để sửa", exact=True).click()
    page.get_by_label("Đơn vị phải sửa gì").fill(WHY_BACK)
    page.get_by_role("button", name="Trả lại đơn vị").click()
    expect(page.get_by_role("status")).to_contain_text("Đã trả lại")
    return None


def the_commune_mends_it(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"/don-vi/khac-phuc/{BINH_LU}/{ID}")
    expect(page.get_by_text(WHY_BACK)).to_be_visible()
    _write_rows(page, "")
    page.get_by_role("button", name="Lưu tất cả các dòng").click()
    page.get_by_text("Đã lưu").wait_for()
    return None


def it_is_handed_in(page: Page) -> None:
    page.get_by_role("button", name="Nộp sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nộp sổ")


def _write_rows(page: Page, remedy: str) -> None:
    """Điền mọi dòng: with a cause, a person, a day and evidence each; an empty remedy stands for the real one."""
    for place, row in enumerate(page.locator("section.card[aria-labelledby^=dong-]").all()):
        code = (row.get_attribute("aria-labelledby") or "").removeprefix("dong-")
        cause, real, evidence = REMEDIES[code[0]]
        row.get_by_label("Nguyên nhân").fill(cause)
        row.get_by_label("Giải pháp").fill(remedy or real)
        row.get_by_label("Người chịu trách nhiệm").fill(
            ("Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lò Văn Mẫu")[min(place, 2)]
        )
        row.get_by_label("Chức vụ").fill(
            ("Chủ tịch", "Phó Chủ tịch", "Công chức Văn phòng - Thống kê")[min(place, 2)]
        )
        row.get_by_label("Hạn", exact=True).fill(REMEDY_DAYS[min(place, 2)].isoformat())
        row.get_by_label("Minh chứng").fill(evidence)


def a_late_unit_is_reminded(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/cham")
    page.get_by_role("link", name="Xem dự thảo UBND xã Khun Há").click()
    page.get_by_role("button", name="Phát hành và cấp số").wait_for()
    return None


def it_is_issued(page: Page) -> None:
    page.get_by_role("button", name="Phát hành và cấp số").click()
    expect(page.get_by_role("status")).to_contain_text("Đã phát hành")


def the_remedies_become_duties(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/khac-phuc")
    page.get_by_role("button", name="Chấp nhận tất cả sổ đã nộp").click()
    expect(page.get_by_role("status")).to_contain_text("thành nhiệm vụ")
    return None


# --- thông tin, tuyên truyền ---


def the_page_is_captured(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"/don-vi/truyen-thong/{BINH_LU}/{ID}")
    page.get_by_label("Thông tin gì, đến ai").select_option("citizens")
    page.get_by_label("Kênh").select_option("website")
    page.get_by_label("Địa chỉ, số báo").fill(WEB_PAGE)
    capture: FilePayload = {"name": "trang-tin.png", "mimeType": "image/png", "buffer": page.screenshot()}
    page.get_by_label("Tệp minh chứng").set_input_files(capture)
    page.get_by_role("button", name="Ghi lại").click()
    return page.get_by_role("heading", name="Minh chứng đã có")


def who_has_published(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/truyen-thong")
    return None


# --- bộ phận một cửa ---


def the_town_looks_at_its_desk(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"/don-vi/mot-cua/{TAM_DUONG}/{ID}")
    page.get_by_role("link", name="Ghi lần kiểm tra").click()
    page.get_by_label("Bắt đầu lúc").fill("08:00")
    page.get_by_label("Kết thúc lúc").fill("09:00")
    page.get_by_label("Địa điểm kiểm tra").fill("Bộ phận tiếp nhận và trả kết quả")
    page.get_by_label("Người kiểm tra").fill("Nguyễn Văn Mẫu, Phó Chủ tịch")
    page.get_by_label("Người được gặp").fill("Lò Văn Mẫu, công chức Văn phòng - Thống kê")
    for kept in page.get_by_label("Đạt", exact=True).all():
        kept.check()
    page.get_by_role("button", name="Ghi lại").click()
    expect(page.get_by_role("status")).to_contain_text("được tính một lần kiểm tra")
    page.goto(f"/don-vi/mot-cua/{TAM_DUONG}/{ID}")
    return None


def the_quota(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/mot-cua")
    return None


def files_without_an_apology(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/mot-cua")
    return page.get_by_role("heading", name="Hồ sơ quá hạn và lời xin lỗi")


def an_apology_is_sent(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"/don-vi/mot-cua/{THEN_SIN}/{ID}")
    code, files = overdue_may()
    page.get_by_label("Bảng xuất").set_input_files(_table("ho-so.csv", files))
    page.get_by_label("Tính đến ngày").fill("2020-05-31")
    sent = f"Mã hồ sơ,Số văn bản,Ngày\n{code},05/UBND,29/05/2020\n"
    page.get_by_label("Lời xin lỗi gửi bằng cách khác").set_input_files(_table("xin-loi.csv", sent))
    page.get_by_role("button", name="Nhận bảng").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhận bảng")
    return page.get_by_role("heading", name="Hồ sơ quá hạn và lời xin lỗi")


def overdue_may() -> tuple[str, str]:
    """Bảng xuất tháng 5 của Thèn Sin: the code of its overdue file, and the table as it was handed in before."""
    rows = overdue_table(THEN_SIN, date(2020, 5, 31))
    return rows.splitlines()[-1].partition(",")[0], rows


def _table(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


# --- báo cáo ---


def a_wrong_figure_goes_back(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/don-vi/{TA_LENG}/bao_cao/1")
    page.get_by_text("Trả lại để sửa", exact=True).click()
    page.get_by_label("Đơn vị phải sửa gì").fill(WHY_WRONG)
    page.get_by_role("button", name="Trả lại đơn vị").click()
    expect(page.get_by_role("status")).to_contain_text("Đã trả lại")
    return page.get_by_role("heading", name="Báo cáo đã nộp")


def the_figure_is_mended(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"/don-vi/viec/{TA_LENG}/{ID}/bao_cao/1")
    for name, figure in [
        ("Hồ sơ đã tiếp nhận", "120"),
        ("Hồ sơ giải quyết quá hạn", "2"),
        ("Thư xin lỗi", "2"),
        ("vướng mắc đã tiếp nhận", "5"),
        ("vướng mắc đã trả lời", "5"),
    ]:
        page.get_by_label(name).fill(figure)
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nộp báo cáo")
    return page.get_by_role("heading", name="Báo cáo đã nộp")


def both_versions(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/don-vi/{TA_LENG}/bao_cao/1")
    return page.get_by_role("heading", name="Báo cáo 6 tháng")


def the_reform_report(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/bao-cao-cchc?ky=6-thang")
    for part in ("Kiểm tra bộ phận một cửa", "Báo cáo của các đơn vị"):
        page.get_by_text(re.compile(rf"^Chưa báo cáo đủ: .*\({part}\)$")).click()
    return page.get_by_role("heading", name="Kiểm tra bộ phận một cửa")


# --- cuối năm ---


def whether_it_helped(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"/don-vi/khac-phuc/{BINH_LU}/{ID}")
    return page.locator(".cards .card-title").first


def a_person_chooses(page: Page, books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/danh-gia")
    card = page.locator("li", has=page.get_by_role("heading", name="Nà Tăm"))
    card.get_by_text("Tiêu chí và lựa chọn").click()
    card.get_by_role("button", name="Chọn", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy nêu lý do vẫn chọn")
    card.get_by_label("Lý do của lựa chọn").fill(WHY_NA_TAM)
    card.get_by_role("button", name="Chọn", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi")
    decide(books)
    page.reload()
    card.get_by_text("Tiêu chí và lựa chọn").click()
    return page.get_by_role("heading", name="UBND xã Bản Giang")


def the_decision(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/danh-gia")
    page.get_by_label("Văn bản nào").select_option(label="Quyết định khen thưởng")
    page.get_by_role("button", name="Phát hành và cấp số").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ban hành: số 01/QĐ-UBND")
    page.goto(f"/so/{DISTRICT}/2021/QĐ/1/trang")
    return page.get_by_role("heading", name="Văn bản đã phát hành")


def the_year(page: Page, _books: Workspace) -> Locator | None:
    page.goto(f"{AFTER}/sau-cong-bo")
    return page.get_by_role("heading", name="Nhiệm vụ được ghi nhận qua các sổ này")
