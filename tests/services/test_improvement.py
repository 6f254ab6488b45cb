"""Sổ khắc phục của đơn vị: made from the result, filled in, handed in, sent back, accepted; remedies are duties."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directives.followup.grounds import Roll
from directives.followup.log import EventKind
from directives.followup.stages import Stage
from directives.results_use.improvement import (
    Choice,
    NotHandedIn,
    NotOpen,
    RegisterState,
    Remedy,
)
from directives.results_use.improvement_entries import BadRegister, Incomplete, WrittenRow
from portal.messages import worded
from sipas_engine.comparison.change import Verdict, WhyNot
from storage import audit
from storage.database import reading
from tests.services.ending_year import clock
from tests.services.improvement_scene import (
    CODES,
    CU_JUT,
    DAK_MIL,
    DEADLINE,
    ID,
    PLAN,
    SUNDAY,
    WORDS,
    copied,
    handed_in,
    made,
    rows,
)
from tests.services.returning import KNIA, THUAN_AN, begun, carried_on, form, sent
from tests.workspaces import fresh_workspace
from workflows.services.edit_plan import plan_editions
from workflows.services.followup_state import followup_state
from workflows.services.handed_in import send_back
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_desk import accept_registers, return_register
from workflows.services.results_use.improvement_records import NoRegister, NoRows, UnknownRow
from workflows.services.results_use.improvement_register import (
    improvement_changes,
    improvement_register,
    versions_of_row,
)
from workflows.services.results_use.improvement_rows import (
    NotAsked,
    ReasonMissing,
    add_row,
    fill_rows,
    strike_row,
    submit_register,
)
from workflows.services.unit_door.answers import hand_in
from workflows.services.unit_door.duties import duty_of_unit
from workflows.services.workspace import Workspace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc: the result of the small campaign is frozen; nobody has made the register."""
    workspace = copied(tmp_path)
    yield workspace
    workspace.engine.dispose()


def stage(workspace: Workspace, unit: str, step: str = "so_khac_phuc") -> Stage:
    return duty_of_unit(workspace, ID, unit, step).status.stage


def test_the_register_holds_what_the_result_says_of_each_unit(desk: Workspace, tmp_path: Path) -> None:
    workspace = made(desk, tmp_path)
    found = improvement_register(workspace, ID)
    assert [one.unit.id for one in found.units] == [CU_JUT, DAK_MIL]
    # Cư Jút: forty forms of "4 4 4"; Đắk Mil: forty of "5 4 3", so that the last criterion has nobody satisfied.
    shown = [
        (
            one.unit.id,
            row.row.code,
            str(row.row.weakness.value),
            str(row.row.weakness.group),
            row.row.weakness.s,
        )
        for one in found.units
        for row in one.rows
    ]
    assert shown == [
        (CU_JUT, "1.1", "100.00", "100.00", 40),
        (CU_JUT, "1.2", "100.00", "100.00", 40),
        (CU_JUT, "2.1", "100.00", "50.00", 40),
        (DAK_MIL, "2.1", "0.00", "50.00", 0),
        (DAK_MIL, "1.1", "100.00", "100.00", 40),
        (DAK_MIL, "1.2", "100.00", "100.00", 40),
    ]
    assert found.prefill is not None
    assert (found.prefill.result_of, found.prefill.choice) == (ID, Choice())
    assert found.counts["rows"] == 6
    assert [one.unit.id for one in found.absent] == [CU_JUT, DAK_MIL]


def test_made_again_it_changes_nothing_that_a_unit_wrote(desk: Workspace, tmp_path: Path) -> None:
    workspace = made(desk, tmp_path)
    fill_rows(workspace, ID, rows(CU_JUT))
    before = improvement_register(workspace, ID)
    again = prefill_register(workspace, ID)
    assert (again.new, again.renewed) == (0, 0)
    assert improvement_register(workspace, ID) == before
    strike_row(workspace, ID, CU_JUT, "1.2", "trùng nội dung")
    assert prefill_register(workspace, ID, Choice(lowest=1)).new == 0
    own = improvement_register(workspace, ID).of(CU_JUT)
    assert own is not None
    assert [row.row.code for row in own.rows] == ["1.1", "2.1"]
    assert [row.code for row in own.struck] == ["1.2"]


