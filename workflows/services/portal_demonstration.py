"""Nhà trình diễn: last year's result is published and put to use, this year's campaign is in the field today.

Everything in it is made up and marked so; it is made by the ordinary services, walking day by day up to this morning.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import examples
from directives.errors import N_, DirectiveError
from directives.followup.virtual_days import next_day
from workflows.services.advance import Batch, advance_batch, batches_on, prepare_day, remind_day, work_off
from workflows.services.demonstration import issue_letters
from workflows.services.demonstration_field import ask_again, work_in_the_field
from workflows.services.demonstration_papers import leave_on_the_desk, let_arrive, return_forms
from workflows.services.demonstration_people import let_people_in
from workflows.services.demonstration_plans import OFFICE, Year, two_years
from workflows.services.demonstration_story import Story
from workflows.services.demonstration_use import use_begins, year_of_use
from workflows.services.followup_state import followup_state
from workflows.services.publishing_rights import grant_publishing
from workflows.services.rehearse_many import processes_kept
from workflows.services.restore import HomeNotEmpty
from workflows.services.start_campaign import start_campaign
from workflows.services.virtual_people import APPROVERS, let_people_act, let_people_approve
from workflows.services.workspace import VIETNAM, Workspace
from workflows.settings import Settings, sqlite_url

_STAGED, _REASON = "dang-lap", "Trình diễn"
_MORNING = time(7, 30, tzinfo=VIETNAM)


class NotADemonstration(DirectiveError):
    """Không phải nơi trình diễn: the books are real ones, or are kept in another database."""

    kind = "not_a_demonstration"
    template = N_(
        "{home} was not made for the demonstration, or its books are in another database. Name a new, empty folder in "
        "VANTHU_HOME, and unset VANTHU_DATABASE_URL."
    )


@dataclass
class _Clock:
    """Đồng hồ ảo: the morning of its day."""

    day: date

    def __call__(self) -> datetime:
        return datetime.combine(self.day, _MORNING)


def fill_demonstration(
    settings: Settings, open_on: Callable[[Settings], Workspace], told: Callable[[date], None]
) -> bool:
    """Lập nhà trình diễn: whole or not at all; False when it was there already. ``told`` hears of each day.

    ``open_on`` opens a workspace on the books of a home. Raises NotADemonstration, HomeNotEmpty.
    """
    home = settings.home
    if settings.synthetic.exists() and settings.database_url == sqlite_url(home):
        return False
    if settings.database_url != sqlite_url(home):
        raise NotADemonstration(where="VANTHU_DATABASE_URL", home=home)
    if home.exists() and any(home.iterdir()):
        raise HomeNotEmpty(where="VANTHU_HOME", home=home)
    home.parent.mkdir(parents=True, exist_ok=True)
    staged = home.with_name(f".{home.name}-{_STAGED}")
    shutil.rmtree(staged, ignore_errors=True)  # of a start that was cut off
    staged.mkdir(mode=0o700)
    inside = Settings(staged, sqlite_url(staged))
    inside.synthetic.touch()
    inside.offices.mkdir()
    shutil.copyfile(examples.FOLDER / "offices" / f"{OFFICE}.toml", inside.offices / f"{OFFICE}.toml")
    workspace = open_on(inside)
    try:
        _live_through(workspace, inside, told)
    finally:
        workspace.engine.dispose()
    with suppress(FileNotFoundError):
        home.rmdir()
    staged.rename(home)
    return True


def _live_through(real: Workspace, settings: Settings, told: Callable[[date], None]) -> None:
    """Sống qua hai đợt: last year's from its first day, the use of its result, and this year's."""
    morning = real.calendar.roll_back(real.today())
    eve = real.calendar.add_working_days(morning, -1)
    last_year, this_year = two_years(real, morning)
    years, use = [last_year, this_year], None
    clock, since = _Clock(last_year.begins), this_year.begins
    workspace = replace(real, now=clock)
    issue_letters(workspace)
    for name in APPROVERS:
        grant_publishing(workspace, name, _REASON)
    with processes_kept():
        for day in _days(workspace, years, eve):
            clock.day = day
            told(day)
            for year in (last_year, this_year):
                if year.begins <= day:
                    start_campaign(workspace, year.plan, year.drafts)
                    _walk(workspace, year, day)
            if day == use_begins(real, last_year):
                use = Story(workspace, year_of_use(workspace, last_year, this_year, eve), eve)
                start_campaign(workspace, use.year.plan, use.year.drafts)
                years.append(use.year)
            if use:
                use.tell(workspace, day)
                _walk(workspace, use.year, day)
            let_arrive(workspace, day)
            if this_year.begins < day:
                work_in_the_field(workspace, this_year, since, day)
                since = day
    if use:
        clock.day = eve
        use.tell(workspace, eve)
    work_in_the_field(workspace, this_year, since, eve)
    ask_again(workspace, this_year, return_forms(workspace, this_year, eve), eve)
    today = replace(workspace, now=real.now)
    leave_on_the_desk(today, morning)
    let_people_in(today)


def _days(workspace: Workspace, years: Sequence[Year], until: date) -> Iterator[date]:
    """Các ngày có việc: of every campaign that has begun by then, and the first of those that have not.

    ``years`` may become more from one day to the next.
    """
    day = min(year.begins for year in years)
    while True:
        yield day
        coming = [year.begins for year in years if year.begins > day]
        for year in years:
            if year.begins <= day:
                board = followup_state(workspace, year.plan.id).board(day)
                after = next_day(board, None if year.seldom else year.how, until, itself=False)
                coming += [] if after is None else [after]
        if not coming:
            return
        day = min(coming)


def _walk(workspace: Workspace, year: Year, day: date) -> None:
    """Một ngày: people and engine in turn until neither has anything to do, then the reminders of the day."""
    campaign = year.plan.id

    def do_all(batches: Sequence[Batch], wait: bool) -> list[int | None]:
        return [advance_batch(workspace, batch, day, wait=wait) for batch in batches]

    prepare_day(workspace, campaign, day)
    while (
        let_people_act(workspace, campaign, day, how=year.how, left=year.left)
        + work_off(lambda: batches_on(workspace, campaign, day), do_all)
        + let_people_approve(workspace, campaign)
    ):
        pass
    remind_day(workspace, campaign, day)
