"""Người gửi bị giết: a process that sends and is killed by SIGKILL at a named moment.

``python -m tests.services.sender URL FOLDER PORT before|after CHANNEL``
"""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from directives.exchange.deliveries import Channel, Delivery
from tests.services.sending_desk import dispatch_at
from tests.workspaces import workspace_at
from workflows.services.carriers import Carrier
from workflows.services.send_deliveries import send_deliveries


@dataclass
class Deadly:
    """Người chuyển bị giết: dies before the real one carries, or right after it."""

    real: Carrier
    moment: str

    def carry(self, delivery: Delivery, content: bytes) -> str:
        """Chuyển rồi chết: or only dies."""
        if self.moment == "after":
            self.real.carry(delivery, content)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("a killed process does not go on")


def main(url: str, folder: str, port: str, moment: str, channel: str) -> None:
    """Gửi: until killed."""
    dispatch = dispatch_at(Path(folder) / "out", int(port))
    dispatch.carriers[Channel(channel)] = Deadly(dispatch.carriers[Channel(channel)], moment)
    send_deliveries(workspace_at(url, Path(folder)), dispatch)


if __name__ == "__main__":
    main(*sys.argv[1:])
