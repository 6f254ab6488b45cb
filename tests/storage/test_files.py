"""Kho tệp: content is kept once, comes back as it was or not at all, and is never seen in part."""

import os
import threading
from pathlib import Path

import pytest

from storage.files import FileStore, write_whole


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert store.put(b"Van ban") == store.put(b"Van ban")
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1


def test_content_comes_back_as_it_was(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert [store.get(store.put(content)) for content in (b"", b"a", b"a" * 10**6)] == [
        b"",
        b"a",
        b"a" * 10**6,
    ]


@pytest.mark.parametrize("damage", [b"", b"Van bam", b"Van ban "], ids=["emptied", "one letter", "longer"])
def test_damaged_content_is_none_until_it_is_put_again(tmp_path: Path, damage: bytes) -> None:
    store = FileStore(tmp_path)
    digest = store.put(b"Van ban")
    (tmp_path / digest[:2] / digest).write_bytes(damage)
    assert store.get(digest) is None
    store.put(b"Van ban")
    assert store.get(digest) == b"Van ban"


def test_unknown_content_is_none(tmp_path: Path) -> None:
    assert FileStore(tmp_path).get("0" * 64) is None


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "manifest.json"
    write_whole(target, b"old")

    def no_room(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="no space"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["manifest.json"]


def test_a_reader_sees_the_old_content_or_the_new_never_a_part(tmp_path: Path) -> None:
    target = tmp_path / "ket-qua.html"
    versions = [bytes([letter]) * 200_000 for letter in b"abcdefgh"]
    write_whole(target, versions[0])
    writer = threading.Thread(target=lambda: [write_whole(target, version) for version in versions * 3])
    writer.start()
    seen = []
    while writer.is_alive():
        seen.append(target.read_bytes())
    writer.join()
    assert seen
    assert set(seen) <= set(versions)
