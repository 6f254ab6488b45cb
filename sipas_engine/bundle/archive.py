"""Đọc, ghi bộ công bố: a folder or a zip file as named contents; a hostile one is refused before it is read."""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from sipas_engine.errors import N_, NoSuchFile, SipasError

MOST_FILES = 20_000
LARGEST_FILE = 128 * 1024**2
LARGEST_BUNDLE = 512 * 1024**2
#: A page of figures packs 1:20; only above a megabyte a higher ratio is a bomb.
HIGHEST_RATIO, RATIO_FROM = 200, 1024**2
LONGEST_PATH = 400
#: The first day a zip file can name; a bundle carries no clock.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16


class UnsafeBundle(SipasError):
    """Bộ công bố không an toàn: a link, a path that leads out, or something that is no plain file."""

    kind: ClassVar[str] = "unsafe_bundle"
    template: ClassVar[str] = N_(
        "{bundle} was not read: {path} {reason}. Ask the publisher for the bundle itself."
    )


class BundleTooLarge(SipasError):
    """Bộ công bố quá lớn: more files or bytes than a bundle can have, or a zip that unpacks to far more than it is."""

    kind: ClassVar[str] = "bundle_too_large"
    template: ClassVar[str] = N_(
        "{bundle} was not read: {what} {found} is more than {most}, the limit of a bundle."
    )


class NotABundle(SipasError):
    """Không phải bộ công bố: a file or folder that holds no manifest, or one that cannot be understood."""

    kind: ClassVar[str] = "not_a_bundle"
    template: ClassVar[str] = N_("{bundle} is no published bundle: {reason}.")


LEADS_OUT = N_("leads out of the bundle")
_IS_LINK = N_("is a link")
_NO_PLAIN_FILE = N_("is no plain file")
_TWICE = N_("stands there twice")
_ENCRYPTED = N_("is encrypted")


@dataclass(frozen=True, slots=True)
class Limit:
    """Hạn mức: how much of a bundle is read at most."""

    files: int = MOST_FILES
    file_bytes: int = LARGEST_FILE
    all_bytes: int = LARGEST_BUNDLE


def safe_path(path: str) -> bool:
    """Đường dẫn an toàn: whether a name stays inside the folder into which a bundle is put, on any system."""
    parts = PurePosixPath(path).parts
    return (
        0 < len(path) <= LONGEST_PATH
        and path == "/".join(parts)
        and not any(part in ("/", "..", ".") for part in parts)
        and not any(sign in path for sign in "\\:\0")
        and path.isprintable()
    )


def read_bundle(source: Path, limit: Limit | None = None) -> dict[str, bytes]:
    """Đọc bộ công bố: every file by its path, from a folder or a zip file; nothing is written anywhere.

    Raises NoSuchFile, UnsafeBundle, BundleTooLarge, NotABundle.
    """
    granted = limit or Limit()
    if source.is_dir():
        return dict(_of_folder(source, granted))
    try:
        size = source.stat().st_size
        if not source.is_file():
            raise UnsafeBundle(where=source.name, bundle=source.name, path=source.name, reason=_NO_PLAIN_FILE)
        if size > granted.all_bytes:
            raise _too_large(source, N_("its size"), size, granted.all_bytes)
        content = source.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchFile(where=source.name, file=str(source)) from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return dict(_of_zip(source, archive, granted))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise NotABundle(where=source.name, bundle=source.name, reason=str(error)) from error


def _of_folder(source: Path, limit: Limit) -> Iterator[tuple[str, bytes]]:
    total = seen = 0
    for folder, folders, files in os.walk(source):
        for name in (*sorted(folders), *sorted(files)):
            place = Path(folder) / name
            path = place.relative_to(source).as_posix()
            mode = place.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise UnsafeBundle(where=path, bundle=source.name, path=path, reason=_IS_LINK)
            if stat.S_ISDIR(mode):
                continue
            if not stat.S_ISREG(mode):
                raise UnsafeBundle(where=path, bundle=source.name, path=path, reason=_NO_PLAIN_FILE)
            seen += 1
            size = place.stat().st_size
            total += size
            _check_sizes(source, path, size, total, seen, limit)
            yield path, place.read_bytes()


def _of_zip(source: Path, archive: zipfile.ZipFile, limit: Limit) -> Iterator[tuple[str, bytes]]:
    total, names = 0, set()
    for seen, member in enumerate(archive.infolist(), start=1):
        path = member.filename
        if not safe_path(path.removesuffix("/") if member.is_dir() else path):
            raise UnsafeBundle(where=path[:80], bundle=source.name, path=path[:80], reason=LEADS_OUT)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise UnsafeBundle(where=path, bundle=source.name, path=path, reason=_IS_LINK)
        if member.flag_bits & 1:
            raise UnsafeBundle(where=path, bundle=source.name, path=path, reason=_ENCRYPTED)
        if path in names:
            raise UnsafeBundle(where=path, bundle=source.name, path=path, reason=_TWICE)
        names.add(path)
        if member.is_dir():
            continue
        _check_sizes(source, path, member.file_size, total + member.file_size, seen, limit)
        if member.file_size > RATIO_FROM and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1):
            ratio = member.file_size // max(member.compress_size, 1)
            raise _too_large(source, N_("the packing ratio"), ratio, HIGHEST_RATIO)
        with archive.open(member) as stream:
            content = stream.read(limit.file_bytes + 1)  # the size a zip states may be a lie
        total += len(content)
        _check_sizes(source, path, len(content), total, seen, limit)
        yield path, content


def _check_sizes(source: Path, path: str, size: int, total: int, seen: int, limit: Limit) -> None:
    if seen > limit.files:
        raise _too_large(source, N_("the number of files"), seen, limit.files)
    if size > limit.file_bytes:
        raise _too_large(source, path, size, limit.file_bytes)
    if total > limit.all_bytes:
        raise _too_large(source, N_("its size"), total, limit.all_bytes)


def _too_large(source: Path, what: str, found: int, most: int) -> BundleTooLarge:
    return BundleTooLarge(where=source.name, bundle=source.name, what=what, found=found, most=most)


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Tệp zip: the files in the order of their paths, without clock, owner or system: the same bytes anywhere.

    Stored, not deflated: what a compressor makes of the same file may differ from one version to the next.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, _NO_DAY)
            member.create_system = 3
            member.external_attr = _REGULAR
            archive.writestr(member, files[path])
    return content.getvalue()
