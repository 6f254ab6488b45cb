"""Dòng văn bản: the lines above and below the body as they are printed, decided here and tested without Word."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from directives.calendar.dates import long_date
from directives.document.kinds import DocumentType
from directives.document.model import Archive, Document, DocumentNumber, Provenance
from directives.text import without_mark

_PROVENANCE_NOTES = {
    Provenance.REAL: "",
    Provenance.RECONSTRUCTED: "DỰNG LẠI: không phải văn bản gốc",
    Provenance.SYNTHETIC: "MINH HỌA: số liệu tổng hợp (giả lập)",
}


def number_line(number: DocumentNumber) -> str:
    """Số, ký hiệu: box 3; a draft shows a gap to be filled (PL.I-II.3).

    >>> number_line(DocumentNumber(5, "UBND-VX"))
    'Số: 05/UBND-VX'
    """
    return f"Số:{number}" if number.number is None else f"Số: {number}"


def subject_line(kind: DocumentType, subject: str) -> str:
    """Trích yếu: as printed; a công văn opens it with ``V/v`` (PL.I-II.5)."""
    if kind is DocumentType.CONG_VAN and not subject.startswith("V/v "):
        return f"V/v {subject}"
    return subject


def addressee_line(addressees: Sequence[str]) -> str:
    """Kính gửi một nơi: a single addressee stands on the line of ``Kính gửi:`` (PL.I-II.9d); else nothing."""
    return f"Kính gửi: {addressees[0]}" if len(addressees) == 1 else ""


def addressee_lines(addressees: Sequence[str]) -> tuple[str, ...]:
    """Kính gửi nhiều nơi: a dash each, ``;`` between, a full stop at the end; nothing for a single one."""
    return _dashed(addressees) if len(addressees) > 1 else ()


def addressee_list(addressees: Sequence[str]) -> tuple[str, ...]:
    """Danh sách nơi nhận điện: a dash each, even for a single one (PL.III, mẫu 1.6)."""
    return _dashed(addressees)


def basis_lines(bases: Sequence[str], *, last_mark: str) -> tuple[str, ...]:
    """Căn cứ: one a line, each with ``;``, the last with the mark of the regime (PL.I-II.6a)."""
    return tuple(_marked(bases, ";", last_mark))


def recipient_lines(recipients: Sequence[str], archive: Archive) -> tuple[str, ...]:
    """Nơi nhận: a dash each, ``;`` between; the archive comes last and ends with a full stop (PL.I-II.9d).

    >>> recipient_lines(["Như trên"], Archive(("VT", "NV"), copies=2))
    ('- Như trên;', '- Lưu: VT, NV (2).')
    """
    return _dashed([*recipients, str(archive)])


def reference_line(document: Document) -> str:
    """Chỉ dẫn kèm theo: which document an annex or attached text goes with (PL.I-III.1c).

    A draft shows a gap for the number; an electronic document leaves number and day blank, since the signature of
    the file tells them.
    """
    number, day = str(document.number), long_date(document.issued_on)
    if document.electronic:
        number, day = str(replace(document.number, number=None)), _BLANK_DAY
    elif document.number.number is not None:
        number = number.lstrip()
    issuer = f" của {document.issuer_name}" if document.issuer_name else ""
    return f"(Kèm theo {document.type.name_vi} số {number} {day}{issuer})"


_BLANK_DAY = "ngày    tháng    năm    "


def provenance_note(provenance: Provenance) -> str:
    """Ghi chú nguồn gốc: what a reader must know at once of a document that was never issued."""
    return _PROVENANCE_NOTES[provenance]


def _dashed(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"- {item}" for item in _marked(items, ";", "."))


def _marked(items: Sequence[str], mark: str, last_mark: str) -> Iterator[str]:
    for place, item in enumerate(items, start=1):
        yield without_mark(item) + (last_mark if place == len(items) else mark)
