"""Danh mục của luật: the closed lists of the records decree: document types and signing capacities."""

from enum import Enum
from typing import Self


class DocumentType(Enum):
    """Tên loại văn bản: the 29 types of administrative document (Nghị định 30/2020/NĐ-CP, Đ.7 and PL.III-I).

    The three kinds of copy (Đ.25) stand after them: they are no types of document, but are numbered and
    signed as such, in one series of their own. The value is the key used in drafts and records; ``code`` stands
    in the symbol (công văn and thư công have none), ``name_vi`` is the printed name.

    >>> DocumentType("to_trinh").code
    'TTr'
    """

    code: str
    name_vi: str

    NGHI_QUYET = ("nghi_quyet", "NQ", "Nghị quyết")
    QUYET_DINH = ("quyet_dinh", "QĐ", "Quyết định")
    CHI_THI = ("chi_thi", "CT", "Chỉ thị")
    QUY_CHE = ("quy_che", "QC", "Quy chế")
    QUY_DINH = ("quy_dinh", "QyĐ", "Quy định")
    THONG_CAO = ("thong_cao", "TC", "Thông cáo")
    THONG_BAO = ("thong_bao", "TB", "Thông báo")
    HUONG_DAN = ("huong_dan", "HD", "Hướng dẫn")
    CHUONG_TRINH = ("chuong_trinh", "CTr", "Chương trình")
    KE_HOACH = ("ke_hoach", "KH", "Kế hoạch")
    PHUONG_AN = ("phuong_an", "PA", "Phương án")
    DE_AN = ("de_an", "ĐA", "Đề án")
    DU_AN = ("du_an", "DA", "Dự án")
    BAO_CAO = ("bao_cao", "BC", "Báo cáo")
    BIEN_BAN = ("bien_ban", "BB", "Biên bản")
    TO_TRINH = ("to_trinh", "TTr", "Tờ trình")
    HOP_DONG = ("hop_dong", "HĐ", "Hợp đồng")
    CONG_DIEN = ("cong_dien", "CĐ", "Công điện")
    BAN_GHI_NHO = ("ban_ghi_nho", "BGN", "Bản ghi nhớ")
    BAN_THOA_THUAN = ("ban_thoa_thuan", "BTT", "Bản thỏa thuận")
    GIAY_UY_QUYEN = ("giay_uy_quyen", "GUQ", "Giấy ủy quyền")
    GIAY_MOI = ("giay_moi", "GM", "Giấy mời")
    GIAY_GIOI_THIEU = ("giay_gioi_thieu", "GGT", "Giấy giới thiệu")
    GIAY_NGHI_PHEP = ("giay_nghi_phep", "GNP", "Giấy nghỉ phép")
    PHIEU_GUI = ("phieu_gui", "PG", "Phiếu gửi")
    PHIEU_CHUYEN = ("phieu_chuyen", "PC", "Phiếu chuyển")
    PHIEU_BAO = ("phieu_bao", "PB", "Phiếu báo")
    CONG_VAN = ("cong_van", "", "Công văn")
    THU_CONG = ("thu_cong", "", "Thư công")
    SAO_Y = ("sao_y", "SY", "Sao y")
    SAO_LUC = ("sao_luc", "SL", "Sao lục")
    TRICH_SAO = ("trich_sao", "TrS", "Trích sao")

    def __new__(cls, key: str, code: str, name_vi: str) -> Self:
        """Thành viên: the key is the value; code and name are read from the member."""
        member = object.__new__(cls)
        member._value_ = key
        member.code = code
        member.name_vi = name_vi
        return member

    @property
    def is_copy(self) -> bool:
        """Bản sao: one of the three kinds of copy (Đ.25, PL.I-P2)."""
        return self in (DocumentType.SAO_Y, DocumentType.SAO_LUC, DocumentType.TRICH_SAO)


class Urgency(Enum):
    """Mức độ khẩn: how fast a document travels (PL.I-III.2b); the value is the stamp as printed."""

    KHAN = "KHẨN"
    THUONG_KHAN = "THƯỢNG KHẨN"
    HOA_TOC = "HỎA TỐC"


class Circulation(Enum):
    """Phạm vi lưu hành: how far a document may go (PL.I-III.2c); the value is the note as printed."""

    XEM_XONG_TRA_LAI = "XEM XONG TRẢ LẠI"
    LUU_HANH_NOI_BO = "LƯU HÀNH NỘI BỘ"


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
