"""Bộ câu hỏi: the group ``questions``: what there is, what a campaign owns."""

import click


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return []
