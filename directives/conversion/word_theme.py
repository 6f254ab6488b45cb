"""Chủ đề của Word: the fonts and colours that a file names only by their part in its theme."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = (("latin", ("HAnsi", "Ascii")), ("ea", ("EastAsia",)), ("cs", ("Bidi",)))
#: Names of colours in a document → in the theme (the mapping that Word itself always writes).
_COLOURS = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1",
    "dark2": "dk2", "text2": "dk2", "light2": "lt2", "background2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Chủ đề: ``fonts`` by names such as "minorHAnsi", ``colours`` (RRGGBB) by names such as "accent1"."""

    fonts: Mapping[str, str]
    colours: Mapping[str, str]

    def colour(self, attributes: Mapping[str, str]) -> str:
        """Màu: of ``w:color``, RRGGBB; "" where it is left to the program. Word writes what a theme colour came to."""
        value = attributes.get("val", "auto").upper()
        name = attributes.get("themeColor", "")
        if value != "AUTO" or not name:
            return "" if value == "AUTO" else value
        base = self.colours.get(name, "")
        tint, shade = attributes.get("themeTint"), attributes.get("themeShade")
        if not base or not (tint or shade):
            return base
        return "".join(f"{_shaded(int(base[n : n + 2], 16), tint, shade):02X}" for n in (0, 2, 4))


def read_theme(part: etree._Element | None) -> Theme:
    """Đọc chủ đề: empty where the file has none."""
    if part is None:
        return Theme({}, {})
    fonts = {}
    for kind in ("minor", "major"):
        for child, names in _SCRIPTS:
            found = part.find(f".//{_A}{kind}Font/{_A}{child}")
            if found is not None:
                fonts.update(dict.fromkeys((f"{kind}{name}" for name in names), found.get("typeface", "")))
    scheme = part.find(f".//{_A}clrScheme")
    known = {} if scheme is None else {child.tag: child for child in scheme}
    colours = {}
    for name, place in _COLOURS.items():
        colour = known.get(f"{_A}{place}")
        value = _rgb(colour)
        if value:
            colours[name] = value
    return Theme(fonts, colours)


def _rgb(colour: etree._Element | None) -> str:
    for child in colour if colour is not None else ():
        value = str(child.get("lastClr") or child.get("val", "")).upper()
        if len(value) == 6 and all(sign in "0123456789ABCDEF" for sign in value):
            return value
    return ""


def _shaded(part: int, tint: str | None, shade: str | None) -> int:
    """Pha màu: towards white by a tint, towards black by a shade, both in 1/255 as hexadecimal numbers."""
    try:
        return (
            round(255 - (255 - part) * int(tint, 16) / 255)
            if tint
            else round(part * int(shade or "FF", 16) / 255)
        )
    except ValueError:
        return part
