"""Cây nhiệt: what stands in each cell of each branch, and that nothing is lost or counted twice on the way up."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from directives.followup.duties import PlanUnit, lanes_of
from directives.followup.heat_tree import heat_tree
from directives.followup.log import Event, EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.followup.progress_charts import HeatCell
from directives.followup.status import Board, status
from tests.workspaces import calendar

DAY = date(2026, 10, 5)
#: Đơn vị: id, level and who stands above; the nation stands above the provinces, and owes nothing.
UNITS = {
    one.id: one
    for one in (
        PlanUnit("nuoc", "Nước", "nation", ""),
        PlanUnit("t1", "Tỉnh một", "province", "nuoc"),
        PlanUnit("t2", "Tỉnh hai", "province", "nuoc"),
        PlanUnit("x1", "Xã một", "commune", "t1"),
        PlanUnit("x2", "Xã hai", "commune", "t1"),
        PlanUnit("x3", "Xã ba", "commune", "t2"),
    )
}
STEPS = (
    Step("cu", "Cử người", ActKind.EVIDENCE, Due(on=date(2026, 9, 30)), owed_by=("province", "commune")),
    Step("nop", "Nộp báo cáo", ActKind.EVIDENCE, Due(on=date(2026, 9, 30)), owed_by=("commune",)),
    Step("het", "Tổng kết", ActKind.EVIDENCE, Due(on=date(2026, 12, 1)), owed_by=("province",)),
)
PLAN = Plan("p", "Đợt thử", "", "", {}, STEPS)
OWING = [(step.code, unit.id) for step in STEPS for unit in UNITS.values() if unit.level in step.owed_by]
KINDS = (EventKind.SUBMITTED, EventKind.RETURNED, EventKind.SUSPENDED, EventKind.WAIVED)


def _board(*events: tuple[str, str, EventKind]) -> Board:
    said = [
        Event(place, step, unit, 1, kind, date(2026, 9, 30))
        for place, (step, unit, kind) in enumerate(events, 1)
    ]
    return status(lanes_of(PLAN, tuple(UNITS.values()), calendar()), PLAN, said, calendar(), DAY)


def test_the_tree_begins_where_there_is_a_choice_and_opens_branch_by_branch() -> None:
    tree = heat_tree(_board(("nop", "x1", EventKind.SUBMITTED), ("cu", "t1", EventKind.WAIVED)), UNITS)
    assert [code for code, _ in tree.steps] == ["cu", "nop", "het"]
    assert tree.start == "nuoc"
    first, second = tree.rows(tree.start)
    assert (first.name, first.below, second.name, second.below) == ("Tỉnh một", 2, "Tỉnh hai", 1)
    assert first.cells == (HeatCell(3, 0, 2, 1), HeatCell(2, 1, 1, 0), HeatCell(1, 0, 0, 0))
    own, x1, x2 = tree.rows("t1")
    assert [row.unit for row in (own, x1, x2)] == ["t1", "x1", "x2"]
    assert own.cells == (HeatCell(1, 0, 0, 1), None, HeatCell(1, 0, 0, 0))
    assert x1.cells == (HeatCell(1, 0, 1, 0), HeatCell(1, 1, 0, 0), None)
    assert x2.cells == (HeatCell(1, 0, 1, 0), HeatCell(1, 0, 1, 0), None)
    assert tree.path("x1") == ("nuoc", "t1", "x1")
    assert tree.rows("khong-co") == ()


def test_who_owes_nothing_and_has_one_branch_below_leaves_it_the_place_on_top() -> None:
    units = {one: UNITS[one] for one in ("nuoc", "t1", "x1", "x2")} | {
        "buu-dien": PlanUnit("buu-dien", "Bưu điện", "province", "")
    }
    said = status(lanes_of(PLAN, tuple(units.values()), calendar()), PLAN, [], calendar(), DAY)
    tree = heat_tree(said, units)
    assert [(row.name, row.below) for row in tree.rows(tree.start)] == [("Tỉnh một", 2), ("Bưu điện", 0)]
    assert tree.path("x1") == ("t1", "x1")


def test_two_offices_above_each_other_hang_no_one() -> None:
    units = {"a": PlanUnit("a", "A", "commune", "b"), "b": PlanUnit("b", "B", "commune", "a")}
    lanes = lanes_of(PLAN, tuple(units.values()), calendar())
    tree = heat_tree(status(lanes, PLAN, [], calendar(), DAY), units)
    shown = {row.unit for branch in tree.children for row in tree.rows(branch)}
    assert shown == {"a", "b"}


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(OWING), st.sampled_from((EventKind.SUBMITTED, EventKind.SUSPENDED))),
        max_size=9,
    )
)
def test_a_branch_is_the_sum_of_what_it_opens_to(events: list[tuple[tuple[str, str], EventKind]]) -> None:
    tree = heat_tree(_board(*((step, unit, kind) for (step, unit), kind in events)), UNITS)
    for province in tree.rows("nuoc"):
        inside = tree.rows(province.unit)
        for column, cell in enumerate(province.cells):
            cells = [one for row in inside if (one := row.cells[column]) is not None]
            sums = [sum(getattr(one, name) for one in cells) for name in ("owed", "done", "late", "held")]
            assert cell == (HeatCell(*sums) if cells else None)
