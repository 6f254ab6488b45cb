"""Giai đoạn và bộ câu hỏi: which way of measuring holds on a day; every built-in set is whole and can be written."""

import tomllib
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sipas_engine.methods.built_in import built_in, built_in_codes, question_file_of
from sipas_engine.methods.periods import NoPeriod, period_on, periods, unit_groups, unit_groups_on
from sipas_engine.methods.question_file import question_set_from_table

ON_A_DAY = [
    # day, period, question set, aggregate, who is asked
    (date(2012, 12, 28), "2012-2016", "P2012", "question", "transaction"),
    (date(2017, 10, 9), "2012-2016", "P2012", "question", "transaction"),
    (date(2017, 10, 10), "2017-2020", "P2017", "mean_criteria", "transaction"),
    (date(2021, 7, 1), "2021", "P2021", "mean_criteria", "transaction"),
    (date(2022, 11, 1), "2022", "P2022", "mean_criteria", "household"),
    (date(2023, 12, 11), "2023-2026", "P2023", "mean_criteria", "citizen18"),
    (date(2026, 12, 31), "2023-2026", "P2023", "mean_criteria", "citizen18"),
]


@pytest.mark.parametrize(("day", "code", "questions", "aggregate", "unit"), ON_A_DAY)
def test_the_period_of_a_day(day, code, questions, aggregate, unit):
    period = period_on(day)
    assert (period.code, period.question_set, period.method.aggregate, period.unit) == (
        code,
        questions,
        aggregate,
        unit,
    )


def test_periods_leave_no_gap_and_do_not_overlap():
    for before, after in pairwise(periods()):
        assert after.first_day == before.last_day + timedelta(days=1)


@pytest.mark.parametrize("day", [date(2012, 12, 27), date(2027, 1, 1)])
def test_a_day_outside_is_refused_with_the_periods_known(day):
    with pytest.raises(NoPeriod, match="2023-2026"):
        period_on(day)


CRITERIA = [
    # code, criteria written here, criteria the Ministry named beyond them
    ("P2012", 6, 0),
    ("P2017", 22, 0),
    ("P2021", 22, 2),
    ("P2022", 33, 12),
    ("P2023", 33, 0),
    ("P2024", 33, 18),
    ("DIAPHUONG", 13, 0),
]


@pytest.mark.parametrize(("code", "written", "unknown"), CRITERIA)
def test_criteria_of_each_set(code, written, unknown):
    questions = built_in(code)
    assert (len(questions.criteria), questions.unknown_criteria) == (written, unknown)


def test_every_built_in_set_is_in_the_table():
    assert [code for code, _, _ in CRITERIA] == list(built_in_codes())


@pytest.mark.parametrize("code", built_in_codes())
def test_a_set_written_and_read_again_is_the_same(code):
    again = question_set_from_table(tomllib.loads(question_file_of(code)), file=code)
    assert again == built_in(code)


def test_the_form_of_2023_asks_what_the_transcription_shows():
    form = built_in("P2023").instrument
    assert [question.code for question in form.questions] == [*(f"Q{n}" for n in range(1, 11)), "QX"]
    assert form.question("Q1").columns == tuple(f"Q1.{n}" for n in range(1, 9))
    assert form.question("Q9").columns == ()
    assert form.expectation_columns() == tuple(f"Q10.{n}" for n in range(1, 11))
    assert [e.code for e in form.expectations if e.name is None] == ["8"]
    assert [field.code for field in form.fields if field.personal] == ["name", "phone"]
    assert form.scale("interest3").weights == (0, 0.5, 1)


def test_the_district_is_asked_until_there_is_none():
    district = next(field for field in built_in("P2023").instrument.fields if field.code == "district")
    assert district.asked_on(date(2025, 6, 30))
    assert not district.asked_on(date(2025, 7, 1))


def test_groups_of_units_have_their_own_annexes_and_days():
    assert [(group.code, group.annex) for group in unit_groups()][:4] == [
        ("so", "I"),
        ("nganh_doc", "II"),
        ("huyen", "III"),
        ("xa", "IV"),
    ]
    assert "huyen" in [group.code for group in unit_groups_on(date(2025, 6, 30))]
    assert "huyen" not in [group.code for group in unit_groups_on(date(2025, 7, 1))]
