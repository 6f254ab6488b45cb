"""Trộn văn bản: one draft and a list make a document for each row, or one document for all of them.

The draft's sentences ask for the columns of the list (``{{ ten_co_quan }}``). Every row is filled in, composed and
checked before the first number; whatever is wrong is named by row. The key of each document follows from the
draft and the row, so the same merge asked again goes on where it stopped and repeats nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any

from directives.conversion.rows import read_list
from directives.document.draft import Draft, parse_draft, read_draft_table
from directives.document.draft_template import fill
from directives.document.model import Document
from directives.errors import N_, DirectiveError, Problem
from directives.org.offices import OfficeKind
from storage.files import write_whole
from storage.json_text import canonical, sha256_of
from workflows.services.drafts import composed
from workflows.services.issue_draft import file_name
from workflows.services.issue_many import IssuedEntry, Progress, RefusedRequests, Request, issue_many
from workflows.services.output_folder import writable_folder
from workflows.services.rehearse_many import problems_of
from workflows.services.templates import rendered
from workflows.services.workspace import Workspace


class Numbers(Enum):
    """Cách cho số: one number for all addressees, or one for each."""

    ONE = "one"
    EACH = "each"


class RepeatedRows(DirectiveError):
    """Hàng lặp: rows of a list that say the same, so that somebody would get the document twice."""

    kind = "repeated_rows"
    template = N_("{count} row(s) of the list repeat an earlier one. Take them out, or tell them apart:")


class MoreThanAddressees(DirectiveError):
    """Khác hơn nơi nhận: one number is one document; its rows may differ in the addressees only."""

    kind = "more_than_addressees"
    template = N_(
        "With one number for all, rows may differ in the addressees only. Other differences need “--numbers each”:"
    )


@dataclass(frozen=True, slots=True)
class MergeRow:
    """Hàng trộn: where the row stands and what it answers to the draft's sentences."""

    where: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """Văn bản đã trộn: its register entry and the files written for it."""

    issued: IssuedEntry
    files: tuple[Path, ...]


def rows_of_list(file: Path) -> list[MergeRow]:
    """Hàng của danh sách: the rows of a csv or xlsx file. Raises what ``read_list`` does."""
    return [MergeRow(f"{file.name}:{row.number}", row.texts) for row in read_list(file)]


def rows_of_offices(workspace: Workspace, level: str, under: str = "") -> list[MergeRow]:
    """Mỗi cơ quan một hàng: the people's committees of a level, of the nation or of one province, as they are today.

    Sentences ask for ``{{ unit.id }}``, ``full_name``, ``short_name``, ``level_name``. Raises UnknownUnit,
    IncompleteList.
    """
    snapshot = workspace.chart.on(workspace.now().date())
    top = snapshot.unit(under) if under else None
    offices = snapshot.offices(level=level, under=top, kind=OfficeKind.PEOPLES_COMMITTEE)
    return [
        MergeRow(
            office.id,
            {
                "unit": {
                    "id": office.id,
                    "full_name": office.full_name,
                    "short_name": office.short_name,
                    "level_name": office.unit.kind.lower(),
                }
            },
        )
        for office in offices
    ]


def merge(
    workspace: Workspace,
    draft: Path,
    rows: Sequence[MergeRow],
    numbers: Numbers,
    out: Path,
    *,
    key: str = "",
    progress: Progress | None = None,
) -> list[Merged]:
    """Trộn: fill in, check, number, register and write. Without ``key`` the words of draft and row are the key.

    Raises RefusedRequests, RepeatedRows, MoreThanAddressees, UnreadableDraft, NotWritable; then no number was
    given.
    """
    folder = writable_folder(out)
    requests = merge_requests(workspace, draft, rows, key)
    if numbers is Numbers.ONE:
        requests = [one_for_all(requests)]
    issued = issue_many(workspace, requests, progress=progress)
    return [Merged(one, tuple(_write(workspace, one, folder, numbers))) for one in issued]


def merge_requests(
    workspace: Workspace, draft: Path, rows: Sequence[MergeRow], key: str = ""
) -> list[Request]:
    """Yêu cầu của từng hàng: the document which the draft makes of each row, and its key.

    Raises RepeatedRows, RefusedRequests naming every bad row, UnreadableDraft.
    """
    return requests_from(workspace, read_draft_table(draft), draft, rows, key)


def requests_from(
    workspace: Workspace, table: dict[str, Any], draft: Path, rows: Sequence[MergeRow], key: str = ""
) -> list[Request]:
    """Yêu cầu từ bảng bản thảo: like ``merge_requests``, of a table; ``draft`` names it and the folder of its files."""
    requests, problems, refused = [], [], 0
    for row in rows:
        try:
            filled = parse_draft(fill(table, row.facts, file=draft.name), file=draft.name)
            document = composed(workspace, filled, draft)
            requests.append(Request(document, _key_of(filled, key), row.where))
        except DirectiveError as error:
            refused += 1
            problems += [replace(problem, where=row.where) for problem in problems_of(error)]
    if problems:
        raise RefusedRequests(where=problems[0].where, problems=problems, refused=refused, total=len(rows))
    _refuse_repeated(requests)
    return requests


def copies(document: Document) -> Iterator[Document]:
    """Bản gửi từng nơi: the numbered document as each of its addressees gets it."""
    return (replace(document, addressees=(addressee,)) for addressee in document.addressees)


def _key_of(draft: Draft, key: str) -> str:
    """Khóa lặp: equal for the same words under the same ``key``; a draft without a day has one for every day."""
    return f"merge/{sha256_of(canonical([key, draft.model_dump(mode='json')]))}"


def _refuse_repeated(requests: Sequence[Request]) -> None:
    first: dict[str, str] = {}
    problems = []
    for request in requests:
        earlier = first.setdefault(request.idempotency_key, request.where)
        if earlier != request.where:
            problems.append(
                Problem(N_("This row says the same as {earlier}."), {"earlier": earlier}, request.where)
            )
    if problems:
        raise RepeatedRows(where=problems[0].where, problems=problems, count=len(problems))


def one_for_all(requests: Sequence[Request]) -> Request:
    """Một số cho tất cả: the document addressed to everybody of the list. Raises MoreThanAddressees."""
    whole = requests[0].document
    problems = []
    for request in requests[1:]:
        alike = replace(request.document, addressees=whole.addressees)
        names = [f.name for f in fields(Document) if getattr(alike, f.name) != getattr(whole, f.name)]
        if names:
            problems.append(Problem(N_("Differs in: {names}."), {"names": ", ".join(names)}, request.where))
    if problems:
        raise MoreThanAddressees(where=problems[0].where, problems=problems)
    addressees = tuple(dict.fromkeys(one for request in requests for one in request.document.addressees))
    together = sha256_of(canonical([request.idempotency_key for request in requests]))
    return Request(replace(whole, addressees=addressees), f"merge/{together}", requests[0].where)


def _write(workspace: Workspace, one: IssuedEntry, folder: Path, numbers: Numbers) -> Iterator[Path]:
    path = folder / file_name(one.entry)
    write_whole(path, workspace.files.get(one.sha256) or b"")
    yield path
    if numbers is Numbers.ONE:
        for place, copy in enumerate(copies(one.entry.document), start=1):
            beside = path.with_stem(f"{path.stem}_{place:04d}")
            write_whole(beside, rendered(workspace.files, copy).content)
            yield beside
