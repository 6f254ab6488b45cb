"""Khổ giấy, lề, phông chữ, số trang (PL.I, Phần I, Mục I)."""

import unicodedata

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case, Sheet, W, drafted

ND30 = tuple(f"ND30/{form.name}" for form in drafted() if form.regime == "ND30")
TT01 = tuple(f"TT01/{form.name}" for form in drafted() if form.regime == "TT01")
#: Minutes bear no day in their head; a copy is known by the number below it.
WITH_DATE = tuple(name for name in (*ND30, *TT01) if not name.endswith("/bien_ban"))
NO_COPY = tuple(name for name in (*ND30, *TT01) if not name.endswith("/ban_sao"))
WITHOUT_TABLE = ("ND30/cong_van", "ND30/nghi_quyet", "ND30/thu_cong", "TT01/cong_van")
WITH_ANNEX = ("ND30/quyet_dinh", "TT01/quyet_dinh")


def decompose(sheet: Sheet) -> bool:
    """The body's letters with their marks apart, as old systems wrote them."""
    paragraphs = sheet.paragraphs(Style.PARAGRAPH)
    for paragraph in paragraphs:
        sheet.write(paragraph, unicodedata.normalize("NFD", sheet.text(paragraph)))
    return bool(paragraphs)


def page_number(sheet: Sheet, old: str, new: str) -> bool:
    """Changes the paragraph of the page number in the header or footer that bears it."""
    found = [name for name, part in sheet.parts.items() if b" PAGE " in part]
    for name in found:
        sheet.parts[name] = sheet.parts[name].replace(old.encode(), new.encode())
    return bool(found)


def place_number(sheet: Sheet, alignment: str) -> bool:
    style = f'<w:pStyle w:val="{sheet.ids[Style.PAGE_NUMBER]}"/>'
    return page_number(sheet, style, f'{style}<w:jc w:val="{alignment}"/>')


def number_letters(sheet: Sheet, look: str) -> bool:
    return page_number(sheet, "<w:r><w:t>2", f"<w:r><w:rPr>{look}</w:rPr><w:t>2") and page_number(
        sheet, "<w:r><w:fldChar", f"<w:r><w:rPr>{look}</w:rPr><w:fldChar"
    )


def number_on_first(sheet: Sheet) -> bool:
    found = list(sheet.root.iter(f"{W}titlePg"))
    for element in found:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    return bool(found) and any(b" PAGE " in part for part in sheet.parts.values())


def turned(sheet: Sheet) -> bool:
    return sheet.section("pgSz", w="16838", h="11906", orient="landscape")


def colour(sheet: Sheet, style: Style) -> bool:
    return sheet.letters(style, color="0000FF")


CASES = [
    Case("F-01", "A4 (210 x 297 mm)", "giấy thư (216 x 279 mm)", lambda s: s.section("pgSz", w="12240", h="15840"),
         also=("F-08",), forms=ND30),
    Case("F-02", "A4 (210 x 297 mm)", "giấy thư (216 x 279 mm)", lambda s: s.section("pgSz", w="12240", h="15840"),
         forms=TT01),
    Case("F-03", "A4 đứng", "A4 nằm ngang, không có bảng", turned, forms=WITHOUT_TABLE),
    Case("F-04", "lề trên 20 mm", "lề trên 15 mm", lambda s: s.section("pgMar", top="850"), also=("F-08",)),
    Case("F-05", "lề dưới 20 mm", "lề dưới 26 mm", lambda s: s.section("pgMar", bottom="1474"), also=("F-08",)),
    Case("F-06", "lề trái 30 mm", "lề trái 25 mm", lambda s: s.section("pgMar", left="1417"), also=("F-08",)),
    Case("F-07", "lề phải 15 mm", "lề phải 25 mm", lambda s: s.section("pgMar", right="1417"), also=("F-08",)),
    Case("F-08", "phụ lục: lề trên 20 mm", "phụ lục: lề trên 15 mm",
         lambda s: s.section("pgMar", last_only=True, top="850"), forms=WITH_ANNEX),
    Case("F-08", "phụ lục trên giấy A4", "phụ lục trên giấy A3",
         lambda s: s.section("pgSz", last_only=True, w="16838", h="23811"), forms=WITH_ANNEX),
    Case("F-09", "Times New Roman", "Arial", lambda s: s.letters(Style.PARAGRAPH, rFonts="Arial"), forms=ND30),
    Case("F-10", "Times New Roman", "Arial", lambda s: s.letters(Style.PARAGRAPH, rFonts="Arial"), forms=TT01),
    Case("F-11", "Times New Roman", ".VnTime", lambda s: s.letters(Style.PARAGRAPH, rFonts=".VnTime")),
    Case("F-12", "ế là một chữ", "ế là chữ e và hai dấu", decompose),
    Case("F-13", "chữ đen", "chữ xanh", lambda s: colour(s, Style.PARAGRAPH), forms=ND30),
    Case("F-13", "số, ký hiệu màu đen", "số, ký hiệu màu xanh", lambda s: colour(s, Style.NUMBER), forms=ND30),
    Case("F-14", "số trang ở giữa lề trên", "số trang bên phải", lambda s: place_number(s, "right"), forms=ND30),
    Case("F-15", "số trang ở góc phải, cuối trang", "số trang ở giữa", lambda s: place_number(s, "center"), forms=TT01),
    Case("F-16", "số trang cỡ 13", "số trang cỡ 10", lambda s: number_letters(s, '<w:sz w:val="20"/>')),
    Case("F-16", "số trang đứng", "số trang nghiêng", lambda s: number_letters(s, "<w:i/>")),
    Case("F-17", "trang đầu không có số", "trang đầu có số 1", number_on_first),
    Case("F-18", "2, 3, 4", "ii, iii, iv", lambda s: s.section("pgNumType", fmt="lowerRoman")),
]  # fmt: skip
