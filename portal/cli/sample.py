"""Chọn mẫu: the group ``sample``: lists of everybody, draws, reserves, replacements."""

import click


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return []
