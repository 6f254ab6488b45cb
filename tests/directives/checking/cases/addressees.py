"""Kính gửi (PL.I-II.9)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case, Sheet


def nobody(sheet: Sheet) -> bool:
    """No addressees at all."""
    found = [sheet.drop(style) for style in (Style.ADDRESSEES_LABEL, Style.ADDRESSEE, Style.ADDRESSEE_LINE)]
    return any(found)


def only_one(sheet: Sheet) -> bool:
    """One addressee, left in the list."""
    items = sheet.paragraphs(Style.ADDRESSEE)
    for item in items[1:]:
        parent = item.getparent()
        assert parent is not None
        parent.remove(item)
    return len(items) > 1 and sheet.rewrite(Style.ADDRESSEE, ";$", ".")


LETTERS = ("ND30/cong_van", "TT01/cong_van")

CASES = [
    Case("F-60", "Kính gửi: Bưu điện tỉnh", "(không có Kính gửi)", nobody, forms=LETTERS),
    Case("F-62", "Kính gửi: (không đậm)", "Kính gửi: (đậm)", lambda s: s.letters(Style.ADDRESSEES_LABEL, b=None)),
    Case("F-62", "Kính gửi:", "Kính gửi", lambda s: s.rewrite(Style.ADDRESSEES_LABEL, "gửi:", "gửi")),
    Case("F-62", "nơi nhận không đậm", "nơi nhận đậm", lambda s: s.letters(Style.ADDRESSEE, b=None)),
    Case("F-63", "Kính gửi: Bưu điện tỉnh", "Kính gửi: / - Bưu điện tỉnh.", only_one, forms=LETTERS),
    Case("F-64", "- Bưu điện tỉnh;", "- Bưu điện tỉnh", lambda s: s.rewrite(Style.ADDRESSEE, ";$", "")),
    Case("F-64", "- Bưu điện tỉnh. (dòng cuối)", "- Bưu điện tỉnh; (dòng cuối)",
         lambda s: s.rewrite(Style.ADDRESSEE, r"\.$", ";")),
    Case("F-65", "các gạch đầu dòng thẳng hàng", "gạch đầu dòng thụt ra",
         lambda s: s.paragraph(Style.ADDRESSEE, "ind", True, left="3200"), forms=("ND30/cong_van", "ND30/cong_dien")),
]  # fmt: skip

#: F-61: test_rules.py::test_what_is_wrong_and_only_that_is_found, "a decision with addressee".
SHOWN = [("F-61", "(quyết định không có Kính gửi)", "Kính gửi: Sở Nội vụ")]
