"""Tệp edXML: check and read a foreign one, package a document of ours, answer one that was received."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from directives.conversion.admission import refuse_secrets
from directives.conversion.child import convert_in_child
from directives.conversion.errors import BrokenFile, RefusedFile, SecrecyMark, UnknownFormat
from directives.conversion.layout import Layout
from directives.exchange.code_lists import code_lists
from directives.exchange.message import Attachment, DocumentMessage, StatusMessage
from directives.exchange.reader import ReadMessage, read_message
from directives.exchange.rules import ExchangeReport
from directives.exchange.validator import Circumstances, kind_of, unreadable, validate
from directives.org.agency_codes import AgencyCodes
from directives.signing.errors import SignatureBroken
from directives.signing.verification import may_be_signed, require_intact, signatures_of
from storage.files import write_whole
from workflows.services.output_folder import writable_folder

#: The kind of the package among the files of a document.
EDXML = "edxml"
#: What is seen of a PDF's signatures, as a finding shows it: in Vietnamese like the rules themselves.
_UNSIGNED, _NOT_INTACT, _UNSEEN = "không có chữ ký số", "chữ ký không nguyên vẹn", "không đọc được chữ ký"
_WORD, _PDF = "wordprocessingml.document", "application/pdf"


def check_edxml(file: Path, codes: AgencyCodes) -> ExchangeReport:
    """Kiểm tra gói tin: the report of the rules. Raises refusals of files which no parser may see at all."""
    try:
        read = read_message(file)
    except (BrokenFile, UnknownFormat) as error:
        return unreadable(file.name, str(error))
    return validate(read, _circumstances(codes))


def judge_package(read: ReadMessage, codes: AgencyCodes) -> ExchangeReport:
    """Kiểm tra gói đã đọc: the report of the rules, looking into its attachments too."""
    return validate(read, _circumstances(codes))


def _circumstances(codes: AgencyCodes) -> Circumstances:
    return Circumstances(
        codes, secrecy_mark=secrecy_mark_in_attachment, signature_fault=signature_fault_in_attachment
    )


def signature_fault_in_attachment(attachment: Attachment) -> str:
    """Lỗi chữ ký số trong tệp đính kèm: what is wrong with a PDF's signatures; empty when all hold."""
    name, content = attachment.safe_name, attachment.content or b""
    if not may_be_signed(content):
        return _UNSIGNED
    try:
        signatures = signatures_of(content, name=name)
        if not signatures:
            return _UNSIGNED
        require_intact(signatures, name)
    except SignatureBroken as error:
        return f"{error.fields['signer']}: {_NOT_INTACT}"
    except RefusedFile:
        return _UNSEEN
    return ""


def secrecy_mark_in_attachment(attachment: Attachment) -> str:
    """Dấu mật trong tệp đính kèm: of a Word file or a PDF with text; what cannot be read has none to be seen."""
    content, name = attachment.content or b"", attachment.safe_name
    stamps: tuple[str, ...] = ()
    try:
        if attachment.seen_type.endswith(_WORD):
            word = Layout.from_json(convert_in_child("word", content, name))
            lines = [line for paragraph in word.paragraphs for line in paragraph.text.split("\n")]
            stamps = (*(p.text for p in word.paragraphs if p.place == "box"), *word.margins_text)
        elif attachment.seen_type == _PDF:
            pages = convert_in_child("pdf", content, name)["pages"]
            lines = [line for page in pages for line in page.split("\n")]
        else:
            return ""
        refuse_secrets(lines, stamps)
    except SecrecyMark as error:
        return str(error.fields["mark"])
    except RefusedFile:
        return ""
    return ""


def read_edxml(file: Path, codes: AgencyCodes, out: Path | None = None) -> Mapping[str, Any]:
    """Đọc gói tin: as a record; with ``out`` its attachments are written there under names of our own.

    A package with a secrecy mark is refused and nothing of it is kept. Raises SecrecyMark, RefusedFile.
    """
    read = read_message(file)
    report = validate(read, _circumstances(codes))
    secret = next((finding for finding in report.findings if finding.rule == "EX16"), None)
    if secret is not None:
        raise SecrecyMark(where=file.name, mark=secret.seen)
    written = _written(read, out)
    return _record(read, report, written)


def _written(read: ReadMessage, out: Path | None) -> list[str]:
    if out is None or not isinstance(read.message, DocumentMessage):
        return []
    folder = writable_folder(out)
    paths = []
    for number, attachment in enumerate(read.message.attachments, start=1):
        if attachment.content:
            path = folder / f"{number:02d}-{attachment.safe_name}"
            write_whole(path, attachment.content)
            paths.append(str(path))
    return paths


def _record(read: ReadMessage, report: ExchangeReport, written: list[str]) -> Mapping[str, Any]:
    message = read.message
    record: dict[str, Any] = {"file": read.file, "kind": kind_of(read)}
    if isinstance(message, DocumentMessage):
        shown = asdict(replace(message, attachments=()))
        shown["type_name"] = code_lists().type_name(message.type_name, message.type_code)
        shown["attachments"] = [
            {
                "content_id": a.content_id,
                "name": a.name,
                "safe_name": a.safe_name,
                "content_type": a.content_type,
                "seen_type": a.seen_type,
                "bytes": None if a.content is None else len(a.content),
                "was_zipped": a.was_zipped,
            }
            for a in message.attachments
        ]
        record |= shown
    elif isinstance(message, StatusMessage):
        status = code_lists().status_of(message.code)
        record |= asdict(message) | {"meaning": status.name if status else None}
    return record | {
        "written": written,
        "errors": report.errors,
        "notes": [f"{f.rule}, {f.where}: {f.message} ({f.seen})" for f in report.findings],
        "unread": list(read.unread),
    }
