"""Bí danh: who a row of a list is, known only with a key that lies outside the database.

The key is made at the first list and kept in the home, readable by the service alone; the database holds a mark by
which a wrong key is noticed, never the key.
"""

import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from directives.errors import N_, DirectiveError
from sipas_engine.sampling.frame import FrameRow, canonical_line
from storage.samples import ListKey
from workflows.services.workspace import Workspace

KEY_FILE = "khoa-bi-danh"
_KEY_BYTES = 32
_PRIVATE = 0o600
_OTHERS = 0o077


class KeyOpenToOthers(DirectiveError):
    """Khóa để lộ: others on this machine may read the key of the pseudonyms."""

    kind = "key_open_to_others"
    template = N_("Others may read the key of the pseudonyms, {file}. Run “chmod 600” on it.")


class WrongPseudonymKey(DirectiveError):
    """Sai khóa bí danh: the lists that are there were made unknown by another key."""

    kind = "wrong_pseudonym_key"
    template = N_(
        "The key of the pseudonyms, {file}, is not the one with which the lists in the database were taken in. "
        "Put the right file back from the backup."
    )


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """Khóa bí danh: makes a row of a list into 64 hexadecimal digits which nobody can turn back without it."""

    secret: bytes

    @property
    def mark(self) -> str:
        """Dấu của khóa: tells keys apart without telling the key."""
        return self._code("khóa bí danh")

    def pseudonym(self, key: ListKey, row: FrameRow, correction: int = 0) -> str:
        """Bí danh: of the person at this place of this list; another one after each correction."""
        return self._code("\n".join((str(key), str(row.position), str(correction), canonical_line(row))))

    def _code(self, text: str) -> str:
        return hmac.new(self.secret, text.encode(), "sha256").hexdigest()


def pseudonym_key(workspace: Workspace) -> PseudonymKey:
    """Khóa của máy này: made when it is not there yet; of two starts at once one makes it. Raises KeyOpenToOthers."""
    path = key_path(workspace)
    if not path.exists():
        _make(path)
    if path.stat().st_mode & _OTHERS:
        raise KeyOpenToOthers(where=path.name, file=str(path))
    return PseudonymKey(bytes.fromhex(path.read_text(encoding="ascii")))


def key_path(workspace: Workspace) -> Path:
    """Tệp khóa: in the home, beside the files, never among them."""
    return workspace.files.folder.parent / KEY_FILE


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{KEY_FILE}-{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails where another start has made the key meanwhile
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
