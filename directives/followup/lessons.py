"""Bài học của đợt: late units, imbalances, rejected forms, the re-check, as sentences for the next directive. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from directives.followup.status import Board, DutyState, DutyStatus
from directives.numbers import whole_number

#: So many units are named in a sentence, those that were latest first; the rest is counted.
NAMED = 5
NOTHING_LATE = "Không có đơn vị nào chậm so với kế hoạch."
NOTHING_RETURNED = "Không có số liệu để so sánh số phiếu thu về với số phiếu giao."
NOTHING_UNBALANCED = "Số phiếu thu về của mọi đơn vị đủ so với số phiếu giao."
NOTHING_REJECTED = "Không có phiếu nào bị loại."


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """Phiếu của một đơn vị: how many forms were asked of it and how many of those that came count."""

    unit: str
    asked: int
    valid: int


@dataclass(frozen=True, slots=True)
class Lessons:
    """Bài học: of one campaign, sentences by kind; none of them is empty, what is not known says so."""

    campaign: str
    late: tuple[str, ...]
    imbalances: tuple[str, ...]
    rejected: tuple[str, ...]
    checks: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """Mọi câu: in the order in which a directive quotes them."""
        return (*self.late, *self.imbalances, *self.rejected, *self.checks)


def late_sentences(board: Board, names: Mapping[str, str]) -> tuple[str, ...]:
    """Đơn vị chậm: a sentence for each step that units did late, or still owe past their day."""
    late: dict[str, list[DutyStatus]] = {}
    for status in board.statuses():
        if status.duty.key.unit and status.state in (DutyState.LATE, DutyState.DONE_LATE):
            late.setdefault(status.duty.key.step, []).append(status)
    found = tuple(_late_in(board.plan.step(code).name, statuses, names) for code, statuses in late.items())
    return found or (NOTHING_LATE,)


def _late_in(step: str, statuses: Sequence[DutyStatus], names: Mapping[str, str]) -> str:
    worst: dict[str, DutyStatus] = {}
    for status in sorted(statuses, key=lambda one: (-one.working_days_late, one.duty.key)):
        worst.setdefault(status.duty.key.unit, status)
    said = [
        f"{names.get(unit, unit)} ({status.working_days_late} ngày làm việc"
        f"{', chưa xong' if status.state is DutyState.LATE else ''})"
        for unit, status in worst.items()
    ]
    return f"Việc “{step}”: {whole_number(len(said))} đơn vị chậm: {_first(said)}."


def imbalance_sentences(returned: Sequence[UnitReturn]) -> tuple[str, ...]:
    """Mất cân đối: units of which fewer forms count than were asked of them, the worst first."""
    if not returned or not any(one.asked for one in returned):
        return (NOTHING_RETURNED,)
    short = sorted(
        (one for one in returned if one.valid < one.asked),
        key=lambda one: (one.valid / one.asked, one.unit),
    )
    if not short:
        return (NOTHING_UNBALANCED,)
    said = [f"{one.unit} ({whole_number(one.valid)}/{whole_number(one.asked)})" for one in short]
    return (f"{whole_number(len(short))} đơn vị thiếu phiếu hợp lệ so với số phiếu giao: {_first(said)}.",)


def rejected_sentences(reasons: Mapping[str, int]) -> tuple[str, ...]:
    """Phiếu bị loại: how many by reason, the most frequent first."""
    if not reasons:
        return (NOTHING_REJECTED,)
    ordered = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    said = "; ".join(f"{reason}: {whole_number(count)} phiếu" for reason, count in ordered)
    return (f"Có {whole_number(sum(reasons.values()))} phiếu bị loại. {said}.",)


def lesson_facts(lessons: Lessons) -> dict[str, object]:
    """Dữ kiện của bài học: ``lessons.<kind>`` as a text, ``lessons_all`` as a list, for draft templates."""
    return {
        "lessons": {
            "campaign": lessons.campaign,
            "late": " ".join(lessons.late),
            "imbalances": " ".join(lessons.imbalances),
            "rejected": " ".join(lessons.rejected),
            "checks": " ".join(lessons.checks),
        },
        "lessons_all": [{"text": sentence} for sentence in lessons.sentences()],
    }


def no_lessons() -> Lessons:
    """Chưa có bài học: a campaign that was not opened from an earlier one."""
    said = "Chưa có số liệu của đợt trước."
    return Lessons("chưa có số liệu", (said,), (said,), (said,), (said,))


def _first(said: Sequence[str]) -> str:
    return ", ".join(_with_the_rest(said))


def _with_the_rest(said: Sequence[str]) -> Iterator[str]:
    yield from said[:NAMED]
    if len(said) > NAMED:
        yield f"và {whole_number(len(said) - NAMED)} đơn vị khác"
