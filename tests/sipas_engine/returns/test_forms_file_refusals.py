"""Tệp phiếu bị từ chối: one row, one reason."""

import pytest

from sipas_engine.errors import SipasError
from sipas_engine.returns.forms_file import MOST_LISTED, read_forms
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"1": ["1.1", "1.10"]}})
HEAD = "form_id,province,district,commune,weight,status,1.1,1.10\n"
GOOD = "p1,A,B,C,1,,4,5\n"

REFUSED = [
    # content of the file, kind, where the first problem stands, part of its sentence
    (b"", "empty_forms", "phieu.csv", "no form"),
    (b"\xef\xbb\xbf \r\n", "empty_forms", "phieu.csv", "no form"),
    (HEAD, "empty_forms", "phieu.csv", "no form"),
    ((HEAD + GOOD).encode() + b"p2,\xd0\xe0 N\xb5ng,B,C,1,,4,5\n", "not_utf8", "phieu.csv:3", "UTF-8"),
    (HEAD.encode("utf-16"), "not_utf8", "phieu.csv:1", "UTF-8"),
    (HEAD + GOOD + 'p2,A,B,C,1,,4,"5\n', "broken_csv", "phieu.csv:3", "Row 3"),
    ("form_id,province,district,commune,1.1\np1,A,B,C,4\n", "bad_forms", "phieu.csv:1:1.10", "missing"),
    ("form_id,district,commune,1.1,1.10\np1,B,C,4,4\n", "bad_forms", "phieu.csv:1:province", "missing"),
    ("province,commune,1.1,1.10\nA,C,4,4\n", "bad_forms", "phieu.csv:1:form_id", "missing"),
    (
        "form_id,province,commune,1.1,1.1,1.10\np1,A,C,4,4,4\n",
        "bad_forms",
        "phieu.csv:1:1.1",
        "stands 2 times",
    ),
    (HEAD + GOOD + "p2,A,B,C,1,,4\n", "bad_forms", "phieu.csv:3", "7 fields; the header has 8"),
    (HEAD + GOOD + "p2,A,B,C,1,,4,5,\n", "bad_forms", "phieu.csv:3", "9 fields; the header has 8"),
    (HEAD + GOOD + "p2,A,B,C,1,,6,5\n", "bad_forms", "phieu.csv:3:1.1", "'6'"),
    (HEAD + GOOD + "p2,A,B,C,1,,0,5\n", "bad_forms", "phieu.csv:3:1.1", "'0'"),
    (HEAD + GOOD + "p2,A,B,C,1,,4.0,5\n", "bad_forms", "phieu.csv:3:1.1", "'4.0'"),
    (HEAD + GOOD + "p2,A,B,C,1,,44,5\n", "bad_forms", "phieu.csv:3:1.1", "'44'"),
    (HEAD + GOOD + "p2,A,B,C,1,,48,5\n", "bad_forms", "phieu.csv:3:1.1", "'48'"),
    (HEAD + GOOD + "p2,A,B,C,1,,5;,5\n", "bad_forms", "phieu.csv:3:1.1", "'5;'"),
    (HEAD + GOOD + "p2,A,B,C,1,,kb,5\n", "bad_forms", "phieu.csv:3:1.1", "'kb'"),
    (HEAD + GOOD + "p2,A,B,C,1,,-1,5\n", "bad_forms", "phieu.csv:3:1.1", "'-1'"),
    (HEAD + GOOD + "p2,A,B,C,1,,４,5\n", "bad_forms", "phieu.csv:3:1.1", "'４'"),
    (HEAD + GOOD + "p2,A,B,C,1,,٤,5\n", "bad_forms", "phieu.csv:3:1.1", "'٤'"),
    (HEAD + GOOD + "p2,A,B,C,1,,4\u200b,5\n", "bad_forms", "phieu.csv:3:1.1", "allowed: 1 to 5"),
    (HEAD + GOOD + "p2,A,B,C,1,invalid,x,5\n", "bad_forms", "phieu.csv:3:1.1", "'x'"),
    (HEAD + GOOD + "p2,A,B,C,1,Không hợp lệ,4\n", "bad_forms", "phieu.csv:3", "7 fields"),
    (HEAD + GOOD + "p2,A,B,C,0,,4,5\n", "bad_forms", "phieu.csv:3:weight", "'0'"),
    (HEAD + GOOD + "p2,A,B,C,-2,,4,5\n", "bad_forms", "phieu.csv:3:weight", "'-2'"),
    (HEAD + GOOD + "p2,A,B,C,,,4,5\n", "bad_forms", "phieu.csv:3:weight", "''"),
    (HEAD + GOOD + "p2,A,B,C,nan,,4,5\n", "bad_forms", "phieu.csv:3:weight", "'nan'"),
    (HEAD + GOOD + "p2,A,B,C,inf,,4,5\n", "bad_forms", "phieu.csv:3:weight", "'inf'"),
    (HEAD + GOOD + "p2,A,B,C,abc,rejected,4,5\n", "bad_forms", "phieu.csv:3:weight", "'abc'"),
    (HEAD + GOOD + "p2,A,B,C,１,,4,5\n", "bad_forms", "phieu.csv:3:weight", "'１'"),
    (HEAD + GOOD + 'p2,A,B,C,"1,5",,4,5\n', "bad_forms", "phieu.csv:3:weight", "'1,5'"),
    (HEAD + GOOD + GOOD, "bad_forms", "phieu.csv:3:form_id", "already in row 2"),
    (HEAD + GOOD + " p1 ,A,B,C,1,invalid,4,5\n", "bad_forms", "phieu.csv:3:form_id", "already in row 2"),
    (HEAD + GOOD + ",A,B,C,1,,4,5\n", "bad_forms", "phieu.csv:3:form_id", "empty"),
    (HEAD + GOOD + "p2,A,B, ,1,,4,5\n", "bad_forms", "phieu.csv:3:commune", "empty"),
    (HEAD + GOOD + "p2,Quận １,B,C,1,,4,5\n", "bad_forms", "phieu.csv:3:province", "'Quận １'"),
]


