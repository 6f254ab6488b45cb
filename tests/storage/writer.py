"""Người ghi: a process that issues documents into one book, to be run many times at once or killed.

``python -m tests.storage.writer URL FOLDER NAME COUNT`` prints each number as soon as it is known;
COUNT 0 goes on for ever.
"""

import sys
from itertools import count
from pathlib import Path

from tests.documents import a_document
from tests.workspaces import opened_workspace
from workflows.services.issue import issue_document, repair


def main(url: str, folder: str, name: str, times: str) -> None:
    """Ghi: repair as every start does, then issue."""
    workspace = opened_workspace(url, Path(folder))
    repair(workspace)
    for turn in range(int(times)) if int(times) else count():
        document = a_document(subject=f"văn bản thứ {turn} của {name}")
        print(issue_document(workspace, document, idempotency_key=f"{name}/{turn}").entry.number, flush=True)
    workspace.engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
