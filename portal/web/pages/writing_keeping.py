"""Giữ phần đang gõ: saved by the page itself while somebody writes, and never written over what others saved."""

from datetime import datetime

from fastapi import Response

from directives.errors import DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.pages.writing_files import mine
from portal.web.refusals import status_of
from portal.web.visit import Visit, Visiting
from portal.web.writing.page import SAVED_BY_ITSELF, TypedForm, typed_of
from workflows.services.accounts.roles import Act
from workflows.services.desk_drafts import ClosedDraft, DeskDraft, SavedMeanwhile, save, save_new

doors = Doors(prefix="/soan")


@doors.submit("/{draft_id}/tu-luu", Act.WRITE)
def keep(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Tự lưu: what is typed, a moment after the last letter; not of a draft which somebody is to approve."""
    draft = mine(visit, draft_id)
    now = typed_of(visit, draft, form)
    if draft.state not in SAVED_BY_ITSELF and draft.is_open:
        return _told(visit, draft, now.revision)
    try:
        saved = save(visit.workspace, draft_id, now.revision, now.title, now.content)
    except DirectiveError as refusal:
        return _told(visit, draft, now.revision, refusal=refusal)
    return _told(visit, draft, saved.revision, at=visit.workspace.now())


@doors.submit("/{draft_id}/tach", Act.WRITE)
def keep_apart(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Tách bản của mình: where somebody else saved meanwhile, both stay: theirs as it is, mine as a new draft."""
    draft = mine(visit, draft_id)
    now = typed_of(visit, draft, form)
    made = save_new(visit.workspace, draft.unit, now.title, now.content)
    return visit.go(
        f"/soan/{made}", said=_("Your words are a draft of their own now; the other one stayed as it is.")
    )


def _told(
    visit: Visit,
    draft: DeskDraft,
    revision: int,
    *,
    at: datetime | None = None,
    refusal: DirectiveError | None = None,
) -> Response:
    return visit.page(
        "writing/kept.html",
        status=status_of(refusal) if refusal else 200,
        draft=draft,
        revision=revision,
        at=at,
        refusal=worded(refusal) if refusal else None,
        meanwhile=isinstance(refusal, SavedMeanwhile | ClosedDraft),
    )
