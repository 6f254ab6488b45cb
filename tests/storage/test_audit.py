"""Nhật ký: whatever is changed in whichever entry, the first bad entry is named."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from storage import guards
from storage.audit import Act, append, broken_entries, count
from storage.database import open_database, transaction
from storage.tables import audit_entry as entry

ACTS = 6


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Hai chuỗi nhật ký: six acts in each, never committed over."""
    made = open_database(f"sqlite:///{tmp_path_factory.mktemp('audit') / 'vanthu.db'}")
    with transaction(made) as connection:
        guards.remove(connection)
        for turn in range(1, ACTS + 1):
            for chain in ("sổ A", "sổ B"):
                act = Act(
                    "2026-10-05T08:30:00+07:00", "van-thu", "number_given", f"{chain}/{turn}", {"số": turn}
                )
                append(connection, chain, act)
    yield made
    made.dispose()


def _where(seq: int) -> Any:
    return (entry.c.chain == "sổ A") & (entry.c.seq == seq)


def _broken_after(engine: Engine, change: Any) -> list[str]:
    """Hỏng gì: the entries named after a change, which is then taken back."""
    with engine.connect() as connection:
        connection.execute(change)
        found = list(broken_entries(connection))
        connection.rollback()
    return found


def test_an_untouched_journal_is_whole(engine: Engine) -> None:
    with transaction(engine) as connection:
        assert (list(broken_entries(connection)), count(connection)) == ([], 2 * ACTS)


TEXT_FIELDS = ["at", "actor", "act", "subject", "payload", "previous", "hash"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    seq=st.integers(1, ACTS),
    field=st.sampled_from(TEXT_FIELDS),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
def test_any_change_of_any_field_is_found_at_that_entry(
    engine: Engine, seq: int, field: str, text: str
) -> None:
    with transaction(engine) as connection:
        before = connection.execute(entry.select().where(_where(seq))).mappings().one()[field]
    found = _broken_after(engine, entry.update().where(_where(seq)).values({field: text}))
    # The hash of an entry is recomputed first; its successor would only tell the same later.
    assert found == ([] if text == before else [f"sổ A#{seq}"])


@pytest.mark.parametrize("seq", range(1, ACTS))
def test_an_entry_taken_out_is_missed_by_the_next(engine: Engine, seq: int) -> None:
    assert _broken_after(engine, entry.delete().where(_where(seq))) == [f"sổ A#{seq + 1}"]


@pytest.mark.parametrize("seq", range(1, ACTS + 1))
def test_a_changed_place_in_the_chain_is_found(engine: Engine, seq: int) -> None:
    moved = _broken_after(engine, entry.update().where(_where(seq)).values(seq=100))
    assert moved == [f"sổ A#{seq + 1 if seq < ACTS else 100}"]


def test_an_entry_moved_into_another_chain_breaks_that_chain(engine: Engine) -> None:
    assert _broken_after(engine, entry.update().where(_where(3)).values(chain="sổ C")) == ["sổ A#4", "sổ C#3"]


def test_an_entry_put_in_without_its_hash_is_found(engine: Engine) -> None:
    forged = dict.fromkeys(TEXT_FIELDS, "x") | {"chain": "sổ A", "seq": ACTS + 1}
    assert _broken_after(engine, entry.insert().values(forged)) == [f"sổ A#{ACTS + 1}"]


def test_a_cut_off_tail_cannot_be_seen_from_the_chain_alone(engine: Engine) -> None:
    """The limit of every hash chain, stated in ``storage.audit``: the last hash must be kept elsewhere too."""
    assert _broken_after(engine, entry.delete().where(_where(ACTS))) == []


def test_an_act_falls_with_its_transaction(tmp_path: Path) -> None:
    made = open_database(f"sqlite:///{tmp_path / 'vanthu.db'}")

    def act_and_fail(connection: Connection) -> None:
        append(connection, "sổ A", Act("", "", "", "", {}))
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction(made) as connection:
        act_and_fail(connection)
    with transaction(made) as connection:
        assert count(connection) == 0
    made.dispose()
