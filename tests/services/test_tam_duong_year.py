"""Một năm theo công văn 345/UBND-NV của Tam Đường: thirteen communes put the result of 2019 to use, until 2020's comes.

Counted by hand on the wall calendar of 2020. The letter is of Tuesday 31/3. Off: 2/4 (Giỗ Tổ, Thursday), 30/4 and 1/5
(Thursday, Friday), 2/9 (Wednesday), 1/1/2021 (Friday).

==============  ==============================================================================================
10th day        1, 3 | 6–10 | 13, 14, 15/4: leaders are named by Wednesday 15/4
15th            16, 17 | 20, 21, 22/4: the registers come by Wednesday 22/4
20th            23, 24 | 27, 28, 29/4: people are told by Wednesday 29/4
30th            4–8 | 11–15/5: the units' own plans by Friday 15/5
weeks           Monday 6/4 to Thursday 31/12: 39; the 4th ends on Wednesday 29/4, the 10th on Friday 12/6
months          April to December: 9; June's comparison by 1, 2, 3, 6, 7/7
half years      30/6 and 31/12; the syntheses 1, 2, 3, 6, 7/7 and 4–8/1/2021
==============  ==============================================================================================
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.document.model import Document
from directives.followup.report_values import values_from_json
from directives.followup.status import Board, DutyState
from directives.results_use.commendation_choices import Decided
from directives.results_use.improvement import RegisterState
from directives.results_use.inspection import FindingState
from directives.results_use.scorecard import Evaluation
from sipas_engine.comparison.change import Verdict
from storage import audit, followup_records
from storage.database import reading
from tests.services.tam_duong_acts import (
    DECIDED,
    END,
    ENGINE_DAYS,
    ISSUES_PLAN,
    LAPSES,
    REMEDY_DAYS,
    TASKS,
    WHY_NA_TAM,
    accept_all,
    play,
    then_sin_inspection,
)  # fmt: skip
from tests.services.year_of_use import (
    BAN_BO,
    BEGUN,
    BINH_LU,
    DISTRICT,
    HO_THAU,
    ID,
    KHUN_HA,
    LATER,
    MEASURED,
    NA_TAM,
    NUNG_NANG,
    PLAN,
    SON_BINH,
    STANDING,
    TA_LENG,
    TAM_DUONG,
    THEN_SIN,
    UNITS,
    USED,
    on_day,
    year_of_use,
)  # fmt: skip
from tests.services.year_papers import first_entry, played_year
from workflows.services.advance import advance_day
from workflows.services.books import entries
from workflows.services.followup_state import followup_state
from workflows.services.report_sums import report_sum
from workflows.services.results_use.commendation import commendation_book
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_register import improvement_changes, improvement_register
from workflows.services.results_use.inspection_findings import findings_of
from workflows.services.results_use.inspection_quota import inspection_counts
from workflows.services.results_use.overdue_files import overdue_reports
from workflows.services.results_use.telling import tellings_of
from workflows.services.results_use.telling_table import telling_table
from workflows.services.results_use.used_result import later_edition, used_edition
from workflows.services.start_campaign import read_plan
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

ALL = len(UNITS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Cả năm đã qua: played once, day by day."""
    return play(year_of_use(tmp_path_factory.mktemp("tam-duong")), END)


@pytest.fixture(scope="module")
def board(desk: Workspace) -> Board:
    return followup_state(desk, ID).board(END)


# --- bảng theo dõi ---


def test_each_item_of_the_letter_is_followed_and_what_is_the_planners_says_so() -> None:
    plan, _ = read_plan(PLAN)
    found = Counter(step.basis for step in plan.steps)
    assert {basis for basis in found if basis.startswith("điểm")} == {f"điểm {item}" for item in range(1, 7)}
    assert set(found) - {f"điểm {item}" for item in range(1, 7)} == {"kế hoạch theo dõi"}
    assert (plan.result_of, plan.compared_with, plan.units) == (USED, LATER, UNITS)


