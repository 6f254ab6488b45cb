"""PDF của văn bản đã phát hành: made from the very Word file, kept once, and refused before a number is spent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from directives.conversion.pdf_errors import MissingProgram
from directives.conversion.pdf_making import MadePdf
from directives.errors import DirectiveError
from storage import register
from storage.database import reading
from storage.json_text import canonical
from storage.tables import audit_entry
from tests.documents import a_document
from tests.workspaces import workspace_at
from workflows.services import make_pdf
from workflows.services.convert_files import SameName, convert_files
from workflows.services.issue import issue_document
from workflows.services.make_pdf import PDF, PdfPress, keep_pdf
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc trên SQLite: what is tested here does not depend on the database, and LibreOffice is slow."""
    made = workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path)
    yield made
    made.engine.dispose()


def test_the_pdf_is_kept_as_the_entry_s_file_and_written_into_the_audit_chain(workspace: Workspace) -> None:
    issued = issue_document(workspace, a_document())
    kept = keep_pdf(workspace, issued.entry)
    assert kept.made is not None
    assert kept.made.same_text
    with reading(workspace.engine) as connection:
        assert register.file_of(connection, issued.entry.book, issued.entry.number, PDF) == kept.sha256
        said = select(audit_entry.c.payload).where(audit_entry.c.act == "pdf_made")
        payloads = connection.execute(said).scalars().all()
    assert payloads == [canonical({"sha256": kept.sha256, "made_from": issued.sha256})]
    assert verify_books(workspace).problems == []


def test_the_second_time_it_is_the_kept_one_and_nothing_is_written(desk: Workspace) -> None:
    issued = issue_document(desk, a_document())
    first, second = keep_pdf(desk, issued.entry), keep_pdf(desk, issued.entry)
    assert (second.content, second.made) == (first.content, None)


def test_a_lost_pdf_is_made_again_to_the_very_bytes(desk: Workspace) -> None:
    issued = issue_document(desk, a_document())
    first = keep_pdf(desk, issued.entry)
    next(desk.files.folder.glob(f"*/{first.sha256}")).unlink()
    assert keep_pdf(desk, issued.entry).content == first.content


def test_what_does_not_become_a_pdf_takes_no_number(desk: Workspace) -> None:
    document = a_document(subject="đo lường 漢")
    with pytest.raises(DirectiveError, match="U\\+6F22"):
        issue_document(desk, document, gate=PdfPress().rehearse)
    assert verify_books(desk).entries == 0


def test_the_rehearsed_pdf_is_not_made_a_second_time(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = PdfPress.ready()
    issued = issue_document(desk, a_document(), gate=press.rehearse)
    monkeypatch.setattr(make_pdf, "convert", None)
    kept = keep_pdf(desk, issued.entry, press)
    assert kept.made is not None


def test_without_libreoffice_the_press_is_never_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(MissingProgram):
        PdfPress.ready()


def test_two_files_of_one_name_are_not_written_over_each_other(tmp_path: Path) -> None:
    with pytest.raises(SameName):
        convert_files([tmp_path / "a" / "x.docx", tmp_path / "b" / "x.docx"], tmp_path / "out")


def test_a_missing_file_keeps_no_other_back(desk: Workspace, tmp_path: Path) -> None:
    good = tmp_path / "tốt.docx"
    good.write_bytes(issue_document(desk, a_document()).content)
    missing, made = convert_files([tmp_path / "không có.docx", good], tmp_path / "out")
    assert missing.sha256 == ""
    assert isinstance(made.outcome, MadePdf)
    assert made.target.read_bytes() == made.outcome.content
