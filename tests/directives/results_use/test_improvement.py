"""Sổ khắc phục hạn chế: which criteria are weak, what may be written into a row, how far a register comes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import DirectiveError
from directives.followup.grounds import Roll
from directives.results_use.improvement import (
    FIELDS,
    Choice,
    ImprovementRow,
    NotHandedIn,
    NotOpen,
    Prefill,
    RegisterState,
    Remedy,
    UnitRegister,
    Weakness,
    chosen_weaknesses,
    prefill_as_json,
    prefill_from_json,
    register_as_json,
    register_from_json,
    row_as_json,
    row_from_json,
    step_code,
)
from directives.results_use.improvement_entries import (
    LONGEST,
    Days,
    WrittenRow,
    missing_fields,
    remedy_read,
)
from directives.results_use.improvement_settings import choice_of, usual_choice
from tests.workspaces import calendar

UNIT = "ubnd-xa-ban-hon-03421"
#: code, value, mean of the group, told apart
MEASURED = [
    ("1.1", "90", "80", True),
    ("1.2", "60", "70", False),
    ("1.3", "60", "75", True),
    ("2.1", "70", "71", None),
    ("2.2", "74", "95", True),
    ("2.3", "75", "74", False),
]


def weakness(code: str, value: str, group: str, apart: bool | None) -> Weakness:
    mean = Decimal(group)
    return Weakness(code, f"Tiêu chí {code}", 40, 30, Decimal(value), mean, Decimal(value) - mean, apart)


FOUND = [weakness(*one) for one in MEASURED]
# choice, codes chosen (weakest first, equal ones as asked), how many were left out
CHOICES = [
    (Choice(), ["1.2", "1.3", "2.1", "2.2"], 0),
    (Choice(lowest=1), ["1.2", "1.3", "2.2"], 0),
    (Choice(told_apart_below=False), ["1.2", "1.3", "2.1"], 0),
    (Choice(most=2), ["1.2", "1.3"], 2),
    (Choice(lowest=0), ["1.3", "2.2"], 0),
    (Choice(lowest=9), ["1.2", "1.3", "2.1", "2.2", "2.3", "1.1"], 0),
    (Choice(lowest=0, told_apart_below=False), [], 0),
]


@pytest.mark.parametrize(("choice", "codes", "more"), CHOICES)
def test_weak_are_the_lowest_and_those_told_apart_below_their_group(choice, codes, more):
    chosen, left_out = chosen_weaknesses(FOUND, choice)
    assert ([one.code for one in chosen], left_out) == (codes, more)


@given(st.permutations(FOUND), st.integers(0, 7), st.integers(1, 7), st.booleans())
def test_at_most_so_many_and_none_that_is_not_measured(found, lowest, most, apart):
    chosen, more = chosen_weaknesses(found, Choice(lowest, apart, most))
    assert len(chosen) <= most
    assert (more == 0) or len(chosen) == most
    assert set(chosen) <= set(found)
    assert [one.value for one in chosen] == sorted(one.value for one in chosen)


def test_the_usual_choice_comes_with_the_program_and_may_be_said_otherwise():
    assert usual_choice() == Choice(3, True, 8)
    assert choice_of(None, None, only_lowest=False) is None
    assert choice_of(5, None, only_lowest=True) == Choice(5, False, 8)
    assert usual_choice().in_words.startswith("3 tiêu chí có chỉ số thấp nhất của từng đơn vị; thêm")


ROW = ImprovementRow(UNIT, FOUND[0])
FULL = Remedy("Kiêm nhiệm", "Lò Thị Mẫu", "Phó Chủ tịch", "Tập huấn", date(2020, 7, 15), "Danh sách")
TODAY = date(2020, 4, 6)


def read(written: Mapping[str, str], row: ImprovementRow = ROW, roll: Roll = Roll.REFUSE):
    return remedy_read(
        row, WrittenRow(UNIT, row.code, written, "so.xlsx:2"), Days(calendar(), TODAY, roll), "Xã A"
    )


# what was typed, what the row holds then
TAKEN = [
    ({"cause": "  Kiêm   nhiệm\n\n thiếu người "}, {"cause": "Kiêm nhiệm\nthiếu người"}),
    ({"deadline": "2020-07-15"}, {"deadline": date(2020, 7, 15)}),
    ({"deadline": "15/07/2020"}, {"deadline": date(2020, 7, 15)}),
    ({"deadline": "15/07/2020 00:00:00"}, {"deadline": date(2020, 7, 15)}),
    ({"remedy": "a\u0301o"}, {"remedy": "áo"}),
    ({"evidence": "=1+1"}, {"evidence": "=1+1"}),
    ({}, {}),
]


@pytest.mark.parametrize(("written", "holds"), TAKEN)
def test_what_is_typed_is_kept_in_composed_letters(written, holds):
    remedy, problems = read(written)
    assert problems == []
    assert {name: getattr(remedy, name) for name in holds} == holds


# what was typed, what is said of it
REFUSED = [
    ({"deadline": "mùa hè"}, "“mùa hè” is no day"),
    ({"deadline": "19/07/2020"}, "19/07/2020 is no working day; the nearest are 17/07/2020 and 20/07/2020"),
    ({"deadline": "03/04/2020"}, "03/04/2020 is before 06/04/2020"),
    ({"deadline": "15/07/9020"}, "no calendar is known"),
    ({"cause": "x" * (LONGEST + 1)}, f"{LONGEST + 1} letters"),
    ({"cause": "a\u202eb"}, "control characters"),
    ({"ghi_chu": "x"}, "no field “ghi_chu”"),
]


@pytest.mark.parametrize(("written", "said"), REFUSED)
def test_what_cannot_be_taken_is_named_with_its_place(written, said):
    remedy, problems = read({**written, "person": "A"})
    assert remedy == ROW.remedy
    (problem,) = problems
    assert said in problem.template.format(**problem.fields)
    assert (problem.fields["unit"], problem.where) == ("Xã A", "so.xlsx:2")


@pytest.mark.parametrize(("roll", "day"), [(Roll.BACK, date(2020, 7, 17)), (Roll.FORWARD, date(2020, 7, 20))])
def test_a_day_off_is_rolled_only_where_that_is_wanted(roll, day):
    assert read({"deadline": "19/07/2020"}, roll=roll)[0].deadline == day


def test_a_deadline_that_stood_there_may_have_passed():
    row = ImprovementRow(UNIT, FOUND[0], Remedy(deadline=date(2020, 4, 3)))
    assert read({"deadline": "2020-04-03", "cause": "x"}, row) == (
        Remedy(cause="x", deadline=date(2020, 4, 3)),
        [],
    )


def test_every_empty_field_is_named_but_not_those_of_a_struck_row():
    rows = [
        ImprovementRow(UNIT, FOUND[0], Remedy(cause="x")),
        ImprovementRow(UNIT, FOUND[1], FULL),
        ImprovementRow(UNIT, FOUND[2], struck="trùng"),
    ]
    said = [problem.template.format(**problem.fields) for problem in missing_fields(rows, "Xã A")]
    assert said == [
        f"Xã A, criterion 1.1 (Tiêu chí 1.1): “{FIELDS[name]}” is empty"
        for name in ("remedy", "person", "post", "deadline", "evidence")
    ]
    assert Remedy().is_empty
    assert not FULL.missing


#: state before, act, state after (None: refused)
MOVES = [
    (RegisterState.TO_FILL, "submitted", RegisterState.SUBMITTED),
    (RegisterState.RETURNED, "submitted", RegisterState.SUBMITTED),
    (RegisterState.SUBMITTED, "submitted", None),
    (RegisterState.ACCEPTED, "submitted", None),
    (RegisterState.TO_FILL, "returned", None),
    (RegisterState.SUBMITTED, "returned", RegisterState.RETURNED),
    (RegisterState.RETURNED, "returned", None),
    (RegisterState.ACCEPTED, "returned", None),
    (RegisterState.TO_FILL, "accepted", None),
    (RegisterState.SUBMITTED, "accepted", RegisterState.ACCEPTED),
    (RegisterState.RETURNED, "accepted", None),
    (RegisterState.ACCEPTED, "accepted", None),
]


@pytest.mark.parametrize(("before", "act", "after"), MOVES)
def test_a_register_goes_from_filling_to_accepted_and_back_only_when_sent_back(before, act, after):
    register = UnitRegister(UNIT, before, TODAY, handed_in=1)
    given_more = ("chưa rõ",) if act == "returned" else ()
    if after is None:
        with pytest.raises((NotOpen, NotHandedIn)) as refused:
            getattr(register, act)(TODAY, *given_more)
        assert isinstance(refused.value, DirectiveError)
        return
    moved = getattr(register, act)(TODAY, *given_more)
    assert (moved.state, moved.day) == (after, TODAY)
    assert moved.reason == ("chưa rõ" if after is RegisterState.RETURNED else "")
    assert moved.handed_in == 1 + (after is RegisterState.SUBMITTED)


# criterion, unit, other units, code of the step
CODES = [
    ("2.1", "ubnd-xa-ban-bo-03424", [], "kp-2-1-03424"),
    ("1.10", "ubnd-xa-ban-bo-03424", ["ubnd-xa-na-tam-03427"], "kp-1-10-03424"),
    ("2.1", "ubnd-xa-a-0342", ["ca-xa-a-0342", "ubnd-xa-a-0342"], "kp-2-1-ubnd-xa-a-0342"),
    ("II.1", "pnv-huyen-tam-duong", [], "kp-ii-1-pnv-huyen-tam-duong"),
]


@pytest.mark.parametrize(("criterion", "unit", "others", "code"), CODES)
def test_a_remedy_has_a_step_code_of_its_own(criterion, unit, others, code):
    assert step_code(criterion, unit, others) == code


def test_what_is_kept_is_read_back_the_same():
    row = ImprovementRow(UNIT, weakness("2.1", "64.10", "79.81", None), FULL, "thêm", "gạch")
    assert row_from_json(row_as_json(row)) == row
    register = UnitRegister(UNIT, RegisterState.RETURNED, TODAY, "chưa rõ", 2)
    assert register_from_json(register_as_json(register)) == register
    prefill = Prefill("tam-duong-2019", "a" * 64, TODAY, Choice(2), ("x",), ("y",), {"z": 1})
    assert prefill_from_json(prefill_as_json(prefill)) == prefill
