"""Following up: units of a plan, events of duties, editions and projections of plans, records of people

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_unit",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("superior", sa.String(length=120), nullable=False),
        sa.Column("surveyed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_plan_unit_campaign")),
        sa.PrimaryKeyConstraint("campaign", "place", name=op.f("pk_plan_unit")),
        sa.UniqueConstraint("campaign", "unit", name=op.f("uq_plan_unit_campaign_unit")),
    )
    op.create_table(
        "duty_event",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_duty_event_campaign")),
        sa.PrimaryKeyConstraint("campaign", "seq", name=op.f("pk_duty_event")),
        sa.UniqueConstraint("campaign", "key", name=op.f("uq_duty_event_campaign_key")),
    )
    op.create_table(
        "plan_version",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("drafts", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_plan_version_campaign")),
        sa.PrimaryKeyConstraint("campaign", "version", name=op.f("pk_plan_version")),
    )
    op.create_table(
        "plan_projection",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("dues", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_plan_projection_campaign")),
        sa.PrimaryKeyConstraint("campaign", "version", name=op.f("pk_plan_projection")),
    )
    op.create_table(
        "followup_record",
        sa.Column("campaign", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f("fk_followup_record_campaign")),
        sa.PrimaryKeyConstraint("campaign", "kind", "key", "version", name=op.f("pk_followup_record")),
    )
    guards.install(op.get_bind())
