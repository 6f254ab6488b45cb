"""Phông chữ: which font may stand in for which, and whether a font of this machine has every letter."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from directives.conversion.pdf_errors import MissingProgram

#: What foundries put behind the family: PostScript mark, weight and slant.
_STYLE = r"(?:PS)?(?:MT)?(?:-?(?:Regular|Roman|Bold|Italic|Oblique|BoldItalic|BoldOblique)(?:MT)?)?"
#: Characters that are never drawn: breaks, tabs, joiners, the soft hyphen.
_NOT_DRAWN = frozenset("\t\n\r\xad\u200b\u200c\u200d\u2060\ufeff")


@cache
def metric_equals() -> dict[str, str]:
    """Phông thay thế được phép: the font asked for → the only one that may stand in for it."""
    data = (Path(__file__).parent / "data" / "fonts.toml").read_text(encoding="utf-8")
    return {row["asked"]: row["embedded"] for row in tomllib.loads(data)["metric_equal"]}


def is_font(name: str, family: str) -> bool:
    """Đúng phông: whether a font's name in a PDF (``LiberationSerif-Bold``) is one of the family."""
    stem = re.escape(family.replace(" ", ""))
    return re.fullmatch(stem + _STYLE, name.replace(" ", ""), re.IGNORECASE) is not None


def is_allowed(name: str, asked: Iterable[str]) -> bool:
    """Phông được phép: one that was asked for, or its metric-equal replacement."""
    families = {*asked, *(metric_equals()[font] for font in asked if font in metric_equals())}
    return any(is_font(name, family) for family in families)


def lacking(family: str, characters: str) -> str:
    """Chữ không có trong phông: those which the font that this machine takes for the family has no glyph for."""
    known = _characters(font_file(family))
    return "".join(c for c in characters if c not in _NOT_DRAWN and ord(c) not in known)


@cache
def font_file(family: str, style: str = "Regular") -> Path:
    """Tệp phông: what fontconfig takes for the family on this machine. Raises MissingProgram."""
    if shutil.which("fc-match") is None:
        raise MissingProgram(where="fc-match", program="fc-match", package="fontconfig")
    asked = ["fc-match", "--format=%{file}", f"{family}:style={style}"]
    return Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


@cache
def _characters(file: Path) -> frozenset[int]:
    opened = TTCollection(file) if file.suffix == ".ttc" else TTFont(file, lazy=True)
    with opened:
        fonts = opened.fonts if isinstance(opened, TTCollection) else [opened]
        return frozenset(code for font in fonts for code in font.getBestCmap() or ())
