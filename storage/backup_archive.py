"""Tệp sao lưu: one plain tar file with the database's copy, the kept files, the home's own files and a manifest.

Not compressed: what is kept is mostly compressed already, and a member can then never be larger than the archive.
Members stand in a fixed order with no clock and no owner, so the same things give the same bytes.
"""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from directives.errors import N_, DirectiveError

MANIFEST = "manifest.json"
SQLITE = "database/vanthu.db"
POSTGRESQL = "database/vanthu.dump"
#: What may stand in an archive; anything else is not ours.
_MEMBER = re.compile(
    rf"{re.escape(MANIFEST)}|{re.escape(SQLITE)}|{re.escape(POSTGRESQL)}"
    r"|home/co-quan/[^/\x00]{1,200}\.toml|home/(don-thu|agency-codes|address-book|lich)\.toml|home/khoa-bi-danh|files/[0-9a-f]{2}/[0-9a-f]{64}"
)
_MANIFEST_BYTES = 512 * 1024 * 1024
_CHUNK = 1024 * 1024


class InvalidBackup(DirectiveError):
    """Tệp sao lưu không dùng được: not one of ours, incomplete, changed, or with something strange in it."""

    kind = "invalid_backup"
    template = N_("{file} is not a usable backup: {reason}. Nothing was restored; take another backup.")


@dataclass(slots=True)
class ArchiveWriter:
    """Ghi tệp sao lưu: member after member; ``members`` grows with their sizes and hashes."""

    handle: IO[bytes]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    _tar: tarfile.TarFile | None = None

    def __enter__(self) -> "ArchiveWriter":
        self._tar = tarfile.open(fileobj=self.handle, mode="w", format=tarfile.PAX_FORMAT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._tar is not None:
            self._tar.close()

    def add(self, name: str, content: bytes) -> None:
        """Thêm: a member with this content."""
        self._write(name, len(content), io.BytesIO(content))
        self.members[name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}

    def add_file(self, name: str, file: Path) -> None:
        """Thêm tệp lớn: read piece by piece."""
        with file.open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            size = source.tell()
            source.seek(0)
            self._write(name, size, source)
        self.members[name] = {"size": size, "sha256": digest}

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Bản kê: the last member; an archive without it was cut off."""
        listed = {**manifest, "members": self.members}
        content = json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        self._write(MANIFEST, len(content), io.BytesIO(content))

    def _write(self, name: str, size: int, source: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        assert self._tar is not None
        self._tar.addfile(member, source)


def unpack(archive: Path, target: Path) -> dict[str, Any]:
    """Giải nén: every member into the empty folder ``target``, each compared with the manifest, which is returned.

    Raises InvalidBackup: names outside the folder, links, devices, members twice, more or fewer than listed,
    contents that differ. An archive may be hostile; nothing in it is run or followed.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest = b""
    try:
        with tarfile.open(archive, mode="r:") as tar:
            for member in _members(tar, archive):
                if member.name in found or (member.name == MANIFEST and manifest):
                    raise _invalid(archive, N_("a member stands in it twice"), member.name)
                content = tar.extractfile(member)
                assert content is not None  # a regular file has content
                if member.name == MANIFEST:
                    manifest = content.read(_MANIFEST_BYTES)
                else:
                    found[member.name] = _written(content, target / member.name)
    except (tarfile.TarError, EOFError, UnicodeError, ValueError) as error:
        raise _invalid(archive, N_("it is not a complete archive of “vanthu backup”")) from error
    return _compared(archive, manifest, found)


def _members(tar: tarfile.TarFile, archive: Path) -> Iterator[tarfile.TarInfo]:
    for member in tar:
        name = member.name
        if not member.isreg() or member.issparse() or not _MEMBER.fullmatch(name) or ".." in name.split("/"):
            raise _invalid(archive, N_("a member does not belong in it"), name)
        yield member


def _written(content: IO[bytes], target: Path) -> dict[str, Any]:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as written:
        target.chmod(0o600)
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += written.write(chunk)
    return {"size": size, "sha256": digest.hexdigest()}


def _compared(archive: Path, manifest: bytes, found: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    try:
        listed = json.loads(manifest)
        members = listed["members"]
        if listed["format"] != 1 or not isinstance(members, dict):
            raise _invalid(archive, N_("its format is not known to this program"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _invalid(archive, N_("its manifest is missing or cannot be read")) from error
    for name in sorted({*members, *found}):
        if members.get(name) != found.get(name):
            raise _invalid(archive, N_("a member is missing, was added or was changed"), name)
        if name.startswith("files/") and found[name]["sha256"] != name.rpartition("/")[2]:
            raise _invalid(archive, N_("a member is missing, was added or was changed"), name)
    result: dict[str, Any] = listed
    return result


def _invalid(archive: Path, reason: str, member: str = "") -> InvalidBackup:
    where = f"{archive.name}:{member}" if member else archive.name
    return InvalidBackup(where=where, file=archive.name, reason=reason)
