"""Nhiệm vụ: bodies of documents and the duties read from them, as tables."""

import time
import unicodedata
from datetime import date
from typing import Any

import pytest

from directives.reading.duties.days import Calendar
from directives.reading.duties.letters import glued_lead_in
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
    ("cong_van", "Phòng Nội vụ đề nghị các cơ quan, đơn vị:\n- Cử 01 cán bộ dự tập huấn.",
     [("-1", ["các cơ quan, đơn vị"], None)], "a lead-in that ends with the names"),
    ("cong_van", "Văn phòng đề nghị các phòng kịp thời thông báo. Thông tin gửi về:\nFax: 04.38231020",
     [("lead", ["các phòng"], None)], "a request before the sentence that leads in"),
    ("cong_van", "Ban đã có báo cáo về việc này.\nCăn cứ báo cáo, Văn phòng đề nghị các đồng chí quan tâm chỉ đạo.",
     [("lead", ["các đồng chí"], None)], "the only request of a letter is not its closing one"),
    ("cong_van", "1. Sở A xây dựng kế hoạch, báo cáo kết quả gửi về Phòng B tổng hợp và báo cáo UBND huyện.",
     [("1", ["Sở A"], None), ("1 (b)", ["Phòng B"], None)], "who gets a report sends it on"),
    ("cong_van", "1. Thẩm quyền cấp mã số: Cục trưởng Cục A quyết định cấp mã số.",
     [("1", ["Cục trưởng Cục A"], None)], "a title before who is to act"),
    ("nghi_dinh", "Điều 4. Nguyên tắc\nđ) Người được giao việc có trách nhiệm lập hồ sơ về công việc được giao.", [],
     "a decree's principles task nobody"),
    ("cong_van", "Phòng A đề nghị UBND các xã thực hiện:\nLập danh sách trước ngày 20/8/2026.\nCử 01 công chức.",
     [("lead", ["UBND các xã"], "2026-08-20"), ("lead (b)", ["UBND các xã"], None)], "paragraphs below a lead-in"),
    ("cong_van", "Chủ tịch yêu cầu các phòng khẩn trương rà soát hồ sơ.\nPhòng A tổng hợp, báo cáo Sở B trước ngày "
     "05/9/2026. Văn phòng C đăng tải nội dung này.",
     [("lead", ["các phòng"], None), ("lead (b)", ["Phòng A"], "2026-09-05"), ("lead (c)", ["Văn phòng C"], None)],
     "paragraphs that open with a body's name"),
    ("cong_dien", "Thủ tướng yêu cầu: 1. Bộ A hỗ trợ. 2. Bộ B báo cáo trước 17 giờ hằng ngày; báo cáo tổng hợp trước "
     "ngày 15/9/2026.",
     [("1", ["Bộ A"], None), ("2", ["Bộ B"], None), ("2 (b)", ["Bộ B"], "2026-09-15")],
     "items glued to the sentence that leads in"),
    ("to_trinh", "1. Sở Nội vụ chủ trì xây dựng đề án.", [], "a submission tasks nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected", "why"), DOCUMENTS, ids=[row[3] for row in DOCUMENTS])
def test_a_document_gives_the_duties_of_its_manner(
    kind: str, body: str, expected: list[tuple[str, list[str], str | None]], why: str
) -> None:
    read = [(d.ref, list(d.addressees), d.time.by if d.time else None) for d in duties_of(kind, body)]
    assert read == expected


CONDITIONS = [
    ("Giám sát việc thực hiện khi có yêu cầu.", "khi có yêu cầu", "at its end"),
    ("Trường hợp thiếu hồ sơ, Sở A hướng dẫn bổ sung.", "Trường hợp thiếu hồ sơ", "the case it begins with"),
    ("Trong quá trình thực hiện, nếu có vướng mắc, Sở A báo cáo UBND tỉnh.", "nếu có vướng mắc", "in the course"),
    ("Trong quá trình thực hiện, đối với việc vượt thẩm quyền, Sở A báo cáo UBND tỉnh.",
     "đối với việc vượt thẩm quyền", "things, no body"),
    ("Sở A kiểm tra; trường hợp phát hiện vi phạm thì xử lý theo quy định.", None, "a clause inside"),
    ("Sở A rà soát khối lượng, tiếp tục sử dụng nếu còn đủ năng lực, báo cáo UBND tỉnh.", None, "of a part only"),
    ("Sở A kiểm tra định kỳ hằng năm hoặc đột xuất khi cần thiết.", None, "of one of two ways"),
    ("Đối với người đang hưởng trợ cấp thì Sở A chuyển mức trợ cấp, cấp sổ.", None, "a rule, no case"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "condition", "why"), CONDITIONS, ids=[row[2] for row in CONDITIONS])
