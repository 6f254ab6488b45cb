"""Chỗ khó của thực địa: two at once, people who leave, lists paid twice, names with strokes, sheets with gaps."""

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from sipas_engine.fieldwork.assignment import BadVillages
from storage import audit, field_records
from storage.database import reading
from tests.services.field_desk import (
    DAY,
    LAM_DONG,
    ROSTER,
    SERIALS,
    WARD,
    field_workspace,
    in_the_field,
    sent_back,
    sheet,
    written,
)
from tests.workspaces import workspace_at
from workflows.services.assign_villages import assign_forms
from workflows.services.enlist_investigators import enlist_investigators
from workflows.services.field_book import records, write_field_book
from workflows.services.field_status import field_status
from workflows.services.hand_over_forms import BadHandOver, hand_over_forms
from workflows.services.pay_respondents import keep_payments, payments_against_forms
from workflows.services.recheck_forms import (
    RecheckRecorded,
    draw_recheck_forms,
    recheck_report,
    record_recheck,
)
from workflows.services.report_field_day import DayReported, report_field_day
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

DEADLINE = date(2026, 5, 15)
PAID = "ma_phieu,so_tien,ky_nhan"


@pytest.fixture
def field(tmp_path: Path) -> Workspace:
    """Đợt đang phát phiếu: two villages, one to each of two people."""
    return field_workspace(tmp_path)


def _at_once(*acts: Callable[[], int]) -> list[object]:
    def tried(act: Callable[[], int]) -> object:
        try:
            return act()
        except DayReported:
            return "refused"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(tried, acts))


def test_two_who_report_the_same_day_at_once_are_taken_once(database_url: str, tmp_path: Path) -> None:
    desks = [workspace_at(database_url, tmp_path) for _ in range(3)]
    in_the_field(desks[0], tmp_path)
    before = _journaled(desks[0])
    same = sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|4")
    told = _at_once(*(lambda desk=desk: report_field_day(desk, LAM_DONG, same) for desk in desks))
    assert sorted(told, key=str) == [0, 0, 1]
    (tmp_path / "khac").mkdir()
    mine, other = sheet(tmp_path, "dtv-2|Tổ 2|06/04/2026|6|4"), "dtv-2|Tổ 2|06/04/2026|6|5"
    theirs = sheet(tmp_path / "khac", other)
    told = _at_once(
        lambda: report_field_day(desks[0], LAM_DONG, mine),
        lambda: report_field_day(desks[1], LAM_DONG, theirs),
    )
    assert sorted(told, key=str) == [1, "refused"]
    assert _journaled(desks[0]) - before == 2
    assert verify_books(desks[0]).problems == []
    for desk in desks:
        desk.engine.dispose()


def _journaled(desk: Workspace) -> int:
    with reading(desk.engine) as connection:
        return sum(1 for _act in audit.acts(connection, f"campaign/{LAM_DONG}"))


def test_who_is_missing_in_a_later_roster_stays_and_who_left_is_named(
    field: Workspace, tmp_path: Path
) -> None:
    head, first, *_rest = ROSTER.splitlines()
    done = enlist_investigators(
        field, LAM_DONG, written(tmp_path, "moi.csv", f"{head},nghi_tu\n{first},08/4/2026\n")
    )
    assert (done.new, done.absent) == (1, ("dtv-2", "dtv-3"))
    report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|2"))
    before = field_status(field, LAM_DONG, date(2026, 4, 7), DEADLINE)
    after = field_status(field, LAM_DONG, date(2026, 4, 8), DEADLINE)
    assert (before.not_ready, before.forecast.capacity) == ([], 20)
    assert [who for who, _why in after.not_ready] == ["dtv-1"]
    assert after.forecast.capacity == 10
    assert [one.investigator for one in after.balances] == ["dtv-1", "dtv-2"]


def test_a_form_of_an_earlier_file_is_not_given_out_again(field: Workspace, tmp_path: Path) -> None:
    again = written(tmp_path, "them.csv", f"ma_phieu,xa,thon\np-001,{WARD},Tổ 9\nP-100,{WARD},Tổ 9\n")
    with pytest.raises(BadVillages) as refused:
        assign_forms(field, LAM_DONG, again, DAY)
    assert [problem.where for problem in refused.value.problems] == ["p-001"]
    assert len(records(field, LAM_DONG, "assignment")) == 2


