"""Bảng: the schema as SQLAlchemy tables, one for SQLite and PostgreSQL alike. Migrations follow it."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

#: Sổ: the counter row of a book. ``opened_after`` is the last number on paper before it was opened here.
book = Table(
    "book",
    metadata,
    Column("issuer", String(120), primary_key=True),
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("opened_after", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("last_date", Date),
)

#: Dòng đăng ký: one numbered document; ``record`` is the whole document, from which the file is made again.
#: ``folded`` holds the words to search by, without accents (``directives.register.search``).
register_entry = Table(
    "register_entry",
    metadata,
    Column("issuer", String(120), primary_key=True),
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("symbol", String(120), nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("type", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("signer", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("record_sha256", String(64), nullable=False),
    Column("idempotency_key", String(200), nullable=False, unique=True),
    Column("folded", Text, nullable=False),
    UniqueConstraint("issuer", "year", "number", "symbol"),
    ForeignKeyConstraint(["issuer", "series", "year"], ["book.issuer", "book.series", "book.year"]),
)

#: Tệp của văn bản: which stored content is a numbered document's file of this kind.
document_file = Table(
    "document_file",
    metadata,
    Column("issuer", String(120), primary_key=True),
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("template_sha256", String(64), nullable=False),
    ForeignKeyConstraint(
        ["issuer", "series", "year", "number"],
        ["register_entry.issuer", "register_entry.series", "register_entry.year", "register_entry.number"],
    ),
)

#: Nhật ký: hash-chained entries; each chain (a book, a campaign) is numbered from 1 without gaps.
audit_entry = Table(
    "audit_entry",
    metadata,
    Column("chain", String(200), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("actor", String(120), nullable=False),
    Column("act", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("payload", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

#: Hộp gửi đi: acts that others still have to be told of, written in the act's own transaction.
outbox_entry = Table(
    "outbox_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("topic", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("payload", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("done_at", String(40)),
)
_waiting = outbox_entry.c.done_at.is_(None)
Index(None, outbox_entry.c.topic, outbox_entry.c.subject, sqlite_where=_waiting, postgresql_where=_waiting)

#: Đợt đo lường: a running campaign with its plan and draft templates, as they were when it started;
#: ``questions`` is the text of its own question set (TOML), ``method`` its own settings (JSON).
campaign = Table(
    "campaign",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("title", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("drafts", Text, nullable=False),
    Column("questions", Text, nullable=False),
    Column("method", Text, nullable=False),
)

#: Việc đã làm: the append-only log of facts; the key makes each act of a plan happen once.
campaign_fact = Table(
    "campaign_fact",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("step", String(60), primary_key=True),
    Column("unit", String(120), primary_key=True),
    Column("occurrence", Integer, primary_key=True, autoincrement=False),
    Column("rung", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("payload", Text, nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Kết quả: a frozen result of a campaign and the batches it was computed from; a correction is a new version.
#: ``inputs`` says in JSON what else went in: forms set aside or edited, settings, question set, program.
campaign_result = Table(
    "campaign_result",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("computed_on", Date, nullable=False),
    Column("batches", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("inputs", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)
