"""Bước giải quyết văn bản đến: submission, instruction, opinions; what waits for which of them, and since when late."""

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from directives.calendar.working_days import WorkingCalendar
from directives.errors import N_, DirectiveError, Problem
from directives.register.incoming import Handling, IncomingDocument, IncomingState

_DATA = Path(__file__).parent / "data" / "incoming.toml"


class StepKind(StrEnum):
    """Loại bước: the three parts of the slip (PL.IV), and the submission before them (Đ.23)."""

    SUBMISSION = "submission"  # trình
    INSTRUCTION = "instruction"  # ý kiến của lãnh đạo cơ quan, tổ chức
    UNIT_OPINION = "unit_opinion"  # ý kiến của lãnh đạo đơn vị
    PROPOSAL = "proposal"  # đề xuất của người giải quyết


@dataclass(frozen=True, slots=True)
class Step:
    """Bước giải quyết: who said what on which day about an arrival; never changed, a later one stands after it.

    An instruction names who leads; ``due_on`` is the last day, ``working_days`` how many were given where the
    leader gave days instead of a date. Of a submission ``person`` is the leader before whom it was laid.
    """

    kind: StepKind
    person: str
    day: date
    words: str = ""
    lead: str = ""
    co_operating: tuple[str, ...] = ()
    due_on: date | None = None
    working_days: int | None = None


class InvalidStep(DirectiveError):
    """Không ghi được bước giải quyết: everything that is wrong with it, all at once."""

    kind = "invalid_step"
    template = N_("The step about arrival {number} cannot be written down:")


def checked_step(step: Step, number: int, document: IncomingDocument, today: date) -> Step:
    """Kiểm tra bước giải quyết: the step itself. Raises InvalidStep with everything that is wrong."""
    if problems := tuple(_problems(step, document, today)):
        raise InvalidStep(where=problems[0].where, problems=problems, number=number)
    return step


def _problems(step: Step, document: IncomingDocument, today: date) -> Iterator[Problem]:
    if not step.person:
        yield Problem(_BLANK, {"field": "by"}, "by")
    if step.kind is StepKind.INSTRUCTION and not step.lead:
        yield Problem(_NO_LEAD, {}, "lead")
    if step.kind in (StepKind.UNIT_OPINION, StepKind.PROPOSAL) and not step.words:
        yield Problem(_BLANK, {"field": "words"}, "words")
    if step.lead and step.lead in step.co_operating:
        yield Problem(_BOTH, {"name": step.lead}, "with")
    if step.day > today:
        yield Problem(_FUTURE, {"day": step.day}, "on")
    if step.day < document.arrived_on:
        yield Problem(_TOO_EARLY, {"day": step.day, "arrived": document.arrived_on}, "on")
    if step.due_on is not None and step.due_on < step.day:
        yield Problem(_DUE_BEFORE, {"due": step.due_on, "day": step.day}, "due")
    for name in ("person", "words", "lead"):
        if any(unicodedata.category(one) == "Cc" for one in getattr(step, name)):
            yield Problem(_CONTROL, {"field": name}, name)
    if any(unicodedata.category(one) == "Cc" for name in step.co_operating for one in name):
        yield Problem(_CONTROL, {"field": "with"}, "with")


@dataclass(frozen=True, slots=True)
class SubmissionTerm:
    """Hạn trình: how many working days after arrival a document is laid before the leader (``data/incoming.toml``)."""

    since: date
    working_days: int
    urgent_working_days: int
    basis: str


@cache
def submission_terms() -> tuple[SubmissionTerm, ...]:
    """Các hạn trình: by the day from which each holds."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))["submission"]
    return tuple(SubmissionTerm(row["from"], row["days"], row["urgent_days"], row["basis"]) for row in rows)


def submission_due(document: IncomingDocument, calendar: WorkingCalendar) -> date | None:
    """Hạn phải trình: an urgent document at once; None for a day before the first term of the law in our data."""
    held = [term for term in submission_terms() if term.since <= document.arrived_on]
    if not held:
        return None
    days = held[-1].urgent_working_days if document.urgency else held[-1].working_days
    return calendar.add_working_days(document.arrived_on, days)


class Waiting(StrEnum):
    """Chờ việc gì: the next step an arrival waits for."""

    SUBMISSION = N_("submission")  # chờ trình
    INSTRUCTION = N_("instruction")  # chờ ý kiến chỉ đạo
    HANDLING = N_("handling")  # đang giải quyết


@dataclass(frozen=True, slots=True)
class Pending:
    """Việc đang chờ: what an arrival waits for on a day, until when, and whether that is over."""

    waits_for: Waiting
    due_on: date | None
    late: bool


def pending(
    document: IncomingDocument,
    handling: Handling,
    *,
    instructed: bool,
    on: date,
    calendar: WorkingCalendar,
) -> Pending | None:
    """Đang chờ gì: as seen on day ``on``; None for what is finished, closed or had not come yet.

    Forwarding counts as an instruction: then somebody has been told to deal with it.
    """
    finished = handling.finished_on is not None and handling.finished_on <= on
    if handling.state is not IncomingState.REGISTERED or finished or document.arrived_on > on:
        return None
    if instructed or handling.transferred_on is not None:
        waits, due = Waiting.HANDLING, handling.due_on
    elif handling.submitted_on is not None:
        waits, due = Waiting.INSTRUCTION, None
    else:
        waits, due = Waiting.SUBMISSION, submission_due(document, calendar)
    return Pending(waits, due, due is not None and due < on)


def by_urgency(rows: Sequence[tuple[int, Pending]]) -> Sequence[tuple[int, Pending]]:
    """Thứ tự xử lý: the late first, the longest late before; then by due day, those without one last."""
    return sorted(rows, key=lambda row: (not row[1].late, row[1].due_on or date.max, row[0]))


_BLANK = N_("field “{field}” is blank; fill it in")
_NO_LEAD = N_("an instruction names who leads; say it with “--lead”")
_BOTH = N_("“{name}” leads already; do not name it with “--with” as well")
_FUTURE = N_("the day {day} has not come yet; check the day")
_TOO_EARLY = N_("the day {day} lies before the arrival on {arrived}; check the day")
_DUE_BEFORE = N_("the term {due} ends before the day of the instruction, {day}")
_CONTROL = N_("field “{field}” holds a control character; type the text again")
