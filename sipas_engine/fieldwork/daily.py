"""Bảng theo dõi phát, thu phiếu: what an investigator did in a village on a day, in numbers only; no answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.fieldwork.assignment import Assignment


class BadDailySheet(SipasError):
    """Bảng theo dõi sai: rows that cannot be; nothing of the sheet was taken."""

    kind: ClassVar[str] = "bad_daily_sheet"
    template: ClassVar[str] = N_("The daily sheet was refused, nothing of it was taken: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class DailyRow:
    """Một dòng theo dõi: forms dealt with on one day; counts of that day alone.

    ``handed_out`` (đã phát), ``back`` (đã thu), ``refused`` (từ chối), ``wrong_address`` (sai địa chỉ),
    ``replaced`` (thay thế): forms handed to a reserve respondent instead of an official one.
    """

    investigator: str
    village: tuple[str, ...]
    day: date
    handed_out: int
    back: int
    refused: int
    wrong_address: int
    replaced: int
    note: str = ""

    @property
    def where(self) -> str:
        """Chỗ của dòng: investigator, village, day, as printed in a refusal."""
        return f"{self.investigator}:{' / '.join(self.village)}:{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """Số phiếu: sums of rows; ``still_out`` are forms handed out that have not come back nor were refused."""

    handed_out: int = 0
    back: int = 0
    refused: int = 0
    wrong_address: int = 0
    replaced: int = 0

    @property
    def still_out(self) -> int:
        """Còn ở dân: handed out, neither back nor refused at the door."""
        return self.handed_out - self.back - self.refused

    def plus(self, row: DailyRow) -> "FieldCounts":
        """Cộng một dòng: the sums with one more row."""
        return FieldCounts(
            self.handed_out + row.handed_out,
            self.back + row.back,
            self.refused + row.refused,
            self.wrong_address + row.wrong_address,
            self.replaced + row.replaced,
        )


def counts_by_village(rows: Sequence[DailyRow]) -> dict[tuple[str, tuple[str, ...]], FieldCounts]:
    """Số phiếu theo điều tra viên và thôn: sums over the days."""
    found: dict[tuple[str, tuple[str, ...]], FieldCounts] = defaultdict(FieldCounts)
    for row in rows:
        key = (row.investigator, row.village)
        found[key] = found[key].plus(row)
    return dict(found)


def check_daily(
    rows: Sequence[DailyRow], before: Sequence[DailyRow], assignments: Sequence[Assignment]
) -> None:
    """Kiểm tra bảng theo dõi: refuses a sheet whose rows cannot be, together with all that came before.

    Every row names an assigned village; nothing is below 0; day by day, no more comes back or is refused than was
    handed out, no more is handed out than the village has forms besides those of reserve respondents, and somebody is
    replaced only after he refused or was not found. Raises BadDailySheet with every problem.
    """
    forms = {(one.investigator, one.village.path): len(one.village.serials) for one in assignments}
    problems = [problem for row in rows for problem in _impossible(row, forms)]
    known = {(row.investigator, row.village, row.day) for row in before}
    for row in rows:
        key = (row.investigator, row.village, row.day)
        if key in known:
            problems.append(Problem(N_("this day was reported already"), {}, row.where))
        known.add(key)
    if not problems:
        problems = _over_time([*before, *rows], forms)
    if problems:
        raise BadDailySheet(where=problems[0].where, problems=problems, count=len(problems))


def _impossible(row: DailyRow, forms: dict[tuple[str, tuple[str, ...]], int]) -> list[Problem]:
    found = []
    if (row.investigator, row.village) not in forms:
        found.append(
            Problem(
                N_("{village} is not assigned to {investigator}"),
                {"village": " / ".join(row.village), "investigator": row.investigator},
                row.where,
            )
        )
    for name in ("handed_out", "back", "refused", "wrong_address", "replaced"):
        if getattr(row, name) < 0:
            found.append(
                Problem(
                    N_("{column} is {value}, below 0"),
                    {"column": name, "value": getattr(row, name)},
                    row.where,
                )
            )
    return found


def _over_time(rows: Sequence[DailyRow], forms: dict[tuple[str, tuple[str, ...]], int]) -> list[Problem]:
    problems = []
    sums: dict[tuple[str, tuple[str, ...]], FieldCounts] = defaultdict(FieldCounts)
    for row in sorted(rows, key=lambda one: one.day):
        key = (row.investigator, row.village)
        total = sums[key] = sums[key].plus(row)
        said: tuple[tuple[bool, str, dict[str, object]], ...] = (
            (
                total.still_out < 0,
                N_("{gone} forms came back or were refused, but only {out} were handed out"),
                {"gone": total.back + total.refused, "out": total.handed_out},
            ),
            (
                total.handed_out > forms[key] + total.replaced,
                N_("{out} forms were handed out, but the village has {forms} and {replaced} replaced"),
                {"out": total.handed_out, "forms": forms[key], "replaced": total.replaced},
            ),
            (
                total.replaced > total.refused + total.wrong_address,
                N_("{replaced} forms were replaced, but only {reasons} people refused or were not found"),
                {"replaced": total.replaced, "reasons": total.refused + total.wrong_address},
            ),
        )
        problems += [Problem(template, fields, row.where) for wrong, template, fields in said if wrong]
    return problems
