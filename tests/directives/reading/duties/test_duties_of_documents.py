"""Nhiệm vụ: bodies of documents and the duties read from them, as tables."""

import time
import unicodedata
from datetime import date
from typing import Any

import pytest

from directives.reading.duties.days import Calendar
from directives.reading.duties.manners import manner_of
from directives.reading.duties.obligations import read_obligations
from directives.reading.lexicon import lexicon
from directives.reading.record import Obligation

ISSUED = date(2026, 1, 5)


def duties_of(kind: str, body: str, sent_to: tuple[str, ...] = ()) -> list[Obligation]:
    lines = [line for line in body.strip().splitlines() if line.strip()]
    duties, _ = read_obligations(
        lines, 0, len(lines), manner=manner_of(kind), calendar=Calendar(ISSUED), sent_to=sent_to
    )
    return list(duties)


LETTER = """
Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2026 của UBND tỉnh, UBND huyện yêu cầu các cơ quan, đơn vị thực hiện một số nội dung sau:
1. Các phòng, ban, ngành huyện; UBND các xã, thị trấn
a) Rà soát danh sách; gửi về Phòng Nội vụ trước ngày 15/6/2026 để tổng hợp.
b) Thực hiện các giải pháp nhằm tổ chức tốt bộ phận Một cửa, bảo đảm:
- Tiếp nhận đúng hẹn;
- Trả kết quả đúng hẹn.
2. Bưu điện huyện
Cử 01 cán bộ làm đầu mối liên hệ.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam huyện
- Giám sát việc thực hiện khi có yêu cầu.
4. Giao Phòng Nội vụ làm đầu mối liên lạc; định kỳ báo cáo UBND huyện kết quả thực hiện.
5. Tăng cường công tác tuyên truyền.
Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.
"""  # noqa: E501 -- one paragraph of a letter is one line

READ_LETTER = [
    # ref, addressees, kind, force, evidence, reason
    ("1.a", ["Các phòng, ban, ngành huyện", "UBND các xã, thị trấn"], "task", "order", "report", "heading"),
    ("1.b", ["Các phòng, ban, ngành huyện", "UBND các xã, thị trấn"], "task", "order", "standing", "details"),
    ("2", ["Bưu điện huyện"], "task", "order", "appointment", "a title and its paragraph"),
    ("3.-1", ["Ủy ban Mặt trận Tổ quốc Việt Nam huyện"], "request", "request", "inspection", "asked above"),
    ("4", ["Phòng Nội vụ"], "task", "order", "standing", "named itself"),
    ("4 (b)", ["Phòng Nội vụ"], "report", "order", "report", "a second one with its own time"),
    ("5", ["các cơ quan, đơn vị"], "task", "order", "standing", "the sentence that leads in"),
    ("end", ["Thủ trưởng các cơ quan, đơn vị"], "closing", "order", "task", "the closing request"),
]


def shown(duty: Obligation) -> tuple[Any, ...]:
    return (duty.ref, list(duty.addressees), duty.kind, duty.force, duty.evidence)


def test_a_letter_gives_its_duties_at_the_lowest_level() -> None:
    assert [shown(duty) for duty in duties_of("cong_van", LETTER)] == [row[:5] for row in READ_LETTER]


def test_a_condition_and_where_a_report_goes_are_read() -> None:
    by_ref = {duty.ref: duty for duty in duties_of("cong_van", LETTER)}
    assert by_ref["3.-1"].condition == "khi có yêu cầu"
    assert by_ref["1.a"].report_to == "Phòng Nội vụ"
    assert by_ref["4 (b)"].report_to == "UBND huyện"


PLAN = """
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao nhận thức của cán bộ.
II. NỘI DUNG
a) Xây dựng kế hoạch kiểm tra
- Đơn vị chủ trì: Sở Nội vụ, Văn phòng UBND tỉnh
- Đơn vị phối hợp: Các sở, ban, ngành
- Thời gian hoàn thành: Quý I/2026
III. KINH PHÍ
Kinh phí thực hiện từ ngân sách nhà nước theo phân cấp.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính: Thẩm định, tham mưu bố trí kinh phí.
"""

TABLE = """
II. NỘI DUNG
| STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |
| --- | --- | --- | --- | --- |
| 1 | Xây dựng kế hoạch tuyên truyền | Phòng Văn hóa - Xã hội | Văn phòng | Trước ngày 30/3/2026 |
| 2 | Kiểm tra, giám sát | UBND xã | Các ấp | Thường xuyên |
"""

DECISION = """
Điều 1. Phê duyệt Đề án khảo sát mức độ hài lòng.
Điều 2. Tổ chức thực hiện
1. Giao Sở Nội vụ chủ trì triển khai thực hiện.
2. Mức hỗ trợ hàng tháng là 500.000 đồng.
Điều 3. Quyết định này có hiệu lực kể từ ngày 01/02/2026.
Điều 4. Chánh Văn phòng, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.
"""

