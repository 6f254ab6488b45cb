"""Bảng nhập phiếu: ``returns template``."""

import click


def commands() -> list[click.Command]:
    """Các lệnh: of this module, for the group ``returns``."""
    return []
