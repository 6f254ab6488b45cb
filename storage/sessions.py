"""Phiên làm việc: who is signed in, one-time links, and failed attempts; secrets are kept as hashes only."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, bindparam, delete, func, select, update

from storage.account_tables import account, account_role, failed_sign_in, one_time_link, web_session


@dataclass(frozen=True, slots=True)
class Session:
    """Phiên: of an account; moments in seconds since 1970."""

    token_sha256: str
    account: str
    begun: int
    seen: int
    expires: int


_SESSION = tuple(web_session.c[one.name] for one in fields(Session))
_GRANT = tuple(account_role.c[name] for name in ("role", "unit", "slice", "granted"))
_FIND = (
    select(*_SESSION, account.c.full_name, *_GRANT)
    .join(account, account.c.name == web_session.c.account)
    .outerjoin(account_role, account_role.c.account == web_session.c.account)
    .where(web_session.c.token_sha256 == bindparam("token"))
    .where(web_session.c.expires > bindparam("now"))
    .where(account.c.active)
    .order_by(account_role.c.seq)
)


def begin(connection: Connection, session: Session) -> None:
    """Mở phiên: also forgets those which have run out."""
    connection.execute(delete(web_session).where(web_session.c.expires <= session.begun))
    connection.execute(
        web_session.insert().values(
            token_sha256=session.token_sha256,
            account=session.account,
            begun=session.begun,
            seen=session.seen,
            expires=session.expires,
        )
    )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Phiên còn hiệu lực: with the name of its person, and the roles held: of each its unit and its slice."""

    session: Session
    full_name: str
    held: Sequence[tuple[str, str, str]]


def find(connection: Connection, token_sha256: str, now: int) -> SignedIn | None:
    """Tìm phiên: one that has not run out, of an account that may sign in; in one step, for every page asks it."""
    rows = connection.execute(_FIND, {"token": token_sha256, "now": now}).all()
    if not rows:
        return None
    session, full_name = Session(*rows[0][: len(_SESSION)]), rows[0].full_name
    # What was said last of a role at a unit and slice holds, in the place where it was first given.
    last = {(row.role, row.unit, row.slice): row.granted for row in rows if row.role is not None}
    return SignedIn(session, full_name, [held for held, granted in last.items() if granted])


def touch(connection: Connection, token_sha256: str, seen: int, expires: int) -> None:
    """Gia hạn phiên: somebody is there."""
    connection.execute(
        update(web_session)
        .where(web_session.c.token_sha256 == token_sha256)
        .values(seen=seen, expires=expires)
    )


def end(connection: Connection, token_sha256: str) -> None:
    """Kết thúc phiên: it cannot be used again."""
    connection.execute(delete(web_session).where(web_session.c.token_sha256 == token_sha256))


def of_account(connection: Connection, name: str, now: int) -> Sequence[Session]:
    """Các phiên của tài khoản: those which hold, the newest first."""
    asked = (
        select(web_session)
        .where(web_session.c.account == name, web_session.c.expires > now)
        .order_by(web_session.c.begun.desc(), web_session.c.token_sha256)
    )
    return [
        Session(row.token_sha256, row.account, row.begun, row.seen, row.expires)
        for row in connection.execute(asked)
    ]


def end_others(connection: Connection, name: str, token_sha256: str) -> int:
    """Kết thúc các phiên khác: of an account, all but this one; how many there were."""
    others = (web_session.c.account == name, web_session.c.token_sha256 != token_sha256)
    return connection.execute(delete(web_session).where(*others)).rowcount


def end_all(connection: Connection, name: str) -> int:
    """Kết thúc mọi phiên: of an account; how many there were."""
    return connection.execute(delete(web_session).where(web_session.c.account == name)).rowcount


def add_link(connection: Connection, token_sha256: str, name: str, expires: int) -> None:
    """Ghi liên kết: the earlier ones of the account hold no longer."""
    connection.execute(delete(one_time_link).where(one_time_link.c.account == name))
    connection.execute(
        one_time_link.insert().values(token_sha256=token_sha256, account=name, expires=expires, used=0)
    )


def account_of_link(connection: Connection, token_sha256: str, now: int) -> str | None:
    """Tài khoản của liên kết: None when it is unknown, used or too old."""
    asked = select(one_time_link.c.account).where(
        one_time_link.c.token_sha256 == token_sha256,
        one_time_link.c.used == 0,
        one_time_link.c.expires > now,
    )
    return connection.execute(asked).scalar_one_or_none()


def use_link(connection: Connection, token_sha256: str, now: int) -> bool:
    """Dùng liên kết: False when somebody has used it already."""
    changed = connection.execute(
        update(one_time_link)
        .where(one_time_link.c.token_sha256 == token_sha256, one_time_link.c.used == 0)
        .values(used=now)
    )
    return changed.rowcount == 1


def add_failure(connection: Connection, name: str, address: str, at: int, forget_before: int) -> None:
    """Ghi lần đăng nhập hỏng: and forgets those which no longer count."""
    connection.execute(delete(failed_sign_in).where(failed_sign_in.c.at < forget_before))
    connection.execute(failed_sign_in.insert().values(account=name, address=address, at=at))


def failures(connection: Connection, name: str, address: str, since: int) -> tuple[int, int]:
    """Số lần hỏng: since a moment, of the account and of the address."""
    counts = []
    for column, value in ((failed_sign_in.c.account, name), (failed_sign_in.c.address, address)):
        asked = select(func.count()).select_from(failed_sign_in)
        counts.append(
            connection.execute(asked.where(column == value, failed_sign_in.c.at >= since)).scalar_one()
        )
    return counts[0], counts[1]


def forget_failures(connection: Connection, name: str) -> None:
    """Quên các lần hỏng: of an account whose person has signed in."""
    connection.execute(delete(failed_sign_in).where(failed_sign_in.c.account == name))
