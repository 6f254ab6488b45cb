"""Bản ghi: what was read from a document, field by field. None means that the document lacks it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from directives.errors import Problem


@dataclass(frozen=True, slots=True)
class Doubt:
    """Chỗ nghi ngờ: what was doubtful ``about`` one field, an English sentence marked for translation with its fields.

    ``line`` counts from 0 in the source's lines; None = the document as a whole.
    """

    about: str
    template: str
    fields: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Worded:
    """Chữ và dạng chuẩn: the words as printed and, beside them, repaired of noise.

    ``inferred_from`` says from what ``normalized`` was concluded where nothing is printed (``text`` is None).
    """

    text: str | None
    normalized: str | None
    inferred_from: str | None = None


@dataclass(frozen=True, slots=True)
class Issuer:
    """Cơ quan ban hành: the letterhead's agency; ``deciding_authority`` stands above the legal bases."""

    text: str | None
    normalized: str
    deciding_authority: str | None = None
    inferred_from: str | None = None


@dataclass(frozen=True, slots=True)
class NumberRead:
    """Số, ký hiệu: ``number`` is None when it is blank, or unreadable (``number_uncertain``)."""

    text: str
    number: str | None
    symbol: str | None
    normalized: str | None
    number_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class DateRead:
    """Ngày ban hành: ``iso`` is None when day or month are blank; the year may still be there."""

    text: str
    iso: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Viện dẫn: one cited document; ``role`` is basis or cited. A law without number has its title there.

    ``as_written``: the words of its first mention, where they differ from the form the law gives a citation;
    no part of what is cited, and not compared.
    """

    type: str
    number: str
    date: str | None
    issuer: str | None
    role: str
    as_written: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Effective:
    """Hiệu lực: the clause's words, first day and, when limited, last day."""

    text: str
    date: str | None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class DutyTime:
    """Thời hạn: latest day (by), period (from, until) or recurrence, as ISO days.

    ``relative``: a time counted from an event that has no day ("trong 10 ngày kể từ ngày nhận"), in its own words.
    """

    text: str
    by: str | None = None
    start: str | None = None
    until: str | None = None
    recurrence: dict[str, Any] | None = None
    relative: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: ``start`` is printed as ``from``, a word which Python keeps for itself."""
        data = asdict(self)
        return {"from" if name == "start" else name: value for name, value in data.items()}


@dataclass(frozen=True, slots=True)
class Obligation:
    """Nhiệm vụ được giao: ``ref`` is the numbering path, ``text`` the opening words.

    ``kind``: task, report, request, target, schedule, proposal, provision or closing. ``force``: order, or request
    (to bodies outside the hierarchy, and where the document asks). ``evidence``: what would close it: task, report,
    appointment (of a contact officer), publication, inspection, or standing (a conduct that goes on). ``line``
    counts from 0 in the source's lines.
    """

    ref: str
    addressees: tuple[str, ...]
    text: str
    kind: str
    time: DutyTime | None
    condition: str | None = None
    report_to: str | None = None
    force: str = "order"
    evidence: str = "task"
    line: int = 0


@dataclass(frozen=True, slots=True)
class SignatureRead:
    """Chữ ký: authority lines as printed, capacities in order (TM, KT, TL, TUQ, Q), title and name."""

    text_lines: tuple[str, ...]
    capacities: tuple[str, ...]
    on_behalf_of: str | None
    title: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class ArchiveRead:
    """Lưu: the archive line with its units, number of copies and drafter's mark."""

    text: str
    units: tuple[str, ...]
    copies: int | None
    drafter: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """Bản ghi văn bản: everything ``vanthu read`` prints; ``understood`` is the share of letters in lines
    which some field accounts for, ``notes`` say what was doubtful and where.
    """

    doc_type: Worded
    issuer: Issuer | None
    parent: Worded | None
    number: NumberRead | None
    date: DateRead | None
    place: Worded | None
    subject: Worded | None
    addressees: tuple[Worded, ...] = ()
    citations: tuple[Citation, ...] = ()
    proposed_by: tuple[str, ...] | None = None
    effective: Effective | None = None
    repeals_or_replaces: tuple[Citation, ...] = ()
    implementers: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    signature: SignatureRead | None = None
    recipients: tuple[Worded, ...] = ()
    archive: ArchiveRead | None = None
    understood: float = 0.0
    notes: tuple[Problem, ...] = ()

    def to_json(self, say: Callable[[Problem], str] | None = None) -> dict[str, Any]:
        """Dạng JSON: all keys of the contract, also where the document lacks the field; ``say`` words the notes."""
        data = asdict(replace(self, notes=()))
        for shown, duty in zip(data["obligations"], self.obligations, strict=True):
            shown["time"] = duty.time.to_json() if duty.time else None
        data["notes"] = [(say or _plainly)(note) for note in self.notes]
        plain: dict[str, Any] = _listed(data)
        return plain


#: Keys which are printed only where they say something.
_ONLY_WHERE_SAID = ("inferred_from", "as_written", "number_uncertain")


def _listed(value: Any) -> Any:
    """Danh sách: tuples become lists, as JSON has them."""
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items() if inner or key not in _ONLY_WHERE_SAID}
    return [_listed(inner) for inner in value] if isinstance(value, list | tuple) else value


def _plainly(note: Problem) -> str:
    said = f"{note.fields['field']}: {note.template.format(**note.fields)}"
    return f"{said} ({note.where})" if note.where else said
