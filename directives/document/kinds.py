"""Danh mục của luật: the closed lists of the records decree: document types and signing capacities."""

from enum import Enum
from typing import Self


class DocumentType(Enum):
    """Tên loại văn bản: the 29 types of administrative document (Nghị định 30/2020/NĐ-CP, Đ.7 and PL.III-I).

    The value is ``(code, Vietnamese name)``; công văn and thư công have no code.

    >>> DocumentType.TO_TRINH.code, DocumentType.TO_TRINH.key
    ('TTr', 'to_trinh')
    """

    NGHI_QUYET = ("NQ", "Nghị quyết")
    QUYET_DINH = ("QĐ", "Quyết định")
    CHI_THI = ("CT", "Chỉ thị")
    QUY_CHE = ("QC", "Quy chế")
    QUY_DINH = ("QyĐ", "Quy định")
    THONG_CAO = ("TC", "Thông cáo")
    THONG_BAO = ("TB", "Thông báo")
    HUONG_DAN = ("HD", "Hướng dẫn")
    CHUONG_TRINH = ("CTr", "Chương trình")
    KE_HOACH = ("KH", "Kế hoạch")
    PHUONG_AN = ("PA", "Phương án")
    DE_AN = ("ĐA", "Đề án")
    DU_AN = ("DA", "Dự án")
    BAO_CAO = ("BC", "Báo cáo")
    BIEN_BAN = ("BB", "Biên bản")
    TO_TRINH = ("TTr", "Tờ trình")
    HOP_DONG = ("HĐ", "Hợp đồng")
    CONG_DIEN = ("CĐ", "Công điện")
    BAN_GHI_NHO = ("BGN", "Bản ghi nhớ")
    BAN_THOA_THUAN = ("BTT", "Bản thỏa thuận")
    GIAY_UY_QUYEN = ("GUQ", "Giấy ủy quyền")
    GIAY_MOI = ("GM", "Giấy mời")
    GIAY_GIOI_THIEU = ("GGT", "Giấy giới thiệu")
    GIAY_NGHI_PHEP = ("GNP", "Giấy nghỉ phép")
    PHIEU_GUI = ("PG", "Phiếu gửi")
    PHIEU_CHUYEN = ("PC", "Phiếu chuyển")
    PHIEU_BAO = ("PB", "Phiếu báo")
    CONG_VAN = ("", "Công văn")
    THU_CONG = (" ", "Thư công")  # a blank of its own: equal values would make it an alias of CONG_VAN

    def __init__(self, code: str, name_vi: str) -> None:
        self.code = code.strip()
        self.name_vi = name_vi

    @property
    def key(self) -> str:
        """Khóa: the name as written in drafts and records, for example ``to_trinh``."""
        return self.name.lower()

    @classmethod
    def of_key(cls, key: str) -> Self:
        """Tra theo khóa: the type with this key. Raises KeyError for an unknown one."""
        return cls[key.upper()]


class SigningCapacity(Enum):
    """Quyền hạn ký: in whose name one signs (PL.I-II.7, Đ.13)."""

    THAY_MAT = "TM"
    KY_THAY = "KT"
    THUA_LENH = "TL"
    THUA_UY_QUYEN = "TUQ"
    QUYEN = "Q"

    @property
    def prefix(self) -> str:
        """Chữ viết tắt có dấu chấm: as printed before the authority, for example ``TM.``."""
        return f"{self.value}."
