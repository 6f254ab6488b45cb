"""Gói edXML của văn bản: a numbered document as a package that the rules accept, or a refusal before it is sent."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection

from directives.document.model import Document
from directives.errors import N_, DirectiveError, Problem
from directives.exchange.message import Agency, DocumentKey, DocumentReference, written_day
from directives.exchange.package import Shipment, cited_document, message_of_document
from directives.exchange.reader import read_own
from directives.exchange.recipients import RecipientKind, recipients_of
from directives.exchange.rules import ERROR
from directives.exchange.validator import Circumstances, validate
from directives.exchange.writer import UnwritableMessage, write_message
from directives.org.agency_codes import AgencyCodes
from directives.org.chart import OrganisationChart
from directives.text import comparison_key
from storage import deliveries
from storage.database import reading
from workflows.services.workspace import Workspace

_FINDING = N_("{rule}, {where}: {message} Seen: {seen}; expected: {expected}")


class NoAgencyCode(DirectiveError):
    """Chưa có mã định danh: an edXML package names its sender by a code that the registry does not hold."""

    kind = "no_agency_code"
    template = N_(
        "The code of {office} for exchange on {day} is not known. Write it into the office's list of agency "
        "codes (VANTHU_AGENCY_CODES)."
    )


class NoReceiverCode(DirectiveError):
    """Không bên nhận nào có mã: an edXML package needs at least one receiver with a code."""

    kind = "no_receiver_code"
    template = N_(
        "None of the recipients has a known code for exchange: {names}. Write the codes into the office's list "
        "of agency codes (VANTHU_AGENCY_CODES)."
    )


class BadPackage(DirectiveError):
    """Gói không hợp lệ: the package would break the rules of exchange; it is not sent."""

    kind = "bad_package"
    template = N_("The edXML package of {document} breaks {count} rule(s) of exchange:")


@dataclass(frozen=True, slots=True)
class Parties:
    """Các bên: the sender, the receivers whose codes are known, the names of those without a code."""

    sender: Agency
    receivers: tuple[Agency, ...]
    without_code: tuple[str, ...]


def sender_of(document: Document, chart: OrganisationChart, codes: AgencyCodes) -> Agency:
    """Bên gửi: the issuing office by its code on the day of the document. Raises NoAgencyCode."""
    day = document.issued_on
    office = chart.on(day).office(document.issuer)
    code = codes.code_of_office(office.id, day) or codes.code_named(office.full_name, day)
    if not code:
        raise NoAgencyCode(where="issuer", office=office.full_name, day=day)
    above = codes.code_of_office(office.superior, day) if office.superior else ""
    return Agency(code, above, office.full_name)


def receiver_of(code: str, name: str, document: Document, codes: AgencyCodes) -> Agency:
    """Bên nhận: an agency by the code it is sent to; the name is the registry's, else as printed."""
    known = codes.find(code, document.issued_on)
    return Agency(code, "", (known.name if known else "") or name)


def parties_of(document: Document, chart: OrganisationChart, codes: AgencyCodes) -> Parties:
    """Các bên của văn bản: recipients whose exact name the registry holds; no name is guessed.

    Raises NoAgencyCode, NoReceiverCode.
    """
    sender = sender_of(document, chart, codes)
    found: dict[str, Agency] = {}
    missing: list[str] = []
    for recipient in recipients_of(document):
        code = code_of(recipient.name, document, chart, codes)
        if recipient.kind is not RecipientKind.RECEIVER or not code:
            missing.append(recipient.printed)
        elif code != sender.code:
            found[code] = receiver_of(code, recipient.name, document, codes)
    if not found:
        raise NoReceiverCode(where="recipients", names="; ".join(missing) or "–")
    return Parties(sender, tuple(found.values()), tuple(missing))


def code_of(name: str, document: Document, chart: OrganisationChart, codes: AgencyCodes) -> str:
    """Mã của một nơi nhận: by the registry's name, or the full or short name of one office of the chart."""
    day = document.issued_on
    direct = codes.code_named(name, day)
    if direct:
        return direct
    offices = _offices_by_name(chart, day).get(comparison_key(name), ())
    return codes.code_of_office(offices[0], day) if len(offices) == 1 else ""


@lru_cache(maxsize=8)
def _offices_by_name(chart: OrganisationChart, day: date) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for office in chart.on(day).offices():
        for name in (office.full_name, office.short_name):
            found.setdefault(comparison_key(name), {})[office.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def replies_of(workspace: Workspace, document: Document, codes: AgencyCodes) -> tuple[DocumentReference, ...]:
    """Văn bản được trả lời: the documents it carries out, complete where our own books hold them."""
    references = [found for text in document.carries_out if (found := cited_document(text))]
    with reading(workspace.engine) as connection:
        return tuple(_completed(connection, reference, codes) for reference in references)


def _completed(connection: Connection, reference: DocumentReference, codes: AgencyCodes) -> DocumentReference:
    number, _, symbol = reference.number_and_symbol.partition("/")
    own = deliveries.issued_as(connection, int(number), symbol) if number.isdecimal() else []
    matching = [(issuer, day) for issuer, day in own if reference.issued_on in ("", written_day(day))]
    if len(matching) != 1:
        return reference
    issuer, day = matching[0]
    key = DocumentKey(codes.code_of_office(issuer, day), written_day(day), reference.number_and_symbol)
    return DocumentReference(key.agency, key.number_and_symbol, key.issued_on, str(key) if key.agency else "")


def package_of(document: Document, shipment: Shipment, codes: AgencyCodes, where: str) -> bytes:
    """Gói edXML: written, read back and judged; no package that breaks a rule leaves. Raises BadPackage."""
    try:
        content = write_message(message_of_document(document, shipment))
    except UnwritableMessage as error:
        problem = Problem(str(error), {})
        raise BadPackage(where=where, problems=(problem,), document=where, count=1) from error
    report = validate(read_own(content, where), Circumstances(codes))
    problems = [
        Problem(
            _FINDING,
            {name: getattr(finding, name) for name in ("rule", "where", "message", "seen", "expected")},
        )
        for finding in report.findings
        if finding.level == ERROR
    ]
    if problems:
        raise BadPackage(where=where, problems=problems, document=where, count=len(problems))
    return content
