"""Gói tệp Word: a .docx is a zip of parts; written so that equal parts give equal bytes."""

import io
import zipfile
from collections.abc import Mapping

#: The zip format's first day; a real clock would make two renderings of one document differ.
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"


def read_parts(content: bytes) -> dict[str, bytes]:
    """Đọc gói: every part by its name, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Ghi gói: the content types first, then the parts by name; no clock, no trace of the machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in sorted(parts, key=lambda part: (part != _CONTENT_TYPES, part)):
            entry = zipfile.ZipInfo(name, _NO_CLOCK)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return buffer.getvalue()
