"""Sao lưu: database, kept files and the home's own files in one archive, while others go on writing."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from directives.errors import N_, DirectiveError
from storage.backup_archive import POSTGRESQL, SQLITE, ArchiveWriter
from storage.snapshots import Contents, snapshot
from workflows.services.workspace import Workspace

FORMAT = 1
#: The home's own files by name: settings, lists, and the key of the pseudonyms, without which no list can be matched.
_OWN = ("don-thu.toml", "agency-codes.toml", "address-book.toml", "lich.toml", "khoa-bi-danh")
_CONTENTS = TypeAdapter(Contents)


class BackupExists(DirectiveError):
    """Tệp đã có: a backup never takes the place of another file."""

    kind = "backup_exists"
    template = N_("{file} is there already and is left as it is. Choose another name.")


@dataclass(frozen=True, slots=True)
class Backup:
    """Bản sao lưu: its file, what is in it, and which kept files were missing or damaged when it was taken."""

    file: Path
    contents: Contents
    files: int
    damaged: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: rows, chains and last numbers as the manifest has them."""
        counts = {"files": self.files, "damaged": list(self.damaged)}
        return {"file": str(self.file), **contents_as_json(self.contents), **counts}


def take_backup(workspace: Workspace, home: Path, target: Path) -> Backup:
    """Sao lưu: into the file ``target``, or under a name with the time into that folder; whole or not at all.

    The view is that of one moment: files are kept before they are written down, so those of that moment are there.
    Raises BackupExists, CopyFailed, MissingDatabaseProgram, OSError.
    """
    if target.is_dir():
        target = target / f"vanthu-{workspace.now():%Y%m%d-%H%M%S}.tar"
    if target.exists():
        raise BackupExists(where=target.name, file=target)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".vanthu-", dir=target.parent) as folder:
        draft, copy = Path(folder) / "backup", Path(folder) / "database"
        sqlite = workspace.engine.dialect.name == "sqlite"
        contents = snapshot(workspace.engine, copy)
        with _private(draft) as handle, ArchiveWriter(handle) as archive:
            archive.add_file(SQLITE if sqlite else POSTGRESQL, copy)
            for name in _own_files(home):
                archive.add(f"home/{name}", (home / name).read_bytes())
            files, damaged = _add_files(archive, workspace)
            archive.finish(_manifest(workspace, contents, damaged))
            handle.flush()
            os.fsync(handle.fileno())
        os.link(draft, target)  # unlike a rename it never takes another file's place
    return Backup(target, contents, files, damaged)


def contents_as_json(contents: Contents) -> dict[str, Any]:
    """Nội dung dạng JSON: as a manifest has it."""
    return asdict(contents)


def contents_from_json(manifest: Mapping[str, Any]) -> Contents:
    """Nội dung từ bản kê: raises ValueError when the manifest does not say it."""
    return _CONTENTS.validate_python({name: manifest.get(name) for name in Contents.__slots__})


def _own_files(home: Path) -> Iterator[str]:
    yield from (f"co-quan/{file.name}" for file in sorted((home / "co-quan").glob("*.toml")))
    yield from (name for name in _OWN if (home / name).is_file())


def _add_files(archive: ArchiveWriter, workspace: Workspace) -> tuple[int, tuple[str, ...]]:
    added, damaged = 0, []
    for digest in workspace.files.digests():
        content = workspace.files.get(digest)
        if content is None:
            damaged.append(digest)
            continue
        archive.add(f"files/{digest[:2]}/{digest}", content)
        added += 1
    return added, tuple(damaged)


def _manifest(workspace: Workspace, contents: Contents, damaged: tuple[str, ...]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "program": metadata.version("vanthu"),
        "taken_at": workspace.timestamp(),
        "damaged": list(damaged),
        **json.loads(json.dumps(contents_as_json(contents))),
    }


def _private(file: Path) -> Any:
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
