"""Bảng chuyển giao: the tables of deliveries and enclosures, beside those of ``storage.tables``."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, String, Table, Text

from storage.tables import metadata

_DOCUMENT = ("issuer", "series", "year", "number")
_ENTRY = [f"register_entry.{column}" for column in _DOCUMENT]

#: Chuyển giao: one copy of a numbered document to one recipient; see ``directives.exchange.deliveries``.
delivery = Table(
    "delivery",
    metadata,
    Column("issuer", String(120), primary_key=True),
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("printed", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("meaning", String(20), nullable=False),
    Column("group_position", Integer, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("address", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("begun_at", String(40), nullable=False),
    Column("sent_at", String(40), nullable=False),
    Column("sent_on", Date),
    Column("received_on", Date),
    Column("received_by", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("proof", Text, nullable=False),
    Column("trouble", Text, nullable=False),
    ForeignKeyConstraint(list(_DOCUMENT), _ENTRY),
)

#: Tài liệu gửi kèm: what goes with a document, by content in the file store or by address and hash.
enclosure = Table(
    "enclosure",
    metadata,
    Column("issuer", String(120), primary_key=True),
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    ForeignKeyConstraint(list(_DOCUMENT), _ENTRY),
)

#: Yêu cầu khi gửi: what the sender asks of all receivers of a document; a document without a row asks nothing.
sending_terms = Table(
    "sending_terms",
    metadata,
    Column("issuer", String(120), primary_key=True),
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("due_on", Date),
    Column("priority", String(10), nullable=False),
    Column("steering", String(10), nullable=False),
    ForeignKeyConstraint(list(_DOCUMENT), _ENTRY),
)

#: Trạng thái đã trả lời: what an office of ours told of a document it received; ``document`` is the SHA-256 of
#: the sender's name for it.
given_status = Table(
    "given_status",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("document", String(64), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("code", String(10), nullable=False),
    Column("description", Text, nullable=False),
    Column("at", String(40), nullable=False),
)
