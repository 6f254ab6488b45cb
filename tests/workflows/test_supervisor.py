"""Giám sát: who dies is started again, who never gets ready is named with its log, and nobody is left behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.workflows.running import free_port, kill
from workflows.operation.groups import marked
from workflows.operation.home import home_held, refuse_taken, secret
from workflows.operation.prefect_server import prefect_server, server_environment, worker_environment
from workflows.operation.refusals import AlreadyUp, NotStarted, OtherDatabase, PortTaken
from workflows.operation.supervisor import Happening, Program, Stopped, Supervisor
from workflows.operation.up import Plan, started_on, up
from workflows.settings import Settings, own_database_file, read_settings

#: A program that ignores being asked, and has a child in a session of its own which does so too.
_STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN); signal.signal(signal.SIGTERM, signal.SIG_IGN)
if len(sys.argv) > 1:
    subprocess.Popen([sys.executable, "-c", sys.argv[1]], start_new_session=True)
print("sẵn sàng", flush=True)
time.sleep(600)
"""


def program(tmp_path: Path, *command: str, name: str = "thử") -> Program:
    """Chương trình thử: ready when its log says something."""
    log = tmp_path / "logs" / f"{name}.log"
    return Program(
        name,
        [sys.executable, "-c", *command],
        dict(os.environ),
        tmp_path,
        lambda: log.exists() and log.stat().st_size > 0,
    )


def test_who_dies_is_started_again_and_later_each_time(tmp_path: Path) -> None:
    said: list[Happening] = []
    stopping = Event()
    dying = program(tmp_path, "print('x', flush=True); import time; time.sleep(0.4); raise SystemExit(7)")
    with (
        home_held(tmp_path) as held,
        Supervisor(tmp_path / "logs", held, said.append, stopping) as supervisor,
    ):
        supervisor.start(dying)
        watching = Thread(target=supervisor.watch)
        watching.start()
        deadline = time.monotonic() + 30
        while sum(one.kind == "died" for one in said) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        stopping.set()
        watching.join()
    died = [(one.code, one.seconds) for one in said if one.kind == "died"]
    assert died[:3] == [(7, 1.0), (7, 2.0), (7, 4.0)]
    assert said[0].kind == "ready"
    assert not list(marked(supervisor.token))


def test_who_never_gets_ready_is_named_with_the_end_of_its_log(tmp_path: Path) -> None:
    failing = program(tmp_path, "import sys; sys.exit('không có cấu hình')")
    failing = Program(failing.name, failing.command, failing.environment, failing.folder, lambda: False)
    with (
        home_held(tmp_path) as held,
        Supervisor(tmp_path / "logs", held, lambda _: None, Event()) as supervisor,
        pytest.raises(NotStarted) as refused,
    ):
        supervisor.start(failing)
    assert refused.value.fields["last"] == "không có cấu hình"


_KILLED = """
import os, sys
from pathlib import Path
from threading import Event
from tests.workflows.test_supervisor import _STUBBORN, program
from workflows.operation.home import home_held
from workflows.operation.supervisor import Supervisor
home = Path(sys.argv[1])
with home_held(home) as held, Supervisor(home / "logs", held, print, Event()) as supervisor:
    supervisor.start(program(home, _STUBBORN, _STUBBORN))
    print(supervisor.token, flush=True)
    supervisor.watch()
"""


def test_nobody_is_left_behind_by_one_that_was_killed_and_the_home_is_held_until_then(tmp_path: Path) -> None:
    """Also not a grandchild in a session of its own that does not listen; flow runs are such."""
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        text=True,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout as said:
        said.readline()
        token = said.readline().strip()
        deadline = time.monotonic() + 20
        while len(list(marked(token))) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(list(marked(token))) == 2
        kill(process.pid)
        process.wait()
        with pytest.raises(AlreadyUp), home_held(tmp_path):
            pass
    deadline = time.monotonic() + 30
    while list(marked(token)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not list(marked(token))
    while True:  # the watchman lets go a moment after the last of them
        try:
            with home_held(tmp_path):
                break
        except AlreadyUp:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_a_second_start_in_the_same_home_is_refused_with_the_process(tmp_path: Path) -> None:
    plan = Plan(Settings(tmp_path, f"sqlite:///{tmp_path / 'vanthu.db'}"), free_port(), free_port(), 1)
    with home_held(tmp_path), pytest.raises(AlreadyUp) as refused:
        up(plan, lambda _: None, Event())
    assert refused.value.fields["pid"] == str(os.getpid())


def test_a_taken_port_is_named_with_the_option_that_chooses_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            refuse_taken(port, "--prefect-port")
    assert (refused.value.fields["port"], refused.value.where) == (port, "--prefect-port")


def test_a_home_keeps_its_books_in_one_place(tmp_path: Path) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'vanthu.db'}")
    assert started_on(settings, None) == settings
    assert started_on(settings, "postgresql://x/y").database_url == "postgresql://x/y"
    (tmp_path / "vanthu.db").touch()
    with pytest.raises(OtherDatabase):
        started_on(settings, "postgresql://x/y")
    with pytest.raises(OtherDatabase):
        up(Plan(settings, 1, free_port(), 1, free_port()), lambda _: None, Event())


