"""Các ô của văn bản: whole heads and closings as they are met, one document one reason."""

from typing import NamedTuple

import pytest

from directives.reading.boxes.closing import Closing
from directives.reading.boxes.letterhead import Head
from directives.reading.boxes.page import read_boxes
from directives.reading.lexicon import lexicon

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "Thực hiện Công văn số 12/SNV-CCHC ngày 01/6/2023, đề nghị các đơn vị phối hợp./.\n"


def boxes(text: str) -> tuple[Head, Closing]:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return read_boxes(lines, lexicon())


class Printed(NamedTuple):
    why: str
    text: str
    issuer: str | None
    parent: str | None
    place: str | None
    day: str | None
    type: str
    subject: str | None


HEADS = [
    Printed(
        "one agency over two lines",
        "ỦY BAN NHÂN DÂN\nTHỊ XÃ AN KHÊ\n" + STATE + "Số: 1/UBND-NV\nAn Khê, ngày 04 tháng 8 năm 2021\n"
        "V/v triển khai Văn bản\nsố 844/UBND-NC\nKính gửi: Phòng Nội vụ.\n",
        "UBND thị xã An Khê", None, "An Khê", "2021-08-04", "cong_van", "triển khai Văn bản số 844/UBND-NC",
    ),
    Printed(
        "two columns in one row",
        "UBND HUYỆN LONG HỒ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TRƯỜNG THCS NGUYỄN DU Độc lập - Tự do - Hạnh phúc\n"
        "Số: 45/BC-THCSND Long Hồ, ngày 5 tháng 6 năm 2023\nBÁO CÁO\nKết quả 6 tháng\nđầu năm 2023\n",
        "Trường THCS Nguyễn Du", "UBND huyện Long Hồ", "Long Hồ", "2023-06-05", "bao_cao",
        "Kết quả 6 tháng đầu năm 2023",
    ),
    Printed(
        "cells of a portal's table",
        "ỦY BAN NHÂN DÂN\nTỈNH VĨNH LONG\n-------\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n|\nSố: 07/CT-UBND\n|\n"
        "Vĩnh Long, ngày\n30 tháng 3 năm 2015\n|\nCHỈ THỊ\nVỀ TĂNG CƯỜNG CÔNG\nTÁC PHÒNG, CHỐNG THIÊN TAI\n"
        "Do tác động của biến đổi khí hậu, tỉnh chịu nhiều thiệt hại.\n",
        "UBND tỉnh Vĩnh Long", None, "Vĩnh Long", "2015-03-30", "chi_thi",
        "VỀ TĂNG CƯỜNG CÔNG TÁC PHÒNG, CHỐNG THIÊN TAI",
    ),
    Printed(
        "of the Party",
        "ĐẢNG BỘ TỈNH VĨNH LONG\nĐẢNG CỘNG SẢN VIỆT NAM\nHUYỆN ỦY LONG HỒ\n*\nLong Hồ, ngày 12 tháng 5 năm 2024\n"
        "Số 12-KL/HU\nKẾT LUẬN\nvề công tác cải cách hành chính\n",
        "Huyện ủy Long Hồ", "Đảng bộ tỉnh Vĩnh Long", "Long Hồ", "2024-05-12", "ket_luan",
        "về công tác cải cách hành chính",
    ),
    Printed(
        "two ministries together",
        "BỘ TÀI CHÍNH\nBỘ NỘI VỤ\n" + STATE + "Số: 220/2015/TTLT-BTC-BNV\nHà Nội, ngày 31 tháng 12 năm 2015\n"
        "THÔNG TƯ LIÊN TỊCH\nHƯỚNG DẪN THỰC HIỆN\n",
        "Bộ Tài chính - Bộ Nội vụ", None, "Hà Nội", "2015-12-31", "thong_tu_lien_tich", "HƯỚNG DẪN THỰC HIỆN",
    ),
    Printed(
        "army, day in figures",
        "BỘ QUỐC PHÒNG\nBỘ TƯ LỆNH QUÂN KHU 7\n" + STATE + "Số: 1234/BTL-TM\nV/v khám tuyển\n"
        "TP. Hồ Chí Minh, ngày 12/8/2020\nKính gửi: Bộ CHQS các tỉnh.\n",
        "Bộ Tư lệnh quân khu 7", "Bộ Quốc phòng", "TP. Hồ Chí Minh", "2020-08-12", "cong_van", "khám tuyển",
    ),
    Printed(
        "blank day",
        "SỞ Y TẾ TỈNH GIA LAI\nBỆNH VIỆN ĐA KHOA TỈNH\nSố: /KH-BVĐKT\n" + STATE + "Gia Lai, ngày   tháng 3 năm 2024\n"
        "KẾ HOẠCH\nCải tiến chất lượng năm 2024\n",
        "Bệnh viện Đa khoa tỉnh", "Sở Y tế tỉnh Gia Lai", "Gia Lai", None, "ke_hoach", "Cải tiến chất lượng năm 2024",
    ),
    Printed(
        "no letterhead, the last sentence tells",
        "Số: 345 /UBND-NV\nTam Đường, ngày 31 tháng 3 năm 2020\nV/v sử dụng kết quả\nKính gửi: UBND các xã.\n"
        "Thực hiện kế hoạch năm 2020.\nUBND huyện Tam Đường yêu cầu các xã nghiêm túc triển khai./.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTừ Hữu Hà\n",
        "UBND huyện Tam Đường", None, "Tam Đường", "2020-03-31", "cong_van", "sử dụng kết quả",
    ),
    Printed(
        "no letterhead, and nothing tells",
        STATE + "V/v chuẩn bị bầu cử\nHà Nội, ngày 24 tháng 2 năm 2021\nKính gửi: Các địa phương.\nNội dung.\n",
        None, None, "Hà Nội", "2021-02-24", "cong_van", "chuẩn bị bầu cử",
    ),
    Printed(
        "a province with a wrong mark",
        "ỦY BAN NHÂN DÂN\nTỈNH TUYẾN QUANG\n" + STATE + "Số: 1049/UBND-NC\nTuyên Quang, ngày 14 tháng 4 năm 2020\n"
        "V/v đo lường\nKính gửi: Bưu điện tỉnh.\n",
        "UBND tỉnh Tuyên Quang", None, "Tuyên Quang", "2020-04-14", "cong_van", "đo lường",
    ),
    Printed(
        "a web page's title in capitals above the letterhead, one letter with a wrong mark",
        "CÔNG VĂN 77 CỦA PHÒNG NỘI VỤ VỀ KHẢO SÁT\n• 22-12-2021\n• Tuyên truyền\n"
        "CÔNG VĂN 77 CỦA PHÒNG NỘI VỤ VỀ KHẢO SÁT\nUBND TP NHA TRANG\nPHÕNG NỘI VỤ\nSố: 77/NV-TC\n"
        "V/v tuyên truyền\nCỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNha Trang, ngày 21 tháng 12 năm 2021\n"
        "Kính gửi: UBND các xã.\n",
        "Phòng Nội vụ", "UBND TP Nha Trang", "Nha Trang", "2021-12-21", "cong_van", "tuyên truyền",
    ),
    Printed(
        "a web page's title with number and subject above the letterhead",
        "Công văn số: 52/TCHQ-GSQL\nV/v vướng mắc ở trang mạng\nBỘ TÀI CHÍNH\nTỔNG CỤC HẢI QUAN\n" + STATE
        + "Số: 52/TCHQ-GSQL\nV/v vướng mắc\nHà Nội, ngày 19 tháng 9 năm 2018\nKính gửi: Bộ Công Thương.\n",
        "Tổng cục Hải quan", "Bộ Tài chính", "Hà Nội", "2018-09-19", "cong_van", "vướng mắc",
    ),
    Printed(
        "the first word of the ministry alone on its line",
        "BỘ\nTÀI CHÍNH\n-----\n|\n" + STATE + "|\nSố: 77/2008/TT-BTC\n|\nHà\nNội, ngày 15 tháng 9 năm 2008\n"
        "THÔNG TƯ\nHƯỚNG DẪN XỬ LÝ NỢ\n",
        "Bộ Tài chính", None, "Hà Nội", "2008-09-15", "thong_tu", "HƯỚNG DẪN XỬ LÝ NỢ",
    ),
    Printed(
        "the territory only in the line above the legal bases",
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 30/2018/QĐ-UBND | Hải Phòng, ngày 09 tháng 10 năm 2018 |\n"
        "QUYẾT ĐỊNH\nBAN HÀNH QUY ĐỊNH MỚI\nỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG\n",
        "UBND thành phố Hải Phòng", None, "Hải Phòng", "2018-10-09", "quyet_dinh", "BAN HÀNH QUY ĐỊNH MỚI",
    ),
    Printed(
        "an office above the legal bases is no subject",
        "BỘ NỘI VỤ |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 1383/QĐ-BNV |\nHà Nội, ngày 28 tháng 12 năm 2012 |\n"
        "BỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Nghị định số 61/2012/NĐ-CP ngày 10/8/2012 của Chính phủ;\n",
        "Bộ Nội vụ", None, "Hà Nội", "2012-12-28", "quyet_dinh", None,
    ),
    Printed(
        "two courts together, number of an old form",
        "TÒA ÁN NHÂN DÂN TỐI CAO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO Độc lập - Tự do - Hạnh phúc\n"
        "Số: 01-TANDTC-VKSNDTC/TTLT Hà Nội, ngày 08 tháng 12 năm 1988\nTHÔNG TƯ LIÊN TỊCH\nHƯỚNG DẪN TỐ TỤNG\n",
        "Tòa án nhân dân tối cao - Viện kiểm sát nhân dân tối cao", None, "Hà Nội", "1988-12-08",
        "thong_tu_lien_tich", "HƯỚNG DẪN TỐ TỤNG",
    ),
    Printed(
        "place broken inside, no comma; the subject behind its label and a colon of its own",
        "UBND\nTỈNH NINH THUẬN\nSỞ NÔNG NGHIỆP& PTNT\n|\n" + STATE + "|\nSố:\n1228/SNN\nV/v\n: chuyển trường\n|\n"
        "Phan\nRang ngày 12 tháng 11 năm 2003\nKính gửi: UBND các huyện.\n",
        "Sở Nông nghiệp & PTNT", "UBND tỉnh Ninh Thuận", "Phan Rang", "2003-11-12", "cong_van", "chuyển trường",
    ),
    Printed(
        "“Về:” opens the subject",
        "SỞ NỘI VỤ\n" + STATE + "Số: 5/SNV –CC&VT\nVề: góp ý dự thảo\nVinh, ngày 7 tháng 12 năm 2007\n"
        "Kính gửi: Các huyện.\n",
        "Sở Nội vụ", None, "Vinh", "2007-12-07", "cong_van", "góp ý dự thảo",
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", HEADS, ids=[row.why for row in HEADS])
def test_a_head_is_read(row: Printed) -> None:
    head, _ = boxes(row.text + BODY)
    assert (head.issuer.normalized if head.issuer else None) == row.issuer
    assert (head.parent.normalized if head.parent else None) == row.parent
    assert (head.place.normalized if head.place else None) == row.place
    assert (head.date.iso if head.date else None) == row.day
    assert head.doc_type.normalized == row.type
    assert (head.subject.normalized if head.subject else None) == row.subject


def test_what_is_inferred_is_not_printed_and_says_from_what() -> None:
    head, _ = boxes(HEADS[7].text)
    assert head.issuer is not None
    assert head.issuer.text is None
    assert "UBND huyện Tam Đường" in (head.issuer.inferred_from or "")


ADDRESSED = [
    ("Kính gửi: Bộ Y tế.", ["Bộ Y tế"], "one on the line"),
    ("Kính gửi: - Sở Nội vụ;\n- Sở Tài chính.", ["Sở Nội vụ", "Sở Tài chính"], "the first beside the words"),
    ("Kính gửi: - Sở Nội vụ; - Sở Tài chính.", ["Sở Nội vụ", "Sở Tài chính"], "all on one line"),
    ("Kính gửi: UBND các xã; Bưu điện tỉnh.", ["UBND các xã", "Bưu điện tỉnh"], "parted by a semicolon"),
    ("Kính gửi:\n- Công đoàn ngành\nđịa phương;\n- Đoàn xã.",
     ["Công đoàn ngành địa phương", "Đoàn xã"], "wrapped"),
    ("Kính gửi:\n- Bộ Nội vụ\n- Bộ Tài chính", ["Bộ Nội vụ", "Bộ Tài chính"], "no marks at the ends"),
    ("Kính gửi: Các Sở Y tế (danh sách kèm theo; bản điện tử)",
     ["Các Sở Y tế (danh sách kèm theo; bản điện tử)"],
     "a bracket is part of the body"),
    ("Kính gửi:\n- Bru điện tỉnh.", ["Bưu điện tỉnh"], "damaged by recognition"),
    ("Kính gửi: | - Bộ Giao thông vận tải; |\n- Bộ Xây dựng. |",
     ["Bộ Giao thông vận tải", "Bộ Xây dựng"], "in cells"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "items", "why"), ADDRESSED, ids=[row[-1] for row in ADDRESSED])
def test_addressees_are_listed_one_by_one(text: str, items: list[str], why: str) -> None:
    head, _ = boxes(f"SỞ NỘI VỤ\n{STATE}Số: 5/SNV-VP\nV/v báo cáo\n{text}\n{BODY}")
    assert [item.normalized for item in head.addressees] == items, why
    assert head.doc_type.normalized == "cong_van"


CLOSINGS = [
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thanh Hải",
     ["TM", "KT"], "Ủy ban nhân dân / Chủ tịch", "Phó Chủ tịch", "Lê Thanh Hải", "for a committee and its head"),
    ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Văn Dũng",
     ["TL", "KT"], "Chủ tịch / Chánh Văn phòng", "Phó Chánh Văn phòng", "Lê Văn Dũng", "by order, then for the head"),
    ("KT. BỘ TRƯỞNG THỨ TRƯỞNG Đỗ Hoàng Anh Tuấn",
     ["KT"], "Bộ trưởng", "Thứ trưởng", "Đỗ Hoàng Anh Tuấn", "all on one line"),
    ("KT.BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ\nNHIỆM\nPhạm Viết Muôn",
     ["KT"], "Bộ trưởng, Chủ nhiệm", "Phó Chủ nhiệm", "Phạm Viết Muôn", "a title broken over lines"),
    ("Q. GIÁM ĐỐC\nĐiểu K'Ré", ["Q"], None, "Q. Giám đốc", "Điểu K'Ré", "acting head"),
    ("GIÁM ĐỐC\n(Đã ký)\nThS. Y Thanh Hà Niê Kđăm",
     [], None, "Giám đốc", "Y Thanh Hà Niê Kđăm", "a mark, a degree"),
    ("CHỈ HUY TRƯỞNG\nThượng tá Nguyễn Văn Bình", [], None, "Chỉ huy trưởng", "Nguyễn Văn Bình", "a rank"),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNguyễn Văn Ba",
     ["TM"], "Ban Thường vụ", "Phó Bí thư", "Nguyễn Văn Ba", "of the Party"),
    ("TM. ỦY BAN NHÂN DÂN\nuu\nCHỦ TỊCH\nĐinh Ngọc Bình\nĐinh Ngọc Bình",
     ["TM"], "Ủy ban nhân dân", "Chủ tịch", "Đinh Ngọc Bình", "noise, and the name twice"),
    ("Nguyễn Thị Thu Hương", [], None, None, "Nguyễn Thị Thu Hương", "a name only"),
    ("KT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG Trịnh Đình Kính",
     ["KT"], "Cục trưởng", "Phó Cục trưởng", "Trịnh Đình Kính", "the name behind the title"),
    ("GIÁM ĐỐC\nNGUYỄN VĂN AN", [], None, "Giám đốc", "Nguyễn Văn An", "a name in capitals"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "capacities", "of", "title", "name", "why"), CLOSINGS, ids=[row[-1] for row in CLOSINGS]
)
def test_a_signature_is_read(
    text: str, capacities: list[str], of: str | None, title: str | None, name: str, why: str
) -> None:
    _, closing = boxes(
        f"SỞ NỘI VỤ\n{STATE}Số: 5/SNV-VP\nV/v báo cáo\nKính gửi: UBND tỉnh.\n{BODY}"
        f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{text}\nPHỤ LỤC\n1. Số liệu"
    )
    signature = closing.signature
    assert signature is not None, why
    read = (list(signature.capacities), signature.on_behalf_of, signature.title, signature.name)
    assert [str(part).casefold() for part in read] == [
        str(part).casefold() for part in (capacities, of, title, name)
    ]


