"""Chứng cứ: what a clerk notes of a duty, once; which documents are found; the log and the status of both databases."""

from datetime import date

import pytest

from directives.followup.moves import IllegalMove
from directives.followup.plan import Phase
from directives.register.incoming import IncomingDocument
from storage import followup
from storage.database import reading
from tests.services.followup_acts import ID, PLAN
from workflows.services.campaign_log import campaign_log
from workflows.services.campaign_status import campaign_status
from workflows.services.followup_state import UnknownCampaign, followup_state
from workflows.services.receive_document import receive_document
from workflows.services.record_evidence import ACTS, Evidence, NoReason, NotYet, Recorded, record_evidence
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.workspace import Workspace

UNIT = "ubnd-huyen-cu-jut"


@pytest.fixture
def desk(workspace: Workspace) -> Workspace:
    """Bàn làm việc: the campaign of Đắk Nông was begun."""
    start_campaign(workspace, *read_plan(PLAN))
    return workspace


def note(desk: Workspace, said: str) -> Recorded:
    """Ghi: "record 2021-12-28 12/UBND-NV" of the unit's forms; words after a dash are the reason."""
    words, _, reason = said.partition(" - ")
    act, on, *document = words.split()
    return record_evidence(
        desk, ID, act, Evidence("nhan_phieu", UNIT, date.fromisoformat(on), 1, " ".join(document), reason)
    )


#: What is noted in turn ("=": it stood there already; "!": refused), and the stage in the end.
STORIES: list[tuple[str, str, str]] = [
    ("sent 2021-12-20; =sent 2021-12-20; seen 2021-12-21; begin 2021-12-22", "in_work", "step by step, each once"),
    ("record 2021-12-28 12/UBND-NV; =record 2021-12-28 12/UBND-NV; accept 2021-12-29", "accepted", "handed in once"),
    ("record 2021-12-28; !record 2021-12-29", "submitted", "on another day it would be another submission"),
    ("record 2021-12-28; return 2021-12-29 - thiếu; =return 2021-12-29 - thiếu", "returned_for_fix", "sent back"),
    ("record 2021-12-28; return 2021-12-28 - thiếu; record 2021-12-28; =record 2021-12-28", "submitted",
     "mended on the very day"),
    ("!return 2021-12-28 - thiếu; !accept 2021-12-28", "not_sent", "nothing was handed in"),
    ("waive 2021-12-28 - bão lũ; !record 2021-12-29", "not_sent", "let off"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "stage", "reason"), STORIES)
def test_each_act_is_written_down_once_or_refused(
    desk: Workspace, story: str, stage: str, reason: str
) -> None:
    for said in map(str.strip, story.split(";")):
        if said.startswith("!"):
            with pytest.raises(IllegalMove):
                note(desk, said[1:])
        else:
            assert note(desk, said.lstrip("=")).new != said.startswith("="), reason
    board = followup_state(desk, ID).board(date(2022, 1, 10))
    found = {one.duty.key.unit: one for one in board.statuses() if one.duty.key.step == "nhan_phieu"}
    assert found[UNIT].stage.value == stage, reason
    with reading(desk.engine) as connection:
        written = len(followup.log_entries(connection, ID))
    assert written == sum(not said.strip().startswith(("=", "!")) for said in story.split(";"))


def test_the_log_and_the_status_tell_what_was_noted(desk: Workspace) -> None:
    note(desk, "record 2021-12-28 12/UBND-NV")
    note(desk, "return 2021-12-29 - thiếu chữ ký")
    assert [(row.kind, row.document, row.reason) for row in campaign_log(desk, ID, unit=UNIT)] == [
        ("submitted", "12/UBND-NV", ""),
        ("returned", "", "thiếu chữ ký"),
    ]
    assert campaign_log(desk, ID, step="to_trinh") == []
    found = campaign_status(desk, ID, date(2022, 1, 4))
    assert (found.phase, found.field) == (Phase.PLANNED if found.counts["done"] else Phase.DRAFT, None)
    late = {(row.duty.key.step, row.duty.key.unit): row.working_days_late for row in found.late}
    assert late["nhan_phieu", UNIT] == 2, "31/12 and 4/1; 3/1 made up for New Year on a Saturday"
    assert sum(row.tally.late for row in found.steps) == found.counts["late"] == len(found.late)


def test_evidence_is_dated_and_reasoned(desk: Workspace) -> None:
    with pytest.raises(NotYet, match="still to come"):
        note(desk, "record 2026-10-06")
    for act in ("return", "waive"):
        with pytest.raises(NoReason):
            note(desk, f"{act} 2021-12-28")
    with pytest.raises(UnknownCampaign):
        record_evidence(desk, "khong-co", "record", Evidence("a", "b", date(2021, 12, 28)))
    assert set(ACTS) == {"sent", "seen", "begin", "record", "return", "accept", "count", "waive"}


def test_a_document_that_came_in_is_linked(desk: Workspace) -> None:
    arrived = IncomingDocument(
        "UBND huyện Cư Jút", "12/UBND-NV", date(2021, 12, 27), "Công văn", "nộp phiếu", date(2021, 12, 28)
    )
    entry = receive_document(desk, "snv-dak-nong", arrived)
    assert note(desk, "record 2021-12-28 12/UBND-NV").linked == entry.subject_id
    assert note(desk, "return 2021-12-28 13/UBND-NV - thiếu").linked == "", "no book has it"
