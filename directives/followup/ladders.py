"""Thang đôn đốc: which rung a duty has reached on a day, and to whom that rung writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directives.followup.plan import Recipient, Rung
from directives.followup.recurrence import WorkingDays


@dataclass(frozen=True, slots=True)
class Reached:
    """Bậc đã tới: a rung of a ladder and its number, counted from 1."""

    number: int
    rung: Rung


def rung_reached(ladder: Sequence[Rung], due: date, calendar: WorkingDays, day: date) -> Reached | None:
    """Bậc cao nhất đã tới: the highest rung whose day has come; None before the first of them.

    A rung's day is ``after`` working days past the due day. Several days may have gone by unseen: the rungs
    below the one given are passed over for good.
    """
    past = calendar.working_days_between(due, day)
    reached = [Reached(number, rung) for number, rung in enumerate(ladder, start=1) if rung.after <= past]
    return reached[-1] if reached else None


def rung_day(rung: Rung, due: date, calendar: WorkingDays) -> date:
    """Ngày của bậc: the working day on which a rung is reached.

    On a due day which is no working day (a fixed one) the dispatch goes out on the next working day.
    """
    day = calendar.add_working_days(due, rung.after)
    return day if calendar.roll_back(day) == day else calendar.add_working_days(day, 1)


@dataclass(frozen=True, slots=True)
class Superiors:
    """Cấp trên của các đơn vị: the office above each, the people's committee of its province, and who writes.

    ``chairman`` gives the committee of the province in which a unit lies, empty for an office of the nation. A body
    outside the hierarchy has nobody ``above``: its province's committee hears of it.
    """

    above: Mapping[str, str]
    chairman: Callable[[str], str]
    issuer: str = ""

    def recipient(self, to: Recipient, unit: str) -> str:
        """Nơi nhận: the id of the office to which a rung about ``unit`` is written.

        Nobody writes to itself: where the office above is the one that reminds, the unit gets the dispatch; empty
        where that is the issuer too, whose own delay goes up to its superior by a higher rung.
        """
        above = {
            Recipient.UNIT: (unit,),
            Recipient.SUPERIOR: (self.above.get(unit, ""), self.chairman(unit)),
            Recipient.CHAIRMAN: (self.chairman(unit), self.above.get(unit, "")),
        }[to]
        found = next(filter(None, above), unit)
        return next((office for office in (found, unit) if office != self.issuer), "")
