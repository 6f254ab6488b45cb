"""Đoạn văn: cỡ chữ, canh lề, lùi đầu dòng, khoảng cách đoạn và dòng (PL.I-II.6e)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case, Sheet, drafted

TEXT = (Style.PARAGRAPH, Style.ARTICLE, Style.CLAUSE, Style.POINT, Style.DASH, Style.TITLE, Style.SECTION)
MIXED = (
    "ND30/cong_van",
    "TT01/cong_van",
    "ND30/cong_dien",
    "TT01/cong_dien",
)  # with clauses and other paragraphs


def under(regime: str) -> tuple[str, ...]:
    return tuple(f"{form.regime}/{form.name}" for form in drafted() if form.regime == regime)


def letters(sheet: Sheet, **values: str | None) -> bool:
    changed = [sheet.letters(style, **values) for style in TEXT]
    return any(changed)


def paragraphs(sheet: Sheet, name: str, **attributes: str) -> bool:
    changed = [sheet.paragraph(style, name, **attributes) for style in TEXT]
    return any(changed)


CASES = [
    Case("F-72", "nội dung cỡ 14", "nội dung cỡ 12", lambda s: letters(s, sz="24"), also=("F-78", "F-79", "F-80")),
    Case("F-72", "mọi đoạn cỡ 14", "khoản cỡ 13, các đoạn khác cỡ 14", lambda s: s.letters(Style.CLAUSE, sz="26"),
         forms=MIXED),
    Case("F-73", "canh đều hai lề", "canh trái", lambda s: paragraphs(s, "jc", val="left")),
    Case("F-74", "lùi đầu dòng 12,7 mm", "không lùi đầu dòng", lambda s: paragraphs(s, "ind", firstLine="0"),
         forms=under("ND30")),
    Case("F-74", "lùi đầu dòng 10 mm", "lùi đầu dòng 11,4 mm", lambda s: paragraphs(s, "ind", firstLine="648"),
         forms=under("ND30")),
    Case("F-75", "lùi đầu dòng từ 10 đến 12,7 mm", "lùi đầu dòng 20 mm",
         lambda s: paragraphs(s, "ind", firstLine="1134"), forms=under("TT01")),
    Case("F-76", "hai đoạn cách nhau 6 pt", "hai đoạn cách nhau 2 pt",
         lambda s: paragraphs(s, "spacing", before="0", after="40")),
    Case("F-77", "giãn dòng 1,5", "giãn dòng 2", lambda s: paragraphs(s, "spacing", line="480", lineRule="auto")),
    Case("F-77", "giãn dòng cố định 18 pt cho cỡ 14", "giãn dòng cố định 12 pt cho cỡ 14",
         lambda s: paragraphs(s, "spacing", line="240", lineRule="exact")),
]  # fmt: skip
