"""Trường của mẫu: what a Word form is filled with: plain texts, lists and numbers, one for each name it asks.

A name is either a box of the law (``BOXES``), the same in every form, or a question of the form itself, answered
in the document's details. The names here, in a form's ``fields.toml`` and in its ``template.docx`` agree; a test
says so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields

from directives.calendar.dates import long_date
from directives.document.kinds import DocumentType
from directives.document.model import Document
from directives.document.text_width import longest_line
from directives.errors import N_, DirectiveError
from directives.rendering import lines
from directives.rendering.body_lines import BodyLine, body_lines
from directives.rulebook.regimes import Regime


class NoPlaceInForm(DirectiveError):
    """Không có chỗ trong mẫu: the document says something which its Word form has no box for."""

    kind = "no_place_in_form"
    template = N_(
        "The form of a {type} has no place for “{field}”. Leave the field out, or choose another type."
    )


class UnknownField(DirectiveError):
    """Trường lạ: the form asks for a name which is neither a box of the law nor answered in the details."""

    kind = "unknown_field"
    template = N_(
        "The Word form asks for “{field}”, which nothing answers. "
        "“vanthu template lint” names the nearest known field."
    )


#: Plain data only: a form can neither call nor change anything.
FieldValue = str | int | tuple[str, ...] | list[dict[str, object]]

_LINE = tuple(field.name for field in fields(BodyLine))
_TWIPS_PER_MM = 1440 / 25.4
_DECIDING_WORDS = {DocumentType.QUYET_DINH: "QUYẾT ĐỊNH:", DocumentType.NGHI_QUYET: "QUYẾT NGHỊ:"}

#: The boxes of the law, by the name under which any form may ask for them. Lists are finished lines; the
#: length of a rule is in twips.
BOXES: Mapping[str, Callable[[Document, Regime], FieldValue]] = {
    "provenance_note": lambda document, _: lines.provenance_note(document.provenance),
    "parent_lines": lambda document, _: _upper(document.letterhead.parent_lines),
    "issuer_lines": lambda document, _: _upper(document.letterhead.name_lines),
    "issuer_rule": lambda document, regime: _issuer_rule(document, regime),
    "issuer_name": lambda document, _: document.issuer_name,
    "number_line": lambda document, _: lines.number_line(document.number),
    "place_and_date": lambda document, _: f"{document.place_name}, {long_date(document.issued_on)}",
    "type_name": lambda document, _: document.type.name_vi.upper(),
    "copy_label": lambda document, regime: _copy_label(document.type, regime),
    "attached_reference": lambda document, _: lines.reference_line(document),
    "issue_day": lambda document, _: long_date(document.issued_on),
    "subject": lambda document, _: lines.subject_line(document.type, document.subject),
    "subject_rule": lambda document, regime: _rule(
        (document.subject,), regime, "subject", room_mm=regime.text_width_mm
    ),
    "addressee_line": lambda document, _: lines.addressee_line(document.addressees),
    "addressees": lambda document, _: lines.addressee_lines(document.addressees),
    "deciding_authority": lambda document, _: document.deciding_authority.upper(),
    "deciding_word": lambda document, _: _DECIDING_WORDS.get(document.type, ""),
    "legal_bases": lambda document, regime: lines.basis_lines(
        document.legal_bases, last_mark=regime.says("bases_last_mark")
    ),
    "sole_addressee": lambda document, _: document.addressees[0] if len(document.addressees) == 1 else "",
    "addressee_list": lambda document, _: lines.addressee_list(document.addressees),
    "body": lambda document, _: _lines(body_lines(document.body)),
    "body_going_on": lambda document, _: _lines(body_lines(document.body, end_mark=False)),
    "recipients": lambda document, _: lines.recipient_lines(document.recipients, document.archive),
    "signature_lines": lambda document, _: _upper(document.signature.lines),
    "signer_name": lambda document, _: document.signature.name,
    "urgency": lambda document, _: document.urgency.value if document.urgency else "",
    "circulation": lambda document, _: document.circulation.value if document.circulation else "",
    "contact": lambda document, _: document.contact,
    "drafter_mark": lambda document, _: document.drafter_mark,
}

#: What a document may say, and the boxes of which its form must have one if it does.
_BOXES_OF: Mapping[str, tuple[str, ...]] = {
    "parent_lines": ("parent_lines",),
    "addressees": ("addressees", "addressee_line", "addressee_list"),
    "deciding_authority": ("deciding_authority",),
    "legal_bases": ("legal_bases",),
    "body": ("body", "body_going_on"),
    "recipients": ("recipients",),
    "urgency": ("urgency",),
    "circulation": ("circulation",),
    "contact": ("contact",),
    "drafter_mark": ("drafter_mark",),
}


def field_values(document: Document, regime: Regime, names: Iterable[str]) -> dict[str, FieldValue]:
    """Giá trị điền mẫu: what ``document`` answers to each of the names a form asks for.

    Raises NoPlaceInForm when something the document says would not be printed, UnknownField when nothing
    answers a name.
    """
    asked = frozenset(names)
    details = {detail.name: detail.value for detail in document.details}
    for said in _said(document):
        if not asked.intersection(_BOXES_OF[said]):
            raise NoPlaceInForm(where=said, type=document.type.name_vi, field=said)
    for name in sorted(details.keys() - asked):
        if details[name]:
            raise NoPlaceInForm(where=f"details.{name}", type=document.type.name_vi, field=name)
    for name in sorted(asked - BOXES.keys() - details.keys()):
        raise UnknownField(where=name, field=name)
    return {name: BOXES[name](document, regime) if name in BOXES else details[name] for name in asked}


def _said(document: Document) -> Iterator[str]:
    for name in _BOXES_OF:
        holder = document.letterhead if name == "parent_lines" else document
        if getattr(holder, name):
            yield name


def _lines(body: Iterable[BodyLine]) -> list[dict[str, object]]:
    return [{name: getattr(line, name) for name in _LINE} for line in body]


def _upper(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.upper() for text in texts)


def _copy_label(kind: DocumentType, regime: Regime) -> str:
    return regime.says("sao_y") if kind is DocumentType.SAO_Y else kind.name_vi.upper()


def _issuer_rule(document: Document, regime: Regime) -> int:
    column = regime.text_width_mm * regime.used("left_column")
    return _rule(_upper(document.letterhead.name_lines), regime, "issuer", room_mm=column)


def _rule(texts: tuple[str, ...], regime: Regime, box: str, *, room_mm: float) -> int:
    """Nét kẻ: in twips, a share of the longest printed line of bold text above it (PL.I-II.2b, 5b)."""
    room, size = round(room_mm * _TWIPS_PER_MM), regime.used(box)
    longest = max((longest_line(text, size, bold=True, room=room) for text in texts), default=0)
    return round(longest * regime.used(f"{box}_rule"))
