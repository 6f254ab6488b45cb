"""Phiếu trên điện thoại: the XLSForm of a questionnaire goes out, the export of Kobo or ODK comes back."""

import csv
import io
from pathlib import Path

from sipas_engine.bundle.csv_text import inert
from sipas_engine.forms.phone_export import TakenExport, read_phone_export
from sipas_engine.forms.questionnaire import Questionnaire
from sipas_engine.forms.xlsform import xlsform_of
from sipas_engine.forms.xlsform_file import xlsform_bytes
from storage.files import write_whole


def write_xlsform(questionnaire: Questionnaire, output: Path, *, campaign: str, dont_know: bool) -> int:
    """Ghi XLSForm: gives the number of answers asked. Raises BadXlsForm, and nothing is written then."""
    content = xlsform_bytes(xlsform_of(questionnaire, campaign=campaign, dont_know=dont_know))
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, content)
    return sum(1 for _ in questionnaire.columns())


def take_export(export: Path, questionnaire: Questionnaire, output: Path) -> TakenExport:
    """Nhận tệp xuất: a file of forms is written, or nothing. Raises BadExport and what reading refuses.

    What people typed is inert: no spreadsheet program takes an answer in words for a formula.
    """
    taken = read_phone_export(export, questionnaire)
    text = io.StringIO(newline="")
    rows = [taken.header, *([inert(cell) for cell in form] for form in taken.forms)]
    csv.writer(text, lineterminator="\n").writerows(rows)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, text.getvalue().encode())
    return taken
