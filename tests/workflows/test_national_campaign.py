"""Đợt của Bộ Nội vụ, hai cấp: the Ministry's plan over provinces and communes, from plan to closing, by real flows."""

from collections.abc import Iterator
from datetime import date

import pytest

from directives.followup.plan import SyntheticReturns
from directives.followup.status import DutyState
from directives.org.offices import OfficeKind
from tests.workflows.walking import Campaign, Server, begun
from tests.workspaces import chart
from workflows.services.campaign_status import campaign_status, timeline_of
from workflows.services.followup_state import followup_state
from workflows.services.new_plan import PlanRequest
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

pytestmark = [pytest.mark.prefect, pytest.mark.slow]

T0, F0, F1 = date(2026, 3, 2), date(2026, 4, 6), date(2026, 4, 29)
UNTIL = date(2027, 7, 30)
ID = "quoc-gia-2026"
#: Provinces and communes that owe something, and the forms of each commune.
SIZES = {"six communes": (2, 6, 20), "the nation": (34, 3321, 5)}


def request(size: str) -> PlanRequest:
    """Đợt của cả nước, or of three communes each of Lâm Đồng and Hải Phòng; a twentieth is done late."""
    _provinces, communes, forms = SIZES[size]
    synthetic = SyntheticReturns(2026, forms, 0, 0.05, 5)
    return PlanRequest(ID, T0, F0, F1, kind="national", units=_some(communes), synthetic=synthetic)


def _some(communes: int) -> tuple[str, ...]:
    """The first communes of two provinces; none named: all there are."""
    if communes == SIZES["the nation"][1]:
        return ()
    snapshot = chart().on(T0)
    return tuple(
        office.id
        for code in ("68", "31")
        for office in snapshot.offices(
            level="commune", under=snapshot.unit(code), kind=OfficeKind.PEOPLES_COMMITTEE
        )[: communes // 2]
    )


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(scope="module")
def walk(size: str, prefect_api: Server, tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    campaign = begun(tmp_path_factory.mktemp("nation"), request(size), UNTIL)
    seconds = campaign.walked(prefect_api, limit=5400)
    print(f"{size}: {seconds:.0f} s of processor time")
    return campaign


@pytest.fixture(scope="module")
def desk(walk: Campaign) -> Iterator[Workspace]:
    workspace = walk.workspace
    yield workspace
    workspace.engine.dispose()


def test_it_is_owed_by_provinces_and_communes_and_no_district(desk: Workspace, size: str) -> None:
    levels = [unit.level for unit in followup_state(desk, ID).units if unit.id.startswith("ubnd-")]
    provinces, communes, _forms = SIZES[size]
    assert (levels.count("province"), levels.count("commune"), levels.count("district")) == (
        provinces,
        communes,
        0,
    )


def test_every_duty_of_every_step_is_done(desk: Workspace) -> None:
    rows = timeline_of(desk, ID)
    assert [(row.step, row.done, row.owed) for row in rows if row.done != row.owed] == []
    assert len({row.step for row in rows}) >= 22


def test_some_were_late_and_nothing_is_left(desk: Workspace) -> None:
    found = campaign_status(desk, ID, UNTIL).counts
    assert found[DutyState.DONE_LATE.value] > 0
    assert found[DutyState.LATE.value] == 0


def test_the_books_and_the_journal_are_whole(desk: Workspace) -> None:
    found = verify_books(desk)
    assert found.problems == []
    assert found.entries > 0


def test_walking_it_again_does_nothing(walk: Campaign, prefect_api: Server) -> None:
    before = walk.tables()
    walk.walked(prefect_api, limit=1500)
    assert walk.tables() == before