@pytest.mark.parametrize(("content", "kind", "where", "sentence"), REFUSED)
def test_a_bad_file_is_refused_with_the_place_and_the_reason(tmp_path, content, kind, where, sentence):
    path = tmp_path / "phieu.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SipasError) as caught:
        read_forms(path, QUESTIONS, labels=["province", "commune"])
    error = caught.value
    first = error.problems[0].where if error.problems else error.where
    assert (error.kind, first) == (kind, where)
    assert sentence in str(error)


def test_every_bad_cell_is_counted_and_the_first_twenty_are_listed_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "phieu.csv"
    path.write_text(HEAD + "".join(f"p{i},A,B,C,1,,7,8\n" for i in range(30)))
    with pytest.raises(SipasError) as caught:
        read_forms(path, QUESTIONS, labels=["province"])
    error = caught.value
    assert error.fields["count"] == 60
    listed = [problem.where for problem in error.problems]
    assert listed[:4] == ["phieu.csv:2:1.1", "phieu.csv:2:1.10", "phieu.csv:3:1.1", "phieu.csv:3:1.10"]
    assert len(listed) == MOST_LISTED + 1
    assert str(error.problems[-1]) == "… and 40 more."


def test_row_numbers_are_those_of_the_records_also_after_line_breaks_in_quotes_and_empty_lines(tmp_path):
    path = tmp_path / "phieu.csv"
    path.write_text(HEAD + 'p1,"Tỉnh\nA",B,C,1,,4,5\n\np3,A,B,C,1,,x,5\n')
    with pytest.raises(SipasError) as caught:
        read_forms(path, QUESTIONS, labels=["province"])
    assert [problem.where for problem in caught.value.problems] == ["phieu.csv:4:1.1"]


NAMES = [
    ("phieu.txt", "unknown_forms_format"),
    ("phieu", "unknown_forms_format"),
    ("absent.csv", "no_such_file"),
    ("broken.xlsx", "unreadable_forms"),
    ("broken.parquet", "unreadable_forms"),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, name, kind):
    if not name.startswith("absent"):
        (tmp_path / name).write_text(HEAD + GOOD)
    with pytest.raises(SipasError) as caught:
        read_forms(tmp_path / name, QUESTIONS, labels=["province"])
    assert caught.value.kind == kind
