"""Thử phục hồi: a backup is restored into a folder of its own, every book is verified, and the folder is taken away."""

import tempfile
from dataclasses import replace
from pathlib import Path

from storage.database import open_database
from storage.files import FileStore
from workflows.services.jobs.running import Asked, Progress
from workflows.services.restore import unpack_backup, verify_restored
from workflows.services.workspace import Workspace
from workflows.settings import Settings, sqlite_url


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Thử: what was found is the outcome; the running books are not touched.

    Raises InvalidBackup, and OtherKindOfDatabase for a copy of PostgreSQL, which wants a database of its own.
    """
    told(0, 2)
    with tempfile.TemporaryDirectory(prefix="vanthu-thu-phuc-hoi-") as folder:
        home = Path(folder, "nha")
        settings = Settings(home, sqlite_url(home))
        manifest = unpack_backup(Path(asked["file"]), settings)
        told(1, 2)
        engine = open_database(settings.database_url)
        try:
            restored = verify_restored(
                replace(workspace, engine=engine, files=FileStore(settings.files)), manifest
            )
        finally:
            engine.dispose()
    told(2, 2)
    seen = restored.verification
    problems = [f"{one.code} {one.book} {one.number} {one.detail}".strip() for one in seen.problems]
    counts = {"books": seen.books, "entries": seen.entries, "journal": seen.audit_entries}
    return {**counts, "taken_at": restored.taken_at, "wrong": [*problems, *restored.damaged]}
