"""Danh sách dạng CSV: what people wrote is no formula in the files handed to a printer or taken from telephones."""

import csv
import io
from pathlib import Path

import pytest

from sipas_engine.forms.asking import questionnaire_of
from sipas_engine.methods.built_in import built_in
from sipas_engine.sampling.frame import FrameRow
from tests.sipas_engine.forms.exports import kobo_rows, write_csv
from workflows.services.forms_questions import listed_serials
from workflows.services.phone_forms import take_export
from workflows.services.sample_sheet import serials_csv

QUESTIONNAIRE = questionnaire_of(built_in("P2023"))
ACTIVE = ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)"]


@pytest.mark.parametrize("text", ACTIVE)
def test_a_village_that_looks_like_a_formula_is_inert_for_the_printer_and_printed_as_it_is(
    text: str, tmp_path: Path
) -> None:
    content = serials_csv([FrameRow(1, 2, village=text, commune="Xã A")], {1: "LD-1"})
    (_, row) = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert row == ["LD-1", f"'{text}", "Xã A"]
    file = tmp_path / "in.csv"
    file.write_bytes(content)
    assert [one.place for one in listed_serials(file)] == [f"{text}, Xã A"]


@pytest.mark.parametrize("text", ACTIVE)
def test_what_was_typed_on_a_telephone_is_inert_in_the_file_of_forms(text: str, tmp_path: Path) -> None:
    rows = kobo_rows(QUESTIONNAIRE, 1)
    rows[0]["village"] = text
    out = tmp_path / "phieu.csv"
    take_export(write_csv(tmp_path / "export.csv", rows), QUESTIONNAIRE, out)
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    assert row["village"] == f"'{text}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
