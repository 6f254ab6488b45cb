"""Hình trong tệp Word: format, pixels, transparency and ink of the images, decoded within limits, each file once.

Runs inside the child process only.
"""

import io
import re
import warnings
from dataclasses import dataclass

from directives.conversion.package import Package

#: More dots than a sheet of A4 at 600 to the inch shows; nothing larger is unpacked.
_MOST_DOTS = 36_000_000
_MOST_DECODED = 12
_SAMPLE = (96, 96)  # dots looked at for the colour of the ink
_DECODED = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif", "BMP": "bmp", "TIFF": "tiff"}
_OPAQUE = 255
_OPAQUE_FROM, _WHITE_FROM, _DARK_TO, _COLOURED_FROM = 64, 235, 90, 50
_MOST_INK = 0.5  # share of the ink that must have one colour for the picture to be called by it
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,8})$")


@dataclass(frozen=True, slots=True)
class Image:
    """Ảnh: what its file says; ``pixels`` are (0, 0) and the others None where it was not decoded."""

    format: str
    pixels: tuple[int, int] = (0, 0)
    transparent: bool | None = None
    hue: str | None = None


class Images:
    """Các ảnh: of one package, by the name of their part."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, Image] = {}

    def image(self, name: str) -> Image:
        """Ảnh: of a part; its format by its name alone when too many or too large images came before."""
        if name not in self._known:
            suffix = _SUFFIX.search(name)
            unread = Image({"jpg": "jpeg", "tif": "tiff"}.get(s := suffix[1].lower() if suffix else "", s))
            content = self._package.content(name) if len(self._known) < _MOST_DECODED else None
            self._known[name] = (_decoded(content) if content is not None else None) or unread
        return self._known[name]


def _decoded(content: bytes) -> Image | None:
    from PIL import Image as Pillow  # only a file with pictures pays for it

    try:
        with warnings.catch_warnings(), Pillow.open(io.BytesIO(content), formats=tuple(_DECODED)) as opened:
            warnings.simplefilter("ignore")
            kind, size = _DECODED[opened.format or ""], opened.size
            if size[0] * size[1] > _MOST_DOTS:
                return Image(kind, size)
            opened.draft("RGB", _SAMPLE)
            sample = opened.convert("RGBA").resize(_SAMPLE)
            transparent = min(sample.getchannel("A").tobytes()) < _OPAQUE
            return Image(kind, size, transparent, _hue(sample.tobytes()))
    except (OSError, ValueError, SyntaxError, KeyError, Pillow.DecompressionBombError):
        return None


def _hue(dots: bytes) -> str | None:
    """Màu mực: of what is neither paper nor transparent; None for an empty picture."""
    counted = {"red": 0, "blue": 0, "black": 0, "other": 0}
    for n in range(0, len(dots), 4):
        red, green, blue, opaque = dots[n : n + 4]
        if opaque < _OPAQUE_FROM or min(red, green, blue) >= _WHITE_FROM:
            continue
        spread = max(red, green, blue) - min(red, green, blue)
        if spread < _COLOURED_FROM:
            counted["black" if max(red, green, blue) <= _DARK_TO else "other"] += 1
        elif red == max(red, green, blue) and abs(green - blue) <= spread // 2:
            counted["red"] += 1
        else:
            counted["blue" if blue == max(red, green, blue) and red <= green + spread // 2 else "other"] += 1
    total = sum(counted.values())
    if total == 0:
        return None
    most = max(counted, key=lambda colour: counted[colour])
    return most if counted[most] > total * _MOST_INK else "other"
