"""Tiến hành đợt (việc nền): what is due by a day is drafted, issued, computed or reminded of, each act once."""

from datetime import date

from workflows.services.advance import advance_day
from workflows.services.jobs.running import Asked, Progress
from workflows.services.workspace import Workspace


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Tiến hành: gives how many duties were done. Raises as ``advance_day``."""
    told(0, 1)
    return {"duties": advance_day(workspace, str(asked["campaign"]), date.fromisoformat(asked["day"]))}
