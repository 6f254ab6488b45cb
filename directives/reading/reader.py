"""Đọc văn bản: a file in, a record out; the absent is None, the doubtful noted, nothing invented."""

import re
from pathlib import Path

from directives.reading.citations import read_citations, read_repealed
from directives.reading.closing import read_closing
from directives.reading.letterhead import read_head
from directives.reading.obligations import read_obligations
from directives.reading.provisions import (
    adoption_date,
    read_effective,
    read_implementers,
    read_proposers,
)
from directives.reading.record import Record
from directives.reading.source import Source, load

_ORDERING_TYPES = {"cong_van", "chi_thi", "cong_dien"}
_DECIDING_TYPES = {"quyet_dinh", "nghi_quyet", "nghi_dinh", "thong_tu", "thong_tu_lien_tich"}
_STRUCTURE = re.compile(
    r"^(?:Căn cứ|Theo đề nghị|Xét |Thực hiện|QUYẾT |Điều \d|Chương |Mục |[IVX]+\.\s|Kính gửi)"
)


def read_file(path: Path | str) -> Record:
    """Đọc văn bản: the structured record of a .docx, .pdf, .txt, .md or .html file.

    Raises a RefusedFile (``conversion.errors``): unreadable, too large, unknown format, state secret, no
    official document; NoTextLayer for a scan.
    """
    return read_source(load(Path(path)))


def read_source(source: Source) -> Record:
    """Đọc nguồn: applies the field rules to lines already loaded."""
    lines = source.lines
    closing = read_closing(lines)
    head = read_head(lines[: closing.start] if closing.start else lines)
    body = lines[head.end : closing.start]
    notes = [*source.notes, *head.notes]
    date = head.date
    used = set(head.used | closing.used)
    if date is None:
        date = adoption_date(body)
        notes += ["date: taken from the sentence of adoption, the head bears none"] if date else []
    elif date.iso is None:
        notes.append(f"date: day or month is blank or impossible: {date.text}")
    own = head.number.normalized if head.number else None
    cited_in = [*body, *([head.subject.text] if head.subject and head.subject.text else [])]
    key = head.doc_type.normalized
    obligations, duty_lines = read_obligations(lines, head.end, closing.start, orders=key in _ORDERING_TYPES)
    used |= duty_lines | {i for i in range(head.end, closing.start) if _STRUCTURE.match(lines[i])}
    deciding = key in _DECIDING_TYPES
    implementers = read_implementers(body) if deciding else ()
    if implementers:
        obligations = tuple(duty for duty in obligations if not set(duty.addressees) & set(implementers))
    if closing.end < len(lines):
        notes.append(f"annex: {len(lines) - closing.end} lines after the signature were not read")
    letters = sum(map(len, lines)) or 1
    return Record(
        doc_type=head.doc_type,
        issuer=head.issuer,
        parent=head.parent,
        number=head.number,
        date=date,
        place=head.place,
        subject=head.subject,
        addressees=head.addressees,
        citations=read_citations(cited_in, own),
        proposed_by=read_proposers(body),
        effective=read_effective(body, date.iso if date else None),
        repeals_or_replaces=read_repealed(body, own),
        implementers=implementers,
        obligations=obligations,
        signature=closing.signature,
        recipients=closing.recipients,
        archive=closing.archive,
        understood=round(sum(len(lines[i]) for i in used) / letters, 3),
        notes=tuple(notes),
    )
