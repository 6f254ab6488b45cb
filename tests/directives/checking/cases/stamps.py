"""Dấu, chỉ dẫn, địa chỉ liên hệ (PL.I-III.2, 3, 4)."""

from lxml import etree

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case, Sheet, W

LETTER = ("ND30/cong_van",)
SIDES = ("top", "left", "bottom", "right")


def unframed(sheet: Sheet, style: Style) -> bool:
    """Takes the borders off the paragraphs of a style."""
    for paragraph in sheet.paragraphs(style):
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        borders = etree.SubElement(properties, f"{W}pBdr")
        for side in SIDES:
            etree.SubElement(borders, f"{W}{side}", {f"{W}val": "nil"})
    return bool(sheet.paragraphs(style))


CASES = [
    Case("F-104", "KHẨN", "Khẩn", lambda s: s.rewrite(Style.URGENT, "KHẨN", "Khẩn")),
    Case("F-104", "HỎA TỐC (màu đỏ)", "HỎA TỐC (màu đen)", lambda s: s.letters(Style.MOST_URGENT, color="000000")),
    Case("F-104", "KHẨN (khung 20 x 8 mm)", "KHẨN (khung rộng hơn)",
         lambda s: s.paragraph(Style.URGENT, "ind", left="600", right="600")),
    Case("F-104", "HỎA TỐC (trong khung)", "HỎA TỐC (không có khung)", lambda s: unframed(s, Style.MOST_URGENT)),
    Case("F-105", "HỎA TỐC", "HỎA TỐC HẸN GIỜ", lambda s: s.rewrite(Style.MOST_URGENT, "HỎA TỐC", "HỎA TỐC HẸN GIỜ"),
         forms=("ND30/cong_dien",)),
    Case("F-106", "LƯU HÀNH NỘI BỘ", "Lưu hành nội bộ",
         lambda s: s.rewrite(Style.CIRCULATION, "LƯU HÀNH NỘI BỘ", "Lưu hành nội bộ")),
    Case("F-106", "LƯU HÀNH NỘI BỘ (trong khung)", "LƯU HÀNH NỘI BỘ (không có khung)",
         lambda s: unframed(s, Style.CIRCULATION)),
    Case("F-107", "PL.(150)", "P. Hà", lambda s: s.rewrite(Style.DRAFTER_MARK, r".+", "P. Hà")),
    Case("F-107", "PL.(150) (cỡ 11)", "PL.(150) (cỡ 13)", lambda s: s.letters(Style.DRAFTER_MARK, sz="26")),
    Case("F-108", "địa chỉ cỡ 11", "địa chỉ cỡ 14", lambda s: s.letters(Style.CONTACT, sz="28")),
    Case("F-108", "đường kẻ hết bề ngang phía trên địa chỉ", "không có đường kẻ", lambda s: unframed(s, Style.CONTACT)),
    Case("F-110", "không có dấu dự thảo", "DỰ THẢO",
         lambda s: s.rewrite(Style.CIRCULATION, ".+", "DỰ THẢO"), forms=LETTER),
    Case("F-110", "không có dấu dự thảo", "DỰ THẢO LẦN 2",
         lambda s: s.rewrite(Style.CIRCULATION, ".+", "DỰ THẢO LẦN 2"), forms=LETTER),
]  # fmt: skip

#: (rule, right, wrong) proven by tests/directives/checking/test_stamp_rules.py
SHOWN = [("F-109", "văn bản không mang dấu độ mật", "MẬT")]
