"""Tên loại và trích yếu (PL.I-II.5)."""

from directives.rendering.styles import Style
from tests.directives.checking.cases.page import ND30
from tests.directives.checking.spoiling import Case, Sheet, W

LONG = "Về việc phê duyệt kết quả đo lường sự hài lòng của người dân đối với sự phục vụ hành chính; " * 6


def subject_below_the_head(sheet: Sheet) -> bool:
    """The subject of a letter below the table of the letterhead."""
    found = sheet.paragraphs(Style.LETTER_SUBJECT)
    for paragraph in reversed(found):
        next(paragraph.iterancestors(f"{W}tbl")).addnext(paragraph)
    return bool(found)


CASES = [
    Case("F-51", "QUYẾT ĐỊNH (đậm)", "QUYẾT ĐỊNH (không đậm)", lambda s: s.letters(Style.TYPE_NAME, b="0")),
    Case("F-51", "QUYẾT ĐỊNH canh giữa", "QUYẾT ĐỊNH canh trái",
         lambda s: s.paragraph(Style.TYPE_NAME, "jc", val="left")),
    Case("F-53", "trích yếu đậm", "trích yếu không đậm", lambda s: s.letters(Style.SUBJECT, b="0")),
    Case("F-53", "trích yếu canh giữa", "trích yếu canh trái", lambda s: s.paragraph(Style.SUBJECT, "jc", val="left")),
    Case("F-54", "đường kẻ dưới trích yếu", "không có đường kẻ", lambda s: s.drop(Style.SUBJECT_RULE)),
    Case("F-54", "đường kẻ dài 1/3 - 1/2 dòng chữ", "đường kẻ suốt trang",
         lambda s: s.paragraph(Style.SUBJECT_RULE, "ind", left="0", right="0")),
    Case("F-55", "V/v phối hợp điều tra", "v/v phối hợp điều tra",
         lambda s: s.rewrite(Style.LETTER_SUBJECT, "V/v", "v/v")),
    Case("F-55", "V/v phối hợp điều tra", "V/v phối hợp điều tra.",
         lambda s: s.rewrite(Style.LETTER_SUBJECT, "$", ".")),
    Case("F-56", "trích yếu công văn không đậm", "trích yếu công văn đậm",
         lambda s: s.letters(Style.LETTER_SUBJECT, b=None)),
    Case("F-56", "trích yếu công văn canh giữa", "trích yếu công văn canh trái",
         lambda s: s.rewrite(Style.LETTER_SUBJECT, "^.*$", "V/v báo cáo")
         and s.paragraph(Style.LETTER_SUBJECT, "jc", val="left")),
    Case("F-57", "cách số, ký hiệu 6 pt", "cách số, ký hiệu 0 pt",
         lambda s: s.paragraph(Style.LETTER_SUBJECT, "spacing", before="0")),
    Case("F-58", "trích yếu dưới số, ký hiệu", "trích yếu dưới phần đầu văn bản", subject_below_the_head),
    Case("F-59", "trích yếu dưới 500 ký tự", "trích yếu trên 500 ký tự",
         lambda s: s.rewrite(Style.SUBJECT, "^.*$", LONG.strip("; ")), forms=ND30),
]  # fmt: skip

#: F-52: test_rules.py::test_what_is_wrong_and_only_that_is_found, "a letter with a title".
SHOWN = [("F-52", "(công văn không có tên loại)", "CÔNG VĂN")]
