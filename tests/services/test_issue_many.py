"""Phát hành hàng loạt: all checked before the first number; stopped anywhere and asked again, the whole is there."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from directives.document.model import BodyKind, BodyPart, Document
from storage import outbox, register
from tests.documents import dated
from tests.storage.killed import dies_at, forked, how_it_ended
from tests.workspaces import workspace_at
from workflows.services import issue_many as service
from workflows.services import rehearse_many
from workflows.services.books import entries
from workflows.services.issue import issue_document, repair
from workflows.services.issue_many import RefusedRequests, Request, issue_many
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

ISSUERS = (("ubnd-tinh-lam-dong", "VX"), ("snv-lam-dong", "CCHC"), ("bnv", "CCHC"))


def batch(size: int) -> list[Request]:
    """Một lô: documents of three offices in turn."""
    return [
        Request(
            dated("2026-10-05", issuer=issuer, unit=unit, subject=f"việc thứ {place}"),
            f"lô/{place}",
            f"ds.csv:{place}",
        )
        for place in range(size)
        for issuer, unit in [ISSUERS[place % 3]]
    ]


def numbers(issued: list[service.IssuedEntry]) -> list[tuple[str, int]]:
    return [(one.entry.book.issuer, one.entry.number) for one in issued]


def test_each_office_numbers_its_own_in_the_order_of_the_batch(workspace: Workspace) -> None:
    issued = issue_many(workspace, batch(7))
    assert [number for _, number in numbers(issued)] == [1, 1, 1, 2, 2, 2, 3]
    assert [one.entry.idempotency_key for one in issued] == [f"lô/{place}" for place in range(7)]
    assert verify_books(workspace).problems == []


def test_a_large_batch_is_rehearsed_by_several_processes_and_is_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearse_many, "_WORTH_PROCESSES", 40)
    told: list[tuple[str, int, int]] = []
    issued = issue_many(workspace, batch(60), progress=lambda *what: told.append(what))
    alone = issue_document(workspace, dated("2026-10-05", subject="việc thứ 0"))
    assert len(entries(workspace)) == 61
    assert [one.sha256 for one in issued] == [_digest(workspace, one.entry.document) for one in issued]
    assert alone.entry.number == 21
    assert ("rehearse", 60, 60) in told
    assert told[-1] == ("issue", 60, 60)
    assert verify_books(workspace).problems == []


def _digest(workspace: Workspace, document: Document) -> str:
    from directives.rendering.render import render

    return workspace.files.put(render(document).content)


def test_every_bad_document_is_named_and_none_gets_a_number(workspace: Workspace) -> None:
    issue_document(workspace, dated("2026-10-05", issuer="bnv", unit="CCHC"))
    asked = batch(6)
    bell = (BodyPart(BodyKind.PARAGRAPH, "Chuông\x07 reo"),)
    asked[1] = replace(asked[1], document=replace(asked[1].document, body=bell))
    asked[2] = replace(asked[2], document=dated("2026-10-04", issuer="bnv", unit="CCHC"))
    asked[4] = replace(asked[4], document=replace(asked[4].document, place_name=""))
    with pytest.raises(RefusedRequests) as refused:
        issue_many(workspace, asked)
    assert {problem.where.split(":")[1] for problem in refused.value.problems} == {"1", "2", "4"}
    assert refused.value.fields == {"refused": 3, "total": 6}
    assert len(entries(workspace)) == 1


def test_asked_again_it_repeats_nothing_and_goes_on_with_what_is_new(workspace: Workspace) -> None:
    first = issue_many(workspace, batch(5))
    again = issue_many(workspace, batch(8))
    assert numbers(again)[:5] == numbers(first)
    assert [one.sha256 for one in again[:5]] == [one.sha256 for one in first]
    assert [one.known_before for one in again] == [True] * 5 + [False] * 3
    assert len(entries(workspace)) == 8
    assert verify_books(workspace).problems == []


def test_another_who_takes_a_number_meanwhile_only_moves_the_numbers(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = service.rehearse_many

    def interrupted(*what: Any) -> Any:
        rehearsed = real(*what)
        issue_document(workspace, dated("2026-10-05", subject="chen ngang"))
        return rehearsed

    monkeypatch.setattr(service, "rehearse_many", interrupted)
    issued = issue_many(workspace, batch(4))
    assert numbers(issued)[0] == ("ubnd-tinh-lam-dong", 2)
    assert numbers(issued)[3] == ("ubnd-tinh-lam-dong", 3)
    assert verify_books(workspace).problems == []


class Stopped(Exception):
    """Bị dừng: the batch ends in the middle of its work."""


POINTS = [
    (register, "take_number", "in the middle of the numbers"),
    (service, "_put", "between numbers and files"),
    (register, "attach_file", "in the middle of the files' rows"),
    (outbox, "done", "when a file was attached"),
]


@pytest.mark.parametrize("stops", [1, 4, 5, 9])
@pytest.mark.parametrize(("module", "act", "reason"), POINTS)
def test_stopped_anywhere_and_asked_again_the_whole_is_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, module: Any, act: str, reason: str, stops: int
) -> None:
    monkeypatch.setattr(service, "_AT_ONCE", 4)
    real: Callable[..., Any] = getattr(module, act)
    calls = 0

    def counted(*what: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == (stops if act != "_put" else (stops + 3) // 4):
            raise Stopped
        return real(*what)

    with monkeypatch.context() as patched:
        patched.setattr(module, act, counted)
        with pytest.raises(Stopped):
            issue_many(workspace, batch(10))
    repair(workspace)
    assert verify_books(workspace).problems == [], reason
    assert [number for _, number in numbers(issue_many(workspace, batch(10)))] == [
        1,
        1,
        1,
        2,
        2,
        2,
        3,
        3,
        3,
        4,
    ]
    assert len(entries(workspace)) == 10
    assert verify_books(workspace).problems == []


@pytest.mark.parametrize(
    ("module", "act", "after", "time"),
    [
        (register, "take_number", True, 6),
        (service, "_put", False, 2),
        (service, "_put", True, 2),
        (register, "attach_file", True, 6),
        (outbox, "done", True, 8),
    ],
)
def test_killed_in_the_middle_and_asked_again_the_whole_is_there(
    database_url: str, tmp_path: Path, module: Any, act: str, after: bool, time: int
) -> None:
    def killed() -> None:
        service._AT_ONCE = 4
        dies_at(module, act, after=after, time=time)
        issue_many(workspace_at(database_url, tmp_path), batch(10))

    workspace_at(database_url, tmp_path).engine.dispose()
    assert how_it_ended(forked(killed)) == -signal.SIGKILL
    desk = workspace_at(database_url, tmp_path)
    assert 0 < len(entries(desk)) < 10
    repair(desk)
    assert verify_books(desk).problems == []
    assert [number for _, number in numbers(issue_many(desk, batch(10)))] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4]
    assert len(entries(desk)) == 10
    assert verify_books(desk).problems == []
    desk.engine.dispose()


def test_killed_while_it_rehearses_it_leaves_no_process_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'vanthu.db'}"
    hears, tells = os.pipe()

    def killed() -> None:
        def at_the_first_sign(stage: str, done: int, total: int) -> None:
            os.write(tells, " ".join(str(child.pid) for child in multiprocessing.active_children()).encode())
            os.kill(os.getpid(), signal.SIGKILL)

        issue_many(workspace_at(url, tmp_path), batch(260), progress=at_the_first_sign)

    assert how_it_ended(forked(killed)) == -signal.SIGKILL
    os.close(tells)
    helpers = [int(pid) for pid in os.read(hears, 1000).split()]
    assert helpers
    deadline = monotonic() + 10
    while monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in helpers):
        sleep(0.05)
    assert not [pid for pid in helpers if Path(f"/proc/{pid}").exists()]
