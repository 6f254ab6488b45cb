"""Vướng mắc: what keeps a unit from its duty, who must answer by when, and which paper settles it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from directives.errors import N_, DirectiveError
from directives.followup.recurrence import WorkingDays


class DifficultyState(StrEnum):
    """Tình trạng vướng mắc: open until somebody answers, settled by a decision or dispatch."""

    OPEN = "open"  # chưa trả lời
    ANSWERED = "answered"  # đã trả lời, chờ văn bản giải quyết
    SETTLED = "settled"  # đã giải quyết


class AlreadySettled(DirectiveError):
    """Đã giải quyết: a difficulty which a document has settled is neither answered nor settled again."""

    kind = "difficulty_settled"
    template = N_("Difficulty {number} was settled on {day} by {document}. Raise another one.")


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Vướng mắc: raised by a unit about a step; ``owner`` must answer by ``answer_due``.

    ``document`` is the decision or dispatch that settled it.
    """

    number: int
    unit: str
    step: str
    text: str
    owner: str
    raised_on: date
    answer_due: date
    answer: str = ""
    answered_on: date | None = None
    document: str = ""
    settled_on: date | None = None

    @property
    def state(self) -> DifficultyState:
        """Tình trạng: as far as it has come."""
        if self.settled_on is not None:
            return DifficultyState.SETTLED
        return DifficultyState.OPEN if self.answered_on is None else DifficultyState.ANSWERED

    def working_days_late(self, calendar: WorkingDays, day: date) -> int:
        """Số ngày làm việc chậm trả lời: on that day, or when the answer came; 0 in time."""
        came = self.answered_on or self.settled_on
        until = day if came is None or came > day else came
        return calendar.working_days_between(self.answer_due, until) if until > self.answer_due else 0

    def is_late(self, day: date) -> bool:
        """Chậm trả lời: nobody had answered by the end of the day on which an answer was due."""
        came = self.answered_on or self.settled_on
        return self.answer_due < day and (came is None or came > day)

    def answered(self, text: str, day: date) -> "Difficulty":
        """Trả lời: a later answer takes the place of an earlier one. Raises AlreadySettled."""
        self._refuse_settled()
        return replace(self, answer=text, answered_on=self.answered_on or day)

    def settled(self, document: str, day: date) -> "Difficulty":
        """Giải quyết: by a document; it is an answer too, when none was given before. Raises AlreadySettled."""
        self._refuse_settled()
        return replace(self, document=document, settled_on=day)

    def _refuse_settled(self) -> None:
        if self.settled_on is not None:
            raise AlreadySettled(
                where=str(self.number),
                number=self.number,
                day=f"{self.settled_on:%d/%m/%Y}",
                document=self.document,
            )


_DIFFICULTY = TypeAdapter(Difficulty)


def difficulty_as_json(one: Difficulty) -> dict[str, object]:
    """Vướng mắc dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _DIFFICULTY.dump_python(one, mode="json")
    return content


def difficulty_from_json(content: Mapping[str, object]) -> Difficulty:
    """Vướng mắc đã ghi: what was written by ``difficulty_as_json``."""
    return _DIFFICULTY.validate_python(content)
