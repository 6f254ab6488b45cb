"""Thân biểu mẫu điều tra: lists, minutes and sheets of the field work: a title, a long table, signatures."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from directives.rendering.styles import Style
from doc_templates.drawing.bodies import Columns, body, header
from doc_templates.drawing.markup import each, given, line, paragraph, run, side_by_side

#: Who signs besides the head of the office: what stands above the name, and the field of the name.
Signer = tuple[str, str]
_PREPARED = ("NGƯỜI LẬP BIỂU", "nguoi_lap")
#: Lines to be written on by hand where nothing was answered.
_BY_HAND = "…" * 30
#: A formula that is not torn apart at the end of a line.
_EQUALS = "\u00a0=\u00a0"


def general_list(columns: Columns) -> str:
    """Danh sách tổng thể: everybody from whom the sample is drawn."""
    about = _said("Địa bàn", "dia_ban") + _said("Thời điểm lập danh sách", "thoi_diem")
    return _paper(columns, "DANH SÁCH TỔNG THỂ", about, _confirmed(columns, _PREPARED))


def sample_list(columns: Columns) -> str:
    """Danh sách chính thức, danh sách dự phòng: whom the draw hit."""
    about = _said("Địa bàn", "dia_ban") + line(
        Style.PARAGRAPH,
        f"Khoảng cách chọn mẫu k{_EQUALS}{{{{ khoang_cach }}}}; số bắt đầu r{_EQUALS}{{{{ so_bat_dau }}}}.",
    )
    return _paper(columns, "DANH SÁCH {{ loai_danh_sach | upper }}", about, _confirmed(columns, _PREPARED))


def sampling_minutes(columns: Columns) -> str:
    """Biên bản chọn mẫu: who drew what from what, and by which numbers it can be drawn again."""
    about = (
        _said("Thời gian", "thoi_gian")
        + _said("Địa điểm", "dia_diem")
        + line(Style.PARAGRAPH, "Thành phần:")
        + each("nguoi", "thanh_phan", line(Style.DASH, "- {{ nguoi }}"))
        + line(
            Style.PARAGRAPH,
            f"Khung mẫu N{_EQUALS}{{{{ khung_mau }}}}; cỡ mẫu n{_EQUALS}{{{{ co_mau }}}}; khoảng cách "
            f"k{_EQUALS}{{{{ khoang_cach }}}}; số bắt đầu r{_EQUALS}{{{{ so_bat_dau }}}}.",
        )
        + given("hat_giong", _said("Số gốc để máy rút lại đúng mẫu này", "hat_giong"))
        + line(Style.PARAGRAPH, "Danh sách đơn vị được chọn:")
    )
    after = line(
        Style.PARAGRAPH,
        "Biên bản được thông qua và các bên cùng ký tên{% if ket_thuc %} {{ ket_thuc }}{% endif %}.",
    )
    signers = (
        ("ĐẠI DIỆN SỞ NỘI VỤ", "dai_dien_so_noi_vu"),
        ("ĐẠI DIỆN MẶT TRẬN TỔ QUỐC", "dai_dien_mat_tran"),
        ("ĐẠI DIỆN HỘI CỰU CHIẾN BINH", "dai_dien_cuu_chien_binh"),
    )
    return _paper(columns, "BIÊN BẢN CHỌN MẪU", about, after + _signed(columns, *signers))


def field_work_log(columns: Columns) -> str:
    """Bảng theo dõi phát, thu phiếu: for every interviewer and village, how many forms went where."""
    about = _said("Địa bàn", "dia_ban") + _said("Kỳ theo dõi", "ky_theo_doi")
    return _paper(columns, "BẢNG THEO DÕI PHÁT, THU PHIẾU", about, _confirmed(columns, _PREPARED))


def hand_over_minutes(columns: Columns) -> str:
    """Biên bản bàn giao phiếu: how many filled-in forms went from whom to whom, sealed."""
    about = (
        _said("Thời gian", "thoi_gian")
        + _said("Địa điểm", "dia_diem")
        + _said("Bên giao", "ben_giao")
        + _said("Bên nhận", "ben_nhan")
        + line(Style.PARAGRAPH, "Hai bên giao, nhận các phiếu đã trả lời, được niêm phong, như sau:")
    )
    after = line(
        Style.PARAGRAPH, "Biên bản lập thành hai bản có giá trị như nhau, mỗi bên giữ một bản.", keep=True
    )
    signers = (("BÊN GIAO", "dai_dien_ben_giao"), ("BÊN NHẬN", "dai_dien_ben_nhan"))
    return _paper(columns, "BIÊN BẢN BÀN GIAO PHIẾU", about, after + _signed(columns, *signers))


def receipts(columns: Columns) -> str:
    """Danh sách ký nhận kinh phí: who got how much, with room to sign."""
    about = _said("Địa bàn", "dia_ban") + given("noi_dung_chi", _said("Nội dung chi", "noi_dung_chi"))
    after = line(Style.PARAGRAPH, "Tổng số tiền bằng chữ: {{ bang_chu }}.", keep=True)
    signers = (_PREPARED, ("NGƯỜI CHI TIỀN", "nguoi_chi"))
    return _paper(columns, "DANH SÁCH KÝ NHẬN KINH PHÍ", about, after + _confirmed(columns, *signers))


def supervision_sheet(columns: Columns) -> str:
    """Phiếu giám sát: what the Front or the veterans saw of the field work."""
    about = (
        _said("Địa bàn", "dia_ban")
        + _said("Thời gian", "thoi_gian")
        + _said("Người giám sát", "nguoi_giam_sat")
        + line(Style.PARAGRAPH, "Nội dung giám sát (đánh dấu x vào ô phù hợp):")
    )
    after = _written("Nhận xét", "nhan_xet") + _written("Kiến nghị", "kien_nghi")
    signers = (("ĐẠI DIỆN NƠI ĐƯỢC GIÁM SÁT", "dai_dien_dia_ban"), ("NGƯỜI GIÁM SÁT", "nguoi_giam_sat"))
    return _paper(columns, "PHIẾU GIÁM SÁT", about, after + _signed(columns, *signers))


def recheck_sheet(columns: Columns) -> str:
    """Phiếu phúc tra: whether those who are said to have answered did, and the same."""
    about = (
        _said("Địa bàn", "dia_ban")
        + _said("Thời gian phúc tra", "thoi_gian")
        + line(Style.PARAGRAPH, "Câu kiểm tra:")
        + each("cau", "cau_kiem_tra", line(Style.PARAGRAPH, "{{ cau }}"))
    )
    after = given("ket_luan_chung", _said("Kết luận chung", "ket_luan_chung"))
    signers = (("ĐẠI DIỆN ĐỊA BÀN", "dai_dien_dia_ban"), ("NGƯỜI PHÚC TRA", "nguoi_phuc_tra"))
    return _paper(columns, "PHIẾU PHÚC TRA", about, after + _signed(columns, *signers))


def rejected_forms(columns: Columns) -> str:
    """Danh sách phiếu bị loại: which forms do not count, why, who decided so."""
    about = _said("Địa bàn", "dia_ban") + _said("Tổng số phiếu đã kiểm tra", "so_phieu_kiem_tra")
    return _paper(columns, "DANH SÁCH PHIẾU BỊ LOẠI", about, _confirmed(columns, _PREPARED))


#: How each working paper is drawn, by the name of its folder.
WORKING_PAPERS: Mapping[str, Callable[[Columns], str]] = {
    "danh_sach_tong_the": general_list,
    "danh_sach_mau": sample_list,
    "bien_ban_chon_mau": sampling_minutes,
    "theo_doi_phat_thu": field_work_log,
    "bien_ban_ban_giao": hand_over_minutes,
    "ky_nhan_kinh_phi": receipts,
    "phieu_giam_sat": supervision_sheet,
    "phieu_phuc_tra": recheck_sheet,
    "phieu_bi_loai": rejected_forms,
}


def _paper(columns: Columns, title: str, about: str, after: str) -> str:
    head = line(Style.TYPE_NAME, title) + line(Style.SUBJECT, "{{ subject }}") + paragraph(Style.SUBJECT_RULE)
    # An empty line keeps the table apart from the one with the signatures: Word joins neighbours.
    air = paragraph(Style.TABLE_NOTE, keep=True)
    return header(columns, numbered=False) + head + about + body() + air + after + paragraph(Style.END)


def _confirmed(columns: Columns, *signers: Signer) -> str:
    """Có xác nhận: those named on the left, the head of the office on the right."""
    head = each("title", "signature_lines", line(Style.SIGNATURE, "{{ title }}"))
    return _signed(columns, *signers, head=(head, line(Style.SIGNER, "{{ signer_name }}")))


def _signed(columns: Columns, *signers: Signer, head: tuple[str, str] | None = None) -> str:
    """Phần ký: roles in one row, names in the next, so that all names stand on one line."""
    cells = [(line(Style.SIGNATURE, role), line(Style.SIGNER, f"{{{{ {name} }}}}")) for role, name in signers]
    cells += [head] if head else []
    width = sum(columns)
    edges = [width * place // len(cells) for place in range(len(cells) + 1)]
    widths = tuple(right - left for left, right in pairwise(edges))
    roles, names = zip(*cells, strict=True)
    return side_by_side(widths, roles, names)


def _said(label: str, name: str) -> str:
    return paragraph(Style.PARAGRAPH, run(f"{label}: "), run(f"{{{{ {name} }}}}"), run("."))


def _written(label: str, name: str) -> str:
    """Phần viết: what was answered, a line each; else room for a hand."""
    by_hand = given(f"not {name}", line(Style.PARAGRAPH, _BY_HAND), line(Style.PARAGRAPH, _BY_HAND))
    return (
        line(Style.PARAGRAPH, f"{label}:") + each("dong", name, line(Style.PARAGRAPH, "{{ dong }}")) + by_hand
    )
