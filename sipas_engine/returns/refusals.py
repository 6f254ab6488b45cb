"""Từ chối tệp phiếu: the errors a file of forms can raise."""

from typing import ClassVar

from sipas_engine.errors import N_, SipasError


class UnreadableForms(SipasError):
    """Không đọc được tệp phiếu: there is no such file, or it is not of the kind its name says."""

    kind: ClassVar[str] = "unreadable_forms"
    template: ClassVar[str] = N_("{file} cannot be read: {reason}.")


class BrokenCsv(SipasError):
    """Tệp csv hỏng: quotation marks that do not close, or a field that never ends."""

    kind: ClassVar[str] = "broken_csv"
    template: ClassVar[str] = N_("Row {row} of {file} cannot be read ({reason}): check its quotation marks.")


class SeveralSheetsOfForms(SipasError):
    """Nhiều trang phiếu: more than one sheet of a workbook holds forms, and none may be passed over."""

    kind: ClassVar[str] = "several_sheets"
    template: ClassVar[str] = N_(
        "Several sheets of {file} hold forms ({sheets}). Keep one sheet of forms a file."
    )


class FormsBomb(SipasError):
    """Tệp phiếu nổ: the workbook unpacks to far more than forms can be, or could not be read within the limits."""

    kind: ClassVar[str] = "archive_bomb"
    template: ClassVar[str] = N_(
        "{file} unpacks to far more than a file of forms holds ({part}). "
        "Copy the forms into a new workbook, or save them as CSV UTF-8."
    )


class FormsTooWide(SipasError):
    """Trang phiếu quá rộng: a filled cell lies so far out that the table up to it would fill the memory."""

    kind: ClassVar[str] = "sheet_too_large"
    template: ClassVar[str] = N_(
        "Cell {cell} of {file} lies too far out. Delete what stands outside the forms and save again."
    )


class EntitiesInForms(SipasError):
    """Khai báo thực thể: a part of the workbook declares a document type, which no spreadsheet program writes."""

    kind: ClassVar[str] = "entities_declared"
    template: ClassVar[str] = N_(
        "{file} declares a document type in {part}, which no spreadsheet program does. Ask the sender for another file."
    )


class UnknownFormsFormat(SipasError):
    """Không nhận loại tệp này: forms come as .csv, .parquet or .xlsx."""

    kind: ClassVar[str] = "unknown_forms_format"
    template: ClassVar[str] = N_("{file} is no file of forms: it must end in .csv, .parquet or .xlsx.")


class NotUtf8(SipasError):
    """Không phải UTF-8: the bytes of the file are no UTF-8 text."""

    kind: ClassVar[str] = "not_utf8"
    template: ClassVar[str] = N_(
        "{file} is not UTF-8 text (row {row}). Save it again as “CSV UTF-8” and send it once more."
    )


class EmptyForms(SipasError):
    """Tệp phiếu rỗng: there is no form in the file."""

    kind: ClassVar[str] = "empty_forms"
    template: ClassVar[str] = N_(
        "{file} holds no form. The first row names the columns, each next row is a form."
    )


class BadForms(SipasError):
    """Tệp phiếu có lỗi: rows or columns that cannot be taken; nothing of the file was counted."""

    kind: ClassVar[str] = "bad_forms"
    template: ClassVar[str] = N_(
        "{file} was refused, nothing in it was counted: {count} problem(s). Mend them and try again."
    )
