"""Ý kiến chỉ đạo: an arrival is laid before the leader, who says who deals with it until when; opinions after that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from directives.register.incoming import Handling, IncomingBookKey
from directives.register.steps import Step, StepKind, checked_step
from directives.register.written import written
from storage import desk
from storage.database import reading
from storage.incoming import IncomingEntry
from workflows.services.handle_incoming import handled, listed
from workflows.services.incoming_books import arrival_in
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Said:
    """Lời ghi: what one person said of an arrival, as it is typed; ``working_days`` counts from the day."""

    by: str
    on: date
    words: str = ""
    lead: str = ""
    co_operating: Sequence[str] = ()
    due_on: date | None = None
    working_days: int | None = None


def submit_incoming(
    workspace: Workspace, key: IncomingBookKey, number: int, *, to: str, on: date
) -> IncomingEntry:
    """Trình văn bản đến: before which leader it was laid, and when (Đ.23).

    Raises UnknownArrival, ArrivalClosed, InvalidStep.
    """
    said = Said(to, on)
    return _stepped(workspace, key, number, "incoming_submitted", StepKind.SUBMISSION, said)


def instruct_incoming(workspace: Workspace, key: IncomingBookKey, number: int, said: Said) -> IncomingEntry:
    """Ghi ý kiến chỉ đạo: the leader's instruction; who leads, who helps and the term pass into the book.

    Raises UnknownArrival, ArrivalClosed, InvalidStep, DayOutsideCalendar.
    """
    return _stepped(workspace, key, number, "incoming_instructed", StepKind.INSTRUCTION, said)


def comment_incoming(
    workspace: Workspace, key: IncomingBookKey, number: int, kind: StepKind, said: Said
) -> IncomingEntry:
    """Ghi ý kiến, đề xuất: of the head of the unit, or of who deals with it; the book stays as it is.

    Raises UnknownArrival, ArrivalClosed, InvalidStep.
    """
    return _stepped(workspace, key, number, "incoming_commented", kind, said)


def steps_of(workspace: Workspace, key: IncomingBookKey, number: int) -> Sequence[Step]:
    """Các bước giải quyết: of one arrival, in order. Raises UnknownArrival."""
    with reading(workspace.engine) as connection:
        arrival_in(connection, key, number)
        return desk.steps_of(connection, key, number)


def _stepped(
    workspace: Workspace, key: IncomingBookKey, number: int, act: str, kind: StepKind, said: Said
) -> IncomingEntry:
    step = _step(workspace, kind, said)

    def changed(_: Connection, handling: Handling) -> Handling:
        match kind:
            case StepKind.SUBMISSION:
                return replace(handling, submitted_on=handling.submitted_on or step.day)
            case StepKind.INSTRUCTION:
                return replace(
                    handling,
                    receiver=step.lead,
                    co_operating=listed(step.co_operating),
                    due_on=step.due_on,
                    submitted_on=handling.submitted_on or step.day,
                )
        return handling

    def beside(connection: Connection, entry: IncomingEntry) -> None:
        checked_step(step, number, entry.document, workspace.today())
        desk.add_step(connection, entry, step, workspace.actor, workspace.timestamp())

    return handled(workspace, key, number, act, changed, beside)


def _step(workspace: Workspace, kind: StepKind, said: Said) -> Step:
    """Bước ghi lại: cleaned; days that were given become a date by the calendar."""
    due_on = said.due_on
    if said.working_days is not None:
        due_on = workspace.calendar.add_working_days(said.on, said.working_days)
    helping = tuple(name for one in said.co_operating if (name := written(one, "with")))
    return Step(
        kind,
        written(said.by, "by"),
        said.on,
        written(said.words, "words"),
        written(said.lead, "lead"),
        helping,
        due_on,
        said.working_days,
    )
