"""Gắn bản đã ký: the entry's PDF with the signatures of the person and the agency becomes its file ``signed_pdf``."""

from pathlib import Path

from directives.conversion.child import read_bytes
from directives.errors import N_, DirectiveError
from directives.register.books import BookKey
from directives.signing.marks import Role
from directives.signing.verification import SeenSignature, require_intact, signatures_of
from storage import audit, register
from storage.database import reading, transaction
from workflows.services.books import entry
from workflows.services.make_pdf import PDF
from workflows.services.workspace import Workspace

SIGNED_PDF = "signed_pdf"
#: The person's and the agency's: only both together make an electronic document an original (NĐ 30, Điều 5).
_SIGNATURES_NEEDED = 2


class NotThisDocument(DirectiveError):
    """Không phải văn bản này: the signed file does not begin with the PDF that was made for the number."""

    kind = "not_this_document"
    template = N_(
        "The file is not the PDF of {entry} with signatures added: it was changed, or it is another document's. "
        "Sign the PDF that “vanthu issue --pdf” wrote."
    )


class NotFullySigned(DirectiveError):
    """Chưa đủ chữ ký: the person and the agency must both have signed."""

    kind = "not_fully_signed"
    template = N_("The file bears {count} signatures. The person in charge and the agency must both sign.")


class AnotherSigned(DirectiveError):
    """Đã có bản ký khác: an entry has one signed file."""

    kind = "another_signed"
    template = N_("{entry} has another signed file already.")


def attach_signed(workspace: Workspace, key: BookKey, number: int, file: Path) -> tuple[SeenSignature, ...]:
    """Gắn bản đã ký: kept with the entry, written into the audit chain; the same file again changes nothing.

    Raises UnknownEntry, NotThisDocument, SignatureBroken, NotFullySigned, AnotherSigned and the refusals of
    reading a file.
    """
    found, content = entry(workspace, key, number), read_bytes(file)
    with reading(workspace.engine) as connection:
        known = register.file_of(connection, key, number, PDF)
    original = workspace.files.get(known) if known else None
    if original is None or not content.startswith(original):
        raise NotThisDocument(where=file.name, entry=found.subject_id)
    signatures = signatures_of(content, name=file.name)
    require_intact(signatures, file.name)
    roles = {seen.role for seen in signatures}
    if len(signatures) < _SIGNATURES_NEEDED or roles in ({Role.PERSON}, {Role.AGENCY}):
        raise NotFullySigned(where=file.name, count=len(signatures))
    sha256 = workspace.files.put(content)
    with transaction(workspace.engine) as connection:
        if register.attach_file(connection, found, SIGNED_PDF, sha256, ""):
            facts = {"sha256": sha256, "signatures": len(signatures)}
            act = audit.Act(
                workspace.timestamp(), workspace.actor, "signed_attached", found.subject_id, facts
            )
            audit.append(connection, str(key), act)
        elif register.file_of(connection, key, number, SIGNED_PDF) != sha256:
            raise AnotherSigned(where=file.name, entry=found.subject_id)
    return signatures
