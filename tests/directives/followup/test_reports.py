"""Báo cáo cộng dồn: how a figure is read, what is refused by unit and field, and sums that hold in any order."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.duties import PlanUnit
from directives.followup.plan import FieldKind, ReportField
from directives.followup.recurrence import Every, Occurrence, Recurrence, occurrences
from directives.followup.report_values import (
    ReportValues,
    figure_read,
    values_as_json,
    values_from_json,
    values_read,
)
from directives.followup.reports import Totals, occurrences_summed, sum_all, sum_by_tiers, totals_of_one
from tests.workspaces import calendar

FORM = (
    ReportField("ho_so", "Hồ sơ tiếp nhận"),
    ReportField("tre_han", "Trễ hạn", required=False),
    ReportField("kho_khan", "Khó khăn", FieldKind.TEXT, required=False),
)


@pytest.mark.parametrize(
    ("written", "figure", "why"),
    [
        ("0", "0", "nothing is a figure, too"),
        ("1234", "1234", "digits alone"),
        ("12,5", "12.5", "a comma before decimals"),
        ("1.234.567", "1234567", "two points can only stand between thousands"),
        ("1.234.567,8", "1234567.8", "and a comma after them"),
        ("1.234,5", "1234.5", "the comma tells that the point stands between thousands"),
        ("1.234", None, "one thousand or one and a bit: nobody knows"),
        ("12.5", None, "a point is not before decimals"),
        ("1,234,567", None, "commas between thousands are English"),
        ("-5", None, "a unit reports no negative figure"),
        ("1 234", None, "blanks"),
        ("١٢", None, "digits of another script"),
        ("1e5", None, "program's notation"),
        ("khoảng 10", None, "words"),
        ("", None, "nothing at all"),
    ],
)
def test_a_figure_is_read_in_one_way_or_refused(written: str, figure: str | None, why: str) -> None:
    assert figure_read(written) == (None if figure is None else Decimal(figure)), why


def test_every_problem_names_unit_field_and_row() -> None:
    _, problems = values_read(FORM, {"ho_so": "1.234", "tre_han": "x", "la": "1"}, "xa-a", "bang.xlsx:7")
    said = [(problem.where, problem.template.format(**problem.fields)) for problem in problems]
    assert [where for where, _ in said] == ["bang.xlsx:7"] * 3
    assert all(text.startswith("xa-a") for _, text in said)
    assert [problem.fields["field"] for problem in problems] == ["la", "ho_so", "tre_han"]
    assert "1234 or 1,234" in said[1][1]


def test_an_empty_required_field_is_a_problem_and_an_empty_other_one_is_left_out() -> None:
    values, problems = values_read(FORM, {"tre_han": " "}, "xa-a")
    assert [problem.fields["field"] for problem in problems] == ["ho_so"]
    assert "tre_han" not in values.figures


def test_what_is_kept_comes_back_as_it_was() -> None:
    values, _ = values_read(FORM, {"ho_so": "16,90", "kho_khan": "Thiếu “máy quét”"}, "xa-a")
    assert values_from_json(values_as_json(values)) == values
    assert values_as_json(values)["figures"] == {"ho_so": "16,90"}


UNITS = {
    unit.id: unit
    for unit in [
        PlanUnit("bo", "Bộ", "nation", ""),
        PlanUnit("tinh-a", "Tỉnh A", "province", "bo"),
        PlanUnit("tinh-b", "Tỉnh B", "province", "bo"),
        PlanUnit("huyen-a1", "Huyện A1", "district", "tinh-a"),
        *(PlanUnit(f"xa-a{n}", f"Xã A{n}", "commune", "huyen-a1") for n in range(4)),
        *(PlanUnit(f"xa-b{n}", f"Xã B{n}", "commune", "tinh-b") for n in range(3)),
    ]
}


def _of(**figures: str) -> ReportValues:
    return ReportValues({code: Decimal(text) for code, text in figures.items()})


def test_four_tiers_worked_out_by_hand() -> None:
    owed = [(unit, 1) for unit in ("tinh-a", "xa-a0", "xa-a1", "xa-b0", "xa-b1")]
    reports: Mapping[tuple[str, int], ReportValues] = {
        ("tinh-a", 1): _of(ho_so="100", tre_han="1"),
        ("xa-a0", 1): _of(ho_so="10", tre_han="2"),
        ("xa-b0", 1): _of(ho_so="7"),
    }
    rows = [
        (tier.depth, tier.office, str(tier.totals.figures.get("ho_so", "thiếu")),
         str(tier.totals.figures.get("tre_han", "thiếu")), sorted(unit for unit, _ in tier.totals.absent))
        for tier in sum_by_tiers(FORM, owed, reports, UNITS)
    ]  # fmt: skip
    assert rows == [
        (0, "bo", "117", "3", ["xa-a1", "xa-b1"]),
        (1, "tinh-a", "110", "3", ["xa-a1"]),
        (2, "huyen-a1", "10", "2", ["xa-a1"]),
        (3, "xa-a0", "10", "2", []),
        (3, "xa-a1", "thiếu", "thiếu", ["xa-a1"]),
        (1, "tinh-b", "7", "thiếu", ["xa-b1"]),
        (2, "xa-b0", "7", "thiếu", []),
        (2, "xa-b1", "thiếu", "thiếu", ["xa-b1"]),
    ]


def test_an_office_above_itself_ends_the_climb() -> None:
    ring = {"a": PlanUnit("a", "A", "commune", "b"), "b": PlanUnit("b", "B", "commune", "a")}
    tiers = sum_by_tiers(
        FORM, [("a", 1), ("b", 1)], {("a", 1): _of(ho_so="1"), ("b", 1): _of(ho_so="2")}, ring
    )
    assert [(tier.office, tier.depth) for tier in tiers] == [("a", 0), ("b", 0)]


_REPORTS = st.dictionaries(
    st.tuples(st.sampled_from(sorted(UNITS)), st.integers(1, 3)),
    st.fixed_dictionaries(
        {}, optional={code: st.decimals(0, 10**12, places=2) for code in ("ho_so", "tre_han")}
    ).map(ReportValues),
)


@given(_REPORTS, st.randoms(use_true_random=False))
def test_the_sum_by_tiers_is_the_sum_of_all_and_order_never_matters(
    reports: Mapping[tuple[str, int], ReportValues], chance: Random
) -> None:
    owed = [(unit, number) for unit in sorted(UNITS) for number in (1, 2, 3)]
    whole = sum_all(FORM, owed, reports)
    mixed = list(owed)
    chance.shuffle(mixed)
    assert sum_all(FORM, mixed, reports) == whole
    assert sum((totals_of_one(FORM, one, reports.get(one)) for one in mixed), Totals()) == whole
    highest = [tier.totals for tier in sum_by_tiers(FORM, mixed, reports, UNITS) if tier.depth == 0]
    assert sum(highest, Totals()) == whole
    assert whole.present | whole.absent == set(owed)
    assert not whole.present & whole.absent


@pytest.mark.parametrize(
    ("first", "last", "summed", "why"),
    [
        ((2026, 1, 1), (2026, 3, 31), (1, 2, 3), "a quarter sums its three months"),
        ((2026, 4, 1), (2026, 6, 30), (4,), "the month that is there"),
        ((2026, 7, 1), (2026, 9, 30), (), "nothing was to be reported"),
    ],
)
def test_a_synthesis_sums_the_periods_that_end_in_its_own(
    first: tuple[int, int, int], last: tuple[int, int, int], summed: tuple[int, ...], why: str
) -> None:
    months = tuple(occurrences(Recurrence(Every.MONTH, date(2026, 1, 1), date(2026, 4, 30)), calendar()))
    quarter = Occurrence(1, date(*last), date(*first), date(*last))
    every_quarter = Recurrence(Every.QUARTER, date(2026, 1, 1), date(2026, 9, 30))
    assert occurrences_summed(quarter, every_quarter, months) == summed, why
    assert occurrences_summed(Occurrence(1, date(*last)), None, months) == (1, 2, 3, 4)
