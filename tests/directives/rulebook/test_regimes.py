"""Chế độ trình bày: which law of form holds on a day, and whether our own measures keep to it."""

from datetime import date

import pytest

from directives.rulebook.regimes import DayWithoutRegime, Regime, all_regimes, read_regimes, regime_on
from doc_templates import all_forms

DAYS = [
    (date(2005, 8, 1), "TT55", "first attested day of the joint circular"),
    (date(2011, 3, 4), "TT55", "last day before Thông tư 01"),
    (date(2011, 3, 5), "TT01", "Thông tư 01 takes effect"),
    (date(2017, 4, 10), "TT01", "the letter of Khánh Sơn"),
    (date(2020, 3, 4), "TT01", "last day before the decree"),
    (date(2020, 3, 5), "ND30", "the decree is signed and takes effect"),
    (date(2099, 1, 1), "ND30", "no end is known"),
]
WITH_FORMS = [regime for regime in all_regimes() if regime.id in {form.regime for form in all_forms()}]
each_regime = pytest.mark.parametrize("regime", WITH_FORMS, ids=lambda regime: regime.id)


@pytest.mark.parametrize(("day", "regime", "why"), DAYS)
def test_the_day_of_the_document_chooses_the_law(day: date, regime: str, why: str) -> None:
    assert regime_on(day).id == regime, why


def test_a_day_before_the_first_law_is_refused_with_the_way_out() -> None:
    with pytest.raises(DayWithoutRegime, match=r"2001-05-06.*TT55.*2005-08-01"):
        regime_on(date(2001, 5, 6))


@pytest.mark.parametrize(
    ("first_to", "second_from"),
    [("2010-12-31", "2011-01-02"), ("2011-01-01", "2011-01-01")],
    ids=["a day without law", "a day with two laws"],
)
def test_regimes_with_a_gap_or_an_overlap_are_refused(first_to: str, second_from: str) -> None:
    text = f"""
    [[regime]]
    id = "A"
    title = "A"
    basis = "A"
    from = 2009-01-01
    to = {first_to}
    [[regime]]
    id = "B"
    title = "B"
    basis = "B"
    from = {second_from}
    """
    with pytest.raises(ValueError, match="A must end on the day before B begins"):
        read_regimes(text)


@each_regime
def test_every_measure_we_use_is_lawful(regime: Regime) -> None:
    assert [measure.id for measure in regime.measures.values() if not measure.is_lawful] == []


@each_regime
def test_every_measure_and_choice_names_its_clause(regime: Regime) -> None:
    prefix = {"ND30": "PL.I-", "TT01": "Đ."}[regime.id]
    rows = [*regime.measures.values(), *regime.choices.values()]
    assert [row.id for row in rows if not row.clause.startswith((prefix, "["))] == []


def test_regimes_with_forms_speak_of_the_same_things() -> None:
    first, *others = WITH_FORMS
    for other in others:
        assert other.measures.keys() == first.measures.keys()
        assert other.choices.keys() == first.choices.keys()


DIFFERENCES = [
    ("page_number_place", "bottom_right", "top_center"),
    ("bases_style", "upright", "italic"),
    ("bases_last_mark", ",", "."),
]


@pytest.mark.parametrize(("choice", "before", "after"), DIFFERENCES)
def test_what_changed_on_5_march_2020(choice: str, before: str, after: str) -> None:
    assert regime_on(date(2020, 3, 4)).says(choice) == before
    assert regime_on(date(2020, 3, 5)).says(choice) == after
