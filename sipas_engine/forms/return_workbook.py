"""Bảng nhập phiếu: the workbook in which an office types its forms, with drop-downs and the words of each question.

The first row holds the codes by which our reader knows the columns, and is protected. What a column asks is shown
when a cell of it is entered, and stands on the sheet of guidance.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter

from sipas_engine.forms.questionnaire import ChoiceQuestion, MatrixQuestion, Question, Questionnaire
from sipas_engine.forms.xlsform import DONT_KNOW, ENUMERATOR, PLACES, REQUIRED_PLACES, SERIAL, places_asked
from sipas_engine.forms.xlsform_file import NO_TIME

FORMS_SHEET, GUIDE_SHEET, LISTS_SHEET = "Phiếu", "Hướng dẫn", "Danh mục"
STATUS = "status"
STATUS_WORDS = ("hợp lệ", "không hợp lệ")
MOST_ROWS = 20_000
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_INLINE = 200


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """Cột nhập: its code, what it asks, and what may stand in it; no values mean that anything may."""

    code: str
    asks: str
    allowed: tuple[str, ...] = ()
    width: float = 8
    answer: bool = False
    must: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Nơi nhập phiếu: who fills the workbook in, and the places it may name; no places mean that any may be typed."""

    name: str = ""
    province: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()


def entry_columns(questionnaire: Questionnaire, office: Office) -> tuple[EntryColumn, ...]:
    """Các cột của bảng nhập: identity and place, the respondent's card, then every answer in printed order."""
    places = places_asked(questionnaire)
    known = {"province": office.province, "district": office.districts, "commune": office.communes}
    identity = [EntryColumn(SERIAL, "Mã phiếu in ở góc và chân phiếu", width=16, must=True)]
    identity += [
        EntryColumn(name, PLACES[name], known.get(name, ()), 20, must=name in REQUIRED_PLACES)
        for name in places
    ]
    identity += [
        EntryColumn(ENUMERATOR, "Mã điều tra viên", width=14),
        EntryColumn(STATUS, "Phiếu hợp lệ hay không; để trống là hợp lệ", STATUS_WORDS, 14),
    ]
    card = questionnaire.of_purpose("respondent")
    satisfaction = questionnaire.of_purpose("satisfaction")
    asked = [question for question in questionnaire.questions if question.code not in places]
    return (
        *identity,
        *(
            column
            for question in asked
            for column in _columns(question, on_card=question in card, index=question in satisfaction)
        ),
    )


def _columns(question: Question, *, on_card: bool, index: bool) -> Iterator[EntryColumn]:
    match question:
        case MatrixQuestion():
            levels = tuple(level.code for level in question.levels)
            allowed = (*levels, DONT_KNOW.code) if index else levels
            yield from (EntryColumn(item.code, item.text, allowed, answer=True) for item in question.items)
        case ChoiceQuestion(several=False):
            texts = tuple(choice.text if on_card else choice.code for choice in question.choices)
            yield EntryColumn(question.code, question.text, texts, 18 if on_card else 8, answer=not on_card)
        case _:
            yield EntryColumn(question.code, question.text, (), 14)


def return_workbook(questionnaire: Questionnaire, office: Office, rows: int = 1000) -> bytes:
    """Lập bảng nhập phiếu: empty, with room for ``rows`` forms. The same questions and office give the same bytes.

    Raises ValueError for more than MOST_ROWS rows.
    """
    if not 1 <= rows <= MOST_ROWS:
        raise ValueError(f"{rows} rows")
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": "Bảng nhập phiếu", "created": NO_TIME})
        columns = entry_columns(questionnaire, office)
        sheet = workbook.add_worksheet(FORMS_SHEET)
        guide = workbook.add_worksheet(GUIDE_SHEET)
        lists = workbook.add_worksheet(LISTS_SHEET)
        _write_entries(workbook, sheet, lists, columns, rows)
        _write_guide(workbook, guide, questionnaire, office, columns)
        lists.hide()
    return content.getvalue()


