"""Đọc tệp danh sách: one list in every format and encoding is one list; merged headings, titles, hidden rows."""

import csv
import io
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import examples
from directives.conversion.sheets import read_sheet
from directives.conversion.tables import UnfitTable
from directives.errors import DirectiveError
from sipas_engine.sampling.draw import CannotDraw, DrawSettings
from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.mapping import ListMapping, read_mapping
from sipas_engine.sampling.stages import Stage
from tests.services.sample_lists import HEADINGS, list_file, people
from workflows.services.draw_file import MAIN_LIST, RECORD, draw_file, redraw_file, share_of, write_draw
from workflows.services.forms_questions import listed_serials
from workflows.services.read_list import load_list
from workflows.services.sample_sheet import sample_sheet

DAY = date(2026, 9, 1)
ROWS = [list(HEADINGS), *people(20)]
SETTINGS = DrawSettings("2026", 6, by=("thon",))


def as_csv(file: Path, encoding: str, delimiter: str, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    file.write_bytes(text.getvalue().encode(encoding))
    return file


def as_xlsx(file: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    return file


FORMATS = [
    ("utf-8", ","),
    ("utf-8-sig", ";"),
    ("utf-16", "\t"),
    ("utf-16", ","),
]


@pytest.mark.parametrize(("encoding", "delimiter"), FORMATS)
def test_one_list_has_one_hash_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    there = load_list(as_csv(tmp_path / "a.csv", "utf-8", ";"), DAY)
    found = load_list(as_csv(tmp_path / "b.csv", encoding, delimiter), DAY)
    assert found.list_hash == there.list_hash
    assert found.read.rows == there.read.rows


def test_windows_1258_is_read_as_the_letters_it_means(tmp_path: Path) -> None:
    import unicodedata

    plain = [
        ["STT", "Họ và tên", "Điện thoại"],
        ["1", "Trần Thị Tố Nga", "0912345678"],
        ["2", "Lê Văn Đức", "0912345679"],
    ]
    marks = "\u0300\u0301\u0303\u0309\u0323"

    def windows(text: str) -> str:
        """Letters as that code page writes them: vowels whole, tones behind them."""
        parts = (unicodedata.normalize("NFD", letter) for letter in text)
        return "".join(
            unicodedata.normalize("NFC", "".join(one for one in part if one not in marks))
            + "".join(one for one in part if one in marks)
            for part in parts
        )

    file = as_csv(tmp_path / "a.csv", "cp1258", ";", [[windows(cell) for cell in row] for row in plain])
    assert [row.name for row in load_list(file, DAY).read.rows] == ["Trần Thị Tố Nga", "Lê Văn Đức"]


def test_a_workbook_gives_the_same_list_and_the_same_sample(tmp_path: Path) -> None:
    in_csv = draw_file(as_csv(tmp_path / "a.csv", "utf-8", ";"), SETTINGS, DAY)
    in_xlsx = draw_file(as_xlsx(tmp_path / "a.xlsx"), SETTINGS, DAY)
    assert in_xlsx.drawn == in_csv.drawn


@pytest.mark.libreoffice
def test_an_opendocument_sheet_gives_the_same_list(tmp_path: Path) -> None:
    as_xlsx(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    subprocess.run(
        [
            shutil.which("soffice") or "",
            "--headless",
            profile,
            "--convert-to",
            "ods",
            "--outdir",
            tmp_path,
            tmp_path / "a.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    assert load_list(tmp_path / "a.ods", DAY).list_hash == load_list(tmp_path / "a.xlsx", DAY).list_hash


def test_titles_above_and_merged_headings_are_understood(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        sheet.merge_range("A1:F1", "DANH SÁCH TỔNG THỂ")
        for place, heading in ((0, "STT"), (1, "Họ và tên"), (2, "Ngày sinh"), (5, "Điện thoại")):
            sheet.merge_range(2, place, 3, place, heading)
        sheet.merge_range(2, 3, 2, 4, "Địa chỉ")
        sheet.write_row(3, 3, ["Thôn", "Xã"])
        sheet.write_row(4, 0, [1, "NGUYỄN VĂN MẪU"])
        sheet.write_datetime(4, 2, datetime(1985, 9, 2), day)
        sheet.write_row(4, 3, ["Thôn 1", "Xã Mẫu"])
        sheet.write_number(4, 5, 912345678)
    found = load_list(file, DAY)
    (row,) = found.read.rows
    assert (row.row, row.name, row.birth_year, row.village, row.commune) == (
        5,
        "NGUYỄN VĂN MẪU",
        1985,
        "Thôn 1",
        "Xã Mẫu",
    )
    assert row.phone == "912345678", "what a spreadsheet lost is told, not mended"
    assert found.read.report.counts == {"phone_lost_zero": 1}
    assert found.mapping.head_row == 3


def test_a_hidden_row_is_refused_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.set_row(3, None, None, {"hidden": True})
    with pytest.raises(UnfitTable):
        load_list(file, DAY)


def test_a_mapping_names_what_is_not_known_by_its_heading_and_the_rest_is_told(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "a.csv", "utf-8", ";", [["Ai", "Gọi", "CCCD"], ["An", "0912345678", "x"]])
    found = load_list(file, DAY, ListMapping({"ho_ten": "Ai", "dien_thoai": "Gọi"}))
    assert [(row.name, row.phone) for row in found.read.rows] == [("An", "0912345678")]
    assert found.passed_over == ("CCCD",)
    with pytest.raises(UnfitTable):
        load_list(file, DAY, ListMapping({"ho_ten": "Họ tên"}))


def test_a_file_of_unknown_headings_is_drawn_from_as_it_stands(tmp_path: Path) -> None:
    rows = [["id", "khu"], *([f"X{n}", f"K{n % 2}"] for n in range(1, 41))]
    file = as_csv(tmp_path / "a.csv", "utf-8", ",", rows)
    found = draw_file(file, DrawSettings("1", 10, by=("khu",)), DAY)
    assert [one.stratum for one in found.drawn.strata] == ["K0", "K1"]
    rows[5][0] = "Y"
    other = draw_file(as_csv(tmp_path / "b.csv", "utf-8", ",", rows), DrawSettings("1", 10, by=("khu",)), DAY)
    assert other.drawn.list_hash != found.drawn.list_hash


@pytest.mark.parametrize("by", ["khong_co", "xa", "Mã hộ"])
def test_a_stratum_column_that_is_not_there_is_refused(tmp_path: Path, by: str) -> None:
    with pytest.raises((CannotDraw, UnfitTable)):
        draw_file(as_csv(tmp_path / "a.csv", "utf-8", ";"), DrawSettings("1", 5, by=(by,)), DAY)


def test_a_stratum_left_empty_is_refused(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[4][5] = ""
    with pytest.raises(CannotDraw) as refused:
        draw_file(as_csv(tmp_path / "a.csv", "utf-8", ";", rows), SETTINGS, DAY)
    assert refused.value.problems[0].fields == {"column": "thon", "count": 1, "position": 4}


def test_the_record_holds_no_name_and_draws_the_sample_again(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "a.csv", "utf-8", ";")
    found = draw_file(file, DrawSettings("2026", 6, by=("Thôn",), stages=(Stage("Thôn", 2),)), DAY)
    written = write_draw(found, tmp_path / "ra")
    record = (tmp_path / "ra" / RECORD).read_text(encoding="utf-8")
    assert "Ví Dụ" not in record
    assert "09000" not in record
    assert redraw_file(tmp_path / "ra" / RECORD, file) == []
    turned = as_xlsx(tmp_path / "b.xlsx", [ROWS[0], *reversed(ROWS[1:])])
    assert redraw_file(tmp_path / "ra" / RECORD, turned) == [], (
        "another format, another order of the same STT"
    )
    fewer = as_csv(tmp_path / "c.csv", "utf-8", ";", ROWS[:-1])
    assert "list_hash" in {one["what"] for one in redraw_file(tmp_path / "ra" / RECORD, fewer)}
    before = [path.read_bytes() for path in written]
    write_draw(found, tmp_path / "ra")
    assert [path.read_bytes() for path in written] == before


def test_the_working_list_names_forms_and_villages_for_the_printer(tmp_path: Path) -> None:
    found = draw_file(as_csv(tmp_path / "a.csv", "utf-8", ";"), SETTINGS, DAY)
    write_draw(found, tmp_path, "LD-26")
    printed = listed_serials(tmp_path / MAIN_LIST)
    assert [one.serial for one in printed] == [f"LD-26-{n:04d}" for n in range(1, 7)]
    assert {one.place for one in printed} <= {"Tổ 1", "Tổ 2", "Tổ 3"}


def test_the_working_list_keeps_zeros_and_nothing_in_it_is_reckoned(tmp_path: Path) -> None:
    hostile = [
        ["STT", "Họ và tên", "Thôn", "Điện thoại"],
        ["1", "=1+1", "@SUM(A1)", "0912345678"],
        ["2", "-2", "+3", "0912345679"],
    ]
    found = draw_file(as_csv(tmp_path / "a.csv", "utf-8", ";", hostile), DrawSettings("1", 2), DAY)
    write_draw(found, tmp_path)
    sheet = read_sheet(tmp_path / MAIN_LIST)
    assert [row[2:] for row in sheet.rows[1:]] == [
        ("=1+1", "@SUM(A1)", "@SUM(A1)", "0912345678"),
        ("-2", "+3", "+3", "0912345679"),
    ]
    assert sheet.faults == ()


@given(
    st.lists(
        st.builds(
            FrameRow, st.integers(1, 9), st.integers(1, 9), name=st.text(alphabet="=+-@ab\t", max_size=5)
        ),
        max_size=3,
    )
)
def test_the_same_rows_give_the_same_workbook(rows: list[FrameRow]) -> None:
    assert sample_sheet("Mẫu", rows) == sample_sheet("Mẫu", rows)


def test_the_example_is_read_by_its_mapping_and_what_is_wrong_in_it_is_found() -> None:
    folder = examples.FOLDER / "mau"
    found = load_list(folder / "danh-sach-gia-lap.csv", DAY, read_mapping(folder / "ghep-cot.toml"))
    assert found.mapping.synthetic
    assert found.read.report.counts == {
        "missing_name": 1,
        "missing_phone": 2,
        "phone_lost_zero": 1,
        "birth_serial": 1,
        "under_age": 1,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [("5%", "1/20"), ("0.05", "1/20"), ("0,05", "1/20"), ("1/20", "1/20"), ("x", "None"), ("1/0", "None")],
)
def test_a_share_is_written_as_people_do(text: str, said: str) -> None:
    assert str(share_of(text)) == said


def test_a_list_file_with_rows_above_is_a_csv_too(tmp_path: Path) -> None:
    width = len(HEADINGS)
    file = list_file(tmp_path / "a.csv", people(3), above=[["DANH SÁCH", *[""] * (width - 1)], [""] * width])
    found = load_list(file, DAY)
    assert (found.mapping.head_row, [row.row for row in found.read.rows]) == (3, [4, 5, 6])
    with pytest.raises(DirectiveError):
        load_list(tmp_path / "khong-co.csv", DAY)
