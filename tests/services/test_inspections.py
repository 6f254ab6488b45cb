"""Kiểm tra một cửa: written, corrected in versions, counted against the quota; findings, decisions kept apart."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from directives.checking import check_file
from directives.results_use.inspection import FindingState
from directives.results_use.inspection_checklist import InvalidChecklist
from directives.results_use.inspection_file import InvalidInspection
from storage import followup_records
from storage.database import reading
from storage.tables import audit_entry
from tests.portal.web.unit_desk import OTHER, WARD
from tests.services.one_stop_acts import ID, OFFICE, PERSON, PLAN, begun, drafted, inspected
from tests.workspaces import fresh_workspace
from workflows.services.difficulties import NotOfPlan
from workflows.services.followup_state import UnknownCampaign, followup_state
from workflows.services.issue import rehearse
from workflows.services.results_use.inspection_checks import checklist_of
from workflows.services.results_use.inspection_findings import (
    BadRemedy,
    UnknownFinding,
    findings_of,
    remedy_file,
    remedy_finding,
)
from workflows.services.results_use.inspection_handling import BadHandling, handlings_of, record_handling
from workflows.services.results_use.inspection_minutes import minutes_document, minutes_file
from workflows.services.results_use.inspection_quota import inspection_counts, inspection_quota
from workflows.services.results_use.inspection_records import (
    FindingInUse,
    FixedInInspection,
    UnknownInspection,
    inspection_book,
    inspection_versions,
    record_inspection,
)
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

MONDAY = date(2026, 9, 7)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc: the plan runs; it is Monday 5/10/2026."""
    workspace = fresh_workspace(tmp_path)
    begun(workspace)
    yield workspace
    workspace.engine.dispose()


def made(desk: Workspace, day: date, unit: str = WARD, number: int = 0, **other: Any) -> Any:
    """Ghi một lần kiểm tra."""
    return record_inspection(desk, ID, drafted(desk, ID, unit, day, **other), number=number)


def done_by_week(desk: Workspace, unit: str = WARD) -> list[tuple[str, int]]:
    """Số lần theo tuần: first day and checks, of the weeks with any."""
    weeks = inspection_quota(desk, ID, (unit,))
    return [(f"{one.first:%d/%m}", one.done) for one in reversed(weeks) if one.first and one.done]


def test_the_week_and_its_quota(desk: Workspace) -> None:
    """By hand: two in the week of 7/9, entered in the wrong order, one twice on a day; one in that of 21/9."""
    assert [made(desk, date(2026, 9, 9)).counted, made(desk, MONDAY).counted] == [1, 1]
    afternoon = {"began": datetime(2026, 9, 9, 14), "ended": datetime(2026, 9, 9, 15)}
    assert made(desk, date(2026, 9, 9), **afternoon).counted == 0
    assert made(desk, date(2026, 9, 21)).counted == 1
    assert done_by_week(desk) == [("07/09", 2), ("21/09", 1)]
    weeks = inspection_quota(desk, ID, (WARD,))
    assert [(one.wanted, one.at_most) for one in weeks] == [(1, 2)] * 6
    counts = inspection_counts(desk, ID)
    assert (counts[WARD].wanted, counts[WARD].done, counts[WARD].missed) == (6, 3, 3)
    assert (counts[OTHER].wanted, counts[OTHER].done, counts[OTHER].missed) == (6, 0, 5)
    assert (counts[WARD].inspections, counts[WARD].findings_open, counts[WARD].findings_late) == (4, 4, 4)


def test_the_same_again_is_nothing_new_and_a_correction_is_a_version(desk: Workspace) -> None:
    first, again = made(desk, MONDAY), made(desk, MONDAY)
    assert (first.new, again.new, again.inspection.number) == (True, False, 1)
    assert made(desk, MONDAY, number=1, place="Trụ sở mới").counted == 0
    assert [one.place for _, _, one in inspection_versions(desk, ID, 1)] == [
        "Bộ phận một cửa của phường",
        "Trụ sở mới",
    ]
    assert done_by_week(desk) == [("07/09", 1)]
    assert len(inspection_book(desk, ID).inspections) == 1


def test_what_an_inspector_of_another_office_finds_is_no_check_of_the_unit(desk: Workspace) -> None:
    found = made(desk, MONDAY, by=OFFICE)
    assert (found.counted, found.inspection.by) == (0, OFFICE)
    assert [row.inspection.unit for row in findings_of(desk, ID, WARD)] == [WARD]
    assert findings_of(desk, ID, OTHER) == ()


def test_what_cannot_be_written_down(desk: Workspace) -> None:
    made(desk, MONDAY)
    remedy_finding(desk, ID, 1, 1, done_on=MONDAY, evidence="15/TB-UBND")
    with pytest.raises(NotOfPlan):
        record_inspection(desk, ID, drafted(desk, ID, WARD, MONDAY).model_copy(update={"unit": "la"}))
    with pytest.raises(FixedInInspection):
        made(desk, MONDAY + timedelta(days=1), number=1)
    with pytest.raises(FixedInInspection):
        made(desk, MONDAY, OTHER, number=1)
    with pytest.raises(FindingInUse):
        made(desk, MONDAY, remark="thiếu thư xin lỗi", number=1, findings=[])
    with pytest.raises(UnknownInspection):
        made(desk, MONDAY, number=7)
    with pytest.raises(InvalidInspection):
        made(desk, date(2026, 10, 6))
    with pytest.raises(UnknownCampaign):
        record_inspection(desk, "khong-co", drafted(desk, ID, WARD, MONDAY))
    assert len(inspection_book(desk, ID).inspections) == 1