def _write_entries(
    workbook: xlsxwriter.Workbook,
    sheet: "xlsxwriter.worksheet.Worksheet",
    lists: "xlsxwriter.worksheet.Worksheet",
    columns: Sequence[EntryColumn],
    rows: int,
) -> None:
    look = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "num_format": "@"}
    heads = {
        True: workbook.add_format({**look, "bg_color": "#F4B183"}),
        False: workbook.add_format({**look, "bg_color": "#D9E2F3"}),
    }
    # A code stays text, or a spreadsheet program makes 1 of 01; an answer is a number to it or a word, as typed.
    text = workbook.add_format({"num_format": "@", "locked": False})
    answer = workbook.add_format({"align": "center", "locked": False})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, answer if column.answer else text)
        sheet.write_string(0, place, column.code, heads[column.must])
        sheet.data_validation(1, place, rows, place, _validation(lists, place, column))
    sheet.freeze_panes(1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _validation(
    lists: "xlsxwriter.worksheet.Worksheet", place: int, column: EntryColumn
) -> dict[str, object]:
    """Ô chọn: a warning only, since a form may bear two ticks, and nobody shall have to make up one."""
    told = {
        "input_title": f"Cột {column.code}"[:_LONGEST_TITLE],
        "input_message": _shortened(column.asks),
        "ignore_blank": True,
    }
    if not column.allowed:
        return {"validate": "any", **told}
    listed: object = list(column.allowed)
    if not column.answer or sum(map(len, column.allowed)) > _INLINE:
        for row, value in enumerate(column.allowed):
            lists.write_string(row, place, value)
        letters = xlsxwriter.utility.xl_col_to_name(place)
        listed = f"='{LISTS_SHEET}'!${letters}$1:${letters}${len(column.allowed)}"
    said = "Hai dấu trên một dòng: ghi cả hai mức, ví dụ 45. Bỏ trống: để ô trống." if column.answer else ""
    return {
        "validate": "list",
        "source": listed,
        "error_type": "warning",
        "error_title": "Không có trong danh mục",
        "error_message": said or "Chọn một dòng trong danh mục của ô này.",
        **told,
    }


def _write_guide(
    workbook: xlsxwriter.Workbook,
    sheet: "xlsxwriter.worksheet.Worksheet",
    questionnaire: Questionnaire,
    office: Office,
    columns: Sequence[EntryColumn],
) -> None:
    title = workbook.add_format({"bold": True, "font_size": 14})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    head = workbook.add_format({"bold": True, "border": 1, "bg_color": "#D9E2F3", "align": "center"})
    cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 78)
    sheet.set_column(2, 2, 46)
    sheet.write_string(0, 0, "BẢNG NHẬP PHIẾU KHẢO SÁT", title)
    about = " – ".join(filter(None, (questionnaire.title, office.name)))
    lines = (
        about,
        f"Phiên bản phiếu: {questionnaire.version}",
        f"Nhập vào trang “{FORMS_SHEET}”, mỗi phiếu một hàng, từ hàng 2. Hàng 1 là mã cột, không sửa, không xóa.",
        "Cột có mã nền cam phải nhập đủ. Ghi đúng những gì đánh dấu trên phiếu, không đoán, không sửa hộ.",
        "Mức độ hài lòng: 1 đến 5, từ ô bên trái. Để trống: không đánh dấu; 45: đánh hai ô; KB: không biết.",
        "Câu chọn nhiều ô: ghi số thứ tự các ô, cách nhau dấu chấm phẩy, ví dụ 2;5.",
        "Không ghi họ tên, số điện thoại của người trả lời vào bảng này.",
    )
    for row, said in enumerate(lines, start=1):
        sheet.merge_range(row, 0, row, 2, said, plain)
    top = len(lines) + 2
    for place, said in enumerate(("Mã cột", "Nội dung", "Được ghi")):
        sheet.write_string(top, place, said, head)
    for row, column in enumerate(columns, start=top + 1):
        shown = ", ".join(column.allowed) if column.allowed else "chữ"
        for place, said in enumerate((column.code, column.asks, shown)):
            sheet.write_string(row, place, said, cell)
    sheet.protect("")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"
