"""Văn bản đã đọc: what a record of ``directives.reading`` says of itself and of those it cites, as facts."""

from collections.abc import Iterable, Sequence
from datetime import date

from directives.document.kinds import DocumentType
from directives.lineage.facts import Origin, Reference, Relation, Role, Said, Seen
from directives.lineage.issuers import (
    Issuer,
    issuer_key,
    issuer_of_symbol,
    line_of,
    named_issuer,
    own_name_of,
    territory_of,
)
from directives.lineage.numbering import is_number
from directives.lineage.occurrences import occurrences
from directives.lineage.relations import relation_of_role, said_of
from directives.org.chart import Snapshot
from directives.reading import Record
from directives.reading.record import Citation
from directives.text import one_tone_style

_OF_LAWS = ("luật", "bộ luật")
_LAWGIVER = "Quốc hội"
_BUREAU = "văn phòng"


def seen_of_record(
    record: Record,
    lines: Sequence[str],
    place: str,
    *,
    snapshot: Snapshot | None = None,
    given: Reference | None = None,
) -> Seen:
    """Văn bản từ bản ghi: itself, its citations, and their relations by the words of its ``lines``.

    ``snapshot``: the organisation on the document's day, which tells in whose territory it was written. ``given``:
    number, day and issuer as a person says they are; what is empty there is taken from the record.
    """
    parent = (record.parent.normalized or "") if record.parent else ""
    issuer_name = record.issuer.normalized if record.issuer else ""
    if given and given.issuer:
        issuer_name = given.issuer.name
    line = line_of([issuer_key(issuer_name), issuer_key(parent)], snapshot)
    number = (given.number if given else "") or (record.number.normalized if record.number else "") or ""
    iso = record.date.iso if record.date else None
    dated = (given.dated if given else None) or (date.fromisoformat(iso) if iso else None)
    reference = Reference(
        number=number,
        type=_type_name(record),
        dated=dated,
        year=record.date.year if record.date else None,
        issuer=own_issuer(issuer_name, parent, line) if issuer_name else None,
    )
    if reference.issuer is None and number:
        reference = with_issuer_of_symbol(reference)
    effective = record.effective.date if record.effective else None
    return Seen(
        reference=reference,
        origin=Origin.FILE,
        place=place,
        subject=(record.subject.normalized or record.subject.text or "") if record.subject else "",
        addressees=tuple(one.normalized or one.text or "" for one in record.addressees),
        line=line,
        said=said_by(
            [cited_reference(one, line) for one in record.citations],
            {one.number: one.role for one in record.citations},
            one_tone_style(record.subject.text or "" if record.subject else ""),
            [one_tone_style(line) for line in lines],
            own_name=own_name_of(reference.issuer) if reference.issuer else "",
            ended=[one.number for one in record.repeals_or_replaces],
        ),
        effective=date.fromisoformat(effective) if effective else None,
    )


def _type_name(record: Record) -> str:
    """Tên loại: as the law writes it; of a type beyond its list as it is printed, in small letters."""
    key = record.doc_type.normalized
    known = (kind.name_vi for kind in DocumentType if kind.value == key)
    return next(known, " ".join((record.doc_type.text or "").split()).capitalize())


def said_by(
    references: Sequence[Reference],
    roles: dict[str, str],
    subject: str,
    lines: Sequence[str],
    *,
    own_name: str = "",
    ended: Iterable[str] = (),
) -> tuple[Said, ...]:
    """Các viện dẫn: every reference once by its strongest relation, and what is said between cited documents."""
    by_key = {Reference(number).key: Role(role) for number, role in roles.items()}
    gone = frozenset(Reference(number).key for number in ended)
    sentences = occurrences(subject, lines, references)
    own: dict[str, Said] = {}
    between: dict[tuple[str, str, Relation], Said] = {}
    for said in said_of(sentences, by_key, own_name, gone):
        if said.citing is not None:
            between.setdefault((said.citing.key, said.cited.key, said.relation), said)
        elif _strength(said) > _strength(own.get(said.cited.key)):
            own[said.cited.key] = said
    for reference in references:  # what the words do not show in this form is cited all the same
        if reference.key not in own:
            relation = Relation.REPEALS if reference.key in gone else Relation.MENTIONS
            role = by_key.get(reference.key, Role.CITED)
            own[reference.key] = Said(reference, role, relation, "", None, ("not_found_in_words",))
    return (*own.values(), *between.values())


def cited_reference(citation: Citation, line: Sequence[str]) -> Reference:
    """Dẫn chiếu của viện dẫn: its issuer as the citing office means it, or as the symbol says."""
    reference = Reference(
        number=citation.number,
        type=citation.type,
        dated=date.fromisoformat(citation.date) if citation.date else None,
        issuer=named_issuer(citation.issuer, line) if citation.issuer else None,
    )
    return with_issuer_of_symbol(reference)


def with_issuer_of_symbol(reference: Reference) -> Reference:
    """Cơ quan theo ký hiệu: whom number or type alone name, where no issuer was said."""
    if reference.issuer is not None:
        return reference
    issuer = issuer_of_symbol(reference.symbol) if is_number(reference.key) else None
    if issuer is None and not is_number(reference.key) and reference.type.casefold() in _OF_LAWS:
        issuer = Issuer(_LAWGIVER, _LAWGIVER.casefold(), True, concluded=True)
    return Reference(reference.number, reference.type, reference.dated, reference.year, issuer)


def own_issuer(name: str, parent: str, line: Sequence[str]) -> Issuer:
    """Cơ quan của chính văn bản: one that names no territory serves that of the line above it in the letterhead."""
    key = issuer_key(name)
    if territory_of(key) or not parent:
        return named_issuer(name, line)
    if key == _BUREAU:
        return Issuer(f"{name} {parent}", f"{key} {issuer_key(parent)}", True)
    return Issuer(name, f"{key} {line[0]}", True) if line else named_issuer(name, line)


def said_without_words(reference: Reference, role: Role) -> Said:
    """Viện dẫn không có lời văn: its relation by role and type alone, as a clerk's list of citations has them."""
    relation, rule = relation_of_role(reference, role)
    return Said(reference, role, relation, "", None, (rule,))


def _strength(said: Said | None) -> int:
    """Độ mạnh: an act says more than carrying out, that more than resting on, that more than a mention."""
    if said is None:
        return -1
    order = [Relation.MENTIONS, Relation.RESTS_ON, Relation.CARRIES_OUT]
    return order.index(said.relation) if said.relation in order else len(order)
