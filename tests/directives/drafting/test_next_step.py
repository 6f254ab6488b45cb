"""Bước tiếp theo: what is taken, passed on, asked for and done by the office itself, and what is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directives.drafting.draft_body import subject_of
from directives.drafting.errors import (
    DraftBeforeDirective,
    NoPassingOn,
    NothingFallsTo,
    NotUnderIssuer,
    OwnDocument,
)
from directives.drafting.incoming import Incoming
from directives.drafting.next_step import NextStep, next_step
from directives.org.errors import UnknownOffice
from directives.org.working_rules import DraftingUnit, WorkingRules
from directives.reading.record import DutyTime, Worded
from tests.directives.drafting.incoming_letters import by, duty, incoming, letter
from tests.workspaces import calendar, chart

CU_JUT = "ubnd-huyen-cu-jut"
ALL = "Các phòng, ban, đơn vị thuộc Ủy ban nhân dân huyện"
COMMUNES = "Ủy ban nhân dân các xã, thị trấn"


def step_of(letter: Incoming, office: str = CU_JUT, day: str = "2021-12-10", **more: Any) -> NextStep:
    """Bước tiếp theo: on the real chart and calendar."""
    day_of = date.fromisoformat(day)
    return next_step(letter, office, chart=chart(), calendar=calendar(), day=day_of, **more)


def told(step: NextStep) -> dict[str, list[str]]:
    """Ai được giao gì: the words by the units that get them."""
    return {"; ".join(one.units): [task.text for task in one.tasks] for one in step.passed_on}


def asked(step: NextStep) -> dict[str, list[str]]:
    """Ai được đề nghị gì: the words by the bodies that are asked."""
    return {"; ".join(one.units): [task.text for task in one.tasks] for one in step.requests}


def refs(step: NextStep) -> tuple[set[str], set[str]]:
    """Của mình và của người khác: where the duties stand in the incoming document."""
    return {one.duty.ref for one in step.share.ours}, {one.duty.ref for one in step.share.others}


def test_a_district_of_the_list_takes_its_own_and_the_general_duties_of_the_dak_nong_letter() -> None:
    step = step_of(incoming("dak-nong-2021-1848"))
    assert refs(step) == ({"1.-1", "1.-2", "5.-1", "5.-2"}, {"2.-1", "2.-2", "3", "4"})
    assert step.when == "từ ngày 12 đến ngày 25/12/2021"
    assert step.focal.name == "Phòng Nội vụ"
    assert list(told(step)) == [f"Phòng Văn hóa và Thông tin; {COMMUNES}", f"{ALL}; {COMMUNES}"]
    assert list(asked(step)) == [
        "Bưu điện huyện",
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện; Hội Cựu chiến binh huyện",
    ]


def test_a_district_outside_the_list_takes_the_general_duties_only() -> None:
    step = step_of(incoming("dak-nong-2021-1848"), "ubnd-huyen-dak-glong")
    assert refs(step)[0] == {"5.-1", "5.-2"}


def test_the_citation_has_the_laws_form() -> None:
    assert step_of(incoming("dak-nong-2021-1848")).citation == (
        "Công văn số 1848/SNV-CCHCVTLT ngày 10 tháng 12 năm 2021 của Sở Nội vụ tỉnh Đắk Nông về việc phối hợp điều "
        "tra xã hội học đo lường sự hài lòng về sự phục vụ hành chính năm 2021"
    )


def test_damaged_words_are_passed_on_as_they_were_meant_and_pointed_at() -> None:
    step = step_of(incoming("dak-nong-2021-1848"))
    (task,) = (t for one in step.passed_on for t in one.tasks if "Bưu điện tỉnh" in t.text)
    assert "Bru" not in task.text
    assert [look.fields for look in task.looks] == [{"seen": "Bru điện", "meant": "Bưu điện"}]


def test_a_department_takes_what_names_it_and_what_names_all_departments() -> None:
    step = step_of(incoming("tuyen-quang-2020-1049"), "snv-tuyen-quang", "2020-04-16")
    ours, others = refs(step)
    assert {"1.a", "1.b", "1.c", "2"} <= ours
    assert not others
    contact = [task.text for task in step.own if "đầu mối liên lạc" in task.text]
    assert contact
    assert contact[0].startswith("Làm đầu mối liên lạc")  # "Giao Sở Nội vụ" is not passed on


def test_bullets_below_a_colon_go_with_their_duty() -> None:
    step = step_of(incoming("tuyen-quang-2020-1049"), "ubnd-huyen-son-duong", "2020-04-16")
    (task,) = (t for one in step.passed_on for t in one.tasks if t.below)
    assert [text.split(":")[0] for text in task.below] == [
        "Cán bộ, công chức, viên chức",
        "Người dân, tổ chức",
    ]


def test_the_whole_of_a_duty_is_passed_on_not_its_first_sentence() -> None:
    text = "Chấn chỉnh kỷ luật. Công khai kết quả trước ngày 24/12/2021."
    step = step_of(letter(duty("Chấn chỉnh kỷ luật", "UBND các huyện"), to=("UBND các huyện",)))
    whole = Incoming("thu.txt", letter(duty("Chấn chỉnh kỷ luật", "UBND các huyện")).record, (text,))
    assert told(step) == {f"{ALL}; {COMMUNES}": ["Chấn chỉnh kỷ luật"]}
    assert told(step_of(whole)) == {f"{ALL}; {COMMUNES}": [text.rstrip(".")]}


def test_opening_words_alone_are_pointed_at() -> None:
    record = letter(duty("Chấn chỉnh kỷ luật", "UBND các huyện")).record
    (only,) = step_of(Incoming("thu.txt", record, ())).passed_on[0].tasks
    assert [look.template for look in only.looks] == [
        "only the opening words of this duty are known: look into the incoming document"
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Tuyên truyền cải cách hành chính", f"Phòng Văn hóa và Thông tin; {COMMUNES}"),
        ("Bố trí kinh phí thực hiện", "Phòng Tài chính - Kế hoạch"),
        ("Kiểm tra hoạt động của bộ phận một cửa",
         f"Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện; {COMMUNES}"),
        ("Phối hợp tuyên truyền khi có yêu cầu", f"{ALL}; {COMMUNES}"),  # everybody's, whatever it speaks of
        ("Rà soát danh sách người dân", f"{ALL}; {COMMUNES}"),
    ],
)  # fmt: skip
def test_the_field_decides_who_gets_a_duty(text: str, units: str) -> None:
    assert told(step_of(letter(duty(text, "UBND các huyện")))) == {units: [text]}


def test_a_report_goes_up_on_its_day_and_is_handed_in_earlier() -> None:
    report = duty(
        "Báo cáo kết quả về Sở Nội vụ trước ngày 24/12/2021",
        "UBND các huyện",
        kind="report",
        time=by("2021-12-24", "trước ngày 24/12/2021"),
        report_to="Sở Nội vụ",
    )
    step = step_of(letter(report), lead_time=4)
    assert told(step) == {
        f"{ALL}; {COMMUNES}": [
            "Báo cáo kết quả thực hiện về Ủy ban nhân dân huyện (qua Phòng Nội vụ) trước ngày 20/12/2021 để tổng hợp, "
            "báo cáo Sở Nội vụ"
        ]
    }
    assert step.own[1].text == (
        "Tham mưu Ủy ban nhân dân huyện: báo cáo kết quả về Sở Nội vụ trước ngày 24/12/2021 (trình Ủy ban nhân dân "
        "huyện trước ngày 22/12/2021)"
    )


def test_work_that_ends_with_a_report_is_done_below_and_reported_by_the_focal_unit() -> None:
    work = duty(
        "Rà soát danh sách, gửi về Sở Nội vụ trước ngày 24/12/2021",
        "UBND các huyện",
        time=by("2021-12-24", "trước ngày 24/12/2021"),
        evidence="report",
    )
    step = step_of(letter(work))
    (task,) = step.passed_on[0].tasks
    assert task.text == "Rà soát danh sách, gửi về Sở Nội vụ trước ngày 21/12/2021"
    assert "not straight to the superior" in task.looks[-1].template
    assert step.own[1].text.endswith(
        "trước ngày 24/12/2021 (trình Ủy ban nhân dân huyện trước ngày 23/12/2021)"
    )


def test_what_a_department_gathers_is_the_focal_units_alone() -> None:
    step = step_of(incoming("tinh-2026"), "snv-lam-dong", "2026-03-10")
    assert not step.passed_on
    assert "trước ngày 10/6/2026 (trình Giám đốc Sở Nội vụ trước ngày 09/6/2026)" in step.own[1].text


def test_a_report_that_comes_again_keeps_its_time() -> None:
    yearly = DutyTime("trước ngày 15 tháng 12 hằng năm", recurrence={"freq": "yearly"})
    report = duty(
        "Báo cáo về Sở Nội vụ trước ngày 15 tháng 12 hằng năm", "UBND các huyện", kind="report", time=yearly
    )
    ((handed_in,),) = told(step_of(letter(report))).values()
    assert "trước ngày 15 tháng 12 hằng năm để tổng hợp" in handed_in


def test_a_department_that_gathers_asks_the_others_and_does_not_order_them() -> None:
    step = step_of(incoming("tinh-2026"), "snv-lam-dong", "2026-03-10")
    assert asked(step) == {
        "Bưu điện tỉnh; Ủy ban nhân dân các xã, phường, đặc khu": [
            "Gửi kết quả thực hiện về Sở Nội vụ trước ngày 05/6/2026 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh Lâm Đồng"
        ]
    }


def test_a_province_carries_out_a_ministrys_plan() -> None:
    step = step_of(incoming("bo-2026"), "ubnd-tinh-lam-dong", "2026-03-04")
    assert refs(step) == ({"1.a", "1.b", "1.c", "1.d", "1.đ"}, {"2", "3"})
    below = "Ủy ban nhân dân các xã, phường, đặc khu"
    words = told(step)[f"Các sở, ban, ngành tỉnh; {below}"]
    assert words[0].endswith("trước ngày 10 tháng 4 năm 2026")
    assert words[1].endswith("từ ngày 20/4/2026 đến ngày 30/5/2026")
    assert asked(step) == {
        "Bưu điện tỉnh": ["Phối hợp thực hiện nội dung nêu tại Mục 3 của Công văn số 2145/BNV-CCHC nêu trên"]
    }


def test_with_two_tiers_a_ward_passes_on_what_the_province_asks() -> None:
    step = step_of(incoming("tinh-2026"), "ubnd-phuong-2-bao-loc-24820", "2026-03-10")
    assert refs(step)[1] == {"1", "2"}
    assert "Phòng Văn hóa - Xã hội; Trưởng các tổ dân phố" in told(step)
    assert not step.requests  # no Bưu điện stands at that level


def test_the_offices_own_file_names_its_units() -> None:
    unit = DraftingUnit("nv", "Phòng Nội vụ", "NVH", date(2020, 1, 1))
    step = step_of(incoming("dak-nong-2021-1848"), rules=WorkingRules(CU_JUT, units=(unit,)))
    assert (step.focal.name, step.focal.abbreviation) == ("Phòng Nội vụ", "NVH")
    assert list(told(step)) == [f"{ALL}; {COMMUNES}"]  # the file knows no unit for propaganda


def test_general_words_reach_only_those_the_document_is_sent_to() -> None:
    general = duty("Rà soát danh sách", "các cơ quan, đơn vị")
    assert refs(step_of(letter(general)))[0] == {"1"}
    with pytest.raises(NothingFallsTo) as refused:
        step_of(letter(general, to=("Các sở, ban, ngành",)))
    assert [problem.where for problem in refused.value.problems] == ["1"]


def test_what_nobody_is_named_for_falls_to_the_addressee_with_a_doubt_where_there_is_none() -> None:
    nobody = duty("Rà soát danh sách")
    assert not step_of(letter(nobody)).share.ours[0].doubtful
    (task,) = step_of(letter(nobody, to=())).passed_on[0].tasks
    assert "it is not certain that this falls to the office" in {look.template for look in task.looks}


def test_words_that_ask_for_nothing_of_their_own_are_not_passed_on() -> None:
    first, empty = duty("Rà soát danh sách"), duty("Nghiêm túc triển khai thực hiện", ref="2")
    assert list(told(step_of(letter(first, empty))).values()) == [["Rà soát danh sách"]]


def test_another_provinces_office_is_refused() -> None:
    with pytest.raises(NotUnderIssuer) as refused:
        step_of(incoming("dak-nong-2021-1848"), "ubnd-huyen-tam-duong")
    assert refused.value.fields["unit"] == "tỉnh Đắk Nông"


def test_an_offices_own_document_is_refused() -> None:
    with pytest.raises(OwnDocument):
        step_of(incoming("dak-nong-2021-1848"), "snv-dak-nong")


def test_a_subject_in_capitals_is_pointed_at_and_not_repeated() -> None:
    full = letter(duty("Rà soát danh sách"))
    record = replace(full.record, subject=Worded("V/v", "VỀ VIỆC TĂNG CƯỜNG CẢI CÁCH HÀNH CHÍNH"))
    step = step_of(Incoming("thu.txt", record, full.lines))
    assert subject_of(step, "cong_van") == "triển khai thực hiện Công văn số 7137/UBND-NC"
    assert [look for look in step.looks if "capitals" in look.template]


def test_a_draft_before_the_directive_is_refused() -> None:
    with pytest.raises(DraftBeforeDirective):
        step_of(incoming("dak-nong-2021-1848"), day="2021-12-09")


def test_an_office_that_was_not_there_is_refused() -> None:
    with pytest.raises(UnknownOffice):
        step_of(incoming("tinh-2026"), CU_JUT, "2026-03-10")


def test_the_government_does_not_draft_here() -> None:
    with pytest.raises(NoPassingOn):
        step_of(letter(duty("Rà soát", "Chính phủ"), issuer="Quốc hội"), "chinh-phu")


def test_an_office_of_today_carries_out_what_its_old_province_asked() -> None:
    """Across the change of tiers: Đắk Nông went into Lâm Đồng."""
    step = step_of(letter(duty("Rà soát", "UBND cấp tỉnh")), "ubnd-tinh-lam-dong", "2025-07-02")
    assert refs(step)[0] == {"1"}
    assert not [look for look in step.looks if "territory" in look.template]


def test_what_could_not_be_read_is_pointed_at() -> None:
    full = letter(duty("Rà soát danh sách"))
    record = replace(full.record, number=None, date=None, subject=None, issuer=None)
    step = step_of(Incoming("thu.txt", record, full.lines))
    assert step.citation == "Công văn"
    assert len([look for look in step.looks if "could not be read" in look.template]) == 4
