"""Phát, thu phiếu: who may go out, who goes where, what a daily sheet may say, what balances, when it ends."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.fieldwork.assignment import (
    BadVillages,
    NobodyToAssign,
    Village,
    assign_villages,
    village_path,
)
from sipas_engine.fieldwork.balance import balances
from sipas_engine.fieldwork.daily import BadDailySheet, check_daily
from sipas_engine.fieldwork.forecast import forecast
from sipas_engine.fieldwork.payment import PaidRow, check_payments
from sipas_engine.fieldwork.roster import usual_criteria, why_not_ready
from sipas_engine.fieldwork.serial_ranges import serial_ranges
from tests.sipas_engine.fieldwork.builders import ALL, DAY, assigned, investigator, row, village

# who, what keeps him at home
NOT_READY = [
    (investigator(), []),
    (investigator(meets=ALL - {"khach_quan"}), ["Không phải công chức"]),
    (investigator(trained=None), ["was not trained"]),
    (investigator(trained=DAY + timedelta(days=1)), ["was not trained"]),
    (investigator(committed=None), ["did not sign"]),
    (investigator(capacity=0), ["no daily capacity"]),
    (investigator(meets=frozenset(), trained=None, committed=None), ["criterion"] * 4 + ["trained", "sign"]),
]


@pytest.mark.parametrize(("person", "reasons"), NOT_READY)
def test_why_an_investigator_may_not_go_out(person, reasons):
    said = [str(problem) for problem in why_not_ready(person, DAY, usual_criteria())]
    assert len(said) == len(reasons)
    assert all(reason in sentence for reason, sentence in zip(reasons, said, strict=True))


def test_a_commune_stays_with_one_person_while_the_load_is_even():
    villages = [village(f"Thôn {n}", 10, f"Xã {commune}") for commune in "ABCD" for n in (1, 2)]
    found = assign_villages(villages, [investigator("dtv-01"), investigator("dtv-02")])
    people = {one.village.commune: set() for one in found}
    for one in found:
        people[one.village.commune].add(one.investigator)
    assert all(len(who) == 1 for who in people.values())
    assert [one.village.path for one in found] == sorted(one.village.path for one in found)


@given(
    forms=st.lists(st.integers(1, 40), min_size=1, max_size=30),
    capacities=st.lists(st.integers(5, 40), min_size=1, max_size=6),
)
def test_every_village_has_one_person_and_nobody_far_more_than_his_share(forms, capacities):
    villages = [village(f"Thôn {n}", size, f"Xã {n % 5}") for n, size in enumerate(forms)]
    people = [investigator(f"dtv-{n:02d}", capacity=size) for n, size in enumerate(capacities)]
    found = assign_villages(villages, people)
    assert sorted(one.village.path for one in found) == sorted(one.path for one in villages)
    assert found == assign_villages(villages[::-1], people[::-1])
    even = sum(forms) / sum(capacities)
    for person in people:
        mine = sum(len(one.village.serials) for one in found if one.investigator == person.id)
        largest = max(max(forms), even * max(capacities))
        assert mine <= even * person.daily_capacity + largest


def test_villages_without_anybody_ready_are_refused():
    with pytest.raises(NobodyToAssign):
        assign_villages([village("Thôn 1", 3)], [])


def test_a_form_of_two_villages_and_a_village_without_forms_are_refused():
    same = ("P-001",)
    with pytest.raises(BadVillages) as refused:
        assign_villages(
            [
                Village(("A", "1"), same),
                Village(("A", "2"), same),
                Village(("A", "3"), ()),
                Village(("A", "3"), ()),
            ],
            [investigator()],
        )
    said = "\n".join(map(str, refused.value.problems))
    assert "P-001 belongs to A / 1 and to A / 2" in said
    assert "has no forms" in said
    assert "stands twice" in said


FORMS = assigned("dtv-01", village("Thôn 1", 30))

# rows, what is wrong with the last (day, handed out, back, refused, wrong address, replaced)
SHEETS = [
    ([row(2, 10, 0), row(3, 10, 12)], None),
    ([row(2, 30, 0), row(3, 0, 30)], None),
    ([row(2, 10, 2, refused=3, wrong=2, replaced=5)], None),
    ([row(2, 10, 11)], "11 forms came back"),
    ([row(2, 10, 8, refused=3)], "11 forms came back"),
    ([row(2, 31, 0)], "31 forms were handed out, but the village has 30"),
    ([row(2, 20, 0), row(3, 11, 0)], "31 forms were handed out"),
    ([row(2, 5, 0, refused=1, replaced=2)], "2 forms were replaced, but only 1"),
    ([row(2, 5, 0), row(2, 3, 0)], "reported already"),
    ([row(2, -1, 0)], "handed_out is -1"),
    ([row(2, 5, 0, where=("Xã A", "Thôn 9"))], "not assigned"),
    ([row(2, 5, 0, person="dtv-02")], "not assigned"),
]


@pytest.mark.parametrize(("rows", "wrong"), SHEETS)
def test_what_a_daily_sheet_may_say(rows, wrong):
    if wrong is None:
        check_daily(rows[-1:], rows[:-1], FORMS)
        return
    with pytest.raises(BadDailySheet) as refused:
        check_daily(rows[-1:], rows[:-1], FORMS)
    assert wrong in "\n".join(map(str, refused.value.problems))


def test_rows_of_an_earlier_day_sent_late_are_judged_in_the_order_of_the_days():
    with pytest.raises(BadDailySheet, match="7 forms came back"):
        check_daily([row(2, 3, 7)], [row(3, 10, 0)], FORMS)


# rows, handed over, given, still out, not yet out, unaccounted, balanced
BALANCES = [
    ([row(2, 30, 0), row(3, 0, 30)], 30, 30, 0, 0, 0, True),
    ([row(2, 30, 0), row(3, 0, 28)], 28, 30, 2, 0, 0, False),
    ([row(2, 20, 20)], 18, 30, 0, 10, 2, False),
    ([row(2, 20, 20)], 21, 30, 0, 10, -1, False),
    ([row(2, 20, 15, refused=5)], 15, 30, 0, 15, 0, True),
    ([], 0, 30, 0, 30, 0, True),
]


@pytest.mark.parametrize(("rows", "over", "given_", "out", "not_yet", "off", "balanced"), BALANCES)
def test_where_every_form_of_an_investigator_is(rows, over, given_, out, not_yet, off, balanced):
    (found,) = balances(FORMS, rows, {"dtv-01": over})
    assert (found.given, found.still_out, found.not_yet_out, found.unaccounted, found.balanced) == (
        given_,
        out,
        not_yet,
        off,
        balanced,
    )


def test_forms_handed_over_by_somebody_without_any_are_shown():
    found = {one.investigator: one.unaccounted for one in balances(FORMS, [], {"dtv-09": 4})}
    assert found == {"dtv-01": 0, "dtv-09": -4}


def _days(day: date, days: int) -> date:
    return day + timedelta(days=days)


# back on each day so far, total, capacity a day, deadline, day at the pace, late, hopeless
FORECASTS = [
    ([10, 10, 10], 100, 50, 20, date(2026, 11, 11), False, False),
    ([10, 10, 10], 100, 50, 10, date(2026, 11, 11), True, False),
    ([10, 10, 10], 100, 8, 10, date(2026, 11, 11), True, True),
    ([0, 0, 0], 100, 50, 20, None, True, False),
    ([50, 50], 100, 50, 20, date(2026, 11, 4), False, False),
    ([], 0, 50, 20, date(2026, 11, 4), False, False),
    ([1, 1, 1, 1, 1, 30, 30, 30, 30, 30], 305, 60, 25, date(2026, 11, 16), False, False),
]


@pytest.mark.parametrize(("back", "total", "capacity", "until", "at_pace", "late", "hopeless"), FORECASTS)
def test_when_all_forms_will_be_back(back, total, capacity, until, at_pace, late, hopeless):
    rows = [row(day, forms, forms) for day, forms in enumerate(back, start=2)]
    today = date(2026, 11, max(4, len(back) + 1))
    found = forecast(total, rows, capacity, today, date(2026, 11, until), _days)
    assert (found.at_pace, found.late, found.hopeless) == (at_pace, late, hopeless)


def _paid(*rows: str) -> list[PaidRow]:
    """ "P1 50000 ký" a row."""
    return [PaidRow(s, Decimal(a), signed == "ký") for s, a, signed in (one.split() for one in rows)]


# rows of the list, forms back, unpaid, without form, twice, unsigned, other amount, money that fits
PAYMENTS = [
    (["P1 50000 ký", "P2 50000 ký"], ["P1", "P2"], (), (), (), (), (), 100000),
    (["P1 50000 ký"], ["P1", "P2"], ("P2",), (), (), (), (), 50000),
    (["P1 50000 ký", "P9 50000 ký"], ["P1"], (), ("P9",), (), (), (), 50000),
    (["P1 50000 ký", "P1 50000 ký"], ["P1"], (), (), ("P1",), (), (), 0),
    (["P1 50000 -"], ["P1"], (), (), (), ("P1",), (), 0),
    (["P1 70000 ký"], ["P1"], (), (), (), (), ("P1",), 70000),
]


@pytest.mark.parametrize(
    ("rows", "back", "unpaid", "without", "twice", "unsigned", "other", "total"), PAYMENTS
)
def test_the_list_of_paid_respondents_against_the_forms(
    rows, back, unpaid, without, twice, unsigned, other, total
):
    found = check_payments(_paid(*rows), back, Decimal(50000))
    assert (found.unpaid, found.without_form, found.twice, found.unsigned) == (
        unpaid,
        without,
        twice,
        unsigned,
    )
    assert (tuple(found.other_amount), found.total) == (other, Decimal(total))
    assert found.fits is not any((unpaid, without, twice, unsigned, other))


# serials of a hand-over, how the minutes write them
RANGES = [
    (["P-001"], "P-001"),
    (["P-002", "P-001"], "P-001, P-002"),
    (["P-003", "P-001", "P-002", "P-005"], "P-001 – P-003, P-005"),
    (["P-009", "P-010", "P-011"], "P-009 – P-011"),
    (["P-9", "P-10", "P-11"], "P-10, P-11, P-9"),
    (["A-1", "B-2", "A-3"], "A-1, A-3, B-2"),
    (["x"], "x"),
    ([], ""),
]


@pytest.mark.parametrize(("serials", "written"), RANGES)
def test_serials_in_a_row_stand_as_a_range(serials, written):
    assert serial_ranges(serials) == written


@given(st.sets(st.integers(1, 60), max_size=40))
def test_a_range_stands_for_exactly_its_serials(numbers):
    said = serial_ranges([f"P-{number:03d}" for number in numbers])
    found = set()
    for part in filter(None, said.split(", ")):
        first, _, last = part.partition(" – ")
        found |= set(range(int(first[2:]), int((last or first)[2:]) + 1))
    assert found == numbers


# a name of a village as it was written, its path
PATHS = [
    ("Xã A / Thôn 1", ("Xã A", "Thôn 1")),
    (" Xã A  /  Tổ   1/2 ", ("Xã A", "Tổ 1/2")),
    ("Tỉnh X / Huyện Y / Xã A / Thôn 1", ("Tỉnh X", "Huyện Y", "Xã A", "Thôn 1")),
    ("Xa\u0303 A / Tho\u0302n 1", ("Xã A", "Thôn 1")),
]


@pytest.mark.parametrize(("text", "path"), PATHS)
def test_a_village_is_named_after_its_units(text, path):
    assert village_path(text) == path


def test_who_has_left_is_not_ready_from_that_day_on():
    gone = replace(investigator(), left_on=DAY + timedelta(days=1))
    criteria = usual_criteria()
    assert why_not_ready(gone, DAY, criteria) == ()
    assert len(why_not_ready(gone, DAY + timedelta(days=1), criteria)) == 1


def test_forms_of_the_reserve_are_no_part_of_the_load_and_belong_to_one_village_only():
    first = Village(("A", "1"), ("P-1",), reserve=("R-1",))
    (one,) = assign_villages([first], [investigator()])
    assert one.village.all_serials == ("P-1", "R-1")
    with pytest.raises(BadVillages, match="r-1 belongs to A / 1 and to A / 2"):
        assign_villages([Village(("A", "2"), ("r-1",))], [investigator()], [one])
