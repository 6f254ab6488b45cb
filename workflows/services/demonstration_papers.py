"""Giấy tờ trình diễn: what came to the department during the campaigns, what waits there this morning, and forms."""

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import examples
from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.draft_template import fill
from directives.document.model import Document
from directives.document.toml_table import toml_table
from directives.rendering.render import render
from sipas_engine.errors import SipasError
from storage.register import Entry
from workflows.services.accept_returns import accept_returns
from workflows.services.arriving.waiting import DroppedFile, drop_files
from workflows.services.books import entries
from workflows.services.campaign_state import campaign_state
from workflows.services.demonstration_field import STILL_OUT, serials_back
from workflows.services.demonstration_plans import COMMITTEE, LATE, OFFICE, UNITS, Year
from workflows.services.enter_arrivals import EnteredArrival, enter_read
from workflows.services.form_gate import refuse_bad_form
from workflows.services.handle_incoming import forward_incoming
from workflows.services.issue import issue_document, make_file
from workflows.services.issue_draft import file_name
from workflows.services.read_arrivals import read_arrival
from workflows.services.synthetic_returns import synthetic_writer
from workflows.services.workspace import Workspace

FOLDER = examples.FOLDER / "trinh-dien"
_HANDLED_BY = "Phòng Cải cách hành chính"
#: Mức trả lời: what a cell with one level holds; blanks and double ticks are none.
_LEVELS = frozenset("12345")
#: Ô sai của tệp bị trả lại: row of a form, column from the end, and what was written there.
_MISTAKES = ((3, 1, "9"), (7, 2, "x"), (7, 5, "hài lòng"), (12, 4, "0"))


def let_arrive(workspace: Workspace, day: date) -> None:
    """Văn bản đến trong ngày: what the province wrote to the department that day is entered and handed on."""
    for entry in entries(workspace):
        if entry.document.issuer == COMMITTEE and entry.document.issued_on == day:
            entered = _entered(workspace, entry)
            book, number = entered.entry.book, entered.entry.number
            forward_incoming(workspace, book, number, receiver=_HANDLED_BY, on=day)


def leave_on_the_desk(workspace: Workspace, morning: date) -> None:
    """Việc chờ sáng nay: a letter in the book that nobody has dealt with, and a file that came without a number."""
    until = workspace.calendar.add_working_days(morning, 3)
    asked = _composed(workspace, "tinh-hoi-tien-do.toml", morning, until)
    issued = issue_document(
        workspace,
        asked,
        idempotency_key="trinh-dien/tinh-hoi-tien-do",
        note="Trình diễn",
        gate=refuse_bad_form,
    )
    _entered(workspace, issued.entry)
    noted = _composed(workspace, "bo-luu-y.toml", morning, until)
    drop_files(workspace, OFFICE, [DroppedFile("bo-luu-y-phieu-dieu-tra.docx", render(noted).content)])


def return_forms(workspace: Workspace, year: Year, day: date) -> Mapping[str, Mapping[str, int | None]]:
    """Phiếu của địa bàn: of the punctual units; one of the late ones sent a file that was refused.

    Gives the levels on the forms that came, by serial and criterion; None where there is none.
    """
    state = campaign_state(workspace, year.plan.id)
    plan = replace(state.plan, synthetic_returns=year.how)
    write = synthetic_writer(workspace, replace(state, followup=replace(state.followup, plan=plan)))
    ticked: dict[str, Mapping[str, int | None]] = {}
    with tempfile.TemporaryDirectory() as place:
        for unit in UNITS:
            if unit in STILL_OUT:
                continue
            file = Path(place, f"phieu-{unit}.csv")
            write(unit, file)
            levels = _under_their_serials(file, serials_back(workspace, year, unit))
            if unit in LATE:
                _spoil(file)
                with suppress(SipasError):  # it is refused, which is written down
                    accept_returns(workspace, state, unit, file, day, synthetic=True)
            else:
                accept_returns(workspace, state, unit, file, day, synthetic=True)
                ticked |= levels
    return ticked


def _under_their_serials(file: Path, serials: Sequence[str]) -> Mapping[str, Mapping[str, int | None]]:
    """Ghi mã phiếu: those of the drawn sample instead of the running numbers; gives the levels on each form."""
    header, *rows = _rows_of(file)
    numbered = [[serial, *row[1:]] for serial, row in zip(serials, rows, strict=True)]
    _write_rows(file, [header, *numbered])
    return {
        row[0]: {name: int(cell) if cell in _LEVELS else None for name, cell in zip(header, row, strict=True)}
        for row in numbered
    }


def _spoil(file: Path) -> None:
    """Ghi sai vài ô: as a tired person types."""
    rows = _rows_of(file)
    for row, from_the_end, typed in _MISTAKES:
        rows[row][-from_the_end] = typed
    _write_rows(file, rows)


def _rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as written:
        return list(csv.reader(written))


def _write_rows(file: Path, rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, lineterminator="\n").writerows(rows)


def _entered(workspace: Workspace, entry: Entry) -> EnteredArrival:
    """Vào sổ đến: as it was read, and as the clerk fills in what the page does not say."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, file_name(entry))
        file.write_bytes(make_file(workspace, entry).content)
        read = read_arrival(workspace, OFFICE, file)
    draft = read.arrival.draft
    known = {"file": file.name, "doubtful": [], "subject": draft.subject or entry.document.subject}
    draft = draft.model_copy(update=known)
    draft = draft.model_copy(update={"absent": [point.where for point in draft.open_points()]})
    return enter_read(workspace, replace(read, arrival=replace(read.arrival, draft=draft)))


def _composed(workspace: Workspace, name: str, day: date, until: date) -> Document:
    table = toml_table((FOLDER / name).read_text(encoding="utf-8"))
    filled = fill(table, {"until": f"{until:%d/%m/%Y}"}, file=name)
    return compose(parse_draft({**filled, "date": day}, file=name), workspace.chart, day)
