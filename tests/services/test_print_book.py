"""In sổ: cover and columns as the law wants them; nothing that a person typed is reckoned with by a spreadsheet."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from python_calamine import CalamineWorkbook

from directives.register.books import BookKey
from directives.register.columns import TEN_COLUMNS
from directives.register.incoming_columns import FOLLOW_UP_COLUMNS, INCOMING_COLUMNS
from directives.register.printed import PrintedBook
from directives.rendering.book_docx import book_as_docx
from directives.rendering.book_xlsx import book_as_xlsx
from storage.entry_states import Place
from tests.documents import a_document, dated
from tests.services.test_incoming import ARRIVAL, BOOK, OFFICE
from workflows.services.books import UnknownBook, open_book
from workflows.services.handle_incoming import follow_incoming
from workflows.services.issue import issue_document
from workflows.services.print_book import (
    UnknownBookFormat,
    follow_up_book,
    incoming_book,
    outgoing_book,
    write_book,
)
from workflows.services.receive_document import receive_document
from workflows.services.workspace import Workspace

LETTERS = BookKey(OFFICE, "CV", 2026)
#: What a spreadsheet would run, or read as a number, if a cell were not text.
HOSTILE = [
    '=cmd|" /C calc"!A0',
    "+84912345678",
    "-1+1",
    "@SUM(1)",
    "\tx",
    "0912345678",
    "http://x.vn",
    "001",
    "1/2",
]


@pytest.fixture
def letters(workspace: Workspace) -> Workspace:
    """Sổ ba công văn: of March 2026."""
    for day in ("2026-03-02", "2026-03-02", "2026-03-05"):
        issue_document(workspace, dated(day))
    return workspace


def test_the_cover_says_what_the_law_wants_on_it(letters: Workspace) -> None:
    book = outgoing_book(letters, LETTERS)
    assert (book.parent_lines, book.agency_lines) == ((), ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"))
    assert (book.title, book.facts) == (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        ("Năm: 2026", "Từ ngày 02/03/2026 đến ngày 05/03/2026", "Từ số 01 đến số 03", "Quyển số: 01"),
    )
    assert tuple(column.heading for column in book.columns) == TEN_COLUMNS
    assert [row[0] for row in book.rows] == ["01/UBND-VX", "02/UBND-VX", "03/UBND-VX"]


def test_a_thick_book_is_bound_in_volumes(letters: Workspace) -> None:
    book = outgoing_book(letters, LETTERS, first=2, last=2, volume=2)
    assert book.facts[1:] == (
        "Từ ngày 02/03/2026 đến ngày 02/03/2026",
        "Từ số 02 đến số 02",
        "Quyển số: 02",
    )
    assert len(book.rows) == 1


def test_an_empty_book_leaves_room_to_write_in(workspace: Workspace) -> None:
    open_book(workspace, LETTERS, 12)
    book = outgoing_book(workspace, LETTERS)
    assert (book.rows, book.facts[2]) == ((), "Từ số ........ đến số ........")
    with pytest.raises(UnknownBook):
        outgoing_book(workspace, BookKey(OFFICE, "KHÁC", 2026))


def test_the_book_of_incoming_documents_and_that_of_their_answers(letters: Workspace) -> None:
    receive_document(letters, OFFICE, ARRIVAL)
    follow_incoming(letters, BOOK, 1, progress="xong", reply=Place(LETTERS, 3))
    book, answers = incoming_book(letters, BOOK), follow_up_book(letters, BOOK)
    assert (book.title, tuple(c.heading for c in book.columns)) == (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
        INCOMING_COLUMNS,
    )
    assert book.facts[1] == "Từ ngày 05/10/2026 đến ngày 05/10/2026"
    assert tuple(c.heading for c in answers.columns) == FOLLOW_UP_COLUMNS
    assert answers.rows[0][4:6] == ("xong", "03/UBND-VX ngày 05/03/2026")


def _hostile(book: PrintedBook) -> PrintedBook:
    rows = [(text, *row[1:]) for text, row in zip(HOSTILE, [book.rows[0]] * len(HOSTILE), strict=True)]
    return replace(book, rows=tuple(rows), title="=1+1", facts=("@x", *HOSTILE))


def test_a_workbook_holds_every_text_as_text(letters: Workspace) -> None:
    content = book_as_xlsx(_hostile(outgoing_book(letters, LETTERS)))
    cover, sheet = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    read = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()
    assert tuple(read[0]) == TEN_COLUMNS
    assert read[1] == [f"({n})" for n in range(1, 11)]
    assert [row[0] for row in read[2:]] == HOSTILE
    with ZipFile(BytesIO(content)) as package:
        for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
            markup = package.read(name).decode()
            assert "<f>" not in markup
            kinds = set(re.findall(r"<c [^>]*?t=\"(\w+)\"", markup))
            assert kinds == {"s"}, "every cell is a shared string"
            assert len(re.findall(r"<c ", markup)) == len(re.findall(r"<c [^>]*?t=\"s\"", markup)) + len(
                re.findall(r"<c [^>]*/>", markup)
            )
        assert "hyperlink" not in package.read("xl/worksheets/sheet2.xml").decode()
    assert cover == "Bìa"


def test_a_word_file_repeats_both_head_rows_and_breaks_no_row(letters: Workspace) -> None:
    content = book_as_docx(_hostile(outgoing_book(letters, LETTERS)))
    made = docx.Document(BytesIO(content))
    (table,) = made.tables
    assert [cell.text for cell in table.rows[0].cells] == list(TEN_COLUMNS)
    assert [cell.text for cell in table.rows[1].cells] == [f"({n})" for n in range(1, 11)]
    assert [row.cells[0].text for row in table.rows[2:]] == HOSTILE
    markup = [row._tr.xml for row in table.rows]
    assert ["w:tblHeader" in row for row in markup] == [True, True] + [False] * len(HOSTILE)
    assert all("w:cantSplit" in row for row in markup)
    assert made.sections[0].page_width > made.sections[0].page_height
    assert "TỈNH LÂM ĐỒNG" in [paragraph.text for paragraph in made.paragraphs]


@pytest.mark.parametrize("writer", [book_as_docx, book_as_xlsx])
def test_the_same_book_gives_the_same_bytes(letters: Workspace, writer: object) -> None:
    book = outgoing_book(letters, LETTERS)
    assert callable(writer)
    assert writer(book) == writer(book)


def test_the_ending_of_the_name_says_which_file_is_written(letters: Workspace, tmp_path: Path) -> None:
    book = outgoing_book(letters, LETTERS)
    for name in ("so.docx", "SO.XLSX"):
        write_book(book, tmp_path / name)
        assert (tmp_path / name).read_bytes()[:2] == b"PK"
    with pytest.raises(UnknownBookFormat, match=r"\.docx, \.xlsx"):
        write_book(book, tmp_path / "so.pdf")
    assert not (tmp_path / "so.pdf").exists()


def test_hostile_words_of_a_real_document_come_back_as_they_were(workspace: Workspace) -> None:
    issue_document(workspace, a_document(subject=HOSTILE[0], recipients=["0012", "+84 912"]))
    content = book_as_xlsx(outgoing_book(workspace, LETTERS))
    row = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(1).to_python()[2]
    assert (row[2], row[4]) == (
        f"Công văn: {HOSTILE[0]}",
        "Ủy ban nhân dân các xã, phường, đặc khu; 0012; +84 912",
    )
