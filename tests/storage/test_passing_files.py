"""Tệp ghé qua: somebody's own, for a day, never named as the sender named it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.passing_files import KEPT_FOR, PassingFiles
from tests.workspaces import NOW

LATER = NOW + KEPT_FOR


@pytest.fixture
def files(tmp_path: Path) -> PassingFiles:
    return PassingFiles(tmp_path / "ghe-qua")


def test_a_file_comes_back_to_its_owner_as_it_was(files: PassingFiles) -> None:
    kept = files.find("an", files.keep("an", "../../thư.docx", b"PK", NOW, "2026-01-01"), NOW)
    assert kept is not None
    assert (kept.name, kept.content, kept.until, kept.asked) == ("../../thư.docx", b"PK", LATER, "2026-01-01")
    assert {file.name for file in files.folder.rglob("*") if file.is_file()} == {"about.json", "content"}


FOR_NOBODY = [
    ("bình", "", NOW, "somebody else's"),
    ("an", "", LATER, "after its day"),
    ("an", "../an", NOW, "a path"),
    ("an", "0" * 32, NOW, "an id that was never given"),
    ("an", "Z" * 32, NOW, "no id at all"),
]


@pytest.mark.parametrize(("owner", "file_id", "at", "reason"), FOR_NOBODY, ids=[row[3] for row in FOR_NOBODY])
def test_nobody_else_gets_it(
    files: PassingFiles, owner: str, file_id: str, at: datetime, reason: str
) -> None:
    given = files.keep("an", "thư.docx", b"PK", NOW)
    assert files.find(owner, file_id or given, at) is None, reason
    assert not files.drop(owner, file_id or given, at), reason


def test_what_has_had_its_day_is_gone_from_the_disk_with_the_next_file(files: PassingFiles) -> None:
    old = files.keep("an", "cũ.docx", b"PK", NOW)
    young = files.keep("an", "mới.docx", b"PK", LATER - timedelta(seconds=1))
    files.keep("bình", "khác.docx", b"PK", LATER)
    assert not (files.folder / old).exists()
    assert (files.folder / young).exists()


def test_its_owner_may_drop_it_at_once(files: PassingFiles) -> None:
    given = files.keep("an", "thư.docx", b"PK", NOW)
    assert files.drop("an", given, NOW)
    assert not list(files.folder.iterdir())
