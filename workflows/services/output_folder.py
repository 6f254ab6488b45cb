"""Thư mục kết quả: tried before any work is done for it."""

import os
from pathlib import Path

from directives.errors import N_, DirectiveError


class NotWritable(DirectiveError):
    """Không ghi được: the folder for the results cannot be made or written to."""

    kind = "not_writable"
    template = N_("The folder {folder} cannot be written to: {reason}. Choose another folder with “--out”.")


def writable_folder(folder: Path) -> Path:
    """Thư mục ghi được: the folder, made if need be. Raises NotWritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".vanthu-{os.getpid()}"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritable(where=str(folder), folder=folder, reason=error.strerror or error) from error
    return folder
