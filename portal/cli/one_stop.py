"""Bộ phận một cửa: the commands of the group ``one-stop``."""

import click

from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "one-stop",
        help=_(
            "The one-stop office: inspections, findings, handling decisions; overdue files and apologies."
        ),
    )
    return [group]
