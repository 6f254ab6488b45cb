"""Công bố kết quả của năm: it waits for two people, row by row, and is then written out once."""

from dataclasses import replace
from pathlib import Path

import pytest

from directives.errors import DirectiveError
from directives.followup.duties import DutyKey
from sipas_engine.bundle.archive import read_bundle
from sipas_engine.bundle.manifest import MANIFEST, sha256_of
from sipas_engine.bundle.verify import verified
from storage import campaigns
from storage.database import reading
from tests.services.ending_year import AN, BINH, CHI, PUBLISHED, acting, ended
from tests.services.returning import ID
from workflows.services.advance import advance_day
from workflows.services.approve_edition import approve_edition
from workflows.services.audit_head import audit_head
from workflows.services.campaign_method import ReasonWanted
from workflows.services.campaign_status import campaign_status
from workflows.services.publish_bundle import (
    AlreadyApproved,
    NoRightToPublish,
    NoSuchEdition,
    TwoPeopleApprove,
    approve_publication,
    campaign_publications,
    prepare_publication,
)
from workflows.services.publishing_rights import withdraw_publishing
from workflows.services.workspace import Workspace

KEY = DutyKey(ID, "cong_bo")


def published(workspace: Workspace) -> campaigns.Fact | None:
    with reading(workspace.engine) as connection:
        return campaigns.facts(connection, ID).get(KEY)


#: What people say, one after the other; whether the result is out then; why.
WAYS = [
    ([], False, "nobody said anything"),
    ([(AN, True)], False, "one person is not two"),
    ([(AN, True), (AN, True)], False, "the same person twice is one person"),
    ([(AN, True), (AN.upper().replace(" ", "  "), True)], False, "also under another way of writing"),
    ([(AN, True), (BINH, True)], True, "two people"),
    ([(AN, True), (BINH, False)], False, "one for, one against"),
    ([(AN, True), (BINH, False), (CHI, True)], False, "two for, but somebody is against"),
    ([(AN, True), (BINH, False), (BINH, True)], True, "who was against agreed later"),
]


@pytest.mark.parametrize(("said", "out", "reason"), WAYS, ids=[row[2] for row in WAYS])
def test_it_is_out_when_two_people_agree_and_nobody_objects(
    workspace: Workspace, tmp_path: Path, said: list[tuple[str, bool]], out: bool, reason: str
) -> None:
    desk = ended(workspace, tmp_path)
    assert advance_day(desk, ID, PUBLISHED) == 0, "it waits"
    for person, agrees in said:
        approve_edition(acting(desk, person), ID, reject=not agrees, reason="" if agrees else "sai tên xã")
    assert advance_day(desk, ID, PUBLISHED) == int(out), reason
    assert (published(desk) is not None) is out
    assert (tmp_path / "cong-bo" / ID / "an-ban-1").exists() is out


def test_what_is_out_can_be_verified_and_the_fact_names_it(workspace: Workspace, tmp_path: Path) -> None:
    desk = ended(workspace, tmp_path)
    advance_day(desk, ID, PUBLISHED)
    for person in (AN, BINH):
        approve_edition(acting(desk, person), ID)
    advance_day(desk, ID, PUBLISHED)
    folder = tmp_path / "cong-bo" / ID / "an-ban-1"
    fact = published(desk)
    assert fact is not None
    manifest = sha256_of((folder / MANIFEST).read_bytes())
    assert fact.payload == {"edition": 1, "manifest": manifest}
    (edition,) = campaign_publications(desk, ID)
    assert (edition.manifest_sha256, edition.prepared_by) == (manifest, "van-thu")
    assert verified("an-ban-1", read_bundle(folder), known=manifest, program="").findings == ()


def test_while_it_waits_nothing_is_repeated(workspace: Workspace, tmp_path: Path) -> None:
    desk = ended(workspace, tmp_path)
    advance_day(desk, ID, PUBLISHED)
    before = audit_head(desk)
    assert [advance_day(desk, ID, PUBLISHED) for _ in range(3)] == [0, 0, 0]
    assert audit_head(desk) == before
    assert len(campaign_publications(desk, ID)) == 1
    assert campaign_status(desk, ID, PUBLISHED).counts["due_today"] == 1


def test_killed_between_the_files_and_the_fact_it_writes_the_same_files_again(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = ended(workspace, tmp_path)
    advance_day(desk, ID, PUBLISHED)
    for person in (AN, BINH):
        approve_edition(acting(desk, person), ID)
    with monkeypatch.context() as patched:
        patched.setattr(campaigns, "add_fact", _killed)
        with pytest.raises(KeyboardInterrupt):
            advance_day(desk, ID, PUBLISHED)
    folder = tmp_path / "cong-bo" / ID / "an-ban-1"
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert published(desk) is None
    assert before
    assert [advance_day(desk, ID, PUBLISHED) for _ in range(2)] == [1, 0]
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def _killed(*_arguments: object) -> bool:
    raise KeyboardInterrupt


def test_without_a_public_folder_it_stays_in_the_store(workspace: Workspace, tmp_path: Path) -> None:
    desk = replace(ended(workspace, tmp_path), public=None)
    advance_day(desk, ID, PUBLISHED)
    for person in (AN, BINH):
        approve_edition(acting(desk, person), ID)
    assert advance_day(desk, ID, PUBLISHED) == 1
    assert not (tmp_path / "cong-bo").exists()


def test_what_a_person_prepared_needs_one_other_person(workspace: Workspace, tmp_path: Path) -> None:
    desk = ended(workspace, tmp_path)
    prepare_publication(acting(desk, AN), ID)
    assert advance_day(desk, ID, PUBLISHED) == 0
    approve_publication(acting(desk, BINH), ID, 1)
    assert advance_day(desk, ID, PUBLISHED) == 1


REFUSED = [
    ("Người Lạ", {}, NoRightToPublish, "nobody gave the right"),
    (AN, {"edition": 7}, NoSuchEdition, "there is no such edition"),
    (AN, {"reject": True}, ReasonWanted, "against it, without saying why"),
]


@pytest.mark.parametrize(("person", "how", "error", "reason"), REFUSED, ids=[row[3] for row in REFUSED])
def test_an_approval_is_refused(
    workspace: Workspace,
    tmp_path: Path,
    person: str,
    how: dict[str, object],
    error: type[DirectiveError],
    reason: str,
) -> None:
    desk = ended(workspace, tmp_path)
    advance_day(desk, ID, PUBLISHED)
    before = audit_head(desk)
    with pytest.raises(error):
        approve_edition(acting(desk, person), ID, **how)  # type: ignore[arg-type]  # rows of a table
    assert audit_head(desk) == before, reason


def test_one_person_cannot_let_out_what_the_program_prepared(workspace: Workspace, tmp_path: Path) -> None:
    desk = ended(workspace, tmp_path)
    advance_day(desk, ID, PUBLISHED)
    with pytest.raises(TwoPeopleApprove):
        approve_publication(acting(desk, AN), ID, 1)


def test_a_right_that_was_withdrawn_does_not_count(workspace: Workspace, tmp_path: Path) -> None:
    desk = ended(workspace, tmp_path)
    advance_day(desk, ID, PUBLISHED)
    approve_edition(acting(desk, AN), ID)
    withdraw_publishing(desk, AN, "chuyển công tác")
    assert approve_edition(acting(desk, BINH), ID).approved_by == ""
    assert approve_edition(acting(desk, CHI), ID).approved_by == CHI.casefold()
    with pytest.raises(AlreadyApproved):
        approve_edition(acting(desk, BINH), ID, reject=True, reason="muộn")
