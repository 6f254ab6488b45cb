"""Vận hành: ``up``, ``backup``, ``restore``."""

import signal
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

import click

from portal.cli import backup
from portal.messages import N_, _
from workflows.settings import read_settings

if TYPE_CHECKING:
    from workflows.operation.supervisor import Happening
    from workflows.operation.up import Plan

_PORT = click.IntRange(1, 65535)

#: What is said of a process, by kind of happening.
_SAID = {
    "ready": N_("  ready: {program} ({seconds:.1f} s)"),
    "died": N_("  {program} ended with code {code}; it starts again in {seconds:.0f} s. Its log: {log}"),
    "stopped": N_("  stopped: {program}"),
}
_NAMES = {
    "database": N_("database"),
    "postgresql": N_("PostgreSQL server"),
    "prefect-server": N_("Prefect server"),
    "portal": N_("web portal"),
}


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return [_up_command(), *backup.commands()]


def _up_command() -> click.Command:
    return click.Command(
        "up",
        callback=_up,
        help=_("Starts everything on this machine (database, Prefect server, workers, portal) until Ctrl-C."),
        params=[
            click.Option(
                ["--port"], type=_PORT, default=8000, show_default=True, help=_("of the web portal")
            ),
            click.Option(
                ["--prefect-port"],
                type=_PORT,
                default=4200,
                show_default=True,
                help=_("of the Prefect server"),
            ),
            click.Option(
                ["--workers"],
                type=click.IntRange(min=1),
                default=1,
                show_default=True,
                help=_("how many processes do the scheduled work"),
            ),
            click.Option(["--database"], help=_("address of a database, instead of VANTHU_DATABASE_URL")),
            click.Option(
                ["--postgres"], is_flag=True, help=_("starts a PostgreSQL server of this home's own as well")
            ),
            click.Option(
                ["--postgres-port"],
                type=_PORT,
                default=54329,
                show_default=True,
                help=_("of that PostgreSQL server"),
            ),
        ],
    )


def _up(
    port: int, prefect_port: int, workers: int, database: str | None, postgres: bool, postgres_port: int
) -> None:
    from workflows.operation.up import Plan, started_on, up

    if postgres and database:
        raise click.UsageError(_("--postgres and --database exclude each other."))
    settings = started_on(read_settings(), database)
    plan = Plan(
        settings, port, prefect_port, workers, postgres_port if postgres else None, _portal_command(port)
    )
    click.echo(_("Starting in {home}; logs in {logs}.").format(home=settings.home, logs=settings.logs))
    up(plan, _saying(plan, settings.home, settings.logs), _stop_asked())
    click.echo(_("Everything has stopped."))


def _saying(plan: "Plan", home: object, logs: object) -> "Callable[[Happening], None]":
    def say(happening: "Happening") -> None:
        if happening.kind == "all_ready":
            said = _(
                "Everything is running. Prefect: http://127.0.0.1:{port}, password in {file}. Ctrl-C stops all."
            )
            click.echo(said.format(port=plan.prefect_port, file=f"{home}/secrets/prefect"))
            said = _(
                "The portal: http://127.0.0.1:{port}. At the first start the administrator's link is in {log}."
            )
            click.echo(said.format(port=plan.port, log=f"{logs}/portal.log"))
            return
        name = happening.program
        program = _(_NAMES[name]) if name in _NAMES else name.replace("worker-", _("worker") + " ")
        log = f"{logs}/{name}.log"
        words = _(_SAID[happening.kind])
        click.echo(words.format(program=program, seconds=happening.seconds, code=happening.code, log=log))

    return say


def _stop_asked() -> Event:
    """Yêu cầu dừng: set by Ctrl-C, by SIGTERM and when the terminal is closed."""
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_signal: stopping.set())
    return stopping


def _portal_command(port: int) -> list[str]:
    """Lệnh của cổng: ``vanthu serve`` by this very Python."""
    import sys

    start = "from portal.cli.main import main; main()"
    return [sys.executable, "-c", start, "serve", "--host", "127.0.0.1", "--port", str(port)]
