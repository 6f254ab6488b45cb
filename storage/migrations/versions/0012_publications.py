"""Published bundles, who prepared and who approved them, and who may approve

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cut_version", sa.Integer(), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.Column("zip_sha256", sa.String(length=64), nullable=False),
        sa.Column("prepared_by", sa.String(length=120), nullable=False),
        sa.Column("prepared_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_publication_campaign")),
        sa.PrimaryKeyConstraint("campaign", "edition", name=op.f("pk_publication")),
    )
    op.create_table(
        "publication_approval",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("approved_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign", "edition"],
            ["publication.campaign", "publication.edition"],
            name=op.f("fk_publication_approval_publication"),
        ),
        sa.PrimaryKeyConstraint("campaign", "edition", name=op.f("pk_publication_approval")),
    )
    op.create_table(
        "publishing_right",
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_whom", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("person", "seq", name=op.f("pk_publishing_right")),
    )
    guards.install(op.get_bind())


def downgrade() -> None:
    guards.remove(op.get_bind())
    for table in ("publication_approval", "publication", "publishing_right"):
        op.drop_table(table)
    guards.install(op.get_bind())
