"""Các việc về người, vướng mắc: for the table of journaled acts: service, act, what comes before it, the act."""

from collections.abc import Callable
from datetime import date
from typing import Any

from directives.followup.people import Appointment
from tests.services.reminding import COMMUNES, ID, begun
from workflows.services.appoint import Placed, appoint
from workflows.services.difficulties import answer_difficulty, raise_difficulty, settle_difficulty

UNIT = COMMUNES[0]


def started(desk: Any) -> None:
    """Đã mở: the plan with reminders."""
    begun(desk.workspace)


def raised(desk: Any) -> None:
    """Nêu vướng mắc."""
    raise_difficulty(desk.workspace, ID, unit=UNIT, step="bao_cao", text="thiếu người")


def with_a_difficulty(desk: Any) -> None:
    """Đã nêu vướng mắc."""
    started(desk)
    raised(desk)


def named(desk: Any) -> None:
    """Cử người, chưa có văn bản."""
    appoint(desk.workspace, ID, [Placed(Appointment(UNIT, "An", date(2022, 1, 17)))])


ACTS: list[tuple[str, str, Callable[[Any], object], Callable[[Any], object]]] = [
    ("appoint", "people_appointed", started, named),
    ("difficulties", "difficulty_raised", started, raised),
    (
        "difficulties",
        "difficulty_answered",
        with_a_difficulty,
        lambda desk: answer_difficulty(desk.workspace, ID, 1, "đã rõ"),
    ),
    (
        "difficulties",
        "difficulty_settled",
        with_a_difficulty,
        lambda desk: settle_difficulty(desk.workspace, ID, 1, "30/UBND-NC"),
    ),
]
