"""Documents added to the lineage, and what they cite

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_node",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_node")),
    )
    op.create_index(op.f("ix_document_node_file_sha256"), "document_node", ["file_sha256"])
    op.create_table(
        "citation_edge",
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cited", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["node"], ["document_node.id"], name=op.f("fk_citation_edge_document_node")),
        sa.PrimaryKeyConstraint("node", "file_sha256", "position", name=op.f("pk_citation_edge")),
    )
    guards.install(op.get_bind())


def downgrade() -> None:
    guards.remove(op.get_bind())
    op.drop_table("citation_edge")
    op.drop_table("document_node")
    guards.install(op.get_bind())
