"""Văn bản trong gói edXML: what a package says of its document and of those which it answers, as facts."""

from collections.abc import Callable
from datetime import date, datetime

from directives.exchange.message import DocumentMessage, DocumentReference
from directives.lineage.facts import Origin, Reference, Relation, Role, Said, Seen
from directives.lineage.issuers import Issuer, issuer_key, line_of
from directives.lineage.reading_seen import own_issuer, with_issuer_of_symbol

#: Codes of agencies -> their names on a day; empty where nobody knows the code.
NameOfCode = Callable[[str, date], str]
_FORMS = ("%Y/%m/%d", "%Y-%m-%d", "%d/%m/%Y")
_WITHDRAWS = "1"


def seen_of_package(message: DocumentMessage, place: str, name_of: NameOfCode) -> Seen:
    """Văn bản từ gói: number, day, sender; ``ResponseFor`` says what it answers, or withdraws."""
    dated = day_of_package(message.issued_on)
    sender = message.sender.name or (name_of(message.sender.code, dated) if dated else "")
    line = line_of([issuer_key(sender)])
    number = f"{message.number}/{message.symbol}" if message.symbol else message.number
    reference = Reference(
        number=number,
        type=message.type_name,
        dated=dated,
        issuer=own_issuer(sender, "", line) if sender else None,
    )
    relation = Relation.RECALLS if message.business.type == _WITHDRAWS else Relation.REPLIES_TO
    return Seen(
        reference=with_issuer_of_symbol(reference),
        origin=Origin.FILE,
        place=place,
        subject=message.subject,
        line=line,
        read=False,
        said=tuple(
            Said(_answered(one, name_of), Role.RECORDED, relation, "", None, ("edxml_response_for",))
            for one in message.replies_to
            if one.number_and_symbol
        ),
    )


def day_of_package(text: str) -> date | None:
    """Ngày trong gói: in the standard's form or those which other systems write; None where it is no day."""
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip()[:10], form).date()
        except ValueError:
            continue
    return None


def _answered(one: DocumentReference, name_of: NameOfCode) -> Reference:
    dated = day_of_package(one.issued_on)
    name = name_of(one.agency, dated) if dated and one.agency else ""
    issuer = Issuer(name, issuer_key(name), True) if name else None
    return with_issuer_of_symbol(Reference(one.number_and_symbol, "", dated, None, issuer))
