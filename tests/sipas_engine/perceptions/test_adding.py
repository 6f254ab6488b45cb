"""Cộng câu nhận định: several files count as one, in whatever order and however split."""

import random

import pytest

from sipas_engine.methods.built_in import built_in
from sipas_engine.perceptions.adding import added
from sipas_engine.perceptions.read import read_opinions
from sipas_engine.perceptions.summary import summarize

QUESTIONS = built_in("P2023")
ROWS = ["0001,hợp lệ,3,1;5,1", "0002,,2,5,2", "0003,,,,KB", "0004,không hợp lệ,1,1;2,3", "0005,,3,1;6,1;2"]


def read(folder, rows, head="form_id,status,Q1.1,Q2,Q4", **more):
    file = folder / "phieu.csv"
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_opinions(file, QUESTIONS, **more)


@pytest.mark.parametrize("seed", range(5))
def test_order_and_splitting_do_not_matter(tmp_path, seed):
    whole = summarize(read(tmp_path, ROWS), QUESTIONS)
    draw = random.Random(seed)
    rows = draw.sample(ROWS, len(ROWS))
    at = draw.randint(1, len(rows) - 1)
    parts = [read(tmp_path, rows[:at]), read(tmp_path, rows[at:])]
    assert summarize(added(parts), QUESTIONS) == whole
    assert summarize(added(parts[::-1]), QUESTIONS) == whole


def test_forms_of_a_file_without_a_column_left_it_blank(tmp_path):
    bare = read(tmp_path, ["0009,3"], head="form_id,Q1.1")
    (found,) = [q for q in summarize(added([read(tmp_path, ROWS), bare]), QUESTIONS) if q.code == "Q4"]
    counted = found.items[0].found
    assert (counted.answered, counted.blank, counted.double, counted.dont_know) == (2, 1, 1, 1)


def test_no_files_at_all_have_no_opinions():
    assert summarize(added([]), QUESTIONS) == ()


def test_only_the_serials_that_count_are_counted_whatever_the_file_says(tmp_path):
    found = read(tmp_path, ROWS, counting={"0001", "0004"})
    assert found.n_valid == 2
    assert found.single["Q1.1"].tolist() == [3, 1]
