"""Giới hạn: what a foreign file may cost, as data (``data/limits.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Giới hạn: bytes, members, ratio and seconds granted to one file."""

    file_bytes: int
    unpacked_bytes: int
    members: int
    ratio: int
    ratio_from_bytes: int
    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    output_bytes: int


@cache
def limits() -> Limits:
    """Giới hạn đang dùng: the limits of ``data/limits.toml``."""
    data = (Path(__file__).parent / "data" / "limits.toml").read_text(encoding="utf-8")
    return Limits(**tomllib.loads(data))
