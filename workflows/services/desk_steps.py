"""Trình, duyệt, phát hành bản đang soạn: each step is one act of one person, in the journal of the draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from storage import audit, register
from storage.audit import Act
from storage.database import reading, transaction
from storage.register import Entry
from workflows.services.campaign_method import ReasonWanted
from workflows.services.desk_composing import desk_document
from workflows.services.desk_drafts import (
    ClosedDraft,
    DeskDraft,
    DraftState,
    chain_of,
    change,
    journal,
    load,
    opened,
)
from workflows.services.issue_many import IssuedEntry, Request, issue_many
from workflows.services.workspace import Workspace


class StepOutOfOrder(DirectiveError):
    """Chưa đến bước này: where the draft stands, this step does not follow."""

    kind = "step_out_of_order"
    template = N_(
        "The draft is “{state}”, so this step does not follow. Open it again to see where it stands."
    )


class OwnApproval(DirectiveError):
    """Tự duyệt: who submitted a draft does not approve it."""

    kind = "own_approval"
    template = N_("You submitted this draft yourself: somebody else approves it.")


_SAVED = "draft_saved"
#: Từ trạng thái nào được làm bước nào.
_FROM = {
    DraftState.SUBMITTED: (DraftState.DRAFT, DraftState.RETURNED),
    DraftState.APPROVED: (DraftState.SUBMITTED,),
    DraftState.RETURNED: (DraftState.SUBMITTED, DraftState.APPROVED),
    DraftState.DROPPED: (DraftState.DRAFT, DraftState.RETURNED, DraftState.SUBMITTED, DraftState.APPROVED),
    DraftState.ISSUED: (DraftState.DRAFT, DraftState.APPROVED),
}


@dataclass(frozen=True, slots=True)
class DeskIssue:
    """Kết quả phát hành: the register entry, and whether the number is another than was foreseen."""

    entry: Entry
    moved: bool


def submit_draft(workspace: Workspace, draft_id: str, revision: int, remark: str = "") -> None:
    """Trình duyệt: as it stands; who writes on takes it back. Raises StepOutOfOrder, SavedMeanwhile."""
    _step(workspace, draft_id, revision, DraftState.SUBMITTED, "draft_submitted", remark)


def approve_draft(workspace: Workspace, draft_id: str, revision: int, remark: str = "") -> None:
    """Duyệt: by somebody else than who submitted it. Raises OwnApproval, StepOutOfOrder, SavedMeanwhile."""
    last = [one for one in history_of(workspace, draft_id) if one.act == "draft_submitted"]
    if last and last[-1].actor == workspace.actor:
        raise OwnApproval(where=draft_id)
    _step(workspace, draft_id, revision, DraftState.APPROVED, "draft_approved", remark)


def return_draft(workspace: Workspace, draft_id: str, revision: int, remark: str) -> None:
    """Trả lại: with what is to be changed. Raises ReasonWanted, StepOutOfOrder, SavedMeanwhile."""
    _with_reason(draft_id, remark)
    _step(workspace, draft_id, revision, DraftState.RETURNED, "draft_returned", remark)


def drop_draft(workspace: Workspace, draft_id: str, revision: int, remark: str) -> None:
    """Bỏ bản thảo: it stays in the books of drafts with the reason. Raises ReasonWanted, StepOutOfOrder."""
    _with_reason(draft_id, remark)
    _step(workspace, draft_id, revision, DraftState.DROPPED, "draft_dropped", remark)


def history_of(workspace: Workspace, draft_id: str) -> Sequence[Act]:
    """Quá trình: every saving and step of a draft, the oldest first."""
    with reading(workspace.engine) as connection:
        return list(audit.acts(connection, chain_of(draft_id)))


def told_history(workspace: Workspace, draft_id: str) -> Sequence[Act]:
    """Quá trình kể lại: of savings that follow each other by one person only the last is told."""
    acts = history_of(workspace, draft_id)
    return [
        one
        for one, after in zip(acts, [*acts[1:], None], strict=True)
        if after is None or not (one.act == after.act == _SAVED and one.actor == after.actor)
    ]


def issue_desk_draft(workspace: Workspace, draft_id: str, revision: int, foreseen: int | None) -> DeskIssue:
    """Phát hành: checked, numbered and registered; the draft is closed in the transaction which gives the number.

    Asked again, the same number is given again. Raises RefusedRequests naming everything that is against the law of
    form, StepOutOfOrder, SavedMeanwhile, and what composing refuses.
    """
    draft = load(workspace, draft_id)
    key = f"desk/{draft_id}"
    if draft.state is DraftState.ISSUED:
        with reading(workspace.engine) as connection:
            known = register.by_idempotency_key(connection, key)
        if known is not None:
            return DeskIssue(known, moved=False)
    _refuse_out_of_order(draft, DraftState.ISSUED)
    request = Request(desk_document(workspace, draft.content), key)

    def close(connection: Connection, _request: Request, entry: Entry) -> None:
        now = opened(connection, draft_id)
        if now.state is DraftState.ISSUED:
            return
        values = {"state": DraftState.ISSUED.value, "issued_as": entry.subject_id}
        change(connection, workspace, now, revision, values)
        journal(connection, workspace, "draft_issued", draft_id, {"entry": entry.subject_id})

    issued: IssuedEntry = issue_many(workspace, [request], alongside=close)[0]
    number = issued.entry.number
    return DeskIssue(issued.entry, foreseen is not None and foreseen != number)


def _step(
    workspace: Workspace, draft_id: str, revision: int, state: DraftState, act: str, remark: str
) -> None:
    with transaction(workspace.engine) as connection:
        draft = opened(connection, draft_id)
        _refuse_out_of_order(draft, state)
        change(connection, workspace, draft, revision, {"state": state.value})
        journal(connection, workspace, act, draft_id, {"remark": remark.strip(), "revision": revision})


def _refuse_out_of_order(draft: DeskDraft, wanted: DraftState) -> None:
    if draft.state in (DraftState.ISSUED, DraftState.DROPPED):
        raise ClosedDraft(where=draft.id, state=draft.state)
    if draft.state not in _FROM[wanted]:
        raise StepOutOfOrder(where=draft.id, state=draft.state)


def _with_reason(draft_id: str, remark: str) -> None:
    if not remark.strip():
        raise ReasonWanted(where=draft_id)
