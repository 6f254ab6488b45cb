"""Sao văn bản: one file, one number of the common book of copies, and no copy of what no longer holds."""

import tomllib
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.document.copying import WrongKindOfCopy
from directives.register.books import BookKey
from directives.register.states import Move
from directives.rendering.styles import Style
from doc_templates import Form, all_forms
from storage.entry_states import Place
from tests.directives.rendering.docx_text import texts
from tests.workspaces import workspace_at
from workflows.services.books import UnknownEntry, book_keys, entries
from workflows.services.change_state import change_state
from workflows.services.copy_document import NotToBeCopied, copy_document
from workflows.services.issue_draft import IssuedFile, issue_draft
from workflows.services.preview import preview_draft
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

FORMS = Path(__file__).parents[2] / "doc_templates" / "nd30"
DECISION = FORMS / "quyet_dinh" / "draft.toml"


def place_of(issued: IssuedFile) -> Place:
    return Place(issued.entry.book, issued.entry.number)


def a_copy_draft(folder: Path, kind: str) -> Path:
    """The law's own sample of a copy, of another kind, and without its subject."""
    text = (FORMS / "ban_sao" / "draft.toml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("subject")]
    path = folder / f"{kind}.toml"
    path.write_text("\n".join(kept).replace('"sao_y"', f'"{kind}"'), encoding="utf-8")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["type"] == kind
    return path


def test_the_copy_holds_the_whole_document_and_its_block_and_is_right_by_the_law(
    workspace: Workspace, tmp_path: Path
) -> None:
    original = issue_draft(workspace, DECISION, tmp_path)
    copy = copy_document(workspace, a_copy_draft(tmp_path, "sao_y"), place_of(original), tmp_path / "out")
    content = copy.path.read_bytes()
    assert texts(content, Style.TYPE_NAME, Style.COPY_LABEL) == ["QUYẾT ĐỊNH", "SAO Y"]
    assert texts(content, Style.NUMBER) == ["Số: 01/QĐ-UBND", "Số: 01/SY-SNV"]
    assert copy.entry.document.subject.startswith(
        "Quyết định số 01/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh"
    )
    assert check_file(copy.path).findings == ()


def test_the_three_kinds_share_one_book(workspace: Workspace, tmp_path: Path) -> None:
    original = place_of(issue_draft(workspace, DECISION, tmp_path))
    first = copy_document(workspace, a_copy_draft(tmp_path, "sao_y"), original, tmp_path)
    extract = copy_document(workspace, a_copy_draft(tmp_path, "trich_sao"), original, tmp_path, parts=(2,))
    second = copy_document(workspace, a_copy_draft(tmp_path, "sao_luc"), place_of(first), tmp_path)
    assert [str(one.entry.document.number) for one in (first, extract, second)] == [
        "01/SY-SNV", "02/TrS-SNV", "03/SL-SNV",
    ]  # fmt: skip
    assert {one.entry.book for one in (first, extract, second)} == {BookKey("snv-lam-dong", "SAO", 2026)}
    assert texts(second.path.read_bytes(), Style.COPY_LABEL) == ["SAO Y", "SAO LỤC"]
    assert [line.split(".")[0] for line in texts(extract.path.read_bytes(), Style.ARTICLE)] == ["Điều 2"]
    assert all(check_file(one.path).errors == 0 for one in (first, extract, second))
    assert not verify_books(workspace).problems


def test_the_same_key_gives_the_same_copy(workspace: Workspace, tmp_path: Path) -> None:
    original, draft = place_of(issue_draft(workspace, DECISION, tmp_path)), a_copy_draft(tmp_path, "sao_y")
    once, again = (
        copy_document(workspace, draft, original, tmp_path, idempotency_key="sao-1") for _ in range(2)
    )
    assert (once.entry, once.sha256) == (again.entry, again.sha256)


def test_what_was_voided_is_not_copied_and_what_is_not_there_neither(
    workspace: Workspace, tmp_path: Path
) -> None:
    original, draft = place_of(issue_draft(workspace, DECISION, tmp_path)), a_copy_draft(tmp_path, "sao_y")
    change_state(workspace, Move.VOID, original, "ghi nhầm sổ")
    with pytest.raises(NotToBeCopied, match="cancelled"):
        copy_document(workspace, draft, original, tmp_path)
    with pytest.raises(UnknownEntry):
        copy_document(workspace, draft, Place(original.book, 99), tmp_path)
    assert len(list(entries(workspace))) == 1


def test_a_refused_copy_takes_no_number(workspace: Workspace, tmp_path: Path) -> None:
    original = place_of(issue_draft(workspace, DECISION, tmp_path))
    with pytest.raises(WrongKindOfCopy):
        copy_document(workspace, a_copy_draft(tmp_path, "sao_luc"), original, tmp_path)
    assert BookKey("snv-lam-dong", "SAO", 2026) not in book_keys(workspace)


@pytest.mark.parametrize(
    "form",
    [form for form in all_forms() if (form.folder / "draft.toml").exists()],
    ids=lambda form: f"{form.regime}-{form.name}",
)
def test_a_draft_of_every_form_is_previewed_and_issued(form: Form, tmp_path: Path) -> None:
    sqlite_workspace = workspace_at(f"sqlite:///{tmp_path / 'so.db'}", tmp_path)
    draft = form.folder / "draft.toml"
    preview_draft(sqlite_workspace, draft, tmp_path / "xem.docx")
    assert texts((tmp_path / "xem.docx").read_bytes(), Style.NUMBER)[0].startswith("Số:      /")
    assert issue_draft(sqlite_workspace, draft, tmp_path).entry.number == 1
