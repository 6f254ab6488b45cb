"""Files dropped at the desk, which wait until the clerk has compared what was read of them

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_arrival",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("arrival", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("dropped_by", sa.String(length=120), nullable=False),
        sa.Column("dropped_at", sa.String(length=40), nullable=False),
        sa.Column("entered_as", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_arrival")),
    )
    op.create_index("ix_waiting_arrival_office", "waiting_arrival", ["office", "state"])
