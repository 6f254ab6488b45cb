"""Phiếu của bộ câu hỏi nào: the questionnaire from a file, a built-in set, or the sample's list of serials."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from directives.conversion.sheets import read_sheet
from directives.errors import N_, DirectiveError
from sipas_engine.bundle.csv_text import plain
from sipas_engine.forms.asking import questionnaire_of
from sipas_engine.forms.questionnaire import Questionnaire
from sipas_engine.forms.serials import checked_serials, serial_block
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.question_file import load_question_set
from sipas_engine.methods.question_set import QuestionSet
from workflows.services.campaign_method import method_of
from workflows.services.campaign_state import campaign_state
from workflows.services.print_forms import SerialToPrint
from workflows.services.workspace import Workspace

#: How the columns of a drawn sample are called, in a file of ours and in the printed list; the first that is there.
_SERIAL = ("form_id", "ma_phieu", "Mã phiếu")
_PLACE = ("village", "thon", "Thôn, tổ dân phố"), ("commune", "xa", "Xã, phường")
_ADDRESS = ("dia_chi", "Địa chỉ (thôn/tổ, xã)", "Địa chỉ")


class NoSerialColumn(DirectiveError):
    """Thiếu cột mã phiếu: the list of the sample does not say which serial each form has."""

    kind = "no_serial_column"
    template = N_("{file} has no column of serials. Name one column: {known}. The file has: {header}.")


def question_set_of(file: Path | None, code: str) -> QuestionSet:
    """Bộ câu hỏi: of the file when there is one, else the built-in one. Raises what either refuses."""
    return load_question_set(file) if file is not None else built_in(code)


def questionnaire_for(file: Path | None, code: str, day: date | None = None) -> Questionnaire:
    """Phiếu hỏi: what the set asks on that day, else what it still asks. Raises as ``question_set_of``."""
    return questionnaire_of(question_set_of(file, code), day)


def campaign_questionnaire(workspace: Workspace, campaign: str, day: date | None = None) -> Questionnaire:
    """Phiếu hỏi của đợt: by the campaign's own question set. Raises UnknownCampaign."""
    campaign_state(workspace, campaign)
    return questionnaire_of(method_of(workspace, campaign).questions, day)


def numbered_serials(prefix: str, first: int, count: int, place: str = "") -> list[SerialToPrint]:
    """Dải phiếu: serials one after another, all for one place. Raises BadSerial."""
    return [SerialToPrint(serial, place) for serial in serial_block(prefix, first, count)]


def listed_serials(path: Path) -> list[SerialToPrint]:
    """Phiếu theo danh sách mẫu: serial and village of each row; names, phones and the rest of it are not looked at.

    Raises NoSerialColumn, BadSerial naming every row, and what reading a foreign file refuses.
    """
    sheet = read_sheet(path, "")
    header, *rows = [[str(cell).strip() for cell in row] for row in sheet.rows] or [[]]
    serial = _column(header, _SERIAL)
    if serial is None:
        raise NoSerialColumn(
            where=path.name, file=path.name, known=", ".join(_SERIAL), header=", ".join(header)
        )
    filled = [row for row in rows if any(row)]
    serials = checked_serials([row[serial] for row in filled], file=path.name, first_row=2)
    return [SerialToPrint(one, _place(header, row)) for one, row in zip(serials, filled, strict=True)]


def _place(header: Sequence[str], row: Sequence[str]) -> str:
    found = [row[column] for names in _PLACE if (column := _column(header, names)) is not None]
    address = _column(header, _ADDRESS)
    if not any(found) and address is not None:
        found = [row[address]]
    return ", ".join(filter(None, map(plain, found)))


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)
