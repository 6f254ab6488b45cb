"""Quy định về hình chữ ký số: what the law says a signature shows, as data (``data/marks.toml``)."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

POINTS_PER_MM = 72 / 25.4


class Role(StrEnum):
    """Tư cách ký: the person in charge, or the agency whose signature stands for the seal."""

    PERSON = "person"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class ImageRule:
    """Quy định về hình: which colour a picture has, by which clause. ``hue`` in degrees, from and to."""

    clause: str
    hue: tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextRule:
    """Quy định về chữ: font, size and place of the lines at the top right of a first page, in millimetres."""

    clause: str
    font: str
    points: float
    leading: float
    from_top: float
    from_right: float


def image_rule(role: Role) -> ImageRule:
    """Hình theo tư cách: blue for the person, red for the agency."""
    row = rows()[role]
    return ImageRule(row["clause"], (row["hue"][0], row["hue"][1]))


def text_rule() -> TextRule:
    """Chữ thay hình: for annexes in a file of their own, attached texts and electronic copies."""
    return TextRule(**rows()["text"])


@cache
def rows() -> dict[str, dict[str, Any]]:
    """Các dòng quy định: by the name of their table."""
    data = (Path(__file__).parent / "data" / "marks.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)
