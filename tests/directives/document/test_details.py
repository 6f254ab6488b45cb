"""Mục riêng của mẫu: answers become the words of the form, or are refused all at once."""

from datetime import date, datetime
from typing import Any

import pytest

from directives.document.details import UnansweredForm, details_of
from doc_templates import Form, form_named

MINUTES: dict[str, Any] = {
    "bat_dau": datetime(2026, 1, 5, 8, 0),
    "dia_diem": "Phòng họp số 2.",
    "thanh_phan": ["Ông A;", "Bà B."],
    "thu_ky": "Trần Thị Mẫu",
    "ket_thuc": datetime(2026, 1, 5, 11, 5),
}


def form(name: str) -> Form:
    found = form_named("ND30", name)
    assert found is not None
    return found


def words(answers: dict[str, Any], name: str = "bien_ban") -> dict[str, Any]:
    return {detail.name: detail.value for detail in details_of(answers, form(name))}


WORDED = [
    ("bat_dau", "08 giờ 00, ngày 05 tháng 01 năm 2026", "a moment with hour and day, padded as the law says"),
    ("ket_thuc", "11 giờ 05, ngày 05 tháng 01 năm 2026", "minutes have two digits"),
    ("dia_diem", "Phòng họp số 2", "a phrase stands in a sentence of the form, which has its own full stop"),
    ("thanh_phan", ("Ông A;", "Bà B."), "lines stay as they are"),
    ("chuc_vu_thu_ky", "", "what may be left out is empty"),
]


@pytest.mark.parametrize(("name", "worded", "why"), WORDED, ids=[row[0] for row in WORDED])
def test_an_answer_is_worded_by_its_kind(name: str, worded: Any, why: str) -> None:
    assert words(MINUTES)[name] == worded, why


REFUSED = [
    ({"bat_dau": date(2026, 1, 5)}, "a moment such as 2026-03-05T08:30:00", "a day is no moment"),
    ({"bat_dau": "8 giờ"}, "a moment such as", "a text is no moment"),
    ({"dia_diem": ["A", "B"]}, "one text in quotes", "a list is no phrase"),
    ({"thanh_phan": "Ông A"}, "a list of texts", "a text is no list"),
    ({"thu_ky": ""}, "thu_ky is missing", "blank is missing"),
    ({"thuky": "A"}, "did you mean “thu_ky”", "a misspelt name"),
]


@pytest.mark.parametrize(("change", "said", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_an_answer_that_does_not_fit_is_refused(change: dict[str, Any], said: str, why: str) -> None:
    with pytest.raises(UnansweredForm) as refused:
        words(MINUTES | change)
    problems = [problem.template.format(**problem.fields) for problem in refused.value.problems]
    assert any(said in problem for problem in problems), (why, problems)


def test_a_day_is_not_taken_from_a_moment() -> None:
    answers = {"gia_tri_den": datetime(2026, 3, 20, 8, 0)}
    with pytest.raises(UnansweredForm) as refused:
        words(answers, "giay_gioi_thieu")
    assert len(refused.value.problems) == 5


def test_every_question_is_put_in_a_sentence_to_the_clerk() -> None:
    for name in ("giay_moi", "bien_ban", "giay_nghi_phep", "giay_gioi_thieu", "cong_dien", "van_ban_hai_ben"):
        assert all(field.asks.endswith((".", "?")) for field in form(name).questions.values())
        assert form(name).questions
