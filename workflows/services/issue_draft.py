"""Phát hành từ bản thảo: a draft file becomes a numbered document in a folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from directives.document.model import Document
from directives.rendering.docx_template import Way
from directives.text import slug
from storage.files import write_whole
from storage.register import Entry
from workflows.services.drafts import document_of
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import Rehearsal, issue_document
from workflows.services.output_folder import writable_folder
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """Văn bản đã phát hành thành tệp: its register entry, the file written, its SHA-256, which way it was made."""

    entry: Entry
    path: Path
    sha256: str
    way: Way = Way.COMPILED


def issue_draft(
    workspace: Workspace,
    draft: Path,
    out: Path,
    *,
    idempotency_key: str = "",
    sendable: Callable[[Document], None] | None = None,
    printable: Callable[[Rehearsal], None] | None = None,
) -> IssuedFile:
    """Phát hành: checked, numbered, registered, written.

    The folder is tried first, so that a number is never taken for a file that cannot be written. Raises
    AgainstForm when the file would be against the law of form, and what drafting and numbering refuse;
    ``sendable`` and ``printable`` may refuse as well, before a number is given.
    """

    def gate(rehearsal: Rehearsal) -> None:
        refuse_bad_form(rehearsal)
        if printable is not None:
            printable(rehearsal)

    folder = writable_folder(out)
    document = document_of(workspace, draft)
    if sendable is not None:
        sendable(document)
    issued = issue_document(workspace, document, idempotency_key=idempotency_key, gate=gate)
    path = folder / file_name(issued.entry)
    write_whole(path, issued.content)
    return IssuedFile(issued.entry, path, issued.sha256, issued.way)


def file_name(entry: Entry) -> str:
    """Tên tệp: number, symbol and year, without letters that file systems dislike.

    The issuing office opens the name, since two offices may give the same number.
    """
    return (
        f"{entry.book.issuer}_{entry.number:02d}-{slug(entry.document.number.symbol)}_{entry.book.year}.docx"
    )