def test_a_unit_without_a_shown_result_is_named_not_left_out(tmp_path: Path) -> None:
    """Of two units the one with few forms could be reckoned from the other: neither is shown."""
    desk = fresh_workspace(tmp_path)
    begun(
        desk,
        tmp_path / "dot",
        PLAN.replace('draft = "giao.toml"\n', "").replace('act = "issue"', 'act = "evidence"'),
    )
    sent(desk, tmp_path, [form(f"A{n}", KNIA) for n in range(1, 41)], unit=CU_JUT)
    sent(desk, tmp_path, [form(f"B{n}", THUAN_AN) for n in range(1, 6)], unit=DAK_MIL, name="hai.csv")
    carried_on(desk)
    found = prefill_register(desk, ID)
    assert (found.prefill.unmeasured, found.prefill.withheld) == ((), (CU_JUT, DAK_MIL))
    own = improvement_register(desk, ID).of(DAK_MIL)
    assert own is not None
    assert (own.rows, own.reason) == ((), WhyNot.WITHHELD)
    with pytest.raises(NoRows):
        submit_register(desk, ID, DAK_MIL)


def test_nothing_is_filled_in_before_the_register_is_made(desk: Workspace) -> None:
    assert improvement_register(desk, ID).prefill is None
    with pytest.raises(NoRegister):
        fill_rows(desk, ID, rows(CU_JUT))


#: One row among good ones, and what is said of it; nothing is taken then.
WRONG = [
    (WrittenRow("ubnd-khong-co", "1.1", WORDS), "“ubnd-khong-co” không thuộc sổ này"),
    (WrittenRow(DAK_MIL, "9.9", WORDS), "sổ không có tiêu chí “9.9”. Sổ có: 2.1, 1.1, 1.2"),
    (WrittenRow(CU_JUT, "1.1", WORDS), "có hai lần"),
    (WrittenRow(DAK_MIL, "1.1", {**WORDS, "deadline": f"{SUNDAY:%d/%m/%Y}"}), "15/11/2026 là ngày nghỉ"),
    (WrittenRow(DAK_MIL, "1.1", {**WORDS, "deadline": "01/10/2026"}), "trước ngày 05/10/2026"),
]


@pytest.mark.parametrize(("row", "said"), WRONG)
def test_rows_are_taken_whole_or_not_at_all(
    desk: Workspace, tmp_path: Path, row: WrittenRow, said: str
) -> None:
    workspace = made(desk, tmp_path)
    with pytest.raises(BadRegister) as refused:
        fill_rows(workspace, ID, [*rows(CU_JUT), row])
    (problem,) = worded(refused.value).problems
    assert said in problem
    assert improvement_register(workspace, ID).counts["filled"] == 0


def test_a_unit_is_known_by_id_or_name_and_a_day_off_is_rolled_when_asked(
    desk: Workspace, tmp_path: Path
) -> None:
    workspace = made(desk, tmp_path)
    words = {**WORDS, "deadline": f"{SUNDAY:%d/%m/%Y}"}
    filled = fill_rows(workspace, ID, [WrittenRow("UBND huyện Cư Jút", "1.1", words)], roll=Roll.FORWARD)
    assert (filled.read, filled.changed, filled.units) == (1, 1, (CU_JUT,))
    again = fill_rows(workspace, ID, [WrittenRow(CU_JUT, "1.1", {"deadline": f"{DEADLINE:%d/%m/%Y}"})])
    assert again.changed == 0
    versions = versions_of_row(workspace, ID, CU_JUT, "1.1")
    assert [row.remedy for _at, _actor, row in versions] == [
        Remedy(),
        Remedy(**{**WORDS, "deadline": DEADLINE}),  # type: ignore[arg-type]  # the words, with the day as a day
    ]


def test_a_register_is_handed_in_complete_and_closes_its_duty(desk: Workspace, tmp_path: Path) -> None:
    workspace = made(desk, tmp_path)
    fill_rows(workspace, ID, [WrittenRow(CU_JUT, code, {**WORDS, "person": ""}) for code in CODES[:2]])
    with pytest.raises(Incomplete) as refused:
        submit_register(workspace, ID, CU_JUT)
    assert len(refused.value.problems) == 2 + 6
    assert stage(workspace, CU_JUT) is Stage.NOT_SENT
    fill_rows(workspace, ID, rows(CU_JUT))
    assert submit_register(workspace, ID, CU_JUT).state is RegisterState.SUBMITTED
    assert (stage(workspace, CU_JUT), stage(workspace, DAK_MIL)) == (Stage.SUBMITTED, Stage.NOT_SENT)
    with pytest.raises(NotOpen):
        submit_register(workspace, ID, CU_JUT)
    with pytest.raises(BadRegister, match="problem"):
        fill_rows(workspace, ID, rows(CU_JUT, {**WORDS, "cause": "khác"}))
    assert fill_rows(workspace, ID, rows(CU_JUT)).changed == 0  # the same again is nothing new


