"""Đánh giá năm: the commands of the group ``evaluation``."""

import click

from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "evaluation",
        help=_("The yearly evaluation: scorecards, proposals of commendation, what a person chose."),
    )
    return [group]
