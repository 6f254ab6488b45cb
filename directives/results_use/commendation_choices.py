"""Lựa chọn khen thưởng: whom units nominate, whom a person chooses or passes over, and why; versions are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from directives.errors import N_, Problem
from directives.results_use.commendation import Proposal


@dataclass(frozen=True, slots=True)
class Nomination:
    """Cá nhân được giới thiệu: by the own unit: name, post, achievement; personal data, kept in the record alone."""

    number: int
    unit: str
    name: str
    post: str
    achievement: str
    nominated_on: date
    withdrawn: bool = False


class Decided(StrEnum):
    """Lựa chọn: what a person decided about a unit or an individual."""

    CHOSEN = "chosen"  # chọn khen thưởng
    PASSED_OVER = "passed_over"  # không chọn
    WITHDRAWN = "withdrawn"  # rút lại lựa chọn


@dataclass(frozen=True, slots=True)
class Choice:
    """Lựa chọn khen thưởng: of a unit (``nomination`` 0) or of an individual whom it nominated.

    ``form`` is the code of the form of commendation, empty for one passed over. ``by`` decided, ``evaluation`` is the
    version of the evaluation that lay before that person. ``document`` is the decision by which it was awarded.
    """

    unit: str
    nomination: int
    decided: Decided
    form: str
    reason: str
    by: str
    on: date
    evaluation: int
    document: str = ""

    @property
    def key(self) -> str:
        """Khóa: one unit, or one nomination, is decided about once at a time."""
        return choice_key(self.unit, self.nomination)

    @property
    def waits(self) -> bool:
        """Chờ quyết định: chosen, and in no decision yet."""
        return self.decided is Decided.CHOSEN and not self.document


def choice_key(unit: str, nomination: int) -> str:
    """Khóa của lựa chọn: of a unit, or of the individual with this number."""
    return f"choice/{unit}/{nomination:06d}"


_NO_REASON = N_("{unit} does not meet “{criteria}” and was chosen without a reason")
_SILENT = N_("{unit} meets every criterion and is neither chosen nor passed over with a reason")


def open_points(proposals: Sequence[Proposal], choices: Mapping[str, Choice]) -> tuple[Problem, ...]:
    """Điểm chưa rõ: what a person still has to say before a list may go out, unit by unit in their order."""
    found = []
    for one in proposals:
        choice = choices.get(choice_key(one.unit, 0))
        decided = None if choice is None else choice.decided
        if one.met and decided not in (Decided.CHOSEN, Decided.PASSED_OVER):
            found.append(Problem(_SILENT, {"unit": one.name}, one.unit))
        if not one.met and choice is not None and choice.waits and not choice.reason:
            names = "; ".join(unmet.name for unmet in one.unmet)
            found.append(Problem(_NO_REASON, {"unit": one.name, "criteria": names}, one.unit))
    return tuple(found)


_NOMINATION, _CHOICE = TypeAdapter(Nomination), TypeAdapter(Choice)


def nomination_as_json(one: Nomination) -> dict[str, object]:
    """Giới thiệu dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _NOMINATION.dump_python(one, mode="json")
    return content


def nomination_from_json(content: Mapping[str, object]) -> Nomination:
    """Giới thiệu đã ghi: what was written by ``nomination_as_json``."""
    return _NOMINATION.validate_python(content)


def choice_as_json(one: Choice) -> dict[str, object]:
    """Lựa chọn dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _CHOICE.dump_python(one, mode="json")
    return content


def choice_from_json(content: Mapping[str, object]) -> Choice:
    """Lựa chọn đã ghi: what was written by ``choice_as_json``."""
    return _CHOICE.validate_python(content)
