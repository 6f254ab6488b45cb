"""Tệp phiếu được nhận: the same forms in every spelling of a file the contract allows."""

import unicodedata

import numpy as np
import polars as pl
import pytest
import xlsxwriter

from sipas_engine.errors import SipasError
from sipas_engine.returns.answers import answer_code
from sipas_engine.returns.forms_file import read_forms
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"1": ["1.1", "1.10"]}})

PLAIN = "form_id,province,commune,1.1,1.10\np1,Hà Nội,Xã C,4,5\np2,Hà Nội,Xã D,,45\n"

SPELLINGS = [
    (PLAIN, "plain"),
    ("\ufeff" + PLAIN, "with a byte order mark"),
    (PLAIN.replace(",", ";"), "semicolons"),
    (PLAIN.replace("\n", "\r\n"), "line ends of Windows"),
    (PLAIN.replace("\n", "\r"), "line ends of old"),
    (PLAIN.removesuffix("\n"), "no line end at the end"),
    (PLAIN + "\n\n", "empty lines at the end"),
    (PLAIN.replace("Hà Nội", '"Hà Nội"'), "quoted texts"),
    (PLAIN.replace(",4,5", ", 4 ,\t5"), "blanks round answers"),
    (PLAIN.replace("4,5", "4,\u00a05"), "a no-break space round an answer"),
    (PLAIN.replace(",45", ",4;5"), "a double tick with a semicolon"),
    (PLAIN.replace("form_id", " form_id "), "blanks round a heading"),
    (unicodedata.normalize("NFD", PLAIN), "letters taken apart"),
    (
        "note,1.10,commune,1.1,province,form_id\nx,5,Xã C,4,Hà Nội,p1\n,45,Xã D,,Hà Nội,p2\n",
        "other order, one column more",
    ),
    (
        "form_id,province,commune,1.1,1.10,status\np1,Hà Nội,Xã C,4,5,\np2,Hà Nội,Xã D,,45,Hợp lệ\n",
        "with a status",
    ),
]


def assert_the_two_forms(forms):
    assert forms.form_ids == ("p1", "p2")
    assert forms.labels["province"].values == ("Hà Nội",)
    assert [forms.labels["commune"].values[i] for i in forms.labels["commune"].index] == ["Xã C", "Xã D"]
    assert {code: codes.tolist() for code, codes in forms.answers.items()} == {"1.1": [4, 0], "1.10": [5, 6]}
    assert forms.valid.tolist() == [True, True]


@pytest.mark.parametrize(("text", "reason"), SPELLINGS, ids=[reason for _, reason in SPELLINGS])
def test_the_same_forms_are_read_from_every_spelling_of_a_csv(tmp_path, text, reason):
    path = tmp_path / "phieu.csv"
    path.write_bytes(text.encode())
    assert_the_two_forms(read_forms(path, QUESTIONS, labels=["province", "commune"]))


def test_a_semicolon_file_may_quote_its_double_ticks(tmp_path):
    path = tmp_path / "phieu.csv"
    path.write_text('form_id;province;commune;1.1;1.10\np1;Hà Nội;Xã C;4;5\np2;Hà Nội;Xã D;;"4;5"\n')
    assert_the_two_forms(read_forms(path, QUESTIONS, labels=["province", "commune"]))


def test_the_same_forms_are_read_from_parquet_whatever_the_type_of_the_columns(tmp_path):
    table = {
        "form_id": ["p1", "p2"],
        "province": pl.Series(["Hà Nội", "Hà Nội"], dtype=pl.Categorical),
        "commune": ["Xã C", "Xã D"],
        "1.1": [4.0, None],
        "1.10": [5, 45],
    }
    pl.DataFrame(table).write_parquet(tmp_path / "phieu.parquet")
    assert_the_two_forms(read_forms(tmp_path / "phieu.parquet", QUESTIONS, labels=["province", "commune"]))


def test_a_parquet_column_of_lists_is_refused_as_answers_and_ignored_elsewhere(tmp_path):
    table = {"form_id": ["p1"], "province": ["A"], "1.1": [[4, 5]], "1.10": [4], "note": [[b"x"]]}
    pl.DataFrame(table).write_parquet(tmp_path / "phieu.parquet")
    with pytest.raises(SipasError) as caught:
        read_forms(tmp_path / "phieu.parquet", QUESTIONS, labels=["province"])
    assert [problem.where for problem in caught.value.problems] == ["phieu.parquet:2:1.1"]


def a_workbook(path, sheets):
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


