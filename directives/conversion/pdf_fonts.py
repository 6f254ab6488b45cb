"""Phông trong PDF: from the name which a PDF gives a font to its family, weight and slant."""

import re
import tomllib
from functools import cache
from pathlib import Path

#: A part of a font is named ABCDEF+Font.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
#: What foundries put behind the family: a PostScript mark, weight and slant.
_STYLE = re.compile(r"(?:PS)?(?:MT)?(?:[-,_ ]+Roman|[-,_ ]*(?:Regular|Normal|Bold|Italic|Oblique))*(?:MT)?$")
_BOLD = re.compile(r"Bold|Black|Heavy|[-,]BI?$")
_ITALIC = re.compile(r"Italic|Oblique|[-,]B?It?$")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def family_of(name: str) -> str:
    """Họ phông: the family as Word names it; a font of equal widths counts as the one it stands in for.

    >>> family_of("BAAAAA+LiberationSerif-BoldItalic"), family_of("TimesNewRomanPS-BoldMT"), family_of(".VnTimeH")
    ('Times New Roman', 'Times New Roman', '.VnTimeH')
    """
    bare = _SUBSET.sub("", name)
    stem = _STYLE.sub("", bare).replace(" ", "") or bare
    return _families().get(stem, stem if stem.startswith(".") else _WORDS.sub(" ", stem))


def is_bold(name: str) -> bool:
    """Đậm: whether the name of a font says so."""
    return _BOLD.search(name) is not None


def is_italic(name: str) -> bool:
    """Nghiêng: whether the name of a font says so."""
    return _ITALIC.search(name) is not None


@cache
def _families() -> dict[str, str]:
    """Họ phông theo tên liền: names without blanks of the fonts that may stand in for another, and of that other."""
    data = (Path(__file__).parent / "data" / "fonts.toml").read_text(encoding="utf-8")
    found = {}
    for row in tomllib.loads(data)["metric_equal"]:
        found[row["embedded"].replace(" ", "")] = row["asked"]
        found[row["asked"].replace(" ", "")] = row["asked"]
    return found
