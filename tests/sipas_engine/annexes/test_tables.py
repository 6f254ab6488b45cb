"""Bảng phụ lục: what stands in the tables of a decision, cell by cell."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sipas_engine.annexes.criteria import criteria_table
from sipas_engine.annexes.printing import printed, printed_rows, table_to_frame
from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.ranking import PreviousYear, ranking_table
from sipas_engine.annexes.table import AnnexTable, Column
from sipas_engine.annexes.weakness import weakest_criteria, weakest_criteria_table
from sipas_engine.from_file import index_from_file
from tests.sipas_engine.builders import a_forms_csv, a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1", "2"]}, "II": {"B": ["3"]}})
ALL = Limits(min_n=0, suppress_below=0)


def forms(province, of, first, second, third):
    """Forms of a province with so many satisfied in criteria 1, 2, 3; None: nobody answers."""

    def tick(i, count):
        return "" if count is None else ("4" if i < count else "3")

    return [
        {
            "form_id": f"{province}{i}",
            "province": province,
            "1": tick(i, first),
            "2": tick(i, second),
            "3": tick(i, third),
        }
        for i in range(of)
    ]


@pytest.fixture
def result(tmp_path):
    rows = [
        *forms("An", 40, 30, 20, 40),
        *forms("Bình", 20, 20, 20, 20),
        *forms("Cao", 8, 4, 4, 4),
        *forms("Dân", 40, 30, 40, 20),
        *forms("Không", 40, None, None, None),
    ]
    found = index_from_file(a_forms_csv(tmp_path, rows), QUESTIONS, ["province"])
    plain = [replace(unit, se=None, interval=None, precision={}, rank_set=None) for unit in found.units]
    return replace(found, units=tuple(plain))


def test_intervals_and_rank_sets_stand_below_one_heading_each_and_are_explained(result):
    units = [
        replace(unit, interval=(40.004, 60.125), rank_set=(1, 3)) if unit.label in ("An", "Cao") else unit
        for unit in result.units
    ]
    table = ranking_table(replace(result, units=tuple(units)), "province")
    headings = [column.heading for column in table.columns]
    assert headings[6:10] == [
        "Khoảng tin cậy (%) | từ",
        "Khoảng tin cậy (%) | đến",
        "Khoảng xếp hạng | từ",
        "Khoảng xếp hạng | đến",
    ]
    rows = {row[1]: row[6:10] for row in printed_rows(table)}
    assert rows["An"] == ("40,00", "60,13", "1", "3")
    assert rows["Bình"] == ("–", "–", "–", "–"), "not known is not zero"
    assert rows["Cao"] == ("–", "–", "–", "–"), "too few forms: neither value nor interval is published"
    assert "chưa phân biệt được" in table.note


def test_the_ranking_stands_best_first_small_units_marked_tiny_ones_left_out(result):
    table = ranking_table(result, "province", title="Phụ lục I")
    assert table.title == "Phụ lục I"
    assert [column.heading for column in table.columns] == [
        "Xếp hạng",
        "Đơn vị",
        "Số phiếu hợp lệ",
        "Yếu tố A (%)",
        "Yếu tố B (%)",
        "Chỉ số chung (%)",
        "Ghi chú",
    ]
    assert printed_rows(table) == (
        ("1", "Bình", "20", "100,00", "100,00", "100,00", "(*)"),
        ("2", "An", "40", "62,50", "100,00", "75,00", ""),
        ("2", "Dân", "40", "87,50", "50,00", "75,00", ""),
        ("–", "Cao", "8", "–", "–", "–", "(**)"),
        ("–", "Không", "40", "–", "–", "–", ""),
    )
    assert table.note == (
        "(*) Dưới 30 phiếu: số liệu chỉ để tham khảo. (**) Dưới 10 phiếu: không công bố số liệu."
    )


def test_parts_headed_by_their_codes_are_explained_in_the_note(result):
    table = ranking_table(result, "province", by_code=True, limits=ALL)
    assert [column.heading for column in table.columns][3:5] == ["A (%)", "B (%)"]
    assert table.note == "A: Yếu tố A; B: Yếu tố B."


def test_a_table_for_the_office_itself_shows_tiny_units_with_a_mark(result):
    table = ranking_table(result, "province", limits=Limits(public=False))
    assert printed_rows(table)[3] == ("4", "Cao", "8", "50,00", "50,00", "50,00", "(*)")


def test_ranks_are_counted_among_the_units_shown(tmp_path):
    rows = [*forms("An", 9, 9, 9, 9), *forms("Bình", 30, 15, 15, 15)]
    result = index_from_file(a_forms_csv(tmp_path, rows), QUESTIONS, ["province"])
    table = ranking_table(result, "province")
    assert table.column("unit") == ("Bình", "An")
    assert table.column("rank") == (1, None)


def test_without_small_units_there_is_neither_note_nor_column_of_marks(result):
    table = ranking_table(result, "province", parts="components", limits=ALL)
    assert table.note == ""
    assert [column.key for column in table.columns] == [
        "rank",
        "unit",
        "n_valid",
        "components.I",
        "components.II",
        "sipas",
    ]


def test_last_year_adds_its_index_the_change_of_published_values_and_the_steps_gained(result):
    previous = {("An",): PreviousYear(Decimal("73.72"), 4), ("Dân",): PreviousYear(Decimal("80.00"), 1)}
    rows = printed_rows(ranking_table(result, "province", limits=ALL, previous=previous))
    assert rows[0][-3:] == ("–", "–", "–")
    assert rows[1][1:2] + rows[1][-3:] == ("An", "73,72", "+1,28", "+2")
    assert rows[2][1:2] + rows[2][-3:] == ("Dân", "80,00", "-5,00", "-1")


def test_the_criteria_table_has_answers_satisfied_and_value_of_the_whole_and_of_units(result):
    table = criteria_table(result, beside=[unit for unit in result.units if unit.label in ("An", "Cao")])
    assert [column.heading for column in table.columns][2:] == [
        "Số câu trả lời",
        "Số hài lòng",
        "Chỉ số (%)",
        "An (%)",
        "Cao (%)",
        "Ghi chú",
    ]
    assert printed_rows(table)[0] == ("1", "Tiêu chí 1", "108", "84", "75,00", "75,00", "–", "(**)")
    assert "trung bình cộng" in table.note


def test_the_weakest_criteria_are_the_lowest_published_ties_in_printed_order(result):
    units = {unit.label: unit for unit in result.units}
    assert [weak.code for weak in weakest_criteria(result, units["An"], 2)] == ["2", "1"]
    assert [weak.code for weak in weakest_criteria(result, units["Bình"], 2)] == ["1", "2"]
    assert weakest_criteria(result, units["Không"], 2) == ()
    assert weakest_criteria(result, units["Cao"], 2) == ()
    assert [w.code for w in weakest_criteria(result, units["Cao"], 2, limits=ALL)] == ["1", "2"]
    assert printed_rows(weakest_criteria_table(result, units["An"], 1)) == (
        ("2", "Tiêu chí 2", "40", "20", "50,00", "75,00", "-25,00", "–"),
    )


PRINTED = [
    (Decimal("84.50"), "percent", "84,50"),
    (Decimal("100.00"), "percent", "100,00"),
    (Decimal("0.00"), "percent", "0,00"),
    (Decimal(67), "percent", "67"),
    (36525, "count", "36.525"),
    (1, "rank", "1"),
    ("1.10", "text", "1.10"),
    (Decimal("1.28"), "change", "+1,28"),
    (Decimal("-0.35"), "change", "-0,35"),
    (Decimal("0.00"), "change", "0,00"),
    (-3, "steps", "-3"),
    (4, "steps", "+4"),
    (None, "percent", "–"),
    (None, "mark", ""),
]


@pytest.mark.parametrize(("value", "kind", "text"), PRINTED)
def test_numbers_are_printed_in_vietnamese_figures(value, kind, text):
    assert printed(value, kind) == text


def test_a_frame_of_a_table_is_all_text_so_that_codes_stay_codes(result):
    frame = table_to_frame(criteria_table(result, limits=ALL))
    assert frame["Mã"].tolist() == ["1", "2", "3"]
    assert {str(dtype) for dtype in frame.dtypes} == {"string"}


def test_a_row_has_one_cell_a_column():
    with pytest.raises(ValueError, match="row 2 has 1 cells for 2 columns"):
        AnnexTable("", "", (Column("a", "A", "text"), Column("b", "B", "text")), (("x", "y"), ("x",)))
