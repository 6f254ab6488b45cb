"""Bản sao (PL.I, Phần II)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case

COPY = ("ND30/ban_sao",)

CASES = [
    Case("F-112", "SAO Y", "Sao y", lambda s: s.rewrite(Style.COPY_LABEL, "SAO Y", "Sao y"), also=("F-51",),
         forms=COPY),
    Case("F-112", "SAO Y (đậm)", "SAO Y (không đậm)", lambda s: s.letters(Style.COPY_LABEL, b="0"), also=("F-51",),
         forms=COPY),
    Case("F-112", "đường kẻ trên phần ghi bản sao", "không có đường kẻ", lambda s: s.drop(Style.COPY_RULE), forms=COPY),
    Case("F-113", "SAO Y", "SAO Y BẢN CHÍNH", lambda s: s.rewrite(Style.COPY_LABEL, "SAO Y$", "SAO Y BẢN CHÍNH"),
         forms=COPY),
]  # fmt: skip
