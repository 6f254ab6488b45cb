"""Giám sát, phúc tra: the same seed draws the same forms, nobody checks his own, discrepancies with intervals (S06)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.recheck.draw import CannotRecheck, ReturnedForm, draw_recheck, list_hash_of
from sipas_engine.recheck.results import BadRecheck, RecheckRecord, check_records, discrepancy, recheck_result
from sipas_engine.recheck.visits import FindingAnswer, Visit, draw_visits, open_findings

CRITERIA = ("1.1", "1.2", "2.1", "2.2", "3.1")
FORMS = [ReturnedForm(f"P-{n:03d}", f"dtv-{n % 4}", f"Thôn {n % 7}") for n in range(1, 101)]
CHECKERS = ["ccb-1", "mttq-1", "dtv-0"]
DAY = date(2026, 11, 20)


@given(seed=st.text(min_size=1, max_size=8), order=st.permutations(range(len(FORMS))))
def test_the_same_seed_draws_the_same_forms_in_whatever_order_they_stand(seed, order):
    drawn = draw_recheck(FORMS, CHECKERS, CRITERIA, seed)
    assert draw_recheck([FORMS[place] for place in order], CHECKERS, CRITERIA, seed) == drawn
    assert drawn.list_hash == list_hash_of(FORMS)
    assert all(form.checker != form.investigator for form in drawn.forms)
    assert all(len(set(form.questions)) == 3 and set(form.questions) <= set(CRITERIA) for form in drawn.forms)


# share, forms drawn of each of the four investigators (25 forms each)
SHARES = [(Fraction(1, 20), 2), (Fraction(1, 100), 1), (Fraction(1, 10), 3), (Fraction(1), 25)]


@pytest.mark.parametrize(("share", "each"), SHARES)
def test_every_investigator_is_looked_at(share, each):
    drawn = draw_recheck(FORMS, CHECKERS, CRITERIA, "2026", share)
    people = [form.investigator for form in drawn.forms]
    assert {person: people.count(person) for person in set(people)} == {f"dtv-{n}": each for n in range(4)}


def test_another_seed_draws_others():
    assert draw_recheck(FORMS, CHECKERS, CRITERIA, "1") != draw_recheck(FORMS, CHECKERS, CRITERIA, "2")


CANNOT = [
    ({"forms": []}, "no form has come back"),
    ({"share": Fraction(0)}, "between 0 and 1"),
    ({"share": Fraction(2)}, "between 0 and 1"),
    ({"criteria": ("1.1", "1.2")}, "fewer than 3"),
    ({"forms": [FORMS[0], FORMS[0]]}, "stands twice"),
    ({"checkers": ["dtv-0"]}, "nobody may check the forms of dtv-0"),
    ({"checkers": []}, "nobody may check"),
]


@pytest.mark.parametrize(("change", "says"), CANNOT)
def test_what_cannot_be_drawn_is_refused(change, says):
    asked = {"forms": FORMS, "checkers": CHECKERS, "criteria": CRITERIA, "seed": "1"} | change
    with pytest.raises(CannotRecheck) as refused:
        draw_recheck(**asked)
    assert says in str(refused.value)


DRAW = draw_recheck(FORMS, ["ccb-1", "mttq-1"], CRITERIA, "2026")
FIRST = DRAW.forms[0]


def record(**change) -> RecheckRecord:
    """Một phiếu phúc tra: the first drawn form, everything in order unless said otherwise."""
    usual = {
        "serial": FIRST.serial,
        "checker": FIRST.checker,
        "day": DAY,
        "way": "visit",
        "met": True,
        "saw_form": True,
        "own_hand": True,
        "answers": dict.fromkeys(FIRST.questions, 4),
    }
    return RecheckRecord(**(usual | change))


RECORDS = [
    ([record()], None),
    ([record(met=False, saw_form=None, own_hand=None, answers={})], None),
    ([record(serial="P-999")], "P-999 is not in the re-check"),
    ([record(), record()], "stands twice"),
    ([record(checker=FIRST.investigator)], "handed out form"),
    ([record(answers={"9.9": 4})], "control questions are"),
    ([record(answers={FIRST.questions[0]: 6})], "not on the scale"),
    ([record(saw_form=None)], "saw the form is missing"),
    ([record(met=False)], "not met, yet answers"),
]


@pytest.mark.parametrize(("records", "says"), RECORDS)
def test_what_a_record_may_say(records, says):
    if says is None:
        check_records(records, DRAW, scale=5)
        return
    with pytest.raises(BadRecheck) as refused:
        check_records(records, DRAW, scale=5)
    assert says in str(refused.value)


def test_discrepancies_by_kind_investigator_and_criterion():
    records = []
    ticked = {}
    for place, form in enumerate(DRAW.forms):
        ticked[form.serial] = dict.fromkeys(form.questions, 5)
        now = 2 if form.investigator == "dtv-3" else 5 - place % 2
        records.append(
            RecheckRecord(
                form.serial,
                form.checker,
                DAY,
                "phone",
                True,
                True,
                place != 0,
                dict.fromkeys(form.questions, now),
            )
        )
    found = recheck_result(DRAW, records, ticked)
    assert (found.drawn, found.recorded, found.not_met) == (8, 8, 0)
    assert (found.kinds["own_hand"].different, found.kinds["own_hand"].asked) == (1, 8)
    assert (found.kinds["far"].different, found.kinds["far"].asked) == (6, 24)
    assert found.by_investigator["dtv-3"].share == 100
    assert found.by_investigator["dtv-1"].share == 0
    assert sum(one.asked for one in found.by_criterion.values()) == 24
    low, high = found.by_investigator["dtv-3"].interval
    assert 50 < low < high == 100


def test_a_blank_on_the_form_or_now_is_not_compared():
    first, second, third = FIRST.questions
    found = recheck_result(
        DRAW,
        [record(answers={first: 4, second: None, third: 3})],
        {FIRST.serial: {first: 4, second: 5, third: None}},
    )
    assert (found.kinds["same_level"].asked, found.kinds["same_level"].different) == (1, 0)


# different, asked, Wilson's 95 % interval as in the tables (Newcombe 1998)
INTERVALS = [
    (0, 20, 0.00, 16.11),
    (1, 29, 0.61, 17.18),
    (15, 148, 6.24, 16.05),
    (81, 263, 25.53, 36.62),
    (20, 20, 83.89, 100.0),
]


@pytest.mark.parametrize(("different", "asked", "low", "high"), INTERVALS)
def test_intervals_of_a_discrepancy(different, asked, low, high):
    found = discrepancy([True] * different + [False] * (asked - different))
    assert [round(end, 2) for end in found.interval] == [low, high]


def test_nothing_asked_is_nothing_and_not_zero():
    assert discrepancy([]).share is None


VILLAGES = [("Xã A", f"Thôn {n}") for n in range(12)] + [("Xã B", "Thôn 1")]


def test_visits_are_drawn_in_every_commune_and_the_same_again():
    drawn = draw_visits(VILLAGES, "2026")
    assert drawn == draw_visits(VILLAGES[::-1], "2026")
    assert [village[0] for village in drawn] == ["Xã A", "Xã A", "Xã B"]


def test_findings_wait_until_they_are_answered():
    visit = Visit(
        "GS-1", ("Xã A", "Thôn 1"), DAY, "ccb-1", {"right_list": True, "no_hints": False, "sealed": False}
    )
    answer = FindingAnswer(
        "GS-1", "sealed", date(2026, 11, 22), "bd-1", "Đã niêm phong lại trước đại diện thôn."
    )
    waiting = [(one.content, one.days) for one in open_findings([visit], [answer], date(2026, 11, 25))]
    assert waiting == [("no_hints", 5)]
    assert len(open_findings([visit], [answer], date(2026, 11, 21))) == 2
    assert open_findings([visit], [answer], date(2026, 11, 19)) == ()
