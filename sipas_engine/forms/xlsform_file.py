"""Tệp XLSForm: the three sheets as a workbook, accepted by pyxform's own check before anybody gets it."""

import io
import logging
from datetime import UTC, datetime
from typing import ClassVar

import xlsxwriter

from sipas_engine.errors import N_, SipasError
from sipas_engine.forms.xlsform import XlsForm

#: A workbook carries the time of its making; ours must not, or the same form would give other bytes tomorrow.
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTHS = (24, 22, 60, 30, 10, 30, 24, 34, 34, 14)


class BadXlsForm(SipasError):
    """XLSForm không đạt: pyxform, which Kobo and ODK use themselves, does not accept the form."""

    kind: ClassVar[str] = "bad_xlsform"
    template: ClassVar[str] = N_(
        "The form was not written, since Kobo and ODK would not accept it: {reason}. "
        "Mend the codes or words of the question set."
    )


def xlsform_bytes(form: XlsForm) -> bytes:
    """Ghi XLSForm: the same form gives the same bytes. Raises BadXlsForm with what pyxform says."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": NO_TIME})
        head = workbook.add_format({"bold": True, "bg_color": "#D9E2F3", "border": 1})
        text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheets = {"survey": form.survey, "choices": form.choices, "settings": form.settings}
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, width in zip(range(len(rows[0])), _WIDTHS, strict=False):
                sheet.set_column(column, column, width)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(row, column, cell, head if row == 0 else text)
    check_xlsform(content.getvalue())
    return content.getvalue()


def check_xlsform(content: bytes) -> str:
    """Xét XLSForm: the XForm that pyxform makes of it, without Java. Raises BadXlsForm."""
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]  # pyxform ships no types
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # likewise

    logging.getLogger("pyxform").setLevel(logging.ERROR)
    try:
        made = convert(xlsform=io.BytesIO(content), validate=False, file_type=".xlsx")
    except PyXFormError as error:
        raise BadXlsForm(reason=str(error).strip()) from error
    return str(made.xform)
