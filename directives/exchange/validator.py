"""Kiểm tra gói tin edXML: the seventeen rules, one small function each; findings are values."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from directives.exchange.code_lists import (
    DIRECTING,
    REPLACE,
    UPDATE,
    WITHDRAW,
    Code,
    code_lists,
)
from directives.exchange.message import (
    Attachment,
    DocumentKey,
    DocumentMessage,
    StatusMessage,
    day_of,
)
from directives.exchange.reader import ReadMessage
from directives.exchange.rules import WARNING, ExchangeFinding, ExchangeReport, exchange_rules
from directives.exchange.secrecy import secrecy_mark_in
from directives.exchange.writer import NAMESPACE
from directives.org.agency_codes import AgencyCodes

_ROOT = "edXML"
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Hoàn cảnh kiểm tra: what a message is judged by besides itself.

    ``history`` are the status codes that were said of the document before, None when nobody knows; ``asked``:
    its sender asked to withdraw or update it. ``signature_fault`` gives what is wrong with an attached PDF's
    signature, empty when it is valid; ``secrecy_mark`` the mark inside an attachment, empty when it has none.
    A judge that is None is not at hand, and the report says which rule was not judged.
    """

    codes: AgencyCodes
    history: Sequence[str] | None = None
    asked: bool = False
    signature_fault: Callable[[Attachment], str] | None = None
    secrecy_mark: Callable[[Attachment], str] | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """Chỗ sai: before the rule's own words are put on; ``level`` empty = that of the rule."""

    where: str
    seen: str
    expected: str
    level: str = ""


_Check = Callable[[ReadMessage, Circumstances], Iterator[_Seen]]


def validate(read: ReadMessage, by: Circumstances) -> ExchangeReport:
    """Kiểm tra: every rule on one message that was read."""
    findings = [
        ExchangeFinding(
            rule.id, seen.level or rule.level, seen.where, seen.seen, seen.expected, rule.says, rule.basis
        )
        for rule in exchange_rules().values()
        for seen in CHECKS[rule.id](read, by)
    ]
    return ExchangeReport(read.file, kind_of(read), findings, tuple(_not_judged(read, by)), read.unread)


def unreadable(file: str, reason: str) -> ExchangeReport:
    """Không phải XML: the report on a file that no parser reads (EX01)."""
    rule = exchange_rules()["EX01"]
    found = ExchangeFinding("EX01", rule.level, file, reason, "XML, UTF-8", rule.says, rule.basis)
    return ExchangeReport(file, "", [found])


def kind_of(read: ReadMessage) -> str:
    """Loại gói tin: ``document``, ``status`` or nothing."""
    match read.message:
        case DocumentMessage():
            return "document"
        case StatusMessage():
            return "status"
        case None:
            return ""


def _not_judged(read: ReadMessage, by: Circumstances) -> Iterator[str]:
    if isinstance(read.message, StatusMessage) and by.history is None:
        yield "EX15"
    if isinstance(read.message, DocumentMessage):
        if by.secrecy_mark is None and read.message.attachments:
            yield "EX16"
        if by.signature_fault is None and any(a.seen_type == _PDF for a in read.message.attachments):
            yield "EX17"


