"""Việc thử: counts to ten into a file, and goes on where the file stops, as every work in the background must."""

import time
from pathlib import Path

from workflows.services.jobs.running import Asked, Progress
from workflows.services.workspace import Workspace

_TO = 10


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Đếm: one line a step."""
    file = Path(asked["file"])
    done = len(file.read_text().splitlines()) if file.exists() else 0
    for number in range(done + 1, _TO + 1):
        with file.open("a") as counted:
            counted.write(f"{number}\n")
        told(number, _TO)
        time.sleep(asked["pause"])
    return {"counted": _TO}