def test_what_was_given_before_is_part_of_the_load(field: Workspace, tmp_path: Path) -> None:
    rows = [f"Q-{number},{WARD},Tổ {3 + number // 6}" for number in range(12)]
    found = assign_forms(
        field, LAM_DONG, written(tmp_path, "them.csv", "\n".join(["ma_phieu,xa,thon", *rows]) + "\n"), DAY
    )
    load = {who: sum(one.investigator == who for one in found) for who in ("dtv-1", "dtv-2")}
    assert load == {"dtv-1": 2, "dtv-2": 2}


# the village as a daily sheet writes it, whether it is known
PLACES = [
    ("{ward} / Tổ 1/2", True),
    ("{ward}  /  Tổ  1/2", True),
    ("{nfd} / Tổ 1/2", True),
    ("{ward}/Tổ 1/2", False),
    ("{ward} / Tổ 1 / 2", False),
]


@pytest.mark.parametrize(("place", "known"), PLACES)
def test_names_of_villages_with_strokes_and_in_either_way_of_composing(
    field: Workspace, tmp_path: Path, place: str, known: bool
) -> None:
    forms = written(tmp_path, "them.csv", f"ma_phieu,xa,thon\nQ-1,{WARD},Tổ 1/2\nQ-2,{WARD},Tổ 1/2\n")
    holder = {one.village.path[-1]: one.investigator for one in assign_forms(field, LAM_DONG, forms, DAY)}
    text = place.format(ward=WARD, nfd=unicodedata.normalize("NFD", WARD))
    row = f"dieu_tra_vien,thon,ngay,so_phat,so_thu\n{holder['Tổ 1/2']},{text},06/04/2026,2,1\n"
    file = written(tmp_path, "ngay.csv", row)
    if known:
        assert report_field_day(field, LAM_DONG, file) == 1
        return
    with pytest.raises(Exception, match="is not assigned to"):
        report_field_day(field, LAM_DONG, file)


def test_a_name_that_would_be_read_as_two_is_refused(field: Workspace, tmp_path: Path) -> None:
    forms = written(tmp_path, "them.csv", f"ma_phieu,xa,thon\nQ-1,{WARD},Tổ 1 / Tổ 2\n")
    with pytest.raises(BadVillages, match="cannot be a name"):
        assign_forms(field, LAM_DONG, forms, DAY)


def test_somebody_paid_on_two_lists_is_found_and_one_list_twice_counts_once(
    field: Workspace, tmp_path: Path
) -> None:
    sent_back(field, tmp_path, {"P-001": 4, "P-002": 5})
    first = written(tmp_path, "ky-1.csv", f"{PAID}\nP-001,50.000,có\n")
    assert keep_payments(field, LAM_DONG, first) == 1
    assert keep_payments(field, LAM_DONG, written(tmp_path, "ten-khac.csv", f"{PAID}\nP-001,50000,x\n")) == 0
    second = written(tmp_path, "ky-2.csv", f"{PAID}\nP-001,50.000,có\np-002,50.000,có\n")
    assert keep_payments(field, LAM_DONG, second) == 2
    found = payments_against_forms(field, LAM_DONG, Decimal(50000))
    assert (found.twice, found.unpaid, found.without_form) == (("P-001",), ("P-002",), ("p-002",))
    assert found.written_otherwise == {"p-002": "P-002"}
    assert keep_payments(field, LAM_DONG, second, correction=True) == 1
    assert payments_against_forms(field, LAM_DONG, Decimal(50000)).twice == ()


def test_a_serial_in_other_letters_is_told_with_the_one_that_is_known(
    field: Workspace, tmp_path: Path
) -> None:
    file = written(tmp_path, "bg.csv", "ma_phieu,dieu_tra_vien\np-001,dtv-1\n")
    with pytest.raises(BadHandOver, match="given to nobody; P-001 was"):
        hand_over_forms(field, LAM_DONG, file, DAY)