#: Step, how many duties it makes in the year, how many were done in time, late, never; and why.
COUNTS = [
    ("so_khac_phuc", 13, 12, 1, 0, "Khun Há two working days late"),
    ("ke_hoach", 13, 13, 0, 0, "each unit issued its plan"),
    ("thong_tin", 13, 12, 1, 0, "Hồ Thầu told its people on 11/5"),
    ("phan_cong", 13, 12, 1, 0, "Nà Tăm named its leader on 17/4"),
    ("cat_giam", 13, 13, 0, 0, "by 30/9"),
    (
        "kiem_tra",
        507,
        505,
        0,
        2,
        "39 weeks of 13 units; Sơn Bình's 4th and the town's 10th were never made up",
    ),
    ("xin_loi", 117, 116, 1, 0, "9 months of 13 units; Bản Bo's June on 10/7"),
    ("bao_cao", 26, 25, 1, 0, "2 half years; Nùng Nàng's first on 10/7"),
    ("tong_hop", 2, 2, 0, 0, "7/7/2020 and 8/1/2021"),
    ("bao_cao_cchc", 2, 2, 0, 0, "13/7/2020 and 14/1/2021"),
    ("danh_gia_nam", 1, 1, 0, 0, "12/1/2021"),
    ("trinh_khen_thuong", 1, 1, 0, 0, "20/1/2021"),
    ("hoi_nghi", 1, 1, 0, 0, "29/1/2021, its last day"),
    ("ky_cuong", 13, 0, 0, 0, "goes on, no deadline"),
    ("kien_nghi", 13, 0, 0, 0, "goes on, no deadline"),
    ("co_so_vat_chat", 13, 0, 0, 0, "goes on, no deadline"),
]


@pytest.mark.parametrize(("step", "owed", "in_time", "late", "missing", "why"), COUNTS)
def test_expected_done_and_missing_of_each_step(
    board: Board, step: str, owed: int, in_time: int, late: int, missing: int, why: str
) -> None:
    states = [one.state for one in board.statuses() if one.duty.key.step == step]
    kinds = (DutyState.DONE, DutyState.DONE_LATE, DutyState.LATE)
    assert (len(states), *(states.count(kind) for kind in kinds)) == (owed, in_time, late, missing), why


#: Step, unit, working days late, and how they were counted.
LATE = [
    ("phan_cong", NA_TAM, 2, "16 and 17/4"),
    ("so_khac_phuc", KHUN_HA, 2, "23 and 24/4"),
    ("thong_tin", HO_THAU, 6, "4–8 and 11/5"),
    ("xin_loi", BAN_BO, 3, "8, 9 and 10/7"),
    ("bao_cao", NUNG_NANG, 8, "1, 2, 3, 6–10/7"),
]


@pytest.mark.parametrize(("step", "unit", "days", "why"), LATE)
def test_late_by_how_many_working_days(board: Board, step: str, unit: str, days: int, why: str) -> None:
    (found,) = [
        one.working_days_late
        for one in board.statuses()
        if one.state is DutyState.DONE_LATE and (one.duty.key.step, one.duty.key.unit) == (step, unit)
    ]
    assert found == days, why


#: Day, to whom, about how many duties, and why on that day.
REMINDERS = [
    ("2020-04-16", "xã Nà Tăm", 1, "no leader was named by 15/4"),
    ("2020-04-23", "xã Khun Há", 1, "no register by 22/4"),
    ("2020-05-04", "xã Hồ Thầu", 1, "nobody was told by 29/4; then 30/4, 1/5 and a weekend"),
    ("2020-05-04", "xã Sơn Bình", 1, "the 4th week ended on 29/4, for Thursday and Friday were off"),
    ("2020-05-08", "huyện Tam Đường", 2, "4, 5, 6, 7, 8/5: both in one dispatch to the committee"),
    ("2020-06-15", "thị trấn Tam Đường", 1, "the 10th week ended on Friday 12/6"),
    ("2020-06-19", "huyện Tam Đường", 1, "15–19/6"),
    ("2020-07-01", "xã Nùng Nàng", 1, "no report by 30/6"),
    ("2020-07-07", "huyện Tam Đường", 1, "1, 2, 3, 6, 7/7"),
    ("2020-07-08", "xã Bản Bo", 1, "June was not compared by 7/7"),
    ("2020-10-01", "xã Hồ Thầu", 1, "its first remedy was due on 30/9"),
    ("2020-12-01", "xã Khun Há", 1, "its last remedy was due on 30/11"),
    ("2020-12-07", "huyện Tam Đường", 1, "1, 2, 3, 4, 7/12"),
]


