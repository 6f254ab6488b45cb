"""Đợt năm sau: this year's plan moved a year on, its drafts with it; what cannot be carried over is said. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from directives.followup.plan import Plan, Step

#: Tệp số liệu năm trước, tệp bài học: as they are named beside the plan of the next year.
LAST_YEAR_FILE = "nam-truoc.toml"
LESSONS_FILE = "bai-hoc.toml"
_ONE_DAY = timedelta(days=1)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A year within a day or a stretch of years says when something was; it is no year of the campaign.
_IN_A_DAY = r"(?:tháng\s+\d{1,2}\s+năm\s+|\d{1,2}/|\d{4}\s*[-–]\s*)"


class WorkingDaysAhead(Protocol):
    """Lịch làm việc: what is asked of the calendar to move a day into another year."""

    def roll_forward(self, day: date) -> date:
        """Lùi hạn sang ngày làm việc: the day itself, or the next working day when it is a day off."""
        ...


@dataclass(frozen=True, slots=True)
class Carried:
    """Những gì theo sang năm sau: what was found for the new year outside the plan itself.

    ``units`` and ``roles`` are ids of offices of the new day; ``question_set`` and ``method`` those of the new period.
    """

    units: tuple[str, ...]
    roles: Mapping[str, str]
    standing_office: str
    question_set: str
    method: Mapping[str, object]
    last_year: str = LAST_YEAR_FILE


def year_of(plan: Plan, first_day: date) -> int:
    """Năm của đợt: the last year that stands in its id, else the year of its first day.

    >>> year_of(Plan("huyen-2021", "", "", "", {}, ()), date(2022, 1, 4))
    2021
    """
    named = _YEAR.findall(plan.id)
    return int(named[-1]) if named else first_day.year


def next_id(plan_id: str, year: int) -> str:
    """Mã đợt năm sau: the year in it moved on; a new one at its end where it names none.

    >>> next_id("dak-nong-2021", 2021), next_id("sipas-tinh", 2026)
    ('dak-nong-2022', 'sipas-tinh-2027')
    """
    moved = year_moved(plan_id, year)
    return moved if moved != plan_id else f"{plan_id}-{year + 1}"


def year_moved(text: str, year: int) -> str:
    """Chuyển năm trong lời văn: the campaign's year becomes the next one; days and stretches of years stay.

    >>> year_moved("năm 2021, theo Kế hoạch ngày 05 tháng 3 năm 2021 giai đoạn 2021 - 2025", 2021)
    'năm 2022, theo Kế hoạch ngày 05 tháng 3 năm 2021 giai đoạn 2021 - 2025'
    """
    pattern = re.compile(rf"({_IN_A_DAY})?(?<![\d/])({year})(?!\d|/|\s*[-–]\s*\d{{4}})")
    return pattern.sub(lambda found: found[0] if found[1] else str(year + 1), text)


def days_of_year(text: str, year: int) -> tuple[str, ...]:
    """Ngày ghi cứng: days of that year which a text names itself, once each, in order; somebody must look at them.

    >>> days_of_year("từ ngày 12/12/2021 đến ngày 25 tháng 12 năm 2021", 2021)
    ('12/12/2021', '25 tháng 12 năm 2021')
    """
    found = re.findall(rf"\d{{1,2}}(?:/\d{{1,2}}/|\s+tháng\s+\d{{1,2}}\s+năm\s+){year}(?!\d)", text)
    return tuple(dict.fromkeys(found))


def a_year_on(day: date) -> date:
    """Cùng ngày năm sau: 29 February becomes the 28th.

    >>> a_year_on(date(2028, 2, 29)), a_year_on(date(2027, 2, 28))
    (datetime.date(2029, 2, 28), datetime.date(2028, 2, 28))
    """
    last = _end_of_month(date(day.year + 1, day.month, 1))
    return min(date(day.year + 1, day.month, 1) + timedelta(days=day.day - 1), last)


def next_plan(plan: Plan, year: int, carried: Carried, calendar: WorkingDaysAhead) -> Plan:
    """Kế hoạch năm sau: anchors and fixed days a year on, on working days; periods end as their months do.

    Books that began on paper are open by now and the directive of the new year is not known yet: both are left
    empty. Made-up returns get another seed, or two years would agree to the last form.
    """
    synthetic = plan.synthetic_returns
    return replace(
        plan,
        id=next_id(plan.id, year),
        title=year_moved(plan.title, year),
        anchors={name: calendar.roll_forward(a_year_on(day)) for name, day in plan.anchors.items()},
        steps=tuple(_next_step(step, year, calendar) for step in plan.steps),
        units=carried.units,
        roles=carried.roles,
        standing_office=carried.standing_office,
        question_set=carried.question_set,
        method=carried.method,
        last_year=carried.last_year,
        directive="",
        books=(),
        synthetic_returns=synthetic and replace(synthetic, seed=synthetic.seed + 1),
    )


def next_drafts(
    drafts: Mapping[str, str], steps: Sequence[Step], year: int, *, demonstration: bool
) -> dict[str, str]:
    """Mẫu dự thảo năm sau: of the steps, with the year moved on; other files beside the plan stay as they are.

    In a ``demonstration`` a draft copied from a real document of this year is made-up text in the next.
    """
    written = {step.draft for step in steps} | {
        rung.draft for step in steps for rung in step.ladder or () if rung.draft
    }
    found = dict(drafts)
    for name in written & found.keys():
        text = year_moved(found[name], year)
        found[name] = _called_synthetic(text) if demonstration else text
    return found


def with_lessons(text: str) -> str:
    """Nêu bài học trong văn bản chỉ đạo: a paragraph for each lesson before the closing one, unless it has some."""
    if "lessons" in text:
        return text
    head, mark, closing = text.rpartition("\n[[body]]")
    quoted = '\n[[body]]\neach = "lessons_all"\nkind = "paragraph"\ntext = "- {{ item.text }}"\n'
    opening = (
        '\n[[body]]\nkind = "paragraph"\ntext = "Rút kinh nghiệm từ đợt trước ({{ lessons.campaign }}):"\n'
    )
    return f"{head}{opening}{quoted}{mark}{closing}" if mark else text


def names_districts(plan: Plan) -> bool:
    """Có nêu cấp huyện: a step is owed by districts, or an annex ranks them."""
    ranked = any(annex.endswith(":district") for step in plan.steps for annex in step.annexes)
    return ranked or any("district" in step.owers for step in plan.steps)


def dated_drafts(drafts: Mapping[str, str], names: Sequence[str], year: int) -> Iterator[tuple[str, str]]:
    """Mẫu có ngày ghi cứng: each draft with the days of ``year`` that stand in it."""
    for name in names:
        if days := days_of_year(drafts.get(name, ""), year):
            yield name, ", ".join(days)


def _next_step(step: Step, year: int, calendar: WorkingDaysAhead) -> Step:
    due, again = step.due, step.recurrence
    if due.on is not None:
        due = replace(due, on=calendar.roll_forward(a_year_on(due.on)))
    if again is not None:
        first, until = a_year_on(again.first), a_year_on(again.until)
        if again.until == _end_of_month(again.until):
            until = _end_of_month(until)
        again = replace(again, first=first, until=until)
    return replace(step, name=year_moved(step.name, year), due=due, recurrence=again)


def _end_of_month(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, 1) - _ONE_DAY


def _called_synthetic(text: str) -> str:
    marked, found = re.subn(r'(?m)^provenance\s*=\s*"[^"]*"', 'provenance = "synthetic"', text, count=1)
    return marked if found else f'provenance = "synthetic"\n{text}'
