"""Số, ký hiệu (PL.I-II.3)."""

from lxml import etree

from directives.rendering.styles import Style
from tests.directives.checking.cases.page import ND30, NO_COPY, WITH_DATE
from tests.directives.checking.spoiling import Case, Sheet, W

ND30_NAMED = ("ND30/quyet_dinh", "ND30/nghi_quyet", "ND30/van_ban_ten_loai")
LETTERS = ("ND30/cong_van", "TT01/cong_van")


def date_below_the_motto(sheet: Sheet) -> bool:
    """The date in the cell of the motto, above the row of the number."""
    dates, mottoes = sheet.paragraphs(Style.PLACE_AND_DATE), sheet.paragraphs(Style.MOTTO)
    if not dates or not mottoes or not sheet.paragraphs(Style.NUMBER):
        return False
    cell, upper = (next(one.iterancestors(f"{W}tc")) for one in (dates[0], mottoes[0]))
    if cell is upper:
        return False
    upper.append(dates[0])
    etree.SubElement(cell, f"{W}p")
    return True


CASES = [
    Case("F-35", "Số: 05/SNV-CCHC", "Số: 05", lambda s: s.rewrite(Style.NUMBER, "/.*$", "/"),
         also=("F-102", "F-111"), forms=NO_COPY),
    Case("F-35", "Số: 15/QĐ-UBND", "Số: 15/qđ-ubnd", lambda s: s.rewrite(Style.NUMBER, "QĐ-[A-Z]+", "qđ-ubnd"),
         also=("F-40", "F-102", "F-111")),
    Case("F-36", "Số: 05/UBND-VX", "Số: 5/UBND-VX", lambda s: s.rewrite(Style.NUMBER, "Số: 0", "Số: "),
         also=("F-102",)),
    Case("F-36", "Số: 15/UBND-VX", "Số: 015/UBND-VX", lambda s: s.rewrite(Style.NUMBER, "Số: 0", "Số: 00"),
         also=("F-102",)),
    Case("F-37", "Số: 15/QĐ-UBND", "Số: 15 / QĐ-UBND", lambda s: s.rewrite(Style.NUMBER, "/", " / ")),
    Case("F-37", "Số: 15/QĐ-UBND", "Số: 15/QĐ–UBND", lambda s: s.rewrite(Style.NUMBER, "-", "–")),
    Case("F-38", "số, ký hiệu không đậm", "số, ký hiệu đậm", lambda s: s.letters(Style.NUMBER, b=None)),
    Case("F-39", "Số: 05/SNV-CCHC", "Số 05/SNV-CCHC", lambda s: s.rewrite(Style.NUMBER, "Số:", "Số")),
    Case("F-39", "Số: 05/SNV-CCHC", "SỐ: 05/SNV-CCHC", lambda s: s.rewrite(Style.NUMBER, "Số:", "SỐ:")),
    Case("F-40", "Số: 05/QĐ-UBND (quyết định)", "Số: 05/KH-UBND (quyết định)",
         lambda s: s.rewrite(Style.NUMBER, "/[^-]+-", "/PA-"), also=("F-102", "F-111"), forms=ND30_NAMED),
    Case("F-41", "Số: 05/SNV-CCHC", "Số: 05/CV-SNV", lambda s: s.rewrite(Style.NUMBER, "/.*$", "/CV-SNV"),
         forms=LETTERS),
    Case("F-41", "Số: 05/SNV-CCHC", "Số: 05/SNV", lambda s: s.rewrite(Style.NUMBER, "/.*$", "/SNV"), forms=LETTERS),
    Case("F-42", "Số: 05/QĐ-UBND", "Số: 05/2026/QĐ-UBND", lambda s: s.rewrite(Style.NUMBER, "/", "/2026/"),
         also=("F-102", "F-111"), forms=NO_COPY),
    Case("F-43", "số và ngày tháng cùng một dòng", "ngày tháng ở dòng trên", date_below_the_motto,
         forms=tuple(name for name in WITH_DATE if name in ND30)),
]  # fmt: skip
