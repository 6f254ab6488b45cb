"""Công bố của đợt: two persons, a right that can be withdrawn, editions that stay; late forms make another."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Barrier
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from sipas_engine.bundle.explain import explained
from sipas_engine.bundle.impact import impact
from sipas_engine.bundle.manifest import MANIFEST, SEAL, seal_of, sha256_of
from sipas_engine.bundle.settings import DRAFT
from sipas_engine.bundle.steps import Figure
from sipas_engine.bundle.verify import opened, verified
from storage import audit, returns
from storage.database import reading, transaction
from tests.services.returning import (
    CHIEF,
    CU_JUT,
    DAK_MIL,
    ID,
    KNIA,
    LATE,
    TAM_THANG,
    THUAN_AN,
    begun,
    carried_on,
    form,
    sent,
)
from tests.services.test_verify_books import unguarded
from workflows.services.campaign_method import ReasonWanted
from workflows.services.close_returns import reopen_returns
from workflows.services.cuts import recompute
from workflows.services.publish_bundle import (
    AlreadyApproved,
    NoRightToPublish,
    NoSuchEdition,
    SamePerson,
    approve_publication,
    bundle_for_readers,
    campaign_bundle,
    campaign_publications,
    prepare_publication,
    published_edition,
)
from workflows.services.publishing_rights import (
    OwnRight,
    grant_publishing,
    publishing_rights,
    withdraw_publishing,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

PREPARER, APPROVER, ADMIN = "Lê Văn Soạn", "Phạm Thị Duyệt", "Quản trị"


def as_person(desk: Workspace, person: str) -> Workspace:
    return replace(desk, actor=person)


def frozen(workspace: Workspace, folder: Path) -> None:
    """Đợt đã chốt: forms of three communes; the result is frozen."""
    begun(workspace, folder / "dot")
    answers = ("4 5 4", "5 5 3", "2 4 .", "4 45 KB", "3 3 5")
    cu_jut = [form(f"K{n}", KNIA, answers[n % 5]) for n in range(25)]
    cu_jut += [form(f"T{n}", TAM_THANG, answers[n % 3]) for n in range(18)]
    sent(workspace, folder, cu_jut, unit=CU_JUT, name="cu-jut.csv")
    mil = [form(f"M{n}", THUAN_AN, answers[n % 4]) for n in range(30)]
    sent(workspace, folder, mil, unit=DAK_MIL, name="dak-mil.csv")
    carried_on(workspace)


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Bàn làm việc: of a campaign whose result is frozen."""
    frozen(workspace, tmp_path)
    return workspace


def late_forms(desk: Workspace, folder: Path) -> int:
    """Phiếu đến muộn: the returns are opened again, and the result is frozen anew."""
    reopen_returns(desk, ID, LATE, reason="Phiếu đến muộn", person=CHIEF)
    sent(desk, folder, [form(f"L{n}", KNIA, "5 5 5") for n in range(40)], day=LATE, name="muon.csv")
    return recompute(desk, ID, LATE, reason="Phiếu đến muộn", person=CHIEF)


def test_a_bundle_of_a_cut_verifies_anywhere_and_names_batches_and_offices(desk: Workspace) -> None:
    contents = campaign_bundle(desk, ID)
    assert campaign_bundle(desk, ID) == contents
    shown = opened("bộ", contents)
    assert verified("bộ", contents, program=shown.manifest.program).findings == ()
    assert [(one.office, one.forms, one.valid) for one in shown.manifest.settings.inputs] == [
        ("UBND huyện Cư Jút", 43, 43),
        ("UBND huyện Đắk Mil", 30, 30),
    ]
    assert shown.manifest.settings.title == "Đợt thử năm 2021"
    assert [one["office"] for one in explained(shown, Figure(("national", ()))).inputs][:1] == [
        "UBND huyện Cư Jút"
    ]
    assert (shown.manifest.settings.campaign, shown.manifest.settings.version) == (ID, 1)


