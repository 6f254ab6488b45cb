"""Nâng cấp lược đồ: an empty database becomes the tables of the program, once, whoever comes first."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import storage
from storage.database import DatabaseUnavailable, open_database, reading, transaction
from storage.tables import metadata
from tests.storage.test_many_writers import numbers_taken


def test_an_empty_database_gets_exactly_the_tables_of_the_program(empty_database_url: str) -> None:
    engine = open_database(empty_database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_there_is_one_newest_revision_and_the_database_stands_at_it(empty_database_url: str) -> None:
    engine = open_database(empty_database_url)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [
            _newest()
        ]
    engine.dispose()


def test_a_second_opening_changes_nothing(empty_database_url: str) -> None:
    for _ in range(2):
        engine = open_database(empty_database_url)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO outbox_entry (topic, subject, payload, created_at) VALUES ('t','s','{}','')"
                )
            )
            rows = connection.execute(text("SELECT count(*) FROM outbox_entry")).scalar_one()
        engine.dispose()
    assert rows == 2


def test_many_starts_on_an_empty_database_migrate_it_once(empty_database_url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(open_database, [empty_database_url] * 6))
    with engines[0].connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [
            _newest()
        ]
    for engine in engines:
        engine.dispose()


def test_many_processes_start_on_an_empty_database_at_once(empty_database_url: str, tmp_path: Path) -> None:
    assert sorted(numbers_taken(empty_database_url, tmp_path, 4, 1)) == [1, 2, 3, 4]


UNAVAILABLE = [
    ("sqlite:////proc/nowhere/vanthu.db", "a folder that cannot be made"),
    ("no address at all", "not an address"),
    ("mysql://localhost/x", "a driver that is not there"),
    ("oracle+nothing://localhost/x", "a database nobody knows"),
    ("postgresql://vanthu@127.0.0.1:1/x", "no server answers"),
    ("postgresql+psycopg://vanthu:secret@127.0.0.1:1/x", "no server answers, with a password"),
]


@pytest.mark.parametrize(("url", "reason"), UNAVAILABLE)
def test_a_database_that_cannot_be_opened_is_named_without_its_password(url: str, reason: str) -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        open_database(url)
    assert "secret" not in str(refused.value), reason


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "vanthu.db"
    file.write_text("Sổ đăng ký văn bản đi\n" * 100, encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        open_database(f"sqlite:///{file}")
    assert file.read_text(encoding="utf-8").startswith("Sổ đăng ký")


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "vanthu.db"
    open_database(f"sqlite:///{file}").dispose()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(DatabaseUnavailable, match="9999"):
        open_database(f"sqlite:///{file}")


@pytest.mark.postgresql
def test_an_address_without_a_driver_means_the_one_that_comes_with_the_program(postgresql_url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="khong_co"):
        open_database(postgresql_url.replace("+psycopg", "").removesuffix("postgres") + "khong_co")


def _newest() -> str:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    (newest,) = ScriptDirectory.from_config(config).get_heads()
    return str(newest)


def test_an_opening_of_what_is_up_to_date_waits_for_no_writer(empty_database_url: str) -> None:
    first = open_database(empty_database_url)
    with transaction(first), ThreadPoolExecutor(1) as pool:
        pool.submit(open_database, empty_database_url).result(timeout=10).dispose()
    first.dispose()