def test_a_condition_governs_the_whole_duty(text: str, condition: str | None, why: str) -> None:
    assert duties_of("cong_van", f"1. {text}")[0].condition == condition


KINDS = [
    # lead-in and item, kind, force, evidence, reason
    ("Phó Thủ tướng có ý kiến như sau:\n1. Yêu cầu các bộ khẩn trương rà soát.", "task", "order", "task",
     "told by name below a leader's opinion"),
    ("Sở đề nghị các địa phương thực hiện:\n1. Giao Phòng A theo dõi.", "task", "order", "task",
     "an order in a letter of requests"),
    ("Thực hiện như sau:\n1. Sở A chủ trì, phối hợp với Sở B, Sở C có trách nhiệm hướng dẫn, kiểm tra cấp xã.",
     "task", "order", "inspection", "who works with them is no part of the act"),
    ("Thực hiện như sau:\n1. Phân tích báo cáo (báo cáo được đăng tải trên trang thông tin).", "task", "order", "task",
     "what stands in brackets is there already"),
    ("Thực hiện như sau:\n1. Sở A tăng cường kiểm tra1, đôn đốc cơ sở.", "task", "order", "inspection",
     "a footnote's sign"),
    ("Thực hiện như sau:\n1. Giao Sở A định kỳ đánh giá trong báo cáo quý để báo cáo Bộ B.", "report", "order",
     "report", "told in a report"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "force", "evidence", "why"), KINDS, ids=[row[4] for row in KINDS])
def test_a_duty_has_kind_force_and_evidence(
    body: str, kind: str, force: str, evidence: str, why: str
) -> None:
    duty = duties_of("cong_van", body)[0]
    assert (duty.kind, duty.force, duty.evidence) == (kind, force, evidence)


GLUED = [
    ("Kính gửi: UBND các xã. Thực hiện Công văn số 12/SNV, Phòng A đề nghị UBND các xã thực hiện:",
     "Thực hiện Công văn số 12/SNV, Phòng A đề nghị UBND các xã thực hiện:"),
    ("Kính gửi: Các trường (danh sách kèm theo) Căn cứ kế hoạch, Phòng B yêu cầu:",
     "Căn cứ kế hoạch, Phòng B yêu cầu:"),
    ("Kính gửi: UBND các xã, thị trấn.", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), GLUED)
def test_a_lead_in_glued_to_those_addressed_is_found(line: str, words: str | None) -> None:
    assert glued_lead_in(["V/v khảo sát", line], 2) == ((1, words) if words else None)


TWICE = [
    ("Báo cáo quý trước ngày 15 của tháng cuối quý, báo cáo năm trước ngày 15/12 hằng năm.",
     [("1", "quarterly"), ("1 (b)", "yearly")], "two reports, each with its rhythm"),
    ("Báo cáo trước ngày 05/6 và trước ngày 05/12 hằng năm.", [("1", "half_yearly")], "one report, twice a year"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), TWICE, ids=[row[2] for row in TWICE])
def test_two_times_in_one_item_are_both_kept(text: str, expected: list[tuple[str, str]], why: str) -> None:
    read = [
        (d.ref, (d.time.recurrence or {}).get("freq")) for d in duties_of("cong_van", f"1. {text}") if d.time
    ]
    assert read == expected


def test_a_further_deadline_of_one_duty_is_said() -> None:
    calendar = Calendar(ISSUED)
    line = "1. Gửi danh sách trước ngày 10/6/2026, gửi kết quả trước ngày 30/9/2026."
    (duty,), _ = read_obligations([line], 0, 1, manner=manner_of("cong_van"), calendar=calendar)
    assert duty.time is not None
    assert duty.time.by == "2026-06-10"
    assert [doubt.fields["others"] for doubt in calendar.doubts] == ["trước ngày 30/9/2026"]


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
