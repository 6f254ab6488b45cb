"""Đọc nhanh và đọc kỹ: lines taken apart all at once give what the careful reader gives, or its very refusal."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_engine.errors import SipasError
from sipas_engine.returns import csv_blocks, csv_file
from sipas_engine.returns.forms_file import read_forms
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"1": ["1.1", "1.2", "1.10"]}})
SIGNS = [
    b'"',
    b",",
    b";",
    b"\n",
    b"\r",
    b"\r\n",
    b" ",
    b"\t",
    b"0",
    b"+",
    b".",
    b"9",
    b"45",
    b"KB",
    b"\xc3",
    b"\x00",
]
UNITS = [
    "A",
    "Bắc Giang",
    "Xã Tân Thành Đông",
    "01",
    "Đ",
    "Xã có tên dài hơn bốn mươi tám byte, viết đủ cả dấu",
]


def _file(rows, end=b"\n", quoted=False):
    lines = [["form_id", "commune", "1.1", "1.2", "1.10"], *rows]
    quote = '"' if quoted else ""
    return b"".join(";".join(f"{quote}{field}{quote}" for field in line).encode() + end for line in lines)


def _rows(seed, count=40):
    rng = random.Random(seed)
    answers = ["", "1", "2", "3", "4", "5", "45", "KB", "9", "13"]
    return [
        [f"P{number:04d}", rng.choice(UNITS).replace(";", ""), *(rng.choice(answers) for _ in range(3))]
        for number in range(count)
    ]


def _read(path):
    """Everything that is read of a file, or everything that is said against it."""
    try:
        forms = read_forms(path, QUESTIONS, labels=["commune"])
    except SipasError as error:
        return str(error)
    label = forms.labels["commune"]
    return (
        tuple(forms.form_ids),
        label.values,
        label.index.tolist(),
        {code: column.tolist() for code, column in forms.answers.items()},
        forms.valid.tolist(),
    )


def assert_read_alike(path, content):
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_blocks.lines_from, "__defaults__", (200,))  # many blocks of a few lines
        row_by_row = _read(path)
        patch.setattr(csv_file, "_SMALL", 0)
        fast = _read(path)
        assert fast == row_by_row
        patch.setattr(csv_file, "regular_block", lambda *_: None)
        assert fast == _read(path)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("csv") / "phieu.csv"


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 1000),
    end=st.sampled_from([b"\n", b"\r\n"]),
    quoted=st.booleans(),
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from(SIGNS), st.booleans()), max_size=3
    ),
)
def test_a_file_changed_anywhere_is_read_or_refused_as_by_the_careful_reader(
    path, seed, end, quoted, changes
):
    content = _file(_rows(seed), end, quoted)
    for where, sign, instead in changes:
        place = int(where * len(content))
        content = content[:place] + sign + content[place + (len(sign) if instead else 0) :]
    assert_read_alike(path, content)


def test_a_second_return_behind_the_header_is_a_line_of_its_own_for_every_reader(path):
    content = _file([*_rows(1), ["P9", "A", "1", "2", "3", "4"]], b"\r\n")
    assert_read_alike(path, content.replace(b"\r\n", b"\r\r\n", 1))


SPELLED_OTHERWISE = [
    "04",
    "+4",
    " 4",
    "4 ",
    "4.0",
    "4,0",
    "44",
    "6",
    "0",
    "４",
    "kb",
    "-",
    "é",
    "45 ",
    "1;2;3;4;5",
]


@pytest.mark.parametrize("answer", SPELLED_OTHERWISE)
def test_an_answer_spelled_otherwise_is_never_taken_for_a_level(path, answer):
    rows = _rows(1)
    rows[20][3] = f'"{answer}"'
    assert_read_alike(path, _file(rows))


def test_texts_that_differ_behind_their_first_bytes_or_in_length_are_told_apart(path):
    names = ["Xã An", "Xã An ", "Xã An B", "Xã An Bình", "Xã An Bình 1", "Xã An Bình 2", "Xã An Bình 1 "]
    rows = [[f"P{n:04d}", names[n * 5 % 7], "1", "2", "3"] for n in range(400)]
    path.write_bytes(_file(rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_file, "_SMALL", 0)
        label = read_forms(path, QUESTIONS, labels=["commune"]).labels["commune"]
    assert [label.values[i] for i in label.index] == [row[1].strip() for row in rows]
    assert_read_alike(path, _file(rows))


def test_two_texts_with_one_key_are_still_told_apart(path, monkeypatch):
    monkeypatch.setattr("sipas_engine.returns.csv_coder._MIXER", np.uint64(0))
    rows = [[f"P{n:04d}", f"Thành phố {n % 7} Phường", "1", "2", "3"] for n in range(400)]
    assert_read_alike(path, _file(rows))
