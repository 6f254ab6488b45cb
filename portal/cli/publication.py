"""Công bố: ``publish``, ``verify``, ``explain``."""

import click


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return []
