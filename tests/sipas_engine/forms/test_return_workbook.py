"""Bảng nhập phiếu: what an office types is read back by our own reader; the head and the lists stand fast."""

import io
from pathlib import Path

import openpyxl
import pytest

from sipas_engine.forms.asking import questionnaire_of
from sipas_engine.forms.return_workbook import FORMS_SHEET, MOST_ROWS, Office, entry_columns, return_workbook
from sipas_engine.methods.built_in import built_in, built_in_codes
from sipas_engine.returns.forms import dont_know, double_tick
from sipas_engine.returns.forms_file import read_forms
from sipas_engine.returns.refusals import EmptyForms

SET = built_in("P2023")
QUESTIONNAIRE = questionnaire_of(SET)
OFFICE = Office(
    "UBND phường Xuân Hương - Đà Lạt", ("Lâm Đồng",), (), ("Phường Xuân Hương - Đà Lạt", "Xã Đạ Huoai")
)


def _opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:openpyxl")
def test_what_was_typed_is_read_back(tmp_path: Path) -> None:
    book = _opened(return_workbook(QUESTIONNAIRE, OFFICE))
    sheet = book[FORMS_SHEET]
    column = {cell.value: cell.column for cell in sheet[1]}
    typed: list[dict[str, object]] = [
        {"form_id": "00042", "1": 4, "2": 45, "3": "KB", "33": 5, "sex": "Nam", "Q2": "2;5"},
        {"form_id": "00043", "1": "4", "status": "không hợp lệ"},
    ]
    for row, cells in enumerate(typed, start=2):
        for code, value in {"province": "Lâm Đồng", "commune": "Xã Đạ Huoai", **cells}.items():
            sheet.cell(row, column[code], value)
    book.save(tmp_path / "phieu.xlsx")
    forms = read_forms(tmp_path / "phieu.xlsx", SET, labels=["province", "commune"])
    assert list(forms.form_ids) == ["00042", "00043"], "a code stays text: its zeros are there"
    first = {code: int(forms.answers[code][0]) for code in ("1", "2", "3", "4", "33")}
    assert first == {"1": 4, "2": double_tick(5), "3": dont_know(5), "4": 0, "33": 5}
    assert list(forms.valid) == [True, False]


def test_an_empty_workbook_holds_no_form(tmp_path: Path) -> None:
    file = tmp_path / "phieu.xlsx"
    file.write_bytes(return_workbook(QUESTIONNAIRE, OFFICE))
    with pytest.raises(EmptyForms):
        read_forms(file, SET, labels=["province", "commune"])


@pytest.mark.parametrize("code", built_in_codes())
def test_every_set_has_a_workbook_with_its_columns_and_their_lists(code: str) -> None:
    questionnaire = questionnaire_of(built_in(code))
    sheet = _opened(return_workbook(questionnaire, OFFICE))[FORMS_SHEET]
    header = [cell.value for cell in sheet[1]]
    assert set(questionnaire.columns()) | {"form_id", "status", "province", "commune"} <= set(header)
    assert len(header) == len(set(header))
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert len(lists) == sum(bool(column.allowed) for column in entry_columns(questionnaire, OFFICE))


def test_the_head_is_locked_and_the_rows_below_are_not() -> None:
    sheet = _opened(return_workbook(QUESTIONNAIRE, OFFICE))[FORMS_SHEET]
    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[1])
    assert not any(one.protection.locked for one in sheet.column_dimensions.values())
    assert sheet.freeze_panes == "B2"


def test_a_name_and_a_phone_number_have_no_column() -> None:
    assert not {"name", "phone"} & {column.code for column in entry_columns(QUESTIONNAIRE, OFFICE)}


def test_the_same_questions_and_office_give_the_same_bytes() -> None:
    assert return_workbook(QUESTIONNAIRE, OFFICE) == return_workbook(QUESTIONNAIRE, OFFICE)


@pytest.mark.parametrize("rows", [0, MOST_ROWS + 1])
def test_a_sheet_has_a_sensible_number_of_rows(rows: int) -> None:
    with pytest.raises(ValueError, match="rows"):
        return_workbook(QUESTIONNAIRE, OFFICE, rows)
