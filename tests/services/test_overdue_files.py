"""Hồ sơ quá hạn: an export against slips of the register and a list of apologies; months, versions, nobody's name."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from directives.register.states import Move
from directives.results_use.overdue_tables import BadExport
from storage.database import reading
from storage.entry_states import Place
from storage.tables import metadata
from tests.documents import a_document
from tests.portal.web.unit_desk import OTHER, WARD
from tests.services.one_stop_acts import ID, begun, export
from tests.workspaces import fresh_workspace
from workflows.services.change_state import change_state
from workflows.services.difficulties import NotOfPlan
from workflows.services.issue import issue_document
from workflows.services.record_evidence import Evidence, record_evidence
from workflows.services.results_use.overdue_files import (
    BadReportDay,
    NoExport,
    overdue_counts,
    overdue_reports,
    overdue_versions,
    slips_command,
    take_overdue,
    take_overdue_upload,
)
from workflows.services.unit_door.answers import Upload
from workflows.services.unit_door.duties import duty_of_unit
from workflows.services.workspace import Workspace

SEPTEMBER = date(2026, 9, 30)
ROWS = (
    "H36.1 01/09/2026 08/09/2026 07/09/2026",
    "H36.2 01/09/2026 08/09/2026 10/09/2026",
    "H36.3 01/09/2026 15/09/2026 –",
    "H36.4 01/09/2026 16/09/2026 –",
    "H36.5 28/09/2026 05/10/2026 –",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc: the plan runs; it is Monday 5/10/2026."""
    workspace = fresh_workspace(tmp_path)
    begun(workspace)
    yield workspace
    workspace.engine.dispose()


def slip(desk: Workspace, code: str, kind: str = "xin_loi") -> Place:
    """Một phiếu đã cấp số: under the key by which slips are numbered."""
    made = issue_document(desk, a_document(), idempotency_key=f"mot-cua/{WARD}/{code}/{kind}/2026-10-05")
    return Place(made.entry.book, made.entry.number)