def _well_formed(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if read.root != _ROOT:
        yield _Seen("/", read.root, _ROOT)
    if read.namespace != NAMESPACE:
        yield _Seen("/", read.namespace or "–", NAMESPACE)
    if read.encoding.upper() not in ("UTF-8", "US-ASCII", ""):
        yield _Seen("/", read.encoding, "UTF-8")


def _one_head(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if read.heads != 1:
        yield _Seen("edXMLHeader", str(read.heads), "1")


def _agencies(read: ReadMessage) -> Iterator[tuple[str, str]]:
    """Các mã trong gói tin: where each stands, and the code."""
    match read.message:
        case DocumentMessage() as message:
            yield "From/OrganId", message.sender.code
            for number, receiver in enumerate(message.receivers, start=1):
                yield f"To[{number}]/OrganId", receiver.code
        case StatusMessage() as message:
            yield "From/OrganId", message.sender.code
            yield "ResponseFor/OrganId", message.reply_to.agency


def _codes_written_right(read: ReadMessage, by: Circumstances) -> Iterator[_Seen]:
    patterns = " | ".join(scheme.pattern for scheme in by.codes.schemes)
    for where, code in _agencies(read):
        if not by.codes.scheme_of(code):
            yield _Seen(where, code or "–", patterns)
    if isinstance(read.message, DocumentMessage) and not read.message.receivers:
        yield _Seen("To", "0", "≥ 1")


def _codes_known(read: ReadMessage, by: Circumstances) -> Iterator[_Seen]:
    day = _day(read)
    if day is None:
        return
    for where, code in _agencies(read):
        if by.codes.scheme_of(code) and by.codes.find(code, day) is None:
            yield _Seen(where, code, f"mã có trong danh bạ ngày {day:%d/%m/%Y}")


def _day(read: ReadMessage) -> date | None:
    match read.message:
        case DocumentMessage() as message:
            return day_of(message.issued_on)
        case StatusMessage() as message:
            return day_of(message.at)
        case None:
            return None


def _complete(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage):
        return
    message = read.message
    for where, text in (
        ("Code/CodeNumber", message.number),
        ("Code/CodeNotation", message.symbol),
        ("PromulgationInfo/PromulgationDate", message.issued_on),
        ("Subject", message.subject),
        ("DocumentId", message.document_id),
    ):
        if not text:
            yield _Seen(where, "–", "có nội dung")
    if message.issued_on and day_of(message.issued_on) is None:
        yield _Seen("PromulgationInfo/PromulgationDate", message.issued_on, "yyyy/MM/dd", WARNING)


def _identity(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage) or not read.message.document_id:
        return
    message = read.message
    own = DocumentKey(message.sender.code, message.issued_on, f"{message.number}/{message.symbol}")
    key = DocumentKey.parsed(message.document_id)
    if key is None or not _same_document(key, own):
        yield _Seen("DocumentId", message.document_id, str(own))


def _same_document(one: DocumentKey, other: DocumentKey) -> bool:
    same_day = one.issued_on == other.issued_on or (
        day_of(one.issued_on) is not None and day_of(one.issued_on) == day_of(other.issued_on)
    )
    names = (one.agency, one.number_and_symbol) == (other.agency, other.number_and_symbol)
    return names and same_day


def _due_after_issue(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage) or not read.message.due_on:
        return
    due, issued = day_of(read.message.due_on), day_of(read.message.issued_on)
    if due is None:
        yield _Seen("DueDate", read.message.due_on, "yyyy/MM/dd", WARNING)
    elif issued is not None and due < issued:
        yield _Seen("DueDate", read.message.due_on, f"≥ {read.message.issued_on}")


def _listed_codes(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage):
        return
    message, lists = read.message, code_lists()
    yield from _of_list("OtherInfo/Priority", message.other.priority, lists.priority)
    yield from _of_list("Bussiness/BussinessDocType", message.business.type, lists.business)
    for found in _of_list("SteeringType", message.steering, lists.steering):
        # one system writes 3 for a report: read as one, with a warning
        level = WARNING if lists.is_report(message.steering) else ""
        yield _Seen(found.where, found.seen, found.expected, level)


def _of_list(where: str, code: str, listed: Sequence[Code]) -> Iterator[_Seen]:
    if code and code not in {row.code for row in listed}:
        yield _Seen(where, code, ", ".join(row.code for row in listed))


def _business_named(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage):
        return
    message = read.message
    needs = {
        WITHDRAW: ("ResponseFor", bool(message.replies_to)),
        UPDATE: ("Bussiness/DocumentId", bool(message.business.document_id)),
        REPLACE: ("Bussiness/ReplacementInfoList", bool(message.business.replacements)),
    }
    where, is_there = needs.get(message.business.type, ("", True))
    if not is_there:
        yield _Seen(where, "–", f"có, khi BussinessDocType = {message.business.type}")


def _manifest_true(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage):
        return
    listed = Counter(reference.content_id for reference in read.message.references)
    attached = Counter(attachment.content_id for attachment in read.message.attachments)
    for content_id in sorted({*listed, *attached}):
        counts = (listed[content_id], attached[content_id])
        if counts != (1, 1) or not content_id:
            yield _Seen(
                f"edXMLManifest/Reference[{content_id}]",
                f"{counts[0]} Reference, {counts[1]} Attachment",
                "1 Reference, 1 Attachment",
            )


def _attachments_whole(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage):
        return
    for attachment in read.message.attachments:
        where = f"Attachment[{attachment.content_id}]"
        if attachment.content is None:
            yield _Seen(f"{where}/ContentTransferEncoded", "không giải mã được", "base64")
        elif not attachment.content:
            yield _Seen(f"{where}/ContentTransferEncoded", "0 byte", "> 0 byte")
        if "." not in attachment.name.strip(".") or attachment.name.endswith("."):
            yield _Seen(f"{where}/AttachmentName", attachment.name or "–", "tên có phần mở rộng")


def _receivers_distinct(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage):
        return
    codes = Counter(receiver.code for receiver in read.message.receivers if receiver.code)
    for code, times in codes.items():
        if times > 1:
            yield _Seen("To/OrganId", f"{code} ({times} lần)", "1 lần")
        if code == read.message.sender.code:
            yield _Seen("To/OrganId", code, "khác bên gửi")


def _directive_has_term(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    message = read.message
    if isinstance(message, DocumentMessage) and message.steering == DIRECTING and not message.due_on:
        yield _Seen("DueDate", "–", "yyyy/MM/dd")


def _report_names_directive(read: ReadMessage, _: Circumstances) -> Iterator[_Seen]:
    message = read.message
    if not isinstance(message, DocumentMessage):
        return
    if code_lists().is_report(message.steering) and not message.replies_to:
        yield _Seen("ResponseFor", "–", "văn bản chỉ đạo")


def _status_in_order(read: ReadMessage, by: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, StatusMessage):
        return
    lists, message = code_lists(), read.message
    status = lists.status_of(message.code)
    if status is None:
        yield _Seen("StatusCode", message.code or "–", ", ".join(row.code for row in lists.status))
        return
    if status.needs_reason and not message.description:
        yield _Seen("Description", "–", "nêu lý do")
    if by.history is not None and not status.may_follow(by.history, asked=by.asked):
        before = by.history[-1] if by.history else "–"
        yield _Seen("StatusCode", f"{before} → {message.code}", "đúng thứ tự", WARNING)


def _no_secrets(read: ReadMessage, by: Circumstances) -> Iterator[_Seen]:
    for where, text in _texts(read.message, ""):
        if mark := secrecy_mark_in(text):
            yield _Seen(where, mark, "không có dấu mật")
    if isinstance(read.message, DocumentMessage) and by.secrecy_mark is not None:
        for attachment in read.message.attachments:
            if mark := by.secrecy_mark(attachment):
                yield _Seen(f"Attachment[{attachment.content_id}]", mark, "không có dấu mật")


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Mọi chữ: every text of a message, with the name of its field."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, where)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), field.name)


def _signed(read: ReadMessage, by: Circumstances) -> Iterator[_Seen]:
    if not isinstance(read.message, DocumentMessage) or by.signature_fault is None:
        return
    for attachment in read.message.attachments:
        if attachment.seen_type == _PDF and (fault := by.signature_fault(attachment)):
            yield _Seen(f"Attachment[{attachment.content_id}]", fault, "chữ ký số hợp lệ")


#: Hàm của từng quy tắc: exactly one for each row of ``data/rules.toml``.
CHECKS: dict[str, _Check] = {
    "EX01": _well_formed,
    "EX02": _one_head,
    "EX03": _codes_written_right,
    "EX04": _codes_known,
    "EX05": _complete,
    "EX06": _identity,
    "EX07": _due_after_issue,
    "EX08": _listed_codes,
    "EX09": _business_named,
    "EX10": _manifest_true,
    "EX11": _attachments_whole,
    "EX12": _receivers_distinct,
    "EX13": _directive_has_term,
    "EX14": _report_names_directive,
    "EX15": _status_in_order,
    "EX16": _no_secrets,
    "EX17": _signed,
}
