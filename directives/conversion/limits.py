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
    read_pages: int
    letters: int
    page_bytes: int


@dataclass(frozen=True, slots=True)
class ProgramLimits:
    """Giới hạn của chương trình ngoài: memory and output of the process, seconds for each file."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    output_bytes: int


@dataclass(frozen=True, slots=True)
class RecognitionLimits:
    """Giới hạn nhận dạng chữ: ``pages`` of one file; dots to the inch and the most dots a side of a page's picture.

    Memory, seconds and output are those of one page.
    """

    pages: int
    dots_per_inch: int
    most_dots: int
    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    output_bytes: int

    def program(self) -> ProgramLimits:
        """Giới hạn của chương trình: what recognising one page may cost."""
        return ProgramLimits(self.memory_bytes, self.cpu_seconds, self.wall_seconds, self.output_bytes)


@cache
def limits() -> Limits:
    """Giới hạn đang dùng: what reading one file may cost."""
    return Limits(**_table("reading"))


@cache
def libreoffice_limits() -> ProgramLimits:
    """Giới hạn của LibreOffice: what turning one file into PDF may cost."""
    return ProgramLimits(**_table("libreoffice"))


@cache
def recognition_limits() -> RecognitionLimits:
    """Giới hạn của việc nhận dạng: what recognising the text of scanned pages may cost."""
    return RecognitionLimits(**_table("recognition"))


def _table(name: str) -> dict[str, Any]:
    data = (Path(__file__).parent / "data" / "limits.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(data)[name]
    return table
