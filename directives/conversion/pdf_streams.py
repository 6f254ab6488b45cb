"""Dòng dữ liệu PDF: packed streams are unpacked within bounds before a parser sees them. In the child process only."""

import re
import zlib

from directives.conversion.errors import ArchiveBomb
from directives.conversion.limits import Limits

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_END = re.compile(rb"\r?\n?endstream")
_DICTIONARY_REACH = 400  # bytes before a stream in which it says that it is a picture
_MOST = 1_032  # deflate cannot unpack one byte to more


def refuse_inflated(content: bytes, limits: Limits) -> None:
    """Chặn dòng dữ liệu nén bất thường: raises ArchiveBomb where one stream unpacks beyond the limits.

    A picture may be as large as all that may be unpacked; drawings, fonts and tables of objects only ``page_bytes``.
    """
    for found in _STREAM.finditer(content):
        before = content[max(found.start() - _DICTIONARY_REACH, 0) : found.start()]
        described = before[before.rfind(b"obj") + 3 :]
        limit = limits.unpacked_bytes if b"/Image" in described else limits.page_bytes
        if b"/FlateDecode" not in described and b"/Fl" not in described:
            continue
        end = _END.search(content, found.end())
        packed = memoryview(content)[found.end() : end.start() if end else len(content)]
        if len(packed) * _MOST > limit:
            _unpack(packed, limit)


def _unpack(packed: memoryview, limit: int) -> None:
    unpacking = zlib.decompressobj()
    spent = 0
    pending: bytes | memoryview = packed
    try:
        while pending and spent <= limit:
            spent += len(unpacking.decompress(pending, 1 << 20))
            pending = unpacking.unconsumed_tail
            if unpacking.eof:
                break
    except zlib.error:
        return  # not packed in this way, or broken: the parser says so
    if spent > limit:
        raise ArchiveBomb(measure="bytes", value=f"> {limit}", limit=limit)
