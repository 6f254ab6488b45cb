"""Every file that was added to the lineage, and those that were struck out

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_source",
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["node"], ["document_node.id"], name=op.f("fk_document_source_document_node")
        ),
        sa.PrimaryKeyConstraint("node", "file_sha256", name=op.f("pk_document_source")),
    )
    op.create_index(op.f("ix_document_source_file_sha256"), "document_source", ["file_sha256"])
    # Of a second file of a document only the citations were kept: it takes the name and time of the first.
    op.execute(
        "INSERT INTO document_source (node, file_sha256, file_name, added_at) "
        "SELECT id, file_sha256, file_name, added_at FROM document_node"
    )
    op.execute(
        "INSERT INTO document_source (node, file_sha256, file_name, added_at) "
        "SELECT DISTINCT citation_edge.node, citation_edge.file_sha256, file_name, added_at "
        "FROM citation_edge JOIN document_node ON document_node.id = citation_edge.node "
        "WHERE citation_edge.file_sha256 <> document_node.file_sha256"
    )
    op.create_table(
        "struck_source",
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("struck_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["node", "file_sha256"],
            ["document_source.node", "document_source.file_sha256"],
            name="fk_struck_source_source",
        ),
        sa.PrimaryKeyConstraint("node", "file_sha256", name=op.f("pk_struck_source")),
    )
    guards.install(op.get_bind())


def downgrade() -> None:
    guards.remove(op.get_bind())
    op.drop_table("struck_source")
    op.drop_table("document_source")
    guards.install(op.get_bind())
