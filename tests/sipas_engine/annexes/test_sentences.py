"""Câu văn: every figure a sentence states is a cell, printed as in its table, and moves with it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.annexes.edition import LastYear, edition_of
from sipas_engine.annexes.ranking import PreviousYear
from sipas_engine.annexes.sentences import (
    CellRef,
    changed_cells,
    printed_cell,
    say,
    sentences_stating,
)
from sipas_engine.annexes.unit_sentences import unit_sentences
from tests.sipas_engine.annexes.results import a_result, with_precision
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1", "2", "3"]}, "II": {"B": ["4", "5", "6"]}})
UNITS = {
    "Xã Bắc": (40, 38, 36, 36, 36, 36),
    "Xã Đông": (30, 30, 30, 24, 24, 24),
    "Xã Nam": (30, 29, 30, 24, 24, 24),
    "Xã Tây": (20, 20, 20, 10, 10, 9),
}
LAST_YEAR = LastYear(
    {
        "commune": {
            ("An", "Xã Bắc"): PreviousYear(Decimal("90.00"), 2),
            ("An", "Xã Đông"): PreviousYear(Decimal("70.00"), 1, converted=True),
        }
    },
    "Năm 2025",
    "Năm 2026",
)


@pytest.fixture(scope="module")
def edition():
    return edition_of(with_precision(a_result(UNITS, QUESTIONS), 1.0), last_year=LAST_YEAR)


SAID = [
    ("overall_forms", "Thu về 160 phiếu; hợp lệ 160 phiếu (đạt 100,00%), không hợp lệ 0 phiếu."),
    ("overall_index", "Chỉ số hài lòng chung là 66,04% (khoảng tin cậy 95%: từ 64,04% đến 68,04%)."),
    ("elements_ends", "Yếu tố đạt cao nhất là “Yếu tố A” (73,54%); thấp nhất là “Yếu tố B” (58,54%)."),
    (
        "units_commune_ends",
        "Trong 4 xã được xếp hạng, cao nhất là Xã Bắc (92,50%); thấp nhất là Xã Tây (37,08%).",
    ),
    (
        "units_commune_leader",
        "Số liệu chưa loại trừ được việc đứng đầu của 2 xã: Xã Bắc, Xã Đông; "
        "thứ hạng của các đơn vị này cần được đọc cùng khoảng xếp hạng.",
    ),
    (
        "year_commune",
        "So với năm trước, trong 2 xã có số liệu hai năm, 1 đơn vị tăng, 1 đơn vị giảm, 0 đơn vị giữ nguyên.",
    ),
    (
        "year_commune_converted",
        "Số năm trước của 1 xã là số quy đổi từ các đơn vị cũ, không phải số đã công bố.",
    ),
    ("year_commune_up", "Tăng nhiều nhất: Xã Bắc, từ 90,00% đến 92,50% (+2,50 điểm phần trăm)."),
    ("year_commune_down", "Giảm nhiều nhất: Xã Đông, từ 70,00% đến 67,50% (-2,50 điểm phần trăm)."),
]


@pytest.mark.parametrize(("id", "text"), SAID)
def test_the_sentences_of_the_report(edition, id, text):
    assert {sentence.id: sentence.text for sentence in edition.sentences}[id] == text


def test_a_unit_is_told_its_figure_its_interval_its_rank_set_and_its_change(edition):
    said = unit_sentences(edition.tables, "commune", ("An", "Xã Đông"), "xã, phường")
    assert [sentence.text for sentence in said] == [
        "Chỉ số hài lòng là 67,50%, xếp thứ 2/4 xã, phường (40 phiếu hợp lệ).",
        "Do chỉ hỏi một phần người dân, chỉ số thật có thể nằm trong khoảng từ 65,50% đến 69,50% (độ tin cậy 95%).",
        "Xét sai số chọn mẫu, thứ hạng thật nằm trong khoảng từ 1 đến 3.",
        "So với số quy đổi của năm trước từ các đơn vị cũ (70,00%) giảm 2,50 điểm phần trăm, giảm 1 bậc.",
    ]


def test_a_unit_too_small_to_be_published_is_told_so_and_no_figure():
    edition = edition_of(a_result({"Xã Bắc": (5,) * 6, "Xã Nam": (4,) * 6}, QUESTIONS, of=8))
    (said,) = unit_sentences(edition.tables, "commune", ("An", "Xã Nam"), "xã")
    assert said.text == "Đơn vị có quá ít phiếu hợp lệ (8 phiếu) nên không công bố chỉ số."


def test_ids_are_stable_names_and_stand_once(edition):
    ids = [sentence.id for sentence in edition.sentences]
    assert len(set(ids)) == len(ids)
    assert all(id.replace("_", "").isalnum() and id.isascii() for id in ids)


def test_every_stated_cell_exists_and_those_with_figures_stand_in_the_text(edition):
    for sentence in edition.sentences:
        assert sentence.cells, sentence.id
        texts = [printed_cell(edition.tables, cell) for cell in sentence.cells]
        assert any(text in sentence.text for text in texts) or "đơn vị" in sentence.text, sentence.id


def test_a_cell_that_is_not_there_cannot_be_stated(edition):
    with pytest.raises(KeyError):
        say(edition.tables, "x", "{a}", a=CellRef("criteria", ("99",), "value"))


@given(st.sampled_from(sorted(UNITS)), st.integers(0, 5), st.integers(1, 3))
def test_a_sentence_changes_only_when_a_cell_it_rests_on_changes(name, criterion, fewer):
    before = edition_of(a_result(UNITS, QUESTIONS))
    values = list(UNITS[name])
    values[criterion] = max(0, values[criterion] - fewer)
    after = edition_of(a_result({**UNITS, name: tuple(values)}, QUESTIONS))
    changed = changed_cells(before.tables, after.tables)
    assert changed
    moved = {one.id for edition in (before, after) for one in sentences_stating(edition.sentences, changed)}
    old = {sentence.id: sentence.text for sentence in before.sentences}
    new = {sentence.id: sentence.text for sentence in after.sentences}
    assert {id for id in {*old, *new} if old.get(id) != new.get(id)} <= moved
