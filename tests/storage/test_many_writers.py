"""Nhiều người ghi: many processes, one book: every number once, one chain, no error seen by anybody."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from directives.register.books import BookKey
from storage.database import reading, transaction
from storage.tables import audit_entry
from tests.documents import a_document, dated
from tests.storage.killed import forked, how_it_ended
from tests.workspaces import workspace_at
from workflows.services.books import entries
from workflows.services.issue import issue_document, number_in, repair
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace


def start_writer(url: str, folder: Path, name: str, times: int) -> "subprocess.Popen[str]":
    """Bắt đầu một người ghi: as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", url, str(folder), name, str(times)],
        cwd=Path(__file__).parents[2],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def numbers_taken(url: str, folder: Path, writers: int, times: int) -> list[int]:
    """Các số đã lấy: by this many writers at once, each so many times; none of them may see an error."""
    running = [start_writer(url, folder, f"người ghi {n}", times) for n in range(writers)]
    said = [process.communicate(timeout=1200) for process in running]
    assert [(process.returncode, err) for process, (_, err) in zip(running, said, strict=True)] == [
        (0, "")
    ] * writers
    return [int(number) for out, _ in said for number in out.split()]


def test_six_processes_take_each_number_once(database_url: str, tmp_path: Path) -> None:
    assert sorted(numbers_taken(database_url, tmp_path, 6, 15)) == [*range(1, 91)]
    desk = workspace_at(database_url, tmp_path)
    found = verify_books(desk)
    assert (found.entries, found.audit_entries, found.problems) == (90, 180, [])
    desk.engine.dispose()


@pytest.mark.slow
def test_sixteen_processes_take_five_hundred_numbers_each(database_url: str, tmp_path: Path) -> None:
    assert sorted(numbers_taken(database_url, tmp_path, 16, 500)) == [*range(1, 8001)]
    desk = workspace_at(database_url, tmp_path)
    assert (verify_books(desk).entries, verify_books(desk).problems) == (8000, [])
    desk.engine.dispose()


@pytest.mark.parametrize("times", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_of_sixteen_writers_of_one_book_nobody_waits_long(tmp_path: Path, times: int) -> None:
    """On SQLite, whose own waiting lets one writer stand for seconds while others take hundreds of numbers."""
    url = f"sqlite:///{tmp_path / 'vanthu.db'}"
    workspace_at(url, tmp_path).engine.dispose()
    hears, tells = os.pipe()

    def write() -> None:
        desk, document = workspace_at(url, tmp_path), a_document()
        longest = 0.0
        for turn in range(times):
            begin = time.monotonic()
            with transaction(desk.engine) as connection:
                number_in(connection, desk, document, f"{os.getpid()}/{turn}")
            longest = max(longest, time.monotonic() - begin)
        os.write(tells, b"%f\n" % longest)

    writers = [forked(write) for _ in range(16)]
    assert [how_it_ended(writer) for writer in writers] == [0] * 16
    os.close(tells)
    with os.fdopen(hears) as told:
        assert max(map(float, told)) < 2


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_on_postgresql_a_book_does_not_wait_for_another(workspace: Workspace) -> None:
    mine, other = dated("2026-10-05"), dated("2026-10-05", issuer="snv-lam-dong", unit="CCHC")
    with ThreadPoolExecutor(1) as pool:
        with transaction(workspace.engine) as connection:
            number_in(connection, workspace, mine, "chưa xong")
            elsewhere = pool.submit(issue_document, workspace, other).result(timeout=20)
            behind = pool.submit(issue_document, workspace, mine)
            with pytest.raises(TimeoutError):
                behind.result(timeout=0.5)
        assert (elsewhere.entry.number, behind.result(timeout=20).entry.number) == (1, 2)
    assert repair(workspace) == 1
    assert verify_books(workspace).problems == []


def test_twenty_requests_with_one_key_get_one_number(workspace: Workspace) -> None:
    with ThreadPoolExecutor(20) as pool:
        asked = [
            pool.submit(issue_document, workspace, a_document(), idempotency_key="một lần") for _ in range(20)
        ]
        answers = {(done.result().entry.number, done.result().sha256) for done in asked}
    assert len(answers) == 1
    assert len(entries(workspace)) == 1
    assert verify_books(workspace).problems == []


def test_books_written_at_once_do_not_mix(workspace: Workspace) -> None:
    issuers = [("ubnd-tinh-lam-dong", "VX"), ("snv-lam-dong", "CCHC"), ("bnv", "CCHC")]

    def write(issuer: str, unit: str) -> list[int]:
        document = dated("2026-10-05", issuer=issuer, unit=unit)
        return [issue_document(workspace, document).entry.number for _ in range(8)]

    with ThreadPoolExecutor(3) as pool:
        written = list(pool.map(lambda who: write(*who), issuers))
    assert written == [[*range(1, 9)]] * 3
    with reading(workspace.engine) as connection:
        chains = connection.execute(audit_entry.select()).mappings().all()
    assert {row["chain"] for row in chains} == {str(BookKey(who, "CV", 2026)) for who, _ in issuers}
    assert verify_books(workspace).problems == []
