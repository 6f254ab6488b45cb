"""Thời điểm của PDF: dates and identifiers which LibreOffice takes from the clock follow from the document instead."""

import hashlib
import re
import struct
import zlib
from datetime import date

# LibreOffice is run with the clock of UTC, hence the Z
_INFO_DATE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}(?=Z'\))")
_XMP_DATE = re.compile(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=Z</xmp:)")
_IDENTIFIER = re.compile(rb"/ID \[ <([0-9A-F]{32})>\s*<([0-9A-F]{32})> \]\s*/DocChecksum /([0-9A-F]{32})")
#: The colour profile of PDF/A: a stream whose length stands in the object right behind it.
_PROFILE = re.compile(rb"<</N 3/Length (\d+) 0 R/Filter/FlateDecode>>\nstream\n")
_LENGTH = re.compile(rb"\nendstream\nendobj\n\n(\d+) 0 obj\n(\d+)\nendobj")
_PROFILE_DATE = struct.Struct(">6H")  # at byte 24 of the profile: year, month, day, hour, minute, second
_PROFILE_MARK = (36, b"acsp")
_TABLE = re.compile(rb"(?<=\d{10} 65535 f \n)(?:\d{10} \d{5} n \n)+")
_TABLE_START = re.compile(rb"(?<=\nstartxref\n)\d+(?=\n%%EOF\s*$)")


def dated(content: bytes, day: date) -> bytes | None:
    """Ghi ngày của văn bản vào PDF: the same pages and day give the same bytes.

    ``day`` becomes the moment of making, at midnight; the identifiers become a hash of all the rest. None when
    this LibreOffice writes its dates in a way not known here: then they must stay as they are.
    """
    content, infos = _INFO_DATE.subn(f"{day:%Y%m%d}000000".encode(), content)
    content, readable = _XMP_DATE.subn(f"{day:%Y-%m-%d}T00:00:00".encode(), content)
    moved = _with_dated_profile(content, day)
    place = _IDENTIFIER.search(moved) if moved is not None else None
    if infos != 1 or readable < 1 or moved is None or place is None:
        return None
    bare = bytearray(moved)
    spans = [place.span(group) for group in (1, 2, 3)]
    for start, end in spans:
        bare[start:end] = b"0" * (end - start)
    identifier = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    for start, end in spans:
        bare[start:end] = identifier
    return bytes(bare)


def _with_dated_profile(content: bytes, day: date) -> bytes | None:
    """Ghi ngày vào hồ sơ màu: packed anew, and what stands behind it moves by what its length changed."""
    found = _PROFILE.search(content)
    if found is None:
        return None
    unpacking = zlib.decompressobj()
    profile = bytearray(unpacking.decompress(content[found.end() :]))
    length = _LENGTH.match(content, len(content) - len(unpacking.unused_data))
    offset, mark = _PROFILE_MARK
    if length is None or length[1] != found[1] or profile[offset : offset + len(mark)] != mark:
        return None
    _PROFILE_DATE.pack_into(profile, 24, day.year, day.month, day.day, 0, 0, 0)
    packed = zlib.compress(profile, 9)
    written = b"\nendstream\nendobj\n\n%d 0 obj\n%d\nendobj" % (int(length[1]), len(packed))
    changed = content[: found.end()] + packed + written + content[length.end() :]
    length_object = length.start(1)
    return _with_moved_offsets(changed, found.end(), length_object, len(packed), len(changed) - len(content))


def _with_moved_offsets(content: bytes, stream: int, length_object: int, packed: int, moved: int) -> bytes:
    """Dời địa chỉ: the table of objects names each by its place in the file."""

    def place(before: int) -> int:
        if before <= stream:
            return before
        return (
            stream + packed + len(b"\nendstream\nendobj\n\n") if before == length_object else before + moved
        )

    content = _TABLE.sub(
        lambda table: b"".join(
            b"%010d" % place(int(row[:10])) + row[10:] for row in table[0].splitlines(True)
        ),
        content,
    )
    return _TABLE_START.sub(lambda start: b"%d" % place(int(start[0])), content)
