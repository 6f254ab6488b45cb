"""Dựng thử hàng loạt: many documents rendered and held against the law of form, on every core of the machine.

The rehearsed files are our own, made a moment ago from a form that was compiled in the same process; so they are
read where they were made. The fenced child process of a single issue guards against nothing here, and starting
one for each of thousands of files would take longer than everything else together. No file goes unchecked.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from directives.checking.checker import check_layout
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.document.model import Document
from directives.errors import DirectiveError, Problem
from storage.files import FileStore
from workflows.services.form_gate import form_problems
from workflows.services.templates import rendered

#: Fewer documents than this are done before other processes have started and read all they need.
_WORTH_PROCESSES = 250
_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Bản dựng thử đã ghi: the file of a document with the number that is next, or what is wrong with it."""

    file: Path
    template_sha256: str = ""
    problems: tuple[Problem, ...] = ()


class _Processes:
    """Các tiến trình dựng: one on every core, started when first asked for."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def ready(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                cores, spawn = len(os.sched_getaffinity(0)), multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(cores, spawn, _end_with_parent)
            return self._pool

    def end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


_KEPT: ContextVar[_Processes | None] = ContextVar("_KEPT", default=None)


@contextmanager
def processes_kept() -> Iterator[_Processes]:
    """Giữ sẵn tiến trình: those that render are started once for all batches inside the block, and end with it.

    To start them, and to read the rules and forms into each, takes as long as some hundred documents.
    """
    outer = _KEPT.get()
    if outer is not None:
        yield outer
        return
    processes = _Processes()
    token = _KEPT.set(processes)
    try:
        yield processes
    finally:
        _KEPT.reset(token)
        processes.end()


def rehearse_many(
    files: FileStore, documents: Sequence[Document], folder: Path, progress: Callable[[int], None]
) -> list[Rehearsed]:
    """Dựng thử: every document's file into ``folder``, in the order of ``documents``; refuses nothing itself.

    ``files`` is the store of templates and pictures; ``progress`` is told how many are done.
    """
    # A worker of a cluster is a daemon, which may start no process; its neighbours do the other batches.
    if len(documents) < _WORTH_PROCESSES or multiprocessing.current_process().daemon:
        return _rehearse(files, documents, folder, 0)
    rehearsed: dict[int, list[Rehearsed]] = {}
    starts = range(0, len(documents), _AT_ONCE)
    with processes_kept() as processes:
        pool = processes.ready()
        asked = {pool.submit(_rehearse, files, documents[s : s + _AT_ONCE], folder, s): s for s in starts}
        for done in as_completed(asked):
            rehearsed[asked[done]] = done.result()
            progress(sum(map(len, rehearsed.values())))
    return [one for start in starts for one in rehearsed[start]]


def _rehearse(files: FileStore, documents: Sequence[Document], folder: Path, start: int) -> list[Rehearsed]:
    return [
        _one(files, document, folder / f"{place}.docx") for place, document in enumerate(documents, start)
    ]


def _one(files: FileStore, document: Document, file: Path) -> Rehearsed:
    try:
        made = rendered(files, document)
        read = read_word(made.content, limits())
        problems = form_problems(check_layout(read, file.name, document.issued_on))
    except DirectiveError as error:
        return Rehearsed(file, problems=tuple(problems_of(error)))
    file.write_bytes(made.content)
    return Rehearsed(file, made.template_sha256, tuple(problems))


def problems_of(error: DirectiveError) -> Iterator[Problem]:
    """Các chỗ sai của một lần từ chối: those it lists, else the refusal itself."""
    yield from error.problems or (Problem(error.template, error.fields, error.where),)


def _end_with_parent() -> None:
    """Cùng dừng: when the process that asked is killed, nobody is left who would tell this one to stop."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
