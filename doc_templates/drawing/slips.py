"""Thân phiếu một cửa: what stands where in the slips that a one-stop office gives to people."""

from collections.abc import Callable, Mapping

from directives.rendering.styles import Style
from doc_templates.drawing.bodies import Columns, addressees, ending, header
from doc_templates.drawing.markup import each, given, line, paragraph, run


def request_to_complete(columns: Columns) -> str:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: what is missing, why, and whom to ask."""
    content = (
        line(Style.PARAGRAPH, "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:")
        + each("dong", "noi_dung_bo_sung", line(Style.DASH, "- {{ dong }}"))
        + _said("Lý do", "ly_do")
        + given("han_bo_sung", _said("Thời hạn bổ sung, hoàn thiện", "han_bo_sung"))
        + line(
            Style.PARAGRAPH,
            "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị liên hệ với {{ lien_he }} để được "
            "hướng dẫn./.",
        )
    )
    return _slip(columns, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", _dossier() + content)


def refusal(columns: Columns) -> str:
    """Phiếu từ chối tiếp nhận, giải quyết hồ sơ: the reason and its legal ground."""
    content = (
        line(
            Style.PARAGRAPH,
            "Qua xem xét, {{ noi_tiep_nhan }} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể "
            "như sau:",
        )
        + _said("Lý do", "ly_do")
        + _said("Căn cứ pháp lý", "can_cu")
        + line(Style.PARAGRAPH, "Xin thông báo để Ông/Bà/Tổ chức được biết và thực hiện./.")
    )
    return _slip(columns, "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", _dossier() + content)


def apology(columns: Columns) -> str:
    """Phiếu xin lỗi và hẹn lại ngày trả kết quả: what was promised, why it was not kept, the new day."""
    content = (
        line(
            Style.PARAGRAPH,
            "{{ noi_tiep_nhan }} đã tiếp nhận hồ sơ của Ông/Bà/Tổ chức vào {{ ngay_nhan }}, đề nghị giải quyết thủ "
            "tục: {{ thu_tuc }}; mã hồ sơ: {{ ma_ho_so }}.",
        )
        + _said("Thời gian hẹn trả kết quả giải quyết hồ sơ", "ngay_hen")
        + line(
            Style.PARAGRAPH,
            "Tuy nhiên, đến nay {{ issuer_name }} chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời "
            "hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
        )
        + _said("Lý do", "ly_do")
        + line(
            Style.PARAGRAPH,
            "{{ issuer_name }} xin lỗi Ông/Bà/Tổ chức và hẹn lại thời gian trả kết quả vào {{ ngay_hen_moi }}.",
        )
        + line(
            Style.PARAGRAPH,
            "Sự chậm trễ này đã gây phiền hà cho Ông/Bà/Tổ chức; {{ issuer_name }} mong nhận được sự thông cảm./.",
        )
    )
    return _slip(columns, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", content)


def invitation(columns: Columns) -> str:
    """Giấy mời nhận kết quả trước hạn: the result is ready before the day that was promised."""
    content = (
        line(
            Style.PARAGRAPH,
            "{{ issuer_name }} trân trọng thông báo: hồ sơ của Ông/Bà/Tổ chức về thủ tục {{ thu_tuc }}, mã hồ sơ "
            "{{ ma_ho_so }}, hẹn trả kết quả {{ ngay_hen }}, đã có kết quả trước thời hạn.",
        )
        + line(Style.PARAGRAPH, "Kính mời Ông/Bà/Tổ chức đến nhận kết quả:")
        + line(Style.DASH, "- Thời gian: {{ thoi_gian_tra }}, từ {{ ngay_co_ket_qua }};")
        + line(Style.DASH, "- Địa điểm: {{ noi_tra }}.")
        + given("mang_theo", _said("Khi đến đề nghị mang theo", "mang_theo"))
        + line(
            Style.PARAGRAPH,
            "Ông/Bà/Tổ chức vẫn có thể nhận kết quả vào ngày đã hẹn. Mọi thắc mắc xin liên hệ {{ lien_he }}./.",
        )
    )
    return _slip(columns, "GIẤY MỜI NHẬN KẾT QUẢ GIẢI QUYẾT HỒ SƠ TRƯỚC HẠN", content)


#: How each slip is drawn, by the name of its folder.
SLIPS: Mapping[str, Callable[[Columns], str]] = {
    "phieu_yeu_cau_bo_sung": request_to_complete,
    "phieu_tu_choi": refusal,
    "phieu_xin_loi": apology,
    "giay_moi_nhan_ket_qua": invitation,
}


def _slip(columns: Columns, title: str, content: str) -> str:
    head = (
        line(Style.TYPE_NAME, title)
        + line(Style.SUBJECT, "{{ subject }}")
        + paragraph(Style.SUBJECT_RULE)
        + addressees()
    )
    return header(columns) + head + content + ending(columns)


def _dossier() -> str:
    """Hồ sơ: whose it is and what it asks for."""
    return (
        _said("Hồ sơ của", "nguoi_nop")
        + _said("Địa chỉ", "dia_chi")
        + given("dien_thoai", _said("Số điện thoại", "dien_thoai"))
        + _said("Nội dung yêu cầu giải quyết", "thu_tuc")
        + _said("Mã hồ sơ", "ma_ho_so")
    )


def _said(label: str, name: str) -> str:
    return paragraph(Style.PARAGRAPH, run(f"{label}: "), run(f"{{{{ {name} }}}}"), run("."))
