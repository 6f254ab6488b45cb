"""Đọc hình: what a PNG or JPEG says of its own size, told by its content. Runs inside the child process only."""

import struct
import zlib
from typing import Any

from directives.conversion.errors import UnfitPicture

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
#: More dots a side than A4 shows at 600 to the inch.
MAX_SIDE = 7_500
#: Marks of a JPEG after which its height and width stand: every way of coding but the tables between them.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def read_picture(content: bytes) -> dict[str, Any]:
    """Đọc hình: ``type`` ("png" or "jpeg"), ``width`` and ``height`` in dots. Raises UnfitPicture."""
    try:
        if content.startswith(_PNG):
            kind, (width, height) = "png", _png_size(content)
        elif content.startswith(_JPEG):
            kind, (width, height) = "jpeg", _jpeg_size(content)
        else:
            raise _unfit("PNG, JPEG")
    except (struct.error, IndexError) as error:
        raise _unfit("cut off") from error
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise _unfit(f"{width} × {height}")
    return {"type": kind, "width": width, "height": height}


def _png_size(content: bytes) -> tuple[int, int]:
    """Cỡ PNG: every piece is whole and the last one is the end."""
    place, size = len(_PNG), None
    while True:
        length, name = struct.unpack_from(">L4s", content, place)
        piece = content[place + 4 : place + 8 + length]
        (checksum,) = struct.unpack_from(">L", content, place + 8 + length)
        if zlib.crc32(piece) != checksum:
            raise _unfit(f"{name.decode('latin-1')}, crc")
        if size is None:
            if name != b"IHDR":
                raise _unfit("IHDR")
            size = struct.unpack_from(">LL", piece, 4)
        if name == b"IEND":
            return size
        place += 12 + length


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Cỡ JPEG: from the frame that comes before the picture itself; the file must reach its end mark."""
    if b"\xff\xd9" not in content[-1024:]:
        raise _unfit("cut off")
    place = 2
    while True:
        if content[place] != 0xFF:
            raise _unfit("JPEG")
        mark = content[place + 1]
        if mark == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        if mark in _FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return width, height
        if length < 2 or mark == 0xDA:
            raise _unfit("JPEG")
        place += 2 + length


def _unfit(reason: str) -> UnfitPicture:
    return UnfitPicture(reason=reason, limit=MAX_SIDE)
