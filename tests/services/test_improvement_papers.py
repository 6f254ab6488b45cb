"""Giấy tờ của sổ khắc phục: the table to fill in, the unit's own plan in the law's form, two years compared."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from directives.checking import check_file
from directives.conversion.sheets import read_sheet
from directives.conversion.tables import UnfitTable
from directives.document.model import Provenance
from directives.followup.plan import Recipient
from directives.results_use.improvement import NotHandedIn
from directives.results_use.improvement_entries import BadRegister, Incomplete, WrittenRow
from portal.messages import worded
from sipas_engine.comparison.change import Verdict
from tests.services.year_of_use import BAN_HON, ID, MEASURED, NA_TAM, UNITS, on_day, year_of_use
from workflows.services.followup_state import followup_state
from workflows.services.remind import wanted_reminders
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_desk import accept_registers
from workflows.services.results_use.improvement_files import (
    REGRESSION_NOTE,
    read_register,
    register_workbook,
    template_workbook,
)
from workflows.services.results_use.improvement_plan import issue_plan, issued_plan, plan_document, plan_file
from workflows.services.results_use.improvement_records import NoRows
from workflows.services.results_use.improvement_register import improvement_changes, improvement_register
from workflows.services.results_use.improvement_rows import fill_rows, submit_register
from workflows.services.results_use.used_result import later_edition
from workflows.services.workspace import Workspace

DAY = date(2020, 4, 6)
WORDS = {
    "cause": "Công chức bộ phận một cửa kiêm nhiệm;\nbảng niêm yết mẫu đơn đã cũ",
    "remedy": "Tập huấn kỹ năng hướng dẫn hồ sơ; niêm yết lại mẫu đơn kèm ví dụ đã điền",
    "person": "Lò Thị Mẫu",
    "post": "Phó Chủ tịch UBND xã",
    "deadline": "15/07/2020",
    "evidence": "Danh sách tập huấn có chữ ký; ảnh chụp bảng niêm yết",
}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Năm 2020 của Tam Đường: both surveys are frozen; the register was made and one commune has filled it in."""
    workspace = year_of_use(tmp_path_factory.mktemp("khac-phuc"), MEASURED)
    then = on_day(workspace, DAY)
    prefill_register(then, ID)
    own = improvement_register(then, ID, BAN_HON).of(BAN_HON)
    assert own is not None
    fill_rows(then, ID, [WrittenRow(BAN_HON, one.row.code, WORDS) for one in own.rows])
    yield workspace
    workspace.engine.dispose()


def test_the_plan_of_a_commune_is_in_the_laws_form_without_error_or_warning(
    year: Workspace, tmp_path: Path
) -> None:
    then = on_day(year, DAY)
    document = plan_document(then, ID, BAN_HON)
    assert document.provenance is Provenance.SYNTHETIC
    said = [part.text for part in document.body_parts()]
    assert any(text.startswith("Thực hiện Văn bản số 345/UBND-NV ngày 31/3/2020") for text in said)
    assert any("58,97% (23 hài lòng trong 39 câu trả lời), thấp hơn 19,82 điểm" in text for text in said)
    assert any("thấp hơn 11,61 điểm" in text and "chưa vượt sai số chọn mẫu" in text for text in said)
    (annex,) = document.annexes
    assert annex.landscape
    assert annex.rows[0][4:] == (
        "Công chức bộ phận một cửa kiêm nhiệm; bảng niêm yết mẫu đơn đã cũ",
        WORDS["remedy"],
        "Lò Thị Mẫu, Phó Chủ tịch UBND xã",
        "15/7/2020",
        WORDS["evidence"],
    )
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(plan_file(then, ID, BAN_HON))
    assert check_file(file, on=DAY).findings == ()


def test_the_plan_is_issued_by_the_communes_own_office_once_for_each_handing_in(year: Workspace) -> None:
    then = on_day(year, DAY)
    with pytest.raises(NotHandedIn):
        issue_plan(then, ID, BAN_HON)
    submit_register(then, ID, BAN_HON)
    first, again = issue_plan(then, ID, BAN_HON), issue_plan(then, ID, BAN_HON)
    assert str(first.entry.document.number) == str(again.entry.document.number) == "01/KH-UBND"
    assert first.entry.book.issuer == BAN_HON
    own = improvement_register(then, ID, BAN_HON).of(BAN_HON)
    assert own is not None
    assert issued_plan(then, ID, own) == "01/KH-UBND"
    found = accept_registers(then, ID, [BAN_HON])
    assert found.steps == ("kp-3-4-03421", "kp-5-2-03421", "kp-1-2-03421")
    # Due on Wednesday 15/7; the plan's ladder reminds a unit one working day later and its superior after five.
    state = followup_state(year, ID)
    remedies = {
        day: {
            (action.to, key.step)
            for action in wanted_reminders(state, state.board(date(2020, 7, day)))
            for key in action.keys
            if key.step in found.steps
        }
        for day in (15, 16, 22)
    }
    assert remedies[15] == set()
    assert remedies[16] == {(Recipient.UNIT, step) for step in found.steps}
    assert remedies[22] == {(Recipient.SUPERIOR, step) for step in found.steps}


