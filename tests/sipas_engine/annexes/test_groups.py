"""Nhóm đơn vị: each group has its own annex and its own ranks."""

from sipas_engine.annexes.edition import edition_of
from sipas_engine.annexes.groups import group_tables
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.from_file import index_from_file
from tests.sipas_engine.builders import a_forms_csv, a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1"]}})
#: group as written in the forms, unit, satisfied of 40
UNITS = [
    ("xa", "Xã Bắc", 30),
    ("xa", "Xã Nam", 20),
    ("Cơ quan ngành dọc", "Kho bạc", 36),
    ("Cơ quan ngành dọc", "Thuế", 10),
    ("Đơn vị sự nghiệp", "Trung tâm A", 25),
]


def _result(tmp_path):
    rows = [
        {"form_id": f"{unit}{i}", "group": group, "office": unit, "1": "4" if i < satisfied else "2"}
        for group, unit, satisfied in UNITS
        for i in range(40)
    ]
    return index_from_file(a_forms_csv(tmp_path, rows), QUESTIONS, ["group", "office"])


def test_groups_stand_in_the_order_of_the_annexes_each_with_ranks_of_its_own(tmp_path):
    tables = group_tables(_result(tmp_path))
    assert [table.key for table in tables] == ["group:nganh_doc", "group:xa", "group:Đơn vị sự nghiệp"]
    assert tables[0].title == "Chỉ số hài lòng đối với Cơ quan ngành dọc"
    assert [row[:2] for row in printed_rows(tables[0])] == [("1", "Kho bạc"), ("2", "Thuế")]
    assert [row[:2] for row in printed_rows(tables[1])] == [("1", "Xã Bắc"), ("2", "Xã Nam")]


def test_units_of_different_groups_are_never_ranked_together(tmp_path):
    edition = edition_of(_result(tmp_path))
    assert edition.ranked == ()
    assert not [key for key in edition.tables if key.startswith("ranking:")]


def test_a_result_without_groups_has_no_such_annex(tmp_path):
    rows = [{"form_id": str(i), "1": "4"} for i in range(30)]
    assert group_tables(index_from_file(a_forms_csv(tmp_path, rows), QUESTIONS, ["province"])) == ()
