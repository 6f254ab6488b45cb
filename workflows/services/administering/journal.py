"""Xem nhật ký: a page of the journal by person, act and day."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage import journal
from storage.database import reading
from storage.journal import JournalEntry, Sought
from workflows.services.workspace import Workspace

PAGE = 50


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Trang nhật ký: its entries, how many were found in all, and every kind of act there is to look for."""

    entries: Sequence[JournalEntry]
    total: int
    acts: Sequence[str]
    page: int

    @property
    def pages(self) -> int:
        """Số trang: at least one."""
        return max(1, -(-self.total // PAGE))


def journal_page(workspace: Workspace, sought: Sought, page: int = 1) -> JournalPage:
    """Một trang nhật ký: counted from 1, the newest entries first."""
    at = max(1, page)
    with reading(workspace.engine) as connection:
        entries = journal.found(connection, sought, PAGE, (at - 1) * PAGE)
        return JournalPage(entries, journal.counted(connection, sought), journal.kinds_of_act(connection), at)