def documents(desk: Workspace, series: str) -> list[Document]:
    return [entry.document for entry in entries(desk) if entry.book.series == series]


def test_each_reminder_was_issued_once_on_its_day(desk: Workspace) -> None:
    found = documents(desk, "CV")
    assert [str(one.issued_on) for one in found] == [row[0] for row in REMINDERS]
    for document, (_, to, many, why) in zip(found, REMINDERS, strict=True):
        assert document.addressees[0].endswith(to), why
        assert (len(document.annexes[0].rows) if document.annexes else 1) == many, why


def test_on_no_other_day_anybody_is_reminded(desk: Workspace) -> None:
    for day in (date(2020, 4, 24), date(2020, 7, 9), date(2020, 7, 16), date(2020, 10, 8), END):
        assert day not in ENGINE_DAYS
        assert advance_day(on_day(desk, day), ID, day) == 0


def test_the_books_are_whole_and_the_journal_names_nobody(desk: Workspace) -> None:
    assert verify_books(desk).problems == []
    with reading(desk.engine) as connection:
        said = " ".join(str(act.payload) for act in audit.acts(connection, f"campaign/{ID}"))
    for name in ("Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lò Văn Mẫu"):
        assert name not in said


# --- điểm 1: sổ khắc phục ---


def test_the_register_follows_from_the_result_and_every_unit_has_filled_it(desk: Workspace) -> None:
    found = improvement_register(desk, ID)
    assert [one.unit.id for one in found.units] == list(UNITS)
    assert not found.without_rows
    assert {one.register.state for one in found.units} == {RegisterState.ACCEPTED}
    for own in found.units:
        assert own.filled == len(own.rows)
        assert len(own.rows) >= 3
        # The rows are the lowest criteria of the unit, each beside the mean of the communes.
        values = [row.row.weakness.value for row in own.rows]
        assert values == sorted(values)
        assert all(row.row.weakness.group is not None for row in own.rows)


def test_the_one_sent_back_has_both_remedies_and_comes_in_time(desk: Workspace) -> None:
    own = improvement_register(desk, ID, BINH_LU).of(BINH_LU)
    assert own is not None
    assert own.register.handed_in == 2
    with reading(desk.engine) as connection:
        code = own.rows[0].row.code
        keys = [
            key
            for key in followup_records.in_force(connection, ID, "improvement")
            if BINH_LU in key and code in key
        ]
        versions = followup_records.versions(connection, ID, "improvement", keys[0])
    said = [str(content) for _, _, content in versions]
    assert "Tăng cường chỉ đạo." in said[-2]
    assert "Tăng cường chỉ đạo." not in said[-1]


def test_each_remedy_is_a_duty_of_its_unit_on_its_day(desk: Workspace, board: Board) -> None:
    rows = [
        (own.unit.id, place, row)
        for own in improvement_register(desk, ID).units
        for place, row in enumerate(own.rows)
    ]
    lanes = {lane.lane.step.code: lane for lane in board.lanes}
    for unit, place, row in rows:
        assert lanes[row.step].lane.owers == (unit,)
        assert lanes[row.step].due == REMEDY_DAYS[min(place, 2)]
    behind = {(unit, place) for unit, place, row in rows if row.is_late}
    assert behind == {(KHUN_HA, 2)}, "the others have given what closes the remedy"
    (hung,) = [row.duty for unit, place, row in rows if (unit, place) == (HO_THAU, 0)]
    assert hung is not None
    assert (hung.state, hung.working_days_late) == (DutyState.DONE_LATE, 4), "1, 2, 5 and 6/10"


