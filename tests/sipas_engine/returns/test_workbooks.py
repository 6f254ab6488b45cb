"""Sổ tính của phiếu: cells that only look empty, ods, old workbooks; and files made to hurt, with their memory."""

import io
import subprocess
import sys
import time
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from sipas_engine.errors import SipasError
from sipas_engine.returns.forms_file import read_forms
from tests.directives.conversion.workbooks import cell, raw
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"1": ["1.1", "1.2"]}})
HEAD = ["form_id", "province", "1.1", "1.2", "note"]
ROW = ["p1", "Hà Nội", 4, 5, ""]


def read(path):
    return read_forms(path, QUESTIONS, labels=["province"])


def refusal(path):
    with pytest.raises(SipasError) as caught:
        read(path)
    return caught.value


def a_workbook(path, write):
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Phiếu")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ROW)
        write(workbook, sheet)
    return path


MISLEADING = [
    (lambda s: s.write_formula("C2", "=1/0", None, "#DIV/0!"), "phieu.xlsx:2:1.1", "an error of a formula"),
    (lambda s: s.write_formula("D2", "=C2", None, ""), "phieu.xlsx:2:1.2", "a formula without its result"),
    (lambda s: s.merge_range("C2:C4", 4), "phieu.xlsx:2:1.1", "cells are merged"),
    (lambda s: s.merge_range("C1:D1", "1.1"), "phieu.xlsx:1:1.1", "cells are merged"),
    (
        lambda s: s.write_datetime("C2", datetime(2026, 4, 5)),
        "phieu.xlsx:2:1.1",
        "2026-04-05",
    ),
    (lambda s: s.write("C2", 4.5), "phieu.xlsx:2:1.1", "'4.5'"),
    (lambda s: s.write("C2", 6), "phieu.xlsx:2:1.1", "'6'"),
    (lambda s: s.write_string("C2", "=4"), "phieu.xlsx:2:1.1", "'=4'"),
    (lambda s: s.write_boolean("C2", True), "phieu.xlsx:2:1.1", "'True'"),
    (lambda s: s.write_string("C1", "Câu 1"), "phieu.xlsx:1:1.1", "Column 1.1 is missing"),
    (
        lambda s: s.write_row(1, 0, ["Mã phiếu", "Tỉnh", "Chỗ ngồi", "Thiết bị"]),
        "phieu.xlsx:2:1.1",
        "'Chỗ ngồi'",
    ),
]


@pytest.mark.parametrize(("write", "where", "sentence"), MISLEADING, ids=[row[2] for row in MISLEADING])
def test_a_cell_that_is_no_answer_is_named_and_never_taken_for_a_blank(tmp_path, write, where, sentence):
    error = refusal(a_workbook(tmp_path / "phieu.xlsx", lambda _, sheet: write(sheet)))
    assert error.problems[0].where == where
    assert sentence in str(error)


HARMLESS = [
    (lambda b, s: s.write_formula("C2", "=2+2", None, 4), "the result of a formula"),
    (lambda b, s: s.write_string("C2", "4 "), "a blank behind"),
    (lambda b, s: s.merge_range("E2:E3", "ghi chú"), "merged notes"),
    (lambda b, s: s.write_formula("E2", "=1/0", None, "#DIV/0!"), "an error among the notes"),
    (lambda b, s: b.add_worksheet("Danh mục").hide(), "a hidden sheet of lists"),
]


@pytest.mark.parametrize(("write", "reason"), HARMLESS, ids=[reason for _, reason in HARMLESS])
def test_what_concerns_no_answer_does_not_hinder(tmp_path, write, reason):
    forms = read(a_workbook(tmp_path / "phieu.xlsx", write))
    assert forms.answers["1.1"].tolist()[:1] == [4]


def test_a_hidden_sheet_of_forms_is_not_passed_over(tmp_path):
    def write(workbook, _):
        hidden = workbook.add_worksheet("Ẩn")
        hidden.write_row(0, 0, HEAD)
        hidden.hide()

    error = refusal(a_workbook(tmp_path / "phieu.xlsx", write))
    assert (error.kind, error.fields["sheets"]) == ("several_sheets", "Phiếu, Ẩn")


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("name", ["phieu.xls", "phieu.xlsx"])
def test_an_old_or_locked_workbook_is_refused_by_name(tmp_path, name):
    (tmp_path / name).write_bytes(OLD)
    assert refusal(tmp_path / name).kind == "old_workbook"


