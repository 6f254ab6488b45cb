"""Kiểm thử không khởi động Prefect: only the room of the flows, and tests marked for it, come near a server."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
_SERVER = re.compile(
    r"prefect\.server|prefect_test_harness|prefect server start|SubprocessASGIServer|run_flow\("
)


def test_no_unit_test_starts_a_prefect_server() -> None:
    near = [
        str(file.relative_to(TESTS))
        for file in TESTS.rglob("*.py")
        if TESTS / "workflows" not in file.parents
        and file != Path(__file__)
        and _SERVER.search(file.read_text(encoding="utf-8"))
        and "mark.prefect" not in file.read_text(encoding="utf-8")
    ]
    assert near == []
