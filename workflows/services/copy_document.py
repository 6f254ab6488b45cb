"""Sao văn bản: an issued document and the block of its copy become one numbered file (Đ.25; PL.I-P2)."""

from pathlib import Path

from directives.document.copying import citation_of, copy_of
from directives.document.draft import parse_draft, read_draft_table
from directives.errors import N_, DirectiveError
from directives.register.states import State
from storage.entry_states import Place
from storage.files import write_whole
from workflows.services.books import entry
from workflows.services.drafts import composed
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import issue_document
from workflows.services.issue_draft import IssuedFile, file_name
from workflows.services.output_folder import writable_folder
from workflows.services.workspace import Workspace

#: What may be copied: an issued document, also one that was corrected, amended or replaced since.
NOT_COPIED = frozenset({State.CANCELLED, State.RECALLED})


class NotToBeCopied(DirectiveError):
    """Không được sao: the document was recalled, or its number voided."""

    kind = "not_to_be_copied"
    template = N_("{place} is {state}: it is no longer copied.")


def copy_document(
    workspace: Workspace,
    draft: Path,
    of: Place,
    out: Path,
    *,
    parts: tuple[int, ...] = (),
    idempotency_key: str = "",
) -> IssuedFile:
    """Sao: the document at place ``of`` with the block of its copy below, numbered in the book of copies.

    ``draft`` is of type sao_y, sao_luc or trich_sao; its subject, where left out, cites the document. ``parts`` are
    those which an extract takes. Raises UnknownEntry, NotToBeCopied, what ``copy_of`` refuses, and what drafting,
    numbering and the law of form refuse.
    """
    folder = writable_folder(out)
    found = entry(workspace, of.book, of.number)
    if State(found.status) in NOT_COPIED:
        raise NotToBeCopied(where=str(of), place=of, state=found.status)
    table = {"subject": citation_of(found.document), **read_draft_table(draft)}
    document = composed(workspace, parse_draft(table, file=draft.name), draft)
    whole = copy_of(found.document, document, parts)
    issued = issue_document(workspace, whole, idempotency_key=idempotency_key, gate=refuse_bad_form)
    path = folder / file_name(issued.entry)
    write_whole(path, issued.content)
    return IssuedFile(issued.entry, path, issued.sha256, issued.way)
