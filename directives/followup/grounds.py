"""Căn cứ đổi hạn: the day to which a document may move a deadline, and what is refused before it is written down."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from directives.errors import N_, DirectiveError
from directives.text import normalise


class WorkingWeek(Protocol):
    """Lịch làm việc: what is asked of the calendar about one day."""

    def is_working_day(self, day: date) -> bool:
        """Là ngày làm việc: whether public servants work on that day."""
        ...

    def roll_back(self, day: date) -> date:
        """Đưa về trước: the day itself, or the last working day before it."""
        ...

    def roll_forward(self, day: date) -> date:
        """Lùi về sau: the day itself, or the next working day after it."""
        ...


class Roll(Enum):
    """Cách dời ngày nghỉ: what becomes of a new deadline that is a day off."""

    REFUSE = "refuse"
    BACK = "back"
    FORWARD = "forward"


class DayOff(DirectiveError):
    """Rơi vào ngày nghỉ: a deadline is moved to a day on which nobody works, and nothing says which way to go."""

    kind = "deadline_on_day_off"
    template = N_(
        "{day} is no working day. The nearest are {before} and {after}: name one of them, "
        "or let it be rolled with “--roll back” or “--roll forward”."
    )


class DeadlinePast(DirectiveError):
    """Hạn đã qua: a deadline is moved to a day that has gone by."""

    kind = "deadline_past"
    template = N_("The deadline cannot be moved to {day}: that is before {today}. Name a later day.")


class NoGround(DirectiveError):
    """Thiếu căn cứ: a deadline is moved, or a duty suspended, without a document or without saying why."""

    kind = "no_ground"
    template = N_("A deadline changes only by a document and on a ground: fill in {missing}.")


@dataclass(frozen=True, slots=True)
class Ground:
    """Căn cứ: the document that changes a duty's clock, the legal ground it names, and its place in our books.

    ``place`` is empty when neither the register nor the incoming book has the document: then it is kept as text.
    """

    document: str
    ground: str
    place: str = ""

    def as_payload(self) -> dict[str, object]:
        """Phần ghi nhật ký: what the event keeps of it."""
        return {"document": self.document, "reason": self.ground, "place": self.place}


def ground_of(document: str, ground: str) -> Ground:
    """Căn cứ: with both parts in composed letters on one line. Raises NoGround."""
    said = Ground(" ".join(normalise(document).split()), " ".join(normalise(ground).split()))
    missing = [
        name for name, text in (("--document", said.document), ("--ground", said.ground)) if not _shown(text)
    ]
    if missing:
        raise NoGround(where=missing[0], missing=", ".join(missing))
    return said


def new_deadline(asked: date, today: date, calendar: WorkingWeek, roll: Roll = Roll.REFUSE) -> date:
    """Hạn mới: the day asked for, rolled to a working day where that is wanted. Raises DayOff, DeadlinePast."""
    day = asked
    if not calendar.is_working_day(asked):
        before, after = calendar.roll_back(asked), calendar.roll_forward(asked)
        if roll is Roll.REFUSE:
            raise DayOff(
                where="--to", day=f"{asked:%d/%m/%Y}", before=f"{before:%d/%m/%Y}", after=f"{after:%d/%m/%Y}"
            )
        day = before if roll is Roll.BACK else after
    if day < today:
        raise DeadlinePast(where="--to", day=f"{day:%d/%m/%Y}", today=f"{today:%d/%m/%Y}")
    return day


def _shown(text: str) -> bool:
    return bool(text) and text.isprintable()
