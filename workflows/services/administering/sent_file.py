"""Tệp gửi lên: bytes that came from a browser as a file for services which read files; the name is for people only."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from directives.text import shown_name

_LONGEST = 120


@contextmanager
def as_file(content: bytes, name: str) -> Iterator[Path]:
    """Thành tệp tạm: gone at the end of the block; it bears the sender's name as far as that is a name."""
    shown = shown_name(PurePath(name.replace("\\", "/")).name).replace("\0", "")
    kept = shown.encode()[-_LONGEST:].decode(errors="ignore").strip(". ") or "tep"
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder, kept)
        file.write_bytes(content)
        yield file
