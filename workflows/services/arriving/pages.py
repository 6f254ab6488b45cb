"""Xem văn bản đến: the pages of a kept file as pictures; where no picture can be made, its text as it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from directives.conversion.page_views import PAGES_AT_ONCE, PageView, view_pages
from directives.errors import N_, DirectiveError
from directives.reading.sources.scan_source import is_paged
from directives.reading.sources.source import load
from storage.files import FileStore
from workflows.services.arriving.reading import suffix_of
from workflows.services.workspace import Workspace

_PACKED = b"PK"  # how a Word file begins


class LostFile(DirectiveError):
    """Mất tệp: the store no longer has what was kept, or has it damaged."""

    kind = "unknown_file"
    template = N_("The file is missing from the store. Restore it from a backup.")


@dataclass(frozen=True, slots=True)
class ShownFile:
    """Tệp để xem: pages from ``first`` on of ``total``, or its lines when ``refusal`` says why there is no picture."""

    first: int
    pages: Sequence[PageView] = ()
    total: int = 0
    lines: Sequence[str] = ()
    refusal: DirectiveError | None = None

    @property
    def next(self) -> int:
        """Trang kế tiếp: the first that is not shown here; 0 when all are."""
        behind = self.first + len(self.pages)
        return behind if behind <= self.total else 0


def shown_file(workspace: Workspace, sha256: str, name: str, first: int = 1) -> ShownFile:
    """Xem tệp: a dozen of its pages from page ``first``. Raises LostFile."""
    return _shown(workspace.files, sha256, name, first)


def page_picture(workspace: Workspace, sha256: str, name: str, number: int) -> bytes | None:
    """Ảnh một trang: as a PNG; None when there is no such page. Raises LostFile."""
    first = (max(number, 1) - 1) // PAGES_AT_ONCE * PAGES_AT_ONCE + 1
    pages = _shown(workspace.files, sha256, name, first).pages
    return next((page.picture for page in pages if page.number == number), None)


def kept_file(workspace: Workspace, sha256: str) -> bytes:
    """Tệp gốc: as it came. Raises LostFile."""
    return _content(workspace.files, sha256)


@lru_cache(maxsize=8)  # by the hash of the content, which cannot change
def _shown(files: FileStore, sha256: str, name: str, first: int) -> ShownFile:
    content = _content(files, sha256)
    if not (is_paged(content) or content.startswith(_PACKED)):
        return ShownFile(1, lines=_lines(content, name))
    try:
        found = view_pages(content, name, first=first)
    except DirectiveError as error:
        return ShownFile(1, lines=_lines(content, name), refusal=error)
    return ShownFile(first, found.pages, found.total)


def _lines(content: bytes, name: str) -> Sequence[str]:
    with TemporaryDirectory(prefix="vanthu-xem-") as folder:
        file = Path(folder) / f"den{suffix_of(name)}"
        file.write_bytes(content)
        try:
            return load(file).lines
        except DirectiveError:  # neither pages nor text: the reason why there are no pages is told
            return ()


def _content(files: FileStore, sha256: str) -> bytes:
    content = files.get(sha256) if sha256 else None
    if content is None:
        raise LostFile(where=sha256[:12])
    return content
