"""Một năm sử dụng kết quả ở Tam Đường."""

from datetime import date
from pathlib import Path

import pytest

from storage import campaigns
from storage.database import reading
from tests.services.year_of_use import BEGUN, ID, LATER, MEASURED, UNITS, USED, year_of_use
from workflows.services.followup_state import followup_state
from workflows.services.results_use.used_result import later_edition, unit_of_edition, used_edition
from workflows.services.verify_books import verify_books


@pytest.mark.parametrize(("day", "frozen"), [(BEGUN, {USED}), (MEASURED, {USED, LATER})])
def test_the_year_begins_with_a_frozen_result_of_every_unit(
    tmp_path: Path, day: date, frozen: set[str]
) -> None:
    workspace = year_of_use(tmp_path, day)
    with reading(workspace.engine) as connection:
        assert {one for one in (USED, LATER) if campaigns.frozen_result(connection, one)} == frozen
    plan = followup_state(workspace, ID).plan
    editions = [used_edition(workspace, plan), later_edition(workspace, plan)]
    assert [one is not None for one in editions] == [True, LATER in frozen]
    for edition in filter(None, editions):
        assert all(unit_of_edition(workspace, edition, plan, unit) for unit in UNITS)
    assert verify_books(workspace).problems == []
    assert workspace.today() == day
