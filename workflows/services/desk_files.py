"""Tệp của bản thảo và của văn bản đã phát hành: Word, PDF and edXML, made by the services which make them anywhere."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from directives.errors import N_, DirectiveError
from directives.text import slug
from storage import register
from storage.database import reading
from storage.register import Entry
from workflows.services.attach_signed import SIGNED_PDF, attach_signed
from workflows.services.carriers import Dispatch
from workflows.services.desk_composing import desk_sheet
from workflows.services.desk_drafts import DeskDraft
from workflows.services.desk_stopgaps import BLANK
from workflows.services.issue import make_file
from workflows.services.issue_draft import file_name
from workflows.services.make_pdf import keep_pdf
from workflows.services.package_document import package_document
from workflows.services.workspace import Workspace

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME = 80


class NothingToShow(DirectiveError):
    """Chưa dựng được: too much is missing for a page to be made."""

    kind = "nothing_to_show"
    template = N_("No page can be made of this draft yet. Mend first what is listed:")


class NoSuchFile(DirectiveError):
    """Không có tệp loại này: a document has a Word file, a PDF, a signed PDF or an edXML package."""

    kind = "unknown_file_kind"
    template = N_("The document has no file of the kind “{kind}”.")


@dataclass(frozen=True, slots=True)
class DeskFile:
    """Tệp tải về: a name without letters that file systems dislike, its kind for the browser, and its content."""

    name: str
    media_type: str
    content: bytes


def draft_word(workspace: Workspace, draft: DeskDraft) -> DeskFile:
    """Tệp Word của bản thảo: as saved, its number left blank, a blank for what is missing. Raises NothingToShow."""
    sheet = desk_sheet(workspace, draft.content)
    if not sheet.word:
        raise NothingToShow(where=draft.id, problems=sheet.problems)
    name = slug(draft.title.replace(BLANK, "") or "ban-thao")[:_LONGEST_NAME]
    return DeskFile(f"du-thao-{name}.docx", WORD, sheet.word)


def issued_entry(workspace: Workspace, draft: DeskDraft) -> Entry | None:
    """Dòng đăng ký của bản thảo đã phát hành: None where it was not issued, or as many documents."""
    with reading(workspace.engine) as connection:
        return register.by_idempotency_key(connection, f"desk/{draft.id}")


def issued_file(workspace: Workspace, entry: Entry, kind: str, dispatch: Callable[[], Dispatch]) -> DeskFile:
    """Tệp của văn bản đã phát hành: ``docx``, ``pdf``, ``signed_pdf`` or ``edxml``.

    Raises NoSuchFile, MissingProgram without LibreOffice, and what packaging refuses.
    """
    name = file_name(entry).removesuffix(".docx")
    match kind:
        case "docx":
            return DeskFile(f"{name}.docx", WORD, make_file(workspace, entry).content)
        case "pdf":
            return DeskFile(f"{name}.pdf", "application/pdf", keep_pdf(workspace, entry).content)
        case "edxml":
            with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
                made = package_document(workspace, dispatch(), entry, Path(folder))
                return DeskFile(f"{name}.edxml", "application/octet-stream", made.path.read_bytes())
        case "signed_pdf":
            content = _signed(workspace, entry)
            if content is not None:
                return DeskFile(f"{name}-da-ky.pdf", "application/pdf", content)
    raise NoSuchFile(where=entry.subject_id, kind=kind[:40])


def is_signed(workspace: Workspace, entry: Entry) -> bool:
    """Đã có bản ký: whether the signed PDF was taken."""
    with reading(workspace.engine) as connection:
        return register.file_of(connection, entry.book, entry.number, SIGNED_PDF) is not None


def take_signed(workspace: Workspace, entry: Entry, content: bytes) -> int:
    """Nhận bản đã ký: the PDF with the signatures of the person and the agency; gives how many there are.

    Raises what ``attach_signed`` does.
    """
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / "da-ky.pdf"
        file.write_bytes(content)
        return len(attach_signed(workspace, entry.book, entry.number, file))


def _signed(workspace: Workspace, entry: Entry) -> bytes | None:
    with reading(workspace.engine) as connection:
        known = register.file_of(connection, entry.book, entry.number, SIGNED_PDF)
    return workspace.files.get(known) if known else None
