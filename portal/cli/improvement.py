"""Sổ khắc phục: the commands of the group ``improvement``."""

import click

from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "improvement",
        help=_(
            "The improvement register: each weak criterion of a unit, its cause, remedy, deadline, evidence."
        ),
    )
    return [group]
