"""Làm việc nền: threads of each portal process read ahead and take the work which pages asked for."""

import logging
import threading

from workflows.services.campaign_overview import overviews
from workflows.services.jobs.running import run_waiting
from workflows.wiring import open_workspace

_POLL_SECONDS = 1.0
_log = logging.getLogger("vanthu.portal")


def begin(seconds: float) -> None:
    """Đọc trước: what the first who looks at a nation's campaign would wait for; at most so long, then it goes on."""
    reader = threading.Thread(target=_read_ahead, daemon=True)
    reader.start()
    reader.join(seconds)


def work(stopping: threading.Event) -> None:
    """Làm cho đến khi dừng: whatever breaks is written down, and the next work is taken."""
    while not stopping.wait(_POLL_SECONDS):
        try:
            run_waiting(open_workspace())
        except Exception:
            _log.exception("background work")


def _read_ahead() -> None:
    try:
        workspace = open_workspace()
        for found in overviews(workspace, workspace.today()):
            found.work_out()
    except Exception:
        _log.exception("reading ahead")
