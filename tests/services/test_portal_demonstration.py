"""Nhà trình diễn: made once, in an empty home only; on its first morning something is late and somebody waits."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directives.errors import DirectiveError
from directives.followup.plan import ResultBook
from directives.results_use.improvement import RegisterState
from tests.workspaces import fresh_workspace
from workflows.services.accounts.account_acts import all_accounts
from workflows.services.accounts.roles import Role
from workflows.services.arriving.waiting import waiting_at
from workflows.services.books import entries
from workflows.services.campaign_state import running_campaigns
from workflows.services.demonstration_people import PEOPLE, open_links
from workflows.services.demonstration_plans import FORMS, LATE, LEFT_UNDONE, OFFICE, POST, UNITS, two_years
from workflows.services.field_status import field_status
from workflows.services.followup_state import followup_state
from workflows.services.incoming_desk import incoming_desk
from workflows.services.last_year import earlier_figures
from workflows.services.portal_demonstration import fill_demonstration
from workflows.services.publish_bundle import campaign_publications
from workflows.services.recheck_forms import recheck_report
from workflows.services.results_use.evaluation import kept_evaluations
from workflows.services.results_use.improvement_register import improvement_register
from workflows.services.results_use.telling import tellings_of
from workflows.services.returns_desk import returns_desk
from workflows.services.returns_received import batches_received
from workflows.services.unit_door.field import field_campaigns, own_villages
from workflows.services.unit_door.supervision import findings_of, forms_to_ask
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace
from workflows.settings import Settings, sqlite_url
from workflows.wiring import workspace_on


def settings_of(home: Path) -> Settings:
    """Thiết lập: of a home with its own SQLite."""
    return Settings(home, sqlite_url(home))


def never_opened(settings: Settings) -> Workspace:
    """Không được mở: what is refused opens no books."""
    raise AssertionError(settings.home)


def test_books_that_are_there_are_never_filled(tmp_path: Path) -> None:
    home = tmp_path / "var"
    home.mkdir()
    (home / "vanthu.db").write_bytes(b"real books")
    with pytest.raises(DirectiveError) as refused:
        fill_demonstration(settings_of(home), never_opened, lambda day: None)
    assert refused.value.kind == "home_not_empty"
    assert (home / "vanthu.db").read_bytes() == b"real books"


def test_another_database_is_never_filled(tmp_path: Path) -> None:
    elsewhere = Settings(tmp_path / "var", "postgresql://db/real")
    with pytest.raises(DirectiveError) as refused:
        fill_demonstration(elsewhere, never_opened, lambda day: None)
    assert refused.value.kind == "not_a_demonstration"


def test_a_home_that_was_filled_is_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "var"
    home.mkdir()
    (home / "vanthu.db").write_bytes(b"books of the demonstration")
    settings_of(home).synthetic.touch()
    assert fill_demonstration(settings_of(home), never_opened, lambda day: None) is False
    assert (home / "vanthu.db").read_bytes() == b"books of the demonstration"


def test_a_filling_that_was_cut_off_leaves_no_home(tmp_path: Path) -> None:
    def broken(settings: Settings) -> Workspace:
        (settings.home / "half").touch()
        raise OSError("the disk is full")

    home = tmp_path / "var"
    with pytest.raises(OSError, match="full"):
        fill_demonstration(settings_of(home), broken, lambda day: None)
    assert not home.exists()


@pytest.mark.parametrize(
    "morning",
    [
        date(2026, 11, 20),
        date(2027, 1, 4),  # the field work lies in the year before
        date(2027, 2, 15),  # after Tết
        date(2028, 3, 1),  # a leap year
    ],
)
def test_the_field_work_of_this_year_is_just_over_on_any_morning(tmp_path: Path, morning: date) -> None:
    workspace = fresh_workspace(tmp_path)
    last_year, this_year = two_years(workspace, morning)
    assert workspace.calendar.working_days_between(this_year.plan.anchors["F1"], morning) == 6
    assert last_year.begins < this_year.begins < morning
    assert last_year.plan.id != this_year.plan.id
    assert this_year.plan.synthetic_returns is None  # awaited from people
    steps = {step.code for step in this_year.plan.steps}
    assert {step for step, _ in LEFT_UNDONE} <= steps


def test_everybody_holds_each_role_but_the_administrators() -> None:
    assert {held.role for one in PEOPLE for held in one.roles} == {*Role} - {Role.ADMIN}
    assert len({one.account for one in PEOPLE}) == len(PEOPLE)
    assert set(LATE) < set(UNITS)


def opened(settings: Settings) -> Workspace:
    """Mở: as the program does."""
    return workspace_on(settings, "trinh-dien")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà trình diễn: filled once for all that look at it, by the machine's own day."""
    home = tmp_path_factory.mktemp("trinh-dien") / "var"
    assert fill_demonstration(settings_of(home), opened, lambda day: None)
    return home


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    """Bàn làm việc: on that home."""
    made = opened(settings_of(home))
    yield made
    made.engine.dispose()


