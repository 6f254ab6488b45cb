"""Sao lưu trong nền: one archive for one request, however often it is begun."""

from pathlib import Path

from workflows.services.backup import BackupExists, take_backup
from workflows.services.jobs.running import Asked, Progress
from workflows.services.workspace import Workspace


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Sao lưu: into the file that was named when it was asked for."""
    target = Path(asked["file"])
    told(0, 1)
    try:
        made = take_backup(workspace, Path(asked["home"]), target)
    except BackupExists:  # it was finished, and the process ended before it said so
        return {"file": target.name}
    return {"file": target.name, "files": made.files, "damaged": list(made.damaged)}
