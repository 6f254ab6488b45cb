"""Tùy chọn chung: options that several commands share, so that they are worded and read alike."""

from pathlib import Path

import click

from portal.messages import N_, _

DAY = click.DateTime(formats=["%Y-%m-%d"])
FILE = click.Path(path_type=Path)


def as_json() -> click.Option:
    """Tùy chọn --json: exactly one JSON document on standard output."""
    return click.Option(["--json", "as_json"], is_flag=True, help=_("prints one JSON document"))


def on_day() -> click.Option:
    """Tùy chọn --on: the day on which to look or act."""
    return click.Option(["--on"], type=DAY, required=True, help=_("the day, for example 2021-12-20"))


def book() -> list[click.Parameter]:
    """Tùy chọn của sổ: issuing office, year and series, which together name one book."""
    return [
        click.Option(["--issuer"], required=True, help=_("the issuing office, for example snv-dak-nong")),
        click.Option(["--year"], type=int, required=True, help=_("the calendar year")),
        click.Option(["--series"], default="CV", show_default=True, help=_("the series: CV, QĐ, TTr…")),
    ]


def arrivals() -> list[click.Parameter]:
    """Tùy chọn của sổ văn bản đến, sổ đơn: receiving office and year, which together name one book."""
    return [
        click.Option(["--office"], required=True, help=_("the receiving office, for example snv-dak-nong")),
        click.Option(["--year"], type=int, required=True, help=_("the calendar year")),
    ]


def output(help_text: str) -> click.Option:
    """Tùy chọn -o: the file to write."""
    return click.Option(["-o", "--output"], type=FILE, required=True, help=help_text)


def volume() -> list[click.Parameter]:
    """Tùy chọn quyển: which numbers of a book make one volume, and which volume it is."""
    return [
        click.Option(
            ["--from-number", "first"], type=int, default=0, help=_("the first number of the volume")
        ),
        click.Option(["--to-number", "last"], type=int, help=_("the last number of the volume")),
        click.Option(["--volume"], type=click.IntRange(min=1), default=1, help=_("which volume it is")),
    ]


def packaging() -> list[click.Parameter]:
    """Tùy chọn gói edXML: whether to write one, and what it asks of its receivers."""
    return [
        click.Option(["--edxml"], is_flag=True, help=_("also writes a package for exchange")),
        *terms(),
    ]


def terms() -> list[click.Parameter]:
    """Tùy chọn yêu cầu khi gửi: by when receivers act, how urgent it is, whether it directs or reports."""
    priority, steering = click.Choice(["0", "1", "2", "3", "4"]), click.Choice(["0", "1", "2"])
    return [
        click.Option(
            ["--due"], type=DAY, help=_("in the package: by when the receivers act, for example 2026-12-15")
        ),
        click.Option(
            ["--priority"], type=priority, help=_("in the package: 0 is ordinary, 1 urgent, 3 express")
        ),
        click.Option(
            ["--steering"], type=steering, help=_("in the package: 1 directs, 2 reports on a directive")
        ),
    ]


def say_network_open() -> None:
    """Lời báo chưa cắt mạng: a PDF was made, but LibreOffice could have reached the network."""
    click.echo("  - " + _("this machine did not let us cut LibreOffice off from the network"), err=True)


#: Why a file was made by docxtpl, by ``directives.rendering.docx_template.Way``.
_SLOW_WAYS = {
    "pictures": N_("Made by docxtpl, the slow way: the document has pictures."),
    "rich_text": N_("Made by docxtpl, the slow way: the template asks for rich text ({{r }})."),
}


def say_way(way: str) -> None:
    """Báo cách dựng: one line on standard error when the fast way did not cover the document."""
    if way in _SLOW_WAYS:
        click.echo(_(_SLOW_WAYS[way]), err=True)
