"""Văn bản PDF thử: made without LibreOffice, for those who only want something to sign."""

from fpdf import FPDF

from directives.conversion.fonts import font_file


def a_letter(
    *,
    title: str = "CHỦ TỊCH",
    name: str = "Nguyễn Văn Mẫu",
    gap: int = 80,
    pages: int = 1,
    secretary: str = "",
) -> bytes:
    """Văn bản PDF thử: recipients on the left, title and name on the right, further pages with an annex."""
    page = FPDF(unit="pt", format="A4")
    page.add_font("f", fname=font_file("Times New Roman"))
    page.set_font("f", size=14)
    page.add_page()
    for at, line in ((100, "Số: 05/KH-UBND"), (300, "Ủy ban nhân dân tỉnh yêu cầu thực hiện./.")):
        page.text(85, at, line)
    page.text(85, 500, "Nơi nhận:")
    for at, line in ((500, title), (500 + 14 + gap, name)):
        page.text(430 - page.get_string_width(line) / 2, at, line)
    if secretary:
        for at, line in ((520, "THƯ KÝ"), (600, secretary)):
            page.text(160 - page.get_string_width(line) / 2, at, line)
    for _ in range(pages - 1):
        page.add_page()
        page.text(250, 100, "Phụ lục")
        page.text(400, 500, "TỔNG CỘNG")
        page.text(400, 560, "Xã Mường Phăng")
    content = bytes(page.output())
    for font in page.fonts.values():
        font.close()
    return content
