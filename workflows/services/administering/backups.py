"""Các bản sao lưu: what lies in the folder of backups; each may be tried by restoring it elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from directives.errors import N_, DirectiveError
from workflows.services.workspace import VIETNAM

_NAME = re.compile(r"vanthu-\d{8}-\d{6}\.tar")


class UnknownBackup(DirectiveError):
    """Không có bản sao lưu này: it was cleared away, or never was."""

    kind = "unknown_backup"
    template = N_("There is no backup {name}.")


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """Bản sao lưu đang giữ: its name, when it was taken, how large it is in bytes."""

    name: str
    taken_at: datetime
    size: int


def backups_in(folder: Path) -> Sequence[KeptBackup]:
    """Các bản đang giữ: the newest first; none when the folder is not there yet."""
    kept = [file for file in folder.glob("vanthu-*.tar") if _NAME.fullmatch(file.name)]
    return [_seen(file) for file in sorted(kept, reverse=True)]


def backup_file(folder: Path, name: str) -> Path:
    """Tệp của một bản: raises UnknownBackup, also for a name which is none."""
    file = folder / name
    if not _NAME.fullmatch(name) or not file.is_file():
        raise UnknownBackup(where="name", name=name)
    return file


def _seen(file: Path) -> KeptBackup:
    state = file.stat()
    return KeptBackup(file.name, datetime.fromtimestamp(state.st_mtime, VIETNAM), state.st_size)
