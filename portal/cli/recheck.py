"""Giám sát và phúc tra: the groups ``visits`` and ``recheck``."""

import click


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return []
