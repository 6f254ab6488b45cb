"""Văn bản trả lời: from an arrival to a draft on the writing desk, a reply or the office's own directive upon it."""

from typing import Any

from directives.calendar.dates import long_date
from directives.drafting.draft_file import Say, plainly
from directives.register.incoming import IncomingBookKey, IncomingDocument
from workflows.services.arriving.pages import kept_file
from workflows.services.arriving.reading import suffix_of
from workflows.services.begin_draft import begin_draft, draft_answering_bytes
from workflows.services.desk_drafts import load, save
from workflows.services.incoming_books import incoming_entry
from workflows.services.office_names import office_name
from workflows.services.workspace import Workspace


def draft_reply(workspace: Workspace, key: IncomingBookKey, number: int) -> str:
    """Soạn trả lời: a công văn to the author, which names what it answers; gives the draft's id.

    Raises UnknownArrival.
    """
    document = incoming_entry(workspace, key, number).document
    begun = load(workspace, begin_draft(workspace, key.office, "cong_van"))
    named = _named(document)
    paragraph = f"Trả lời {named}, {office_name(workspace, key.office)} có ý kiến như sau:"
    table: dict[str, Any] = {
        **begun.content,
        "subject": f"trả lời {document.type_name} số {document.number_and_symbol} của {document.author}"
        if document.number_and_symbol
        else f"trả lời {document.author} về {document.subject}"[:500],
        "addressees": [document.author],
        "body": [{"kind": "paragraph", "text": paragraph}],
    }
    save(workspace, begun.id, begun.revision, f"V/v {table['subject']}", table)
    return begun.id


def draft_directive(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    *,
    document_type: str = "cong_van",
    say: Say = plainly,
) -> str:
    """Soạn văn bản chỉ đạo tiếp: what falls to the office of an incoming directive, passed on to those below it.

    Gives the draft's id. Raises UnknownArrival, LostFile and what ``draft_next`` refuses.
    """
    entry = incoming_entry(workspace, key, number)
    content = kept_file(workspace, entry.file_sha256)
    ending = suffix_of(entry.document.file_name)
    return draft_answering_bytes(workspace, key.office, content, ending, document_type=document_type, say=say)


def _named(document: IncomingDocument) -> str:
    """Cách gọi văn bản: type, number, day, author and abstract, as a letter cites it."""
    parts = [document.type_name]
    if document.number_and_symbol:
        parts.append(f"số {document.number_and_symbol}")
    if document.dated:
        parts.append(long_date(document.dated))
    about = document.subject.removeprefix("V/v ").removeprefix("Về việc ")
    return f"{' '.join(parts)} của {document.author} về {about}"
