"""Kết quả chung: the whole is the smallest unit within which everybody was asked."""

from pathlib import Path

import pytest

from sipas_engine.annexes.edition import edition_of
from sipas_engine.from_file import index_from_file
from tests.sipas_engine.builders import a_forms_csv, a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1"]}})
LEVELS = ("province", "district", "commune")
WHOLES = [
    (["An/Bắc/Xã Một", "An/Bắc/Xã Hai", "An/Nam/Xã Ba"], "An", "a province's survey"),
    (["An/Bắc/Xã Một", "An/Bắc/Xã Hai"], "Bắc", "a district's own: it does not speak for the province"),
    (["An/Bắc/Xã Một"], "Bắc", "one commune alone is still the one that is ranked"),
    (["An/Bắc/Xã Một", "Bình/Nam/Xã Hai"], "", "two provinces: the nation"),
]


@pytest.mark.parametrize(("units", "whole", "why"), WHOLES, ids=[row[2] for row in WHOLES])
def test_the_whole_is_the_smallest_unit_within_which_everybody_was_asked(
    tmp_path: Path, units: list[str], whole: str, why: str
) -> None:
    rows = [
        {"form_id": f"{unit}{n}", **dict(zip(LEVELS, unit.split("/"), strict=True)), "1": "4"}
        for unit in units
        for n in range(30)
    ]
    result = index_from_file(a_forms_csv(tmp_path, rows), QUESTIONS, list(LEVELS))
    edition = edition_of(result)
    assert edition.whole.n_forms == 30 * len(units)
    if whole:
        assert edition.whole.label == whole, why
    else:
        assert edition.whole is result.national, why
