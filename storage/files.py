"""Kho tệp: files known by the hash of their content; the same content is kept once."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileStore:
    """Kho tệp: a folder of files named by SHA-256, spread over 256 subfolders."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Cất: keep this content and return its SHA-256. A file appears whole or not at all."""
        digest = hashlib.sha256(content).hexdigest()
        target = self._path(digest)
        if self.get(digest) is None:  # missing, or damaged: then the right content takes its place
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
        return digest

    def get(self, digest: str) -> bytes | None:
        """Lấy: the content with this hash; None when it is missing or no longer what it was."""
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError:
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None

    def discard(self, digest: str) -> None:
        """Bỏ: a file out of a store which keeps things for a while only; nothing when it is gone already."""
        self._path(digest).unlink(missing_ok=True)

    def digests(self) -> Sequence[str]:
        """Có những tệp nào: the hash of everything kept just now, in order; a half-written file is not among it."""
        found = self.folder.glob("[0-9a-f][0-9a-f]/*")
        return sorted(file.name for file in found if not file.name.startswith("."))

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def write_whole(target: Path, content: bytes) -> None:
    """Ghi trọn: write a file so that a reader, or a crash, sees the old content or the new, never a part."""
    draft = target.with_name(f".{secrets.token_hex(8)}")
    try:
        with draft.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
