"""Số hiệu phiếu theo đúng dòng: serials of different lengths stay with the answers of their own rows."""

from pathlib import Path

import pytest

from sipas_engine.methods.question_file import question_set_from_table
from sipas_engine.returns.forms_file import read_forms

QUESTIONS = {
    "code": "THU", "name": "Bộ thử", "satisfied": [4, 5], "scale": 5,
    "component": [
        {"code": "I", "name": "Phần", "element": [
            {"code": "1", "name": "Yếu tố", "criteria": [{"code": "1.1", "name": "Một"}]}]}
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "serials",
    [
        ["10", "1", "11", "2"],
        ["K10", "T0", "K11", "W1"],
        ["1000", "K", "22", "333", "4"],
    ],
)
def test_serials_of_several_lengths_stand_with_their_answers(tmp_path: Path, serials: list[str]) -> None:
    file = tmp_path / "phieu.csv"
    file.write_text("form_id,1.1\n" + "".join(f"{one},{1 + place}\n" for place, one in enumerate(serials)))
    forms = read_forms(file, question_set_from_table(QUESTIONS, file="bo.toml"), labels=())
    assert forms.form_ids == tuple(serials)
    assert forms.answers["1.1"].tolist() == list(range(1, len(serials) + 1))