def test_made_and_accepted_again_nothing_changes(desk: Workspace) -> None:
    before = verify_books(desk)
    assert (prefill_register(desk, ID).new, prefill_register(desk, ID).renewed) == (0, 0)
    accept_all(desk)
    assert verify_books(desk) == before


# --- điểm 2, 3, 4 ---


def test_who_has_told_people_where_and_what_shows_it(desk: Workspace) -> None:
    table = telling_table(desk, ID)
    told = tellings_of(desk, ID)
    assert Counter(one.told.unit for one in told) == Counter(
        {unit: 2 + (unit == TAM_DUONG) for unit in UNITS}
    )
    (page,) = [one.told for one in told if one.told.file]
    assert page.place.startswith("https://")
    assert len(page.file) == 64, "a SHA-256"
    assert desk.files.get(page.file) is not None
    assert table is not None


def test_weekly_checks_against_their_quota(desk: Workspace) -> None:
    counts = inspection_counts(desk, ID)
    assert {unit: (one.wanted, one.done, one.missed) for unit, one in counts.items() if unit in UNITS} == {
        unit: (39, 38, 1) if unit in (TAM_DUONG, SON_BINH) else (39, 39, 0) for unit in UNITS
    }
    assert counts[TAM_DUONG].inspections == 38, "each with its minutes"
    (row,) = findings_of(desk, ID, THEN_SIN)
    assert row.state is FindingState.DONE
    assert row.inspection.number == then_sin_inspection(desk)


def test_overdue_files_against_apologies(desk: Workspace) -> None:
    found = {one.month: one for one in overdue_reports(desk, ID, THEN_SIN)}
    assert sorted(found) == [f"2020-{month:02d}" for month in range(4, 13)]
    assert all(len(one.overdue) == 1 for one in found.values())
    assert [month for month, one in found.items() if one.without_apology] == ["2020-05"]
    assert not any(one.overdue for one in overdue_reports(desk, ID, TAM_DUONG))


# --- báo cáo 6 tháng ---

#: Half year, units present, files received, overdue, apologies, feedback, answered; who is absent.
SUMS = [
    (1, 13, 1560, 26, 26, 65, 65, "with Nùng Nàng's, which came on 10/7"),
    (2, 13, 1560, 26, 26, 65, 65, "13 times 120, 2, 2, 5, 5"),
]


@pytest.mark.parametrize(
    ("number", "present", "received", "overdue", "sorry", "asked", "answered", "why"), SUMS
)
def test_reports_add_up(
    desk: Workspace, number: int, present: int, received: int, overdue: int, sorry: int, asked: int, answered: int,
    why: str,
) -> None:  # fmt: skip
    totals = report_sum(desk, ID, "bao_cao", number).totals
    assert len(totals.present) == present, why
    figures = {str(getattr(field, "code", field)): int(total) for field, total in totals.figures.items()}
    assert figures == {
        "tiep_nhan": received, "qua_han": overdue, "xin_loi": sorry, "kien_nghi": asked, "da_tra_loi": answered,
    }  # fmt: skip


def test_the_synthesis_names_the_absent_and_leaves_it_out_of_the_sums(desk: Workspace) -> None:
    first, second = [
        one for one in documents(desk, "BC") if one.issued_on in (date(2020, 7, 7), date(2021, 1, 8))
    ]
    said = [repr(one.body) for one in (first, second)]
    assert "UBND xã Nùng Nàng" in said[0]
    assert "1.440" in said[0], "12 times 120: the absent one is no zero, the wrong 1.200 is not in it"
    assert "UBND xã Nùng Nàng" not in said[1]
    assert "1.560" in said[1]