def test_a_plan_with_an_empty_field_is_refused_with_every_one_named(year: Workspace) -> None:
    with pytest.raises(Incomplete) as refused:
        plan_document(on_day(year, DAY), ID, NA_TAM)
    assert len(refused.value.problems) == 3 * 6
    assert "UBND xã Nà Tăm, tiêu chí 5.3" in worded(refused.value).problems[0]
    with pytest.raises(NoRows):
        plan_file(year, ID, "pnv-huyen-tam-duong")


def test_the_table_goes_out_filled_comes_back_and_is_read_strictly(year: Workspace, tmp_path: Path) -> None:
    then, file = on_day(year, DAY), tmp_path / "so.xlsx"
    content, count = template_workbook(improvement_register(then, ID), [NA_TAM])
    file.write_bytes(content)
    assert count == 3
    rows = read_register(file)
    assert [(row.unit, row.code, set(row.written.values())) for row in rows] == [
        (NA_TAM, code, {""}) for code in ("5.3", "2.3", "3.1")
    ]
    assert fill_rows(then, ID, rows).changed == 0
    text = file.with_suffix(".csv")
    text.write_text("Mã đơn vị,Mã tiêu chí,Nguyên nhân\nUBND xã Nà Tăm,5.3,=1+1\n", encoding="utf-8")
    assert fill_rows(then, ID, read_register(text)).units == (NA_TAM,)
    text.write_text("Mã đơn vị,Ghi chú\nx,y\n", encoding="utf-8")
    with pytest.raises(BadRegister) as refused:
        read_register(text)
    assert [problem.split(": ", 1)[1][:40] for problem in worded(refused.value).problems] == [
        "không có cột “Mã tiêu chí”",
        "cột “Ghi chú” không thuộc sổ này; sổ có:",
    ]
    text.write_text("Mã đơn vị,Mã tiêu chí\nx\n", encoding="utf-8")
    with pytest.raises(UnfitTable):
        read_register(text)


def test_the_offices_table_is_inert_the_same_bytes_and_says_whether_it_helped(
    year: Workspace, tmp_path: Path
) -> None:
    found, changes = improvement_register(year, ID), improvement_changes(year, ID)
    file = tmp_path / "bang.xlsx"
    file.write_bytes(register_workbook(year, found, changes))
    assert file.read_bytes() == register_workbook(year, found, changes)
    rows = read_sheet(file).rows
    head = next(row for row in rows if row[0] == "Mã đơn vị")
    assert head[-4:] == ("Chỉ số năm sau (%)", "Chênh lệch", "Khoảng tin cậy 95%", "Kết luận")
    assert any(row[0] == REGRESSION_NOTE for row in rows)
    assert len([row for row in rows if row[0] in UNITS]) == found.counts["rows"] == len(changes.by_row)
    with ZipFile(file) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_a_change_is_told_by_its_interval_and_every_unit_has_its_rows(year: Workspace) -> None:
    changes = improvement_changes(year, ID)
    assert {unit for unit, _code in changes.by_row} == set(UNITS)
    for change in changes.by_row.values():
        assert change.interval is not None
        low, high = change.interval
        told = Verdict.BETTER if low > 0 else Verdict.WORSE if high < 0 else Verdict.NOT_TOLD
        assert change.verdict is told
    # 27 of 38 and 37 of 38 satisfied are told apart, 27 of 39 and 32 of 39 are not.
    assert changes.count(Verdict.BETTER) >= 1
    assert changes.count(Verdict.NOT_TOLD) > changes.count(Verdict.BETTER)


def test_before_the_later_survey_is_frozen_nothing_is_compared(tmp_path: Path) -> None:
    workspace = year_of_use(tmp_path)
    prefill_register(workspace, ID)
    plan = improvement_register(workspace, ID).plan
    assert later_edition(workspace, replace(plan, compared_with="")) is None
    changes = improvement_changes(workspace, ID, "tam-duong-2019")
    assert changes.count(Verdict.NOT_TOLD) == len(changes.by_row)  # the same survey twice: no change