@pytest.mark.slow
class TestFilled:
    """Nhà đã lập."""

    def test_the_home_is_marked_and_its_books_are_whole(self, home: Path, workspace: Workspace) -> None:
        assert settings_of(home).synthetic.exists()
        assert list(verify_books(workspace).problems) == []
        assert [e for e in entries(workspace) if e.document.issued_on > workspace.today()] == []

    def test_last_year_is_published_and_this_year_is_late(self, workspace: Workspace) -> None:
        last_year, this_year, _use = running_campaigns(workspace)
        (edition,) = campaign_publications(workspace, last_year)
        assert edition.approved_by
        assert campaign_publications(workspace, this_year) == []
        board = followup_state(workspace, this_year).board(workspace.today())
        late = {(lane.lane.step.code, unit) for lane in board.lanes if lane.due and lane.due < board.day
                for unit in lane.lane.owers if unit not in lane.done}  # fmt: skip
        assert {("nhan_phieu", unit) for unit in LATE} <= late
        assert {row.batch.unit for row in batches_received(workspace, this_year)} == {*UNITS} - {*LATE}

    def test_last_years_result_is_put_to_use_and_something_is_left_to_do(self, workspace: Workspace) -> None:
        last_year, _this_year, use = running_campaigns(workspace)
        plan = followup_state(workspace, use).plan
        assert (use, plan.result_of) == (f"su-dung-{last_year}", last_year)
        states = [one.register.state for one in improvement_register(workspace, use).units]
        assert [states.count(one) for one in RegisterState] == [0, 1, 1, 10]
        told = {one.told.unit for one in tellings_of(workspace, use) if one.in_force}
        assert {*UNITS} - told == {UNITS[5]}
        board = followup_state(workspace, use).board(workspace.today())
        late = {(lane.lane.step.book, unit) for lane in board.lanes if lane.due and lane.due < board.day
                for unit in lane.lane.owers if unit not in lane.done}  # fmt: skip
        assert {(ResultBook.IMPROVEMENT, LATE[2]), (ResultBook.TELLING, UNITS[5])} <= late
        assert (ResultBook.INSPECTION, LATE[2]) in late
        (kept,) = kept_evaluations(workspace, use)
        assert {one.unit for one in kept.cards} == {*UNITS, POST}  # the Post mends a lesson

    def test_the_field_has_its_figures_and_some_forms_are_still_out(self, workspace: Workspace) -> None:
        _last_year, this_year, _use = running_campaigns(workspace)
        today = workspace.today()
        status = field_status(workspace, this_year, today, today)
        assert [one.investigator for one in status.balances if not one.balanced] == [
            "dtv-1",
            "dtv-5",
            "dtv-6",
        ]
        assert sum(one.given for one in status.balances) == len(UNITS) * FORMS
        assert status.forecast.left == sum(one.not_yet_out + one.still_out for one in status.balances) > 0
        assert status.forecast.pace > 0
        assert status.not_ready == []
        assert len([one for one in status.villages if one.outdated]) == 2

    def test_forms_that_came_are_those_of_the_sample_and_some_people_were_asked_again(
        self, workspace: Workspace
    ) -> None:
        _last_year, this_year, _use = running_campaigns(workspace)
        for one in returns_desk(workspace, this_year).units:
            assert (one.sample, one.received.forms) == (FORMS, 0 if one.office.id in LATE else FORMS)
        asked = recheck_report(workspace, this_year)
        assert (asked.drawn, asked.recorded, asked.not_met) == (16, 6, 2)
        found = findings_of(workspace, this_year, None)
        assert [one.visit.id for one in found if one.answer is None] == ["GS-03", "CCB-02"]
        assert [one.visit.id for one in found if one.answer is not None] == ["GS-02"]

    @pytest.mark.parametrize("account", ["dieu-tra-vien", "mat-tran", "cuu-chien-binh"])
    def test_whoever_works_in_the_field_finds_something_of_their_own(
        self, workspace: Workspace, account: str
    ) -> None:
        _last_year, this_year, _use = running_campaigns(workspace)
        (held,) = next(one.roles for one in PEOPLE if one.account == account)
        assert [one.campaign for one in field_campaigns(workspace, held.unit)][-1] == this_year
        if held.role is Role.INTERVIEWER:
            own = own_villages(workspace, this_year, {held.slice}, workspace.today())
            assert [one.finished for one in own] == [True, True, False, False]
        else:
            forms = forms_to_ask(workspace, this_year, {held.slice})
            assert [bool(one.recorded) for one in forms] == [True] * 3 + [False] * 5

    def test_an_arrival_waits_and_so_does_a_file(self, workspace: Workspace) -> None:
        waiting = incoming_desk(workspace, OFFICE, workspace.today())
        assert "submission" in {one.pending.waits_for.value for one in waiting}
        assert len(waiting_at(workspace, OFFICE)) == 1

    def test_everybody_has_an_account_and_gets_a_link_until_a_password_is_set(
        self, workspace: Workspace
    ) -> None:
        names = {one.name for one, _ in all_accounts(workspace)}
        assert {one.account for one in PEOPLE} | {"quan-tri"} == names
        links = open_links(workspace)
        assert {one.account for one in links} == {one.account for one in PEOPLE}


@pytest.mark.parametrize("morning", [date(2026, 11, 20), date(2027, 11, 19)])
def test_each_year_and_the_one_before_are_called_differently(tmp_path: Path, morning: date) -> None:
    workspace = fresh_workspace(tmp_path)
    for one, its_year in zip(two_years(workspace, morning), (morning.year - 1, morning.year), strict=True):
        text = one.drafts[one.plan.last_year]
        figures = earlier_figures(text, frozenset(one.plan.units), file="nam-truoc.toml")
        assert (figures.name, figures.this_name) == (f"Năm {its_year - 1}", f"Năm {its_year}")
    workspace.engine.dispose()
