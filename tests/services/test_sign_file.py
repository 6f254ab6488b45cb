"""Ký và gắn bản đã ký: the signed file goes with the entry whose PDF it is, and with no other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from directives.errors import DirectiveError
from directives.signing.errors import SignatureBroken
from directives.signing.keys import KeyFile
from directives.signing.marks import Role
from storage import register
from storage.database import reading
from storage.register import Entry
from tests.directives.signing.keys_and_pictures import PASSWORD, Authority, a_seal, a_signature
from tests.documents import a_document
from tests.workspaces import NOW, workspace_at
from workflows.services.attach_signed import (
    SIGNED_PDF,
    AnotherSigned,
    NotFullySigned,
    NotThisDocument,
    attach_signed,
)
from workflows.services.issue import issue_document
from workflows.services.make_pdf import keep_pdf
from workflows.services.sign_file import NoImage, Order, SameFile, look_at_signatures, sign_file
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

pytestmark = pytest.mark.libreoffice


@dataclass(frozen=True)
class Desk:
    """Bàn văn thư: an entry with its PDF, signed once and twice."""

    workspace: Workspace
    entry: Entry
    folder: Path
    person: KeyFile
    agency: KeyFile

    def sign(self, source: str, target: str, role: Role) -> Path:
        image = self.folder / ("ky.png" if role is Role.PERSON else "dau.png")
        key = self.person if role is Role.PERSON else self.agency
        sign_file(self.folder / source, self.folder / target, key, Order(role, image), NOW)
        return self.folder / target

    def attach(self, file: str) -> None:
        attach_signed(self.workspace, self.entry.book, self.entry.number, self.folder / file)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("ky")
    authority, keys = Authority(), tmp_path_factory.mktemp("khoa")
    (folder / "ky.png").write_bytes(a_signature())
    (folder / "dau.png").write_bytes(a_seal())
    workspace = workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder)
    entry = issue_document(workspace, a_document()).entry
    (folder / "a.pdf").write_bytes(keep_pdf(workspace, entry).content)
    made = Desk(
        workspace,
        entry,
        folder,
        KeyFile(authority.key_file(keys, "Nguyễn Văn Mẫu", "UBND tỉnh Lâm Đồng"), PASSWORD),
        KeyFile(authority.key_file(keys, "UBND tỉnh Lâm Đồng", "UBND tỉnh Lâm Đồng"), PASSWORD),
    )
    made.sign("a.pdf", "mot.pdf", Role.PERSON)
    made.sign("mot.pdf", "hai.pdf", Role.AGENCY)
    yield made
    workspace.engine.dispose()


def test_our_own_pdf_offers_the_place_to_sign(desk: Desk) -> None:
    person, agency = look_at_signatures(desk.folder / "hai.pdf")
    assert (person.role, agency.role) == (Role.PERSON, Role.AGENCY)
    assert person.intact
    assert agency.intact


def _changed(desk: Desk) -> str:
    content = bytearray((desk.folder / "hai.pdf").read_bytes())
    content[-2000] ^= 1
    (desk.folder / "doi.pdf").write_bytes(content)
    return "doi.pdf"


def _foreign(desk: Desk) -> str:
    other = keep_pdf(desk.workspace, issue_document(desk.workspace, a_document(subject="việc khác")).entry)
    (desk.folder / "khac.pdf").write_bytes(other.content)
    desk.sign("khac.pdf", "khac-1.pdf", Role.PERSON)
    return "khac-1.pdf"


def test_what_is_not_this_entry_s_signed_pdf_is_refused(desk: Desk) -> None:
    refusals: list[tuple[str, type[DirectiveError]]] = [
        (_foreign(desk), NotThisDocument),
        ("a.pdf", NotFullySigned),
        ("mot.pdf", NotFullySigned),
        (_changed(desk), SignatureBroken),
    ]
    for file, refusal in refusals:
        with pytest.raises(refusal):
            desk.attach(file)
    with reading(desk.workspace.engine) as connection:
        assert register.file_of(connection, desk.entry.book, desk.entry.number, SIGNED_PDF) is None


def test_the_signed_pdf_is_filed_once_and_another_one_is_refused(desk: Desk) -> None:
    desk.attach("hai.pdf")
    desk.attach("hai.pdf")
    desk.sign("mot.pdf", "hai-lan-nua.pdf", Role.AGENCY)
    with pytest.raises(AnotherSigned):
        desk.attach("hai-lan-nua.pdf")
    assert verify_books(desk.workspace).problems == []


def test_a_signed_file_never_replaces_what_was_signed(desk: Desk) -> None:
    with pytest.raises(SameFile):
        desk.sign("a.pdf", "a.pdf", Role.PERSON)


def test_a_document_is_not_signed_without_its_picture(desk: Desk) -> None:
    with pytest.raises(NoImage):
        sign_file(desk.folder / "a.pdf", desk.folder / "b.pdf", desk.person, Order(Role.PERSON), NOW)
    assert not (desk.folder / "b.pdf").exists()
