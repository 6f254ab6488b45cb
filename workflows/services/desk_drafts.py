"""Bản đang soạn ở cổng: drafts are kept as far as they are written; each saving and step is journaled.

The content is the table of a TOML draft (``directives.document.draft``), so that what was written in the portal is
issued by the very services which issue a draft file. Days are kept as days.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from directives.document.toml_table import MAX_DEPTH, is_too_deep
from directives.errors import N_, DirectiveError
from storage import audit, saved_drafts
from storage.audit import Act
from storage.database import reading, transaction
from storage.json_text import canonical, sha256_of
from storage.saved_drafts import SavedDraft
from workflows.services.workspace import Workspace

#: A dispatch is a few pages (``directives.document.draft`` takes no larger file either).
MAX_DRAFT_CHARACTERS = 2 * 1024 * 1024
_LONGEST_TITLE = 500
_DAY = "@day"


class DraftState(StrEnum):
    """Trạng thái bản thảo: where it stands between the first word and its number."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    DROPPED = "dropped"


#: Còn làm việc: what is neither issued nor dropped.
OPEN = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.RETURNED, DraftState.APPROVED)


class UnknownDeskDraft(DirectiveError):
    """Không có bản thảo này: or it was never kept here."""

    kind = "unknown_desk_draft"
    template = N_("There is no such draft.")


class SavedMeanwhile(DirectiveError):
    """Đã có bản mới hơn: somebody else saved the draft after it was opened here."""

    kind = "saved_meanwhile"
    template = N_(
        "{who} saved this draft at {at}, after you opened it. Your text was not saved: "
        "open the newer draft in another window and bring both together."
    )


class ClosedDraft(DirectiveError):
    """Bản thảo đã khép: it was issued or dropped, so its words stay as they are."""

    kind = "closed_draft"
    template = N_("This draft is closed ({state}). Make a new one from it instead.")


class OversizedDraft(DirectiveError):
    """Bản thảo quá lớn: longer, or nested more deeply, than any document."""

    kind = "oversized_draft"
    template = N_("The draft is too large to be kept: at most {limit} characters and {depth} levels.")


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """Bản đang soạn: ``content`` is the draft's table; ``issued_as`` names the register entry once it is issued.

    ``revision`` is that of the saving which was read; whoever saves names it again.
    """

    id: str
    owner: str
    unit: str
    title: str
    content: Mapping[str, Any]
    revision: int
    state: DraftState
    issued_as: str
    changed_at: str

    @property
    def is_open(self) -> bool:
        """Còn soạn: neither issued nor dropped."""
        return self.state in OPEN


def save_new(workspace: Workspace, unit: str, title: str, content: Mapping[str, Any]) -> str:
    """Lưu bản mới: of an office, in the name of who works; gives its id. Raises OversizedDraft."""
    kept = _written(content)
    new = SavedDraft(
        id=uuid.uuid4().hex,
        owner=workspace.actor,
        unit=unit,
        title=title[:_LONGEST_TITLE],
        content=kept,
        revision=1,
        state=DraftState.DRAFT,
        issued_as="",
        changed_at=workspace.timestamp(),
    )
    with transaction(workspace.engine) as connection:
        saved_drafts.add(connection, new)
        facts = {"unit": unit, "title": new.title, "sha256": sha256_of(kept)}
        journal(connection, workspace, "draft_begun", new.id, facts)
    return new.id


def load(workspace: Workspace, draft_id: str) -> DeskDraft:
    """Mở bản: as it was last saved. Raises UnknownDeskDraft."""
    with reading(workspace.engine) as connection:
        return opened(connection, draft_id)


def opened(connection: Connection, draft_id: str) -> DeskDraft:
    """Mở bản trong giao dịch: as it stands there. Raises UnknownDeskDraft."""
    found = saved_drafts.find(connection, draft_id)
    if found is None:
        raise UnknownDeskDraft(where=draft_id)
    return _draft(found)


def drafts_of(workspace: Workspace, unit: str, states: Sequence[DraftState] = OPEN) -> Sequence[DeskDraft]:
    """Các bản của một cơ quan: in these states, the newest first."""
    with reading(workspace.engine) as connection:
        return [_draft(one) for one in saved_drafts.of_unit(connection, unit, states)]


def save(
    workspace: Workspace, draft_id: str, revision: int, title: str, content: Mapping[str, Any]
) -> DeskDraft:
    """Lưu: behind the revision which was read; a text that was submitted or approved is a draft again.

    The same words again are no saving. Raises UnknownDeskDraft, ClosedDraft, SavedMeanwhile, OversizedDraft.
    """
    kept = _written(content)
    with transaction(workspace.engine) as connection:
        before = opened(connection, draft_id)
        if not before.is_open:
            raise ClosedDraft(where=draft_id, state=before.state)
        if before.revision == revision and _written(before.content) == kept:
            return before
        state = before.state if before.state is DraftState.RETURNED else DraftState.DRAFT
        values = {"title": title[:_LONGEST_TITLE], "content": kept, "state": state.value}
        change(connection, workspace, before, revision, values)
        facts = {"revision": revision + 1, "sha256": sha256_of(kept)}
        journal(connection, workspace, "draft_saved", draft_id, facts)
        return opened(connection, draft_id)


def change(
    connection: Connection,
    workspace: Workspace,
    before: DeskDraft,
    revision: int,
    values: Mapping[str, str],
) -> None:
    """Ghi thay đổi trong giao dịch: only upon the revision that was read. Raises SavedMeanwhile."""
    at = workspace.timestamp()
    if not saved_drafts.save(connection, before.id, revision, **values, changed_at=at):
        last = next(reversed(list(audit.acts(connection, chain_of(before.id)))), None)
        who = last.actor if last else before.owner
        day = datetime.fromisoformat(before.changed_at)
        raise SavedMeanwhile(where=before.id, who=who, at=f"{day:%H:%M %d/%m/%Y}")


def journal(
    connection: Connection, workspace: Workspace, act: str, draft_id: str, facts: Mapping[str, object]
) -> None:
    """Ghi nhật ký của bản thảo: in the chain of its own, which is also its history."""
    audit.append(
        connection, chain_of(draft_id), Act(workspace.timestamp(), workspace.actor, act, draft_id, facts)
    )


def chain_of(draft_id: str) -> str:
    """Chuỗi nhật ký: of one draft."""
    return f"drafts/{draft_id}"


def _written(content: Mapping[str, Any]) -> str:
    if is_too_deep(content):
        raise OversizedDraft(where="content", limit=MAX_DRAFT_CHARACTERS, depth=MAX_DEPTH)
    text = canonical(_plain(content))
    if len(text) > MAX_DRAFT_CHARACTERS:
        raise OversizedDraft(where="content", limit=MAX_DRAFT_CHARACTERS, depth=MAX_DEPTH)
    return text


def _plain(value: object) -> object:
    """Days as JSON can hold them; read back by ``_day``."""
    match value:
        case date():
            return {_DAY: value.isoformat()}
        case Mapping():
            return {str(name): _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def _day(table: dict[str, Any]) -> Any:
    written = str(table[_DAY]) if set(table) == {_DAY} else ""
    try:
        return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)
    except ValueError:  # a table of somebody's own which only looks like a day
        return table


def _draft(row: SavedDraft) -> DeskDraft:
    return DeskDraft(
        row.id,
        row.owner,
        row.unit,
        row.title,
        json.loads(row.content, object_hook=_day),
        row.revision,
        DraftState(row.state),
        row.issued_as,
        row.changed_at,
    )
