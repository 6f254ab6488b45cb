"""XLSForm: pyxform makes an XForm of every form of ours, and what it does not accept is never handed out."""

from dataclasses import replace

import pytest
from lxml import etree

from sipas_engine.forms.answer_names import answer_code_of
from sipas_engine.forms.asking import questionnaire_of
from sipas_engine.forms.questionnaire import Questionnaire
from sipas_engine.forms.xlsform import DONT_KNOW, REQUIRED_PLACES, xlsform_of
from sipas_engine.forms.xlsform_file import BadXlsForm, check_xlsform, xlsform_bytes
from sipas_engine.methods.built_in import built_in, built_in_codes
from tests.sipas_engine.builders import a_question_set

XFORMS = {"x": "http://www.w3.org/2002/xforms"}


def _xform(questionnaire: Questionnaire, **how: bool) -> etree._Element:
    content = xlsform_bytes(xlsform_of(questionnaire, campaign="thu-2026", **how))
    return etree.fromstring(check_xlsform(content).encode())


@pytest.mark.parametrize("code", built_in_codes())
@pytest.mark.parametrize("dont_know", [False, True])
def test_pyxform_accepts_every_built_in_set_and_asks_every_answer(code: str, dont_know: bool) -> None:
    questionnaire = questionnaire_of(built_in(code))
    made = _xform(questionnaire, dont_know=dont_know)
    names = [bind.get("nodeset").rpartition("/")[2] for bind in made.iterfind(".//x:bind", XFORMS)]
    asked = [answer_code_of(name) or name for name in names]
    assert set(questionnaire.columns()) <= set(asked)


def test_only_serial_and_place_must_be_given() -> None:
    made = _xform(questionnaire_of(built_in("P2023")))
    required = {
        bind.get("nodeset").rpartition("/")[2]
        for bind in made.iterfind(".//x:bind", XFORMS)
        if bind.get("required")
    }
    assert required == {"form_id", *REQUIRED_PLACES}


def test_dont_know_is_offered_for_satisfaction_only() -> None:
    form = xlsform_of(questionnaire_of(built_in("P2023")), campaign="", dont_know=True)
    lists = [row[0] for row in form.choices if row[1] == DONT_KNOW.code]
    asking = {row[1] for row in form.survey if row[0] == f"select_one {lists[0]}"}
    assert len(lists) == 1
    assert {answer_code_of(name) for name in asking} == set(built_in("P2023").criterion_codes)


def test_equal_lists_of_choices_are_written_once() -> None:
    form = xlsform_of(questionnaire_of(built_in("P2023")), campaign="")
    rows = form.choices[1:]
    assert len({(row[0], row[1]) for row in rows}) == len(rows)


def test_the_same_questions_give_the_same_bytes() -> None:
    form = xlsform_of(questionnaire_of(a_question_set()), campaign="thu")
    assert xlsform_bytes(form) == xlsform_bytes(form)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("select_one không_có", "c_x", "Câu hỏi"), "a list that is not there"),
        (("text", "1 sai tên", "Câu hỏi"), "no name in XML"),
        (("end_group", "", ""), "a group that was never begun"),
        (("câu_hỏi", "c_x", "Câu hỏi"), "no such type"),
        (("text", "form_id", "Câu hỏi"), "a name twice"),
    ],
)
def test_what_pyxform_refuses_is_not_handed_out(row: tuple[str, str, str], reason: str) -> None:
    good = xlsform_of(questionnaire_of(a_question_set()), campaign="thu")
    width = len(good.survey[0])
    bad = replace(good, survey=(*good.survey, row + ("",) * (width - len(row))))
    with pytest.raises(BadXlsForm) as refusal:
        xlsform_bytes(bad)
    assert str(refusal.value.fields["reason"]), reason
