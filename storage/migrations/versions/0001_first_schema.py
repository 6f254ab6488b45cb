"""The first schema: books, register, audit, outbox, campaigns, returns, results

Revision: 0001, first of all
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("chain", sa.String(length=200), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_entry")),
    )
    op.create_table(
        "book",
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opened_after", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("issuer", "series", "year", name=op.f("pk_book")),
    )
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("drafts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "outbox_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=40), nullable=False),
        sa.Column("done_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_entry")),
    )
    op.create_table(
        "campaign_fact",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("occurrence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rung", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_campaign_fact_campaign")),
        sa.PrimaryKeyConstraint(
            "campaign", "step", "unit", "occurrence", "rung", name=op.f("pk_campaign_fact")
        ),
    )
    op.create_table(
        "campaign_result",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("computed_on", sa.Date(), nullable=False),
        sa.Column("batches", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_campaign_result_campaign")),
        sa.PrimaryKeyConstraint("campaign", "version", name=op.f("pk_campaign_result")),
    )
    op.create_table(
        "register_entry",
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("symbol", sa.String(length=120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer", "series", "year"],
            ["book.issuer", "book.series", "book.year"],
            name=op.f("fk_register_entry_book"),
        ),
        sa.PrimaryKeyConstraint("issuer", "series", "year", "number", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_register_entry_idempotency_key")),
        sa.UniqueConstraint(
            "issuer", "year", "number", "symbol", name=op.f("uq_register_entry_issuer_year_number_symbol")
        ),
    )
    op.create_table(
        "return_batch",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("valid_forms", sa.Integer(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_return_batch_campaign")),
        sa.PrimaryKeyConstraint("campaign", "sha256", name=op.f("pk_return_batch")),
    )
    op.create_table(
        "document_file",
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("template_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer", "series", "year", "number"],
            [
                "register_entry.issuer",
                "register_entry.series",
                "register_entry.year",
                "register_entry.number",
            ],
            name=op.f("fk_document_file_register_entry"),
        ),
        sa.PrimaryKeyConstraint("issuer", "series", "year", "number", "kind", name=op.f("pk_document_file")),
    )
    op.create_table(
        "return_count",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("unit_path", sa.String(length=300), nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign", "sha256"],
            ["return_batch.campaign", "return_batch.sha256"],
            name=op.f("fk_return_count_return_batch"),
        ),
        sa.PrimaryKeyConstraint(
            "campaign", "sha256", "unit_path", "criterion", "answer", name=op.f("pk_return_count")
        ),
    )
    op.create_table(
        "return_unit",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("unit_path", sa.String(length=300), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("valid_forms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign", "sha256"],
            ["return_batch.campaign", "return_batch.sha256"],
            name=op.f("fk_return_unit_return_batch"),
        ),
        sa.PrimaryKeyConstraint("campaign", "sha256", "unit_path", name=op.f("pk_return_unit")),
    )


def downgrade() -> None:
    op.drop_table("return_unit")
    op.drop_table("return_count")
    op.drop_table("document_file")
    op.drop_table("return_batch")
    op.drop_table("register_entry")
    op.drop_table("campaign_result")
    op.drop_table("campaign_fact")
    op.drop_table("outbox_entry")
    op.drop_table("campaign")
    op.drop_table("book")
    op.drop_table("audit_entry")
