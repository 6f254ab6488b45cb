"""Dự kiến hạn: a decree that comes late is adopted, running plans are told once, and what was past stays."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from directives.calendar.errors import InvalidDayList
from directives.followup.plan import ActKind, Due, Plan, Step
from storage import audit, followup
from storage.database import reading
from tests.workspaces import VIETNAM, workspace_at
from workflows.services.adopt_days import adopt_days, with_home_list
from workflows.services.project_dues import project_all, project_dues, provisional_lanes
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace

#: T0 on Thursday 10/12/2026: a is due on Wednesday 16/12, b on Thursday 31/12, c on Wednesday 6/1/2027.
PLAN = Plan(
    "theo-doi",
    "Theo dõi",
    "",
    "",
    {"T0": date(2026, 12, 10)},
    tuple(
        Step(code, code, ActKind.EVIDENCE, Due(anchor="T0", working_days=days), owed_by=("snv-lam-dong",))
        for code, days in (("a", 4), ("b", 15), ("c", 18))
    ),
)
DECREE = """
announced_to = 2027-12-31
announced_by = "Thông báo giả định 09/TB-BNV"

[[day]]
date = 2026-12-31
works = false
basis = "Thông báo giả định 09/TB-BNV"

[[day]]
date = 2027-01-09
works = true
basis = "Thông báo giả định 09/TB-BNV"
"""


@pytest.fixture
def running(tmp_path: Path) -> Workspace:
    """Kế hoạch đang chạy: on Thursday 17/12/2026, told of its days a week before."""
    now = datetime(2026, 12, 17, 8, 0, tzinfo=VIETNAM)
    desk = workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path, lambda: now)
    start_campaign(desk, PLAN, {})
    assert project_dues(desk, "theo-doi", date(2026, 12, 10))
    return desk


def journal(desk: Workspace, chain: str = "campaign/theo-doi") -> list[audit.Act]:
    with reading(desk.engine) as connection:
        return [act for act in audit.acts(connection, chain) if act.act in ("dues_projected", "days_adopted")]


def adopted(desk: Workspace, folder: Path, text: str = DECREE) -> Workspace:
    (folder / "quyet-dinh.toml").write_text(text, encoding="utf-8")
    adopt_days(desk, folder / "quyet-dinh.toml", folder / "home" / "lich.toml")
    return with_home_list(desk, folder / "home" / "lich.toml")


def test_the_first_projection_names_what_is_provisional(running: Workspace) -> None:
    (first,) = journal(running)
    assert first.payload["provisional"] == ["c#1"], "6/1/2027 lies beyond 31/12/2026"
    assert provisional_lanes(running, "theo-doi", date(2026, 12, 10)) == (("c#1", date(2027, 1, 6)),)
    assert not project_dues(running, "theo-doi", date(2026, 12, 11)), "nothing moved: nothing is said"


def test_a_late_decree_moves_what_is_to_come_and_is_told_once(running: Workspace, tmp_path: Path) -> None:
    desk = adopted(running, tmp_path)
    assert project_all(desk, date(2026, 12, 17)) == ("theo-doi",)
    assert project_all(desk, date(2026, 12, 17)) == project_all(desk, date(2026, 12, 18)) == ()
    _, told = journal(desk)
    # b: 31/12 is off, 1/1 a holiday, then Monday 4/1; c: one more day. a was past on 16/12 and stays.
    assert told.payload["moved"] == {"b#1": ["2026-12-31", "2027-01-04"], "c#1": ["2027-01-06", "2027-01-07"]}
    assert (told.payload["provisional"], told.payload["firm"]) == ([], ["c#1"])
    with reading(desk.engine) as connection:
        last = followup.last_projection(connection, "theo-doi")
    assert last is not None
    assert (last.version, last.dues["a#1"]) == (2, date(2026, 12, 16))


def test_on_the_day_before_the_decree_the_old_days_hold(running: Workspace, tmp_path: Path) -> None:
    desk = adopted(running, tmp_path)
    assert not project_dues(desk, "theo-doi", date(2026, 12, 16))


def test_a_decree_is_adopted_once_and_journaled_once(running: Workspace, tmp_path: Path) -> None:
    desk = adopted(running, tmp_path)
    before = (tmp_path / "home" / "lich.toml").read_bytes()
    adopted(desk, tmp_path)
    assert (tmp_path / "home" / "lich.toml").read_bytes() == before
    (entry,) = journal(desk, "calendar")
    assert entry.payload["announced_to"] == "2027-12-31"
    assert "2026-12-31" in json.dumps(entry.payload["days"])


def test_a_kill_after_the_list_was_written_leaves_an_entry_to_complete(
    running: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(audit, "append", killed)
        with pytest.raises(KeyboardInterrupt):
            adopted(running, tmp_path)
    assert journal(running, "calendar") == []
    adopted(running, tmp_path)
    assert len(journal(running, "calendar")) == 1


CONTRADICTORY = [
    (
        '[[day]]\ndate = 2026-12-31\nworks = true\nbasis = "khác"\n',
        "stands twice",
        "the same day, as of today",
    ),
    ("[[day]]\ndate = 2026-12-31\n", "needs date", "a row without its document"),
]


@pytest.mark.parametrize(("text", "said", "why"), CONTRADICTORY)
def test_what_contradicts_the_list_is_refused_and_nothing_is_written(
    running: Workspace, tmp_path: Path, text: str, said: str, why: str
) -> None:
    desk = adopted(running, tmp_path)
    before = (tmp_path / "home" / "lich.toml").read_bytes()
    with pytest.raises(InvalidDayList) as refused:
        adopted(desk, tmp_path, text)
    assert said in refused.value.problems[0].template
    assert (tmp_path / "home" / "lich.toml").read_bytes() == before, why
    assert len(journal(desk, "calendar")) == 1


def test_a_later_decree_may_take_a_day_back(running: Workspace, tmp_path: Path) -> None:
    desk = adopted(running, tmp_path)
    later = replace(desk, now=lambda: datetime(2026, 12, 21, 8, 0, tzinfo=VIETNAM))
    back = adopted(later, tmp_path, '[[day]]\ndate = 2026-12-31\nworks = true\nbasis = "10/TB-BNV"\n')
    assert [
        back.calendar.known_on(date(2026, 12, n)).is_working_day(date(2026, 12, 31)) for n in (16, 17, 21)
    ] == [
        True,
        False,
        True,
    ]
