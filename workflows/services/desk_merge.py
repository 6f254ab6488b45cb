"""Gửi nhiều nơi từ bản đang soạn: the merge of a draft file, for a draft that the portal keeps."""

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.books import BookKey
from storage.database import reading, transaction
from storage.register import Entry
from workflows.services.books import entry_in
from workflows.services.desk_composing import draft_table_of
from workflows.services.desk_drafts import ClosedDraft, DeskDraft, DraftState, change, journal, load, opened
from workflows.services.desk_files import DeskFile, issued_entry
from workflows.services.desk_pictures import pictures_beside
from workflows.services.desk_steps import StepOutOfOrder, history_of
from workflows.services.issue import make_file
from workflows.services.issue_draft import file_name
from workflows.services.issue_many import Progress, Request, issue_many
from workflows.services.merge import (
    MergeRow,
    Numbers,
    one_for_all,
    requests_from,
    rows_of_list,
    rows_of_offices,
)
from workflows.services.workspace import Workspace

_MERGED = "draft_merged"


class NobodyAddressed(DirectiveError):
    """Chưa chọn nơi nhận: neither a list nor a level of government was named."""

    kind = "nobody_addressed"
    template = N_("Choose a list of addressees, or a level of government.")


def rows_asked(workspace: Workspace, asked: Mapping[str, Any]) -> list[MergeRow]:
    """Hàng của yêu cầu: those of a list as it was read, or one for each office of a level."""
    if asked.get("level"):
        return rows_of_offices(workspace, str(asked["level"]), str(asked.get("under", "")))
    return [MergeRow(where, facts) for where, facts in asked["rows"]]


def rows_uploaded(content: bytes, ending: str) -> list[MergeRow]:
    """Hàng của tệp tải lên: csv or xlsx; ``ending`` is one of these, never a client's name. Raises InvalidList."""
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / f"danh-sach{ending}"
        file.write_bytes(content)
        return rows_of_list(file)


def merge_requests_of(
    workspace: Workspace, draft: DeskDraft, rows: Sequence[MergeRow], numbers: Numbers
) -> list[Request]:
    """Yêu cầu của từng hàng: composed, not yet rehearsed. Raises RefusedRequests, RepeatedRows, MoreThanAddressees."""
    with pictures_beside(workspace, draft.content) as folder:
        table = draft_table_of(draft.content)
        made = requests_from(workspace, table, folder / "ban-thao", rows, f"desk/{draft.id}")
    return [one_for_all(made)] if numbers is Numbers.ONE else made


def send_to_many(
    workspace: Workspace,
    draft_id: str,
    revision: int,
    rows: Sequence[MergeRow],
    numbers: Numbers,
    progress: Progress | None = None,
) -> int:
    """Phát hành cho nhiều nơi: the draft is closed with the first numbers; asked again, it goes on where it stopped.

    Gives how many documents there are. Raises ClosedDraft, StepOutOfOrder, SavedMeanwhile and what merging refuses.
    """
    draft = load(workspace, draft_id)
    if draft.state is DraftState.DROPPED or issued_entry(workspace, draft) is not None:
        raise ClosedDraft(where=draft_id, state=draft.state)
    if draft.state in (DraftState.SUBMITTED, DraftState.RETURNED):
        raise StepOutOfOrder(where=draft_id, state=draft.state)

    def close(connection: Connection, _request: Request, entry: Entry) -> None:
        now = opened(connection, draft_id)
        if now.state is DraftState.ISSUED:
            return
        values = {"state": DraftState.ISSUED.value, "issued_as": entry.subject_id}
        change(connection, workspace, now, revision, values)
        journal(connection, workspace, "draft_issued", draft_id, {"entry": entry.subject_id})

    requests = merge_requests_of(workspace, draft, rows, numbers)
    issued = issue_many(workspace, requests, progress=progress, alongside=close)
    if issued and not _merged(workspace, draft_id):
        facts = {
            "book": _plain(issued[0].entry.book),
            "numbers": [one.entry.number for one in issued],
        }
        with transaction(workspace.engine) as connection:
            journal(connection, workspace, _MERGED, draft_id, facts)
    return len(issued)


def sent_documents(workspace: Workspace, draft_id: str) -> Sequence[Entry]:
    """Các văn bản đã phát hành cho nhiều nơi: none where the draft was issued as one document."""
    facts = _merged(workspace, draft_id)
    if not facts:
        return ()
    book = BookKey(**facts["book"])
    with reading(workspace.engine) as connection:
        return [entry_in(connection, book, number) for number in facts["numbers"]]


def sent_files(workspace: Workspace, draft_id: str) -> DeskFile:
    """Mọi tệp Word trong một gói: of what was issued to many."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in sent_documents(workspace, draft_id):
            archive.writestr(file_name(entry), make_file(workspace, entry).content)
    return DeskFile("van-ban.zip", "application/zip", packed.getvalue())


def _plain(book: BookKey) -> dict[str, Any]:
    """Sổ thành giá trị thường: as the journal keeps it."""
    return {"issuer": book.issuer, "series": book.series, "year": book.year}


def _merged(workspace: Workspace, draft_id: str) -> Mapping[str, Any]:
    found = (act.payload for act in history_of(workspace, draft_id) if act.act == _MERGED)
    return next(found, {})