def test_a_wrong_figure_sent_back_leaves_both_versions(desk: Workspace) -> None:
    with reading(desk.engine) as connection:
        versions = followup_records.versions(connection, ID, "report", f"bao_cao/{TA_LENG}/1")
    states = [content["state"] for _, _, content in versions]
    figures = [values_from_json(content).figures["tiep_nhan"] for _, _, content in versions]
    assert list(zip(states, figures, strict=True)) == [
        ("submitted", 1200),
        ("returned", 1200),
        ("submitted", 120),
    ]
    assert "gấp mười lần" in str(versions[1][2]["reason"])


#: Day of the reform report, what it says, and how that was counted.
REFORM = [
    (
        "2020-07-13",
        "phải kiểm tra 195 lần, đã kiểm tra 180 lần",
        "15 weeks of 13, the last begun that day; 14 less 2",
    ),
    (
        "2020-07-13",
        "287 nhiệm vụ đã đến hạn: hoàn thành 285",
        "4 steps, 14 weeks, 3 months, a report: 22 times 13, and 1",
    ),
    ("2020-07-13", "trong đó chậm hạn 5; chưa hoàn thành 2", "all of 2020 but Hồ Thầu's remedy; two checks"),
    ("2020-07-13", "1.560 hồ sơ", "13 times 120"),
    ("2020-07-13", "Chưa có kết quả đo lường năm sau để so sánh", "autumn is to come"),
    ("2021-01-14", "phải kiểm tra 507 lần, đã kiểm tra 505 lần", "39 weeks of 13"),
    (
        "2021-01-14",
        "758 nhiệm vụ đã đến hạn: hoàn thành 755",
        "287; 325 checks, 78 months, 13 reviews, 13 reports; 40, 2",
    ),
    ("2021-01-14", "trong đó chậm hạn 6; chưa hoàn thành 3", "Hồ Thầu's remedy late, Khun Há's never"),
    ("2021-01-14", "3.120 hồ sơ", "26 reports"),
]


@pytest.mark.parametrize(("day", "words", "why"), REFORM, ids=[row[1] for row in REFORM])
def test_the_reform_report_says_what_was_counted_by_hand(
    desk: Workspace, day: str, words: str, why: str
) -> None:
    (document,) = [one for one in documents(desk, "BC") if str(one.issued_on) == day]
    assert words in repr(document.body), why


def test_the_yearly_reform_report_tells_changes_and_names_who_did_not_report(desk: Workspace) -> None:
    (document,) = [one for one in documents(desk, "BC") if str(one.issued_on) == "2021-01-14"]
    found = improvement_changes(desk, ID)
    told = f"cải thiện rõ {found.count(Verdict.BETTER)}; chưa đủ để kết luận {found.count(Verdict.NOT_TOLD)}"
    assert told in repr(document.body)
    assert "UBND xã Khun Há" in repr(document.annexes[-1])


# --- năm sau: có chuyển biến không ---


def test_a_change_is_told_only_where_its_interval_leaves_no_doubt(desk: Workspace) -> None:
    found = improvement_changes(desk, ID)
    assert (found.used, found.later, found.is_measured) == (USED, LATER, True)
    rows = sum(len(own.rows) for own in improvement_register(desk, ID).units)
    assert sum(found.count(one) for one in Verdict) == rows
    assert 0 < found.count(Verdict.BETTER) < found.count(Verdict.NOT_TOLD), (
        "most differences lie within the sample's error"
    )
    bare = [
        one for one in found.by_row.values() if one.verdict is Verdict.NOT_TOLD and (one.difference or 0) > 5
    ]
    assert bare, "more than five points up, and still not told: the bare difference would mislead"


def test_both_results_are_those_of_the_district(desk: Workspace) -> None:
    plan = followup_state(desk, ID).plan
    for edition in (used_edition(desk, plan), later_edition(desk, plan)):
        assert edition is not None
        assert edition.whole.label == "Huyện Tam Đường", (
            "its own survey speaks of it, not of the province around it"
        )


# --- đánh giá, khen thưởng ---


