"""Kiểu đoạn: the named paragraph styles of our Word forms, as a clerk sees them in Word."""

from collections.abc import Mapping
from enum import StrEnum

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Style(StrEnum):
    """Kiểu: the name of a paragraph style, one a box of the law (no commas: Word makes aliases of them)."""

    STATE_NAME = "VT Quốc hiệu"
    MOTTO = "VT Tiêu ngữ"
    MOTTO_RULE = "VT Nét kẻ tiêu ngữ"
    PARENT_BODY = "VT Cơ quan chủ quản"
    ISSUER = "VT Cơ quan ban hành"
    ISSUER_RULE = "VT Nét kẻ cơ quan"
    NUMBER = "VT Số ký hiệu"
    PLACE_AND_DATE = "VT Địa danh và thời gian"
    LETTER_SUBJECT = "VT Trích yếu công văn"
    URGENT = "VT Dấu khẩn"
    VERY_URGENT = "VT Dấu thượng khẩn"
    MOST_URGENT = "VT Dấu hỏa tốc"
    CIRCULATION = "VT Chỉ dẫn lưu hành"
    CONTACT = "VT Địa chỉ liên hệ"
    TYPE_NAME = "VT Tên loại"
    TYPE_RULE = "VT Nét kẻ tên loại"
    SUBJECT = "VT Trích yếu"
    SUBJECT_RULE = "VT Nét kẻ trích yếu"
    DECIDING_AUTHORITY = "VT Thẩm quyền ban hành"
    LEGAL_BASIS = "VT Căn cứ"
    DECIDING_WORD = "VT Từ quyết định"
    ADDRESSEE_LINE = "VT Kính gửi một nơi"
    ADDRESSEES_LABEL = "VT Kính gửi"
    ADDRESSEE = "VT Nơi kính gửi"
    PARAGRAPH = "VT Đoạn"
    HEADING = "VT Phần chương mục"
    HEADING_TITLE = "VT Tên phần chương mục"
    SECTION = "VT Mục"
    ARTICLE = "VT Điều"
    CLAUSE = "VT Khoản"
    TITLE = "VT Tiêu đề"
    POINT = "VT Điểm"
    DASH = "VT Gạch đầu dòng"
    RECIPIENTS_LABEL = "VT Nơi nhận"
    RECIPIENT = "VT Danh sách nơi nhận"
    DRAFTER_MARK = "VT Ký hiệu người soạn thảo"
    SIGNATURE = "VT Quyền hạn chức vụ"
    SIGNER = "VT Họ tên"
    PAGE_NUMBER = "VT Số trang"
    PROVENANCE = "VT Ghi chú nguồn gốc"
    END = "VT Cuối văn bản"
    ATTACHED_REFERENCE = "VT Chỉ dẫn kèm theo"
    COPY_LABEL = "VT Hình thức sao"
    COPY_RULE = "VT Nét kẻ bản sao"
    ANNEX_LABEL = "VT Phụ lục"
    ANNEX_TITLE = "VT Tên phụ lục"
    ANNEX_REFERENCE = "VT Chỉ dẫn phụ lục"
    TABLE_HEAD = "VT Bảng tiêu đề cột"
    TABLE_TEXT = "VT Bảng chữ"
    TABLE_NUMBER = "VT Bảng số"
    TABLE_NOTE = "VT Bảng ghi chú"


#: How each line of a body is set, by its ``BodyLine.style``.
LINE_STYLES: Mapping[str, Style] = {
    "article": Style.ARTICLE,
    "heading": Style.HEADING,
    "heading_title": Style.HEADING_TITLE,
    "section": Style.SECTION,
    "title": Style.TITLE,
    "clause": Style.CLAUSE,
    "point": Style.POINT,
    "dash": Style.DASH,
    "paragraph": Style.PARAGRAPH,
}


def style_ids(styles_part: bytes) -> Mapping[str, str]:
    """Mã kiểu: the id of each named style. Word makes new ids when it saves a form; names stay."""
    root = etree.fromstring(styles_part)
    named = (
        (style.get(f"{{{W}}}styleId"), style.find(f"{{{W}}}name")) for style in root.iter(f"{{{W}}}style")
    )
    return {name.get(f"{{{W}}}val"): style_id for style_id, name in named if name is not None}
