"""Các ô của một văn bản: head and closing read together, and what one tells of the other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from directives.errors import N_
from directives.reading.boxes.agency_name import agency_name
from directives.reading.boxes.closing import Closing, read_closing
from directives.reading.boxes.inferring import (
    Inferred,
    inferred_agency,
    inferred_committee,
    opening_subject,
    portal_subject,
)
from directives.reading.boxes.letterhead import Head, read_head
from directives.reading.boxes.title_box import is_authority
from directives.reading.lexicon import Lexicon
from directives.reading.record import Doubt, Issuer, Worded

_BARE_COMMITTEE = ("UBND", "HĐND")
_PORTAL_LINES = 12


def read_boxes(lines: Sequence[str], words: Lexicon) -> tuple[Head, Closing]:
    """Đọc các ô: head and closing; issuer and subject are inferred where they are not printed and the text is sure."""
    head = read_head(lines, words)
    closing = read_closing(lines, words, head.end)
    body = lines[head.end : closing.start]
    above = [agency_name(line) for line in lines[: head.end] if is_authority(line)]
    return _with_subject(_with_issuer(head, closing, body, above, words), lines, body), closing


def _with_issuer(
    head: Head, closing: Closing, body: Sequence[str], above: Sequence[str], words: Lexicon
) -> Head:
    """Cơ quan ban hành suy ra: without a letterhead, or when it names a committee without its territory.

    ``above``: bodies and offices in capitals in the head, of which that above the legal bases may name the territory.
    """
    printed = head.issuer
    if printed is not None and printed.normalized not in _BARE_COMMITTEE:
        return head
    code = _office_code(head)
    signed = closing.signature.on_behalf_of or "" if closing.signature else ""
    found: Inferred | None = None
    if printed is not None or code in ("UBND", "UB") or signed.startswith("Ủy ban nhân dân"):
        place = head.place.normalized if head.place else None
        authority = printed.deciding_authority if printed else None
        subject = head.subject.normalized if head.subject else None
        named = "; ".join(filter(None, (authority, *above, signed, subject)))
        found = inferred_committee(body, place, named, words)
    elif code:
        found = inferred_agency(body, code, words)
    if found is None:
        return head
    value = found.value if printed is None or printed.normalized == "UBND" else printed.normalized
    issuer = Issuer(
        printed.text if printed else None,
        value,
        printed.deciding_authority if printed else None,
        found.inferred_from,
    )
    doubt = Doubt("issuer", N_("not printed in full; inferred from {seen}"), {"seen": found.inferred_from})
    return replace(head, issuer=issuer, notes=(*head.notes, doubt))


def _with_subject(head: Head, lines: Sequence[str], body: Sequence[str]) -> Head:
    """Trích yếu suy ra: of a portal's title line or the opening sentence, where the box itself was lost."""
    if head.subject is not None or not head.signs & {"number", "type"}:
        return head
    titles = (portal_subject(line) for line in lines[:_PORTAL_LINES])
    found = next((one for one in titles if one), None)
    if found is None and head.doc_type.text is None and head.doc_type.normalized not in (None, "cong_van"):
        found = opening_subject(body)
    if found is None:
        return head
    doubt = Doubt(
        "subject", N_("not printed in its box; inferred from {seen}"), {"seen": found.inferred_from}
    )
    subject = Worded(None, found.value, found.inferred_from)
    return replace(head, subject=subject, notes=(*head.notes, doubt))


def _office_code(head: Head) -> str:
    """Ký hiệu cơ quan: the group of the symbol that stands for who issued the document."""
    groups = re.split(r"[-/]", head.number.symbol or "") if head.number else []
    if head.doc_type.normalized == "cong_van":
        return groups[0] if groups else ""
    return groups[1] if len(groups) > 1 else ""