def test_who_prepared_an_edition_cannot_approve_it_and_nobody_without_the_right(desk: Workspace) -> None:
    preparer, approver = as_person(desk, PREPARER), as_person(desk, APPROVER)
    prepared = prepare_publication(preparer, ID)
    grant_publishing(as_person(desk, ADMIN), PREPARER, "trưởng phòng")
    with pytest.raises(SamePerson):
        approve_publication(preparer, ID, prepared.edition)
    with pytest.raises(SamePerson):
        approve_publication(as_person(desk, "  LÊ  VĂN soạn "), ID, prepared.edition)
    with pytest.raises(NoRightToPublish):
        approve_publication(approver, ID, prepared.edition)
    grant_publishing(as_person(desk, ADMIN), APPROVER, "phó giám đốc")
    assert approve_publication(approver, ID, prepared.edition).approved_by == APPROVER.casefold()
    assert [one.approved_by for one in campaign_publications(desk, ID)] == [APPROVER.casefold()]


def test_a_withdrawn_right_works_at_once_in_a_session_that_was_open(desk: Workspace) -> None:
    approver = as_person(desk, APPROVER)
    grant_publishing(as_person(desk, ADMIN), APPROVER, "phó giám đốc")
    edition = prepare_publication(as_person(desk, PREPARER), ID).edition
    withdraw_publishing(as_person(desk, ADMIN), APPROVER, "chuyển công tác")
    with pytest.raises(NoRightToPublish):
        approve_publication(approver, ID, edition)
    assert [right.granted for right in publishing_rights(desk)] == [True, False]


def test_nobody_gives_himself_the_right_and_a_reason_is_wanted(desk: Workspace) -> None:
    with pytest.raises(OwnRight):
        grant_publishing(as_person(desk, APPROVER), APPROVER, "tự cấp")
    with pytest.raises(ReasonWanted):
        grant_publishing(as_person(desk, ADMIN), APPROVER, " ")


def test_the_same_bundle_prepared_twice_is_one_edition_and_an_approval_stands(desk: Workspace) -> None:
    first = prepare_publication(as_person(desk, PREPARER), ID)
    assert prepare_publication(as_person(desk, ADMIN), ID) == first
    for person in (APPROVER, ADMIN):
        grant_publishing(as_person(desk, PREPARER), person, "lãnh đạo")
    approved = approve_publication(as_person(desk, APPROVER), ID, 1)
    assert approve_publication(as_person(desk, APPROVER), ID, 1) == approved
    with pytest.raises(AlreadyApproved):
        approve_publication(as_person(desk, ADMIN), ID, 1)
    with pytest.raises(NoSuchEdition, match="Prepared so far: 1"):
        approve_publication(as_person(desk, APPROVER), ID, 2)


def test_late_forms_make_another_edition_the_first_stays_and_both_recompute(
    desk: Workspace, tmp_path: Path
) -> None:
    first = prepare_publication(as_person(desk, PREPARER), ID)
    version = late_forms(desk, tmp_path)
    second = prepare_publication(as_person(desk, PREPARER), ID)
    assert (first.edition, second.edition, second.cut_version) == (1, 2, version)
    editions = [published_edition(desk, ID, number) for number in (1, 2)]
    for edition, contents in zip((first, second), editions, strict=True):
        program = opened("bộ", contents).manifest.program
        found = verified("bộ", contents, known=edition.manifest_sha256, program=program)
        assert found.findings == ()
    assert campaign_bundle(desk, ID, 1) == editions[0]
    moved = impact(*(opened("bộ", contents) for contents in editions))
    assert any("Xã Cư Knia" in cell.row for cell in moved.cells)
    assert moved.ranks
    assert moved.sentences
    assert len(moved.inputs_new) == 1