def test_the_evaluation_holds_index_change_duties_reports_and_checks(desk: Workspace) -> None:
    found: Evaluation = commendation_book(desk, ID).evaluation
    assert [card.unit for card in found.cards] == list(UNITS)
    town = found.card(TAM_DUONG)
    assert town is not None
    assert (town.quota, town.checked, town.reports.on_time) == (39, 38, 2)
    assert [(one.step, one.occurrence) for one in town.behind] == [("kiem_tra", 10)]
    late = found.card(NUNG_NANG)
    assert late is not None
    assert (late.reports.on_time, late.reports.late, late.reports.missing) == (1, 1, 0)
    sent_back = found.card(TA_LENG)
    assert sent_back is not None
    assert sent_back.returned == 1
    assert all(card.score is None for card in found.cards), "no single score without weights a person set"


def test_who_had_a_lapse_is_not_proposed(desk: Workspace) -> None:
    proposed = {one.unit for one in commendation_book(desk, ID).proposals if one.met}
    lapsed = {unit for _, _, unit in LAPSES}
    assert proposed
    assert not proposed & lapsed


def test_nothing_is_awarded_but_what_a_person_chose(desk: Workspace) -> None:
    book = commendation_book(desk, ID)
    met = [one.unit for one in book.proposals if one.met]
    assert {one.unit for one in book.chosen if not one.nomination} == {*met[:-1], NA_TAM}
    assert {one.by for one in book.choices.values()} == {DECIDED}
    passed = book.choice(met[-1])
    assert passed is not None
    assert passed.decided is Decided.PASSED_OVER
    assert passed.reason, "who meets every criterion is not passed over in silence"
    against = book.choice(NA_TAM)
    assert against is not None
    assert against.reason == WHY_NA_TAM
    assert all(one.document.startswith("số 01/QĐ-UBND ngày 25/01/2021") for one in book.chosen)


def test_submission_decision_invitation_and_summary_stand_in_their_books(desk: Workspace) -> None:
    kinds = {"TTr": STANDING, "QĐ": DISTRICT, "GM": DISTRICT}
    for series, office in kinds.items():
        entry = first_entry(desk, series)
        assert (entry.book.issuer, entry.number) == (office, 1)
    decision = first_entry(desk, "QĐ").document
    assert "01/TTr-PNV" in repr(decision)
    summary = first_entry(desk, "BC", "tổng kết").document
    assert all(task in repr(summary.body) for task in TASKS)
    plans = [entry for entry in entries(desk) if entry.book.series == "KH"]
    assert [entry.book.issuer for entry in plans] == list(ISSUES_PLAN)


@pytest.mark.slow
def test_every_document_of_the_year_keeps_the_law_of_form(tmp_path: Path) -> None:
    found = list(played_year(tmp_path).papers())
    assert len({label for label, _, _ in found}) == len(found)
    for label, content, formal in found:
        if formal:
            file = tmp_path / "van-ban.docx"
            file.write_bytes(content)
            findings = check_file(file, on=END).findings
            assert [(one.rule, one.severity) for one in findings if one.severity != "info"] == [], label


# --- đầu năm ---


def test_on_the_letters_day_the_result_is_there_and_nothing_is_done(tmp_path: Path) -> None:
    begun = year_of_use(tmp_path)
    assert begun.today() == BEGUN
    plan = followup_state(begun, ID).plan
    assert later_edition(begun, plan) is None, "the survey which the plan names has not begun"
    made = prefill_register(begun, ID)
    assert made.new >= 3 * ALL
    again = play(replace(begun), date(2020, 4, 15), date(2020, 4, 1))
    named = [one.duty.key.unit for one in followup_state(again, ID).board(again.today()).statuses()
             if one.duty.key.step == "phan_cong" and one.state is DutyState.DONE]  # fmt: skip
    assert len(named) == ALL - 1


def test_with_the_year_behind_it_a_second_survey_is_frozen_at_once(tmp_path: Path) -> None:
    measured = year_of_use(tmp_path, MEASURED)
    assert later_edition(measured, followup_state(measured, ID).plan) is not None
