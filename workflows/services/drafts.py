"""Bản thảo thành văn bản: a draft file and the organisation of its day."""

from pathlib import Path

from directives.document.compose import compose
from directives.document.draft import read_draft
from directives.document.model import Document
from workflows.services.workspace import Workspace


def document_of(workspace: Workspace, draft: Path) -> Document:
    """Văn bản của bản thảo: dated today in Việt Nam when the draft names no day. Raises what reading refuses."""
    return compose(read_draft(draft), workspace.chart, workspace.now().date())
