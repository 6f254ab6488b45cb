"""Nhiều người ghi: many processes, one book: every number once, one chain, no error seen by anybody."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from directives.register.books import BookKey
from storage.database import reading
from storage.tables import audit_entry
from tests.documents import a_document, dated
from tests.workspaces import workspace_at
from workflows.services.books import entries
from workflows.services.issue import issue_document
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
def test_sixteen_processes_take_five_hundred_numbers_each(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'vanthu.db'}"
    assert sorted(numbers_taken(url, tmp_path, 16, 500)) == [*range(1, 8001)]
    desk = workspace_at(url, tmp_path)
    assert (verify_books(desk).entries, verify_books(desk).problems) == (8000, [])
    desk.engine.dispose()


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
