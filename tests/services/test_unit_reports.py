"""Báo cáo của đơn vị: handed in once, sent back, handed in again; one synthesis that names the absent."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.followup.log import EventKind
from directives.followup.moves import IllegalMove
from directives.followup.report_values import BadReport
from directives.followup.report_workbook import WrittenReport
from directives.followup.status import DutyState
from storage import audit, followup_records, register
from storage.database import reading
from storage.followup import NewEvent
from tests.services.reporting_plan import ID, UNITS, started
from workflows.services.advance import acts_on, advance_step
from workflows.services.followup_state import followup_state
from workflows.services.issue import make_file
from workflows.services.record_events import record_events
from workflows.services.report_files import UnreadableReport, read_reports, write_report_form
from workflows.services.report_sums import report_sum
from workflows.services.synthesis_facts import synthesis_facts
from workflows.services.unit_reports import (
    NoSuchReport,
    NothingToReturn,
    reports_of,
    return_report,
    submit_reports,
)
from workflows.services.workspace import Workspace

DAY = date(2026, 3, 30)
FIGURES: Mapping[str, str] = {"tiep_nhan": "1234", "tre_han": "12"}


def hand_in(workspace: Workspace, unit: str, fields: Mapping[str, str] = FIGURES, day: date = DAY) -> int:
    return len(submit_reports(workspace, ID, "bao_cao", 1, [WrittenReport(unit, fields)], day))


def state_of(workspace: Workspace, unit: str, day: date = DAY) -> DutyState:
    board = followup_state(workspace, ID).board(day)
    lane = next(lane for lane in board.lanes if lane.lane.code == ("bao_cao", 1))
    return board.status(lane, unit).state


def test_a_report_closes_its_duty_and_the_same_again_is_nothing_new(workspace: Workspace) -> None:
    started(workspace)
    assert state_of(workspace, UNITS[0]) is not DutyState.DONE
    assert hand_in(workspace, UNITS[0]) == 1
    assert state_of(workspace, UNITS[0]) is DutyState.DONE
    assert hand_in(workspace, UNITS[0], day=date(2026, 3, 31)) == 0
    with reading(workspace.engine) as connection:
        key = f"bao_cao/{UNITS[0]}/1"
        assert len(followup_records.versions(connection, ID, "report", key)) == 1


def test_what_was_handed_in_is_not_replaced_until_it_is_sent_back(workspace: Workspace) -> None:
    started(workspace)
    hand_in(workspace, UNITS[0])
    with pytest.raises(IllegalMove):
        hand_in(workspace, UNITS[0], {"tiep_nhan": "7"})
    assert reports_of(workspace, ID, "bao_cao")[UNITS[0], 1].version == 1


def test_version_event_and_journal_entry_stand_or_fall_together(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(workspace)
    monkeypatch.setattr(audit, "append", _no_journal)
    with pytest.raises(RuntimeError):
        hand_in(workspace, UNITS[0])
    assert not reports_of(workspace, ID, "bao_cao")
    assert state_of(workspace, UNITS[0]) is not DutyState.DONE
    monkeypatch.undo()
    hand_in(workspace, UNITS[0])
    with reading(workspace.engine) as connection:
        entries = [act for act in audit.acts(connection, f"campaign/{ID}") if act.act == "reports_submitted"]
    assert len(entries) == 1


def _no_journal(*_: object) -> None:
    raise RuntimeError("no journal")


def test_sent_back_it_is_open_again_and_counts_for_nothing_until_it_comes_anew(workspace: Workspace) -> None:
    started(workspace)
    hand_in(workspace, UNITS[0])
    return_report(workspace, ID, "bao_cao", UNITS[0], 1, "Số liệu trái với báo cáo tháng trước", DAY)
    assert state_of(workspace, UNITS[0], date(2026, 4, 1)) is DutyState.LATE
    assert (UNITS[0], 1) in report_sum(workspace, ID, "bao_cao", 1).sent_back
    assert not report_sum(workspace, ID, "bao_cao", 1).totals.figures
    with pytest.raises(NothingToReturn):
        return_report(workspace, ID, "bao_cao", UNITS[0], 1, "lần nữa", DAY)
    assert hand_in(workspace, UNITS[0], day=date(2026, 4, 2)) == 1
    assert state_of(workspace, UNITS[0], date(2026, 4, 2)) is DutyState.DONE_LATE
    assert reports_of(workspace, ID, "bao_cao")[UNITS[0], 1].version == 3


def test_the_log_alone_says_what_was_sent_back_and_what_came_on_paper(workspace: Workspace) -> None:
    started(workspace)
    hand_in(workspace, UNITS[0])
    events = [
        NewEvent("bao_cao", UNITS[0], 1, EventKind.RETURNED, DAY, {"reason": "sai"}, "tra-lai"),
        NewEvent("bao_cao", UNITS[1], 1, EventKind.SUBMITTED, DAY, {"document": "12/BC-UBND"}, "van-ban"),
    ]
    record_events(workspace, ID, events, act="duty_submitted")
    found = report_sum(workspace, ID, "bao_cao", 1)
    assert found.sent_back == {(UNITS[0], 1)}
    assert found.on_paper == {(UNITS[1], 1)}
    assert not found.totals.present
    said = [one["text"] for one in synthesis_facts(found)["absent_sentences"]]
    assert [text.partition(":")[0] for text in said] == [
        "Chưa gửi báo cáo (4)",
        "Đã gửi nhưng bị trả lại để sửa, chưa gửi lại (1)",
        "Đã báo cáo bằng văn bản, chưa có số liệu theo biểu (1)",
    ]
    assert hand_in(workspace, UNITS[0]) == 1, "the same figures again, since they were asked for again"
    assert report_sum(workspace, ID, "bao_cao", 1).totals.present == {(UNITS[0], 1)}


def test_all_problems_are_named_and_nothing_is_taken(workspace: Workspace, tmp_path: Path) -> None:
    started(workspace)
    (tmp_path / "mat.txt").write_text("bí mật")
    folder = tmp_path / "nop"
    folder.mkdir()
    rows = [
        WrittenReport(UNITS[0], {"tiep_nhan": "1.234"}, "a.csv:2"),
        WrittenReport("xa-la", {"tiep_nhan": "1"}, "a.csv:3"),
        WrittenReport(UNITS[1], {"tiep_nhan": "1", "van_ban": "../mat.txt"}, "a.csv:4"),
        WrittenReport(UNITS[1], {"tiep_nhan": "1"}, "a.csv:5"),
        WrittenReport("UBND phường Bắc Cam Ranh", {"tiep_nhan": "5"}, "a.csv:6"),
    ]
    with pytest.raises(BadReport) as refused:
        submit_reports(workspace, ID, "bao_cao", 1, rows, DAY, file="a.csv", folder=folder)
    assert [problem.where for problem in refused.value.problems] == [
        "a.csv:2",
        "a.csv:3",
        "a.csv:4",
        "a.csv:5",
    ]
    assert not reports_of(workspace, ID, "bao_cao")


def test_a_period_that_is_not_there_is_refused(workspace: Workspace) -> None:
    started(workspace)
    with pytest.raises(NoSuchReport, match="bao_cao 1–3"):
        submit_reports(workspace, ID, "bao_cao", 4, [], DAY)


def test_the_form_is_filled_in_and_read_back_with_its_file(workspace: Workspace, tmp_path: Path) -> None:
    started(workspace)
    form = tmp_path / "bieu.xlsx"
    assert write_report_form(workspace, ID, "bao_cao", 1, form) == len(UNITS)
    before = form.read_bytes()
    write_report_form(workspace, ID, "bao_cao", 1, form)
    assert form.read_bytes() == before
    assert read_reports(form) == ()  # nobody has written anything yet
    table = tmp_path / "nop.csv"
    table.write_text(
        f'don_vi,tiep_nhan,kinh_phi,kho_khan,van_ban\n{UNITS[0]},0012,"12,5",=1+1,bao-cao.pdf\n',
        encoding="utf-8",
    )
    (tmp_path / "bao-cao.pdf").write_bytes(b"%PDF-1.7 ...")
    submit_reports(workspace, ID, "bao_cao", 1, read_reports(table), DAY, file="nop.csv", folder=tmp_path)
    kept = reports_of(workspace, ID, "bao_cao")[UNITS[0], 1].values
    assert {code: str(figure) for code, figure in kept.figures.items()} == {
        "tiep_nhan": "12",
        "kinh_phi": "12.5",
    }
    assert kept.texts == {"kho_khan": "=1+1"}
    assert workspace.files.get(kept.files["van_ban"]) == b"%PDF-1.7 ..."


@pytest.mark.parametrize(
    ("text", "error", "why"),
    [
        ('[xa-a]\ntiep_nhan = "12"\n', None, "figures in quotation marks"),
        ("[xa-a]\ntiep_nhan = 12\n", None, "whole numbers say what they are"),
        ("[xa-a]\ntiep_nhan = 1.234\n", BadReport, "a number with a point is ambiguous"),
        ("tiep_nhan = 12\n", BadReport, "no unit"),
        ("[xa-a\n", UnreadableReport, "no TOML"),
    ],
)
def test_a_toml_file_is_read_strictly(
    tmp_path: Path, text: str, error: type[Exception] | None, why: str
) -> None:
    file = tmp_path / "nop.toml"
    file.write_text(text, encoding="utf-8")
    if error is None:
        assert read_reports(file) == (WrittenReport("xa-a", {"tiep_nhan": "12"}, "nop.toml:xa-a"),), why
    else:
        with pytest.raises(error):
            read_reports(file)


def test_the_synthesis_is_issued_once_passes_the_check_and_names_who_is_absent(
    workspace: Workspace, tmp_path: Path
) -> None:
    started(workspace)
    for unit, figure in zip(UNITS[:4], ("1234", "310", "98", "2.000.123"), strict=True):
        hand_in(workspace, unit, {"tiep_nhan": figure, "kho_khan": f"Ý kiến {figure}"})
    return_report(workspace, ID, "bao_cao", UNITS[3], 1, "Số quá lớn", DAY)
    day = date(2026, 4, 3)
    assert not acts_on(workspace, ID, date(2026, 4, 2))
    assert [act.step for act in acts_on(workspace, ID, day)] == ["tong_hop"]
    assert advance_step(workspace, ID, "tong_hop", day) == 1
    assert not acts_on(workspace, ID, day)
    assert advance_step(workspace, ID, "tong_hop", day) == 0
    with reading(workspace.engine) as connection:
        entry = register.by_idempotency_key(connection, f"{ID}/tong_hop//1/0")
    assert entry is not None
    file = tmp_path / "tong-hop.docx"
    file.write_bytes(make_file(workspace, entry).content)
    assert [finding for finding in check_file(file, on=day).findings if finding.severity == "error"] == []
    document = entry.document
    texts = " ".join(child.text for part in document.body for child in part.children)
    assert "3 trong số 6" in texts
    assert "Chưa gửi báo cáo (2): UBND phường Cam Linh; UBND đặc khu Trường Sa." in texts
    assert "chưa gửi lại (1): UBND phường Bắc Nha Trang." in texts
    assert "Hồ sơ tiếp nhận: 1.642 hồ sơ;" in texts
    assert "Kinh phí: chưa đơn vị nào có số liệu." in texts
    figures = [row[1:3] for row in document.annexes[0].rows]
    assert figures == [
        ("UBND phường Ba Ngòi", "1.234"),
        ("UBND phường Bảo An", "310"),
        ("UBND phường Bắc Cam Ranh", "98"),
        ("UBND phường Bắc Nha Trang", "–"),
        ("UBND phường Cam Linh", "–"),
        ("UBND đặc khu Trường Sa", "–"),
        ("Tổng cộng", "1.642"),
    ]
    assert [row[3] for row in document.annexes[1].rows] == ["Ý kiến 1234", "Ý kiến 310", "Ý kiến 98"]
