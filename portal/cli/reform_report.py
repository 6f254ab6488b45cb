"""Báo cáo cải cách hành chính: the commands of the group ``reform-report``."""

import click

from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "reform-report", help=_("The part on the index of the six-month and yearly reform report.")
    )
    return [group]
