"""Deliveries of numbered documents, and what is enclosed with them

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_DOCUMENT = ["issuer", "series", "year", "number"]


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("meaning", sa.String(length=20), nullable=False),
        sa.Column("group_position", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.String(length=40), nullable=False),
        sa.Column("sent_at", sa.String(length=40), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            _DOCUMENT,
            [f"register_entry.{column}" for column in _DOCUMENT],
            name=op.f("fk_delivery_register_entry"),
        ),
        sa.PrimaryKeyConstraint(*_DOCUMENT, "position", name=op.f("pk_delivery")),
    )
    op.create_table(
        "enclosure",
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            _DOCUMENT,
            [f"register_entry.{column}" for column in _DOCUMENT],
            name=op.f("fk_enclosure_register_entry"),
        ),
        sa.PrimaryKeyConstraint(*_DOCUMENT, "sha256", name=op.f("pk_enclosure")),
    )
    op.create_table(
        "sending_terms",
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("steering", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            _DOCUMENT,
            [f"register_entry.{column}" for column in _DOCUMENT],
            name=op.f("fk_sending_terms_register_entry"),
        ),
        sa.PrimaryKeyConstraint(*_DOCUMENT, name=op.f("pk_sending_terms")),
    )
    op.create_table(
        "given_status",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("office", "document", "seq", name=op.f("pk_given_status")),
    )


def downgrade() -> None:
    op.drop_table("given_status")
    op.drop_table("sending_terms")
    op.drop_table("enclosure")
    op.drop_table("delivery")
