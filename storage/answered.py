"""Yêu cầu đã trả lời: answers kept by idempotency key, so that a request sent again is not done again."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage.account_tables import answered_request as table
from storage.database import insert_new


@dataclass(frozen=True, slots=True)
class Answered:
    """Câu trả lời đã có: to a request of an account under a key; ``fingerprint`` is the hash of what was asked.

    ``status`` is 0 and ``answer`` empty as long as the request is being done.
    """

    account: str
    key: str
    fingerprint: str
    status: int
    answer: str
    at: str


def find(connection: Connection, account: str, key: str) -> Answered | None:
    """Tìm câu trả lời: given under this key before."""
    asked = select(table).where(table.c.account == account, table.c.key == key)
    row = connection.execute(asked).mappings().first()
    return None if row is None else Answered(**row)


def keep(connection: Connection, answered: Answered) -> bool:
    """Giữ câu trả lời: False when one stands under the key already."""
    return insert_new(connection, table, {name: getattr(answered, name) for name in Answered.__slots__})


def finish(connection: Connection, answered: Answered) -> None:
    """Ghi câu trả lời: in the place of what was kept when the request began."""
    values = {name: getattr(answered, name) for name in Answered.__slots__}
    under = (table.c.account == answered.account, table.c.key == answered.key)
    if connection.execute(table.update().where(*under).values(**values)).rowcount == 0:
        insert_new(connection, table, values)


def forget(connection: Connection, begun: Answered) -> None:
    """Bỏ yêu cầu chưa xong: one that was refused; its key is free again."""
    under = (table.c.account == begun.account, table.c.key == begun.key, table.c.status == 0)
    connection.execute(table.delete().where(*under))
