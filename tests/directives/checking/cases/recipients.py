"""Nơi nhận (PL.I-II.9)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case

CASES = [
    Case("F-83", "Nơi nhận:", "Nơi nhận", lambda s: s.rewrite(Style.RECIPIENTS_LABEL, ":", "")),
    Case("F-83", "Nơi nhận: (nghiêng, đậm)", "Nơi nhận: (đứng)", lambda s: s.letters(Style.RECIPIENTS_LABEL, i="0")),
    Case("F-84", "nơi nhận cỡ 11", "nơi nhận cỡ 13", lambda s: s.letters(Style.RECIPIENT, sz="26")),
    Case("F-85", "- Như trên;", "- Như trên", lambda s: s.rewrite(Style.RECIPIENT, ";$", "")),
    Case("F-85", "- Lưu: VT.", "- Lưu: VT;", lambda s: s.rewrite(Style.RECIPIENT, r"\.$", ";"), also=("F-87",)),
    Case("F-86", "- Như trên;", "- Bộ Nội vụ;", lambda s: s.rewrite(Style.RECIPIENT, "Như trên", "Bộ Nội vụ"),
         forms=("ND30/cong_van", "TT01/cong_van", "ND30/van_ban_ten_loai", "ND30/cong_dien", "ND30/thu_cong")),
    Case("F-86", "- Như Điều 2;", "- Như trên;", lambda s: s.rewrite(Style.RECIPIENT, r"Như Điều \d", "Như trên")),
    Case("F-87", "- Lưu: VT, CCHC.", "- Lưu VT, CCHC.", lambda s: s.rewrite(Style.RECIPIENT, "Lưu: ", "Lưu ")),
    Case("F-87", "- Lưu: VT, CCHC.", "- Lưu: CCHC.", lambda s: s.rewrite(Style.RECIPIENT, "Lưu: VT, ", "Lưu: ")),
]  # fmt: skip
