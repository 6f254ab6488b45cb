"""Đề xuất khen thưởng: each criterion with its figure; rows of the law follow each other; silence is an open point."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.results_use.commendation import (
    NoSuchForm,
    Proposal,
    criteria_on,
    form_of,
    forms_on,
    laws_on,
    proposed,
)
from directives.results_use.commendation_choices import (
    Choice,
    Decided,
    Nomination,
    choice_as_json,
    choice_from_json,
    nomination_as_json,
    nomination_from_json,
    open_points,
)
from directives.results_use.scorecard import (
    DutyTally,
    IndexChange,
    IndexFigure,
    Known,
    Scorecard,
    Verdict,
)

DAY = date(2021, 1, 15)
D = Decimal
SHOWN = IndexFigure(Known.SHOWN, D("80.00"), D("77.00"), D("83.00"), 40, "commune", D("78.00"), 0)
UNSURE = IndexChange(Verdict.UNSURE, D("79.00"), D("1.00"), D("-3.00"), D("5.00"))
FINE = Scorecard("a", "UBND xã A", SHOWN, UNSURE, DutyTally(9, 9), DutyTally(2, 2), quota=4, checked=4)


def below(low: str, high: str, apart: int) -> IndexFigure:
    """Dưới trung bình: 75 against a mean of 78."""
    return replace(SHOWN, value=D("75.00"), low=D(low), high=D(high), apart=apart)


@pytest.mark.parametrize(
    ("card", "unmet", "figure"),
    [
        (FINE, (), ""),
        (replace(FINE, index=below("72.00", "79.00", 0)), (), ""),
        (
            replace(FINE, index=below("73.00", "77.00", -1)),
            ("khong_thap",),
            "75,00%, trung bình cùng cấp 78,00%; khoảng tin cậy từ 73,00% đến 77,00%",
        ),
        (
            replace(FINE, index=replace(SHOWN, value=D("75.00"), low=None, high=None)),
            ("khong_thap",),
            "75,00%, trung bình cùng cấp 78,00%; không có khoảng tin cậy để xét sai số",
        ),
        (
            replace(FINE, index=IndexFigure(Known.WITHHELD)),
            ("cong_bo", "khong_thap"),
            "không công bố: quá ít phiếu",
        ),
        (
            replace(FINE, change=IndexChange(Verdict.WORSE, D("85.00"), D("-5.00"), D("-9.00"), D("-1.00"))),
            ("khong_giam",),
            "-5,00 điểm phần trăm (khoảng tin cậy từ -9,00 đến -1,00): giảm rõ",
        ),
        (replace(FINE, change=IndexChange(Verdict.INCOMPARABLE, reason="bộ câu hỏi khác")), (), ""),
        (replace(FINE, duties=DutyTally(9, 8, 1)), ("khong_cham",), "1 nhiệm vụ xong chậm"),
        (replace(FINE, duties=DutyTally(9, 7, 0, 2)), ("khong_thieu",), "2 nhiệm vụ quá hạn chưa làm"),
        (replace(FINE, reports=DutyTally(2, 1, 0, 1)), ("du_bao_cao",), "thiếu 1 trên 2 báo cáo đến hạn"),
        (replace(FINE, checked=3), ("du_kiem_tra",), "3 trên 4 lần"),
        (replace(FINE, quota=0, checked=0), (), ""),
    ],
)
def test_a_criterion_is_judged_by_its_figure(card: Scorecard, unmet: tuple[str, ...], figure: str) -> None:
    (found,) = proposed([card], criteria_on(DAY))
    assert tuple(one.code for one in found.unmet) == unmet
    assert found.met == (not unmet)
    assert not unmet or found.unmet[0].figure == figure


@given(st.permutations([replace(FINE, unit=f"u{n}", name=f"Xã {n}", checked=n) for n in range(8)]))
def test_all_units_are_listed_in_their_order_and_none_is_cut(cards: list[Scorecard]) -> None:
    found = proposed(cards, criteria_on(DAY))
    assert [one.unit for one in found] == [one.unit for one in cards]
    assert {one.unit for one in found if one.met} == {one.unit for one in cards if one.checked >= one.quota}


@pytest.mark.parametrize(
    ("day", "level", "printed", "forms"),
    [
        (date(2017, 2, 27), "district", ["15/2003/QH11, 47/2005/QH11, 39/2013/QH13"], ["giay_khen"]),
        (
            DAY,
            "district",
            ["15/2003/QH11, 47/2005/QH11, 39/2013/QH13", "91/2017/NĐ-CP"],
            ["giay_khen"],
        ),
        (date(2024, 1, 1), "province", ["06/2022/QH15", "98/2023/NĐ-CP"], ["bang_khen"]),
        (date(2026, 1, 15), "commune", ["06/2022/QH15"], ["giay_khen"]),
        (date(2026, 1, 15), "district", ["06/2022/QH15"], []),
    ],
)
def test_the_law_of_the_day_is_invoked_and_what_is_unsettled_is_not_printed(
    day: date, level: str, printed: list[str], forms: list[str]
) -> None:
    assert [one.number for one in laws_on(day) if one.settled] == printed
    assert [one.code for one in forms_on(day, level)] == forms


def test_rows_of_one_kind_neither_overlap_nor_leave_a_gap() -> None:
    rows = tomllib.loads(
        files("directives.results_use").joinpath("data", "commendation.toml").read_text(encoding="utf-8")
    )
    decrees = sorted(
        (row["first_day"], row.get("last_day")) for row in rows["law"] if "NĐ-CP" in row["number"]
    )
    acts = sorted((row["first_day"], row.get("last_day")) for row in rows["law"] if "QH" in row["number"])
    for chain in (decrees, acts):
        assert all(last + timedelta(days=1) == first for (_, last), (first, _) in pairwise(chain))
        assert chain[-1][1] is None
    assert len({row["code"] for row in rows["criterion"]}) == len(rows["criterion"])


def test_a_form_of_another_level_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchForm) as refused:
        form_of("bang_khen", DAY, "district", "UBND huyện A")
    assert refused.value.fields["known"] == "giay_khen (Giấy khen)"


def choice(unit: str, decided: Decided, reason: str = "", document: str = "") -> dict[str, Choice]:
    """Lựa chọn về một đơn vị: by its key."""
    one = Choice(unit, 0, decided, "giay_khen", reason, "Nguyễn Thị Mẫu", DAY, 1, document)
    return {one.key: one}


MET, UNMET = (
    Proposal(unit, unit, proposed([card], criteria_on(DAY))[0].judged)
    for unit, card in (("tot", FINE), ("kem", replace(FINE, checked=0)))
)


@pytest.mark.parametrize(
    ("choices", "where"),
    [
        ({}, ["tot"]),
        (choice("tot", Decided.CHOSEN), []),
        (choice("tot", Decided.PASSED_OVER, "đã khen"), []),
        (choice("tot", Decided.WITHDRAWN), ["tot"]),
        ({**choice("tot", Decided.CHOSEN), **choice("kem", Decided.CHOSEN)}, ["kem"]),
        ({**choice("tot", Decided.CHOSEN), **choice("kem", Decided.CHOSEN, "tiến bộ")}, []),
        ({**choice("tot", Decided.CHOSEN), **choice("kem", Decided.CHOSEN, "", "số 1")}, []),
        ({**choice("tot", Decided.CHOSEN), **choice("kem", Decided.PASSED_OVER)}, []),
    ],
)
def test_what_goes_against_the_criteria_needs_a_word(choices: dict[str, Choice], where: list[str]) -> None:
    assert [one.where for one in open_points((MET, UNMET), choices)] == where


def test_what_was_written_is_read_back() -> None:
    (one,) = choice("tot", Decided.PASSED_OVER, "đã khen").values()
    person = Nomination(3, "tot", "Lê Văn Mẫu", "Công chức", "Không hồ sơ trễ hạn", DAY)
    assert choice_from_json(choice_as_json(one)) == one
    assert nomination_from_json(nomination_as_json(person)) == person
