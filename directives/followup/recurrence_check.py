"""Kiểm tra kỳ hạn: what is well written of a recurrence or a due day and still cannot be followed."""

from collections.abc import Iterator

from directives.errors import N_, Problem
from directives.followup.plan import Due
from directives.followup.recurrence import Every, Recurrence, Roll

_GROUND = N_("step {code}: a due day on a day off goes “{roll}” only on a ground: write roll_basis")
_ENDS_FIRST = N_("step {code}: its recurrence ends on {until}, before it begins on {first}")
_RANGE = N_("step {code}: “{field}” is {seen}; it must lie between {least} and {most}")
_TWO_WAYS = N_("step {code}: its recurrence tells the due day in more than one way: {fields}")
_WEEK_ONLY = N_("step {code}: “{field}” does not go with a recurrence every {every}")
_BEFORE = N_("step {code}: “before” needs a fixed day, a due_day or a weekday")

_DAYS_OF_MONTH, _DAYS_OF_WEEK, _MONTHS_OF_YEAR, _OFTEN = 31, 7, 12, 366


def problems_of_due(code: str, due: Due) -> Iterator[Problem]:
    """Lỗi của hạn: a roll without its ground, a day before nothing."""
    if due.roll is not Roll.BACK and not due.roll_basis.strip():
        yield Problem(_GROUND, {"code": code, "roll": due.roll.value}, code)
    if due.before and due.on is None:
        yield Problem(_BEFORE, {"code": code}, code)


def problems_of_recurrence(code: str, recurrence: Recurrence) -> Iterator[Problem]:
    """Lỗi của kỳ: days that no month or week has, contradictory ways to tell the due day."""
    if recurrence.until < recurrence.first:
        said = {"code": code, "first": recurrence.first.isoformat(), "until": recurrence.until.isoformat()}
        yield Problem(_ENDS_FIRST, said, code)
    ranges = {
        "times": (recurrence.times, 1, _OFTEN),
        "cut_day": (recurrence.cut_day, 0, _DAYS_OF_MONTH),
        "due_day": (recurrence.due_day, 0, _DAYS_OF_MONTH),
        "weekday": (recurrence.weekday, 0, _DAYS_OF_WEEK),
        "due_months_after": (recurrence.due_months_after, -_MONTHS_OF_YEAR, _MONTHS_OF_YEAR),
        "working_days": (recurrence.working_days, 0, _OFTEN),
    }
    if recurrence.at_most:
        ranges["at_most"] = (recurrence.at_most, recurrence.times, _OFTEN)
    for field, (seen, least, most) in ranges.items():
        if not least <= seen <= most:
            yield Problem(
                _RANGE, {"code": code, "field": field, "seen": seen, "least": least, "most": most}, code
            )
    told = [name for name in ("working_days", "due_day", "weekday") if getattr(recurrence, name)]
    if len(told) > 1:
        yield Problem(_TWO_WAYS, {"code": code, "fields": ", ".join(told)}, code)
    weekly = recurrence.every is Every.WEEK
    wrong = ("cut_day", "due_day", "due_months_after") if weekly else ("weekday",)
    for name in wrong:
        if getattr(recurrence, name):
            yield Problem(_WEEK_ONLY, {"code": code, "field": name, "every": recurrence.every.value}, code)
    if recurrence.before and not (recurrence.due_day or recurrence.weekday):
        yield Problem(_BEFORE, {"code": code}, code)
    if recurrence.roll is not Roll.BACK and not recurrence.roll_basis.strip():
        yield Problem(_GROUND, {"code": code, "roll": recurrence.roll.value}, code)
