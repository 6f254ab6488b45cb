"""Phiếu hỏi: the group ``forms``: on paper, in Kobo, as a workbook."""

import click


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return []
