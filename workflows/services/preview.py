"""Xem trước: the Word file of a draft, without a number."""

from pathlib import Path

from storage.files import write_whole
from workflows.services.drafts import document_of
from workflows.services.templates import rendered
from workflows.services.workspace import Workspace


def preview_draft(workspace: Workspace, draft: Path, output: Path) -> None:
    """Xem trước: write a draft's Word file to ``output``; the number stays blank and no book is touched."""
    made = rendered(workspace.files, document_of(workspace, draft))
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, made.content)
