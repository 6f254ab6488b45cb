"""Thông tin đầu vào: the input fields of the records system for documents out and in (PL.VI, Phần II).

Only what the books know is named; a field that repeats (each receiver) has several values. How long a value may be is
data of rule F-126.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from directives.document.model import Document
from directives.register.columns import RegisterRow
from directives.register.incoming import Handling, IncomingDocument


def outgoing_metadata(document: Document, row: RegisterRow) -> Mapping[str, tuple[str, ...]]:
    """Thông tin văn bản đi: by name of the field, without what is empty."""
    number = document.number.number
    sent_to = [*document.addressees, *(item for item in document.recipients if item != "Như trên")]
    return _filled(
        {
            "TypeName": [document.type.name_vi],
            "CodeNumber": ["" if number is None else f"{number:02d}"],
            "CodeNotation": [document.number.symbol],
            "IssuedDate": [_day(document.issued_on)],
            "OrganName": [document.issuer_name],
            "Subject": [document.subject],
            "Description": [row.note],
            "SignerInfo.Position": [document.signature.title],
            "SignerInfo.FullName": [document.signature.name],
            "To.OrganName": sent_to,
            "IssuedAmount": [row.copies],
        }
    )


def incoming_metadata(
    number: int, document: IncomingDocument, handling: Handling
) -> Mapping[str, tuple[str, ...]]:
    """Thông tin văn bản đến: by name of the field, without what is empty."""
    code, _, notation = document.number_and_symbol.partition("/")
    return _filled(
        {
            "TypeName": [document.type_name],
            "CodeNumber": [code.strip()],
            "CodeNotation": [notation.strip()],
            "IssuedDate": [_day(document.dated)],
            "OrganName": [document.author],
            "Subject": [document.subject],
            "Description": [handling.note],
            "ArrivalDate": [_day(document.arrived_on)],
            "ArrivalNumber": [f"{number:02d}"],
            "SignerInfo.FullName": [document.signer],
            "ToPlaces": [handling.receiver],
            "DueDate": [_day(handling.due_on)],
        }
    )


def _filled(fields: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found = {name: tuple(value for value in values if value) for name, values in fields.items()}
    return {name: values for name, values in found.items() if values}


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
