"""Gửi kèm: a file, or what lies at an address, goes out with a numbered document."""

import re
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.errors import N_, DirectiveError
from directives.exchange.deliveries import Enclosure
from directives.register.books import BookKey
from directives.text import normalise
from storage import audit, deliveries
from storage.database import reading, transaction
from workflows.services.books import entry_in
from workflows.services.workspace import Workspace

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]+")


class BadEnclosure(DirectiveError):
    """Tài liệu gửi kèm sai: an address needs its SHA-256, so that the receiver can tell the right file."""

    kind = "bad_enclosure"
    template = N_("The enclosure {name} cannot be taken: {reason}.")


def enclose_file(workspace: Workspace, book: BookKey, number: int, file: Path) -> Enclosure:
    """Gửi kèm tệp: its content is kept in the file store by hash. Raises UnreadableFile, FileTooLarge."""
    content = read_bytes(file)
    if not content:
        raise BadEnclosure(where=file.name, name=file.name, reason=N_("it is empty"))
    name = " ".join(_CONTROL.sub(" ", normalise(file.name)).split())
    return _enclose(workspace, book, number, Enclosure(name, workspace.files.put(content)))


def enclose_address(
    workspace: Workspace, book: BookKey, number: int, name: str, address: str, sha256: str
) -> Enclosure:
    """Gửi kèm theo địa chỉ: what lies elsewhere, with the hash by which it is known. Raises BadEnclosure."""
    shown = " ".join(_CONTROL.sub(" ", normalise(name)).split())
    if not _ADDRESS.fullmatch(address.strip()):
        raise BadEnclosure(where="address", name=shown, reason=N_("its address must begin with https://"))
    if not _SHA256.fullmatch(sha256.strip().lower()):
        raise BadEnclosure(where="sha256", name=shown, reason=N_("its SHA-256 has 64 hexadecimal digits"))
    return _enclose(
        workspace, book, number, Enclosure(shown or address, sha256.strip().lower(), address.strip())
    )


def enclosures(workspace: Workspace, book: BookKey, number: int) -> tuple[Enclosure, ...]:
    """Tài liệu gửi kèm của văn bản: in the order in which they were added."""
    with reading(workspace.engine) as connection:
        return tuple(deliveries.enclosures(connection, book, number))


def _enclose(workspace: Workspace, book: BookKey, number: int, what: Enclosure) -> Enclosure:
    with transaction(workspace.engine) as connection:
        entry = entry_in(connection, book, number)
        if deliveries.enclose(connection, book, number, what):
            facts = {"sha256": what.sha256}
            act = audit.Act(workspace.timestamp(), workspace.actor, "enclosed", entry.subject_id, facts)
            audit.append(connection, str(book), act)
    return what
