"""Đăng nhập: a password becomes a session; guessing is slowed for the account and for the address, whoever it is."""

import secrets
from dataclasses import replace

from directives.errors import N_, DirectiveError
from storage import accounts, audit, sessions
from storage.database import reading, transaction
from storage.sessions import Session
from workflows.services.accounts.account_acts import CHAIN
from workflows.services.accounts.links import hash_of, moment
from workflows.services.accounts.passwords import agrees
from workflows.services.accounts.roles import HeldRole, Person, Role
from workflows.services.workspace import Workspace

#: Phiên hết hạn: without any sign of life, and at the latest.
IDLE_SECONDS = 8 * 3600
LONGEST_SECONDS = 24 * 3600
#: A sign of life is written down at most this often: reading pages should not keep writers waiting.
_TOUCH_SECONDS = 300
#: Giới hạn đoán mật khẩu: failures within the window, after which nobody is let in until it has passed.
WINDOW_SECONDS = 15 * 60
ACCOUNT_LIMIT = 10
ADDRESS_LIMIT = 100
_LONGEST_NAME = 120


class SignInRefused(DirectiveError):
    """Không đăng nhập được: the words never tell whether there is such an account."""

    kind = "sign_in_refused"
    template = N_("The account name or the password is not right.")


class TooManyAttempts(DirectiveError):
    """Thử quá nhiều lần: for this account or from this address."""

    kind = "too_many_attempts"
    template = N_(
        "Too many attempts to sign in. Wait {minutes} minutes, or ask the administrator for a link."
    )


def sign_in(workspace: Workspace, name: str, password: str, address: str) -> str:
    """Đăng nhập: gives the secret of a new session. Raises SignInRefused, TooManyAttempts."""
    name = name.strip().casefold()[:_LONGEST_NAME]
    refuse_guessing(workspace, name, address)
    with reading(workspace.engine) as connection:
        found = accounts.find(connection, name)
    right = agrees(found.password_hash if found else "", password)
    if found is None or not right or not found.active:
        raise SignInRefused(where="name")
    return begin_session(workspace, found.name)


def refuse_guessing(workspace: Workspace, name: str, address: str) -> None:
    """Từ chối đoán mò: too many failures of the account or from the address. Raises TooManyAttempts.

    An attempt counts as a failure until it has succeeded: many at the same moment get no more than the limit.
    """
    now = moment(workspace)
    since = now - WINDOW_SECONDS
    with transaction(workspace.engine) as connection:
        of_account, of_address = sessions.failures(connection, name, address, since)
        if of_account >= ACCOUNT_LIMIT or of_address >= ADDRESS_LIMIT:
            raise TooManyAttempts(where="name", minutes=WINDOW_SECONDS // 60)
        sessions.add_failure(connection, name, address, now, since)


def begin_session(workspace: Workspace, name: str) -> str:
    """Mở phiên: for somebody who has proved who they are; gives its secret."""
    secret, now = secrets.token_urlsafe(32), moment(workspace)
    with transaction(workspace.engine) as connection:
        sessions.forget_failures(connection, name)
        sessions.begin(connection, Session(hash_of(secret), name, now, now, now + IDLE_SECONDS))
        audit.append(connection, CHAIN, audit.Act(workspace.timestamp(), name, "signed_in", name, {}))
    return secret


def sign_out(workspace: Workspace, secret: str) -> None:
    """Đăng xuất: the session is gone, whoever else has its secret."""
    token = hash_of(secret)
    with transaction(workspace.engine) as connection:
        found = sessions.find(connection, token, moment(workspace))
        sessions.end(connection, token)
        if found is not None:  # a second request that ends the same session has nothing to tell
            name = found.session.account
            audit.append(connection, CHAIN, audit.Act(workspace.timestamp(), name, "signed_out", name, {}))


def person_of(workspace: Workspace, secret: str) -> Person | None:
    """Ai đang làm việc: with the roles of this very moment; None when the session does not hold."""
    now, token = moment(workspace), hash_of(secret)
    with reading(workspace.engine) as connection:
        found = sessions.find(connection, token, now)
    if found is None:
        return None
    session = found.session
    if now - session.seen >= _TOUCH_SECONDS:
        _touch(workspace, replace(session, seen=now))
    roles = [HeldRole(Role(role), unit, slice_) for role, unit, slice_ in found.held]
    return Person(session.account, found.full_name, roles)


def _touch(workspace: Workspace, session: Session) -> None:
    expires = min(session.seen + IDLE_SECONDS, session.begun + LONGEST_SECONDS)
    with transaction(workspace.engine) as connection:
        sessions.touch(connection, session.token_sha256, session.seen, expires)
