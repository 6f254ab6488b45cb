"""Hai năm liên tiếp, bằng các dịch vụ: the daily work called in this process; the quick one of the two walks.

``tests/workflows/test_two_scheduled_years.py`` calls the flows of the schedule, and forms come as files.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from directives.followup.plan import SyntheticReturns
from tests.services.two_years import FIRST, LAST, Clock, TwoYears, begun, let_people_approve, next_morning
from tests.workspaces import fresh_workspace
from workflows.services.advance import advance_day
from workflows.services.campaign_state import running_campaigns
from workflows.services.workspace import Workspace


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Mười tám tháng đã qua: each working day with work, and two people who say yes."""
    folder = tmp_path_factory.mktemp("hai-nam")
    clock = Clock(FIRST)
    desk = replace(fresh_workspace(folder, clock), public=folder / "cong-bo")
    begun(desk, SyntheticReturns(seed=2025, forms_per_unit=10))
    while clock.day <= LAST:
        for campaign in running_campaigns(desk):
            advance_day(desk, campaign, clock.day)
        let_people_approve(desk, clock.day)
        clock.day = next_morning(desk, clock.day)
    yield desk
    desk.engine.dispose()


class TestByTheServices(TwoYears):
    """Bằng các dịch vụ."""
