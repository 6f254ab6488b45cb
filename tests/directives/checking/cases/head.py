"""Quốc hiệu, Tiêu ngữ, tên cơ quan (PL.I-II.1, PL.I-II.2)."""

from lxml import etree

from directives.rendering.styles import Style
from tests.directives.checking.cases.page import ND30, TT01, WITH_DATE
from tests.directives.checking.spoiling import Case, Sheet, W


def halves_changed(sheet: Sheet) -> bool:
    """The state name left, the body right."""
    names = sheet.paragraphs(Style.STATE_NAME)
    for name in names[:1]:
        table = next(name.iterancestors(f"{W}tbl"))
        for row in table.iterchildren(f"{W}tr"):
            first, *_, last = row.iterchildren(f"{W}tc")
            last.addnext(first)
    return bool(names)


def below_the_text(sheet: Sheet) -> bool:
    """A sentence above the letterhead."""
    body = sheet.root.find(f"{W}body")
    assert body is not None
    if not sheet.paragraphs(Style.STATE_NAME):
        return False
    paragraph = etree.Element(f"{W}p")
    text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    text.text = "Sở Nội vụ báo cáo kết quả thực hiện nhiệm vụ được giao trong quý như sau, đề nghị xem xét, cho ý kiến"
    body.insert(0, paragraph)
    return True


def with_parent(sheet: Sheet, issuer: str) -> bool:
    """Another body below the parent body."""
    return bool(sheet.paragraphs(Style.PARENT_BODY)) and sheet.rewrite(Style.ISSUER, r"^.*$", issuer)


CASES = [
    Case("F-20", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM",
         lambda s: s.rewrite(Style.STATE_NAME, "VIỆT", "VIÊT")),
    Case("F-21", "Quốc hiệu đậm", "Quốc hiệu không đậm", lambda s: s.letters(Style.STATE_NAME, b="0")),
    Case("F-21", "Quốc hiệu cỡ 13", "Quốc hiệu cỡ 11", lambda s: s.letters(Style.STATE_NAME, sz="22")),
    Case("F-22", "Quốc hiệu trên một dòng", "Quốc hiệu trên hai dòng",
         lambda s: s.paragraph(Style.STATE_NAME, "ind", left="1500")),
    Case("F-23", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc",
         lambda s: s.rewrite(Style.MOTTO, "^.*$", "Độc lập – Tự do – Hạnh phúc")),
    Case("F-24", "Tiêu ngữ đậm", "Tiêu ngữ không đậm", lambda s: s.letters(Style.MOTTO, b="0")),
    Case("F-24", "Tiêu ngữ canh giữa", "Tiêu ngữ canh trái", lambda s: s.paragraph(Style.MOTTO, "jc", val="left")),
    Case("F-25", "đường kẻ dưới Tiêu ngữ", "không có đường kẻ", lambda s: s.drop(Style.MOTTO_RULE)),
    Case("F-25", "đường kẻ dài bằng Tiêu ngữ", "đường kẻ ngắn hơn Tiêu ngữ",
         lambda s: s.paragraph(Style.MOTTO_RULE, "ind", left="2200", right="2200")),
    Case("F-26", "đường kẻ riêng", "gạch chân Tiêu ngữ", lambda s: s.letters(Style.MOTTO, u="single"), forms=ND30),
    Case("F-27", "tên cơ quan bên trái, Quốc hiệu bên phải", "Quốc hiệu bên trái", halves_changed),
    Case("F-27", "phần đầu đứng đầu trang", "nội dung đứng trước phần đầu", below_the_text),
    Case("F-28", "Quốc hiệu giãn dòng đơn", "Quốc hiệu giãn dòng 1,5",
         lambda s: s.paragraph(Style.STATE_NAME, "spacing", line="360", lineRule="auto")),
    Case("F-29", "UBND TỈNH LÂM ĐỒNG (không đậm)", "UBND TỈNH LÂM ĐỒNG (đậm)",
         lambda s: s.letters(Style.PARENT_BODY, b=None)),
    Case("F-29", "UBND TỈNH LÂM ĐỒNG", "UBND tỉnh Lâm Đồng",
         lambda s: s.rewrite(Style.PARENT_BODY, "TỈNH LÂM ĐỒNG", "tỉnh Lâm Đồng")),
    Case("F-30", "SỞ NỘI VỤ (đậm)", "SỞ NỘI VỤ (không đậm)", lambda s: s.letters(Style.ISSUER, b="0")),
    Case("F-30", "SỞ NỘI VỤ canh giữa", "SỞ NỘI VỤ canh trái", lambda s: s.paragraph(Style.ISSUER, "jc", val="left")),
    Case("F-31", "đường kẻ dưới tên cơ quan", "không có đường kẻ", lambda s: s.drop(Style.ISSUER_RULE)),
    Case("F-31", "đường kẻ dài 1/3 - 1/2 dòng chữ", "đường kẻ suốt cột",
         lambda s: s.paragraph(Style.ISSUER_RULE, "ind", left="0", right="0")),
    Case("F-32", "ỦY BAN NHÂN DÂN", "UBND", lambda s: s.rewrite(Style.ISSUER, "ỦY BAN NHÂN DÂN", "UBND")),
    Case("F-33", "ỦY BAN NHÂN DÂN XÃ ĐẠI LÀO", "UBND HUYỆN LẠC DƯƠNG / ỦY BAN NHÂN DÂN XÃ ĐẠI LÀO",
         lambda s: with_parent(s, "ỦY BAN NHÂN DÂN XÃ ĐẠI LÀO"), forms=TT01),
    Case("F-34", "PHÒNG VĂN HÓA - XÃ HỘI (của xã)", "UBND HUYỆN ĐỨC TRỌNG",
         lambda s: s.rewrite(Style.PARENT_BODY, "TỈNH LÂM ĐỒNG", "HUYỆN ĐỨC TRỌNG"),
         forms=tuple(name for name in WITH_DATE if name in ND30)),
    Case("F-131", "cỡ 13 - 14 - 14", "cỡ 13 - 13 - 14", lambda s: s.letters(Style.MOTTO, sz="26")),
]  # fmt: skip
