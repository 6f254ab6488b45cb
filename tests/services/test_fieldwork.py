"""Phát, thu, giám sát, phúc tra: what the field reports is kept whole or refused whole, and can be accounted for."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from sipas_engine.fieldwork.daily import BadDailySheet
from sipas_engine.fieldwork.sheet import BadSheet
from sipas_engine.recheck.draw import CannotRecheck
from sipas_engine.recheck.results import BadRecheck
from sipas_engine.recheck.visits import FindingAnswer, Visit
from storage import field_records
from storage.database import reading
from tests.services.field_desk import (
    DAY,
    LAM_DONG,
    SERIALS,
    WARD,
    field_workspace,
    sent_back,
    sheet,
    villages,
    written,
)
from workflows.services.assign_villages import AlreadyHandedOut, assign_forms
from workflows.services.enlist_investigators import enlist_investigators, roster_on
from workflows.services.field_book import assignments, records
from workflows.services.field_status import field_status
from workflows.services.hand_over_forms import BadHandOver, hand_over_forms
from workflows.services.pay_respondents import keep_payments, payments_against_forms
from workflows.services.recheck_forms import (
    NoRecheck,
    RecheckDrawn,
    draw_recheck_forms,
    recheck_of,
    recheck_report,
    record_recheck,
    write_recheck_sheet,
)
from workflows.services.report_field_day import DayReported, report_field_day
from workflows.services.supervise import (
    UnknownFinding,
    UnknownVillage,
    VisitRecorded,
    answer_finding,
    record_visit,
    villages_to_visit,
    waiting_findings,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Workspace]:
    """Đợt đang phát phiếu: on SQLite; what the database decides is tested on both in test_field_hard_cases."""
    workspace = field_workspace(tmp_path)
    yield workspace
    workspace.engine.dispose()


def test_only_those_who_are_ready_are_given_villages(field: Workspace) -> None:
    missing = {person.id: len(found) for person, found in roster_on(field, LAM_DONG, DAY)}
    assert missing == {"dtv-1": 0, "dtv-2": 0, "dtv-3": 5}
    given = {
        one.village.path[-1]: one.investigator for one in assignments(records(field, LAM_DONG, "assignment"))
    }
    assert sorted(given.values()) == ["dtv-1", "dtv-2"]
    assert list(given) == ["Tổ 1", "Tổ 2"]


def test_the_same_roster_again_changes_nothing_and_leaves_no_journal_entry(
    field: Workspace, tmp_path: Path
) -> None:
    before = verify_books(field)
    assert enlist_investigators(field, LAM_DONG, tmp_path / "dtv.csv").new == 0
    assert verify_books(field) == before
    assert before.problems == []


# what stands in the roster's second row, the column that is named
BAD_ROSTERS = [
    (",Tên,Bưu điện,10,,,", "ma"),
    ("dtv-1,Tên,Bưu điện,mười,,,", "nang_luc"),
    ("dtv-9,Tên,Bưu điện,10,,31/02/2026,", "tap_huan"),
    ("dtv-1,Tên,Bưu điện,10,,,", "ma"),
    ("dtv-9,Tên,Bưu điện,10,,2026,", "tap_huan"),
]


@pytest.mark.parametrize(("row", "column"), BAD_ROSTERS)
def test_a_bad_roster_is_refused_by_row_and_column(
    field: Workspace, tmp_path: Path, row: str, column: str
) -> None:
    head = "ma,ho_ten,buu_dien,nang_luc,tieu_chuan,tap_huan,cam_ket\ndtv-1,Tên,Bưu điện,10,,,\n"
    with pytest.raises(BadSheet) as refused:
        enlist_investigators(field, LAM_DONG, written(tmp_path, "xau.csv", f"{head}{row}\n"))
    assert refused.value.problems[0].where == f"xau.csv:3:{column}"


def test_daily_sheets_balance_and_foretell(field: Workspace, tmp_path: Path) -> None:
    assert (
        report_field_day(
            field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|0", "dtv-2|Tổ 2|06/04/2026|4|1")
        )
        == 2
    )
    assert report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|07/04/2026|0|5|1|1|1")) == 1
    found = field_status(field, LAM_DONG, date(2026, 4, 7), date(2026, 4, 20))
    first, second = found.balances
    assert (first.back, first.refused, first.still_out, first.unaccounted) == (5, 1, 0, 5)
    assert (second.back, second.still_out, second.not_yet_out) == (1, 3, 2)
    assert [village.outdated for village in found.villages] == [True, False]
    assert (found.forecast.left, found.forecast.pace, found.forecast.late) == (6, 3.0, False)
    assert found.forecast.at_pace == date(2026, 4, 9)


def test_a_sheet_is_taken_whole_or_not_at_all(field: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadDailySheet):
        report_field_day(
            field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|0", "dtv-2|Tổ 2|06/04/2026|9|0")
        )
    assert records(field, LAM_DONG, "day") == {}


def test_a_reported_day_changes_only_as_a_correction_and_what_stood_there_stays(
    field: Workspace, tmp_path: Path
) -> None:
    report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|2"))
    assert report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|2")) == 0
    with pytest.raises(DayReported):
        report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|3"))
    assert (
        report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|3"), correction=True) == 1
    )
    (key,) = records(field, LAM_DONG, "day")
    with reading(field.engine) as connection:
        kept = field_records.versions(connection, LAM_DONG, "day", key)
    assert [content["back"] for _, _, content in kept] == [2, 3]
    assert {actor for _, actor, _ in kept} == {"thu-nghiem"}


def test_a_village_where_forms_are_out_is_not_given_to_somebody_else(
    field: Workspace, tmp_path: Path
) -> None:
    report_field_day(field, LAM_DONG, sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|2"))
    no_longer_ready = (
        (tmp_path / "dtv.csv").read_text(encoding="utf-8").replace(",01/4/2026,02/4/2026", ",,", 1)
    )
    enlist_investigators(field, LAM_DONG, written(tmp_path, "dtv-moi.csv", no_longer_ready))
    with pytest.raises(AlreadyHandedOut, match="Tổ 1"):
        assign_forms(field, LAM_DONG, villages(tmp_path, "Tổ 1"), DAY)


HAND_OVERS = [
    # rows, what is wrong
    (["P-001,dtv-1", "P-002,dtv-1"], None),
    (["P-001,dtv-2"], "given to dtv-1, not to dtv-2"),
    (["P-999,dtv-1"], "given to nobody"),
]


@pytest.mark.parametrize(("rows", "wrong"), HAND_OVERS)
def test_forms_are_handed_over_by_those_who_had_them(
    field: Workspace, tmp_path: Path, rows: list[str], wrong: str | None
) -> None:
    file = written(tmp_path, "ban-giao.csv", "\n".join(["ma_phieu,dieu_tra_vien", *rows]) + "\n")
    if wrong is None:
        assert hand_over_forms(field, LAM_DONG, file, DAY) == 2
        assert hand_over_forms(field, LAM_DONG, file, DAY) == 0
        with pytest.raises(BadHandOver, match="handed over on 2026-04-06"):
            hand_over_forms(field, LAM_DONG, file, date(2026, 4, 9))
        return
    with pytest.raises(BadHandOver, match=wrong):
        hand_over_forms(field, LAM_DONG, file, DAY)


def test_paid_respondents_against_the_forms_by_serial_and_no_name_is_kept(
    field: Workspace, tmp_path: Path
) -> None:
    sent_back(field, tmp_path, {"P-001": 4, "P-002": 5, "P-003": 4})
    rows = [
        "ma_phieu,ho_ten,so_tien,ky_nhan",
        "P-001,Người Một,50.000,có",
        "P-002,Người Hai,50.000,không",
        "P-009,Người Chín,70000,x",
        "P-009,Người Chín,50000,x",
    ]
    assert keep_payments(field, LAM_DONG, written(tmp_path, "ky-nhan.csv", "\n".join(rows) + "\n")) == 3
    found = payments_against_forms(field, LAM_DONG, Decimal(50000))
    assert (found.unpaid, found.without_form, found.twice) == (("P-003",), ("P-009",), ("P-009",))
    assert (found.unsigned, list(found.other_amount), found.total) == (("P-002",), ["P-009"], Decimal(50000))
    assert "Người" not in str(records(field, LAM_DONG, "payment"))


def test_visits_are_recorded_and_their_findings_answered(field: Workspace) -> None:
    assert len(villages_to_visit(field, LAM_DONG, "2026", Fraction(1, 10))) == 1
    seen = Visit("GS-1", (WARD, "Tổ 1"), DAY, "ccb-1", {"right_list": True, "no_hints": False}, "Gợi ý câu 3")
    assert record_visit(field, LAM_DONG, seen)
    assert not record_visit(field, LAM_DONG, seen)
    with pytest.raises(VisitRecorded):
        record_visit(field, LAM_DONG, Visit("GS-1", (WARD, "Tổ 2"), DAY, "ccb-1", {}))
    with pytest.raises(UnknownVillage):
        record_visit(field, LAM_DONG, Visit("GS-2", (WARD, "Tổ 9"), DAY, "ccb-1", {}))
    assert [one.content for one in waiting_findings(field, LAM_DONG, date(2026, 4, 10))] == ["no_hints"]
    with pytest.raises(UnknownFinding):
        answer_finding(field, LAM_DONG, FindingAnswer("GS-1", "right_list", DAY, "bd-1", "Không có"))
    assert answer_finding(field, LAM_DONG, FindingAnswer("GS-1", "no_hints", DAY, "bd-1", "Đã nhắc nhở"))
    assert waiting_findings(field, LAM_DONG, date(2026, 4, 10)) == ()


def test_a_recheck_is_drawn_once_recorded_whole_and_reported_with_intervals(
    field: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(NoRecheck):
        recheck_of(field, LAM_DONG)
    with pytest.raises(CannotRecheck, match="no form has come back"):
        draw_recheck_forms(field, LAM_DONG, ["ccb-1"], "2026", Fraction(1, 2))
    sent_back(field, tmp_path, dict.fromkeys(SERIALS, 5))
    drawn = draw_recheck_forms(field, LAM_DONG, ["ccb-1", "dtv-1"], "2026", Fraction(1, 2))
    assert draw_recheck_forms(field, LAM_DONG, ["ccb-1", "dtv-1"], "2026", Fraction(1, 2)) == drawn
    with pytest.raises(RecheckDrawn):
        draw_recheck_forms(field, LAM_DONG, ["ccb-1"], "2027", Fraction(1, 2))
    assert len(drawn.forms) == 6
    assert all(form.checker != form.investigator for form in drawn.forms)

    sheet_file = tmp_path / "phuc-tra.csv"
    assert write_recheck_sheet(field, LAM_DONG, sheet_file) == 6
    first, *rest = sheet_file.read_text(encoding="utf-8").splitlines()
    levels = ["5", "4", "2", "5", "5", "5"]
    filled = [
        line.rstrip(",") + f",20/04/2026,đến nhà,có,có,có,{level},5,5"
        for line, level in zip(rest, levels, strict=True)
    ]
    assert (
        record_recheck(field, LAM_DONG, written(tmp_path, "da-ghi.csv", "\n".join([first, *filled]) + "\n"))
        == 6
    )
    found = recheck_report(field, LAM_DONG)
    assert (
        found.drawn,
        found.recorded,
        found.kinds["same_level"].different,
        found.kinds["far"].different,
    ) == (
        6,
        6,
        2,
        1,
    )
    assert found.kinds["far"].asked == 18
    assert found.kinds["far"].interval is not None


def test_a_recheck_by_who_handed_the_form_out_is_refused_and_nothing_is_kept(
    field: Workspace, tmp_path: Path
) -> None:
    sent_back(field, tmp_path, dict.fromkeys(SERIALS, 5))
    drawn = draw_recheck_forms(field, LAM_DONG, ["ccb-1"], "2026", Fraction(1, 6))
    form = drawn.forms[0]
    rows = [
        "ma_phieu,nguoi_phuc_tra,ngay,cach,gap_duoc,thay_phieu,tu_tra_loi,cau_1,cau_2,cau_3",
        f"{form.serial},{form.investigator},20/04/2026,điện thoại,có,có,có,5,5,5",
    ]
    with pytest.raises(BadRecheck, match="handed out form"):
        record_recheck(field, LAM_DONG, written(tmp_path, "da-ghi.csv", "\n".join(rows) + "\n"))
    assert records(field, LAM_DONG, "recheck") == {}
