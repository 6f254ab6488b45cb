"""What waits in the outbox is found without reading what is done

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WAITING = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_index(
        op.f("ix_outbox_entry_topic_subject"),
        "outbox_entry",
        ["topic", "subject"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_entry_topic_subject"), table_name="outbox_entry")
