"""Căn cứ, viện dẫn, phần quyết định (PL.I-II.6a, 6b; mẫu 1.2)."""

from directives.rendering.styles import Style
from tests.directives.checking.spoiling import Case

DECISIONS = ("ND30/quyet_dinh", "ND30/nghi_quyet", "ND30/van_ban_kem_theo")
OLD_DECISIONS = ("TT01/quyet_dinh", "TT01/nghi_quyet", "TT01/van_ban_kem_theo")
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"

CASES = [
    Case(
        "F-66",
        "căn cứ in nghiêng",
        "căn cứ in đứng",
        lambda s: s.letters(Style.LEGAL_BASIS, i="0"),
        forms=DECISIONS,
    ),
    Case(
        "F-67",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
        "Theo đề nghị của Giám đốc Sở Nội vụ,",
        lambda s: s.rewrite(Style.LEGAL_BASIS, r"\.$", ","),
        forms=DECISIONS,
    ),
    Case("F-67", LAW, LAW[:-1] + ".", lambda s: s.rewrite(Style.LEGAL_BASIS, r";$", "."), forms=DECISIONS),
    Case(
        "F-68",
        "Theo đề nghị của Giám đốc Sở Nội vụ,",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
        lambda s: s.rewrite(Style.LEGAL_BASIS, r",$", "."),
        forms=OLD_DECISIONS,
    ),
    Case(
        "F-69",
        LAW,
        LAW.replace(" ngày", " số 65/2025/QH15 ngày"),
        lambda s: s.rewrite(Style.LEGAL_BASIS, " ngày 16", " số 65/2025/QH15 ngày 16"),
        forms=DECISIONS,
    ),
    Case(
        "F-69",
        LAW,
        LAW.replace(";", " của Quốc hội;"),
        lambda s: s.rewrite(Style.LEGAL_BASIS, "(?<=2025);$", " của Quốc hội;"),
        forms=DECISIONS,
    ),
    Case(
        "F-70",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về đo lường sự hài lòng,",
        "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh,",
        lambda s: s.rewrite(
            Style.PARAGRAPH,
            "Kế hoạch đo lường sự hài lòng năm 2025",
            "Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh",
        ),
    ),
    Case(
        "F-71",
        "QUYẾT ĐỊNH:",
        "QUYẾT ĐỊNH",
        lambda s: s.rewrite(Style.DECIDING_WORD, ":$", ""),
        forms=DECISIONS,
    ),
    Case(
        "F-71",
        "QUYẾT ĐỊNH: (giữa dòng)",
        "QUYẾT ĐỊNH: (canh trái)",
        lambda s: s.paragraph(Style.DECIDING_WORD, "jc", val="left"),
        forms=DECISIONS,
    ),
    Case(
        "F-71",
        "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG (trên các căn cứ)",
        "không ghi thẩm quyền ban hành trên các căn cứ",
        lambda s: s.drop(Style.DECIDING_AUTHORITY),
        forms=DECISIONS,
    ),
]
