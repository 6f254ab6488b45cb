"""Tệp công bố: what a bundle consists of, written whole, with a manifest of hashes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from storage.files import write_whole

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """Tệp công bố: path inside the bundle, content, what it is, and the document's number if it has one."""

    path: str
    content: bytes
    kind: str
    number: str | None = None

    @property
    def sha256(self) -> str:
        """Dấu vân tay: SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()


def write_bundle(folder: Path, files: Iterable[PublishedFile]) -> int:
    """Ghi bộ công bố: every file, then the manifest that names them all; returns how many files.

    No clock time, machine name or absolute path gets in: the same files give the same manifest.
    """
    listed = []
    for file in sorted(files, key=lambda file: file.path):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, file.content)
        listed.append({"path": file.path, "sha256": file.sha256, "kind": file.kind, "number": file.number})
    text = json.dumps({"files": listed}, ensure_ascii=False, indent=2) + "\n"
    write_whole(folder / MANIFEST, text.encode())
    return len(listed)
