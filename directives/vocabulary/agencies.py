"""Tên cơ quan: the names of agencies and bodies whose writing is settled."""

from functools import cache
from importlib.resources import files


@cache
def agency_names() -> tuple[str, ...]:
    """Tên cơ quan đã biết: as they are written in running text, in the file's order."""
    text = (files(__package__) / "data" / "agencies.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
