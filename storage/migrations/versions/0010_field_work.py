"""Forms handed out and taken back, visits and re-checks

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "field_record",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_field_record_campaign")),
        sa.PrimaryKeyConstraint("campaign", "kind", "key", "version", name=op.f("pk_field_record")),
    )
    guards.install(op.get_bind())
