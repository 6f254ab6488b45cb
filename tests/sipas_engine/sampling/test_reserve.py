"""Thay bằng dự phòng, trạng thái danh sách, bảng giai đoạn: closed lists and orders that nobody can step over."""

from datetime import date
from fractions import Fraction

import pytest

from sipas_engine.sampling.draw import Candidate, DrawSettings, SampleDraw, draw_sample
from sipas_engine.sampling.reserve import (
    AlreadyReplaced,
    NotInSample,
    Replacement,
    ReplacementReason,
    ReserveOutOfOrder,
    ReserveSpent,
    UnknownReason,
    next_reserve,
    reason_of,
)
from sipas_engine.sampling.stage_plans import CLASSES, UnknownStagePlan, stage_plan, stage_plans
from sipas_engine.sampling.states import ListMove, ListState, WrongListState, moved

DAY = date(2026, 10, 5)


@pytest.fixture
def drawn() -> SampleDraw:
    people = [Candidate(place, (f"Thôn {1 + (place > 20)}",)) for place in range(1, 41)]
    return draw_sample(people, "0" * 64, DrawSettings("s", 20, by=("thon",), reserve=Fraction(2, 10)))


def done(*pairs: tuple[int, int]) -> list[Replacement]:
    return [Replacement(a, b, ReplacementReason.MOVED, "Điều tra viên A", DAY) for a, b in pairs]


def test_the_reserve_of_the_same_stratum_comes_in_by_its_order(drawn: SampleDraw) -> None:
    for stratum in drawn.strata:
        first, second = stratum.reserve_positions
        gone, also_gone = stratum.main_positions[:2]
        assert next_reserve(drawn, [], gone) == first
        assert next_reserve(drawn, done((gone, first)), also_gone) == second


def test_a_reserve_who_cannot_be_asked_gives_way_to_the_next(drawn: SampleDraw) -> None:
    stratum = drawn.strata[0]
    first, second = stratum.reserve_positions
    with pytest.raises(NotInSample):
        next_reserve(drawn, [], first)
    assert next_reserve(drawn, done((stratum.main_positions[0], first)), first) == second


def test_no_step_is_taken_out_of_order(drawn: SampleDraw) -> None:
    stratum, other = drawn.strata
    first, second = stratum.reserve_positions
    gone = stratum.main_positions
    with pytest.raises(ReserveOutOfOrder):
        next_reserve(drawn, [], gone[0], second)
    with pytest.raises(ReserveOutOfOrder):
        next_reserve(drawn, [], gone[0], other.reserve_positions[0])
    with pytest.raises(AlreadyReplaced):
        next_reserve(drawn, done((gone[0], first)), gone[0])
    with pytest.raises(ReserveSpent):
        next_reserve(drawn, done((gone[0], first), (gone[1], second)), gone[2])
    with pytest.raises(NotInSample):
        next_reserve(drawn, [], 99)


def test_nobody_is_replaced_for_another_reason() -> None:
    assert {reason.value for reason in ReplacementReason} == {
        "moved", "dead", "wrong_address", "no_such_person", "absent_twice", "refused", "not_able", "under_age",
    }  # fmt: skip
    with pytest.raises(UnknownReason):
        reason_of("busy")


def test_a_list_passes_through_every_state_once_and_in_order() -> None:
    state = ListState.DRAFT
    for move, after in zip(ListMove, list(ListState)[1:], strict=True):
        for other in ListMove:
            if other is not move:
                with pytest.raises(WrongListState):
                    moved("x", state, other)
        state = moved("x", state, move)
        assert state is after


def test_the_plan_of_2024_gives_the_published_number_of_districts() -> None:
    plan = stage_plan("three_tier_2024")
    by_class = {name: plan.stages(name, {})[0].count for name in CLASSES}
    assert 61 * by_class["III"] + 2 * by_class["big_city"] == 195
    assert 195 * plan.rows[1].units["I"] * plan.rows[2].units["I"] == 1170


def test_every_plan_is_whole_and_says_where_it_is_from() -> None:
    for plan in stage_plans():
        assert plan.source
        assert plan.unsure, "no table of the Ministry was read yet"
        assert all(set(row.units) == set(CLASSES) for row in plan.rows)
        centre = [row.level for row in plan.rows if row.centre]
        forced = plan.stages("I", {level: ["A"] for level in centre})
        assert [stage.column for stage in forced if stage.forced] == centre
    with pytest.raises(UnknownStagePlan):
        stage_plan("x")
