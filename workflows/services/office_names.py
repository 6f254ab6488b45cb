"""Tên cơ quan: how an office is called on a page, also one that exists no longer."""

from datetime import date
from functools import lru_cache

from directives.errors import DirectiveError
from directives.org.chart import OrganisationChart
from directives.org.offices import Office
from directives.org.own_issuers import issuing_office
from workflows.services.workspace import Workspace


def office_name(workspace: Workspace, office: str) -> str:
    """Tên cơ quan: its full name today, of the chart or of its own file; its code where nobody knows it today."""
    rules = workspace.rules.get(office)
    if rules is None:
        found = office_today(workspace, office)
        return office if found is None else found.full_name
    try:
        return issuing_office(workspace.chart.on(workspace.today()), office, rules).full_name
    except DirectiveError:
        return office


def office_today(workspace: Workspace, office: str) -> Office | None:
    """Cơ quan hôm nay: of the chart; None for one that has ended, or that nobody knows."""
    return _office_on(workspace.chart, workspace.today(), office)


@lru_cache(maxsize=4_096)
def _office_on(chart: OrganisationChart, day: date, office: str) -> Office | None:
    """That there is none takes the chart half a second to say: it looks for what was meant, and when there was one."""
    try:
        return chart.on(day).office(office)
    except DirectiveError:
        return None