def test_sent_back_with_a_reason_it_is_open_again_and_its_duty_too(desk: Workspace, tmp_path: Path) -> None:
    workspace = handed_in(desk, tmp_path, CU_JUT)
    with pytest.raises(ReasonMissing):
        return_register(workspace, ID, CU_JUT, "  ")
    returned = return_register(workspace, ID, CU_JUT, "Giải pháp chưa cụ thể")
    assert (returned.state, returned.reason) == (RegisterState.RETURNED, "Giải pháp chưa cụ thể")
    assert stage(workspace, CU_JUT) is Stage.RETURNED_FOR_FIX
    with pytest.raises(NotHandedIn):
        return_register(workspace, ID, CU_JUT, "lần nữa")
    fill_rows(workspace, ID, rows(CU_JUT, {**WORDS, "remedy": "Tập huấn ba ngày"}))
    assert submit_register(workspace, ID, CU_JUT).handed_in == 2
    assert stage(workspace, CU_JUT) is Stage.SUBMITTED
    words = [row.remedy.remedy for _at, _who, row in versions_of_row(workspace, ID, CU_JUT, "1.1")]
    assert words == ["", WORDS["remedy"], "Tập huấn ba ngày"]


def test_a_duty_sent_back_by_itself_does_not_hinder_the_register(desk: Workspace, tmp_path: Path) -> None:
    workspace = handed_in(desk, tmp_path, CU_JUT)
    send_back(workspace, duty_of_unit(workspace, ID, CU_JUT, "so_khac_phuc"), "chưa rõ")
    return_register(workspace, ID, CU_JUT, "chưa rõ")
    submit_register(workspace, ID, CU_JUT)
    accept_registers(workspace, ID, [CU_JUT])
    assert stage(workspace, CU_JUT) is Stage.ACCEPTED


def test_accepted_each_remedy_is_a_duty_of_its_unit_due_on_its_day(desk: Workspace, tmp_path: Path) -> None:
    workspace = handed_in(desk, tmp_path, CU_JUT, DAK_MIL)
    strike_row(workspace, ID, DAK_MIL, "1.1", "không còn thực hiện")
    found = accept_registers(workspace, ID, [CU_JUT, DAK_MIL])
    # None of these offices has a number in its id, so its whole name makes the code.
    assert found.steps == (
        *(f"kp-{code}-{CU_JUT}" for code in ("1-1", "1-2", "2-1")),
        *(f"kp-{code}-{DAK_MIL}" for code in ("2-1", "1-2")),
    )
    assert stage(workspace, CU_JUT) is Stage.ACCEPTED
    duty = duty_of_unit(workspace, ID, DAK_MIL, found.steps[3])
    assert (duty.status.duty.due, duty.step.evidence) == (DEADLINE, WORDS["evidence"])
    assert duty.step.owed_by == (DAK_MIL,)
    assert [one.version for one in plan_editions(workspace, ID)] == [2]
    state = followup_state(workspace, ID)
    assert accept_registers(workspace, ID, [CU_JUT, DAK_MIL]).units == ()
    assert followup_state(workspace, ID).events == state.events
    assert followup_state(workspace, ID).plan == state.plan
    for refused in (
        lambda: return_register(workspace, ID, CU_JUT, "lại"),
        lambda: strike_row(workspace, ID, CU_JUT, "1.1", "lại"),
        lambda: add_row(workspace, ID, DAK_MIL, "1.1", "lại"),
    ):
        with pytest.raises((NotOpen, NotHandedIn)):
            refused()


