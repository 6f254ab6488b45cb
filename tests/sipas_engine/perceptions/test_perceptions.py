"""Nhận định, mong đợi: what is read, what is refused, and what the published years give."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.index.rounding import published_value
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.instrument import AnswerScale
from sipas_engine.perceptions.read import read_opinions
from sipas_engine.perceptions.shares import NoWeights, distribution, single_number
from sipas_engine.perceptions.summary import summarize
from sipas_engine.returns.refusals import BadForms

FORMS = """form_id,status,Q1.1,Q2,Q4,Q8.1,Q10.1
0001,hợp lệ,3,1;5,1,1,3
0002,hợp lệ,2,5,2,2,2
0003,hợp lệ,,,KB,1,
0004,không hợp lệ,1,1;2;3,3,1,1
0005,,3,1;6,1;2,1,1
"""


def _summary(tmp_path, text=FORMS):
    path = tmp_path / "phieu.csv"
    path.write_text(text, encoding="utf-8")
    questions = built_in("P2023")
    return {found.code: found for found in summarize(read_opinions(path, questions), questions)}


# question, item, counts by option, answered, blank, double, don't know; the invalid form 0004 is nowhere
COUNTED = [
    ("Q1", 0, (0, 1, 2), 3, 1, 0, 0),
    ("Q2", 0, (2, 0, 0, 0, 2, 1, 0), 3, 1, 0, 0),
    ("Q4", 0, (1, 1, 0), 2, 0, 1, 1),
    ("Q8", 0, (3, 1), 4, 0, 0, 0),
    ("Q10", 0, (1, 1, 1), 3, 1, 0, 0),
]


@pytest.mark.parametrize(("code", "item", "counts", "answered", "blank", "double", "unknown"), COUNTED)
def test_counts_of_each_question(tmp_path, code, item, counts, answered, blank, double, unknown):
    found = _summary(tmp_path)[code].items[item].found
    assert tuple(choice.count for choice in found.choices) == counts
    assert (found.answered, found.blank, found.double, found.dont_know) == (answered, blank, double, unknown)


def test_shares_of_several_answers_are_of_the_people_and_may_pass_100(tmp_path):
    channels = _summary(tmp_path)["Q2"]
    assert channels.several
    assert sum(choice.share for choice in channels.items[0].found.choices) == Fraction(500, 3)


def test_a_question_the_file_lacks_is_left_out(tmp_path):
    assert "Q5" not in _summary(tmp_path)


# the cell that stands in row 2, what is wrong with it
REFUSED = [
    ("Q1.1", "4", "1–3"),
    ("Q1.1", "2,5", "1–3"),
    ("Q1.1", "03", "1–3"),
    ("Q2", "1;8", "1–7"),
    ("Q2", "1;1", "1–7"),
    ("Q2", "mạng", "1–7"),
    ("Q4", "có", "1–3"),
    ("Q8.1", "0", "1–2"),
    ("Q10.1", "４", "1–3"),
]


@pytest.mark.parametrize(("column", "cell", "allowed"), REFUSED)
def test_an_answer_that_may_not_stand_there_is_refused_by_row_and_column(tmp_path, column, cell, allowed):
    path = tmp_path / "phieu.csv"
    path.write_text(f'form_id,{column}\n0001,1\n0002,"{cell}"\n', encoding="utf-8")
    with pytest.raises(BadForms) as refused:
        read_opinions(path, built_in("P2023"))
    (problem,) = refused.value.problems
    assert problem.where == f"phieu.csv:3:{column}"
    assert allowed in str(problem)


# levels of interest in percent, as published for 2022, and the single number of each rule (F10)
INTEREST_2022 = [
    ((4, 22, 74), "85.00", "74.00", "96.00"),
    ((5, 38, 57), "76.00", "57.00", "95.00"),
]


@pytest.mark.parametrize(("levels", "scored", "top", "top2"), INTEREST_2022)
def test_one_number_for_a_scale(levels, scored, top, top2):
    scale = built_in("P2023").instrument.scale("interest3")
    found = distribution(scale.levels, levels, answered=100, blank=0)
    numbers = [published_value(single_number(found, scale, how)) for how in ("scored", "top", "top2")]
    assert numbers == [Decimal(scored), Decimal(top), Decimal(top2)]


def test_experience_counts_the_yes(tmp_path):
    assert _summary(tmp_path)["Q8"].items[0].number == 75


def test_a_scale_without_weights_gives_no_scored_number():
    scale = AnswerScale("x", ("a", "b"))
    with pytest.raises(NoWeights, match="top2"):
        single_number(distribution(scale.levels, [1, 1], answered=2, blank=0), scale)


def test_nobody_answered_is_nothing_and_never_zero():
    scale = built_in("P2023").instrument.scale("interest3")
    found = distribution(scale.levels, [0, 0, 0], answered=0, blank=7)
    assert [choice.share for choice in found.choices] == [None, None, None]
    assert single_number(found, scale) is None


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3).filter(any))
def test_shares_of_one_answer_add_up_to_100_and_numbers_lie_between_0_and_100(counts):
    scale = built_in("P2023").instrument.scale("interest3")
    found = distribution(scale.levels, counts, answered=sum(counts), blank=0)
    assert sum(choice.share for choice in found.choices) == 100
    numbers = [single_number(found, scale, how) for how in ("top", "scored", "top2")]
    assert numbers == sorted(numbers)
    assert 0 <= numbers[0] <= numbers[-1] <= 100
