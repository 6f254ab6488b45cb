"""The list, the people and the sample

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

from storage import guards

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sample_list",
        sa.Column("survey", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("list_hash", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("survey_day", sa.Date(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("survey", "office", "version", name=op.f("pk_sample_list")),
    )
    op.create_table(
        "sample_person",
        sa.Column("pseudonym", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", name=op.f("pk_sample_person")),
    )
    op.create_table(
        "sample_correction",
        sa.Column("survey", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey", "office", "version"],
            ["sample_list.survey", "sample_list.office", "sample_list.version"],
            name="fk_sample_correction_list",
        ),
        sa.PrimaryKeyConstraint("survey", "office", "version", "seq", name=op.f("pk_sample_correction")),
    )
    op.create_table(
        "sample_draw",
        sa.Column("survey", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("list_hash", sa.String(length=64), nullable=False),
        sa.Column("drawn_by", sa.String(length=120), nullable=False),
        sa.Column("drawn_at", sa.String(length=40), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey", "office", "version"],
            ["sample_list.survey", "sample_list.office", "sample_list.version"],
            name="fk_sample_draw_list",
        ),
        sa.PrimaryKeyConstraint("survey", "office", "version", name=op.f("pk_sample_draw")),
    )
    op.create_table(
        "sample_row",
        sa.Column("survey", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pseudonym", sa.String(length=64), nullable=False),
        sa.Column("file_row", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("commune", sa.Text(), nullable=False),
        sa.Column("village", sa.Text(), nullable=False),
        sa.Column("dossier", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("result_on", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("household", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("of_age", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["survey", "office", "version"],
            ["sample_list.survey", "sample_list.office", "sample_list.version"],
            name="fk_sample_row_list",
        ),
        sa.PrimaryKeyConstraint("survey", "office", "version", "position", name=op.f("pk_sample_row")),
    )
    op.create_table(
        "sample_replacement",
        sa.Column("survey", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("official", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reserve", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("investigator", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey", "office", "version"],
            ["sample_draw.survey", "sample_draw.office", "sample_draw.version"],
            name=op.f("fk_sample_replacement_sample_draw"),
        ),
        sa.PrimaryKeyConstraint(
            "survey", "office", "version", "official", name=op.f("pk_sample_replacement")
        ),
    )
    op.create_index(
        "ux_sample_replacement_reserve",
        "sample_replacement",
        ["survey", "office", "version", "reserve"],
        unique=True,
    )
    guards.install(op.get_bind())


def downgrade() -> None:
    guards.remove(op.get_bind())
    op.drop_index("ux_sample_replacement_reserve", table_name="sample_replacement")
    op.drop_table("sample_replacement")
    op.drop_table("sample_row")
    op.drop_table("sample_draw")
    op.drop_table("sample_correction")
    op.drop_table("sample_person")
    op.drop_table("sample_list")
    guards.install(op.get_bind())