def apologies(folder: Path, *rows: str) -> Path:
    """Bảng xin lỗi đã gửi: rows "code number day"."""
    file = folder / "xin-loi.csv"
    lines = ["Mã hồ sơ;Số văn bản;Ngày", *(row.replace(" ", ";") for row in rows)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_the_sums_by_hand(desk: Workspace, tmp_path: Path) -> None:
    """Five received; overdue on 5/10: 2, 3, 4. A slip for 2, a letter for 3; the slip for 4 was voided."""
    slip(desk, "H36.2")
    change_state(desk, Move.VOID, slip(desk, "H36.4"), "ghi nhầm")
    slip(desk, "H36.4", "moi_nhan")
    letters = apologies(tmp_path, "H36.3 15/TXL-UBND 20/09/2026", "H36.1 16/TXL-UBND 20/09/2026")
    taken = take_overdue(desk, ID, WARD, export(tmp_path, *ROWS), apologies=letters)
    report = taken.report
    assert (report.received, [one.code for one in report.overdue]) == (5, ["H36.2", "H36.3", "H36.4"])
    assert [one.code for one in report.without_apology] == ["H36.4"]
    assert [one.apology.by_slip for one in report.overdue if one.apology] == [True, False]
    assert report.unmatched == ("H36.1",)
    counts = overdue_counts(desk, ID)
    assert list(counts) == [WARD]
    assert (counts[WARD].overdue, counts[WARD].with_apology, counts[WARD].without_apology) == (3, 2, 1)


def test_nothing_of_a_citizen_is_kept_only_the_hash_of_the_export(desk: Workspace, tmp_path: Path) -> None:
    file = export(tmp_path, *ROWS)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert take_overdue(desk, ID, WARD, file).report.export_sha256 == digest
    with reading(desk.engine) as connection:
        kept = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
    assert any(digest in row for row in kept)
    assert not any("Ví Dụ" in row or "0900000001" in row or "H36.1" in row for row in kept)
    assert desk.files.get(digest) is None


def test_each_month_has_its_versions_and_hands_its_duty_in_once(desk: Workspace, tmp_path: Path) -> None:
    first = take_overdue(desk, ID, WARD, export(tmp_path, *ROWS), on=SEPTEMBER)
    again = take_overdue(desk, ID, WARD, export(tmp_path, *ROWS), on=SEPTEMBER)
    mended = take_overdue(desk, ID, WARD, export(tmp_path, *ROWS[:2]), on=SEPTEMBER)
    assert [(one.new, one.closed) for one in (first, again, mended)] == [(True, 1), (False, 0), (True, 0)]
    assert [one.received for one in overdue_versions(desk, ID, WARD, "2026-09")] == [5, 2]
    assert duty_of_unit(desk, ID, WARD, "qua_han", 1).open is False
    assert duty_of_unit(desk, ID, WARD, "qua_han", 2).open
    assert take_overdue(desk, ID, WARD, export(tmp_path, *ROWS)).closed == 1
    assert [one.month for one in overdue_reports(desk, ID, WARD)] == ["2026-10", "2026-09"]
    assert overdue_counts(desk, ID, SEPTEMBER)[WARD].month == "2026-09"


def test_a_table_that_was_sent_back_is_handed_in_again(desk: Workspace, tmp_path: Path) -> None:
    take_overdue(desk, ID, WARD, export(tmp_path, *ROWS), on=SEPTEMBER)
    back = Evidence("qua_han", WARD, desk.today(), 1, "", "thiếu hồ sơ của bộ phận đất đai")
    record_evidence(desk, ID, "return", back)
    assert duty_of_unit(desk, ID, WARD, "qua_han", 1).open
    assert take_overdue(desk, ID, WARD, export(tmp_path, *ROWS[:4]), on=SEPTEMBER).closed == 1
    assert duty_of_unit(desk, ID, WARD, "qua_han", 1).open is False
    assert duty_of_unit(desk, ID, WARD, "qua_han", 2).open


def test_what_is_refused_leaves_nothing(desk: Workspace, tmp_path: Path) -> None:
    good = export(tmp_path, *ROWS)
    bad = export(tmp_path, *ROWS, "H36.6 01/09/2026 1/9 –", name="sai.csv")
    with pytest.raises(BadExport, match="1 row"):
        take_overdue(desk, ID, WARD, bad)
    with pytest.raises(BadReportDay):
        take_overdue(desk, ID, WARD, good, on=date(2026, 10, 6))
    with pytest.raises(NotOfPlan):
        take_overdue(desk, ID, "ubnd-tinh-lam-dong", good)
    with pytest.raises(NoExport):
        take_overdue_upload(desk, ID, WARD, None)
    assert overdue_reports(desk, ID) == []
    assert duty_of_unit(desk, ID, WARD, "qua_han", 1).open


def test_an_upload_is_read_by_its_content_and_with_the_mapping_of_the_slips(
    desk: Workspace, tmp_path: Path
) -> None:
    text = "Mã;Nhận;Hẹn;Xong\nH36.1;01/09/2026;08/09/2026;\n"
    mapping = (
        'issuer = "x"\n[columns]\nma_ho_so = "Mã"\nngay_nhan = "Nhận"\nngay_hen = "Hẹn"\n'
        'ngay_co_ket_qua = "Xong"\n'
    )
    taken = take_overdue_upload(
        desk, ID, OTHER, Upload(text.encode(), "../x.xlsx"), mapping=Upload(mapping.encode(), "y")
    )
    assert [one.code for one in taken.report.without_apology] == ["H36.1"]


def test_the_command_for_the_slips_quotes_the_file() -> None:
    assert "'hồ sơ.csv'" in slips_command(Path("hồ sơ.csv"), Path("map.toml"))
    assert slips_command().startswith("vanthu slips ho-so.xlsx --map ghep-cot.toml --kind xin_loi")