def test_every_command_of_a_home_finds_the_postgresql_that_was_made_for_it(tmp_path: Path) -> None:
    own_database_file(tmp_path).parent.mkdir()
    own_database_file(tmp_path).write_text("postgresql://own/vanthu\n", encoding="ascii")
    here = {"VANTHU_HOME": str(tmp_path)}
    assert read_settings(here).database_url == "postgresql://own/vanthu"
    assert (
        read_settings({**here, "VANTHU_DATABASE_URL": "postgresql://x/y"}).database_url == "postgresql://x/y"
    )


def test_a_secret_is_made_once_and_its_owner_reads_it_alone(tmp_path: Path) -> None:
    first = secret(tmp_path, "prefect")
    assert secret(tmp_path, "prefect") == first != secret(tmp_path, "khác")
    assert len(first) >= 40
    assert (tmp_path / "secrets" / "prefect").stat().st_mode & 0o777 == 0o600


def test_what_the_machine_says_of_prefect_does_not_open_the_door(tmp_path: Path) -> None:
    server = prefect_server(Settings(tmp_path, "sqlite://"), 4200)
    open_door = {
        "PREFECT_SERVER_API_HOST": "0.0.0.0",
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "false",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "false",
        "PREFECT_API_URL": "http://other/api",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "*",
        "PATH": "/bin",
    }
    made = server_environment(server, open_door)
    assert made["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert made["PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED"] == "true"
    assert made["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"
    assert "*" not in made.values()
    assert "PREFECT_SERVER_CSRF_PROTECTION_ENABLED" not in made, "an older name of the same setting"
    assert made["PATH"] == "/bin"
    assert "PREFECT_SERVER_API_AUTH_STRING" not in worker_environment(server, open_door)


def test_the_names_of_the_settings_are_those_which_prefect_reads(tmp_path: Path) -> None:
    """A misspelt setting is passed over in silence, and the door stands open."""
    code = (
        "import json; from prefect.settings import get_current_settings as s; c = s(); print(json.dumps(["
        "c.server.api.host, c.server.api.port, c.server.api.csrf_protection_enabled,"
        "c.server.api.cors_allowed_origins, c.server.api.auth_string.get_secret_value(),"
        "c.api.auth_string.get_secret_value(), c.server.analytics_enabled, c.server.ephemeral.enabled,"
        "c.cloud.enable_orchestration_telemetry, str(c.home), c.client.csrf_support_enabled, c.worker.query_seconds,"
        "c.server.database.connection_url.get_secret_value()]))"
    )
    server = prefect_server(Settings(tmp_path, "sqlite://"), 4299)
    store = "sqlite+aiosqlite:////x.db"
    environment = server_environment(
        server, {"PATH": os.environ["PATH"], "PREFECT_SERVER_DATABASE_CONNECTION_URL": store}
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(ended.stdout) == [
        "127.0.0.1",
        4299,
        True,
        "http://127.0.0.1:4299",
        server.auth,
        server.auth,
        False,
        False,
        False,
        str(tmp_path / "prefect"),
        True,
        5.0,
        store,
    ]


def test_being_asked_to_stop_while_starting_ends_everything(tmp_path: Path) -> None:
    stopping = Event()
    slow = program(tmp_path, _STUBBORN)
    never = Program(slow.name, slow.command, slow.environment, slow.folder, lambda: False, signal.SIGKILL)
    asked = Thread(target=lambda: (time.sleep(0.5), stopping.set()))
    asked.start()
    with (
        home_held(tmp_path) as held,
        pytest.raises(Stopped),
        Supervisor(tmp_path / "logs", held, lambda _: None, stopping) as supervisor,
    ):
        supervisor.start(never)
    asked.join()
    assert not list(marked(supervisor.token))
