"""Gọi quy trình: starts a flow by its deployment's name, here on Prefect's embedded API.

Doors use this instead of importing a flow; losing Prefect's store loses nothing of ours.
"""

import asyncio
import os
import subprocess
import sys
from importlib import import_module
from typing import Any

from workflows.settings import Settings, read_settings

#: The first start of a new store migrates it; Prefect's own limit of 20 seconds is too short on a small machine.
_STARTUP_SECONDS = 120

#: Ends the embedded server when we are gone, however we went: our end of the pipe closes even on SIGKILL.
_WATCHMAN = """
import os, signal, sys
sys.stdin.read()
try:
    os.kill(int(sys.argv[1]), signal.SIGKILL)
except ProcessLookupError:
    pass
"""


def run_flow(deployment: str, **parameters: Any) -> Any:
    """Chạy quy trình: the flow of a deployment such as ``run-campaign``, to its end; returns what it returns.

    Module and function bear the deployment's name, as ``prefect.yaml`` says too (a test compares them).
    """
    _prepare(read_settings())
    name = deployment.replace("-", "_")
    flow = getattr(import_module(f"workflows.flows.{name}"), name)
    if "PREFECT_API_URL" not in os.environ:
        _start_embedded_server()
    return asyncio.run(flow(**parameters))


def _prepare(settings: Settings) -> None:
    """Thiết lập Prefect: everything inside our home, nothing sent anywhere; only where nothing else was said."""
    defaults = {
        "PREFECT_HOME": str(settings.prefect_home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(_STARTUP_SECONDS),
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def _start_embedded_server() -> None:
    from prefect.server.api.server import SubprocessASGIServer

    server = SubprocessASGIServer()
    if server.running:
        return
    server.start(timeout=_STARTUP_SECONDS)
    if server.server_process is not None:
        subprocess.Popen(
            [sys.executable, "-c", _WATCHMAN, str(server.server_process.pid)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