HEAD = ["form_id", "province", "commune", "1.1", "1.10"]
ROWS = [HEAD, ["p1", "Hà Nội", "Xã C", 4, 5], ["p2", "Hà Nội", "Xã D", "", "45"]]

WORKBOOKS = [
    ({"Phiếu": ROWS}, "numbers as numbers"),
    ({"Phiếu": [ROWS[0], [], *ROWS[1:], [], ["", " "]]}, "empty rows"),
    ({"Hướng dẫn": [["Cách ghi phiếu"]], "Phiếu": ROWS}, "a sheet of instructions before"),
    ({"Phiếu": [[*HEAD, "ghi chú"], *ROWS[1:]]}, "a column that nobody filled in"),
]


@pytest.mark.parametrize(("sheets", "reason"), WORKBOOKS, ids=[reason for _, reason in WORKBOOKS])
def test_the_same_forms_are_read_from_a_workbook(tmp_path, sheets, reason):
    a_workbook(tmp_path / "phieu.xlsx", sheets)
    assert_the_two_forms(read_forms(tmp_path / "phieu.xlsx", QUESTIONS, labels=["province", "commune"]))


BAD_WORKBOOKS = [
    ({"A": ROWS, "B": ROWS}, "several_sheets", "(A, B)"),
    ({"A": [HEAD]}, "empty_forms", "no form"),
    ({"A": []}, "empty_forms", "no form"),
    ({"A": [*ROWS, [], ["p3", "Hà Nội", "Xã D", 4.5, True]]}, "bad_forms", "phieu.xlsx:5:1.1"),
    ({"A": [*ROWS, ["p3", "Hà Nội", "Xã D", 4, 5, "lạc chỗ"]]}, "bad_forms", "6 fields; the header has 5"),
    ({"A": [[*HEAD, "1.1"], [*ROWS[1], 4]]}, "bad_forms", "stands 2 times"),
]


@pytest.mark.parametrize(("sheets", "kind", "sentence"), BAD_WORKBOOKS)
def test_a_bad_workbook_is_refused(tmp_path, sheets, kind, sentence):
    a_workbook(tmp_path / "phieu.xlsx", sheets)
    with pytest.raises(SipasError) as caught:
        read_forms(tmp_path / "phieu.xlsx", QUESTIONS, labels=["province", "commune"])
    assert caught.value.kind == kind
    assert sentence in str(caught.value)


STATUSES = [
    ("", True),
    ("Hợp lệ", True),
    ("late", True),
    ("invalid", False),
    (" INVALID ", False),
    ("Không hợp lệ", False),
    ("KHÔNG HỢP LỆ", False),
    (unicodedata.normalize("NFD", "không hợp lệ"), False),
    ("rejected", False),
    ("not rejected", True),
]


@pytest.mark.parametrize(("status", "valid"), STATUSES)
def test_only_three_words_take_a_form_out_of_the_tally(tmp_path, status, valid):
    path = tmp_path / "phieu.csv"
    path.write_text(f"form_id,province,status,1.1,1.10\np1,A,{status},4,5\n")
    assert read_forms(path, QUESTIONS, labels=["province"]).valid.tolist() == [valid]


ANSWERS = [
    ("1", 1, "a level"),
    ("5", 5, "a level"),
    ("", 0, "blank"),
    ("   ", 0, "blank"),
    ("KB", 7, "don't know"),
    ("9", 7, "don't know"),
    ("45", 6, "double tick"),
    ("4;5", 6, "double tick"),
    ("1;3;5", 6, "three ticks"),
    ("54", 6, "double tick, any order"),
    ("6", None, "beyond the scale"),
    ("0", None, "below the scale"),
    ("44", None, "the same digit twice"),
    ("4 5", None, "blanks inside"),
    ("4,5", None, "a decimal or a double tick? not guessed"),
    ("49", None, "a level and don't know"),
    ("four", None, "a word"),
    ("4.", None, "a point"),
    ("²", None, "a superscript"),
]


@pytest.mark.parametrize(("text", "code", "reason"), ANSWERS)
def test_an_answer_is_a_level_blank_a_double_tick_or_dont_know(text, code, reason):
    assert answer_code(text, scale=5) == code, reason


def test_coded_answers_are_one_byte_each_and_frozen(tmp_path):
    path = tmp_path / "phieu.csv"
    path.write_text(PLAIN)
    forms = read_forms(path, QUESTIONS, labels=["province"])
    codes = forms.answers["1.1"]
    assert codes.dtype == np.int8
    with pytest.raises(ValueError, match="read-only"):
        codes[0] = 1
