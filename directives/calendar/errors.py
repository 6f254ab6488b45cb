"""Lỗi về lịch: what the calendar cannot answer."""

from directives.errors import N_, DirectiveError


class DayOutsideCalendar(DirectiveError):
    """Ngày ngoài lịch: the lunar holidays of that year are not known to the library."""

    kind = "day_outside_calendar"
    template = N_("Working days are known from {first} to {last}; {day} lies outside. Check the year.")


class InvalidDayList(DirectiveError):
    """Danh sách ngày sai: rows of the list of announced days that cannot stand together."""

    kind = "invalid_day_list"
    template = N_("The list of announced days has {count} error(s): {listed}. Correct the file.")

    def __init__(self, problems: tuple[str, ...], *, where: str) -> None:
        super().__init__(where=where, count=len(problems), listed="; ".join(problems))
        self.listed = problems
