"""Mẫu của luật: what stands where in each form of Phụ lục III, and in the few types for which it prints none."""

from collections.abc import Callable, Mapping

from directives.rendering.styles import Style
from doc_templates.drawing.bodies import (
    Columns,
    addressees,
    bases,
    body,
    drafter_mark,
    ending,
    header,
    outside_the_text,
    said,
    title,
    two_signers,
    urgency,
)
from doc_templates.drawing.markup import each, given, line, paragraph, side_by_side

#: Air between the signature and the confirmation of a stay, in twips.
_ABOVE_CONFIRMATION = 360


def letter(columns: Columns) -> str:
    """Công văn: mẫu 1.5."""
    subject = line(Style.LETTER_SUBJECT, "{{ subject }}")
    return _framed(columns, addressees() + bases() + body(), below_number=subject)


def named_document(columns: Columns) -> str:
    """Văn bản có tên loại: mẫu 1.4; Kính gửi only when there are addressees."""
    return _framed(columns, title() + addressees() + bases() + body())


def decision(columns: Columns) -> str:
    """Nghị quyết, quyết định: mẫu 1.1 to 1.3."""
    authority = given("deciding_authority", line(Style.DECIDING_AUTHORITY, "{{ deciding_authority }}"))
    word = line(Style.DECIDING_WORD, "{{ deciding_word }}")
    return _framed(columns, title() + authority + bases() + word + body())


def attached_text(columns: Columns) -> str:
    """Văn bản kèm theo quyết định: mẫu 1.3; neither number nor day nor signature of its own."""
    head = (
        header(columns, lines=1)
        + line(Style.TYPE_NAME, "{{ type_name }}")
        + line(Style.SUBJECT, "{{ subject }}")
        + line(Style.ATTACHED_REFERENCE, "{{ attached_reference }}")
        + paragraph(Style.SUBJECT_RULE)
    )
    return head + body() + paragraph(Style.END)


def telegram(columns: Columns) -> str:
    """Công điện: mẫu 1.6; the list of those it goes to in place of Kính gửi."""
    to = line(Style.ADDRESSEES_LABEL, "{{ nguoi_dien }} điện:") + each(
        "addressee", "addressee_list", line(Style.ADDRESSEE, "{{ addressee }}")
    )
    return _framed(columns, title() + to + body())


def invitation(columns: Columns) -> str:
    """Giấy mời: mẫu 1.7; what guests should mind is the body, and need not be there."""
    invites = "{{ issuer_name }} trân trọng kính mời:"
    guests = given("sole_addressee", line(Style.PARAGRAPH, f"{invites} {{{{ sole_addressee }}}}.")) + given(
        "addressees",
        line(Style.PARAGRAPH, invites),
        each("guest", "addressees", line(Style.DASH, "{{ guest }}")),
    )
    facts = (
        said("Tới dự", "cuoc_hop")
        + said("Chủ trì", "chu_tri")
        + said("Thời gian", "thoi_gian")
        + said("Địa điểm", "dia_diem", "{% if body %}.{% else %}./.{% endif %}")
    )
    return _framed(columns, title() + guests + facts + body())


def introduction(columns: Columns) -> str:
    """Giấy giới thiệu: mẫu 1.8."""
    text = (
        line(Style.PARAGRAPH, "{{ issuer_name }} trân trọng giới thiệu:")
        + said("Ông (bà)", "nguoi_duoc_gioi_thieu")
        + said("Chức vụ", "chuc_vu")
        + said("Được cử đến", "noi_den")
        + said("Về việc", "ve_viec")
        + line(
            Style.PARAGRAPH,
            "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
        )
        + line(Style.PARAGRAPH, "Giấy này có giá trị đến hết {{ gia_tri_den }}./.")
    )
    return _framed(columns, _name_alone() + text)


def minutes(columns: Columns) -> str:
    """Biên bản: mẫu 1.9; no place and day in the head, the secretary signs beside the chair."""
    position = "{% if chuc_vu_chu_tri %}, {{ chuc_vu_chu_tri }}{% endif %}"
    secretary = "{% if chuc_vu_thu_ky %}, {{ chuc_vu_thu_ky }}{% endif %}"
    facts = (
        said("Thời gian bắt đầu", "bat_dau")
        + said("Địa điểm", "dia_diem")
        + line(Style.PARAGRAPH, "Thành phần tham dự:")
        + each("nguoi", "thanh_phan", line(Style.DASH, "- {{ nguoi }}"))
        + line(Style.PARAGRAPH, f"Chủ trì (chủ tọa): {{{{ signer_name }}}}{position}.")
        + line(Style.PARAGRAPH, f"Thư ký (người ghi biên bản): {{{{ thu_ky }}}}{secretary}.")
        + line(Style.PARAGRAPH, "Nội dung:")
    )
    meeting = "{% if loai_cuoc %}{{ loai_cuoc }}{% else %}Cuộc họp{% endif %}"
    end = line(Style.PARAGRAPH, f"{meeting} kết thúc vào {{{{ ket_thuc }}}}./.")
    chair = line(Style.SIGNATURE, "CHỦ TỌA") + each(
        "post", "signature_lines", line(Style.SIGNATURE, "{{ post }}")
    )
    signers = two_signers(
        columns,
        (line(Style.SIGNATURE, "THƯ KÝ"), "{{ thu_ky }}"),
        (chair, "{{ signer_name }}"),
        drafter_mark(),
    )
    head = header(columns, urgency(), dated=False) + outside_the_text()
    return head + title() + facts + body("body_going_on") + end + signers


