"""Làm PDF của văn bản đã phát hành: from the very Word file, kept beside it as the entry's file of kind ``pdf``."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from directives.conversion.libreoffice import require_libreoffice
from directives.conversion.pdf_making import MadePdf, WordFile
from directives.conversion.pdf_making import make_pdf as convert
from storage import audit, register
from storage.database import reading, transaction
from storage.files import write_whole
from storage.records import DamagedRecord
from storage.register import Entry
from workflows.services.issue import Rehearsal, make_file
from workflows.services.workspace import Workspace

PDF = "pdf"


@dataclass(frozen=True, slots=True)
class KeptPdf:
    """PDF đã lưu: the content and its SHA-256; ``made`` tells how it was made, None when it was there already."""

    content: bytes
    sha256: str
    made: MadePdf | None


@dataclass(frozen=True, slots=True)
class PdfPress:
    """Máy in PDF: tries a rehearsed file before its number is given, and need not make the same PDF twice."""

    made: dict[str, MadePdf] = field(default_factory=dict)

    @classmethod
    def ready(cls) -> "PdfPress":
        """Máy in sẵn sàng: raises MissingProgram at once where there is no LibreOffice."""
        require_libreoffice()
        return cls()

    @property
    def network_cut(self) -> bool:
        """Đã cắt mạng: whether LibreOffice had no network at all each time."""
        return all(made.network_cut for made in self.made.values())

    def rehearse(self, rehearsal: Rehearsal) -> None:
        """Làm thử: so that no number is spent on a file which does not become a PDF. Raises as ``convert`` does."""
        self.of(rehearsal.rendered.content, rehearsal.document.issued_on)

    def of(self, content: bytes, day: date, name: str = "") -> MadePdf:
        """PDF của tệp Word: made now, unless this press made it before."""
        key = hashlib.sha256(content).hexdigest()
        if key not in self.made:
            self.made[key] = convert(WordFile(name, content, day))
        return self.made[key]

    def print(self, workspace: Workspace, entry: Entry, target: Path) -> Path:
        """In ra tệp: the entry's PDF, kept and written to ``target``. Raises as ``keep_pdf`` does."""
        write_whole(target, keep_pdf(workspace, entry, self).content)
        return target


def keep_pdf(workspace: Workspace, entry: Entry, press: PdfPress | None = None) -> KeptPdf:
    """Làm và lưu PDF: of the entry's Word file; the same entry gives the same PDF again.

    Raises MissingProgram, what ``make_pdfs`` refuses, and DamagedRecord when the PDF in store is lost and this
    machine no longer makes the same one.
    """
    with reading(workspace.engine) as connection:
        known = register.file_of(connection, entry.book, entry.number, PDF)
    content = workspace.files.get(known) if known else None
    if known and content is not None:
        return KeptPdf(content, known, None)
    issued = make_file(workspace, entry)
    made = (press or PdfPress()).of(issued.content, entry.document.issued_on, entry.subject_id)
    sha256 = workspace.files.put(made.content)
    if known is None:
        known = _attach(workspace, entry, issued.sha256, sha256)
    if known != sha256:
        raise DamagedRecord(where=entry.subject_id, entry=entry.subject_id)
    return KeptPdf(made.content, sha256, made)


def _attach(workspace: Workspace, entry: Entry, docx: str, sha256: str) -> str | None:
    """Gắn PDF: file and audit entry, both or none; returns the hash that stands, which another may have put."""
    with transaction(workspace.engine) as connection:
        if register.attach_file(connection, entry, PDF, sha256, ""):
            facts = {"sha256": sha256, "made_from": docx}
            act = audit.Act(workspace.timestamp(), workspace.actor, "pdf_made", entry.subject_id, facts)
            audit.append(connection, str(entry.book), act)
        return register.file_of(connection, entry.book, entry.number, PDF)