def test_the_register_holds_the_hash_of_the_manifest_and_the_journal_both_acts(desk: Workspace) -> None:
    prepared = prepare_publication(as_person(desk, PREPARER), ID)
    grant_publishing(as_person(desk, ADMIN), APPROVER, "phó giám đốc")
    approve_publication(as_person(desk, APPROVER), ID, 1)
    assert prepared.manifest_sha256 == sha256_of(campaign_bundle(desk, ID)[MANIFEST])
    with reading(desk.engine) as connection:
        acts = list(audit.acts(connection, f"campaign/{ID}"))[-2:]
        assert list(audit.broken_entries(connection)) == []
    assert [(act.act, act.actor) for act in acts] == [
        ("publication_prepared", PREPARER),
        ("publication_approved", APPROVER),
    ]
    assert all(act.payload["manifest"] == prepared.manifest_sha256 for act in acts)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM publication",
        "UPDATE publication SET manifest_sha256 = 'x'",
        "DELETE FROM publication_approval",
        "UPDATE publication_approval SET approved_by = 'ai khác'",
        "UPDATE publishing_right SET granted = NOT granted",
        "DELETE FROM publishing_right",
    ],
)
def test_what_was_published_cannot_be_changed_by_sql_either(desk: Workspace, statement: str) -> None:
    prepare_publication(as_person(desk, PREPARER), ID)
    grant_publishing(as_person(desk, ADMIN), APPROVER, "phó giám đốc")
    approve_publication(as_person(desk, APPROVER), ID, 1)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction(desk.engine) as connection:
        connection.execute(text(statement))


def test_a_clock_or_a_person_gets_into_no_bundle(desk: Workspace) -> None:
    everything = b"".join(campaign_bundle(as_person(desk, PREPARER), ID).values())
    for word in (PREPARER, "2026-10-05", "08:30", "K17", "cu-jut.csv"):
        assert word.encode() not in everything


def test_a_bundle_that_nobody_approved_says_so_itself_and_is_another_one(desk: Workspace) -> None:
    prepared = prepare_publication(as_person(desk, PREPARER), ID)
    draft, none = bundle_for_readers(desk, ID)
    assert none is None
    found = verified("bộ", draft, program=opened("bộ", draft).manifest.program)
    assert (found.draft, found.findings) == (True, ())
    assert found.manifest != prepared.manifest_sha256
    for path in ("page.html", "result.json", "tables.xlsx"):
        content = draft[path] if path != "tables.xlsx" else _unpacked(draft[path])
        assert DRAFT.encode() in content, path
    grant_publishing(as_person(desk, ADMIN), APPROVER, "phó giám đốc")
    approve_publication(as_person(desk, APPROVER), ID, prepared.edition)
    approved, edition = bundle_for_readers(desk, ID)
    assert edition is not None
    assert sha256_of(approved[MANIFEST]) == edition.manifest_sha256 == prepared.manifest_sha256
    assert DRAFT.encode() not in approved["page.html"]


def test_a_draft_whose_manifest_says_otherwise_does_not_verify(desk: Workspace) -> None:
    draft = dict(bundle_for_readers(desk, ID)[0])
    draft[MANIFEST] = draft[MANIFEST].replace(b'"draft": true', b'"draft": false')
    draft[SEAL] = seal_of(draft[MANIFEST])
    found = verified("bộ", draft, program=opened("bộ", draft).manifest.program).findings
    assert {finding.file for finding in found} >= {"page.html", "result.json", "tables.xlsx"}