def leave(columns: Columns) -> str:
    """Giấy nghỉ phép: mẫu 1.10; whoever confirms the stay signs below, where that is wanted."""
    text = (
        line(
            Style.PARAGRAPH,
            "Xét Đơn đề nghị nghỉ phép {{ ngay_don }} của ông (bà) {{ nguoi_nghi }},",
        )
        + line(Style.PARAGRAPH, "{{ issuer_name }} cấp cho:")
        + said("Ông (bà)", "nguoi_nghi")
        + said("Chức vụ", "chuc_vu")
        + line(
            Style.PARAGRAPH,
            "Được nghỉ phép trong thời gian {{ so_ngay }} kể từ {{ tu_ngay }} đến hết {{ den_ngay }} "
            "tại {{ noi_nghi }}.",
        )
        + line(Style.PARAGRAPH, "Số ngày nghỉ phép nêu trên được tính vào thời gian {{ loai_nghi }}./.")
    )
    confirmed = given(
        "noi_xac_nhan",
        side_by_side(
            columns,
            (line(Style.SIGNATURE, "XÁC NHẬN CỦA {{ noi_xac_nhan | upper }}"), paragraph(Style.END)),
            above=_ABOVE_CONFIRMATION,
        ),
        paragraph(Style.END),
    )
    return _framed(columns, _name_alone() + text) + confirmed


def agreement(columns: Columns) -> str:
    """Hợp đồng, bản ghi nhớ, bản thỏa thuận: two parties, as is usual; the law prints no form for them."""
    parties = (
        line(Style.PARAGRAPH, "Hôm nay, {{ issue_day }}, tại {{ noi_ky }}, chúng tôi gồm:")
        + line(Style.TITLE, "Bên A: {{ issuer_name }}")
        + each("dong", "ben_a", line(Style.DASH, "- {{ dong }}"))
        + line(Style.TITLE, "Bên B: {{ ten_ben_b }}")
        + each("dong", "ben_b", line(Style.DASH, "- {{ dong }}"))
        + line(Style.PARAGRAPH, "Hai bên thống nhất các nội dung sau:")
    )
    first = line(Style.SIGNATURE, "ĐẠI DIỆN BÊN A") + each(
        "post", "signature_lines", line(Style.SIGNATURE, "{{ post }}")
    )
    second = line(Style.SIGNATURE, "ĐẠI DIỆN BÊN B") + line(Style.SIGNATURE, "{{ chuc_vu_ben_b | upper }}")
    signers = two_signers(
        columns, (first, "{{ signer_name }}"), (second, "{{ nguoi_ky_ben_b }}"), drafter_mark()
    )
    head = header(columns, urgency()) + outside_the_text()
    return head + title() + bases() + parties + body() + signers


def open_letter(columns: Columns) -> str:
    """Thư công: a name of its own in place of a type's; the law prints no form for it."""
    name = line(Style.TYPE_NAME, "{{ ten_thu | upper }}") + paragraph(Style.TYPE_RULE)
    return _framed(columns, name + addressees() + body())


def copy(columns: Columns) -> str:
    """Bản sao: mẫu 3.1; the block below the end of what was copied, under a line as wide as the text."""
    issuer = each("name", "issuer_lines", line(Style.ISSUER, "{{ name }}")) + paragraph(Style.ISSUER_RULE)
    head = side_by_side(
        columns,
        (issuer, line(Style.COPY_LABEL, "{{ copy_label }}")),
        (line(Style.NUMBER, "{{ number_line }}"), line(Style.PLACE_AND_DATE, "{{ place_and_date }}")),
    )
    return paragraph(Style.COPY_RULE) + head + ending(columns, drafter_mark())


#: How each form is drawn, by the name of its folder.
DRAWINGS: Mapping[str, Callable[[Columns], str]] = {
    "cong_van": letter,
    "van_ban_ten_loai": named_document,
    "nghi_quyet": decision,
    "quyet_dinh": decision,
    "van_ban_kem_theo": attached_text,
    "cong_dien": telegram,
    "giay_moi": invitation,
    "giay_gioi_thieu": introduction,
    "bien_ban": minutes,
    "giay_nghi_phep": leave,
    "van_ban_hai_ben": agreement,
    "thu_cong": open_letter,
    "ban_sao": copy,
}


def _framed(columns: Columns, content: str, *, below_number: str = "") -> str:
    """Mẫu thường: head, content, recipients and signature, with the boxes that most documents do not bear."""
    head = header(columns, below_number + urgency()) + outside_the_text()
    return head + content + ending(columns, drafter_mark())


def _name_alone() -> str:
    """Tên loại: without an abstract below it, as mẫu 1.8 and 1.10 have it."""
    return line(Style.TYPE_NAME, "{{ type_name }}") + paragraph(Style.TYPE_RULE)
