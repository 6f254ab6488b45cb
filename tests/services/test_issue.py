"""Cấp số: which number a document gets, and that whatever goes wrong takes none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from directives.document.forms import NoOfficialForm
from directives.document.model import BodyKind, BodyPart, Document
from directives.errors import DirectiveError
from directives.register.books import BackdatedNumber, BookAlreadyOpen, BookKey
from directives.rendering.template_language import UnprintableCharacter
from storage import audit, outbox, register
from storage.database import reading
from tests.documents import a_document, dated
from tests.workspaces import VIETNAM, workspace_at
from workflows.services import issue
from workflows.services.books import UnknownEntry, book_keys, entries, entry, open_book
from workflows.services.issue import issue_document, make_file, repair
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

BOOK = BookKey("ubnd-tinh-lam-dong", "CV", 2026)


def numbers_of(workspace: Workspace, *documents: Document) -> list[str]:
    """Các số: what each of these documents is given, in this order."""
    return [str(issue_document(workspace, document).entry.document.number) for document in documents]


DECISION: dict[str, Any] = {
    "type": "quyet_dinh",
    "addressees": [],
    "deciding_authority": "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
    "legal_bases": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"],
    "body": [{"kind": "article", "text": "Công bố kết quả."}],
}


def in_a_row(*days: str) -> list[Document]:
    return [dated(day) for day in days]


SEQUENCES = [
    (in_a_row("2026-01-05", "2026-01-05", "2026-03-02"), ["01", "02", "03"], "one after another"),
    (in_a_row("2026-12-30", "2027-01-04"), ["01", "01"], "each year begins at 01"),
    ([dated("2026-03-02"), dated("2026-03-02", **DECISION)], ["01", "01"], "each type has its own series"),
    (
        [dated("2026-03-02"), dated("2026-03-02", issuer="snv-lam-dong", unit="CCHC")],
        ["01", "01"],
        "each office has its own books",
    ),
    (
        [dated("2026-03-02", unit="VX"), dated("2026-03-02", unit="NC")],
        ["01", "02"],
        "one book for all units",
    ),
    (in_a_row("2027-01-04", "2026-12-30"), ["01", "01"], "a new year's book does not close the old one"),
]


@pytest.mark.parametrize(("documents", "expected", "reason"), SEQUENCES)
def test_numbers_run_by_office_series_and_year(
    workspace: Workspace, documents: list[Document], expected: list[str], reason: str
) -> None:
    assert [number.partition("/")[0] for number in numbers_of(workspace, *documents)] == expected, reason
    assert verify_books(workspace).problems == []


@pytest.mark.parametrize(
    ("at", "year", "reason"),
    [
        ("2026-12-31T16:59:59", 2026, "23:59 in Việt Nam"),
        ("2026-12-31T17:00:00", 2027, "midnight in Việt Nam"),
        ("2027-01-01T03:00:00", 2027, "ten in the morning"),
    ],
)
def test_the_year_is_that_of_the_day_in_viet_nam(tmp_path: Path, at: str, year: int, reason: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(VIETNAM)
    desk = workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path, lambda: moment)
    issued = issue_document(desk, dated(desk.now().date().isoformat()))
    assert issued.entry.book.year == year, reason
    desk.engine.dispose()


def test_a_book_opened_mid_year_goes_on_after_the_last_number_on_paper(workspace: Workspace) -> None:
    open_book(workspace, BOOK, 1847)
    assert numbers_of(workspace, *in_a_row("2026-10-05", "2026-10-05")) == ["1848/UBND-VX", "1849/UBND-VX"]
    assert verify_books(workspace).problems == []


def test_a_book_is_opened_only_once_and_only_before_its_first_number(workspace: Workspace) -> None:
    numbers_of(workspace, a_document())
    with pytest.raises(BookAlreadyOpen, match="stands at number 1"):
        open_book(workspace, BOOK, 1847)


def test_an_earlier_date_than_the_last_is_refused_and_takes_no_number(workspace: Workspace) -> None:
    numbers_of(workspace, dated("2026-03-02"))
    with pytest.raises(BackdatedNumber, match="Date it 2026-03-02 or later"):
        issue_document(workspace, dated("2026-03-01"))
    assert numbers_of(workspace, dated("2026-03-02")) == ["02/UBND-VX"]


def test_the_same_key_gives_the_same_number_and_the_same_bytes(workspace: Workspace) -> None:
    first = issue_document(workspace, a_document(), idempotency_key="bấm hai lần")
    numbers_of(workspace, a_document())
    again = issue_document(workspace, a_document(), idempotency_key="bấm hai lần")
    assert (again.entry.number, again.content) == (first.entry.number, first.content)
    assert len(entries(workspace)) == 2


REFUSED = [
    (replace(a_document(), issued_on=date(2010, 5, 1)), NoOfficialForm, "a day without forms"),
    (
        replace(a_document(), body=(BodyPart(BodyKind.PARAGRAPH, "Chuông\x07 reo"),)),
        UnprintableCharacter,
        "a character no printer knows",
    ),
]


@pytest.mark.parametrize(("document", "refusal", "reason"), REFUSED)
def test_a_document_that_cannot_be_printed_takes_no_number(
    workspace: Workspace, document: Document, refusal: type[DirectiveError], reason: str
) -> None:
    numbers_of(workspace, a_document())
    with pytest.raises(refusal):
        issue_document(workspace, document)
    assert numbers_of(workspace, a_document()) == ["02/UBND-VX"], reason
    assert verify_books(workspace).problems == []


class DiskFull(Exception):
    """Lỗi cài vào: what the storage says at the worst moment."""


FAULTS = [
    (register, "take_number", "before the row is written"),
    (audit, "append", "the audit entry cannot be written"),
    (outbox, "put", "the outbox entry cannot be written"),
]


@pytest.mark.parametrize(("module", "act", "reason"), FAULTS)
@pytest.mark.parametrize("after", [False, True], ids=["before it", "after it"])
def test_a_fault_while_numbering_leaves_no_trace(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, module: Any, act: str, reason: str, after: bool
) -> None:
    numbers_of(workspace, a_document())
    before = _contents(workspace)
    real: Callable[..., Any] = getattr(module, act)

    def failing(*what: Any, **named: Any) -> None:
        if after:
            real(*what, **named)
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(module, act, failing)
        with pytest.raises(DiskFull):
            issue_document(workspace, a_document())
    assert _contents(workspace) == before, reason
    assert numbers_of(workspace, a_document()) == ["02/UBND-VX"]
    assert verify_books(workspace).problems == []


def _contents(workspace: Workspace) -> dict[str, list[Any]]:
    from storage.tables import metadata

    with reading(workspace.engine) as connection:
        return {name: connection.execute(t.select()).all() for name, t in metadata.tables.items()}


def crash(*_: object) -> None:
    """Máy dừng: at the moment when the file was to be made."""
    raise DiskFull


def test_every_number_has_exactly_one_audit_entry_and_one_for_its_file(workspace: Workspace) -> None:
    numbers_of(workspace, a_document(), a_document())
    rows = _contents(workspace)["audit_entry"]
    assert sorted((row.act, row.subject) for row in rows) == [
        ("file_made", f"{BOOK}/1"),
        ("file_made", f"{BOOK}/2"),
        ("number_given", f"{BOOK}/1"),
        ("number_given", f"{BOOK}/2"),
    ]


def test_a_crash_before_the_file_was_made_is_made_good_at_the_next_start(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(issue, "make_file", crash)
        with pytest.raises(DiskFull):
            issue_document(workspace, a_document())
    assert [p.code for p in verify_books(workspace).problems] == ["missing_file"]
    assert repair(workspace) == 1
    assert verify_books(workspace).problems == []
    assert repair(workspace) == 0


def refuse(*_: object) -> None:
    """Mẫu từ chối: as when a form was changed since the number was given."""
    raise NoOfficialForm(type="Công văn", regime="ND30", known="-")


def test_a_form_that_refuses_a_cut_off_document_stops_nobody_from_opening_the_books(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(issue, "make_file", crash)
        with pytest.raises(DiskFull):
            issue_document(workspace, a_document())
        patched.setattr(issue, "make_file", refuse)
        assert repair(workspace) == 0
    assert [p.code for p in verify_books(workspace).problems] == ["missing_file"]
    assert repair(workspace) == 1


def test_a_lost_file_is_made_again_from_the_record(workspace: Workspace) -> None:
    issued = issue_document(workspace, a_document())
    _stored(workspace, issued.sha256).unlink()
    assert make_file(workspace, issued.entry).content == issued.content
    _stored(workspace, issued.sha256).write_bytes(b"PK")
    assert make_file(workspace, issued.entry).content == issued.content
    assert verify_books(workspace).problems == []


def _stored(workspace: Workspace, sha256: str) -> Path:
    return workspace.files.folder / sha256[:2] / sha256


def test_a_number_that_was_never_given_is_named(workspace: Workspace) -> None:
    numbers_of(workspace, a_document())
    assert entry(workspace, BOOK, 1).subject_id == f"{BOOK}/1"
    with pytest.raises(UnknownEntry, match="has no number 2"):
        entry(workspace, BOOK, 2)
    assert book_keys(workspace) == [BOOK]
