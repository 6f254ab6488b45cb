"""PostgreSQL riêng: the server which Debian installed, started for one home only, with a password of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from workflows.operation.home import LOOPBACK, secret
from workflows.operation.refusals import FolderNotReachable, MissingServerProgram
from workflows.operation.supervisor import Program

SECRET = "postgresql"
_USER = "vanthu"
_DATABASES = ("vanthu", "prefect")
_DEBIAN = Path("/usr/lib/postgresql")
#: Whom Debian's package gives the server to; used only where we are root, since it refuses to run as root.
_SERVER_USER = "postgres"


def found(program: str) -> str:
    """Chương trình của PostgreSQL: on the path, or the newest which Debian has. Raises MissingServerProgram."""
    folders = sorted(_DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    path = os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])
    place = shutil.which(program, path=path)
    if place is None:
        client = program in ("pg_dump", "pg_restore")
        package = "postgresql-client" if client else "postgresql"
        raise MissingServerProgram(where=program, program=program, package=package)
    return place


def data_folder(home: Path) -> Path:
    """Thư mục dữ liệu: of the private server."""
    return home / "postgresql"


def database_url(home: Path, port: int, database: str = "vanthu", driver: str = "psycopg") -> str:
    """Địa chỉ: of a database of the private server, password included."""
    return f"postgresql+{driver}://{_USER}:{secret(home, SECRET)}@{LOOPBACK}:{port}/{database}"


def make_cluster(home: Path) -> None:
    """Tạo cụm dữ liệu: once; passwords are asked for on every connection. Raises what ``found`` and folders refuse."""
    data = data_folder(home)
    if (data / "PG_VERSION").exists():
        return
    initdb, user = found("initdb"), _server_user()
    if user:
        _refuse_unreachable(home)
    data.mkdir(mode=0o700, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="ascii") as password:
        password.write(secret(home, SECRET))
        password.flush()
        if user:
            shutil.chown(data, user, user)
            shutil.chown(password.name, user, user)
        options = ["-U", _USER, "-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"]
        command = [initdb, "-D", str(data), *options, f"--pwfile={password.name}"]
        groups: list[int] | None = [] if user else None
        subprocess.run(
            command, check=True, capture_output=True, cwd="/", user=user, group=user, extra_groups=groups
        )


def server_program(home: Path, port: int) -> Program:
    """Chương trình máy chủ: this machine only, every commit on the disk before it counts."""
    data = data_folder(home)
    options = {"listen_addresses": LOOPBACK, "port": port, "unix_socket_directories": "", "fsync": "on"}
    command = [found("postgres"), "-D", str(data), *(f"-c{name}={value}" for name, value in options.items())]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    ready = _Answers(home, port)
    # SIGINT ends every session and writes a last checkpoint; SIGTERM would wait for the sessions.
    return Program("postgresql", command, kept, Path("/"), ready, signal.SIGINT, _server_user())


def make_databases(home: Path, port: int) -> None:
    """Tạo cơ sở dữ liệu: ours and Prefect's, where they are not there yet."""
    with psycopg.connect(_admin(home, port), autocommit=True) as connection:
        there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        for name in _DATABASES:
            if name not in there:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


class _Answers:
    """Đã trả lời: whether the server takes a connection."""

    def __init__(self, home: Path, port: int) -> None:
        self._url = _admin(home, port)

    def __call__(self) -> bool:
        try:
            psycopg.connect(self._url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _admin(home: Path, port: int) -> str:
    return database_url(home, port, "postgres").replace("+psycopg", "")


def _server_user() -> str | None:
    return _SERVER_USER if os.geteuid() == 0 else None


def _refuse_unreachable(home: Path) -> None:
    for folder in (home, *home.parents):
        if not folder.stat().st_mode & 0o001:
            raise FolderNotReachable(where="VANTHU_HOME", folder=folder)
