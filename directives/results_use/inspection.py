"""Kiểm tra Bộ phận một cửa: who inspected which office when, what was found, and what became of each finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import TypeAdapter


class Verdict(StrEnum):
    """Kết luận của một mục: kept, not kept, or not looked at."""

    PASSED = "dat"
    FAILED = "khong_dat"
    NOT_LOOKED_AT = "khong_kiem_tra"


#: Như in trong biên bản.
VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.PASSED: "Đạt",
    Verdict.FAILED: "Không đạt",
    Verdict.NOT_LOOKED_AT: "Không kiểm tra",
}


class FindingState(StrEnum):
    """Tình trạng khắc phục: of a finding on a day."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True, slots=True)
class PersonAt:
    """Người và chức vụ: as the minutes name somebody."""

    name: str
    post: str

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"


@dataclass(frozen=True, slots=True)
class Answered:
    """Mục đã kiểm tra: the question and its basis as they stood on the day, the verdict, and a remark."""

    code: str
    text: str
    basis: str
    unsettled: bool
    verdict: Verdict
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Phát hiện: what was not kept (``item`` of the checklist, or empty), whom it concerns, remedy and deadline.

    ``number`` counts from 1 within the inspection and stays the same through corrections.
    """

    number: int
    item: str
    what: str
    person: PersonAt | None
    remedy: str
    deadline: date


@dataclass(frozen=True, slots=True)
class Inspection:
    """Lần kiểm tra: ``unit`` was inspected by the office ``by`` (itself, or one above it); times of Việt Nam.

    The first of ``inspectors`` leads and presides; ``met`` speak for the unit; ``secretary`` writes the minutes.
    """

    number: int
    unit: str
    by: str
    place: str
    began: datetime
    ended: datetime
    inspectors: tuple[PersonAt, ...]
    met: tuple[PersonAt, ...]
    secretary: PersonAt
    answers: tuple[Answered, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def day(self) -> date:
        """Ngày kiểm tra: the day on which it was made."""
        return self.began.date()

    @property
    def failed(self) -> int:
        """Số mục không đạt: how many items were not kept."""
        return self.count(Verdict.FAILED)

    @property
    def looked_at(self) -> int:
        """Số mục đã kiểm tra: how many items were looked at."""
        return len(self.answers) - self.count(Verdict.NOT_LOOKED_AT)

    def count(self, verdict: Verdict) -> int:
        """Số mục theo kết luận: how many items ended so."""
        return sum(one.verdict is verdict for one in self.answers)


@dataclass(frozen=True, slots=True)
class Remedied:
    """Đã khắc phục: on which day, by what it is shown (words, a document's number), and a file by its SHA-256."""

    inspection: int
    finding: int
    done_on: date
    evidence: str
    file: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Handling:
    """Xử lý cán bộ: the decision about a person after a finding; shown only to those who may see such decisions."""

    inspection: int
    finding: int
    person: PersonAt
    document: str
    decided_on: date
    form: str


def state_of(finding: Finding, remedied: Remedied | None, day: date) -> FindingState:
    """Tình trạng của phát hiện: late when the deadline has gone by without evidence; evidence after ``day`` is none.

    >>> one = Finding(1, "", "x", None, "y", date(2020, 5, 8))
    >>> state_of(one, None, date(2020, 5, 8)), state_of(one, None, date(2020, 5, 9))
    (<FindingState.OPEN: 'open'>, <FindingState.LATE: 'late'>)
    """
    if remedied is not None and remedied.done_on <= day:
        return FindingState.DONE if remedied.done_on <= finding.deadline else FindingState.DONE_LATE
    return FindingState.LATE if day > finding.deadline else FindingState.OPEN


def record_key(inspection: int, finding: int = 0) -> str:
    """Khóa hồ sơ: of an inspection, or of one finding of it; in the order of their numbers."""
    return f"{inspection:06d}/{finding:03d}" if finding else f"{inspection:06d}"


_INSPECTION, _REMEDIED, _HANDLING = TypeAdapter(Inspection), TypeAdapter(Remedied), TypeAdapter(Handling)


def inspection_as_json(one: Inspection) -> dict[str, object]:
    """Lần kiểm tra dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _INSPECTION.dump_python(one, mode="json")
    return content


def inspection_from_json(content: Mapping[str, object]) -> Inspection:
    """Lần kiểm tra đã ghi: what was written by ``inspection_as_json``."""
    return _INSPECTION.validate_python(content)


def remedied_as_json(one: Remedied) -> dict[str, object]:
    """Kết quả khắc phục dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _REMEDIED.dump_python(one, mode="json")
    return content


def remedied_from_json(content: Mapping[str, object]) -> Remedied:
    """Kết quả khắc phục đã ghi: what was written by ``remedied_as_json``."""
    return _REMEDIED.validate_python(content)


def handling_as_json(one: Handling) -> dict[str, object]:
    """Xử lý dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _HANDLING.dump_python(one, mode="json")
    return content


def handling_from_json(content: Mapping[str, object]) -> Handling:
    """Xử lý đã ghi: what was written by ``handling_as_json``."""
    return _HANDLING.validate_python(content)
