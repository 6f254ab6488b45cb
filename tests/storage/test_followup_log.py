"""Nhật ký giữ lại: what was read of a log once is true for every view of the database, and only for that."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from directives.followup.duties import DutyKey
from directives.followup.log import EventKind, Log
from directives.followup.plan import ActKind, Due, Plan, Step
from storage import campaigns, followup
from storage.campaigns import Fact, OwnMethod
from storage.database import open_database, reading, transaction
from storage.followup import NewEvent, PlanVersion
from storage.followup_log import events_of, mark_of
from tests.workspaces import empty_books

ONE, OTHER = "dot-mot", "dot-hai"
DAY = date(2026, 10, 5)
UNITS = ("ubnd-xa-a", "ubnd-xa-b", "ubnd-xa-c")


def _plan(name: str) -> Plan:
    step = Step("b1", "Bước 1", ActKind.EVIDENCE, Due(on=DAY), owed_by=("commune",))
    return Plan(name, "Đợt thử", "", "", {}, (step,))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Hai kế hoạch: nothing was said of either."""
    made = _database(tmp_path)
    yield made
    made.dispose()


def _database(folder: Path) -> Engine:
    (folder / "vanthu.db").write_bytes(empty_books())
    made = open_database(f"sqlite:///{folder / 'vanthu.db'}")
    with transaction(made) as connection:
        for name in (ONE, OTHER):
            campaigns.start(connection, _plan(name), {}, OwnMethod("", {}))
    return made


def _say(connection: Connection, campaign: str, key: str, unit: str = UNITS[0]) -> None:
    event = NewEvent("b1", unit, 1, EventKind.SUBMITTED, DAY, {"document": key}, key)
    followup.add_events(connection, campaign, [event], at="2026-10-05T08:30:00+07:00", actor="thu")


def _do(connection: Connection, campaign: str, unit: str, rung: int = 0) -> None:
    campaigns.add_fact(connection, Fact(DutyKey(campaign, "b1", unit, 1, rung), DAY, {"document": "1"}))


def _read(engine: Engine, campaign: str = ONE) -> Log:
    with reading(engine) as connection:
        return events_of(connection, campaign)


def _documents(log: Log) -> list[object]:
    return [event.payload["document"] for event in log.said if event.kind is EventKind.SUBMITTED]


def test_what_was_added_since_is_read_with_what_was_known(engine: Engine) -> None:
    with transaction(engine) as connection:
        _say(connection, ONE, "01/UBND")
    assert _documents(_read(engine)) == ["01/UBND"]
    with transaction(engine) as connection:
        _say(connection, ONE, "02/UBND", UNITS[1])
        _do(connection, ONE, UNITS[2])
    log = _read(engine)
    assert _documents(log) == ["01/UBND", "02/UBND"]
    assert [act.units for act in log.acts] == [(UNITS[2],)]


def test_what_a_transaction_took_back_is_never_kept(engine: Engine) -> None:
    _read(engine)
    with suppress(RuntimeError), transaction(engine) as connection:
        _say(connection, ONE, "01/UBND")
        _do(connection, ONE, UNITS[2])
        own = events_of(connection, ONE)  # whoever writes sees it, and keeps it for nobody
        assert (_documents(own), len(own.acts)) == (["01/UBND"], 1)
        raise RuntimeError
    assert len(_read(engine)) == 0
    with transaction(engine) as connection:
        _say(connection, ONE, "09/UBND")
    assert _documents(_read(engine)) == ["09/UBND"]


def test_two_plans_do_not_mix(engine: Engine) -> None:
    with transaction(engine) as connection:
        _say(connection, ONE, "01/UBND")
        _say(connection, OTHER, "02/UBND")
        _do(connection, OTHER, UNITS[2])
    for _ in range(2):
        assert _documents(_read(engine)) == ["01/UBND"]
        assert _documents(_read(engine, OTHER)) == ["02/UBND"]
    assert not _read(engine).acts
    assert len(_read(engine, OTHER).acts) == 1


def test_two_databases_do_not_mix(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "khac").mkdir()
    other = _database(tmp_path / "khac")
    with transaction(engine) as connection:
        _say(connection, ONE, "01/UBND")
    with transaction(other) as connection:
        _say(connection, ONE, "02/UBND")
    assert _documents(_read(engine)) == ["01/UBND"]
    assert _documents(_read(other)) == ["02/UBND"]
    assert _documents(_read(engine)) == ["01/UBND"]
    other.dispose()


def test_an_older_view_gets_its_own_truth_and_a_newer_one_again_its_own(engine: Engine) -> None:
    with transaction(engine) as connection:
        _say(connection, ONE, "01/UBND")
        _do(connection, ONE, UNITS[1])
    with reading(engine) as older:
        mark = mark_of(older, ONE)  # from here on this view stands still
        with transaction(engine) as connection:
            _say(connection, ONE, "02/UBND", UNITS[1])
            _do(connection, ONE, UNITS[2])
        assert _documents(_read(engine)) == ["01/UBND", "02/UBND"]
        assert _documents(events_of(older, ONE)) == ["01/UBND"]
        assert len(events_of(older, ONE).acts[0].units) == 1
        assert mark_of(older, ONE) == mark
    newer = _read(engine)
    assert _documents(newer) == ["01/UBND", "02/UBND"]
    assert sum(len(act.units) for act in newer.acts) == 2


@pytest.mark.parametrize(
    ("added", "changes"),
    [
        (lambda connection: _say(connection, ONE, "07/UBND"), True),
        (lambda connection: _do(connection, ONE, UNITS[0]), True),
        (lambda connection: _do(connection, ONE, UNITS[0], rung=1), True),
        (
            lambda connection: followup.edit_plan(
                connection, _plan(ONE), {}, PlanVersion(2, "đổi", DAY, "thử"), at="2026-10-05"
            ),
            True,
        ),
        (lambda connection: _say(connection, OTHER, "07/UBND"), False),
        (lambda connection: _do(connection, OTHER, UNITS[0]), False),
        (lambda connection: None, False),
    ],
    ids=["an event", "an act", "a reminder", "an edition", "another's event", "another's act", "nothing"],
)
def test_the_mark_of_a_plan_changes_with_what_is_written_of_it_and_with_nothing_else(
    engine: Engine, added: object, changes: bool
) -> None:
    with reading(engine) as connection:
        before = mark_of(connection, ONE)
    with transaction(engine) as connection:
        assert callable(added)
        added(connection)
    with reading(engine) as connection:
        assert (mark_of(connection, ONE) != before) is changes


#: What may be written down: of which plan, of which unit, as an event (None) or as an act of a rung.
_WRITTEN = st.tuples(
    st.sampled_from((ONE, OTHER)), st.sampled_from(UNITS), st.sampled_from((None, 0, 1, 2)), st.booleans()
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_WRITTEN, max_size=12))
def test_a_log_read_in_steps_is_the_log_read_at_once(
    written: Sequence[tuple[str, str, int | None, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        engine = _database(Path(folder))
        for place, (campaign, unit, rung, looked_at) in enumerate(written):
            with transaction(engine) as connection:
                if rung is None:
                    _say(connection, campaign, f"{place:02}/UBND", unit)
                else:
                    _do(connection, campaign, unit, rung)
            if looked_at:
                _read(engine, campaign)
        for campaign in (ONE, OTHER):
            with transaction(engine) as connection:  # what writes reads everything anew
                at_once = events_of(connection, campaign)
            assert _read(engine, campaign) == at_once
        engine.dispose()