def test_the_register_shows_how_each_remedy_stands(desk: Workspace, tmp_path: Path) -> None:
    workspace = handed_in(desk, tmp_path, CU_JUT)
    found = accept_registers(workspace, ID, [CU_JUT])
    assert improvement_register(workspace, ID).counts["done"] == 0
    hand_in(workspace, duty_of_unit(workspace, ID, CU_JUT, found.steps[0]), document="12/UBND-NV", note="")
    later = replace(workspace, now=clock(date(2026, 11, 20)))
    counts = improvement_register(later, ID).counts
    assert {name: counts[name] for name in ("rows", "filled", "accepted", "done", "late")} == {
        "rows": 6,
        "filled": 3,
        "accepted": 3,
        "done": 1,
        "late": 2,
    }


def test_one_that_is_not_handed_in_keeps_all_from_being_accepted(desk: Workspace, tmp_path: Path) -> None:
    workspace = handed_in(desk, tmp_path, CU_JUT)
    with pytest.raises(NotHandedIn):
        accept_registers(workspace, ID, [CU_JUT, DAK_MIL])
    assert stage(workspace, CU_JUT) is Stage.SUBMITTED
    assert plan_editions(workspace, ID) == ()


def test_the_office_adds_and_strikes_rows_with_a_reason(desk: Workspace) -> None:
    workspace = desk
    prefill_register(workspace, ID, Choice(lowest=1, told_apart_below=False))
    added = add_row(workspace, ID, DAK_MIL, "1.2", "nhiều phản ánh")
    assert (added.weakness.s, added.added) == (40, "nhiều phản ánh")
    assert add_row(workspace, ID, DAK_MIL, "1.2", "lần nữa") == added
    strike_row(workspace, ID, DAK_MIL, "1.2", "thêm nhầm")
    assert strike_row(workspace, ID, DAK_MIL, "1.2", "lần nữa").struck == "thêm nhầm"
    with pytest.raises(BadRegister):
        fill_rows(workspace, ID, [WrittenRow(DAK_MIL, "1.2", WORDS)])
    assert add_row(workspace, ID, DAK_MIL, "1.2", "vẫn cần").struck == ""
    for refused, kind in (
        (lambda: add_row(workspace, ID, DAK_MIL, "9.9", "x"), NotAsked),
        (lambda: add_row(workspace, ID, "snv-dak-nong", "1.1", "x"), NotAsked),
        (lambda: add_row(workspace, ID, DAK_MIL, "1.1", ""), ReasonMissing),
        (lambda: strike_row(workspace, ID, DAK_MIL, "1.1", "x"), UnknownRow),
        (lambda: strike_row(workspace, ID, "snv-dak-nong", "1.1", "x"), NoRows),
    ):
        with pytest.raises(kind):
            refused()


def test_the_journal_names_units_and_criteria_never_people_or_words(desk: Workspace, tmp_path: Path) -> None:
    workspace = handed_in(desk, tmp_path, CU_JUT)
    return_register(workspace, ID, CU_JUT, "Bà Lò Thị Mẫu chưa nêu giải pháp")
    submit_register(workspace, ID, CU_JUT)
    accept_registers(workspace, ID, [CU_JUT])
    with reading(workspace.engine) as connection:
        acts = [one for one in audit.acts(connection, f"campaign/{ID}") if one.act.startswith("improvement_")]
        assert list(audit.broken_entries(connection)) == []
    assert [one.act.removeprefix("improvement_") for one in acts] == [
        *("prefilled", "filled", "submitted", "returned", "submitted", "accepted")
    ]
    assert "Mẫu" not in str(acts)
    assert CU_JUT in str(acts[1])


def test_every_event_of_the_duty_stands_once_in_its_log(desk: Workspace, tmp_path: Path) -> None:
    workspace = handed_in(desk, tmp_path, CU_JUT)
    return_register(workspace, ID, CU_JUT, "chưa rõ")
    submit_register(workspace, ID, CU_JUT)
    accept_registers(workspace, ID, [CU_JUT])
    said = [one.kind for one in followup_state(workspace, ID).events if one.step == "so_khac_phuc"]
    assert said == [EventKind.SUBMITTED, EventKind.RETURNED, EventKind.SUBMITTED, EventKind.ACCEPTED]


def test_without_a_later_result_nothing_is_said_of_a_change(desk: Workspace, tmp_path: Path) -> None:
    changes = improvement_changes(made(desk, tmp_path), ID)
    assert (changes.later, changes.is_measured, len(changes.by_row)) == ("", False, 6)
    assert {one.reason for one in changes.by_row.values()} == {WhyNot.NO_LATER_RESULT}
    assert changes.count(Verdict.NOT_COMPARABLE) == 6
