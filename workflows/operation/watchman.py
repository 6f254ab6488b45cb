"""Người gác: ends what a start of the program left behind, also when that start was killed with SIGKILL.

It holds the other end of a pipe: the kernel closes ours whatever becomes of us. It also holds the lock of the
home, so that nobody starts there before the last process is gone.
"""

import sys
from pathlib import Path

from workflows.operation.groups import end_marked, end_postgresql

#: A flow run is asked to end and killed after this; whatever it had not finished is done again, once.
_SECONDS = 5.0


def main(token: str, data: str) -> None:
    """Gác: waits for the end of the pipe, then ends the marked processes and the private PostgreSQL if any."""
    sys.stdin.read()
    end_marked(token, _SECONDS)
    if data:
        end_postgresql(Path(data))


if __name__ == "__main__":
    main(*sys.argv[1:])