def test_a_re_check_sheet_with_gaps_waits_and_changes_only_as_a_correction(
    field: Workspace, tmp_path: Path
) -> None:
    sent_back(field, tmp_path, dict.fromkeys(SERIALS, 5))
    drawn = draw_recheck_forms(field, LAM_DONG, ["ccb-1"], "2026", Fraction(1, 4))
    head = "ma_phieu,nguoi_phuc_tra,ngay,cach,gap_duoc,thay_phieu,tu_tra_loi,cau_1,cau_2,cau_3"
    first, *rest = [form.serial for form in drawn.forms]

    def recorded(saw: str, *, correction: bool = False) -> int:
        row = f"{first},ccb-1,20/04/2026,đến nhà,có,{saw},{saw},,,"
        file = written(tmp_path, f"{saw}.csv", f"{head}\n{row}\n")
        return record_recheck(field, LAM_DONG, file, correction=correction)

    assert recorded("có") == 1
    assert recheck_report(field, LAM_DONG).waiting == tuple(rest)
    with pytest.raises(RecheckRecorded, match=first):
        recorded("không")
    assert recheck_report(field, LAM_DONG).never_seen == ()
    assert recorded("không", correction=True) == 1
    assert recheck_report(field, LAM_DONG).never_seen == (first,)
    with reading(field.engine) as connection:
        kept = field_records.versions(connection, LAM_DONG, "recheck", first)
    assert [content["saw_form"] for _at, _who, content in kept] == [True, False]


def test_a_re_check_follows_who_really_had_the_form(field: Workspace, tmp_path: Path) -> None:
    """dtv-2 handed over a form of a reserve whose village is dtv-1's: dtv-2 may not check it."""
    key, content = next(iter(records(field, LAM_DONG, "assignment").items()))
    with_reserve = {key: {**content, "reserve": ["R-001"]}}
    write_field_book(field, LAM_DONG, "assignment", "villages_assigned", lambda _: with_reserve)
    other = "dtv-2" if content["investigator"] == "dtv-1" else "dtv-1"
    file = written(tmp_path, "bg.csv", f"ma_phieu,dieu_tra_vien\nR-001,{other}\n")
    assert hand_over_forms(field, LAM_DONG, file, DAY) == 1
    sent_back(field, tmp_path, {"R-001": 5})
    drawn = draw_recheck_forms(field, LAM_DONG, ["dtv-1", "dtv-2"], "1", Fraction(1))
    assert [(form.investigator, form.checker) for form in drawn.forms] == [
        (other, str(content["investigator"]))
    ]


# today, forms back, when the rest is back at the pace; 26/4 is Hùng Kings' day, 30/4 and 1/5 are holidays
AHEAD = [
    (date(2026, 4, 29), 11, date(2026, 5, 4)),
    (date(2026, 4, 29), 0, None),
]


@pytest.mark.parametrize(("today", "back", "ready"), AHEAD)
def test_the_forecast_knows_the_holidays(
    field: Workspace, tmp_path: Path, today: date, back: int, ready: date | None
) -> None:
    one, two = min(back, 6), max(0, back - 6)
    day = today.strftime("%d/%m/%Y")
    report_field_day(
        field, LAM_DONG, sheet(tmp_path, f"dtv-1|Tổ 1|{day}|6|{one}", f"dtv-2|Tổ 2|{day}|6|{two}")
    )
    assert field_status(field, LAM_DONG, today, DEADLINE).forecast.at_pace == ready


def test_a_pace_that_leads_beyond_the_calendar_has_no_day_and_is_late(
    field: Workspace, tmp_path: Path
) -> None:
    rows = [f"Q-{number},{WARD},Tổ 3" for number in range(20_000)]
    forms = written(tmp_path, "nhieu.csv", "\n".join(["ma_phieu,xa,thon", *rows]) + "\n")
    assign_forms(field, LAM_DONG, forms, DAY)
    report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|1"))
    ahead = field_status(field, LAM_DONG, DAY, DEADLINE).forecast
    assert (ahead.at_pace, ahead.late) == (None, True)
