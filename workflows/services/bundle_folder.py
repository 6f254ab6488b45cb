"""Ghi bộ công bố ra thư mục: whole files only, and never over another edition."""

from collections.abc import Mapping
from pathlib import Path

from directives.errors import N_, DirectiveError
from storage.files import write_whole
from workflows.services.output_folder import writable_folder


class FolderInUse(DirectiveError):
    """Thư mục đã có tệp khác: a bundle is written into a folder of its own; what was published is not overwritten."""

    kind = "folder_in_use"
    template = N_(
        "The folder {folder} holds {file}, which is not of this bundle. Choose a new folder: what was published "
        "stays as it is."
    )


def write_bundle_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Ghi bộ công bố: every file by its path; the same bundle may be written again, another one not over it.

    The manifest's hash is written last, so that what a crash left behind does not pass for a bundle. Raises
    FolderInUse, NotWritable.
    """
    target = writable_folder(folder)
    for place in sorted(target.rglob("*")):
        path = place.relative_to(target).as_posix()
        if place.is_dir() and not place.is_symlink():
            continue
        if place.is_symlink() or path not in contents or place.read_bytes() != contents[path]:
            raise FolderInUse(where=path, folder=folder, file=path)
    for path in sorted(contents, key=lambda path: (path.startswith("manifest."), path)):
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, contents[path])


def write_bundle_zip(target: Path, content: bytes) -> None:
    """Ghi tệp zip của bộ công bố: whole, and not over another edition. Raises FolderInUse."""
    if target.exists() and target.read_bytes() != content:
        raise FolderInUse(where=target.name, folder=target.parent, file=target.name)
    write_whole(target, content)
