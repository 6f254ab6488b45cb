"""The incoming desk: what was read and instructed, packages that came, citizens' petitions

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incoming_entry", sa.Column("co_operating", sa.Text(), nullable=False, server_default=""))
    op.add_column("incoming_entry", sa.Column("submitted_on", sa.Date(), nullable=True))
    op.add_column("incoming_entry", sa.Column("finished_on", sa.Date(), nullable=True))
    op.create_table(
        "incoming_reading",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("read", sa.Text(), nullable=False),
        sa.Column("entered", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year", "number"],
            ["incoming_entry.office", "incoming_entry.year", "incoming_entry.number"],
            name=op.f("fk_incoming_reading_incoming_entry"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "number", name=op.f("pk_incoming_reading")),
    )
    op.create_table(
        "incoming_step",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("co_operating", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year", "number"],
            ["incoming_entry.office", "incoming_entry.year", "incoming_entry.number"],
            name=op.f("fk_incoming_step_incoming_entry"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "number", "seq", name=op.f("pk_incoming_step")),
    )
    op.create_table(
        "incoming_attachment",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_type", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year", "number"],
            ["incoming_entry.office", "incoming_entry.year", "incoming_entry.number"],
            name=op.f("fk_incoming_attachment_incoming_entry"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "number", "position", name=op.f("pk_incoming_attachment")),
    )
    op.create_table(
        "incoming_package",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("sender", sa.String(length=60), nullable=False),
        sa.Column("business", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year", "number"],
            ["incoming_entry.office", "incoming_entry.year", "incoming_entry.number"],
            name=op.f("fk_incoming_package_incoming_entry"),
        ),
        sa.PrimaryKeyConstraint("office", "sha256", name=op.f("pk_incoming_package")),
    )
    op.create_index(op.f("ix_incoming_package_document"), "incoming_package", ["document"])
    op.create_table(
        "petition_book",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opened_after", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("office", "year", name=op.f("pk_petition_book")),
    )
    op.create_table(
        "petition",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("assigned_to", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("transferred_to", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year"],
            ["petition_book.office", "petition_book.year"],
            name=op.f("fk_petition_petition_book"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "number", name=op.f("pk_petition")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_petition_idempotency_key")),
    )
    op.create_index(op.f("ix_petition_file_sha256"), "petition", ["file_sha256"])
    op.create_table(
        "petitioner",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year", "number"],
            ["petition.office", "petition.year", "petition.number"],
            name=op.f("fk_petitioner_petition"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "number", name=op.f("pk_petitioner")),
    )
    op.create_table(
        "petition_step",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "year", "number"],
            ["petition.office", "petition.year", "petition.number"],
            name=op.f("fk_petition_step_petition"),
        ),
        sa.PrimaryKeyConstraint("office", "year", "number", "seq", name=op.f("pk_petition_step")),
    )
    guards.install(op.get_bind())
