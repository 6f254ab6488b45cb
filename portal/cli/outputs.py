"""Tệp ghi ra: a file that a command writes is never one of those it was given."""

from collections.abc import Iterable
from pathlib import Path

import click

from portal.messages import _


def refuse_original(target: Path, given: Iterable[Path]) -> None:
    """Giữ bản gốc: raises UsageError when ``target`` is one of the files that were given, also by another name."""
    for file in given:
        if target.exists() and file.exists() and target.samefile(file):
            raise click.UsageError(
                _("“{target}” is the file itself. Choose another name to write to.").format(target=target)
            )
