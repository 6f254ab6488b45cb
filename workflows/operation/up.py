"""Khởi động tất cả: database, Prefect server, workers and portal of one home, until somebody asks to stop."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from storage.database import ReadOnlyDatabase, open_database
from storage.files import write_whole
from workflows.operation import postgresql, prefect_server
from workflows.operation.home import home_held, listens, refuse_taken
from workflows.operation.refusals import OtherDatabase
from workflows.operation.supervisor import Happening, Program, Stopped, Supervisor
from workflows.settings import Settings, own_database_file, sqlite_url


@dataclass(frozen=True, slots=True)
class Plan:
    """Cần khởi động gì: ports, how many workers, whether with a PostgreSQL of our own, and the portal's command.

    ``portal`` is None while the program has no portal; ``postgresql_port`` is None without a server of our own.
    """

    settings: Settings
    port: int
    prefect_port: int
    workers: int
    postgresql_port: int | None = None
    portal: Sequence[str] | None = None


def up(plan: Plan, say: Callable[[Happening], None], stopping: Event) -> None:
    """Khởi động: everything in its order, each ready before the next; returns when ``stopping`` is set and all is over.

    Raises AlreadyUp, PortTaken, NotStarted, OtherDatabase, MissingServerProgram, FolderNotReachable,
    DatabaseUnavailable, ReadOnlyDatabase.
    """
    home = plan.settings.home
    if plan.settings.unconfirmed.exists():
        raise ReadOnlyDatabase(where="VANTHU_HOME", home=home)
    with home_held(home) as held:
        _refuse_taken_ports(plan)
        settings, base = plan.settings, dict(os.environ)
        data = ""
        if plan.postgresql_port is not None:
            settings, base = _own_postgresql(plan, plan.postgresql_port, base)
            data = str(postgresql.data_folder(home))
        with Supervisor(settings.logs, held, say, stopping, data) as supervisor, suppress(Stopped):
            _start(replace(plan, settings=settings), base, supervisor)
            say(Happening("all_ready", "vanthu"))
            supervisor.watch()


def _start(plan: Plan, base: Mapping[str, str], supervisor: Supervisor) -> None:
    settings = plan.settings
    if plan.postgresql_port is not None:
        supervisor.start(postgresql.server_program(settings.home, plan.postgresql_port))
        postgresql.make_databases(settings.home, plan.postgresql_port)
    open_database(settings.database_url).dispose()  # the newest schema, before anybody works on it
    supervisor.say(Happening("ready", "database"))
    server = prefect_server.prefect_server(settings, plan.prefect_port)
    supervisor.start(prefect_server.server_program(server, base))
    for number in range(1, plan.workers + 1):
        supervisor.start(prefect_server.worker_program(server, number))
        if number == 1:
            for step in prefect_server.setting_up(server):
                supervisor.run(step)
    if plan.portal is not None:
        supervisor.start(_portal(plan, plan.portal, server))


def _portal(plan: Plan, command: Sequence[str], server: prefect_server.PrefectServer) -> Program:
    return Program(
        "portal",
        command,
        prefect_server.worker_environment(server),
        prefect_server.project_folder(),
        lambda: listens(plan.port),
    )


def _refuse_taken_ports(plan: Plan) -> None:
    refuse_taken(plan.prefect_port, "--prefect-port")
    if plan.portal is not None:
        refuse_taken(plan.port, "--port")
    if plan.postgresql_port is not None:
        refuse_taken(plan.postgresql_port, "--postgres-port")


def _own_postgresql(plan: Plan, port: int, base: dict[str, str]) -> tuple[Settings, dict[str, str]]:
    """The home's own PostgreSQL: for us, for Prefect's store, and for every later command in this home."""
    home = plan.settings.home
    if (home / "vanthu.db").exists():
        raise OtherDatabase(where="--postgres", database=home / "vanthu.db")
    postgresql.make_cluster(home)
    url = postgresql.database_url(home, port)
    _keep_address(home, url)
    store = postgresql.database_url(home, port, "prefect", "asyncpg")
    return Settings(home, url), base | {"PREFECT_SERVER_DATABASE_CONNECTION_URL": store}


def _keep_address(home: Path, url: str) -> None:
    file = own_database_file(home)
    previous = os.umask(0o077)
    try:
        write_whole(file, url.encode() + b"\n")
    finally:
        os.umask(previous)


def started_on(settings: Settings, url: str | None) -> Settings:
    """Cơ sở dữ liệu đã chọn: the one that is named, else that of the settings. Raises OtherDatabase.

    A home keeps its books in one place: another database than the one which is there would begin anew at 1.
    """
    if url is None or url == settings.database_url:
        return settings
    own = settings.home / "vanthu.db"
    if own.exists() and url != sqlite_url(settings.home):
        raise OtherDatabase(where="--database", database=own)
    return replace(settings, database_url=url)
