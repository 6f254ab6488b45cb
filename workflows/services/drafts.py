"""Bản thảo thành văn bản: a draft file and the organisation of its day."""

from pathlib import Path

from directives.document.compose import compose
from directives.document.draft import Draft, read_draft
from directives.document.model import Document
from workflows.services.enclosures import enclosed_in
from workflows.services.templates import own_form
from workflows.services.workspace import Workspace


def document_of(workspace: Workspace, draft: Path) -> Document:
    """Văn bản của bản thảo: dated today in Việt Nam when the draft names no day. Raises what reading refuses."""
    return composed(workspace, read_draft(draft), draft)


def composed(workspace: Workspace, read: Draft, draft: Path) -> Document:
    """Văn bản của bản thảo đã đọc: with the tables and pictures which it names in the folder of its file.

    A form is first looked for among the issuer's own templates, then among the law's.

    Raises what composing and reading the files refuse.
    """
    own = own_form(workspace, read)
    enclosed = enclosed_in(read, draft.parent, workspace.files, file=draft.name)
    document = compose(
        read,
        workspace.chart,
        workspace.today(),
        own.form if own else None,
        enclosed=enclosed,
        rules=workspace.rules,
    )
    return document.pinned(own.version.sha256) if own else document
