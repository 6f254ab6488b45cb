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
    """Không nhận loại tệp này: forms come as .csv, .parquet, .xlsx or .ods."""

    kind: ClassVar[str] = "unknown_forms_format"
    template: ClassVar[str] = N_("{file} is no file of forms: it must end in .csv, .parquet, .xlsx or .ods.")


class OldWorkbook(SipasError):
    """Sổ tính kiểu cũ: a workbook of Excel 97-2003, or one locked with a password, which begins in the same way."""

    kind: ClassVar[str] = "old_workbook"
    template: ClassVar[str] = N_(
        "{file} is a workbook of the old kind (.xls) or locked with a password. Save it as .xlsx without a password."
    )


class NotUtf8(SipasError):
    """Không phải UTF-8: the bytes of the file are no UTF-8 text."""

    kind: ClassVar[str] = "not_utf8"
    template: ClassVar[str] = N_(
        "{file} is not UTF-8 text (row {row}). Save it again as “CSV UTF-8” and send it once more."
    )


class BrokenUtf16(SipasError):
    """UTF-16 hỏng: the file begins as UTF-16 text and does not go on so, or breaks off inside a letter."""

    kind: ClassVar[str] = "broken_utf16"
    template: ClassVar[str] = N_(
        "{file} is UTF-16 text that is damaged or cut off. Save it again as “CSV UTF-8” and send it once more."
    )


class OldLetters(SipasError):
    """Bảng mã cũ: Vietnamese in a set from before Unicode, which needs the fonts of its time."""

    kind: ClassVar[str] = "old_letters"
    template: ClassVar[str] = N_(
        "{file} is written in the old code {code}. Convert it to Unicode, save it as “CSV UTF-8” and send it again."
    )


class UnsureEncoding(SipasError):
    """Không rõ bảng mã: the letters make sense in two ways, and nothing decides between them."""

    kind: ClassVar[str] = "unsure_encoding"
    template: ClassVar[str] = N_(
        "{file} is not UTF-8 and can be read in two ways: {one!r} in {encoding}, {other!r} in {other_encoding}. "
        "Save it again as “CSV UTF-8”."
    )


class GarbledText(SipasError):
    """Chữ bị hỏng trên đường: UTF-8 that was taken for another encoding and encoded again."""

    kind: ClassVar[str] = "garbled_text"
    template: ClassVar[str] = N_(
        "The letters of {file} were spoilt on the way: it says {seen!r} where {meant!r} was meant. "
        "Save the original again as “CSV UTF-8”."
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
