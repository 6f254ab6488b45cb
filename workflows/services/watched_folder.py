"""Thư mục chờ nhận: which files lie there whole, and where each goes once it was taken or refused."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from directives.errors import N_, DirectiveError
from directives.text import shown_name
from storage.files import write_whole

DONE, REFUSED, TO_CONFIRM = "done", "refused", "confirm"
OUR_FOLDERS = frozenset({DONE, REFUSED, TO_CONFIRM, "answers"})
#: A file is whole when nobody has written to it for so many seconds.
SETTLED_SECONDS = 20
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart")
_REASON = ".loi.txt"
#: Longest name in bytes that is kept, so that the hash before it and the ending behind it still fit.
_LONGEST = 180


class NotAFile(DirectiveError):
    """Không phải tệp: a link, a pipe or the like; what it points to is not read."""

    kind = "not_a_file"
    template = N_("{file} is a link or no ordinary file; it is not followed. Put the file itself here.")


class Fate(Enum):
    """Kết quả một tệp: taken, refused with a reason, laid aside for the clerk, or still being written."""

    DONE = "done"
    REFUSED = "refused"
    TO_CONFIRM = "to_confirm"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class FileTaken:
    """Tệp đã xử lý: its folder and name as shown, what became of it, and why or as what."""

    folder: str
    file: str
    fate: Fate
    said: str = ""


def files_in(folder: Path) -> Iterator[Path]:
    """Các tệp trong thư mục: everything that is no folder, hidden or a lock of an office program, in order of names."""
    if folder.is_dir():
        for place in sorted(folder.iterdir(), key=lambda one: os.fsencode(one.name)):
            if not place.name.startswith((".", "~$")) and (place.is_symlink() or not place.is_dir()):
                yield place


def is_whole(file: Path, now: float) -> bool:
    """Tệp đã ghi xong: no name of a half-written one, and untouched for a while, by a clock ahead of ours too."""
    if file.name.lower().endswith(_UNFINISHED):
        return False
    return abs(now - file.lstat().st_mtime) >= SETTLED_SECONDS


def refuse_special(file: Path) -> None:
    """Từ chối tệp lạ: raises NotAFile for a link, a pipe, a device."""
    if file.is_symlink() or not file.is_file():
        raise NotAFile(where=shown_name(file.name), file=shown_name(file.name))


def place_for(file: Path, folder: Path) -> Path:
    """Chỗ của tệp trong thư mục: its name behind the beginning of its hash, so that nothing is written over."""
    return folder / f"{_fingerprint(file)}-{_short(shown_name(file.name))}"


def put_away(file: Path, folder: Path, reason: str = "") -> Path:
    """Chuyển tệp: into ``folder``, at ``place_for``.

    ``reason`` is written beside it before the file is moved: killed between the two, the next run does both again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = place_for(file, folder)
    if reason:
        write_whole(target.with_name(target.name + _REASON), (reason + "\n").encode())
    os.replace(file, target)
    return target


def _fingerprint(file: Path) -> str:
    if file.is_symlink() or not file.is_file():
        return hashlib.sha256(os.fsencode(file.name)).hexdigest()[:12]
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:12]


def _short(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = name, "", ""
    kept = stem.encode()[: _LONGEST - len(ending.encode())].decode(errors="ignore")
    return f"{kept}{dot}{ending}"
