"""Tài khoản của tôi: one's own password and open sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from directives.errors import N_, DirectiveError
from storage import accounts, audit, sessions
from storage.database import reading, transaction
from workflows.services.accounts.account_acts import CHAIN, set_password
from workflows.services.accounts.links import hash_of, moment
from workflows.services.accounts.passwords import agrees
from workflows.services.accounts.sign_in import refuse_guessing
from workflows.services.workspace import VIETNAM, Workspace


class WrongPassword(DirectiveError):
    """Sai mật khẩu hiện tại: whoever sits at an open session must still prove who they are."""

    kind = "wrong_password"
    template = N_("The present password is not right.")


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Phiên đang mở: since when, when somebody was last there, and whether it is the one that asks."""

    begun: datetime
    seen: datetime
    own: bool


def change_own_password(workspace: Workspace, present: str, new: str, address: str) -> None:
    """Đổi mật khẩu: by whom the workspace acts for; every open session ends.

    Raises WrongPassword, TooManyAttempts, WeakPassword.
    """
    name = workspace.actor
    refuse_guessing(workspace, name, address)
    with reading(workspace.engine) as connection:
        found = accounts.find(connection, name)
    if found is None or not agrees(found.password_hash, present):
        raise WrongPassword(where="present")
    set_password(workspace, name, new)


def open_sessions(workspace: Workspace, secret: str) -> Sequence[OpenSession]:
    """Các phiên đang mở: of whom the workspace acts for; ``secret`` is that of the session which asks."""
    own = hash_of(secret)
    with reading(workspace.engine) as connection:
        found = sessions.of_account(connection, workspace.actor, moment(workspace))
    return [OpenSession(_time(one.begun), _time(one.seen), one.token_sha256 == own) for one in found]


def end_other_sessions(workspace: Workspace, secret: str) -> int:
    """Kết thúc các phiên khác: all but the one which asks; how many there were."""
    with transaction(workspace.engine) as connection:
        ended = sessions.end_others(connection, workspace.actor, hash_of(secret))
        at, name = workspace.timestamp(), workspace.actor
        audit.append(connection, CHAIN, audit.Act(at, name, "sessions_ended", name, {"count": ended}))
    return ended


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, VIETNAM)
