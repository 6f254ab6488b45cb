"""Diễn tập: a clock set by hand holds in a home made for it, and nowhere else."""

from datetime import date, datetime
from pathlib import Path

import pytest

from directives.errors import DirectiveError
from tests.workspaces import VIETNAM, empty_books
from workflows.rehearsal import HomeInUse, InvalidRehearsalTime, NotARehearsal, begin_rehearsal, clock_of
from workflows.settings import Settings, read_settings, sqlite_url
from workflows.wiring import open_workspace

MORNING = "2025-09-15T07:30"


def home(folder: Path, *, marked: bool, url: str = "") -> Settings:
    """Nhà: made for rehearsing or not, its books in its own database or another."""
    own = Settings(folder / "nha", sqlite_url(folder / "nha"))
    if marked:
        begin_rehearsal(own)
    return Settings(own.home, url or own.database_url)


#: Marked, database, what the variable says; what is refused; why.
CLOCKS: list[tuple[bool, str, str, type[DirectiveError] | None, str]] = [
    (True, "", MORNING, None, "a home made for it"),
    (True, "", "2025-09-15", None, "midnight, where only a day is given"),
    (False, "", MORNING, NotARehearsal, "a home with real books"),
    (
        True,
        "postgresql://may-chu/vanthu",
        MORNING,
        NotARehearsal,
        "real books, reached from a rehearsal's home",
    ),
    (True, "", "mai", InvalidRehearsalTime, "no moment"),
    (True, "", "2025-09-15T07:30+00:00", InvalidRehearsalTime, "a time of elsewhere"),
]


@pytest.mark.parametrize(
    ("marked", "url", "said", "refused", "reason"), CLOCKS, ids=[row[-1] for row in CLOCKS]
)
def test_a_set_clock_holds_in_a_rehearsal_only(
    tmp_path: Path, marked: bool, url: str, said: str, refused: type[DirectiveError] | None, reason: str
) -> None:
    settings = home(tmp_path, marked=marked, url=url)
    environment = {"VANTHU_REHEARSAL_NOW": said}
    if refused is None:
        assert clock_of(settings, environment)().date() == date(2025, 9, 15), reason
    else:
        with pytest.raises(refused):
            clock_of(settings, environment)


@pytest.mark.parametrize("marked", [False, True])
def test_without_the_setting_the_clock_goes(tmp_path: Path, marked: bool) -> None:
    before = datetime.now(VIETNAM)
    assert before <= clock_of(home(tmp_path, marked=marked), {})() <= datetime.now(VIETNAM)


def test_books_that_exist_are_not_made_a_rehearsals(tmp_path: Path) -> None:
    (tmp_path / "nha").mkdir()
    (tmp_path / "nha" / "vanthu.db").write_bytes(empty_books())
    with pytest.raises(HomeInUse):
        home(tmp_path, marked=True)


def test_the_workspace_stands_at_the_set_moment_and_moves_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = home(tmp_path, marked=True)
    (settings.home / "vanthu.db").write_bytes(empty_books())
    monkeypatch.setenv("VANTHU_HOME", str(settings.home))
    assert read_settings() == settings
    monkeypatch.setenv("VANTHU_REHEARSAL_NOW", MORNING)
    first = open_workspace()
    monkeypatch.setenv("VANTHU_REHEARSAL_NOW", "2025-09-16T08:00")
    assert [first.today(), open_workspace().today()] == [date(2025, 9, 15), date(2025, 9, 16)]
    first.engine.dispose()
