"""Gia hạn, tạm dừng, vướng mắc: deadlines change only by a document on a ground, once; what is late is said."""

from datetime import date

import pytest

from directives.errors import DirectiveError
from directives.followup.difficulties import AlreadySettled
from directives.followup.grounds import DayOff, DeadlinePast, NoGround, Roll
from directives.followup.log import ANY
from directives.followup.moves import IllegalMove
from storage import audit
from storage.database import reading
from tests.documents import a_document
from tests.services.reminding import COMMUNES, ID, begun
from workflows.services.difficulties import (
    BadWords,
    NotOfPlan,
    UnknownDifficulty,
    answer_difficulty,
    difficulties_of,
    late_answers,
    raise_difficulty,
    settle_difficulty,
)
from workflows.services.followup_state import followup_state
from workflows.services.issue import issue_document
from workflows.services.move_deadline import (
    MovedOtherwise,
    Scope,
    UnknownAnchor,
    WhichPeriod,
    extend,
    extend_anchor,
)
from workflows.services.next_actions import next_actions
from workflows.services.suspend_duties import resume, suspend
from workflows.services.workspace import Workspace

DUC, PHU, MIL = COMMUNES
#: The clock of the tests stands on Monday 05/10/2026.
FRIDAY, SATURDAY, MONDAY = date(2026, 10, 16), date(2026, 10, 17), date(2026, 10, 19)
SAID = ("12/UBND-NC", "Khoản 2 Điều 9 Quy chế làm việc")
REPORT = Scope("bao_cao")


def dues(workspace: Workspace, step: str = "bao_cao", day: date = FRIDAY) -> list[str]:
    """Hạn của từng đơn vị: as they hold."""
    board = followup_state(workspace, ID).board(day)
    lane = next(one for one in board.lanes if one.lane.code == (step, 1))
    return [str(lane.due_of(unit)) for unit in COMMUNES]


def late(workspace: Workspace) -> set[str]:
    """Ai chậm báo cáo: on Monday, when the report is late unless something holds it."""
    found = followup_state(workspace, ID).board(MONDAY).late()
    return {one.duty.key.unit for one in found if one.duty.key.step == "bao_cao"}


def journaled(workspace: Workspace) -> list[str]:
    with reading(workspace.engine) as connection:
        return [act.act for act in audit.acts(connection, f"campaign/{ID}")][1:]


def test_an_extension_moves_one_unit_or_all_and_is_written_down_once(workspace: Workspace) -> None:
    begun(workspace)
    assert extend(workspace, ID, Scope("bao_cao", DUC), FRIDAY, SAID).is_new
    assert dues(workspace) == ["2026-10-16", "2022-01-25", "2022-01-25"]
    assert not extend(workspace, ID, Scope("bao_cao", DUC), FRIDAY, SAID).is_new
    assert extend(workspace, ID, REPORT, MONDAY, ("15/UBND-NC", SAID[1])).is_new
    assert dues(workspace) == ["2026-10-19"] * 3
    assert journaled(workspace) == ["deadline_moved"] * 2


def test_an_anchor_takes_every_deadline_with_it_that_is_counted_from_it(workspace: Workspace) -> None:
    begun(workspace)
    assert extend_anchor(workspace, ID, "T0", FRIDAY, SAID).is_new
    assert dues(workspace) == ["2026-10-27"] * 3  # 7 working days after 16/10: 19, 20, 21, 22, 23, 26, 27
    assert dues(workspace, "cu_nguoi") == ["2022-01-21"] * 3  # a fixed day
    assert not extend_anchor(workspace, ID, "T0", FRIDAY, SAID).is_new


def test_a_day_off_is_rolled_only_where_that_is_said(workspace: Workspace) -> None:
    begun(workspace)
    with pytest.raises(DayOff, match="16/10/2026 and 19/10/2026"):
        extend(workspace, ID, REPORT, SATURDAY, SAID)
    assert extend(workspace, ID, REPORT, SATURDAY, SAID, roll=Roll.FORWARD).day == MONDAY
    other = ("13/UBND-NC", SAID[1])
    assert extend(workspace, ID, REPORT, SATURDAY, other, roll=Roll.BACK).day == FRIDAY


REFUSED: list[tuple[Scope, date, tuple[str, str], type[DirectiveError], str]] = [
    (REPORT, date(2026, 10, 2), SAID, DeadlinePast, "a day that has gone by"),
    (REPORT, FRIDAY, ("", "x"), NoGround, "no document"),
    (REPORT, FRIDAY, ("12/UBND-NC", " "), NoGround, "no ground"),
    (REPORT, FRIDAY, ("12/UBND\x00", "x"), NoGround, "a control character"),
    (Scope("khong_co"), FRIDAY, SAID, IllegalMove, "no such step"),
    (Scope("bao_cao", "xa-la"), FRIDAY, SAID, IllegalMove, "a unit which does not owe it"),
    (Scope("tu_kiem_tra"), FRIDAY, SAID, WhichPeriod, "a recurring step without a period"),
]


@pytest.mark.parametrize(("scope", "to", "said", "error", "reason"), REFUSED)
def test_what_no_document_can_move(
    workspace: Workspace,
    scope: Scope,
    to: date,
    said: tuple[str, str],
    error: type[DirectiveError],
    reason: str,
) -> None:
    begun(workspace)
    with pytest.raises(error):
        extend(workspace, ID, scope, to, said)
    assert journaled(workspace) == [], reason


