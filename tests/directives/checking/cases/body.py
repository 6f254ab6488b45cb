"""Bố cục nội dung: phần, chương, mục, điều, khoản, điểm; dấu kết thúc (PL.I-II.6đ)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case, Sheet

ENDING = (Style.PARAGRAPH, Style.ARTICLE, Style.CLAUSE, Style.POINT, Style.DASH)


def end_with(sheet: Sheet, mark: str) -> bool:
    changed = [sheet.rewrite(style, r"\./\.$", mark, all_of=True) for style in ENDING]
    return any(changed)


CASES = [
    Case("F-78", "Chương I", "Chương 1", lambda s: s.rewrite(Style.HEADING, "Chương I$", "Chương 1")),
    Case("F-78", "Chương I", "CHƯƠNG I", lambda s: s.rewrite(Style.HEADING, "Chương I$", "CHƯƠNG I")),
    Case("F-78", "QUY ĐỊNH CHUNG", "Quy định chung",
         lambda s: s.rewrite(Style.HEADING_TITLE, "QUY ĐỊNH CHUNG", "Quy định chung")),
    Case("F-79", "Mục 1", "Mục I", lambda s: s.rewrite(Style.HEADING, "Mục 1", "Mục I")),
    Case("F-79", "I. SỰ CẦN THIẾT", "I. Sự cần thiết", lambda s: s.rewrite(Style.SECTION, "SỰ CẦN", "Sự cần")),
    Case("F-80", "Điều 2. …", "Điều 3. …", lambda s: s.rewrite(Style.ARTICLE, r"^Điều 2\.", "Điều 3.")),
    Case("F-80", "Điều 1. (đậm)", "Điều 1. (không đậm)", lambda s: s.letters(Style.ARTICLE, b="0")),
    Case("F-81", "I. … II. …", "I. … III. …", lambda s: s.rewrite(Style.SECTION, r"^II\. ", "III. ")),
    Case("F-81", "1. … 2. …", "1. … 3. …", lambda s: s.rewrite(Style.CLAUSE, r"^2\. ", "3. ")),
    Case("F-81", "a) … b) …", "a) … c) …", lambda s: s.rewrite(Style.POINT, r"^b\) ", "c) ")),
    Case("F-82", "… phê duyệt./.", "… phê duyệt.", lambda s: end_with(s, ".")),
    Case("F-82", "… phê duyệt./.", "… phê duyệt ./.", lambda s: end_with(s, " ./.")),
]  # fmt: skip
