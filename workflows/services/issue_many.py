"""Phát hành hàng loạt: many documents, each in its own office's book; stopped anywhere, asked again, whole.

All are rehearsed and checked before the first number is given. Then they are numbered some at a time, all of
them or none in one transaction, so that the disk is waited for once; their files follow after the commit. What a
number stands for (a duty done, a unit reminded) is written ``alongside`` it, in the same transaction.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from directives.document.model import Document
from directives.errors import N_, DirectiveError, Problem
from directives.register.books import BookKey, Counter, next_number
from storage import register, series_policies
from storage.database import reading, transaction
from storage.register import Entry
from workflows.services.issue import attach_in, make_file, number_in
from workflows.services.rehearse_many import Rehearsed, problems_of, rehearse_many
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

#: Tiến độ: told the stage ("rehearse" or "issue"), how many are done and of how many.
Progress = Callable[[str, int, int], None]

#: Numbers given in one transaction: many enough that the disk costs little, few enough that others wait little.
_AT_ONCE = 100
#: Files written at the same time: the disk, not the processor, is waited for.
_WRITERS = 8


class RefusedRequests(DirectiveError):
    """Lô bị từ chối: documents of a batch that cannot be issued; none of the batch got a number."""

    kind = "refused_requests"
    template = N_("{refused} of {total} documents cannot be issued, so no number was given:")


@dataclass(frozen=True, slots=True)
class Request:
    """Yêu cầu phát hành: a document, the key by which it is issued once, and where the words came from."""

    document: Document
    idempotency_key: str
    where: str = ""


#: Ghi kèm: writes what a request's number stands for, in the transaction which gives the number. It may come
#: again for an entry that is already there, so it writes once what it is told twice.
Alongside = Callable[[Connection, Request, Entry], None]


@dataclass(frozen=True, slots=True)
class IssuedEntry:
    """Dòng đã có tệp: a register entry, its file's SHA-256, and whether it was there before this batch."""

    entry: Entry
    sha256: str
    known_before: bool


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Yêu cầu đã dựng thử: with the number that was next when the batch began."""

    request: Request
    book: BookKey
    document: Document
    rehearsed: Rehearsed


def issue_many(
    workspace: Workspace,
    requests: Sequence[Request],
    *,
    note: str = "",
    progress: Progress | None = None,
    alongside: Alongside | None = None,
) -> list[IssuedEntry]:
    """Phát hành hàng loạt: one number for each request, in their order within each book.

    Requests whose key has a number already keep it; ``alongside`` is called for them too. Raises RefusedRequests
    naming every document that cannot be issued; then no number was given.
    """
    progress = progress or _in_silence
    alongside = alongside or _nothing_more
    with reading(workspace.engine) as connection:
        known = register.by_idempotency_keys(connection, [request.idempotency_key for request in requests])
    new = [_pinned(workspace, one) for one in requests if one.idempotency_key not in known]
    issued = {
        key: IssuedEntry(entry, make_file(workspace, entry).sha256, True) for key, entry in known.items()
    }
    if known:
        with transaction(workspace.engine) as connection:
            for request in requests:
                if request.idempotency_key in known:
                    alongside(connection, request, known[request.idempotency_key])
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        prepared = _prepared(workspace, new, Path(folder), lambda done: progress("rehearse", done, len(new)))
        for start in range(0, len(prepared), _AT_ONCE):
            for one in _issue(workspace, prepared[start : start + _AT_ONCE], note, alongside):
                issued[one.entry.idempotency_key] = one
            progress("issue", min(start + _AT_ONCE, len(new)), len(new))
    return [issued[request.idempotency_key] for request in requests]


def _in_silence(stage: str, done: int, total: int) -> None:
    """Không báo tiến độ: for those who do not ask."""


def _nothing_more(connection: Connection, request: Request, entry: Entry) -> None:
    """Không ghi gì thêm: a number that stands for nothing but itself."""


def _pinned(workspace: Workspace, request: Request) -> Request:
    """Ghim mẫu: of a document that has a form; one that has none is refused with all others, in the rehearsal."""
    try:
        return replace(request, document=pinned(workspace.files, request.document))
    except DirectiveError:
        return request


def _prepared(
    workspace: Workspace, requests: Sequence[Request], folder: Path, progress: Callable[[int], None]
) -> list[_Prepared]:
    """Chuẩn bị: each document with the number it should get, rendered and checked. Raises RefusedRequests."""
    with reading(workspace.engine) as connection:
        books = [series_policies.book_for(connection, request.document) for request in requests]
    foreseen = list(_foreseen(workspace, requests, books))
    rehearsed = rehearse_many(workspace.files, [document for document, _ in foreseen], folder, progress)
    problems = {
        place: _at(requests[place].where, (*refused, *one.problems))
        for place, ((_, refused), one) in enumerate(zip(foreseen, rehearsed, strict=True))
        if refused or one.problems
    }
    if problems:
        listed = [problem for found in problems.values() for problem in found]
        raise RefusedRequests(
            where=listed[0].where, problems=listed, refused=len(problems), total=len(requests)
        )
    documents = [document for document, _ in foreseen]
    return [_Prepared(*four) for four in zip(requests, books, documents, rehearsed, strict=True)]


def _foreseen(
    workspace: Workspace, requests: Sequence[Request], books: Sequence[BookKey]
) -> Iterator[tuple[Document, tuple[Problem, ...]]]:
    """Số dự kiến: each document with the number it gets if nobody else writes into its book meanwhile.

    One that can get none stays without, with the reasons.
    """
    counters: dict[BookKey, Counter] = {}
    with reading(workspace.engine) as connection:
        for request, book in zip(requests, books, strict=True):
            document = request.document
            counter = counters.get(book) or register.counter_of(connection, book)
            try:
                number = next_number(book, counter, document.issued_on)
            except DirectiveError as error:
                yield document, tuple(problems_of(error))
                continue
            counters[book] = replace(counter, last_number=number, last_date=document.issued_on)
            yield document.numbered(number), ()


def _at(where: str, problems: Sequence[Problem]) -> list[Problem]:
    return [replace(problem, where=":".join(filter(None, (where, problem.where)))) for problem in problems]


def _issue(
    workspace: Workspace, chosen: Sequence[_Prepared], note: str, alongside: Alongside
) -> list[IssuedEntry]:
    """Cấp số một phần: numbers in one transaction, then files, then the files' rows in another.

    Books are locked in a fixed order, so that two batches never wait for each other's books crosswise.
    """
    in_order = sorted(chosen, key=lambda one: one.book)
    with transaction(workspace.engine) as connection:
        entries = [
            number_in(connection, workspace, one.request.document, one.request.idempotency_key, note)
            for one in in_order
        ]
        for entry, one in zip(entries, in_order, strict=True):
            alongside(connection, one.request, entry)
    as_foreseen = {
        entry.idempotency_key: one.rehearsed
        for entry, one in zip(entries, in_order, strict=True)
        if entry.document == one.document
    }
    digests = _put(workspace, as_foreseen)
    with transaction(workspace.engine) as connection:
        for entry in entries:
            if entry.idempotency_key in digests:
                template = as_foreseen[entry.idempotency_key].template_sha256
                attach_in(connection, workspace, entry, digests[entry.idempotency_key], template)
    return [
        IssuedEntry(
            entry,
            digests.get(entry.idempotency_key) or make_file(workspace, entry).sha256,
            known_before=False,
        )
        for entry in entries
    ]


def _put(workspace: Workspace, rehearsed: dict[str, Rehearsed]) -> dict[str, str]:
    with ThreadPoolExecutor(_WRITERS) as pool:
        digests = pool.map(lambda one: workspace.files.put(one.file.read_bytes()), rehearsed.values())
        return dict(zip(rehearsed, digests, strict=True))
