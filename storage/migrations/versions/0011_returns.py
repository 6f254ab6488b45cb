"""Versions of returns, closing and reopening, question sets of campaigns, cuts

Revision: 0011, after 0010
"""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