DOCUMENTS = [
    # type, body, (ref, addressees, by), reason
    ("ke_hoach", PLAN, [("II.a", ["Sở Nội vụ", "Văn phòng UBND tỉnh"], "2026-03-31"),
                        ("IV.1", ["Sở Tài chính"], None)], "lead bodies and times of a plan's lines"),
    ("ke_hoach", TABLE, [("II.1", ["Phòng Văn hóa - Xã hội"], "2026-03-30"), ("II.2", ["UBND xã"], None)],
     "a table of tasks"),
    ("quyet_dinh", DECISION, [("Điều 2.1", ["Sở Nội vụ"], None)], "a decision tasks by name"),
    ("nghi_dinh", DECISION, [("Điều 2.1", ["Sở Nội vụ"], None)], "a decree rules; only Giao tasks"),
    ("cong_van", "Về việc này, Thủ tướng Chính phủ giao Bộ Y tế kiểm tra, báo cáo trước ngày 15/02/2026.\n"
     "Văn phòng Chính phủ thông báo để Bộ Y tế và cơ quan liên quan biết, thực hiện./.",
     [("lead", ["Bộ Y tế"], "2026-02-15"), ("end", ["Bộ Y tế", "cơ quan liên quan"], None)],
     "a letter without numbers"),
    ("cong_van", "Nội dung như sau:\n4. Thời hạn nộp 4.1. Sở A nộp tờ khai.\n4.2. Sở B nộp báo cáo.",
     [("4.1", ["Sở A"], None), ("4.2", ["Sở B"], None)], "a heading and its first item on one line"),
    ("quyet_dinh", "Điều 2.\nTổ chức thực hiện:\n1\n- Sở Tài chính có trách nhiệm thẩm định dự toán.",
     [("Điều 2.1", ["Sở Tài chính"], None)], "a number alone on its line"),
    ("cong_van", "Yêu cầu thực hiện:\n1 Đôn đốc các bệnh viện báo cáo kết quả\n2 Đánh giá kết quả thực hiện",
     [("1", [], None), ("2", [], None)], "numbers without a dot, in order"),
    ("nghi_quyet", "Điều 2. Phân công\nPhân công Ủy ban Pháp luật chủ trì thẩm tra; Hội đồng Dân tộc tham gia.",
     [("Điều 2", ["Ủy ban Pháp luật"], None), ("Điều 2 (b)", ["Hội đồng Dân tộc"], None)], "two in one article"),
    ("to_trinh", "1. Sở Nội vụ chủ trì xây dựng đề án.", [], "a submission tasks nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected", "why"), DOCUMENTS, ids=[row[3] for row in DOCUMENTS])
def test_a_document_gives_the_duties_of_its_manner(
    kind: str, body: str, expected: list[tuple[str, list[str], str | None]], why: str
) -> None:
    read = [(d.ref, list(d.addressees), d.time.by if d.time else None) for d in duties_of(kind, body)]
    assert read == expected


def test_a_telegram_tasks_those_it_is_sent_to() -> None:
    (duty,) = duties_of("cong_dien", "1. Huy động lực lượng khắc phục sự cố.", ("Bộ Công Thương",))
    assert duty.addressees == ("Bộ Công Thương",)


@pytest.mark.parametrize("change", ["NFD", "blanks"])
def test_the_same_text_otherwise_written_gives_the_same_duties(change: str) -> None:
    changed = unicodedata.normalize("NFD", LETTER) if change == "NFD" else LETTER.replace(" ", "  ")
    lines = unicodedata.normalize("NFC", changed)  # the border normalises; doubled blanks come through
    assert [(shown(d), d.time) for d in duties_of("cong_van", lines)] == [
        (shown(d), d.time) for d in duties_of("cong_van", LETTER)
    ]


HOSTILE = [
    "đề nghị Sở ",
    "trước ngày ",
    "từ ngày 1 đến ",
    "1. ",
    "; ",
    "a) ",
    "giao ",
    "|",
    "Hàng năm, ",
    "các ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_line_made_to_hurt_is_read_in_time_linear_to_its_length(piece: str) -> None:
    def seconds(letters: int) -> float:
        began = time.process_time()
        duties_of("cong_van", f"1. Sở A {piece * (letters // len(piece))}")
        return time.process_time() - began

    assert seconds(40_000) < 4  # quadratic patterns need minutes


def test_a_lexicon_without_a_word_reads_without_it() -> None:
    lines = ["1. Giao Sở Nội vụ chủ trì."]
    fewer = lexicon().without({"giao"})
    (duty,), _ = read_obligations(lines, 0, 1, manner=manner_of("cong_van"), words=fewer)
    assert duty.addressees == ()
