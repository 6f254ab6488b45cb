"""Cân đối phiếu: for each investigator, where every form that he was given is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sipas_engine.fieldwork.assignment import Assignment
from sipas_engine.fieldwork.daily import DailyRow, counts_by_village


@dataclass(frozen=True, slots=True)
class Balance:
    """Cân đối của một điều tra viên: forms given, handed out, back, refused, wrong address, still out, handed over.

    ``unaccounted`` is what is missing: forms said to be back that were not handed over (positive), or handed over
    without having been reported as back (negative). ``wrong_share`` above 5 % in a village is a sign that the list is
    out of date.
    """

    investigator: str
    given: int
    handed_out: int
    back: int
    refused: int
    wrong_address: int
    replaced: int
    handed_over: int

    @property
    def still_out(self) -> int:
        """Còn ở dân: handed out, neither back nor refused."""
        return self.handed_out - self.back - self.refused

    @property
    def not_yet_out(self) -> int:
        """Chưa phát: given, not handed out to anybody (a refused form goes to the reserve)."""
        return self.given - self.handed_out + self.refused

    @property
    def unaccounted(self) -> int:
        """Lệch: forms reported back less those handed over."""
        return self.back - self.handed_over

    @property
    def balanced(self) -> bool:
        """Đã cân: everything handed out is back or refused, and everything back was handed over."""
        return self.still_out == 0 and self.unaccounted == 0


def balances(
    assignments: Sequence[Assignment], rows: Sequence[DailyRow], handed_over: Mapping[str, int]
) -> tuple[Balance, ...]:
    """Cân đối theo điều tra viên: in the order of their ids. ``handed_over`` counts the forms in hand-over minutes."""
    given: dict[str, int] = {}
    for one in assignments:
        given[one.investigator] = given.get(one.investigator, 0) + len(one.village.serials)
    sums = counts_by_village(rows)
    people = sorted({*given, *handed_over, *(person for person, _ in sums)})
    return tuple(
        Balance(
            investigator=person,
            given=given.get(person, 0),
            handed_out=sum(c.handed_out for (who, _), c in sums.items() if who == person),
            back=sum(c.back for (who, _), c in sums.items() if who == person),
            refused=sum(c.refused for (who, _), c in sums.items() if who == person),
            wrong_address=sum(c.wrong_address for (who, _), c in sums.items() if who == person),
            replaced=sum(c.replaced for (who, _), c in sums.items() if who == person),
            handed_over=handed_over.get(person, 0),
        )
        for person in people
    )
