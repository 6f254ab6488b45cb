"""Ảnh của một trang: a page of a PDF, or a picture of a scanned page, as a PNG in grey. In the child process only."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, UnidentifiedImageError

from directives.conversion.errors import UnfitPicture
from directives.conversion.limits import Limits, RecognitionLimits
from directives.conversion.pdf_reader import opened_pdf

#: How the content of a scanned page's picture begins: PNG, JPEG, TIFF of both byte orders.
PICTURE_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_FORMATS = ("PNG", "JPEG", "TIFF")
_INCH = 72.0
#: Top and bottom of a strip over the whole width of a page, in points.
Band = tuple[float, float]
_PAPER_INCHES = 8.27  # the narrow side of A4: of a picture that does not say how large it is
_RED, _MUCH_RED = (
    60,
    0.0005,
)  # of 255: how much redder than anything else red ink is; of the page: worth a look
_REDDISH, _DARK = 30, 110  # of 255: a tinge of red; darker than this in red light is print under a seal
_CREDIBLE_DOTS = range(70, 1201)
_MOST_BYTES = 4  # of one dot


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Ảnh của trang: PNG in grey without what is red (seals), and of red ink alone, empty where there is little of it.

    ``dots`` to the inch.
    """

    text: bytes
    red: bytes
    dots: float


def picture_of_page(
    content: bytes, index: int, limits: Limits, granted: RecognitionLimits, bands: Sequence[Band] = ()
) -> PagePicture:
    """Vẽ trang: page ``index`` (from 0); with ``bands`` (top and bottom in points) only these are shown.

    Raises what opening it raises, UnfitPicture.
    """
    if not content.startswith(PICTURE_SIGNS):
        page = opened_pdf(content, limits)[index]
        dots = _dots(max(page.get_size()), granted)
        # pdfium draws annotations too: stamps which a registry put onto the page
        return _parted(page.render(scale=dots / _INCH, rev_byteorder=True).to_pil(), dots, bands)
    picture = opened_picture(content, limits)
    picture.seek(index)
    dots = _dots_of(picture)
    longest = max(picture.size)
    coloured = picture.convert("RGB")
    if longest > granted.most_dots:
        share = granted.most_dots / longest
        size = (max(int(coloured.width * share), 1), max(int(coloured.height * share), 1))
        coloured, dots = coloured.resize(size), dots * share
    return _parted(coloured, dots, bands)


def _parted(picture: Any, dots: float, bands: Sequence[Band]) -> PagePicture:
    """Tách mực đỏ: to an eye that sees red only, red ink is as light as paper."""
    red, green, blue = picture.convert("RGB").split()
    redness = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    printed = ImageChops.lighter(red, redness.point(lambda light: 255 if light > _REDDISH else 0))
    text = ImageChops.darker(printed, red.point(lambda light: 255 if light > _DARK else light))
    if bands:
        return PagePicture(_png(_only(text, dots, bands), dots), b"", dots)
    inked = sum(redness.histogram()[_RED:]) / (redness.width * redness.height)
    if inked < _MUCH_RED:
        return PagePicture(_png(picture.convert("L"), dots), b"", dots)
    alone = redness.point(lambda light: 255 - min(2 * light, 255))
    return PagePicture(_png(text, dots), _png(alone, dots), dots)


def _only(picture: Any, dots: float, bands: Sequence[Band]) -> Any:
    paper = Image.new("L", picture.size, 255)
    for top, bottom in bands:
        upper, lower = (min(max(round(y / _INCH * dots), 0), picture.height) for y in (top, bottom))
        if upper < lower:
            box = (0, upper, picture.width, lower)
            paper.paste(picture.crop(box), box)
    return paper


def sizes_of_pictures(
    content: bytes, limits: Limits, granted: RecognitionLimits
) -> list[tuple[float, float]]:
    """Cỡ các trang ảnh: in points, of each frame of the file. Raises UnfitPicture."""
    picture = opened_picture(content, limits)
    sizes = []
    for frame in range(min(getattr(picture, "n_frames", 1), granted.pages + 1)):
        picture.seek(frame)
        dots = _dots_of(picture)
        sizes.append((picture.width / dots * _INCH, picture.height / dots * _INCH))
    return sizes


def opened_picture(content: bytes, limits: Limits) -> Any:
    """Mở ảnh quét: of a kind that scanners make, and no larger than granted. Raises UnfitPicture."""
    try:
        picture = Image.open(io.BytesIO(content), formats=_FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise UnfitPicture(reason=type(error).__name__, limit=limits.unpacked_bytes) from error
    if picture.width * picture.height * _MOST_BYTES > 2 * limits.unpacked_bytes:
        raise UnfitPicture(reason=f"{picture.width} × {picture.height}", limit=10_000)
    return picture


def _dots(longest: float, granted: RecognitionLimits) -> float:
    """Số điểm trên inch: as granted, fewer on a page so large that its picture would be beyond bounds."""
    return min(float(granted.dots_per_inch), granted.most_dots * _INCH / max(longest, 1.0))


def _dots_of(picture: Any) -> float:
    named = round(float((picture.info.get("dpi") or (0, 0))[0]))
    return named if named in _CREDIBLE_DOTS else max(round(min(picture.size) / _PAPER_INCHES), 70)


def _png(picture: Any, dots: float) -> bytes:
    output = io.BytesIO()
    picture.save(output, "PNG", compress_level=1, dpi=(dots, dots))
    return output.getvalue()
