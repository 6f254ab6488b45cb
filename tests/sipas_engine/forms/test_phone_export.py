"""Phiếu từ điện thoại: what was ticked comes back as it was ticked, and what is doubtful is refused by row."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from sipas_engine.forms.asking import questionnaire_of
from sipas_engine.forms.phone_export import BadExport, TakenExport, read_phone_export
from sipas_engine.forms.questionnaire import ChoiceQuestion
from sipas_engine.forms.serials import FormCode
from sipas_engine.methods.built_in import built_in
from sipas_engine.returns.forms_file import read_forms
from tests.sipas_engine.forms.exports import PLACES, kobo_rows, synthetic_answers, write_csv

SET = built_in("P2023")
QUESTIONNAIRE = questionnaire_of(SET)
Rows = list[dict[str, str]]


def _by_column(taken: TakenExport) -> list[dict[str, str]]:
    return [dict(zip(taken.header, form, strict=True)) for form in taken.forms]


@pytest.mark.parametrize(
    ("separator", "split", "delimiter", "reason"),
    [
        ("/", False, ",", "Kobo"),
        ("/", True, ";", "Kobo, several choices in both ways, semicolons"),
        ("-", False, ",", "ODK Central"),
        ("-", True, ",", "ODK Central, several choices split"),
    ],
)
def test_what_was_ticked_comes_back(
    tmp_path: Path, separator: str, split: bool, delimiter: str, reason: str
) -> None:
    rows = kobo_rows(QUESTIONNAIRE, 8, separator=separator, split=split)
    taken = read_phone_export(write_csv(tmp_path / "export.csv", rows, delimiter=delimiter), QUESTIONNAIRE)
    card = {q.code: q for q in QUESTIONNAIRE.of_purpose("respondent") if isinstance(q, ChoiceQuestion)}
    for number, form in enumerate(_by_column(taken), start=1):
        said = synthetic_answers(QUESTIONNAIRE, number)
        said |= {code: card[code].choices[int(said[code]) - 1].text for code in card}
        assert form["form_id"] == f"LD-{number:05d}", reason
        assert {**PLACES, **said}.items() <= form.items(), reason
    assert (len(taken.forms), taken.repeated, taken.left_out) == (8, (), ())


def test_the_file_of_forms_is_read_by_our_own_reader(tmp_path: Path) -> None:
    rows = kobo_rows(QUESTIONNAIRE, 30)
    taken = read_phone_export(write_csv(tmp_path / "export.csv", rows), QUESTIONNAIRE)
    file = tmp_path / "forms.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([taken.header, *taken.forms])
    forms = read_forms(file, SET, labels=["province", "commune"])
    first = SET.criterion_codes[0]
    ticked = [int(synthetic_answers(QUESTIONNAIRE, number)[first] or 0) for number in range(1, 31)]
    assert list(forms.answers[first]) == ticked


def test_choices_in_columns_of_0_and_1_alone_are_enough(tmp_path: Path) -> None:
    rows = kobo_rows(QUESTIONNAIRE, 4, split=True)
    bare = [{name: text for name, text in row.items() if name != "phan_1/c_Q2"} for row in rows]
    taken = read_phone_export(write_csv(tmp_path / "export.csv", bare), QUESTIONNAIRE)
    assert [form["Q2"] for form in _by_column(taken)] == [
        synthetic_answers(QUESTIONNAIRE, number)["Q2"] for number in range(1, 5)
    ]


def test_a_submission_sent_twice_counts_once_and_is_named(tmp_path: Path) -> None:
    rows = kobo_rows(QUESTIONNAIRE, 3)
    taken = read_phone_export(write_csv(tmp_path / "export.csv", [*rows, rows[1]]), QUESTIONNAIRE)
    assert (len(taken.forms), taken.repeated) == (3, ("uuid-2",))


def test_a_column_of_another_form_is_named(tmp_path: Path) -> None:
    rows = [row | {"phan_9/c_99": "1"} for row in kobo_rows(QUESTIONNAIRE, 1)]
    taken = read_phone_export(write_csv(tmp_path / "export.csv", rows), QUESTIONNAIRE)
    assert taken.left_out == ("phan_9/c_99",)


def _set(row: int, column: str, text: str) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        rows[row][column] = text
        return rows

    return change


def _without(column: str) -> Callable[[Rows], Rows]:
    return lambda rows: [{name: text for name, text in row.items() if name != column} for row in rows]


OTHER_VERSION = FormCode("thu", "P2023-000000", "LD-00001").payload


@pytest.mark.parametrize(
    ("change", "where", "reason"),
    [
        (_set(0, "phan_1/bang/c_1", "6"), "export.csv:2:c_1", "no such level"),
        (_set(0, "phan_1/bang/c_1", "4 5"), "export.csv:2:c_1", "two levels of one item"),
        (_set(1, "phan_1/c_Q3", "x"), "export.csv:3:c_Q3", "no such option"),
        (_set(1, "phan_1/c_Q2", "1 99"), "export.csv:3:c_Q2", "no such option among several"),
        (_set(1, "province", " "), "export.csv:3:province", "no place"),
        (_set(0, "form_code", OTHER_VERSION), "export.csv:2:form_code", "a form of another version"),
        (_set(0, "form_code", "LD-00001"), "export.csv:2:form_code", "a code of something else"),
        (_set(0, "form_id", "LD-00009"), "export.csv:2:form_id", "typed and scanned serial differ"),
        (_set(1, "form_id", ""), "export.csv:3:form_id", "no serial at all"),
        (_set(1, "form_id", "LD-00001"), "export.csv:3:form_id", "one serial in two submissions"),
        (_set(1, "_uuid", "uuid-1"), "export.csv:3:_uuid", "one submission with two sets of answers"),
        (_set(1, "_uuid", ""), "export.csv:3:_uuid", "a submission without identifier"),
        (_without("_uuid"), "export.csv:1:_uuid", "no identifiers: repeats could not be seen"),
        (_without("province"), "export.csv:1:province", "no place asked"),
        (_without("phan_1/bang/c_33"), "export.csv:1:c_33", "a criterion that was not exported"),
    ],
)
def test_what_is_doubtful_is_refused(
    change: Callable[[Rows], Rows], where: str, reason: str, tmp_path: Path
) -> None:
    rows = change(kobo_rows(QUESTIONNAIRE, 2))
    with pytest.raises(BadExport) as refusal:
        read_phone_export(write_csv(tmp_path / "export.csv", rows), QUESTIONNAIRE)
    assert where in [problem.where for problem in refusal.value.problems], reason


def test_two_ways_of_writing_several_choices_must_agree(tmp_path: Path) -> None:
    rows = kobo_rows(QUESTIONNAIRE, 1, split=True)
    rows[0] |= {"phan_1/c_Q2": "1", "phan_1/c_Q2/1": "0"}
    with pytest.raises(BadExport, match="columns of 0 and 1"):
        read_phone_export(write_csv(tmp_path / "export.csv", rows), QUESTIONNAIRE)
