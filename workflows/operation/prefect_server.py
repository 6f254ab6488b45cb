"""Máy chủ Prefect của một nhà: settings that make it safe, its programs, and the work pool and deployments in it.

Prefect's own defaults are open: no password, any origin, no protection against forged requests, and it sends
figures home. What stands here is what we start with; nothing of it has to be read in a manual first.
"""

import base64
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import workflows
from workflows.operation.home import LOOPBACK, secret
from workflows.operation.supervisor import Program
from workflows.settings import Settings

POOL = "vanthu-process"
USER = "vanthu"
SECRET = "prefect"
_SECONDS = 10.0
#: A worker looks for due runs this often; a campaign's day does not need more.
_QUERY_SECONDS = "5"


@dataclass(frozen=True, slots=True)
class PrefectServer:
    """Máy chủ Prefect: of one home, on one port of this machine; ``auth`` is user and password as Prefect wants it."""

    settings: Settings
    port: int
    auth: str

    @property
    def url(self) -> str:
        """Địa chỉ: where people look at it."""
        return f"http://{LOOPBACK}:{self.port}"


def prefect_server(settings: Settings, port: int) -> PrefectServer:
    """Máy chủ Prefect: with the password which this home was given once."""
    return PrefectServer(settings, port, f"{USER}:{secret(settings.home, SECRET)}")


def project_folder() -> Path:
    """Thư mục chương trình: where ``prefect.yaml`` stands and its entry points are found."""
    return Path(workflows.__file__).parents[1]


def worker_environment(server: PrefectServer, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Môi trường của tiến trình thợ: our home and database, the server's address and password, nothing sent home.

    What the machine's environment says of Prefect is left out, except where Prefect's own store is kept.
    """
    settings = server.settings
    kept = {name: value for name, value in base.items() if not name.startswith("PREFECT_")}
    return kept | {
        "VANTHU_HOME": str(settings.home),
        "VANTHU_DATABASE_URL": settings.database_url,
        "PREFECT_HOME": str(settings.prefect_home),
        "PREFECT_API_URL": f"{server.url}/api",
        "PREFECT_API_AUTH_STRING": server.auth,
        "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "true",
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",  # a lost address must be an error, not a second server
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_WORKER_QUERY_SECONDS": _QUERY_SECONDS,
        "PREFECT_CLI_PROMPT": "false",
    }


def server_environment(server: PrefectServer, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Môi trường của máy chủ: loopback, password, own origin only, tokens against forged requests, own store."""
    own = {
        "PREFECT_SERVER_API_HOST": LOOPBACK,
        "PREFECT_SERVER_API_PORT": str(server.port),
        "PREFECT_SERVER_API_AUTH_STRING": server.auth,
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": server.url,
    }
    store = base.get("PREFECT_SERVER_DATABASE_CONNECTION_URL")
    if store:
        own["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = store
    return worker_environment(server, base) | own


def server_program(server: PrefectServer, base: Mapping[str, str] = os.environ) -> Program:
    """Chương trình máy chủ: ready when it answers for its health."""
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        LOOPBACK,
        "--port",
        str(server.port),
    ]
    return Program(
        "prefect-server",
        command,
        server_environment(server, base),
        project_folder(),
        lambda: ask(server, "/health") is True,
    )


def worker_program(server: PrefectServer, number: int) -> Program:
    """Chương trình thợ: takes runs of the work pool; ready when the server has heard of it."""
    name = f"worker-{number}"
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process"]
    return Program(
        name,
        [*command, "--name", name, "--install-policy", "never"],
        worker_environment(server),
        project_folder(),
        lambda: name in _workers_online(server),
    )


def setting_up(server: PrefectServer) -> list[Program]:
    """Việc chuẩn bị: every deployment, then every automation that is shipped; doing it again changes nothing.

    The work pool is there already: the first worker makes it, and leaves one that is there as it is.
    """
    python, environment, folder = [sys.executable, "-m"], worker_environment(server), project_folder()
    deploy = [*python, "prefect", "--no-prompt", "deploy", "--all"]
    automate = [*python, "workflows.flows.automations", str(folder / "deploy" / "automations")]
    return [Program("prefect-deploy", step, environment, folder, lambda: True) for step in (deploy, automate)]


def ask(server: PrefectServer, path: str, body: Mapping[str, Any] | None = None) -> Any:
    """Hỏi máy chủ: its answer, with our password and token; None when it has none, or cannot be reached."""
    try:
        headers = _headers(server)
        if body is not None:
            client = str(uuid4())
            token = _open(server, f"/csrf-token?client={client}", headers, None)["token"]
            headers |= {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": client}
        return _open(server, path, headers, body)
    except (HTTPError, HTTPException, OSError, ValueError):
        return None


def _workers_online(server: PrefectServer) -> set[str]:
    workers = ask(server, f"/work_pools/{POOL}/workers/filter", {}) or []
    return {worker["name"] for worker in workers if worker["status"] == "ONLINE"}


def _headers(server: PrefectServer) -> dict[str, str]:
    password = base64.b64encode(server.auth.encode()).decode()
    return {"Authorization": f"Basic {password}", "Content-Type": "application/json"}


def _open(
    server: PrefectServer, path: str, headers: Mapping[str, str], body: Mapping[str, Any] | None
) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"{server.url}/api{path}", data, dict(headers))
    with urlopen(request, timeout=_SECONDS) as answer:
        return json.load(answer)
