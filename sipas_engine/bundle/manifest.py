"""Bản kê: which files a bundle consists of, with their hashes, and from what, and how, its figures were computed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sipas_engine.bundle.archive import LEADS_OUT, NotABundle, UnsafeBundle, safe_path
from sipas_engine.bundle.settings import Settings, settings_as_table, settings_from_table
from sipas_engine.errors import N_, SipasError

FORMAT = "vanthu-bundle/1"
"""Định dạng: changes when an older reader could no longer understand a bundle."""

MANIFEST, SEAL = "manifest.json", "manifest.sha256"


@dataclass(frozen=True, slots=True)
class BundleFile:
    """Tệp của bộ công bố: path inside it, what it is, and its content."""

    path: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ListedFile:
    """Tệp trong bản kê: path, kind, hash and size, as the manifest has them."""

    path: str
    kind: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Bản kê: the files of a bundle, the program that made it, its question set and settings."""

    program: str
    question_set: str
    settings: Settings
    files: tuple[ListedFile, ...]


def sha256_of(content: bytes) -> str:
    """Dấu vân tay: SHA-256 of a content, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sealed(
    files: Sequence[BundleFile], settings: Settings, *, program: str, questions: bytes
) -> dict[str, bytes]:
    """Đóng bộ công bố: all contents by path, with the manifest that names them and the manifest's own hash.

    The same files and settings give the same bytes: no clock, no place, no name of a machine gets in.
    """
    listed = [
        {"path": file.path, "kind": file.kind, "sha256": sha256_of(file.content), "size": len(file.content)}
        for file in sorted(files, key=lambda file: file.path)
    ]
    table = {
        "format": FORMAT,
        "program": program,
        "question_set": sha256_of(questions),
        **settings_as_table(settings),
        "files": listed,
    }
    text = (json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    contents = {file.path: file.content for file in files}
    if len(contents) < len(files):
        raise ValueError("two files of one path")
    return {**contents, MANIFEST: text, SEAL: seal_of(text)}


def seal_of(manifest: bytes) -> bytes:
    """Dấu niêm phong: the manifest's hash, in the form that ``sha256sum --check`` reads."""
    return f"{sha256_of(manifest)}  {MANIFEST}\n".encode()


def read_manifest(bundle: str, contents: Mapping[str, bytes]) -> Manifest:
    """Đọc bản kê: of a bundle whose contents are given. Raises NotABundle, UnsafeBundle."""
    if MANIFEST not in contents:
        raise NotABundle(where=MANIFEST, bundle=bundle, reason=N_("it has no manifest.json"))
    try:
        table = json.loads(contents[MANIFEST])
        if not isinstance(table, dict) or table.get("format") != FORMAT:
            found = table.get("format") if isinstance(table, dict) else None
            raise NotABundle(where=MANIFEST, bundle=bundle, reason=f"format {found!r:.40}")
        files = tuple(
            ListedFile(str(one["path"]), str(one["kind"]), str(one["sha256"]), int(one["size"]))
            for one in table["files"]
        )
        manifest = Manifest(
            program=str(table["program"]),
            question_set=str(table["question_set"]),
            settings=settings_from_table(table),
            files=files,
        )
    except (ValueError, KeyError, TypeError, RecursionError, ArithmeticError, SipasError) as error:
        if isinstance(error, NotABundle):
            raise
        reason = f"{MANIFEST}: {type(error).__name__} {error}"[:200]
        raise NotABundle(where=MANIFEST, bundle=bundle, reason=reason) from error
    for file in files:
        if not safe_path(file.path):
            raise UnsafeBundle(where=MANIFEST, bundle=bundle, path=file.path[:80], reason=LEADS_OUT)
    return manifest
