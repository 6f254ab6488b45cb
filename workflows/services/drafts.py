"""Bản thảo thành văn bản: a draft file and the organisation of its day."""

from pathlib import Path

from directives.document.compose import compose
from directives.document.draft import Draft, read_draft
from directives.document.model import Document
from workflows.services.enclosures import enclosed_in
from workflows.services.workspace import Workspace


def document_of(workspace: Workspace, draft: Path) -> Document:
    """Văn bản của bản thảo: dated today in Việt Nam when the draft names no day. Raises what reading refuses."""
    return composed(workspace, read_draft(draft), draft)


def composed(workspace: Workspace, read: Draft, draft: Path) -> Document:
    """Văn bản của bản thảo đã đọc: with the tables and pictures which it names in the folder of its file.

    Raises what composing and reading the files refuse.
    """
    enclosed = enclosed_in(read, draft.parent, workspace.files, file=draft.name)
    return compose(read, workspace.chart, workspace.today(), enclosed=enclosed, rules=workspace.rules)