def test_the_same_document_never_says_two_days(workspace: Workspace) -> None:
    begun(workspace)
    extend(workspace, ID, REPORT, FRIDAY, SAID)
    with pytest.raises(MovedOtherwise, match="16/10/2026"):
        extend(workspace, ID, REPORT, MONDAY, SAID)
    with pytest.raises(UnknownAnchor):
        extend_anchor(workspace, ID, "F9", FRIDAY, SAID)


def test_one_period_of_a_recurring_step_is_moved(workspace: Workspace) -> None:
    begun(workspace)
    extend(workspace, ID, Scope("tu_kiem_tra", DUC, 2), FRIDAY, SAID)
    board = followup_state(workspace, ID).board(FRIDAY)
    assert [str(one.due_of(DUC)) for one in board.lanes[2:]] == ["2022-03-31", "2026-10-16"]


def test_a_document_of_our_own_books_is_found_there_and_another_kept_as_text(workspace: Workspace) -> None:
    begun(workspace)
    issued = issue_document(workspace, a_document()).entry
    number = str(issued.document.number)
    known = extend(workspace, ID, REPORT, FRIDAY, (f"Công văn số {number}", "Quy chế"))
    assert known.ground.place == issued.subject_id
    assert extend(workspace, ID, REPORT, MONDAY, SAID).ground.place == ""


def test_a_suspension_stops_the_clock_and_resuming_gives_the_days_back(workspace: Workspace) -> None:
    begun(workspace)
    extend(workspace, ID, REPORT, FRIDAY, SAID)
    assert suspend(workspace, ID, Scope("bao_cao", DUC), ("20/UBND-NC", "lũ lụt")).is_new
    assert not suspend(workspace, ID, Scope("bao_cao", DUC), ("20/UBND-NC", "lũ lụt")).is_new
    assert late(workspace) == {PHU, MIL}
    with pytest.raises(IllegalMove):
        resume(workspace, ID, Scope("bao_cao", PHU), ("21/UBND-NC", "hết lũ"))
    assert resume(workspace, ID, Scope("bao_cao", DUC), ("21/UBND-NC", "hết lũ")).is_new
    assert journaled(workspace) == ["deadline_moved", "duties_suspended", "duties_resumed"]


def test_a_condition_may_suspend_everything_at_once(workspace: Workspace) -> None:
    begun(workspace)
    assert suspend(workspace, ID, Scope(ANY, ANY), ("20/UBND-NC", "dịch bệnh")).is_new
    assert list(followup_state(workspace, ID).board(MONDAY).late()) == []


def raised(workspace: Workspace, **more: object) -> int:
    said = {"unit": DUC, "step": "bao_cao", "text": "Đường vào thôn bị lũ cuốn", **more}
    return raise_difficulty(workspace, ID, **said).number  # type: ignore[arg-type]  # words by their names


def test_a_difficulty_is_raised_answered_and_settled_each_once(workspace: Workspace) -> None:
    begun(workspace)
    assert [raised(workspace), raised(workspace), raised(workspace, unit=PHU)] == [1, 1, 2]
    one = difficulties_of(workspace, ID)[0]
    assert (one.owner, one.answer_due.isoformat()) == ("snv-dak-nong", "2026-10-12")  # 5 working days
    for _ in range(2):
        answer_difficulty(workspace, ID, 1, "Chuyển sang thu phiếu sau")
        settle_difficulty(workspace, ID, 2, "30/UBND-NC")
    assert [one.state.value for one in difficulties_of(workspace, ID)] == ["answered", "settled"]
    with pytest.raises(AlreadySettled):
        answer_difficulty(workspace, ID, 2, "muộn")
    acts = ["difficulty_raised"] * 2 + ["difficulty_answered", "difficulty_settled"]
    assert journaled(workspace) == acts


def test_an_answer_that_is_late_is_among_the_next_actions(workspace: Workspace) -> None:
    begun(workspace)
    raised(workspace)
    in_time, day = date(2026, 10, 12), date(2026, 10, 13)
    assert late_answers(workspace, ID, in_time) == ()
    assert [one.number for one in late_answers(workspace, ID, day)] == [1]
    found = [one.action for one in next_actions(workspace, ID, day) if one.action.kind.value == "answer"]
    assert [(one.key, one.recipient) for one in found] == [(f"{ID}/difficulty/1", "snv-dak-nong")]
    answer_difficulty(workspace, ID, 1, "Đã rõ")
    assert late_answers(workspace, ID, day) == ()


def test_a_suspension_document_settles_a_difficulty_and_stops_the_duty(workspace: Workspace) -> None:
    begun(workspace)
    raised(workspace)
    settle_difficulty(workspace, ID, 1, "31/UBND-NC", suspends="Luật Phòng, chống thiên tai")
    assert late(workspace) == {PHU, MIL}
    assert journaled(workspace) == ["difficulty_raised", "difficulty_settled"]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"unit": "xa-la"}, NotOfPlan),
        ({"step": "khong_co"}, NotOfPlan),
        ({"text": " "}, BadWords),
        ({"text": "a\x07"}, BadWords),
        ({"text": "a" * 4001}, BadWords),
    ],
)
def test_hostile_difficulties_are_refused(
    workspace: Workspace, said: dict[str, str], error: type[DirectiveError]
) -> None:
    begun(workspace)
    with pytest.raises(error):
        raised(workspace, **said)
    with pytest.raises(UnknownDifficulty):
        answer_difficulty(workspace, ID, 7, "x")
    assert journaled(workspace) == []
