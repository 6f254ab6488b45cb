"""Việc ban đêm: every book, chain and publication is verified, then a backup is taken and old ones are cleared away."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directives.register.verification import BookProblem
from storage import audit
from storage.anchors import Anchor
from storage.database import transaction
from storage.files import write_whole
from workflows.services.audit_head import audit_head, read_head
from workflows.services.backup import take_backup
from workflows.services.restore import CHAIN
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

#: The newest anchors, kept beside the backups: a chain that was cut off since the last night is found by them.
_HEAD = "moc-nhat-ky.json"


@dataclass(frozen=True, slots=True)
class Night:
    """Kết quả một đêm: what verification counted and found, and where the backup of that night is."""

    books: int
    entries: int
    problems: Sequence[BookProblem]
    damaged: Sequence[str]
    backup: Path
    cleared: int

    @property
    def is_sound(self) -> bool:
        """Không có lỗi: nothing is wrong with books, chains, publications or kept files."""
        return not self.problems and not self.damaged

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: as the journal keeps it."""
        found = [
            {"code": one.code, "book": one.book, "number": one.number, "detail": one.detail}
            for one in self.problems
        ]
        counted = {"books": self.books, "entries": self.entries, "cleared": self.cleared}
        return {**counted, "problems": found, "damaged": list(self.damaged), "backup": self.backup.name}


def nightly(workspace: Workspace, home: Path, folder: Path, keep: int) -> Night:
    """Việc ban đêm: verify, back up into ``folder``, keep the newest ``keep`` there, write the result down.

    While something is wrong no old backup is cleared away: the last sound one may be among them. Done again it
    verifies and backs up again; nothing else is repeated. Raises what backing up refuses, InvalidHead.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    verified = verify_books(workspace, _kept_anchors(folder))
    backup = take_backup(workspace, home, folder)
    sound = not verified.problems and not backup.damaged
    cleared = _clear(folder, keep) if sound else 0
    night = Night(verified.books, verified.entries, verified.problems, backup.damaged, backup.file, cleared)
    with transaction(workspace.engine) as connection:
        at, subject = workspace.timestamp(), workspace.today().isoformat()
        audit.append(connection, CHAIN, audit.Act(at, workspace.actor, "nightly", subject, night.to_json()))
    if sound:
        write_whole(folder / _HEAD, audit_head(workspace).encode())
    return night


def last_night(folder: Path) -> str:
    """Lần xác minh gần nhất: when everything was found sound last; "" when that never was."""
    try:
        return str(json.loads((folder / _HEAD).read_text(encoding="utf-8"))["taken_at"])
    except FileNotFoundError:
        return ""


def _kept_anchors(folder: Path) -> Sequence[Anchor]:
    head = folder / _HEAD
    return read_head(head) if head.exists() else ()


def _clear(folder: Path, keep: int) -> int:
    old = sorted(folder.glob("vanthu-*.tar"))[: -max(keep, 1)]
    for file in old:
        file.unlink()
    return len(old)
