"""Tệp của sổ khắc phục: the table which units fill in, what came back in it, and the office's table, as workbooks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import xlsxwriter

from directives.conversion.sheets import read_sheet
from directives.conversion.tables import headings_of, records_of
from directives.errors import N_, Problem
from directives.followup.status import DutyState
from directives.results_use.improvement import FIELDS, RegisterState
from directives.results_use.improvement_entries import BadRegister, WrittenRow
from directives.text import comparison_key, normalise
from sipas_engine.comparison.change import REASONS
from storage.files import write_whole
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.results_use.improvement_records import NoRegister
from workflows.services.results_use.improvement_register import (
    ImprovementChanges,
    ImprovementRegister,
    RegisterRow,
    improvement_register,
)
from workflows.services.results_use.used_result import is_synthetic
from workflows.services.workspace import Workspace

#: A workbook carries its making's time; ours must not, or the same register would give other bytes tomorrow.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_UNIT, _CODE = "Mã đơn vị", "Mã tiêu chí"
#: Cột chỉ để đọc.
_SHOWN = ("Tên đơn vị", "Tiêu chí", "Chỉ số (%)", "Trung bình nhóm (%)", "Đã phân biệt được")
_STATES: Mapping[RegisterState, str] = {
    RegisterState.TO_FILL: "chưa nộp",
    RegisterState.SUBMITTED: "đã nộp",
    RegisterState.RETURNED: "trả lại để sửa",
    RegisterState.ACCEPTED: "đã chấp nhận",
}
_DUTIES: Mapping[DutyState, str] = {
    DutyState.NOT_DUE: "chưa đến hạn",
    DutyState.DUE_SOON: "sắp đến hạn",
    DutyState.DUE_TODAY: "đến hạn hôm nay",
    DutyState.LATE: "trễ hạn",
    DutyState.DONE: "đã nộp minh chứng",
    DutyState.DONE_LATE: "nộp minh chứng chậm",
    DutyState.SUSPENDED: "tạm dừng",
    DutyState.WAIVED: "được miễn",
    DutyState.STANDING: "thường xuyên",
}
_APART = {True: "có", False: "chưa", None: "–"}
REGRESSION_NOTE = (
    "Tiêu chí được chọn vì thấp nhất thường cao hơn vào năm sau do ngẫu nhiên; chỉ nói cải thiện khi khoảng tin cậy "
    "95% của chênh lệch không chứa 0, và nên đối chiếu với các tiêu chí khác của đơn vị."
)
"""Lưu ý khi so hai năm: printed wherever changes of weak criteria are shown."""
_NO_COLUMN = N_("there is no column “{heading}”")
_UNKNOWN_COLUMN = N_("the column “{heading}” is not of this register; it has: {known}")


def write_template(workspace: Workspace, campaign: str, output: Path, units: Sequence[str] = ()) -> int:
    """Ghi bảng để điền: rows of open registers, with what was written so far; gives how many rows.

    Raises UnknownCampaign, NoRegister.
    """
    content, count = template_workbook(improvement_register(workspace, campaign), units)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, content)
    return count


def template_workbook(found: ImprovementRegister, units: Sequence[str] = ()) -> tuple[bytes, int]:
    """Bảng để điền: as a workbook of text, and how many rows it has. Raises NoRegister."""
    if found.prefill is None:
        raise NoRegister(where=found.plan.id, campaign=found.plan.id)
    rows = [
        [
            one.unit.id,
            one.unit.name,
            row.row.code,
            row.row.weakness.name,
            _number(row.row.weakness.value),
            _number(row.row.weakness.group),
            _APART[row.row.weakness.apart],
            *_written(row),
        ]
        for one in found.units
        if one.register.is_open and (not units or one.unit.id in units)
        for row in one.rows
    ]
    head = [_UNIT, _SHOWN[0], _CODE, *_SHOWN[1:], *FIELDS.values()]
    return _workbook("Sổ khắc phục hạn chế", [], head, rows, filled=len(_SHOWN) + 2), len(rows)


def register_workbook(
    workspace: Workspace, found: ImprovementRegister, changes: ImprovementChanges | None = None
) -> bytes:
    """Bảng của cơ quan: every row with the state of its register, its duty and the later value; inert text.

    Raises NoRegister.
    """
    if found.prefill is None:
        raise NoRegister(where=found.plan.id, campaign=found.plan.id)
    measured = changes is not None and changes.is_measured
    head = [_UNIT, _SHOWN[0], "Tình trạng sổ", _CODE, *_SHOWN[1:], *FIELDS.values(), "Nhiệm vụ khắc phục"]
    head += ["Chỉ số năm sau (%)", "Chênh lệch", "Khoảng tin cậy 95%", "Kết luận"] if measured else []
    rows = []
    for one in found.units:
        for row in one.rows:
            weakness = row.row.weakness
            cells = [one.unit.id, one.unit.name, _STATES[one.register.state], row.row.code, weakness.name]
            cells += [
                _number(weakness.value),
                _number(weakness.group),
                _APART[weakness.apart],
                *_written(row),
            ]
            cells.append(_DUTIES[row.duty.state] if row.duty else "–")
            if changes is not None and measured:
                change = changes.by_row[one.unit.id, row.row.code]
                ends = [_number(Decimal(str(round(end, 2)))) for end in change.interval or ()]
                shown = f"[{'; '.join(ends)}]" if ends else "–"
                cells += [_number(change.later), _number(change.difference), shown, change.in_words]
            rows.append(cells)
        if not one.rows:
            said = REASONS[one.reason] if one.reason else "chưa có dòng nào"
            rows.append([one.unit.id, one.unit.name, said, *[""] * (len(head) - 3)])
    notes = [f"Cách chọn tiêu chí: {found.prefill.choice.in_words}"]
    notes += [REGRESSION_NOTE] if measured else []
    notes += [SYNTHETIC_NOTE] if is_synthetic(workspace, found.plan) else []
    return _workbook(found.plan.title, notes, head, rows)


def read_register(file: Path) -> tuple[WrittenRow, ...]:
    """Đọc bảng đã điền: a row for each criterion of a unit; a column that is left out stays as it was written.

    Raises BadRegister for columns that are missing or not of this register, UnfitTable and what reading a foreign
    file refuses.
    """
    sheet = read_sheet(file)
    headings = {comparison_key(heading): heading for heading in headings_of(sheet)}
    names = {_UNIT: "unit", _CODE: "code", **{heading: name for name, heading in FIELDS.items()}}
    known = {comparison_key(heading): name for heading, name in names.items()}
    ignored = {comparison_key(heading) for heading in _SHOWN}
    problems = [
        Problem(_NO_COLUMN, {"heading": heading}, file.name)
        for heading in (_UNIT, _CODE)
        if comparison_key(heading) not in headings
    ]
    problems += [
        Problem(_UNKNOWN_COLUMN, {"heading": heading, "known": ", ".join(names)}, file.name)
        for key, heading in headings.items()
        if key not in known and key not in ignored
    ]
    if problems:
        raise BadRegister(problems, file.name)
    columns = {known[key]: heading for key, heading in headings.items() if key in known}
    return tuple(
        WrittenRow(
            normalise(record.texts["unit"]),
            normalise(record.texts["code"]).strip(),
            {name: text for name, text in record.texts.items() if name in FIELDS},
            f"{file.name}:{record.row}",
        )
        for record in records_of(sheet, columns)
    )


def _written(row: RegisterRow) -> list[str]:
    remedy = row.row.remedy
    shown = {"deadline": f"{remedy.deadline:%d/%m/%Y}" if remedy.deadline else ""}
    return [shown.get(name, "") or str(getattr(remedy, name) or "") for name in FIELDS]


def _number(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:f}".replace(".", ",")


def _workbook(
    title: str, notes: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[str]], filled: int = 0
) -> bytes:
    """Bảng tính: every cell is text, so that nothing typed is changed and nothing is a formula."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    first = len(notes) + 2 if notes else 0
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": _NO_TIME})
        bold = workbook.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        known = workbook.add_format(
            {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#EEF2F5"}
        )
        italic = workbook.add_format({"italic": True})
        sheet = workbook.add_worksheet("Sổ khắc phục")
        if notes:
            sheet.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 13}))
            for place, note in enumerate(notes, start=1):
                sheet.write_string(place, 0, note, italic)
        for place, heading in enumerate(head):
            sheet.set_column(place, place, 30 if heading in (*FIELDS.values(), *_SHOWN[:2]) else 15)
            sheet.write_string(first, place, heading, bold)
        for number, cells in enumerate(rows, start=first + 1):
            for place, text in enumerate(cells):
                sheet.write_string(number, place, text, known if place < filled else cell)
        sheet.freeze_panes(first + 1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first)
    return content.getvalue()
