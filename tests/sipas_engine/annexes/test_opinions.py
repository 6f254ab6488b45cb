"""Nhận định, mong đợi, chia nhóm: tables of what people said besides satisfaction."""

from dataclasses import replace
from fractions import Fraction

from sipas_engine.annexes.edition import edition_of
from sipas_engine.annexes.opinions import breakdown_table, numbers_table, opinions_table
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.perceptions.shares import distribution
from sipas_engine.perceptions.summary import ItemSummary, QuestionSummary
from tests.sipas_engine.annexes.results import a_result
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1"]}})
CHANNELS = QuestionSummary(
    "Q2", "Kênh thông tin", True,
    (ItemSummary("Q2", "", distribution(["Loa xã", "Internet"], [30, 25], answered=40, blank=2)),),
)  # fmt: skip
INTEREST = QuestionSummary(
    "Q1", "Mức độ quan tâm", False,
    (
        ItemSummary("Q1.1", "Kinh tế", distribution(["Không", "Rất"], [10, 30], 40, 0), Fraction(75)),
        ItemSummary("Q1.2", "Y tế", distribution(["Không", "Rất"], [4, 36], 40, 0), Fraction(90)),
        ItemSummary("Q1.3", "Điện", distribution(["Không", "Rất"], [1, 4], 5, 35), Fraction(80)),
    ),
)  # fmt: skip


def test_shares_of_several_answers_are_said_to_pass_a_hundred():
    table = opinions_table(CHANNELS)
    assert printed_rows(table) == (
        ("Kênh thông tin", "Loa xã", "30", "75,00"),
        ("Kênh thông tin", "Internet", "25", "62,50"),
    )
    assert "lớn hơn 100%" in table.note


def test_an_item_that_too_few_answered_is_left_out_of_a_public_table():
    rows = printed_rows(opinions_table(INTEREST))
    assert rows[0] == ("Kinh tế", "Không", "10", "25,00", "")
    assert rows[4:] == (("Điện", "Không", "–", "–", "(**)"), ("Điện", "Rất", "–", "–", "(**)"))


def test_one_number_for_each_item_highest_first():
    rows = printed_rows(numbers_table([INTEREST]))
    assert [(row[1], row[3]) for row in rows] == [("Y tế", "90,00"), ("Điện", "–"), ("Kinh tế", "75,00")]


def test_groups_of_people_bear_no_rank():
    result = a_result({"Nam": (30,), "Nữ": (20,)}, QUESTIONS)
    by_sex = replace(
        result, by=("sex",), units=tuple(replace(u, level="sex") for u in result.level("commune"))
    )
    table = breakdown_table(by_sex, "sex")
    assert table.title == "Chỉ số hài lòng theo giới tính"
    assert "rank" not in [column.key for column in table.columns]
    assert [row[:3] for row in printed_rows(table)] == [("Nam", "40", "75,00"), ("Nữ", "40", "50,00")]


def test_an_edition_holds_them_beside_the_rest():
    edition = edition_of(a_result({"Bắc": (30,), "Nam": (20,)}, QUESTIONS), opinions=[INTEREST, CHANNELS])
    assert {"opinions:Q1", "opinions:Q2", "numbers"} <= set(edition.tables)
