"""The office's own Word templates, version by version

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office_template",
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("base", sa.String(length=80), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office", "name", "version", name=op.f("pk_office_template")),
    )
    guards.install(op.get_bind())
