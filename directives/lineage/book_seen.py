"""Văn bản trong sổ: what our own register and the incoming book say of a document and of those it cites, as facts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from directives.document.model import Document
from directives.lineage.facts import Origin, Reference, Relation, Revocation, Role, Said, Seen
from directives.lineage.issuers import Issuer, Likeness
from directives.lineage.reading_seen import (
    cited_reference,
    own_issuer,
    said_by,
    said_without_words,
    with_issuer_of_symbol,
)
from directives.reading.citing.citations import read_citations
from directives.reading.record import Citation
from directives.register.incoming import IncomingDocument
from directives.text import one_tone_style

#: Documents of one batch share most of their words.
_toned = lru_cache(maxsize=8192)(one_tone_style)
#: A paragraph without a number and without the name of a law cites nothing; most are passed over by this look.
_MAY_CITE = re.compile(r"\d\s*[/-]\s*(?:[^\W\d_]|\d{4}/)|Luật|Pháp lệnh|Hiến pháp")


def seen_of_document(
    document: Document,
    place: str,
    issuer: Issuer,
    line: Sequence[str],
    *,
    own_name: str = "",
    revoked: Revocation | None = None,
    acts: Iterable[Said] = (),
) -> Seen:
    """Văn bản đi: one of our own books; its bases, its words and what its draft says it carries out.

    ``issuer`` and ``line`` are those of the organisation on its day. ``acts``: what the books say that it does to other
    documents: it replaces them, it answers them.
    """
    reference = reference_of_document(document, issuer)
    if document.copied is not None:  # a copy sent on passes on what it copies, whatever that says itself
        copied = reference_of_document(document.original, _issuer_by_name(document.original, line))
        said_of_copy = Said(copied, Role.RECORDED, Relation.CARRIES_OUT, "", None, ("copy",))
        return Seen(
            reference, Origin.REGISTER, place, document.subject, document.addressees, tuple(line), True,
            (said_of_copy, *acts), revoked,
        )  # fmt: skip
    paragraphs = [_toned(line) for line in _lines(document) if _MAY_CITE.search(line)]
    cited = _cited(tuple(paragraphs))
    references = [cited_reference(one, line) for one in cited]
    references = [one for one in references if not _is_itself(one, reference)]
    told = tuple(
        Said(_named(text, line), Role.BASIS, Relation.CARRIES_OUT, text, None, ("draft",))
        for text in document.carries_out
    )
    keys = {one.cited.key for one in told}
    roles = tuple((one.number, one.role) for one in cited)
    said = _said(tuple(references), roles, _toned(document.subject), tuple(paragraphs), own_name)
    return Seen(
        reference=reference,
        origin=Origin.REGISTER,
        place=place,
        subject=document.subject,
        addressees=document.addressees,
        line=tuple(line),
        said=(*(_as_drafted(one, keys) for one in said), *_not_said(told, said), *acts),
        revoked=revoked,
    )


def reference_of_document(document: Document, issuer: Issuer) -> Reference:
    """Dẫn chiếu đến văn bản đi: one of our own books, as it names itself."""
    return Reference(str(document.number), document.type.name_vi, document.issued_on, None, issuer)


def seen_of_arrival(
    document: IncomingDocument,
    place: str,
    line: Sequence[str],
    office: str = "",
    cites: Iterable[Mapping[str, Any]] = (),
) -> Seen:
    """Văn bản đến: as it was entered; ``cites`` are the citations which the clerk confirmed, in the record's form.

    ``office``: the author's id in the organisation where it is known.
    """
    author = own_issuer(document.author, "", line)
    issuer = Issuer(author.name, author.key, author.complete, office)
    said = []
    for one in cites:
        citation = Citation(
            one["type"], one["number"], one.get("date"), one.get("issuer"), one.get("role") or "cited"
        )
        said.append(said_without_words(cited_reference(citation, line), Role(citation.role)))
    return Seen(
        reference=Reference(document.number_and_symbol, document.type_name, document.dated, None, issuer),
        origin=Origin.INCOMING,
        place=place,
        subject=document.subject,
        line=tuple(line),
        read=False,
        said=tuple(said),
    )


def reference_of_arrival(document: IncomingDocument, line: Sequence[str]) -> Reference:
    """Dẫn chiếu đến văn bản đến: as our own books name it when it is answered."""
    issuer = own_issuer(document.author, "", line)
    return Reference(document.number_and_symbol, document.type_name, document.dated, None, issuer)


def _issuer_by_name(document: Document, line: Sequence[str]) -> Issuer:
    named = own_issuer(document.issuer_name, "", line)
    return Issuer(named.name, named.key, named.complete, document.issuer)


def _lines(document: Document) -> Iterable[str]:
    yield from document.legal_bases
    for part in document.body_parts():
        for text in (part.title, part.text):
            if text:
                yield text


@lru_cache(maxsize=4096)
def _cited(paragraphs: tuple[str, ...]) -> tuple[Citation, ...]:
    """Documents of one batch have the same words: they are read once."""
    return read_citations(paragraphs, None) if paragraphs else ()


@lru_cache(maxsize=4096)
def _said(
    references: tuple[Reference, ...],
    roles: tuple[tuple[str, str], ...],
    subject: str,
    paragraphs: tuple[str, ...],
    own_name: str,
) -> tuple[Said, ...]:
    """As above: what the same words say of the same documents is told once."""
    return said_by(references, dict(roles), subject, paragraphs, own_name=own_name)


def _is_itself(cited: Reference, own: Reference) -> bool:
    """Tự dẫn: "(kèm theo Quyết định số …)"; another office's document may well bear the same number."""
    if cited.key != own.key:
        return False
    same_day = cited.dated is None or cited.dated == own.dated
    other = cited.issuer and own.issuer and cited.issuer.compared(own.issuer) is Likeness.DIFFERENT
    return same_day and not other


def _named(text: str, line: Sequence[str]) -> Reference:
    """A draft names what it carries out by its number, or by a whole citation."""
    found = _cited((_toned(text),))
    return cited_reference(found[0], line) if found else with_issuer_of_symbol(Reference(text.strip()))


def _as_drafted(said: Said, keys: set[str]) -> Said:
    """What the draft says is carried out is so, whatever relation its words would give."""
    if said.citing is not None or said.cited.key not in keys or said.relation.changes:
        return said
    concluded = (*said.concluded_from, "draft")
    return Said(said.cited, said.role, Relation.CARRIES_OUT, said.sentence, None, concluded)


def _not_said(told: Sequence[Said], said: Sequence[Said]) -> Iterable[Said]:
    there = {one.cited.key for one in said if one.citing is None}
    return (one for one in told if one.cited.key not in there)


def day_of(at: str) -> date | None:
    """Ngày của thời điểm: the day of a time stamp of the books; None where it is none."""
    try:
        return date.fromisoformat(at[:10])
    except ValueError:
        return None
