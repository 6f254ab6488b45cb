"""Giới hạn: what a foreign file may cost, as data (``data/limits.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """Giới hạn: bytes, members, ratio, seconds and pages granted to one file."""

    file_bytes: int
    unpacked_bytes: int
    members: int
    ratio: int
    ratio_from_bytes: int
    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    output_bytes: int
    pages: int
    page_bytes: int


@dataclass(frozen=True, slots=True)
class ProgramLimits:
    """Giới hạn của chương trình ngoài: memory and output of the process, seconds for each file."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    output_bytes: int


@cache
def limits() -> Limits:
    """Giới hạn đang dùng: what reading one file may cost."""
    return Limits(**_table("reading"))


@cache
def libreoffice_limits() -> ProgramLimits:
    """Giới hạn của LibreOffice: what turning one file into PDF may cost."""
    return ProgramLimits(**_table("libreoffice"))


def _table(name: str) -> dict[str, Any]:
    data = (Path(__file__).parent / "data" / "limits.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(data)[name]
    return table
