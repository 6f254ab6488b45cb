"""Văn bản đến: the record of an incoming directive with its lines, and how one refers to it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from directives.calendar.dates import long_date
from directives.document.kinds import DocumentType
from directives.errors import N_, Problem
from directives.org.units import Unit
from directives.reading.lexicon import lexicon
from directives.reading.record import Obligation, Record
from directives.reading.repairing import with_repairs
from directives.text import comparison_key, one_tone_style
from directives.vocabulary.words import UPPER

_BULLET = re.compile(r"^\s*[-–+•*]\s*(?P<text>\S.*)$")
_AT_END = " \t.;,/:"
_VERBAL = re.compile(
    r"(?:về|ban hành|phê duyệt|công bố|quy định|sửa đổi|hướng dẫn|triển khai|giao|kiện toàn)\b"
)
_AFTER_BASIS = re.compile(rf"\s*[;(]|[,.]\s+(?=[{UPPER}])")
_TYPES = {kind.value: kind.name_vi for kind in DocumentType}


@dataclass(frozen=True, slots=True)
class Words:
    """Lời của nhiệm vụ: all of its words, repaired of what character recognition damaged.

    ``below``: the bullets that belong to it where its words end with a colon. ``notes``: what was repaired, or that
    only its opening words are known.
    """

    text: str
    below: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """Văn bản đến: ``record`` as it was read from ``file``, ``lines`` as they stand in it."""

    file: str
    record: Record
    lines: tuple[str, ...]

    @property
    def issued_on(self) -> date | None:
        """Ngày ban hành: None where the document bears none that can be read."""
        read = self.record.date
        return date.fromisoformat(read.iso) if read and read.iso else None

    @property
    def type_name(self) -> str:
        """Tên loại: as it is written in a citation."""
        return _TYPES.get(self.record.doc_type.normalized or "", "Văn bản")

    @property
    def number(self) -> str:
        """Số, ký hiệu: empty where it is blank or could not be read for sure."""
        read = self.record.number
        sure = read and read.number and read.normalized and not read.number_uncertain
        return read.normalized or "" if read and sure else ""

    @property
    def subject(self) -> str:
        """Trích yếu: repaired; empty where there is none."""
        read = self.record.subject
        return _with_small_letter((read.normalized or read.text or "").rstrip(_AT_END)) if read else ""

    @property
    def in_capitals(self) -> bool:
        """Trích yếu chữ hoa: as portals show it; which words are names cannot be told any more."""
        return self.subject.isupper()

    @property
    def short(self) -> str:
        """Viện dẫn lần sau: type, number and symbol (PL.I-II.6b); the day where there is no number."""
        if self.number:
            return f"{self.type_name} số {self.number}"
        return (
            f"{self.type_name} {long_date(self.issued_on)}"
            if self.issued_on
            else f"{self.type_name} nêu trên"
        )

    def citation(self, issuer: str) -> str:
        """Viện dẫn lần đầu: type, number and symbol, day, ``issuer``, subject (PL.I-II.6b).

        What the document lacks is left out, never invented.
        """
        pieces = [self.type_name]
        pieces += [f"số {self.number}"] if self.number else []
        pieces += [long_date(self.issued_on)] if self.issued_on else []
        pieces += [f"của {issuer}"] if issuer else []
        if self.subject:
            verbal = self.record.doc_type.normalized != "cong_van" and _VERBAL.match(self.subject.lower())
            about = "" if verbal else "về việc " if self.type_name in ("Công văn", "Văn bản") else "về "
            pieces.append(f"{about}{self.subject}")
        return " ".join(pieces)

    def bases(self) -> tuple[str, ...]:
        """Căn cứ của văn bản đến: its own bases, in their words, up to the bracket or the sentence that follows."""
        cited = [one.number for one in self.record.citations if one.role == "basis"]
        found = []
        for line in self.lines:
            if line.startswith(("Căn cứ ", "Thực hiện ")) and any(number in line for number in cited):
                text = _AFTER_BASIS.split(line, maxsplit=1)[0].rstrip(_AT_END)
                found.append(with_repairs(text, lexicon())[0])
        return tuple(dict.fromkeys(found))

    def words_of(self, duty: Obligation) -> Words:
        """Lời của nhiệm vụ: not the opening words alone, which are what a record keeps of it."""
        if (place := self._place(duty)) is None:
            text, repaired = _repaired(duty.text)
            return Words(text, notes=(*repaired, Problem(_OPENING_ONLY, {})))
        line, start = place
        ends = [
            at
            for other in self.record.obligations
            if (at := self._at(other, line)) is not None and at > start
        ]
        text = self.lines[line][start : min(ends, default=None)]
        below = tuple(self._bullets_below(line)) if text.rstrip().endswith(":") and not ends else ()
        text, repaired = _repaired(text.strip().strip(_AT_END))
        read = [_repaired(one) for one in below]
        notes = (*repaired, *(note for _text, found in read for note in found))
        return Words(text, tuple(text.strip(_AT_END) for text, _found in read), notes)

    def _place(self, duty: Obligation) -> tuple[int, int] | None:
        """Where a duty stands: in its own line, else in the first line that has its opening words."""
        for line in (duty.line, *range(len(self.lines))):
            if (at := self._at(duty, line)) is not None:
                return line, at
        return None

    def _at(self, duty: Obligation, line: int) -> int | None:
        if not duty.text or not 0 <= line < len(self.lines):
            return None
        at = _toned(self.lines[line]).find(_toned(duty.text))
        return at if at >= 0 else None

    def _bullets_below(self, line: int) -> list[str]:
        found: list[str] = []
        for below in range(line + 1, len(self.lines)):
            bullet = _BULLET.match(self.lines[below])
            owned = any(self._at(duty, below) is not None for duty in self.record.obligations)
            if bullet is None or owned:
                break
            found.append(bullet["text"])
        return found


def issuer_name(record: Record, unit: Unit | None) -> str:
    """Cơ quan ban hành khi viện dẫn: the full name, with the unit it stands for (PL.I-II.6b).

    "Sở Nội vụ" below "UBND tỉnh Đắk Nông" is "Sở Nội vụ tỉnh Đắk Nông". Empty where no issuer was read.
    """
    if record.issuer is None:
        return ""
    name = record.issuer.normalized
    if comparison_key(name).startswith("ubnd "):
        name = f"Ủy ban nhân dân {name.split(' ', 1)[1]}"
    if unit is None or unit.parent is None or comparison_key(unit.name) in comparison_key(name):
        return name
    return f"{name} {unit.full_name}"


#: Each line is looked at for each duty.
_toned = lru_cache(maxsize=8192)(one_tone_style)

_OPENING_ONLY = N_("only the opening words of this duty are known: look into the incoming document")
_REPAIRED = N_("“{seen}” in the incoming document was taken for “{meant}”")


def _repaired(text: str) -> tuple[str, tuple[Problem, ...]]:
    said, repairs = with_repairs(text, lexicon())
    return said, tuple(Problem(_REPAIRED, {"seen": one.seen, "meant": one.meant}) for one in repairs)


def _with_small_letter(text: str) -> str:
    """Chữ đầu viết thường: within a sentence; names (the second word is capital too) and abbreviations stay."""
    first, _blank, rest = text.partition(" ")
    common = first[:1].isupper() and (first[1:].islower() or len(first) == 1) and not rest[:1].isupper()
    return text[:1].lower() + text[1:] if common else text
