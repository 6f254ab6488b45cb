"""Nhiều tệp, một tiến trình con: work on many foreign files in one limited child; a poisonous one is singled out."""

import contextlib
import importlib
import json
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from directives.conversion.errors import REFUSALS, BrokenFile, ConversionLimit, RefusedFile
from directives.conversion.limits import limits

#: One request and its answer; plain JSON values.
Values = Mapping[str, Any]
_ROOT = Path(__file__).resolve().parents[2]
_ENTRY = "import sys; sys.path.insert(0, sys.argv.pop()); from directives.conversion.child_batch import main; main()"


def each_in_child(work: str, requests: Sequence[Values]) -> list[dict[str, Any] | RefusedFile]:
    """Làm trong tiến trình con: ``work``, a function named ``package.module:function``, on each request in order.

    The limits hold for each request anew. What one request breaks is its own refusal; the others get answers.
    """
    answers: list[dict[str, Any] | RefusedFile] = []
    while len(answers) < len(requests):
        lines, code = _run(work, requests[len(answers) :])
        answers += [_answer(line) for line in lines]
        if len(answers) < len(requests):
            answers.append(_cause(code))
    return answers


def _run(work: str, requests: Sequence[Values]) -> tuple[list[bytes], int]:
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        output = Path(folder) / "answers"
        with output.open("wb") as stream:
            done = subprocess.run(
                [sys.executable, "-I", "-X", "utf8", "-c", _ENTRY, work, str(_ROOT)],
                input=b"".join(json.dumps(request).encode() + b"\n" for request in requests),
                stdout=stream, stderr=subprocess.DEVNULL, cwd=folder, env={"TMPDIR": folder}, check=False,
            )  # fmt: skip
        # a line without its end was cut off by what stopped the child
        return output.read_bytes().split(b"\n")[:-1], done.returncode


def _answer(line: bytes) -> dict[str, Any] | RefusedFile:
    answer: dict[str, Any] = json.loads(line)
    if "error" in answer:
        refusal: type[RefusedFile] = REFUSALS[answer["error"]["kind"]]
        return refusal(**answer["error"]["fields"])
    return answer


def _cause(code: int) -> RefusedFile:
    if -code in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM):
        return ConversionLimit(resource="time")
    if -code == signal.SIGXFSZ:
        return ConversionLimit(resource="output")
    return BrokenFile(reason=f"the parser stopped ({code})")


def main() -> None:
    """Chạy trong tiến trình con: one line of JSON in, one out, each within the limits of one file."""
    granted = limits()
    resource.setrlimit(resource.RLIMIT_AS, (granted.memory_bytes, granted.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (granted.output_bytes, granted.output_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module, _, name = sys.argv[1].partition(":")
    work: Callable[..., Values] = getattr(importlib.import_module(module), name)
    for line in sys.stdin.buffer:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(spent.ru_utime + spent.ru_stime) + 1 + granted.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        signal.alarm(granted.wall_seconds)
        answer = _guarded(work, json.loads(line))
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
            sys.stdout.buffer.flush()


def _guarded(work: Callable[..., Values], request: Values) -> Values:
    try:
        return work(**request)
    except RefusedFile as error:
        return _refusal(error)
    except MemoryError:
        return _refusal(ConversionLimit(resource="memory"))
    except Exception as error:  # hostile content may break a parser anywhere: an answer, not a crash of ours
        return _refusal(BrokenFile(reason=type(error).__name__))


def _refusal(error: RefusedFile) -> Values:
    return {
        "error": {"kind": error.kind, "fields": {name: str(value) for name, value in error.fields.items()}}
    }


def requests_for(folder: Path, contents: Sequence[bytes], suffix: str) -> Iterator[Path]:
    """Đặt tệp vào thư mục riêng: under names of ours, in order; a sender's file name is never a path."""
    for place, content in enumerate(contents):
        path = folder / f"{place:05d}{suffix}"
        path.write_bytes(content)
        yield path
