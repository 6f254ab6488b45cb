"""Báo cáo tiến độ: it passes the check and is issued once; an inert workbook; pictures of the same bytes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest

from directives.checking import check_file
from directives.conversion.sheets import read_sheet
from directives.followup.log import EventKind
from directives.followup.plan import ActKind, Plan
from directives.followup.simulation import People, World, run
from storage.followup import NewEvent
from tests.workspaces import workspace_at
from workflows.services.followup_state import followup_state
from workflows.services.progress import Progress, progress_of
from workflows.services.progress_files import write_forecast, write_progress
from workflows.services.progress_report import issue_progress_report, progress_facts
from workflows.services.progress_workbook import progress_workbook
from workflows.services.record_events import record_events
from workflows.services.simulate_plan import simulate
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.superiors import superiors_of
from workflows.services.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "campaigns" / "lam-dong-2026" / "plan.toml"
DAY = date(2026, 5, 12)


def by_hand() -> tuple[Plan, dict[str, str]]:
    """Kế hoạch do người làm: the example, with every step closed by evidence, so that people may be late."""
    plan, drafts = read_plan(EXAMPLE)
    steps = tuple(replace(step, act=ActKind.EVIDENCE, draft="", annexes=()) for step in plan.steps)
    return replace(plan, steps=steps, synthetic_returns=None, title='=HYPERLINK("x") Đo lường'), drafts


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Bàn làm việc: the plan carried out by made-up people up to the day, of whom every seventh is late."""
    folder = tmp_path_factory.mktemp("tien-do")
    workspace = workspace_at(f"sqlite:///{folder}/vanthu.db", folder)
    plan, drafts = by_hand()
    start_campaign(workspace, plan, drafts)
    state = followup_state(workspace, plan.id)
    world = World(
        plan, state.lanes, workspace.calendar, superiors_of(state, "snv-lam-dong"), People(1, 0.15, 9)
    )
    done = [
        NewEvent(
            event.step, event.unit, 1, EventKind.SUBMITTED, event.day, {}, f"{event.step}/{event.unit}/s"
        )
        for event in chain(*run(world))
        if event.kind is EventKind.DONE and event.day <= DAY
    ]
    record_events(workspace, plan.id, done, act="duty_submitted")
    yield workspace
    workspace.engine.dispose()


@pytest.fixture(scope="module")
def found(desk: Workspace) -> Progress:
    return progress_of(desk, "lam-dong-2026", DAY)


def test_the_sentences_say_what_the_board_says(found: Progress) -> None:
    facts = progress_facts(found)
    total = found.total
    late = list(found.board.late())
    assert (total.owed, total.late) == (503, len(late))
    assert late
    assert (
        f"Trong số 503 nhiệm vụ của kế hoạch, {total.expected} nhiệm vụ đã đến hạn" in facts["whole_sentence"]
    )
    assert (
        facts["late_sentences"][0]["text"] == f"Đang chậm {total.late} nhiệm vụ của {len(found.late)} đơn vị."
    )
    assert facts["next_sentences"][0]["text"] == "Ngày 23/7/2026: Tính và chốt chỉ số;"
    assert facts["field_parts"] == facts["difficulty_parts"] == []


def test_the_report_passes_our_check_and_is_issued_once_a_day(
    desk: Workspace, found: Progress, tmp_path: Path
) -> None:
    file = tmp_path / "tien-do.docx"
    write_progress(desk, found, file)
    assert [one for one in check_file(file, on=DAY).findings if one.severity == "error"] == []
    first, again = issue_progress_report(desk, found), issue_progress_report(desk, found)
    assert first.entry.document.number == again.entry.document.number
    assert first.entry.document.issued_on == desk.today()


def test_the_workbook_holds_numbers_as_numbers_and_no_formula(found: Progress, tmp_path: Path) -> None:
    file = tmp_path / "tien-do.xlsx"
    file.write_bytes(progress_workbook(found))
    assert file.read_bytes() == progress_workbook(found)
    steps = read_sheet(file, "Theo bước").rows
    assert steps[0][0].startswith("Tiến độ =HYPERLINK")
    assert list(steps[-1][1:5]) == ["Tổng cộng", "", "503", str(found.total.expected)]
    with ZipFile(file) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    assert re.search(rb'<c r="D5" s="\d+"><v>1</v>', sheets[0])


@pytest.mark.parametrize("picture", ["gantt", "units"])
def test_a_picture_is_the_same_bytes_every_time(
    desk: Workspace, found: Progress, tmp_path: Path, picture: str
) -> None:
    for name in ("mot.png", "hai.png"):
        write_progress(desk, found, tmp_path / name, picture)
    one = (tmp_path / "mot.png").read_bytes()
    assert one == (tmp_path / "hai.png").read_bytes()
    assert one.startswith(b"\x89PNG")
    assert len(one) < 250_000


def test_simulating_a_running_campaign_goes_on_from_its_log_and_writes_nothing(
    desk: Workspace, tmp_path: Path
) -> None:
    before = followup_state(desk, "lam-dong-2026").events
    told = simulate(desk, "lam-dong-2026", People(5, 0.2, 4), {"F0": 10}, restarts=2)
    assert told.same_after_restarts
    assert told.with_shifts is not None
    assert told.as_planned.finish is not None
    assert told.with_shifts.finish is not None
    assert told.with_shifts.finish > told.as_planned.finish
    assert followup_state(desk, "lam-dong-2026").events == before
    write_forecast(told, tmp_path / "thu.png")
    assert (tmp_path / "thu.png").read_bytes().startswith(b"\x89PNG")


def test_simulating_a_plan_file_needs_no_campaign_and_names_provisional_days(
    desk: Workspace, tmp_path: Path
) -> None:
    told = simulate(desk, str(EXAMPLE), People(), {"F0": 120})
    assert told.duties == 503
    assert told.with_shifts is not None
    assert all(desk.calendar.is_provisional(day) for day in told.provisional.values())
    assert set(told.provisional) == {"quyet_dinh", "su_dung_ket_qua", "to_trinh", "bao_cao", "tinh_chi_so"}
    assert told.same_after_restarts is None
