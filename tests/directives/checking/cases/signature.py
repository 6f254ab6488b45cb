"""Chữ ký (PL.I-II.7; Đ.13)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case, Sheet


def shout_the_name(sheet: Sheet) -> bool:
    for paragraph in sheet.paragraphs(Style.SIGNER):
        sheet.write(paragraph, sheet.text(paragraph).upper())
    return bool(sheet.paragraphs(Style.SIGNER))


CASES = [
    Case("F-89", "TM. ỦY BAN NHÂN DÂN", "TM ỦY BAN NHÂN DÂN", lambda s: s.rewrite(Style.SIGNATURE, r"^TM\. ", "TM ")),
    Case("F-89", "KT. GIÁM ĐỐC", "KT.GIÁM ĐỐC", lambda s: s.rewrite(Style.SIGNATURE, r"^KT\. ", "KT.")),
    Case("F-89", "TL. GIÁM ĐỐC", "T/L. GIÁM ĐỐC", lambda s: s.rewrite(Style.SIGNATURE, r"^TL\. ", "T/L. ")),
    Case("F-90", "CHỦ TỊCH (đậm)", "CHỦ TỊCH (không đậm)", lambda s: s.letters(Style.SIGNATURE, b="0")),
    Case("F-90", "CHỦ TỊCH (giữa ô)", "CHỦ TỊCH (canh trái)", lambda s: s.paragraph(Style.SIGNATURE, "jc", val="left")),
    Case("F-91", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "ỦY BAN NHÂN DÂN / CHỦ TỊCH",
         lambda s: s.rewrite(Style.SIGNATURE, r"^TM\. ỦY", "ỦY")),
    Case("F-92", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC / CHÁNH VĂN PHÒNG",
         lambda s: s.rewrite(Style.SIGNATURE, "^PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
    Case("F-93", "TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG", "TL. GIÁM ĐỐC / PHÓ CHÁNH VĂN PHÒNG",
         lambda s: s.rewrite(Style.SIGNATURE, "^CHÁNH VĂN", "PHÓ CHÁNH VĂN")),
    Case("F-94", "ỦY BAN NHÂN DÂN TỈNH … quyết định; TM. ỦY BAN NHÂN DÂN ký",
         "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH … quyết định; TM. ỦY BAN NHÂN DÂN ký",
         lambda s: s.rewrite(Style.DECIDING_AUTHORITY, "^ỦY BAN", "CHỦ TỊCH ỦY BAN"),
         forms=("ND30/quyet_dinh", "ND30/nghi_quyet", "ND30/van_ban_kem_theo")),
    Case("F-95", "Nguyễn Văn Mẫu", "NGUYỄN VĂN MẪU", shout_the_name),
    Case("F-95", "Nguyễn Văn Mẫu (đậm)", "Nguyễn Văn Mẫu (không đậm)", lambda s: s.letters(Style.SIGNER, b="0")),
    Case("F-96", "Nguyễn Văn Mẫu", "TS. Nguyễn Văn Mẫu", lambda s: s.rewrite(Style.SIGNER, r"^(?=\w)", "TS. ")),
]  # fmt: skip