def _unpacked(workbook: bytes) -> bytes:
    with ZipFile(BytesIO(workbook)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_two_who_approve_at_once_are_one_approval_and_one_refusal(desk: Workspace) -> None:
    prepare_publication(as_person(desk, PREPARER), ID)
    people = [APPROVER, ADMIN, "Người thứ ba"]
    for person in people:
        grant_publishing(as_person(desk, PREPARER), person, "lãnh đạo")
    start = Barrier(len(people))

    def approve(person: str) -> str:
        start.wait()
        try:
            return approve_publication(as_person(desk, person), ID, 1).approved_by
        except AlreadyApproved as refused:
            return refused.kind

    with ThreadPoolExecutor(len(people)) as pool:
        said = sorted(pool.map(approve, people))
    (one,) = campaign_publications(desk, ID)
    assert said == sorted(["already_approved", "already_approved", one.approved_by])
    with reading(desk.engine) as connection:
        acts = [act.act for act in audit.acts(connection, f"campaign/{ID}")]
    assert acts.count("publication_approved") == 1


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE publication SET manifest_sha256 = 'x'", "damaged_record"),
        ("UPDATE publication SET cut_version = 9", "damaged_record"),
        ("UPDATE publication_approval SET approved_by = 'ai khác'", "damaged_record"),
        ("DELETE FROM publication_approval", "damaged_record"),
        ("DELETE FROM publishing_right", "damaged_record"),
        ("UPDATE publishing_right SET granted = NOT granted", "damaged_record"),
    ],
)
def test_the_check_of_books_finds_what_was_changed_past_the_journal(
    desk: Workspace, statement: str, code: str
) -> None:
    _approved_once(desk)
    assert _problems(desk) == set()
    with unguarded(desk) as connection:
        connection.execute(text(statement))
    assert (code, f"campaign/{ID}") in _problems(desk) or (code, "publishing") in _problems(desk)


def test_the_check_of_books_finds_an_edition_that_is_gone_and_files_that_are_gone(desk: Workspace) -> None:
    _approved_once(desk)
    (one,) = campaign_publications(desk, ID)
    kept = next(desk.files.folder.rglob(f"*{one.zip_sha256[-20:]}*"))
    kept.chmod(0o600)
    kept.unlink()
    assert ("missing_file", f"campaign/{ID}") in _problems(desk)
    with unguarded(desk) as connection:
        connection.execute(text("DELETE FROM publication_approval"))
        connection.execute(text("DELETE FROM publication"))
    assert ("damaged_record", f"campaign/{ID}") in _problems(desk)


def _approved_once(desk: Workspace) -> None:
    prepare_publication(as_person(desk, PREPARER), ID)
    grant_publishing(as_person(desk, ADMIN), APPROVER, "phó giám đốc")
    approve_publication(as_person(desk, APPROVER), ID, 1)


def _problems(desk: Workspace) -> set[tuple[str, str]]:
    return {(problem.code, problem.book) for problem in verify_books(desk).problems}


def test_a_corrected_return_shows_which_cells_ranks_and_sentences_move(
    desk: Workspace, tmp_path: Path
) -> None:
    first = opened(
        "bộ", published_edition(desk, ID, prepare_publication(as_person(desk, PREPARER), ID).edition)
    )
    reopen_returns(desk, ID, LATE, reason="Nhập sai phiếu", person=CHIEF)
    right = [form(f"M{n}", THUAN_AN, "1 1 1") for n in range(30)]
    with reading(desk.engine) as connection:
        wrong = next(one.sha256 for one in returns.batches(connection, ID) if one.unit == DAK_MIL)
    sent(desk, tmp_path, right, unit=DAK_MIL, day=LATE, name="mil-dung.csv", corrects=[wrong])
    recompute(desk, ID, LATE, reason="Nhập sai phiếu", person=CHIEF)
    second = opened(
        "bộ", published_edition(desk, ID, prepare_publication(as_person(desk, PREPARER), ID).edition)
    )
    found = impact(first, second)
    moved = {(cell.table, cell.row, cell.column): (cell.before, cell.after) for cell in found.cells}
    before, after = moved["ranking:commune", " / ".join(THUAN_AN), "sipas"]
    assert before != after == "0,00"
    assert not any(KNIA[-1] in row and column == "sipas" for _, row, column in moved)
    assert {rank.unit for rank in found.ranks} >= {" / ".join(THUAN_AN)}
    assert "overall_index" in {sentence.id for sentence in found.sentences}
    assert len(found.inputs_gone) == len(found.inputs_new) == 1
