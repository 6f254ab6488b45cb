"""Dữ liệu phân công: rows that hold together; a slip in them would silently send work to nobody."""

from collections import Counter
from itertools import combinations

import pytest

from directives.drafting.tables import (
    Inside,
    fields_of_work,
    inside_rows,
    outside_bodies,
    wording,
)
from directives.org.units import Level

ROWS = inside_rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}-{row.level}-{row.valid_from}")
def test_a_row_names_its_focal_unit_and_known_fields(row: Inside) -> None:
    assert row.otherwise in {unit.name for unit in row.units}
    known = {field.name for field in fields_of_work()}
    named = [name for unit in row.units for name in unit.fields]
    assert set(named) <= known
    assert [name for name, count in Counter(named).items() if count > 1] == []
    assert row.basis
    filled = " ".join((row.leader, row.all, row.all_heads, row.below, row.below_heads))
    assert "{" not in filled.format(kind="huyện", below="xã", office="Sở Nội vụ")


def test_no_two_rows_hold_for_one_kind_of_office_on_one_day() -> None:
    for one, other in combinations(ROWS, 2):
        if (one.kind, one.level) == (other.kind, other.level):
            first, second = sorted((one, other), key=lambda row: row.valid_from)
            assert first.valid_to
            assert first.valid_to < second.valid_from


def test_a_word_belongs_to_one_field() -> None:
    words = Counter(word for field in fields_of_work() for word in field.words)
    assert [word for word, count in words.items() if count > 1] == []


def test_bodies_outside_have_names_at_levels_that_exist() -> None:
    for body in outside_bodies():
        assert body.words
        assert body.names
        assert set(body.names) <= {level.value for level in Level}


def test_the_set_sentences_are_all_there() -> None:
    assert {name for name in wording() if wording()[name]} == {"letter", "plan", "shared", "comments"}
