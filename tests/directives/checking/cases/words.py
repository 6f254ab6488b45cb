"""Câu chữ: khoản, điểm, Điều; tên cơ quan; Thành phố Hồ Chí Minh; chỗ để trống."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case, Sheet, drafted

#: The older circulars wrote Khoản and Điểm large and let a capital follow a semicolon.
ND30 = tuple(f"{form.regime}/{form.name}" for form in drafted() if form.regime == "ND30")


def say(sheet: Sheet, words: str) -> bool:
    """Puts the words into the first paragraph of running text, before the marks it ends with."""
    return sheet.rewrite(Style.PARAGRAPH, r"^(.+?)((?:\./)?[.,:;]?)$", rf"\1{words}\2")


CASES = [
    Case("F-127", "theo khoản 1 Điều 3 Luật này", "theo Khoản 1 Điều 3 Luật này",
         lambda s: say(s, ", theo Khoản 1 Điều 3 Luật này"), forms=ND30),
    Case("F-127", "tại điểm a khoản 1 Điều 3", "tại Điểm a khoản 1 Điều 3",
         lambda s: say(s, ", tại Điểm a khoản 1 Điều 3"), forms=ND30),
    Case("F-127", "thực hiện Điều 3 Nghị định này", "thực hiện điều 3 Nghị định này",
         lambda s: say(s, ", thực hiện điều 3 Nghị định này")),
    Case("F-128", "trình Ủy ban nhân dân tỉnh", "trình Ủy Ban Nhân Dân tỉnh",
         lambda s: say(s, ", trình Ủy Ban Nhân Dân tỉnh")),
    Case("F-128", "báo cáo Hội đồng nhân dân xã", "báo cáo Hội đồng Nhân dân xã",
         lambda s: say(s, ", báo cáo Hội đồng Nhân dân xã")),
    Case("F-129", "tại Thành phố Hồ Chí Minh", "tại thành phố Hồ Chí Minh",
         lambda s: say(s, ", tại thành phố Hồ Chí Minh")),
    Case("F-130", "trước ngày 15 tháng 3 năm 2026", "trước ngày …… tháng 3 năm 2026",
         lambda s: say(s, ", trước ngày …… tháng 3 năm 2026")),
    Case("F-130", "do ông Nguyễn Văn An phụ trách", "do {{ nguoi_phu_trach }} phụ trách",
         lambda s: say(s, ", do {{ nguoi_phu_trach }} phụ trách")),
    Case("F-130", "theo Bảng 2", "theo Error! Reference source not found.",
         lambda s: say(s, ", theo Error! Reference source not found.")),
]  # fmt: skip
