"""Từ khóa: the set words by which official documents are read, in one place."""

from importlib.resources import files

from directives.document.kinds import DocumentType

NORMATIVE_TYPES = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị định", "Thông tư liên tịch", "Thông tư",
)  # fmt: skip
"""Văn bản quy phạm: types outside the 29 administrative ones; they are read and cited, never issued here."""

TYPE_WORDS = tuple(
    sorted({*(kind.name_vi for kind in DocumentType), *NORMATIVE_TYPES}, key=len, reverse=True)
)
"""Tên loại: all type names, longest first, so that no name hides a longer one."""

CITED_WORDS = tuple(sorted({*TYPE_WORDS, "Văn bản", "Thông tri", "Kết luận"}, key=len, reverse=True))

UPPER = (
    # no range: in Unicode capital and small letters of Vietnamese alternate
    "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
"""Chữ hoa: the capital letters of Vietnamese, for a character class."""

DATE_IN_WORDS = r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
BASIS = r"Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình|Thực hiện|Tiếp theo"

AUTHORITIES = (
    "CHỦ TỊCH", "BỘ TRƯỞNG", "THỦ TƯỚNG", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG",
    "CHÁNH VĂN PHÒNG", "TRƯỞNG BAN", "HIỆU TRƯỞNG", "CHÁNH ÁN", "VIỆN TRƯỞNG", "CHÁNH THANH TRA", "CHÍNH PHỦ",
    "ỦY BAN", "UỶ BAN", "HỘI ĐỒNG", "QUỐC HỘI", "TRƯỞNG PHÒNG", "CHI CỤC TRƯỞNG",
)  # fmt: skip
"""Thẩm quyền ban hành: how the line above the legal bases begins."""

AGENCIES = (
    "BỘ", "SỞ", "ỦY BAN", "UỶ BAN", "UBND", "HĐND", "HỘI ĐỒNG", "CỤC", "VỤ", "PHÒNG", "TRUNG TÂM", "TRƯỜNG",
    "BAN", "VĂN PHÒNG", "CHI CỤC", "TỔNG CỤC", "THANH TRA", "VIỆN", "BỆNH VIỆN", "TÒA ÁN", "TOÀ ÁN",
    "CHÍNH PHỦ", "QUỐC HỘI", "THỦ TƯỚNG", "NGÂN HÀNG", "KIỂM TOÁN", "ĐẠI HỌC", "HỌC VIỆN", "BẢO HIỂM",
    "CÔNG AN", "TỔNG CÔNG TY", "ĐÀI", "BÁO", "TẬP ĐOÀN", "HỘI", "LIÊN ĐOÀN", "TỔ", "TRẠM",
)  # fmt: skip
"""Cơ quan: first words of an agency's name in a letterhead; any other first word continues the line above."""

SURNAMES = frozenset((files(__package__) / "data" / "surnames.txt").read_text(encoding="utf-8").split())
"""Họ: the family names by which a line is taken for a person's name."""
