"""Registers: series policies, states with reasons, incoming documents, work files, search, guards

Revision: 0002, after 0001
"""

import json

import sqlalchemy as sa
from alembic import op

from directives.register.search import folded
from storage import guards

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ENTRY = ["issuer", "series", "year", "number"]


def upgrade() -> None:
    op.add_column("register_entry", sa.Column("folded", sa.Text(), nullable=False, server_default=""))
    _fold_what_is_there()
    op.create_table(
        "series_policy",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("from_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office", "from_year", name=op.f("pk_series_policy")),
    )
    op.create_table(
        "entry_change",
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("by_issuer", sa.String(length=120), nullable=True),
        sa.Column("by_series", sa.String(length=20), nullable=True),
        sa.Column("by_year", sa.Integer(), nullable=True),
        sa.Column("by_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            _ENTRY, [f"register_entry.{name}" for name in _ENTRY], name="fk_entry_change_entry"
        ),
        sa.ForeignKeyConstraint(
            [f"by_{name}" for name in _ENTRY],
            [f"register_entry.{name}" for name in _ENTRY],
            name="fk_entry_change_by",
        ),
        sa.PrimaryKeyConstraint(*_ENTRY, "seq", name=op.f("pk_entry_change")),
    )
    _give_voided_numbers_their_reasons()
    op.create_table(
        "incoming_book",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opened_after", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("office", "year", name=op.f("pk_incoming_book")),
    )
    op.create_table(
        "incoming_entry",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("transferred_on", sa.Date(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year"],
            ["incoming_book.office", "incoming_book.year"],
            name=op.f("fk_incoming_entry_incoming_book"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "number", name=op.f("pk_incoming_entry")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_incoming_entry_idempotency_key")),
    )
    op.create_index(op.f("ix_incoming_entry_identity"), "incoming_entry", ["identity"])
    op.create_table(
        "work_file",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("retention_years", sa.Integer(), nullable=True),
        sa.Column("keeper", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("sheets", sa.Integer(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("leave", sa.Text(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_to", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office", "year", "symbol", name=op.f("pk_work_file")),
    )
    op.create_table(
        "filed_document",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year", "symbol"],
            ["work_file.office", "work_file.year", "work_file.symbol"],
            name=op.f("fk_filed_document_work_file"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "symbol", "position", name=op.f("pk_filed_document")),
        sa.UniqueConstraint(
            "office", "year", "symbol", "document", name=op.f("uq_filed_document_office_year_symbol_document")
        ),
    )
    guards.install(op.get_bind())


def downgrade() -> None:
    guards.remove(op.get_bind())
    for table in (
        "filed_document",
        "work_file",
        "incoming_entry",
        "incoming_book",
        "entry_change",
        "series_policy",
    ):
        op.drop_table(table)
    op.drop_column("register_entry", "folded")


def _fold_what_is_there() -> None:
    """Chữ để tìm: of documents numbered before there was a search; their addressees stand in the record only."""
    connection = op.get_bind()
    columns = [*_ENTRY, "symbol", "subject", "signer", "note", "record"]
    table = sa.table("register_entry", *(sa.column(name) for name in [*columns, "folded"]))
    for row in connection.execute(sa.select(*(table.c[name] for name in columns))).all():
        try:
            record = json.loads(row.record)
            sent_to = [*record["addressees"], *record["recipients"]]
        except (ValueError, KeyError, TypeError):  # a damaged record: its row is still found by its columns
            sent_to = []
        words = folded(f"{row.number:02d}/{row.symbol}", row.subject, row.signer, *sent_to, row.note)
        same = [table.c[name] == getattr(row, name) for name in _ENTRY]
        connection.execute(table.update().where(*same).values(folded=words))


def _give_voided_numbers_their_reasons() -> None:
    """Lý do hủy: of numbers voided before changes had a table of their own; the journal knows them."""
    connection = op.get_bind()
    journal = sa.table(
        "audit_entry", *(sa.column(name) for name in ("subject", "at", "actor", "payload", "act", "seq"))
    )
    change = sa.table(
        "entry_change", *(sa.column(name) for name in [*_ENTRY, "seq", "move", "reason", "actor", "at"])
    )
    voided = sa.select(journal).where(journal.c.act == "number_voided").order_by(journal.c.seq)
    for row in connection.execute(voided).all():
        issuer, series, year, number = row.subject.rsplit("/", 3)
        what = {"move": "void", "reason": json.loads(row.payload)["reason"], "actor": row.actor, "at": row.at}
        place = {"issuer": issuer, "series": series, "year": int(year), "number": int(number)}
        connection.execute(change.insert().values(**place, seq=1, **what))
