"""Từ chối tệp: why a file that arrived is not opened, or opened and not accepted."""

from directives.errors import N_, DirectiveError


class RefusedFile(DirectiveError):
    """Tệp bị từ chối: base of all refusals of a file; ``where`` is the file's name."""


class UnreadableFile(RefusedFile):
    """Không đọc được tệp: it is missing, a folder, or closed to us."""

    kind = "unreadable_file"
    template = N_("The file cannot be opened: {reason}. Check the name and the right to read it.")


class FileTooLarge(RefusedFile):
    """Tệp quá lớn: larger than ``file_bytes`` of the limits."""

    kind = "file_too_large"
    template = N_("The file has {size} bytes; at most {limit} are accepted. Split it or remove images.")


class UnknownFormat(RefusedFile):
    """Không rõ định dạng: the content is none of the accepted kinds."""

    kind = "unknown_format"
    template = N_("The content is not one of the accepted formats ({accepted}). Save it as one of these.")


class StrictFormat(RefusedFile):
    """Dạng OOXML nghiêm ngặt: a Word file of the kind "Strict Open XML Document", which other programs seldom read."""

    kind = "strict_format"
    template = N_("The file is a “Strict Open XML Document”. In Word, save it as “Word Document (.docx)”.")


class LinkedContent(RefusedFile):
    """Nội dung liên kết: the file takes a part of itself from elsewhere ({target})."""

    kind = "linked_content"
    template = N_(
        "The file takes content from elsewhere ({target}). In Word, break the link or embed the content."
    )


class EncryptedFile(RefusedFile):
    """Tệp có mật khẩu: it opens only with a password."""

    kind = "encrypted_file"
    template = N_("The file is protected by a password. Remove the password and try again.")


class MacrosInside(RefusedFile):
    """Tệp có macro: it carries code of its own ({part} names the part)."""

    kind = "macros_inside"
    template = N_("The file contains macros ({part}). Save it as an ordinary .docx without macros.")


class ArchiveBomb(RefusedFile):
    """Tệp nén bất thường: unpacking would cost more than the limits allow."""

    kind = "archive_bomb"
    template = N_("The file would unpack beyond the limit: {measure} {value}, at most {limit}.")


class EntitiesDeclared(RefusedFile):
    """Khai báo DTD: a part declares a document type or entities; official documents never need them."""

    kind = "entities_declared"
    template = N_("The part {part} declares a document type or entities. Save the file anew with Word.")


class BrokenFile(RefusedFile):
    """Tệp hỏng: the format is known but the content breaks its rules."""

    kind = "broken_file"
    template = N_("The file is damaged: {reason}. Open it in its program, save it anew and try again.")


class UnknownEncoding(RefusedFile):
    """Không rõ bảng mã: text that is neither UTF-8 nor UTF-16 with a byte order mark."""

    kind = "unknown_encoding"
    template = N_("The text is neither UTF-8 nor UTF-16 (byte {offset}). Save it as UTF-8.")


class TextTooLong(RefusedFile):
    """Văn bản quá dài: more letters than are read in one go."""

    kind = "text_too_long"
    template = N_("The text has {letters} letters; at most {limit} are read. Split it and try again.")


class SheetTooLarge(RefusedFile):
    """Trang tính quá rộng: its last filled cell lies so far out that reading up to it is beyond the limits."""

    kind = "sheet_too_large"
    template = N_(
        "The sheet “{sheet}” reaches to row {rows}, column {columns}; at most {limit} cells are read. "
        "Delete what stands far below or to the right of the table."
    )


class UnknownDelimiter(RefusedFile):
    """Không rõ dấu phân cách: a csv whose rows fit no single delimiter, or more than one."""

    kind = "unknown_delimiter"
    template = N_(
        "The columns of the csv cannot be told apart: {reason}. Save it as xlsx, or as csv with “;” between columns."
    )


class UnfitPicture(RefusedFile):
    """Hình không dùng được: it is no PNG or JPEG, is cut off, or has more dots than paper can show."""

    kind = "unfit_picture"
    template = N_(
        "The picture cannot be used: {reason}. Save it as PNG or JPEG, at most {limit} dots a side."
    )


class NoTextLayer(RefusedFile):
    """Bản quét không có lớp chữ: reading it needs character recognition."""

    kind = "no_text_layer"
    template = N_(
        "{pages} of {total} pages are images without text. A scan needs OCR, which is not available here."
    )


class NoRecognition(NoTextLayer):
    """Chưa cài nhận dạng chữ: pages that are pictures can be read only where tesseract knows Vietnamese."""

    kind = "no_recognition"
    template = N_(
        "{pages} of {total} pages are pictures without text. To read them, install tesseract with Vietnamese: the "
        "Debian packages tesseract-ocr and tesseract-ocr-vie (“make system”)."
    )


class TooManyPages(RefusedFile):
    """Quá nhiều trang: a PDF of more pages than are looked at in one go."""

    kind = "too_many_pages"
    template = N_("The PDF has {pages} pages; at most {limit} are looked at. Split it and try again.")


class ConversionLimit(RefusedFile):
    """Vượt giới hạn khi đọc: the child process used up {resource} and was stopped."""

    kind = "conversion_limit"
    template = N_("Reading the file was stopped: it used up the {resource} granted to one file.")


class SecrecyMark(RefusedFile):
    """Dấu độ mật: a state-secret document must not be on this machine (Luật 117/2025/QH15)."""

    kind = "state_secret"
    template = N_(
        "The document bears the secrecy mark “{mark}”. By Luật số 117/2025/QH15 it must not be processed here: "
        "remove it from this machine by the rules for state secrets."
    )


class NotOfficialDocument(RefusedFile):
    """Không phải văn bản hành chính: nothing of an administrative document's head was found."""

    kind = "not_official_document"
    template = N_("This is not an administrative document: {reason}.")


class NormativeDocument(NotOfficialDocument):
    """Văn bản quy phạm pháp luật: its form is fixed by another law; ``sign`` is what it was told by."""

    kind = "normative_document"
    template = N_(
        "This is a normative legal document ({sign}): its form follows {law}, not the rules for administrative "
        "documents. If it is an administrative one, take the year out of its number."
    )


class PartyDocument(NotOfficialDocument):
    """Văn bản của Đảng: its form is fixed by the Party's own rules."""

    kind = "party_document"
    template = N_(
        "This is a document of the Party: its form follows {law}, not the rules for administrative documents."
    )


class GazettePage(RefusedFile):
    """Trang Công báo: pages of the gazette ({sign} is their running head), laid out by the gazette, not by the law."""

    kind = "gazette_page"
    template = N_(
        "These are pages of the official gazette (“{sign}”), which has a layout of its own. "
        "Check the document as the agency issued it."
    )


REFUSALS: dict[str, type[RefusedFile]] = {
    error.kind: error
    for error in (
        UnreadableFile, FileTooLarge, UnknownFormat, StrictFormat, LinkedContent, EncryptedFile, MacrosInside,
        ArchiveBomb,
        EntitiesDeclared, BrokenFile, UnknownEncoding, TextTooLong, SheetTooLarge,
        UnknownDelimiter, UnfitPicture, NoTextLayer, NoRecognition, TooManyPages, ConversionLimit, SecrecyMark,
        NotOfficialDocument, NormativeDocument, PartyDocument, GazettePage,
    )
}  # fmt: skip
"""Bảng lỗi theo mã: how a refusal said by the child process is raised again in ours."""