def test_of_several_signers_the_first_is_read_and_the_others_are_told() -> None:
    _, closing = boxes(
        f"BỘ TÀI CHÍNH\nBỘ NỘI VỤ\n{STATE}Số: 2/2015/TTLT-BTC-BNV\nTHÔNG TƯ LIÊN TỊCH\nVỀ A B C\n{BODY}"
        "KT. BỘ TRƯỞNG\nBỘ NỘI VỤ\nTHỨ TRƯỞNG\nTrần Anh Tuấn\n"
        "KT. BỘ TRƯỞNG\nBỘ TÀI CHÍNH\nTHỨ TRƯỞNG\nTrương Chí Trung\n"
    )
    assert closing.signature is not None
    assert (closing.signature.name, closing.signature.on_behalf_of) == (
        "Trần Anh Tuấn",
        "Bộ trưởng Bộ Nội vụ",
    )
    assert any("Trương Chí Trung" in str(note.fields) for note in closing.notes)


RECIPIENTS = [
    ("Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Lưu: VT, NV.",
     ["Như trên", "UBND tỉnh (b/c)"], (("VT", "NV"), None, None), "plain"),
    ("Nơi nhận:\n- Như trên; (thực hiện)\n- Lưu: VT-NC. (P.Hà)",
     ["Như trên (thực hiện)"], (("VT", "NC"), None, "P.Hà"), "mark before a bracket"),
    ("Nơi nhận:\n- Như trên;\n- Lưu VT ( H1.25 ) .",
     ["Như trên"], (("VT",), 25, "H1"), "drafter and copies in one bracket"),
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT, P.CCHC (02b).", ["Như trên"], (("VT", "P.CCHC"), 2, None), "copies"),
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT, CCHC&VTLT(3).",
     ["Như trên"], (("VT", "CCHC&VTLT"), 3, None), "a unit of two fields"),
    ("Nơi nhận:\n- Như trên;\n- Lưu (VP ; KT&KĐCL).",
     ["Như trên"], (("VP", "KT&KĐCL"), None, None), "units in brackets"),
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT, KGVX (3), mn.",
     ["Như trên"], (("VT", "KGVX"), 3, "mn"), "drafter behind the bracket"),
    ("Nơi nhận:- Như trên;- VPCP: BTCN; Vụ TH;- Lưu: VT (3).",
     ["Như trên", "VPCP: BTCN; Vụ TH"], (("VT",), 3, None), "on one line"),
    ("Nơi nhận:\n- Như trên;\n- Các Bộ, cơ quan ngang Bộ,\ncơ quan thuộc CP;\n- Lưu: VT.",
     ["Như trên", "Các Bộ, cơ quan ngang Bộ, cơ quan thuộc CP"], (("VT",), None, None), "wrapped"),
    ("- Như trên;\n- Bộ Tài chính;\n- Lưu VT.",
     ["Như trên", "Bộ Tài chính"], (("VT",), None, None), "no heading"),
    ("Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT. Lê Văn An",
     ["Như trên"], (("VT",), None, None), "two columns in one row"),
    ("Nơi nhận:\n- Như trên;\n- Bà Trần Thị Mẫu;\n- Lưu: VT, VP.",
     ["Như trên", "Bà Trần Thị Mẫu"], (("VT", "VP"), None, None), "a person"),
    ("Nơi nhận:\n- Như trên;\n- Công TTĐT thị xã;\n- Lưu: VT.",
     ["Như trên", "Cổng TTĐT thị xã"], (("VT",), None, None), "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "items", "archive", "why"), RECIPIENTS, ids=[row[-1] for row in RECIPIENTS])
def test_recipients_and_archive_are_read(
    text: str, items: list[str], archive: tuple[tuple[str, ...], int | None, str | None], why: str
) -> None:
    _, closing = boxes(
        f"SỞ NỘI VỤ\n{STATE}Số: 5/SNV-VP\nV/v báo cáo\nKính gửi: UBND tỉnh.\n{BODY}{text}\nGIÁM ĐỐC\nLê Văn An\n"
    )
    assert [item.normalized for item in closing.recipients] == items, why
    read = closing.archive
    assert read is not None
    assert (read.units, read.copies, read.drafter) == archive
    assert closing.signature is not None
    assert closing.signature.name == "Lê Văn An"


def test_words_beside_the_list_are_left_out_and_told() -> None:
    _, closing = boxes(
        f"SỞ NỘI VỤ\n{STATE}Số: 5/SNV-VP\nV/v báo cáo\nKính gửi: UBND tỉnh.\n{BODY}"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n- | báo cáo\nGIÁM ĐỐC\nLê Văn An\n"
    )
    assert [item.text for item in closing.recipients] == ["Như trên"]
    assert any(note.fields.get("seen") == "báo cáo" for note in closing.notes)
    assert closing.signature is not None
