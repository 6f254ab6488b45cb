"""Phát, thu phiếu: the group ``fieldwork``: investigators, daily sheets, hand-over, balance, payment."""

import click


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return []
