"""Đọc văn bản: a file in, a record out; the absent is None, the doubtful noted, nothing invented."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from directives.errors import N_, Problem
from directives.reading.boxes.admitting import refuse_unofficial
from directives.reading.boxes.letterhead import Head
from directives.reading.boxes.page import read_boxes
from directives.reading.citing.own import Own
from directives.reading.citing.provisions import adoption_date
from directives.reading.citing.references import read_references
from directives.reading.duties.assigning import read_annexed
from directives.reading.duties.days import Calendar
from directives.reading.duties.letters import glued_lead_in
from directives.reading.duties.manners import manner_of
from directives.reading.duties.obligations import read_obligations
from directives.reading.lexicon import Lexicon, lexicon
from directives.reading.record import DateRead, Doubt, Record
from directives.reading.restoring import Original
from directives.reading.sources.source import Source, load

_STRUCTURE = re.compile(
    r"^(?:Căn cứ|Theo đề nghị|Xét |Thực hiện|QUYẾT |Điều \d|Chương |Mục |[IVX]+\.\s|Kính gửi)"
)


def read_file(path: Path | str, words: Lexicon | None = None) -> Record:
    """Đọc văn bản: the structured record of a .docx, .pdf, .txt, .md or .html file.

    ``words``: another lexicon than the package's. Raises a RefusedFile (``conversion.errors``): unreadable, too
    large, unknown format, state secret, no official document; NoTextLayer for a scan that cannot be recognised.
    """
    return read_source(load(Path(path)), words)


def read_source(source: Source, words: Lexicon | None = None) -> Record:
    """Đọc nguồn: applies the field rules to lines already loaded."""
    words = words or lexicon()
    original = Original(source.lines)
    lines = original.lines
    head, closing = read_boxes(lines, words)
    refuse_unofficial(head, closing, words, source.name)
    body = lines[head.end : closing.start]
    dated, doubts = _dated(head, body)
    key = head.doc_type.normalized
    own = Own(
        number=head.number.normalized if head.number else None,
        type=key or "",
        dated=dated.iso if dated else None,
        issuer=head.issuer.normalized if head.issuer else "",
    )
    references = read_references(
        body, head.subject.text if head.subject else None, own=own, words=words, first_line=head.end
    ).as_said(original.text)
    calendar = Calendar(issued=_day(dated), year=dated.year if dated else None)
    sent_to = tuple(one.normalized or "" for one in head.addressees) if key == "cong_dien" else ()
    manner = manner_of(key)
    spoken, begin = lines, head.end
    if glued := glued_lead_in(lines, head.end):
        begin = glued[0]
        spoken = (*lines[:begin], glued[1], *lines[begin + 1 :])
    duties, duty_lines = read_obligations(
        spoken, begin, closing.start, manner=manner, words=words, calendar=calendar, sent_to=sent_to
    )
    annexed, annex_lines = read_annexed(lines, closing.end, manner=manner, words=words, calendar=calendar)
    doubts += [*references.doubts, *calendar.doubts]
    used = {*head.used, *closing.used, *duty_lines, *annex_lines}
    used |= {i for i in range(head.end, closing.start) if _STRUCTURE.match(lines[i])}
    if left := len(lines) - closing.end - len(annex_lines):
        doubts.append(
            Doubt(
                "annex", N_("{count} lines after the signature were not read"), {"count": left}, closing.end
            )
        )
    letters = sum(map(len, lines)) or 1
    record = Record(
        doc_type=head.doc_type,
        issuer=head.issuer,
        parent=head.parent,
        number=head.number,
        date=dated,
        place=head.place,
        subject=head.subject,
        addressees=head.addressees,
        citations=references.citations,
        proposed_by=references.proposed_by,
        effective=references.effective,
        repeals_or_replaces=references.repeals_or_replaces,
        implementers=references.implementers,
        obligations=duties + annexed,
        signature=closing.signature,
        recipients=closing.recipients,
        archive=closing.archive,
        understood=round(sum(len(lines[i]) for i in used) / letters, 3),
        notes=tuple(
            _note(doubt, source)
            for doubt in (*source.notes, *original.notes, *head.notes, *closing.notes, *doubts)
        ),
    )
    return _as_printed(record, original)


def _dated(head: Head, body: tuple[str, ...]) -> tuple[DateRead | None, list[Doubt]]:
    """Ngày của văn bản: of the head, else of the sentence of adoption; with what is doubtful about it."""
    if head.date is None:
        adopted = adoption_date(body)
        said = N_("taken from the sentence of adoption, the head bears none")
        return adopted, [Doubt("date", said)] if adopted else []
    if head.date.iso is None:
        said = N_("day or month is blank or impossible: {seen}")
        return head.date, [Doubt("date", said, {"seen": head.date.text})]
    return head.date, []


def _day(read: DateRead | None) -> date | None:
    return date.fromisoformat(read.iso) if read and read.iso else None


def _note(doubt: Doubt, source: Source) -> Problem:
    """Ghi chú: a doubt with the place where it stands, "page:line" or "line"."""
    where = ""
    if doubt.line is not None and doubt.line < len(source.places):
        place = source.places[doubt.line]
        where = f"{place.page}:{place.line}" if place.page else str(place.line)
    return Problem(doubt.template, {"field": doubt.about, **doubt.fields}, where)


def _as_printed(record: Record, original: Original) -> Record:
    """Nguyên văn: every ``text`` as it stands in the source, whatever style of tone marks that has."""
    issuer, number, date = record.issuer, record.number, record.date
    return replace(
        record,
        doc_type=original.worded(record.doc_type) or record.doc_type,
        issuer=replace(issuer, text=original.text(issuer.text)) if issuer and issuer.text else issuer,
        parent=original.worded(record.parent),
        number=replace(number, text=original.text(number.text)) if number else None,
        date=replace(date, text=original.text(date.text)) if date else None,
        place=original.worded(record.place),
        subject=original.worded(record.subject),
        addressees=original.each(record.addressees),
        recipients=original.each(record.recipients),
        obligations=tuple(map(original.duty, record.obligations)),
    )
