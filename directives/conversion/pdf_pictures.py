"""Hình trong PDF: where each stands, its dots, its colour. Runs inside the child process only."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from PIL import Image

_DECODED_AT_MOST = 16_000_000  # dots: more than a sheet of A4 shows at 400 to the inch
_SAMPLE = 200  # dots a side: enough to see of which colour most of the ink is
_PALE, _FAINT = 230, 60  # of 255: lighter is paper, less saturated has no hue
_RED, _BLUE = (335, 20), (190, 265)  # degrees of the colour wheel
_CHANNELS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4, "Lab": 3}


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """Hình đặt trên tờ: lengths in points, y downwards; ``coloured``: packed with colours, not in grays or black."""

    left: float
    top: float
    right: float
    bottom: float
    pixels: tuple[int, int]
    format: str
    transparent: bool
    coloured: bool
    hue: str | None

    @property
    def dpi(self) -> float:
        """Độ phân giải: dots to the inch, the coarser of both ways."""
        width, height = self.right - self.left, self.bottom - self.top
        return min(72 * self.pixels[0] / width, 72 * self.pixels[1] / height) if width > 0 < height else 0.0


def pictures_of(page: Any) -> Iterator[PlacedPicture]:
    """Đọc hình: of one page as pdfplumber gives it."""
    for image in page.images:
        stream = image["stream"]
        attributes = {name: resolve1(value) for name, value in stream.attrs.items()}
        width, height = (int(resolve1(side) or 0) for side in image["srcsize"])
        if width <= 0 or height <= 0:
            continue
        channels = 1 if attributes.get("ImageMask") else _channels(attributes.get("ColorSpace"))
        mask = attributes.get("SMask")
        yield PlacedPicture(
            float(image["x0"]), float(image["top"]), float(image["x1"]), float(image["bottom"]), (width, height),
            "jpeg" if _is_jpeg(attributes) else "png",
            mask is not None or "Mask" in attributes or bool(attributes.get("ImageMask")),
            channels > 1,
            _hue(stream, attributes, mask, (width, height), channels) if channels in (1, 3) else None,
        )  # fmt: skip


def _is_jpeg(attributes: dict[str, Any]) -> bool:
    filters = attributes.get("Filter")
    names = filters if isinstance(filters, list) else [filters]
    return any(getattr(resolve1(one), "name", "") in ("DCTDecode", "DCT", "JPXDecode") for one in names)


def _channels(space: Any) -> int:
    """Số kênh màu: of a colour space; a palette counts as what it paints with."""
    space = resolve1(space)
    if isinstance(space, list) and space:
        name = getattr(resolve1(space[0]), "name", "")
        if name == "ICCBased" and len(space) > 1:
            profile = resolve1(space[1])
            return int(resolve1(profile.get("N", 3))) if isinstance(profile, PDFStream) else 3
        if name == "Indexed" and len(space) > 1:
            return _channels(space[1])
        return _CHANNELS.get(name, 3)
    return _CHANNELS.get(getattr(space, "name", ""), 3)


def _hue(
    stream: PDFStream, attributes: dict[str, Any], mask: Any, size: tuple[int, int], channels: int
) -> str | None:
    """Màu mực: red, blue, black or other by most of the ink that is seen; None when it cannot be decoded."""
    if size[0] * size[1] > _DECODED_AT_MOST or attributes.get("BitsPerComponent", 8) != 8:
        return None
    mode = "RGB" if channels == 3 else "L"
    picture = _decoded(stream, attributes, size, mode)
    if picture is None:
        return None
    picture = picture.convert("RGB")
    if isinstance(mask, PDFStream):
        cover = _decoded(mask, mask.attrs, _size_of(mask), "L")
        if cover is not None:
            paper = Image.new("RGB", picture.size, "white")
            picture = Image.composite(picture, paper, cover.convert("L").resize(picture.size))
    picture.thumbnail((_SAMPLE, _SAMPLE))
    return hue_of(picture)


def _size_of(stream: PDFStream) -> tuple[int, int]:
    return int(resolve1(stream.attrs.get("Width", 0))), int(resolve1(stream.attrs.get("Height", 0)))


def _decoded(stream: PDFStream, attributes: Any, size: tuple[int, int], mode: str) -> Image.Image | None:
    try:
        if _is_jpeg(attributes):
            return Image.open(io.BytesIO(stream.get_data()))
        data = stream.get_data()
        return Image.frombytes(mode, size, data[: size[0] * size[1] * len(mode)])
    except (
        OSError,
        ValueError,
        TypeError,
        SyntaxError,
    ):  # a picture nobody can decode has no hue we could say
        return None


def hue_of(picture: Image.Image) -> str | None:
    """Màu mực của hình RGB: by most of its dots that are darker than paper; None when it is blank."""
    counts = {"red": 0, "blue": 0, "black": 0, "other": 0}
    hues, strengths, lights = (band.tobytes() for band in picture.convert("HSV").split())
    for tone, strength, light in zip(hues, strengths, lights, strict=True):
        if strength < _FAINT:
            if light < _PALE:
                counts["black" if light < _PALE / 2 else "other"] += 1
            continue
        degrees = tone * 360 / 255
        if degrees >= _RED[0] or degrees <= _RED[1]:
            counts["red"] += 1
        elif _BLUE[0] <= degrees <= _BLUE[1]:
            counts["blue"] += 1
        else:
            counts["other"] += 1
    return max(counts, key=lambda hue: counts[hue]) if any(counts.values()) else None


def object_number(reference: Any) -> int | None:
    """Số của đối tượng: of a reference, None where the object stands there itself."""
    return reference.objid if isinstance(reference, PDFObjRef) else None
