"""Hình của bản đang soạn: kept in the store of files from the moment they are handed in, and named by the draft.

The draft says ``file = "hinh-….png"`` as a draft file does; which content that is stands beside it (``@pictures``).
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directives.conversion.child import convert_in_child
from directives.conversion.errors import FileTooLarge
from directives.document.model import Picture
from directives.errors import N_, DirectiveError
from workflows.services.enclosures import MAX_PICTURE_BYTES
from workflows.services.workspace import Workspace

#: Stands beside the draft: name of a picture -> its SHA-256, and how its sender called it.
PICTURES = "@pictures"
_ENDINGS = {"png": ".png", "jpeg": ".jpg"}
_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


class UnknownPicture(DirectiveError):
    """Không có hình này: the draft has no picture of this name, or its content is lost."""

    kind = "unknown_picture"
    template = N_("The draft has no such picture.")


@dataclass(frozen=True, slots=True)
class DeskPicture:
    """Hình của bản thảo: its content, and what kind of picture it is for a browser."""

    media_type: str
    content: bytes


def with_picture(
    workspace: Workspace, content: Mapping[str, Any], sent: bytes, called: str
) -> tuple[dict[str, Any], str]:
    """Thêm hình: the draft with the picture beside it, and the name by which its parts may call it.

    ``called`` is how its sender calls it, only to be shown. Raises FileTooLarge, UnfitPicture.
    """
    if len(sent) > MAX_PICTURE_BYTES:
        raise FileTooLarge(where=called, size=len(sent), limit=MAX_PICTURE_BYTES)
    ending = _ENDINGS[convert_in_child("picture", sent, called)["type"]]
    return _beside(content, workspace.files.put(sent), ending, called)


def pictures_of_earlier(workspace: Workspace) -> tuple[Callable[[Picture], str], dict[str, Any]]:
    """Hình của văn bản cũ: how a new draft names the pictures of an issued document, and where they are gathered."""
    gathered: dict[str, Any] = {}

    def named(picture: Picture) -> str:
        known = workspace.files.get(picture.sha256) or b""
        ending = ".png" if known.startswith(b"\x89PNG") else ".jpg"
        made, name = _beside(gathered, picture.sha256, ending, picture.alternative)
        gathered.update(made)
        return name

    return named, gathered


def picture_of(workspace: Workspace, content: Mapping[str, Any], name: str) -> DeskPicture:
    """Xem hình: by the name which the draft gives it. Raises UnknownPicture."""
    known = (content.get(PICTURES) or {}).get(name)
    found = workspace.files.get(known["sha256"]) if known else None
    if found is None:
        raise UnknownPicture(where=name)
    return DeskPicture(_MEDIA_TYPES[Path(name).suffix], found)


@contextmanager
def pictures_beside(workspace: Workspace, content: Mapping[str, Any]) -> Iterator[Path]:
    """Thư mục của bản thảo: where its pictures lie as beside a draft file; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        for name, known in (content.get(PICTURES) or {}).items():
            found = workspace.files.get(known["sha256"])
            if found is not None:
                (Path(folder) / name).write_bytes(found)
        yield Path(folder)


def _beside(content: Mapping[str, Any], sha256: str, ending: str, called: str) -> tuple[dict[str, Any], str]:
    name = f"hinh-{sha256[:20]}{ending}"
    known = {**(content.get(PICTURES) or {}), name: {"sha256": sha256, "called": called}}
    return {**content, PICTURES: known}, name
