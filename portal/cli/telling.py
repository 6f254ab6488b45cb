"""Thông tin, tuyên truyền: the commands of the group ``telling``."""

import click

from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "telling",
        help=_("Telling people: texts drafted from the result, and the evidence of what was published."),
    )
    return [group]
