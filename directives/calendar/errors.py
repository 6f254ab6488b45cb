"""Lỗi về lịch: what the calendar cannot answer."""

from collections.abc import Sequence

from directives.errors import N_, DirectiveError, Problem


class DayOutsideCalendar(DirectiveError):
    """Ngày ngoài lịch: the lunar holidays of that year are not known to the library."""

    kind = "day_outside_calendar"
    template = N_("Working days are known from {first} to {last}; {day} lies outside. Check the year.")


class InvalidDayList(DirectiveError):
    """Danh sách ngày sai: rows of the list of announced days that cannot stand together."""

    kind = "invalid_day_list"
    template = N_("The list of announced days {file} has {count} error(s). Correct the file:")

    def __init__(self, problems: Sequence[Problem], *, where: str) -> None:
        super().__init__(where=where, problems=problems, file=where, count=len(problems))
