"""Hộp gửi đi: what others still have to be told; written in the act's own transaction."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select, update

from storage.json_text import canonical
from storage.tables import outbox_entry as entry

#: Chủ đề: the file of a numbered document is still to be made.
RENDER = "render"

#: Statements are made once: SQLAlchemy then finds them compiled, which is most of what a short one costs.
_PUT = entry.insert().inline()
_DONE = (
    update(entry)
    .where(
        entry.c.topic == bindparam("the_topic"),
        entry.c.subject == bindparam("the_subject"),
        entry.c.done_at.is_(None),
    )
    .values(done_at=bindparam("at"))
)


def put(connection: Connection, topic: str, subject: str, payload: Mapping[str, object], at: str) -> None:
    """Bỏ vào hộp: leave one message about ``subject`` for whoever carries ``topic``."""
    row = {"topic": topic, "subject": subject, "payload": canonical(payload), "created_at": at}
    connection.execute(_PUT, row)


def waiting(connection: Connection, topic: str) -> tuple[str, ...]:
    """Còn chờ: the subjects of a topic that nobody has dealt with, oldest first."""
    rows = connection.execute(
        select(entry.c.subject).where(entry.c.topic == topic, entry.c.done_at.is_(None)).order_by(entry.c.id)
    )
    return tuple(rows.scalars())


def done(connection: Connection, topic: str, subject: str, at: str) -> None:
    """Đã xử lý: mark the messages of a topic about ``subject`` as dealt with."""
    connection.execute(_DONE, {"the_topic": topic, "the_subject": subject, "at": at})
