"""Số, ký hiệu (PL.I-II.3)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case

CASES = [
    Case(
        "F-36",
        "Số: 05/UBND-VX",
        "Số: 5/UBND-VX",
        lambda s: s.rewrite(Style.NUMBER, "Số: 0", "Số: "),
        also=("F-102",),
    ),
    Case("F-37", "Số: 15/QĐ-UBND", "Số: 15 / QĐ-UBND", lambda s: s.rewrite(Style.NUMBER, "/", " / ")),
]
