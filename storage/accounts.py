"""Tài khoản: people who sign in, and the roles they hold; a role is never changed, only given and withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from storage.account_tables import account, account_role
from storage.database import insert_new


@dataclass(frozen=True, slots=True)
class Account:
    """Tài khoản: name for signing in, name of the person; ``password_hash`` is empty until a password was set."""

    name: str
    full_name: str
    password_hash: str = ""
    subject: str = ""
    active: bool = True
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """Trao quyền: a role at a unit and a slice given to, or withdrawn from, an account; when, by whom and why."""

    account: str
    role: str
    unit: str
    slice: str
    granted: bool
    reason: str
    by_whom: str
    at: str


_BY_NAME = select(account).where(account.c.name == bindparam("name"))
_ROLES_OF = (
    select(account_role).where(account_role.c.account == bindparam("name")).order_by(account_role.c.seq)
)
_LAST = select(func.coalesce(func.max(account_role.c.seq), 0)).where(
    account_role.c.account == bindparam("name")
)


def add(connection: Connection, new: Account) -> bool:
    """Thêm tài khoản: False when the name is taken."""
    return insert_new(connection, account, {one.name: getattr(new, one.name) for one in fields(Account)})


def find(connection: Connection, name: str) -> Account | None:
    """Tìm tài khoản: by the name for signing in."""
    row = connection.execute(_BY_NAME, {"name": name}).mappings().first()
    return None if row is None else Account(**row)


def by_subject(connection: Connection, subject: str) -> Account | None:
    """Tìm theo danh tính: the account which an identity provider's name belongs to."""
    row = connection.execute(select(account).where(account.c.subject == subject)).mappings().first()
    return None if row is None else Account(**row)


def all_of(connection: Connection) -> Sequence[Account]:
    """Mọi tài khoản: by name."""
    rows = connection.execute(select(account).order_by(account.c.name)).mappings()
    return [Account(**row) for row in rows]


def change(connection: Connection, name: str, **values: str | bool) -> None:
    """Sửa tài khoản: password, identity, full name, or whether it may sign in."""
    connection.execute(account.update().where(account.c.name == name).values(**values))


def add_grant(connection: Connection, grant: RoleGrant) -> None:
    """Ghi một lần trao quyền: behind all earlier ones of the account."""
    last = connection.execute(_LAST, {"name": grant.account}).scalar_one()
    values = {one.name: getattr(grant, one.name) for one in fields(RoleGrant)}
    connection.execute(account_role.insert().values(seq=last + 1, **values))


def grants_of(connection: Connection, name: str) -> Sequence[RoleGrant]:
    """Các lần trao quyền: of an account, oldest first."""
    return [_grant(row) for row in connection.execute(_ROLES_OF, {"name": name}).mappings()]


def all_grants(connection: Connection) -> Sequence[RoleGrant]:
    """Mọi lần trao quyền: by account, oldest first."""
    asked = select(account_role).order_by(account_role.c.account, account_role.c.seq)
    return [_grant(row) for row in connection.execute(asked).mappings()]


def held(grants: Sequence[RoleGrant]) -> Sequence[RoleGrant]:
    """Quyền đang có: what was given last and not withdrawn, of each role at each unit and slice."""
    last = {(one.account, one.role, one.unit, one.slice): one for one in grants}
    return [one for one in last.values() if one.granted]


def _grant(row: RowMapping) -> RoleGrant:
    return RoleGrant(**{one.name: row[one.name] for one in fields(RoleGrant)})
