"""Phần khỏi phải gõ: what a draft may leave out, since the office's own file says it for that day.

The file (``directives.org.rules_file``) knows who signs what and in which capacity, who gets which documents, and
the units inside the office. What the draft itself says always stands.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from directives.document.draft import Draft
from directives.document.kinds import SigningCapacity
from directives.document.model import Archive, Authority, BodyKind, Signature
from directives.errors import N_, DirectiveError
from directives.org.addressing import archive_mark, default_recipients
from directives.org.offices import Office
from directives.org.signing import signing_block
from directives.org.working_rules import WorkingRules

#: The offices' own files, by the id of each office and of each issuer which a file adds.
AllWorkingRules = Mapping[str, WorkingRules]
NO_RULES: AllWorkingRules = MappingProxyType({})


class NoWorkingRules(DirectiveError):
    """Chưa có tệp của cơ quan: the draft names a signer, but the office keeps no file that says who signs."""

    kind = "no_working_rules"
    template = N_(
        "The draft names the signer “{signer}”, but no file of {office} says who signs. Write the table [signature], "
        "or put the office's file into the folder co-quan."
    )


class MissingSignature(DirectiveError):
    """Thiếu người ký: neither a signer nor a signature table."""

    kind = "missing_signature"
    template = N_(
        "The draft says neither who signs (signer) nor what stands in the signature ([signature]). Add one of them."
    )


class DoubleSignature(DirectiveError):
    """Hai cách ghi người ký: a signer and a signature table at once."""

    kind = "double_signature"
    template = N_("The draft has both signer = “{signer}” and the table [signature]. Leave one of them out.")


class MissingRecipients(DirectiveError):
    """Thiếu nơi nhận: the draft names none, and the office's file none for this type."""

    kind = "missing_recipients"
    template = N_(
        "The draft has no recipients, and no file of {office} names any for the type “{type}”. "
        "Add the field “recipients”."
    )


def signature_of(draft: Draft, office: Office, rules: WorkingRules | None, day: date) -> Signature:
    """Chữ ký: as the draft writes it, or as the office's file lets its signer sign.

    Raises NoWorkingRules, MissingSignature, DoubleSignature, and what ``signing_block`` refuses.
    """
    written = draft.signature
    if not draft.signer:
        if written is None:
            raise MissingSignature(where="signature")
        authorities = tuple(Authority(one.signing_capacity, one.of) for one in written.authority)
        return Signature(authorities, written.title, written.name)
    if written is not None:
        raise DoubleSignature(where="signer", signer=draft.signer)
    if rules is None:
        raise NoWorkingRules(where="signer", signer=draft.signer, office=office.full_name)
    block = signing_block(
        office,
        rules,
        draft.signer,
        document_type=draft.document_type.value,
        deciding_authority=draft.deciding_authority,
        day=day,
    )
    authorities = tuple(Authority(SigningCapacity(capacity), of) for capacity, of in block.authorities)
    return Signature(authorities, block.title, block.name, block.post)


def recipients_of(draft: Draft, office: Office, rules: WorkingRules | None, day: date) -> tuple[str, ...]:
    """Nơi nhận: as written, or those of the office's file in the order of the law. Raises MissingRecipients."""
    if draft.recipients:
        return tuple(draft.recipients)
    articles = sum(1 for part in draft.body if part.kind == BodyKind.ARTICLE.value)
    found = default_recipients(
        rules,
        draft.document_type.value,
        day,
        addressed=bool(draft.addressees),
        last_article=articles or None,
    )
    if not found:
        raise MissingRecipients(where="recipients", office=office.full_name, type=draft.document_type.name_vi)
    return found


def archive_of(draft: Draft, rules: WorkingRules | None, day: date) -> Archive:
    """Lưu: as written, or the registry and the drafting unit."""
    written = draft.archive
    if written is None:
        return Archive(archive_mark(rules, draft.unit, day))
    return Archive(tuple(written.units), written.copies, written.drafter)


def unit_symbol(unit: str, rules: WorkingRules | None, day: date) -> str:
    """Ký hiệu đơn vị: the abbreviation of a unit of the office's file; otherwise as written."""
    known = rules.unit(unit, day) if rules and unit else None
    return known.abbreviation if known else unit
