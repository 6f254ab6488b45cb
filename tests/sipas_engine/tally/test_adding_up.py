"""Cộng bảng đếm: counts are the same however the forms are split, ordered, added up, or counted by others."""

from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.errors import SipasError
from sipas_engine.returns.forms import Forms, Labels, Weights
from sipas_engine.tally import parquet
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.parquet import tally_parquet
from sipas_engine.tally.tally import TalliesDoNotMatch, add_up
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1", "2"], "B": ["3", "4"]}})
CODES = QUESTIONS.criterion_codes
COLUMNS = ("province", "stratum", "psu")

a_form = st.tuples(
    st.sampled_from("PQR"),
    st.sampled_from("st"),
    st.sampled_from("xyz"),
    st.booleans(),
    st.tuples(*[st.integers(0, 7)] * len(CODES)),
    st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(7, 2)]),
)
some_forms = st.lists(a_form, min_size=1, max_size=40)


def labels_of(texts):
    values = tuple(sorted(set(texts)))
    return Labels(values, np.array([values.index(text) for text in texts], dtype=np.int32))


def tally_of(rows, weighted=False):
    weights = tuple(sorted({row[5] for row in rows}))
    forms = Forms(
        "phieu.csv",
        5,
        (),
        np.array([row[3] for row in rows], dtype=np.bool_),
        {name: labels_of([row[place] for row in rows]) for place, name in enumerate(COLUMNS)},
        {code: np.array([row[4][place] for row in rows], dtype=np.int8) for place, code in enumerate(CODES)},
        Weights(weights, np.array([weights.index(row[5]) for row in rows], dtype=np.int32))
        if weighted
        else None,
    )
    return tally_forms(forms, COLUMNS)


@given(some_forms, st.lists(st.integers(0, 4), min_size=40, max_size=40), st.booleans(), st.randoms())
def test_any_split_in_any_order_adds_up_to_the_whole(rows, parts, weighted, rng):
    whole = tally_of(rows, weighted)
    batches = [[row for row, part in zip(rows, parts, strict=False) if part == n] for n in range(5)]
    tallies = [tally_of(batch, weighted) for batch in batches if batch]
    rng.shuffle(tallies)
    assert add_up(tallies) == whole
    total = tallies[0]
    for tally in tallies[1:]:
        total = total.plus(tally)
    assert total == whole


@given(some_forms, some_forms)
def test_adding_a_batch_leaves_what_it_is_added_to_as_it_was(rows, more):
    tally, before = tally_of(rows), tally_of(rows)
    tally.plus(tally_of(more))
    assert tally == before


def test_tallies_of_different_things_are_not_added():
    rows = [("P", "s", "x", True, (1, 2, 3, 4), Fraction(1))]
    with pytest.raises(TalliesDoNotMatch):
        tally_of(rows).plus(tally_of(rows, weighted=True))
    with pytest.raises(TalliesDoNotMatch):
        tally_of(rows).plus(tally_of(rows).grouped_by(["province"]))


@given(some_forms)
def test_polars_and_pandas_count_the_same(rows):
    tally = tally_of(rows)
    columns = {name: [row[place] for row in rows if row[3]] for place, name in enumerate(COLUMNS)}
    for place in range(len(CODES)):
        table = {**columns, "answer": [row[4][place] for row in rows if row[3]]}
        groups = [*COLUMNS, "answer"]
        ours = {
            (*key, answer): int(tally.counts[group, place, answer])
            for group, key in enumerate(tally.keys)
            for answer in range(8)
            if tally.counts[group, place, answer]
        }
        assert ours == {row[:-1]: row[-1] for row in pl.DataFrame(table).group_by(groups).len().iter_rows()}
        assert ours == {key: int(n) for key, n in pd.DataFrame(table).groupby(groups).size().items()}


WRITTEN = [None, 1, 2, 3, 4, 5, 45, 9]


@given(some_forms)
def test_a_parquet_file_counted_in_parts_gives_the_tally_of_its_forms(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("lon") / "phieu.parquet"
    table = {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}
    table["status"] = ["" if row[3] else "invalid" for row in rows]
    for place, code in enumerate(CODES):
        table[code] = pl.Series([WRITTEN[row[4][place]] for row in rows], dtype=pl.Int8)
    pl.DataFrame(table).write_parquet(path, row_group_size=7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "ROWS_AT_ONCE", 7)
        assert tally_parquet(path, QUESTIONS, COLUMNS) == tally_of(rows)


def test_an_unknown_answer_in_a_large_file_is_refused_with_its_row_and_column(tmp_path):
    path = tmp_path / "phieu.parquet"
    answers = pl.Series([4] * 300_000 + [-128, 6], dtype=pl.Int8)
    pl.DataFrame({"province": ["P"] * len(answers), **dict.fromkeys(CODES, answers)}).write_parquet(path)
    with pytest.raises(SipasError) as caught:
        tally_parquet(path, QUESTIONS, ["province"])
    assert [problem.where for problem in caught.value.problems][:2] == [
        "phieu.parquet:300002:1",
        "phieu.parquet:300002:2",
    ]
