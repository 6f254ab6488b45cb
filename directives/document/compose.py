"""Lập văn bản: a draft and the organisation of its day make a document."""

from datetime import date

from directives.document.body_draft import body_of
from directives.document.details import details_of
from directives.document.draft import Draft
from directives.document.enclosed import NOTHING, Enclosed
from directives.document.forms import official_form
from directives.document.kinds import DocumentType
from directives.document.model import Document, DocumentNumber, Letterhead
from directives.document.office_defaults import (
    NO_RULES,
    AllWorkingRules,
    archive_of,
    recipients_of,
    signature_of,
    unit_symbol,
)
from directives.errors import N_, DirectiveError
from directives.org.chart import OrganisationChart
from directives.org.offices import Office
from directives.org.own_issuers import issuing_office
from doc_templates import Form


class MissingDraftingUnit(DirectiveError):
    """Thiếu đơn vị soạn thảo: a công văn's symbol names the drafting unit or field (PL.I-II.3)."""

    kind = "missing_unit"
    template = N_(
        'The symbol of a công văn names the drafting unit: add the field “unit” (for example unit = "NV").'
    )


class IssuesNoDocuments(DirectiveError):
    """Không có thể thức tên cơ quan: a body outside the administrative hierarchy is addressed, never an issuer."""

    kind = "issues_no_documents"
    template = N_(
        "{office} stands outside the administrative hierarchy: it is addressed, and no letterhead is known for it. "
        "Name another issuer."
    )


class MissingBody(DirectiveError):
    """Thiếu nội dung: the form of this type is nothing without a body."""

    kind = "missing_body"
    template = N_("A {type} needs a body: add at least one [[body]] part.")


class MissingAddressees(DirectiveError):
    """Thiếu nơi nhận trong câu: the form's own sentence names whom the document invites or orders."""

    kind = "missing_addressees"
    template = N_("A {type} names whom it goes to in its own text: fill in “addressees”.")


#: The boxes in which a body stands, and those which name the addressees within a sentence.
_BODIES = ("body", "body_going_on")
_NAMED = frozenset({"sole_addressee", "addressee_list"})


def symbol_of(kind: DocumentType, office: Office, unit: str) -> str:
    """Ký hiệu: type code and issuer for a named type, issuer and drafting unit for a công văn (PL.I-II.3).

    Raises MissingDraftingUnit when a công văn says no drafting unit.
    """
    if kind.code:
        return f"{kind.code}-{office.abbreviation}"
    if not unit:
        raise MissingDraftingUnit(where="unit")
    return f"{office.abbreviation}-{unit}"


def compose(
    draft: Draft,
    chart: OrganisationChart,
    today: date,
    form: Form | None = None,
    enclosed: Enclosed = NOTHING,
    rules: AllWorkingRules = NO_RULES,
) -> Document:
    """Lập văn bản: the document which a draft means on its own day, or on ``today`` when it names none.

    ``form`` is the office's own Word form when the draft names one; without it the form is the law's.
    ``enclosed`` are the tables and pictures read from the files which the draft names, by their places in it.
    ``rules`` are what the offices' own files say: who signs how, recipients, units, seats, further issuers.
    Raises UnknownOffice when the issuer does not exist on that day, IssuesNoDocuments, MissingDraftingUnit,
    MissingBody, MissingAddressees, NoOfficialForm, UnknownForm, UnansweredForm, UnreadEnclosure,
    MissingSignature, MissingRecipients and what ``office_defaults`` refuses.
    """
    day = draft.date or today
    own = rules.get(draft.issuer)
    office = issuing_office(chart.on(day), draft.issuer, own)
    if not office.issues_documents:
        raise IssuesNoDocuments(where="issuer", office=office.full_name)
    kind = draft.document_type
    form = form or official_form(kind, day, draft.form)
    if not draft.body and any(name in form.fields and form.fields[name].required for name in _BODIES):
        raise MissingBody(where="body", type=kind.name_vi)
    if not draft.addressees and not form.fields.keys().isdisjoint(_NAMED):
        raise MissingAddressees(where="addressees", type=kind.name_vi)
    unit = unit_symbol(draft.unit, own, day)
    return Document(
        type=kind,
        issuer=office.id,
        issuer_name=office.full_name,
        letterhead=Letterhead(() if kind.is_copy else office.parent_lines, office.name_lines),
        number=DocumentNumber(None, draft.symbol or symbol_of(kind, office, unit)),
        place_name=office.place_name,
        issued_on=day,
        subject=draft.subject,
        addressees=tuple(draft.addressees),
        deciding_authority=draft.deciding_authority,
        legal_bases=tuple(draft.legal_bases),
        body=body_of(draft.body, "body", enclosed),
        annexes=tuple(one.annex(f"annexes[{n}]", enclosed) for n, one in enumerate(draft.annexes, 1)),
        signature=signature_of(draft, office, own, day),
        recipients=recipients_of(draft, office, own, day),
        archive=archive_of(draft, own, day),
        provenance=draft.source,
        carries_out=tuple(draft.carries_out),
        form=draft.form,
        details=details_of(draft.details, form),
        attached=tuple(one.text(f"attached[{n}]", enclosed) for n, one in enumerate(draft.attached, 1)),
        urgency=draft.urgency_level,
        circulation=draft.circulation_limit,
        contact=draft.contact,
        drafter_mark=draft.drafter_mark,
        electronic=draft.electronic,
    )
