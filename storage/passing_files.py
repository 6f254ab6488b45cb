"""Tệp ghé qua: files which people hand in to be looked at; each is its owner's alone, and gone after a day."""

import json
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage.files import write_whole

#: How long somebody may take to look at what was found, and to fetch the copies.
KEPT_FOR = timedelta(hours=24)
_ABOUT, _CONTENT = "about.json", "content"
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class PassingFile:
    """Tệp ghé qua: content, the name it came with (only to be shown), until when it is kept, what was asked with it."""

    id: str
    name: str
    content: bytes
    until: datetime
    asked: str


@dataclass(frozen=True, slots=True)
class PassingFiles:
    """Nơi giữ tệp ghé qua: a folder in which nothing is ever named as its sender named it."""

    folder: Path

    def keep(self, owner: str, name: str, content: bytes, at: datetime, asked: str = "") -> str:
        """Giữ: gives an id nobody can guess; what has had its day is thrown away first."""
        self._clear(at)
        new = secrets.token_hex(_ID_BYTES)
        place = self.folder / new
        place.mkdir(parents=True)
        about = {"owner": owner, "name": name, "until": (at + KEPT_FOR).isoformat(), "asked": asked}
        write_whole(place / _CONTENT, content)
        write_whole(place / _ABOUT, json.dumps(about, ensure_ascii=False).encode())
        return new

    def find(self, owner: str, file_id: str, at: datetime) -> PassingFile | None:
        """Tìm: a file of this owner which has not had its day; None for any other."""
        if len(file_id) != 2 * _ID_BYTES or set(file_id) - set("0123456789abcdef"):
            return None
        place = self.folder / file_id
        try:
            about = json.loads((place / _ABOUT).read_bytes())
            content = (place / _CONTENT).read_bytes()
        except FileNotFoundError:
            return None
        until = datetime.fromisoformat(about["until"])
        if about["owner"] != owner or until <= at:
            return None
        return PassingFile(file_id, about["name"], content, until, about["asked"])

    def drop(self, owner: str, file_id: str, at: datetime) -> bool:
        """Bỏ: before its day is over; False when this owner has no such file."""
        if self.find(owner, file_id, at) is None:
            return False
        shutil.rmtree(self.folder / file_id, ignore_errors=True)
        return True

    def _clear(self, at: datetime) -> None:
        for about in self.folder.glob(f"*/{_ABOUT}"):
            with suppress(OSError, ValueError):  # another process clears too
                if datetime.fromisoformat(json.loads(about.read_bytes())["until"]) <= at:
                    shutil.rmtree(about.parent, ignore_errors=True)
