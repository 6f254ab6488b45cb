"""Phiếu kiểm tra: which questions hold on a day and where, and everything wrong in a form said at once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.toml_table import toml_table
from directives.results_use.inspection import (
    Finding,
    FindingState,
    Remedied,
    inspection_as_json,
    inspection_from_json,
    state_of,
)
from directives.results_use.inspection_checklist import InvalidChecklist, NoChecklist, checklist_on
from directives.results_use.inspection_file import InvalidInspection, inspection_draft, inspection_of
from directives.results_use.inspection_form import inspection_form

DAY = date(2020, 4, 6)
TAM_DUONG, KHANH_SON = ("12", "106"), ("56", "575")


@pytest.mark.parametrize(
    ("day", "within", "code", "basis", "absent"),
    [
        (date(2017, 4, 20), KHANH_SON, "bo_sung", "huyện Khánh Sơn", "61/2018"),
        (date(2017, 4, 20), KHANH_SON, "quy_trinh", "14/2015/QĐ-UBND", "61/2018"),
        (date(2017, 4, 20), TAM_DUONG, "quy_trinh", "09/2015/QĐ-TTg", "14/2015"),
        (date(2018, 6, 20), TAM_DUONG, "tu_choi", "09/2015/QĐ-TTg", "61/2018"),
        (date(2018, 6, 21), TAM_DUONG, "tu_choi", "61/2018/NĐ-CP", "09/2015"),
        (date(2020, 3, 16), TAM_DUONG, "qua_han", "61/2018/NĐ-CP", "282/UBND-VP"),
        (date(2020, 3, 17), TAM_DUONG, "qua_han", "282/UBND-VP", "118/2025"),
        (date(2020, 3, 17), KHANH_SON, "qua_han", "61/2018/NĐ-CP", "282/UBND-VP"),
        (date(2020, 4, 6), TAM_DUONG, "nhung_nhieu", "10/CT-TTg", "118/2025"),
        (date(2025, 7, 1), ("12",), "qua_han", "118/2025/NĐ-CP", "61/2018"),
    ],
)
def test_the_documents_of_the_day_and_the_place_ask(
    day: date, within: tuple[str, ...], code: str, basis: str, absent: str
) -> None:
    item = next(one for one in checklist_on(day, within) if one.code == code)
    assert basis in item.basis
    assert absent not in item.basis


def test_what_was_not_compared_with_its_text_is_marked() -> None:
    own = '[[item]]\ncode = "a"\ntext = "Hỏi?"\nbases = [{ text = "Quy chế", first_day = 2020-01-01 }]\n'
    assert [one.unsettled for one in checklist_on(DAY, text=own, file="own.toml")] == [False]
    assert all(one.unsettled for one in checklist_on(DAY))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[[item", 1),
        ("", 1),
        ('[[item]]\ncode = "A!"\ntext = ""\nbases = []\n', 3),
        (2 * '[[item]]\ncode = "a"\ntext = "x"\nbases = [{ text = "y", first_day = 2020-01-01 }]\n', 1),
        (
            '[[item]]\ncode = "a"\ntext = "x"\n'
            'bases = [{ text = "y", first_day = 2020-02-01, last_day = 2020-01-01 }]\n',
            1,
        ),
    ],
)
def test_a_bad_checklist_is_refused_with_everything_wrong(text: str, problems: int) -> None:
    with pytest.raises(InvalidChecklist) as refused:
        checklist_on(DAY, text=text or "x = 1", file="own.toml")
    assert len(refused.value.problems) >= problems
    assert refused.value.where.startswith("own.toml")


def test_a_day_before_every_basis_has_no_checklist() -> None:
    with pytest.raises(NoChecklist, match="01/01/2010"):
        checklist_on(date(2010, 1, 1))


def _form(**other: Any) -> dict[str, Any]:
    answers = {one.code: {"verdict": "dat"} for one in checklist_on(DAY, TAM_DUONG)}
    form = {
        "unit": "x",
        "place": "Bộ phận một cửa",
        "began": datetime(2020, 4, 6, 8),
        "ended": datetime(2020, 4, 6, 9),
        "inspectors": ["Nguyễn Văn Mẫu, Phó Chủ tịch"],
        "met": ["Trần Thị Thử, công chức"],
        "answers": answers,
    }
    return form | other


def _finding(**other: Any) -> dict[str, Any]:
    return {"what": "x", "remedy": "y", "deadline": date(2020, 4, 10)} | other


def _made(**other: Any) -> Any:
    draft = inspection_draft(_form(**other), file="phieu.toml")
    return inspection_of(draft, 1, checklist_on(DAY, TAM_DUONG), date(2020, 4, 7), file="phieu.toml")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"began": datetime(2020, 4, 8, 8), "ended": datetime(2020, 4, 8, 9)}, "after today"),
        ({"ended": datetime(2020, 4, 6, 8)}, "not after it began"),
        ({"ended": datetime(2020, 4, 7, 9)}, "one inspection for each day"),
        ({"inspectors": ["Nguyễn Văn Mẫu"]}, "no person with a post"),
        ({"inspectors": []}, "must not be empty"),
        ({"met": ["", "Trần Thị Thử, công chức"]}, "blank"),
        ({"secretary": ", thư ký"}, "no person with a post"),
        ({"answers": {}}, "item cong_khai has no verdict"),
        ({"answers": {"khac": {"verdict": "dat"}}}, "has no item khac"),
        ({"answers": {"cong_khai": {"verdict": "tot"}}}, "not in the list"),
        ({"findings": [_finding(deadline=date(2020, 4, 5))]}, "before the day of the inspection"),
        ({"findings": [_finding(item="qua_han")]}, "which was kept"),
        ({"findings": [_finding(item="gi_do")]}, "has no item gi_do"),
        ({"findings": [_finding(person="Lê Văn Ví Dụ")]}, "no person with a post"),
        ({"findings": [_finding(deadline="mai")]}, "must be a date"),
        ({"place": "a\u0007b"}, "control character"),
        ({"cham_diem": 5}, "not known"),
    ],
)
def test_what_is_wrong_in_a_form_is_said(other: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInspection) as refused:
        _made(**other)
    from portal.messages import use_language, worded

    use_language("en")
    assert said in str(worded(refused.value))


def test_an_item_that_was_not_kept_says_why() -> None:
    answers = _form()["answers"] | {"qua_han": {"verdict": "khong_dat"}}
    with pytest.raises(InvalidInspection):
        _made(answers=answers)
    assert _made(answers=answers, findings=[_finding(item="qua_han")]).failed == 1


def test_an_inspection_looks_at_something() -> None:
    answers = {code: {"verdict": "khong_kiem_tra"} for code in _form()["answers"]}
    with pytest.raises(InvalidInspection):
        _made(answers=answers)


def test_what_is_kept_is_read_back_and_holds_the_questions_of_the_day() -> None:
    one = _made(findings=[_finding(person="Lê Văn Ví Dụ, công chức")])
    assert inspection_from_json(inspection_as_json(one)) == one
    assert one.by == "x"
    assert str(one.secretary) == "Trần Thị Thử, công chức"
    assert "282/UBND-VP" in next(answer.basis for answer in one.answers if answer.code == "qua_han")


def test_the_form_to_be_filled_in_is_a_form_which_is_refused_until_it_is() -> None:
    data = toml_table(inspection_form("x", DAY, checklist_on(DAY, TAM_DUONG)))
    with pytest.raises(InvalidInspection) as refused:
        inspection_draft(data, file="phieu.toml")
    assert {one.where for one in refused.value.problems} == {"place", "inspectors[1]", "met[1]"}


@given(late=st.integers(-30, 30), looked=st.integers(-30, 60))
def test_a_finding_is_late_only_after_its_deadline_and_mended_only_after_its_evidence(
    late: int, looked: int
) -> None:
    finding = Finding(1, "", "x", None, "y", DAY)
    done, day = DAY + timedelta(days=late), DAY + timedelta(days=looked)
    state = state_of(finding, Remedied(1, 1, done, "x"), day)
    if day < done:
        assert state is (FindingState.LATE if looked > 0 else FindingState.OPEN)
    else:
        assert state is (FindingState.DONE_LATE if late > 0 else FindingState.DONE)
