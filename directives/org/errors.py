"""Lỗi về tổ chức: what the chart refuses to answer, and why."""

from directives.errors import N_, DirectiveError


class DayOutsideChart(DirectiveError):
    """Ngày ngoài phạm vi: the data say nothing about the organisation of that day."""

    kind = "day_outside_chart"
    template = N_("The organisation is known from {first} on; it cannot be asked about {day}.")


class UnknownUnit(DirectiveError):
    """Không có đơn vị: no unit of that code or name on that day, nor on another."""

    kind = "unknown_unit"
    template = N_("There is no administrative unit {unit!r} on {day}. Nearest: {candidates}.")


class AmbiguousUnit(UnknownUnit):
    """Tên chưa đủ rõ: several units bear that name on that day, a town and a commune for example."""

    kind = "ambiguous_unit"
    template = N_(
        "Several units are called {unit!r} on {day}: {candidates}. Write the kind as well, or the code."
    )


class EndedUnit(UnknownUnit):
    """Đơn vị đã kết thúc: the unit existed, but not on that day any more."""

    kind = "ended_unit"
    template = N_(
        "The administrative unit {unit!r} ended on {ended} ({basis}); on {day} it no longer exists."
        " Its territory went into: {successors}."
    )


class UnvouchedUnit(UnknownUnit):
    """Chưa có căn cứ cho ngày đó: the data vouch for the unit only from a later day on."""

    kind = "unvouched_unit"
    template = N_(
        "The data know the administrative unit {unit!r} only from {seen_from} on ({basis}), not on {day}."
    )


class IncompleteList(DirectiveError):
    """Danh sách chưa đầy đủ: the data do not hold all units below this one on that day."""

    kind = "incomplete_list"
    template = N_(
        "The data do not hold all units below {unit} on {day}; a list would be incomplete."
        " Ask for single units, or add the missing rows."
    )


class UnknownOffice(DirectiveError):
    """Không có cơ quan: no office of that id on that day, nor on another."""

    kind = "unknown_office"
    template = N_("There is no office {office!r} on {day}. Nearest: {candidates}.")


class EndedOffice(UnknownOffice):
    """Cơ quan đã kết thúc hoạt động: the office existed, but not on that day any more."""

    kind = "ended_office"
    template = N_(
        "The office {office!r} ended on {ended} ({basis}); on {day} it no longer exists."
        " Nearest: {candidates}."
    )


class UnvouchedOffice(UnknownOffice):
    """Chưa có căn cứ cho ngày đó: the data vouch for the office only from a later day on."""

    kind = "unvouched_office"
    template = N_("The data know the office {office!r} only from {seen_from} on ({basis}), not on {day}.")


class InvalidOrganisation(DirectiveError):
    """Dữ liệu tổ chức sai: everything that contradicts itself in the data files, all at once."""

    kind = "invalid_organisation"
    template = N_("The organisation's data have {count} contradiction(s). Correct the rows: {listed}")

    def __init__(self, problems: tuple[str, ...], *, where: str = "") -> None:
        super().__init__(where=where, count=len(problems), listed="; ".join(problems))
        self.listed = problems
