"""Mốc nhật ký: what a chain alone cannot show is seen beside an anchor kept elsewhere; many writers, one chain."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import audit, guards
from storage.anchors import Anchor, anchors, lost
from storage.audit import Act, broken_entries
from storage.database import reading, transaction
from storage.tables import audit_entry
from tests.documents import a_document
from workflows.services.audit_head import InvalidHead, audit_head, read_head
from workflows.services.issue import issue_document
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

CHAIN = "ubnd-tinh-lam-dong/CV/2026"


@pytest.fixture
def kept(workspace: Workspace, tmp_path: Path) -> Path:
    """Mốc đã cất: after two letters, four entries."""
    for _ in range(2):
        issue_document(workspace, a_document())
    file = tmp_path / "moc.json"
    file.write_text(audit_head(workspace), encoding="utf-8")
    return file


def test_the_anchor_names_the_last_entry_of_each_chain(workspace: Workspace, kept: Path) -> None:
    (anchor,) = read_head(kept)
    assert (anchor.chain, anchor.seq, len(anchor.hash)) == (CHAIN, 4, 64)
    assert json.loads(kept.read_text(encoding="utf-8"))["taken_at"] == "2026-10-05T08:30:00+07:00"
    issue_document(workspace, a_document())
    assert verify_books(workspace, read_head(kept)).problems == [], (
        "a chain that went on still holds its anchor"
    )


CUT = [
    ("DELETE FROM audit_entry WHERE seq = 4", "the newest entry"),
    ("DELETE FROM audit_entry WHERE seq >= 3", "several"),
    ("DELETE FROM audit_entry", "the whole chain"),
]


@pytest.mark.parametrize(("damage", "reason"), CUT)
def test_a_cut_off_tail_is_seen_beside_an_anchor_only(
    workspace: Workspace, kept: Path, damage: str, reason: str
) -> None:
    with transaction(workspace.engine) as connection:
        guards.remove(connection)
        connection.execute(text(damage))
        guards.install(connection)
    assert verify_books(workspace).problems == [], "the limit of every hash chain"
    problems = verify_books(workspace, read_head(kept)).problems
    assert [(p.code, p.book) for p in problems] == [("cut_off_audit_chain", f"{CHAIN}#4")], reason


def test_a_chain_written_anew_is_seen_as_well(workspace: Workspace, kept: Path) -> None:
    with transaction(workspace.engine) as connection:
        guards.remove(connection)
        old = connection.execute(audit_entry.select().order_by(audit_entry.c.seq)).all()
        connection.execute(audit_entry.delete())
        for row in old:
            audit.append(
                connection, row.chain, Act(row.at, "kẻ khác", row.act, row.subject, json.loads(row.payload))
            )
        guards.install(connection)
    assert verify_books(workspace).problems == []
    assert [p.code for p in verify_books(workspace, read_head(kept)).problems] == ["cut_off_audit_chain"]


BAD_HEADS = [
    ("", "empty"),
    ("[]", "no table"),
    ("{}", "no chains"),
    ('{"chains": 3}', "chains are a list"),
    ('{"chains": [{"chain": "a", "seq": "x", "hash": ""}]}', "a number that is none"),
    ('{"chains": [{"chain": "a"}]}', "half an anchor"),
    ("[" * 100_000, "nested without end"),
    ("\ufeff{}", "a mark before the text"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_HEADS, ids=[row[1] for row in BAD_HEADS])
def test_a_file_that_is_no_head_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "moc.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidHead, match="audit-head"):
        read_head(file)


def test_sixteen_writers_make_one_chain_without_fork(workspace: Workspace) -> None:
    def write(who: int) -> None:
        for turn in range(6):
            with transaction(workspace.engine) as connection:
                audit.append(connection, CHAIN, Act("", f"người {who}", "thử", str(turn), {"turn": turn}))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(16)))
    with reading(workspace.engine) as connection:
        assert list(broken_entries(connection)) == []
        assert [(a.chain, a.seq) for a in anchors(connection)] == [(CHAIN, 96)]
        rows = connection.execute(audit_entry.select()).all()
        assert len({row.previous for row in rows}) == 96, "no entry has two that follow it"
        assert list(lost(connection, [Anchor(CHAIN, 96, "x")])) == [Anchor(CHAIN, 96, "x")]


@pytest.mark.parametrize(
    ("count", "seconds"), [(2_000, 2.0), pytest.param(100_000, 10.0, marks=pytest.mark.slow)]
)
def test_a_long_chain_is_verified_in_time(workspace: Workspace, count: int, seconds: float) -> None:
    facts = {"number": "1848/SNV-CCHC", "date": "2026-10-05", "subject": "Công văn: đo lường sự hài lòng"}
    with transaction(workspace.engine) as connection:
        for turn in range(count):
            audit.append(
                connection, CHAIN, Act("2026-10-05T08:30:00+07:00", "vt", "number_given", str(turn), facts)
            )
    started = time.perf_counter()
    with reading(workspace.engine) as connection:
        assert list(broken_entries(connection)) == []
    taken = time.perf_counter() - started
    print(f"{count} entries verified in {taken:.2f} s")
    assert taken < seconds
