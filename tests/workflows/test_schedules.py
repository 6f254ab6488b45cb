"""Lịch chạy: everything started as shipped, on a real PostgreSQL: schedules, a run that is taken, a closed door.

Cron schedules silently never make a run with a wrong SQLAlchemy; nothing else shows it.
"""

import http.client
import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import prefect
import psycopg
import pytest
import yaml
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.workflows.running import Running, everything_up, wait_until

pytestmark = [pytest.mark.prefect, pytest.mark.postgresql]

ROOT = Path(__file__).parents[2]
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))[
    "deployments"
]
CRONS = {
    one["name"]: (schedule["cron"], schedule["timezone"])
    for one in DEPLOYMENTS
    for schedule in one.get("schedules", [])
    if "cron" in schedule
}


@pytest.fixture(scope="module")
def begun() -> datetime:
    """Lúc bắt đầu: before anything was deployed."""
    return datetime.now(VIETNAM)


@pytest.fixture(scope="module")
def running(
    begun: datetime, postgresql_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Tất cả đang chạy: our database and Prefect's store on the same PostgreSQL server, one worker."""
    admin = postgresql_url.replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in ("so_sach", "kho_prefect"):
            connection.execute(f"CREATE DATABASE {name}")
    base = postgresql_url.removesuffix("postgres")
    with everything_up(
        tmp_path_factory.mktemp("nha"),
        VANTHU_DATABASE_URL=f"{base}so_sach",
        PREFECT_SERVER_DATABASE_CONNECTION_URL=f"{base}kho_prefect".replace("+psycopg", "+asyncpg"),
    ) as found:
        yield found
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in ("so_sach", "kho_prefect"):
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_every_deployment_of_the_file_is_there(running: Running) -> None:
    found = {one["name"]: one["status"] for one in running.ask("/deployments/filter", {})}
    assert set(found) == {one["name"] for one in DEPLOYMENTS}


def test_every_automation_that_is_shipped_is_there_once_and_starts_a_deployment(running: Running) -> None:
    shipped = [
        yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in sorted((ROOT / "deploy" / "automations").glob("*.yaml"))
    ]
    found = running.ask("/automations/filter", {})
    assert sorted(one["name"] for one in found) == sorted(one["name"] for one in shipped)
    ids = {one["id"]: f"{one['name']}/{one['name']}" for one in running.ask("/deployments/filter", {})}
    started = [ids[action["deployment_id"]] for one in found for action in one["actions"]]
    assert sorted(started) == sorted(a["deployment_id"] for one in shipped for a in one["actions"])


@pytest.mark.parametrize("deployment", sorted(CRONS))
def test_its_next_runs_are_scheduled_at_the_right_local_times(
    running: Running, begun: datetime, deployment: str
) -> None:
    cron, zone = CRONS[deployment]
    wanted = {
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
        "deployments": {"name": {"any_": [deployment]}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": 5,
    }
    wait_until(lambda: running.ask("/flow_runs/filter", wanted), 60, f"a scheduled run of {deployment}")
    runs = [_local(run["expected_start_time"], zone) for run in running.ask("/flow_runs/filter", wanted)]
    assert len(runs) >= 3
    assert runs[0] in {_next(cron, begun), _next(cron, datetime.now(VIETNAM))}
    assert runs[1:] == [_next(cron, run) for run in runs[:-1]], "none is left out"


def test_a_worker_takes_a_run_and_the_act_stands_in_our_database(running: Running) -> None:
    plan = ROOT / "examples" / "campaigns" / "dak-nong-2021" / "plan.toml"
    assert running.command("campaign", "start", str(plan)).returncode == 0
    run = running.started_run("run-campaign", campaign="dak-nong-2021", until="2021-11-29")
    wait_until(lambda: running.state_of(run) in ("COMPLETED", "FAILED", "CRASHED"), 120, "the run's end")
    assert running.state_of(run) == "COMPLETED"
    with psycopg.connect(running.server.settings.database_url.replace("+psycopg", "")) as connection:
        rows = connection.execute("SELECT step, day FROM campaign_fact ORDER BY day").fetchall()
        numbers = connection.execute("SELECT number, issuer FROM register_entry").fetchall()
    assert [(step, f"{day}") for step, day in rows] == [("bo_yeu_cau", "2021-11-29")]
    assert numbers == [(6056, "bnv")]
    assert not (running.home / "vanthu.db").exists(), "nothing went into another database"
    assert not (running.home / "prefect" / "prefect.db").exists()


def _answer(
    running: Running, method: str, path: str, *, authorized: bool = True, **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", running.server.port, timeout=20)
    password = b64encode(running.server.auth.encode()).decode()
    said = {"Authorization": f"Basic {password}"} if authorized else {}
    body = "{}" if method == "POST" else None
    connection.request(method, f"/api{path}", body, {"Content-Type": "application/json", **said, **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("method", "path", "authorized", "headers", "status", "reason"),
    [
        ("GET", "/admin/settings", False, {}, 401, "without a password nothing is told"),
        ("GET", "/csrf-token?client=la", False, {}, 401, "nor a token given"),
        (
            "GET",
            "/variables/name/khoa-health",
            False,
            {},
            401,
            "nor anything whose name ends like the probe of health (CVE-2026-3514: up to 3.6.21 that was open)",
        ),
        ("POST", "/deployments/filter", False, {}, 403, "nor anything done: the token is asked for first"),
        (
            "GET",
            "/admin/settings",
            False,
            {"Authorization": "Basic dmFudGh1OnNhaQ=="},
            401,
            "a wrong password",
        ),
        ("GET", "/admin/settings", True, {}, 200, "with it everything"),
        (
            "POST",
            "/deployments/filter",
            True,
            {},
            403,
            "a request that another page could forge has no token",
        ),
    ],
)
def test_the_door_is_closed(
    running: Running,
    method: str,
    path: str,
    authorized: bool,
    headers: dict[str, str],
    status: int,
    reason: str,
) -> None:
    assert _answer(running, method, path, authorized=authorized, **headers).status == status, reason


def test_a_page_of_another_origin_may_not_read_what_the_server_says(running: Running) -> None:
    own, foreign = running.server.url, "http://127.0.0.1:1"
    allowed = {
        origin: _answer(running, "GET", "/admin/version", Origin=origin).getheader(
            "access-control-allow-origin"
        )
        for origin in (own, foreign)
    }
    assert allowed == {own: own, foreign: None}
    asked = _answer(
        running, "OPTIONS", "/deployments/filter", Origin=foreign, **{"Access-Control-Request-Method": "POST"}
    )
    assert asked.getheader("access-control-allow-origin") is None


def test_it_listens_on_this_machine_only(running: Running) -> None:
    port = f"{running.server.port:04X}"
    listening = [
        line.split()[1].partition(":")[0]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[1].endswith(f":{port}") and line.split()[3] == "0A"
    ]
    assert listening == ["0100007F"]  # 127.0.0.1, as the kernel writes it


@pytest.mark.parametrize("password", ["", "sai"])
def test_events_are_taken_from_nobody_without_the_password(running: Running, password: str) -> None:
    """CVE-2026-7723: up to 3.6.13 the way in for events asked for none."""
    address = f"ws://127.0.0.1:{running.server.port}/api/events/in"
    with connect(address, subprotocols=[Subprotocol("prefect")]) as socket:
        socket.send(json.dumps({"type": "auth", "token": password}))
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=20)
    assert tuple(map(int, prefect.__version__.split(".")[:3])) >= (3, 6, 22)


def test_nothing_is_told_to_anybody_and_no_second_server_can_begin(running: Running) -> None:
    (worker,) = running.pids("worker start")
    environment = Path(f"/proc/{worker}/environ").read_bytes().decode().split("\0")
    assert "DO_NOT_TRACK=1" in environment
    assert "PREFECT_SERVER_EPHEMERAL_ENABLED=false" in environment
    settings = running.ask("/admin/settings")
    assert settings["server"]["analytics_enabled"] is False
    assert settings["server"]["ephemeral"]["enabled"] is False
    assert settings["cloud"]["enable_orchestration_telemetry"] is False
    password = running.home / "secrets" / "prefect"
    assert (password.stat().st_mode & 0o777, password.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert password.read_text(encoding="ascii").strip() not in json.dumps(settings)


def _local(moment: str, zone: str) -> datetime:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(ZoneInfo(zone))


def _next(cron: str, after: datetime) -> datetime:
    """Lần tới: the first minute after a moment that the five fields of a cron line allow, counted one by one."""
    fields = [_allowed(field) for field in cron.split()]
    minute = after.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while not all(
        allowed is None or value in allowed
        for allowed, value in zip(
            fields,
            (minute.minute, minute.hour, minute.day, minute.month, minute.isoweekday() % 7),
            strict=True,
        )
    ):
        minute += timedelta(minutes=1)
    return minute


def _allowed(field: str) -> set[int] | None:
    if field == "*":
        return None
    values: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = ("0-59" if span == "*" else span).partition("-")
        values |= set(range(int(first), int(last or first) + 1, int(step or 1)))
    return values
