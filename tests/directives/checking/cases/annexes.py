"""Phụ lục và văn bản kèm theo (PL.I-III.1; mẫu 1.3)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case

CASES = [
    Case("F-98", "Điều 1. Phê duyệt kết quả … (chi tiết tại Phụ lục kèm theo).", "Điều 1. Phê duyệt kết quả ….",
         lambda s: s.rewrite(Style.ARTICLE, r" \(chi tiết tại Phụ lục[^)]*\)", "")),
    Case("F-99", "Phụ lục", "PHỤ LỤC", lambda s: s.rewrite(Style.ANNEX_LABEL, "Phụ lục", "PHỤ LỤC")),
    Case("F-99", "Phụ lục (đậm)", "Phụ lục (không đậm)", lambda s: s.letters(Style.ANNEX_LABEL, b="0")),
    Case("F-99", "Phụ lục (cỡ 14)", "Phụ lục (cỡ 13)", lambda s: s.letters(Style.ANNEX_LABEL, sz="26")),
    Case("F-100", "Phụ lục", "Phụ lục I", lambda s: s.rewrite(Style.ANNEX_LABEL, "Phụ lục$", "Phụ lục I")),
    Case("F-101", "KẾT QUẢ ĐO LƯỜNG …", "Kết quả đo lường …",
         lambda s: s.rewrite(Style.ANNEX_TITLE, "KẾT QUẢ ĐO LƯỜNG", "Kết quả đo lường")),
    Case("F-101", "KẾT QUẢ … (giữa dòng)", "KẾT QUẢ … (canh trái)",
         lambda s: s.paragraph(Style.ANNEX_TITLE, "jc", val="left")),
    Case("F-102", "(Kèm theo Quyết định số 05/QĐ-UBND ngày …)", "(Kèm theo Quyết định số 06/QĐ-UBND ngày …)",
         lambda s: s.rewrite(Style.ANNEX_REFERENCE, "số 05/", "số 06/")),
    Case("F-102", "(Kèm theo … ngày 05 tháng 3 năm 2026 …)", "(Kèm theo … ngày 06 tháng 3 năm 2026 …)",
         lambda s: s.rewrite(Style.ANNEX_REFERENCE, "ngày 05", "ngày 06")),
    Case("F-102", "(Kèm theo …) (nghiêng)", "(Kèm theo …) (đứng)", lambda s: s.letters(Style.ANNEX_REFERENCE, i="0")),
    Case("F-103", "số trang phụ lục từ 1", "số trang phụ lục từ 5",
         lambda s: s.section("pgNumType", last_only=True, start="5"), forms=("ND30/quyet_dinh", "TT01/quyet_dinh")),
    Case("F-111", "(Kèm theo Quyết định số 05/QĐ-UBND …)", "(Theo Quyết định số 05/QĐ-UBND …)",
         lambda s: s.rewrite(Style.ATTACHED_REFERENCE, "Kèm theo", "Theo"), forms=("ND30/van_ban_kem_theo",)),
]  # fmt: skip
