"""Cổng làm việc: ``serve`` opens the web portal of this home."""

import os
from collections.abc import Mapping
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import click

from directives.errors import N_ as E_
from directives.errors import DirectiveError
from portal.cli.options import FILE
from portal.messages import _

#: Named as text: the two kinds of doors do not know each other.
_PORTAL = "portal.web.app:portal"
_LOOP = "portal.web.connections:OneByOne"
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
#: What went wrong, in the folder of logs.
_LOG = "portal-defects.log"
#: Proxy tin cậy: addresses or networks, apart by commas, whose word on who asks, and over which line, is taken.
_PROXIES = "VANTHU_TRUSTED_PROXIES"


class HalfACertificate(DirectiveError):
    """Chứng thư thiếu một nửa: a certificate without its key, or a key without its certificate."""

    kind = "half_a_certificate"
    template = E_("Give both --certificate and --key, or neither.")


class PortInUse(DirectiveError):
    """Cổng đang bận: another program answers there already."""

    kind = "not_started"
    template = E_("Nothing can listen on {host}:{port}: {reason}. Choose another one by --port.")


class InvalidProxies(DirectiveError):
    """Không phải địa chỉ: of a proxy; “*” would let everybody say where they come from."""

    kind = "invalid_proxies"
    template = E_(
        "VANTHU_TRUSTED_PROXIES names “{named}”, which is no address. Name the addresses or networks of your own "
        "proxies, apart by commas, for example 127.0.0.1,10.0.5.0/24."
    )


def commands() -> list[click.Command]:
    """Các lệnh: serve."""
    return [
        click.Command(
            "serve",
            callback=_serve,
            help=_("Opens the web portal; at the first start it prints a link for the first administrator."),
            params=[
                click.Option(
                    ["--host"], default="127.0.0.1", show_default=True, help=_("address to listen on")
                ),
                click.Option(
                    ["--port"],
                    type=click.IntRange(1, 65535),
                    default=8000,
                    show_default=True,
                    help=_("of the web portal"),
                ),
                click.Option(
                    ["--workers"],
                    type=click.IntRange(min=1),
                    default=1,
                    show_default=True,
                    help=_("how many processes answer"),
                ),
                click.Option(
                    ["--certificate"], type=FILE, help=_("TLS certificate (PEM), for an office network")
                ),
                click.Option(["--key"], type=FILE, help=_("private key of the certificate")),
                click.Option(
                    ["--demo"],
                    is_flag=True,
                    help=_(
                        "fills an empty VANTHU_HOME with a made-up campaign which runs today, and people of every role"
                    ),
                ),
            ],
        )
    ]


def _serve(
    host: str, port: int, workers: int, certificate: Path | None, key: Path | None, demo: bool
) -> None:
    import uvicorn

    from workflows.services.accounts.links import first_admin_link
    from workflows.settings import read_settings
    from workflows.wiring import open_workspace

    if (certificate is None) != (key is None):
        raise HalfACertificate(where="--certificate")
    proxies = trusted_proxies(os.environ)
    _refuse_busy(host, port)
    if demo:
        _fill()
    link = first_admin_link(open_workspace("he-thong"))
    address = f"{'https' if certificate else 'http'}://{host}:{port}"
    click.echo(_("The portal: {address}").format(address=address), err=True)
    if link is not None:
        click.echo(
            _("First administrator (account quan-tri), one time, within 24 hours: {link}").format(
                link=f"{address}/lien-ket/{link}"
            )
        )
    if demo:
        _invite(address)
    if certificate is None and host not in _THIS_MACHINE:
        said = _(
            "Without --certificate browsers on other machines keep nobody signed in: put a proxy with TLS before it."
        )
        click.echo(said, err=True)
    uvicorn.run(
        _PORTAL,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        loop=_LOOP,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        log_config=_logs(read_settings().logs),
    )


def trusted_proxies(environment: Mapping[str, str]) -> list[str]:
    """Proxy tin cậy: nobody's word is taken unless somebody is named. Raises InvalidProxies."""
    named = [one.strip() for one in environment.get(_PROXIES, "").split(",") if one.strip()]
    for one in named:
        try:
            ip_network(one)
        except ValueError as error:
            raise InvalidProxies(where=_PROXIES, named=one) from error
    return named


def _logs(folder: Path) -> dict[str, Any]:
    """Nhật ký của cổng: warnings and defects go to a file of the home; the terminal is for people."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _LOG
    file.touch(mode=0o600)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"format": "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"}},
        "handlers": {
            "file": {
                "class": "logging.FileHandler",
                "filename": str(file),
                "encoding": "utf-8",
                "delay": True,
                "formatter": "lines",
            }
        },
        "root": {"handlers": ["file"], "level": "WARNING"},
    }


def _fill() -> None:
    """Lập nhà trình diễn: once; whoever waits sees how far the made-up year is."""
    from workflows.services.portal_demonstration import fill_demonstration
    from workflows.settings import read_settings
    from workflows.wiring import workspace_on

    def told(day: date) -> None:
        click.echo(_("The demonstration lives through {day}…").format(day=f"{day:%d/%m/%Y}"), err=True)

    fill_demonstration(read_settings(), lambda settings: workspace_on(settings, "trinh-dien"), told)


def _invite(address: str) -> None:
    """Mời vào: a link for each person of the demonstration who has not set a password yet."""
    from workflows.services.demonstration_people import open_links
    from workflows.wiring import open_workspace

    for person, secret in open_links(open_workspace()).items():
        click.echo(
            _("{person}, one time, within 24 hours: {link}").format(
                person=f"{person.account} – {person.full_name}", link=f"{address}/lien-ket/{secret}"
            )
        )


def _refuse_busy(host: str, port: int) -> None:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise PortInUse(where=f"{host}:{port}", host=host, port=port, reason=reason) from error
