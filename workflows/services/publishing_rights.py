"""Quyền công bố: who may approve a publication; a withdrawn right is gone at once."""

import unicodedata
from collections.abc import Sequence

from directives.errors import N_, DirectiveError
from storage import audit, publications
from storage.database import reading, transaction
from storage.publications import PublishingRight
from workflows.services.campaign_method import ReasonWanted
from workflows.services.workspace import Workspace

CHAIN = "publishing"


class OwnRight(DirectiveError):
    """Tự cấp quyền: nobody gives himself the right to publish."""

    kind = "own_right"
    template = N_("{person} cannot give the right to publish to themselves. Somebody else must do so.")


def grant_publishing(workspace: Workspace, person: str, reason: str) -> None:
    """Cấp quyền công bố: to a person, by whom the workspace acts for. Raises OwnRight, ReasonWanted."""
    refuse_own_right(workspace, person)
    _set(workspace, person_name(person), reason, granted=True)


def refuse_own_right(workspace: Workspace, person: str) -> None:
    """Không tự cấp: whoever gives the right is somebody else. Raises OwnRight."""
    name = person_name(person)
    if name == person_name(workspace.actor):
        raise OwnRight(where=name, person=name)


def withdraw_publishing(workspace: Workspace, person: str, reason: str) -> None:
    """Thu hồi quyền công bố: what that person approves from now on is refused. Raises ReasonWanted."""
    _set(workspace, person_name(person), reason, granted=False)


def publishing_rights(workspace: Workspace) -> Sequence[PublishingRight]:
    """Các quyền công bố: every giving and withdrawing, by person, the oldest first."""
    with reading(workspace.engine) as connection:
        return publications.rights(connection)


def person_name(name: str) -> str:
    """Tên người: composed, in small letters, with single blanks: one person under whatever way of writing."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _set(workspace: Workspace, person: str, reason: str, *, granted: bool) -> None:
    if not (person and reason.strip()):
        raise ReasonWanted(where=person)
    at = workspace.timestamp()
    right = PublishingRight(person, granted, reason.strip(), person_name(workspace.actor), at)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, CHAIN)
        publications.add_right(connection, right)
        act = "publishing_granted" if granted else "publishing_withdrawn"
        audit.append(connection, CHAIN, audit.Act(at, workspace.actor, act, person, {"reason": right.reason}))