def an_ods(path, rows):
    """An ods file of one sheet; ``rows`` is the XML of its rows."""
    names = " ".join(
        f'xmlns:{short}="urn:{long}"'
        for short, long in {
            "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
            "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
            "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
            "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        }.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Phiếu">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def text(words, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p></table:table-cell>'


def number(value, more=""):
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}/>'


def row(*cells):
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


ODS_HEAD = row(*map(text, HEAD[:4]))


def test_forms_are_read_from_ods(tmp_path):
    padding = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = (
        ODS_HEAD
        + row(text("p1"), text("Hà Nội"), number("4"), number("5"))
        + row(text("p2"), text("Hà Nội"), "<table:table-cell/>", text("45"))
    )
    forms = read(an_ods(tmp_path / "phieu.ods", rows + padding))
    assert {code: codes.tolist() for code, codes in forms.answers.items()} == {"1.1": [4, 0], "1.2": [5, 6]}


ODD_ODS = [
    (number(4, ' table:number-rows-spanned="2"'), "phieu.ods:2:1.1", "merged"),
    (text("#N/A", ' table:formula="of:=NA()" calcext:value-type="error"'), "phieu.ods:2:1.1", "error"),
    ('<table:table-cell table:formula="of:=1"/>', "phieu.ods:2:1.1", "without its result"),
]


@pytest.mark.parametrize(("odd", "where", "sentence"), ODD_ODS, ids=[row[2] for row in ODD_ODS])
def test_the_same_cells_are_named_in_ods(tmp_path, odd, where, sentence):
    error = refusal(an_ods(tmp_path / "phieu.ods", ODS_HEAD + row(text("p1"), text("Huế"), odd, number("5"))))
    assert where in [problem.where for problem in error.problems]
    assert sentence in str(error)


_READ = """
import sys
from pathlib import Path
from sipas_engine.errors import SipasError
from sipas_engine.returns.return_file import read_text_table
try:
    print(len(read_text_table(Path(sys.argv[1])).row_numbers))
except SipasError as error:
    print(error.kind)
"""
_MEASURE = """
import resource, subprocess, sys
print(subprocess.run(sys.argv[1:], capture_output=True, text=True, check=True).stdout.strip())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def rows_of(count, cells):
    return "".join(f'<row r="{r}">{cells(r)}</row>' for r in range(1, count + 1))


def numbers(width):
    return lambda r: "<c><v>4</v></c>" * width


EVERYWHERE = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
    'office:value="4" table:number-columns-repeated="16384"/></table:table-row>'
)
FAR = "sheet_too_large"
HOSTILE = [
    (lambda: raw(cell("A1", "form_id") + cell("XFD1048576", "z")), FAR, "the last row and column"),
    (lambda: raw(row_at(1) + row_at(1_048_576)), FAR, "the last row alone"),
    (lambda: raw(rows_of(30, numbers(5)), dimension="A1:XFD1048576"), "29", "a dimension that is not true"),
    (lambda: raw(rows_of(30, numbers(5)), dimension="A1"), "29", "a dimension too small"),
    (lambda: raw(rows_of(1_048_576, numbers(1))), "archive_bomb", "a million rows of one column"),
    (lambda: raw(rows_of(300_000, numbers(20))), "archive_bomb", "six million cells"),
    (lambda: raw(rows_of(40_000, numbers(26))), "39999", "forty thousand forms"),
    (lambda: ods_bytes(EVERYWHERE), "unreadable_forms", "ods: one cell repeated over the whole sheet"),
]


def row_at(number):
    return f'<row r="{number}">{cell(f"A{number}", "form_id")}</row>'


def ods_bytes(rows):
    made = io.BytesIO()
    an_ods(made, rows)
    return made.getvalue()


@pytest.mark.parametrize(("make", "said", "reason"), HOSTILE, ids=[reason for _, _, reason in HOSTILE])
def test_a_hostile_sheet_is_read_or_refused_in_little_time_and_memory(tmp_path, make, said, reason):
    path = tmp_path / ("phieu.ods" if reason.startswith("ods") else "phieu.xlsx")
    path.write_bytes(make())
    command = [sys.executable, "-c", _MEASURE, sys.executable, "-c", _READ, str(path)]
    begun = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer, megabytes = done.stdout.split()
    assert answer == said
    assert int(megabytes) < 500
    assert time.monotonic() - begun < 20  # five seconds on a machine with nothing else to do
