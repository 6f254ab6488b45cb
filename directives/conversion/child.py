"""Gọi tiến trình con: a foreign file is parsed outside this process, with limits and a private folder."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from directives.conversion.errors import REFUSALS, BrokenFile, ConversionLimit, FileTooLarge, UnreadableFile
from directives.conversion.limits import Limits, limits

_ROOT = Path(__file__).resolve().parents[2]
_ENTRY = (
    "import sys; sys.path.insert(0, sys.argv.pop()); from directives.conversion.worker import main; main()"
)


def read_bytes(path: Path, granted: Limits | None = None) -> bytes:
    """Đọc byte: the whole file, unless larger than the limits. Raises UnreadableFile, FileTooLarge."""
    granted = granted or limits()
    try:
        with path.open("rb") as stream:
            content = stream.read(granted.file_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise UnreadableFile(where=path.name, reason=reason) from error
    if len(content) > granted.file_bytes:
        raise FileTooLarge(where=path.name, size=path.stat().st_size, limit=granted.file_bytes)
    return content


def convert_in_child(
    task: str, content: bytes, name: str, request: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Chuyển đổi an toàn: does ``task`` on the bytes in a limited child process.

    ``request`` are plain values that say more of the task (a new file comes back as base64, key "file").
    ``name`` is only for messages. Raises the RefusedFile the child names, ConversionLimit when it was
    stopped by a limit, BrokenFile when it died without a word.
    """
    granted = limits()
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        answer_file = Path(folder) / "answer.json"
        with answer_file.open("wb") as output:
            try:
                done = subprocess.run(
                    [sys.executable, "-I", "-X", "utf8", "-c", _ENTRY, task, str(_ROOT)],
                    input=json.dumps(request or {}).encode() + b"\n" + content,
                    stdout=output,
                    stderr=subprocess.DEVNULL,
                    cwd=folder,
                    env={"TMPDIR": folder},
                    timeout=granted.wall_seconds,
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise ConversionLimit(where=name, resource="time") from error
        if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            raise ConversionLimit(where=name, resource="time")
        if done.returncode == -signal.SIGXFSZ:
            raise ConversionLimit(where=name, resource="output")
        try:
            answer: dict[str, Any] = json.loads(answer_file.read_bytes())
        except ValueError as error:
            raise BrokenFile(where=name, reason=f"the parser stopped ({done.returncode})") from error
    if "error" in answer:
        refusal = REFUSALS[answer["error"]["kind"]]
        raise refusal(where=name, **answer["error"]["fields"])
    return answer
