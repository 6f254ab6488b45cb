"""Trường của mẫu: what each Word form is filled with: a closed set of plain strings, one data class a form.

The names here, in the form's ``fields.toml`` and in its ``template.docx`` are the same; a test says so.
"""

from dataclasses import dataclass, fields
from typing import Any

from directives.calendar.dates import long_date
from directives.document.kinds import DocumentType
from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.rendering import lines
from directives.rendering.lines import BodyLine
from directives.rendering.text_width import longest_line
from directives.rulebook.regimes import Regime


class NoPlaceInForm(DirectiveError):
    """Không có chỗ trong mẫu: the document says something which its official form has no box for."""

    kind = "no_place_in_form"
    template = N_(
        "The form of a {type} has no place for “{field}”. Leave the field out, or choose another type."
    )


_LINE = fields(BodyLine)
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class FormFields:
    """Trường chung: boxes which every form has. Lists are finished lines; a rule's length is in twips."""

    subject: str
    provenance_note: str
    parent_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    issuer_rule: int
    number_line: str
    place_and_date: str
    legal_bases: tuple[str, ...]
    body: tuple[BodyLine, ...]
    recipients: tuple[str, ...]
    signature_lines: tuple[str, ...]
    signer_name: str

    def values(self) -> dict[str, Any]:
        """Giá trị điền mẫu: plain text, numbers and lists only; a form can reach nothing else."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["body"] = [{field.name: getattr(line, field.name) for field in _LINE} for line in self.body]
        return values


@dataclass(frozen=True, slots=True)
class LetterFields(FormFields):
    """Trường của công văn (mẫu 1.5): the subject under the number, no type name."""

    addressee_line: str
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedFields(FormFields):
    """Trường của văn bản có tên loại (mẫu 1.4): type name and subject; Kính gửi where it goes upward."""

    type_name: str
    subject_rule: int
    addressee_line: str
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionFields(FormFields):
    """Trường của quyết định, nghị quyết (mẫu 1.1 to 1.3): who decides, and the deciding word."""

    type_name: str
    subject_rule: int
    deciding_authority: str
    deciding_word: str


_DECIDING_WORDS = {DocumentType.QUYET_DINH: "QUYẾT ĐỊNH:", DocumentType.NGHI_QUYET: "QUYẾT NGHỊ:"}

#: The field set of each form, by the name of the form's folder.
FIELDS_OF_FORM: dict[str, type[FormFields]] = {
    "cong_van": LetterFields,
    "van_ban_ten_loai": NamedFields,
    "quyet_dinh": DecisionFields,
}


def fields_of(document: Document, regime: Regime, form: str) -> FormFields:
    """Trường của văn bản: every line of ``document`` as its form asks for it.

    Raises NoPlaceInForm when something the document says would not be printed.
    """
    if document.addressees and form == "quyet_dinh":
        raise NoPlaceInForm(where="addressees", type=document.type.name_vi, field="addressees")
    if document.deciding_authority and form != "quyet_dinh":
        raise NoPlaceInForm(
            where="deciding_authority", type=document.type.name_vi, field="deciding_authority"
        )
    shared = _shared(document, regime)
    match form:
        case "cong_van":
            return LetterFields(**shared, **_addressed(document))
        case "van_ban_ten_loai":
            return NamedFields(**shared, **_named(document, regime), **_addressed(document))
        case "quyet_dinh":
            return DecisionFields(
                **shared,
                **_named(document, regime),
                deciding_authority=document.deciding_authority.upper(),
                deciding_word=_DECIDING_WORDS[document.type],
            )
        case _:
            raise ValueError(f"there is no field set for the form {form!r}")


def _shared(document: Document, regime: Regime) -> dict[str, Any]:
    letterhead = document.letterhead
    issuer_lines = tuple(line.upper() for line in letterhead.name_lines)
    column = regime.text_width_mm * regime.used("left_column")
    return {
        "subject": lines.subject_line(document.type, document.subject),
        "provenance_note": lines.provenance_note(document.provenance),
        "parent_lines": tuple(line.upper() for line in letterhead.parent_lines),
        "issuer_lines": issuer_lines,
        "issuer_rule": _rule(issuer_lines, regime, "issuer", room_mm=column),
        "number_line": lines.number_line(document.number),
        "place_and_date": f"{document.place_name}, {long_date(document.issued_on)}",
        "legal_bases": lines.basis_lines(document.legal_bases, last_mark=regime.says("bases_last_mark")),
        "body": lines.body_lines(document.body),
        "recipients": lines.recipient_lines(document.recipients, document.archive),
        "signature_lines": tuple(line.upper() for line in document.signature.lines),
        "signer_name": document.signature.name,
    }


def _addressed(document: Document) -> dict[str, Any]:
    return {
        "addressee_line": lines.addressee_line(document.addressees),
        "addressees": lines.addressee_lines(document.addressees),
    }


def _named(document: Document, regime: Regime) -> dict[str, Any]:
    return {
        "type_name": document.type.name_vi.upper(),
        "subject_rule": _rule((document.subject,), regime, "subject", room_mm=regime.text_width_mm),
    }


def _rule(texts: tuple[str, ...], regime: Regime, box: str, *, room_mm: float) -> int:
    """Nét kẻ: in twips, a share of the longest printed line of bold text above it (PL.I-II.2b, 5b)."""
    room, size = round(room_mm * _TWIPS_PER_MM), regime.used(box)
    longest = max((longest_line(text, size, bold=True, room=room) for text in texts), default=0)
    return round(longest * regime.used(f"{box}_rule"))
