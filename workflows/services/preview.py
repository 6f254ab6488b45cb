"""Xem trước: the Word file of a draft, without a number."""

from pathlib import Path

from directives.rendering.docx_template import Way
from storage.files import write_whole
from workflows.services.drafts import document_of
from workflows.services.templates import rendered
from workflows.services.workspace import Workspace


def preview_draft(workspace: Workspace, draft: Path, output: Path) -> Way:
    """Xem trước: write a draft's Word file to ``output``; the number stays blank and no book is touched.

    Says which way the file was made.
    """
    made = rendered(workspace.files, document_of(workspace, draft))
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, made.content)
    return made.way