def test_a_finding_is_late_then_mended_with_what_shows_it(desk: Workspace) -> None:
    inspected(desk, day=MONDAY, remark="15/TB-UBND")
    made(desk, desk.today())
    rows = findings_of(desk, ID)
    assert [(row.inspection.number, row.state) for row in rows] == [
        (2, FindingState.OPEN),
        (1, FindingState.DONE_LATE),
    ]
    assert remedy_file(desk, ID, 1, 1, WARD).name == "kiem-tra-1-1.pdf"
    with pytest.raises(UnknownInspection):
        remedy_file(desk, ID, 1, 1, OTHER)
    for bad in ({"done_on": date(2026, 9, 6)}, {"done_on": date(2026, 10, 6)}, {"evidence": " "}):
        with pytest.raises(BadRemedy):
            remedy_finding(desk, ID, 1, 1, **{"done_on": MONDAY, "evidence": "x"} | bad)
    with pytest.raises(UnknownFinding):
        remedy_finding(desk, ID, 1, 2, done_on=MONDAY, evidence="x")
    with pytest.raises(UnknownInspection):
        remedy_finding(desk, ID, 1, 1, done_on=MONDAY, evidence="x", unit=OTHER)


def test_a_decision_about_a_person_is_a_record_apart_and_no_name_is_in_the_journal(desk: Workspace) -> None:
    made(desk, MONDAY)
    decided = {"document": "20/QĐ-UBND", "decided_on": MONDAY, "form": "phê bình"}
    record_handling(desk, ID, 1, 1, **decided)  # type: ignore[arg-type]
    assert str(handlings_of(desk, ID)[1, 1].person) == PERSON
    assert inspection_counts(desk, ID)[WARD].handled == 1
    for bad in ({"document": ""}, {"form": "a\nb"}, {"decided_on": date(2026, 9, 1)}, {"person": "Lê"}):
        with pytest.raises(BadHandling):
            record_handling(desk, ID, 1, 1, **decided | bad)  # type: ignore[arg-type]
    with reading(desk.engine) as connection:
        kept = followup_records.in_force(connection, ID, "inspection")
        journal = json.dumps(
            [str(row) for row in connection.execute(select(audit_entry)).all()], ensure_ascii=False
        )
    assert "phê bình" not in json.dumps(kept, ensure_ascii=False)
    for name in ("Ví Dụ", "Nguyễn Văn Mẫu", "phê bình", "20/QĐ-UBND"):
        assert name not in journal


@pytest.mark.parametrize("by", ["", OFFICE])
def test_the_minutes_pass_the_check_with_and_without_a_number(
    desk: Workspace, tmp_path: Path, by: str
) -> None:
    made(desk, MONDAY, by=by)
    file = tmp_path / "bien-ban.docx"
    file.write_bytes(minutes_file(desk, ID, 1))
    assert check_file(file, on=MONDAY).findings == ()
    document = pinned(desk.files, minutes_document(desk, ID, 1))
    if not by:
        file.write_bytes(rehearse(desk, document).rendered.content)
        assert check_file(file, on=MONDAY).findings == ()
    assert (document.issuer, document.number.number) == (by or WARD, None)
    assert document.provenance.value == "synthetic"


def test_the_minutes_may_leave_out_whom_a_finding_concerns(desk: Workspace) -> None:
    made(desk, MONDAY)
    for with_people, shown in ((True, PERSON), (False, "(không nêu tên)")):
        document = minutes_document(desk, ID, 1, with_people=with_people)
        tables = [
            cell
            for one in document.body
            if (table := getattr(one, "table", None))
            for row in table.rows
            for cell in row
        ]
        assert shown in tables
    with pytest.raises(UnknownInspection):
        minutes_document(desk, ID, 1, unit=OTHER)


_OWN = (
    '[[item]]\ncode = "rieng"\ntext = "Hỏi riêng?"\nbases = [{ text = "Quy chế", first_day = 2020-01-01 }]\n'
)


def test_a_plan_brings_its_own_checklist(tmp_path: Path) -> None:
    plan_file = tmp_path / "plan.toml"
    plan_file.write_text('checklist = "kiem-tra.toml"\n' + PLAN, encoding="utf-8")
    (tmp_path / "kiem-tra.toml").write_text(_OWN, encoding="utf-8")
    workspace = fresh_workspace(tmp_path)
    plan, drafts = read_plan(plan_file)
    with pytest.raises(InvalidChecklist):
        start_campaign(workspace, plan, {"kiem-tra.toml": "x = 1"})
    assert start_campaign(workspace, plan, drafts)
    items = checklist_of(workspace, followup_state(workspace, ID), WARD, MONDAY)
    assert [item.code for item in items] == ["rieng"]
    workspace.engine.dispose()
