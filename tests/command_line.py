"""Dòng lệnh thử: ``vanthu`` as a person types it, in this process, or in one of its own where that is the point."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from portal.cli.main import run
from tests.workspaces import empty_books

VANTHU = Path(sys.executable).with_name("vanthu")
Ended = subprocess.CompletedProcess[str]


def vanthu(folder: Path, *arguments: str, **environment: str) -> Ended:
    """Gõ lệnh trong tiến trình này: working folder, home and environment of its own, the empty books made before.

    A process of its own spends seconds on what this one has done already: imports, and every migration of the schema.
    """
    books = folder / "var" / "vanthu.db"
    if not books.exists():
        books.parent.mkdir(exist_ok=True)
        books.write_bytes(empty_books())
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        patch.dict(os.environ, environment_of(folder) | environment, clear=True),
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(arguments)
    said = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined] # BytesIO
    return Ended(arguments, code, *said)


def vanthu_process(folder: Path, *arguments: str, **environment: str) -> Ended:
    """Gõ lệnh trong tiến trình riêng: in a folder of its own, as a person would; the home may not be there yet."""
    return subprocess.run(
        [VANTHU, *arguments], cwd=folder, env=environment_of(folder) | environment,
        capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def environment_of(folder: Path) -> dict[str, str]:
    """Môi trường: nothing of this machine's own settings but where programs are found."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "VANTHU_HOME": str(folder / "var")}
