"""Versions of returns, closing and reopening, question sets of campaigns, cuts

Revision: 0011, after 0010
"""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from sipas_engine.methods.built_in import UnknownQuestionSet, question_file_of
from storage import guards

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_BATCH = ["campaign", "sha256"]
_DESIGN = ("stratum", "psu")
_NEW_TABLES = (
    "return_closing",
    "return_refusal",
    "form_version",
    "form_decision",
    "return_form",
    "return_replacement",
    "return_version",
)


def upgrade() -> None:
    guards.remove(op.get_bind())
    _own_question_sets()
    for name in ("inputs", "reason", "person"):
        default = "{}" if name == "inputs" else ""
        op.add_column("campaign_result", sa.Column(name, sa.Text(), nullable=False, server_default=default))
    _known_by_content()
    _versions()
    _counts("return_unit", ["forms", "valid_forms"], [])
    _counts("return_count", ["count"], [_text("criterion", 20), _whole("answer")])
    _forms()
    _acts()
    guards.install(op.get_bind())


def _own_question_sets() -> None:
    """A campaign that runs already gets the text of the question set which it named until now."""
    for name, default in (("questions", ""), ("method", "{}")):
        op.add_column("campaign", sa.Column(name, sa.Text(), nullable=False, server_default=default))
    connection = op.get_bind()
    for campaign, plan in connection.execute(sa.text("SELECT id, plan FROM campaign")).all():
        try:
            questions = question_file_of(json.loads(plan)["question_set"])
        except (UnknownQuestionSet, KeyError):
            continue  # it could not be computed before either, and says so when it is asked
        connection.execute(
            sa.text("UPDATE campaign SET questions = :questions WHERE id = :id"),
            {"questions": questions, "id": campaign},
        )


def _known_by_content() -> None:
    """Of an old batch the coded forms are not at hand: its file stands for them."""
    op.add_column(
        "return_batch", sa.Column("content_sha256", sa.String(64), nullable=False, server_default="")
    )
    op.execute("UPDATE return_batch SET content_sha256 = sha256")
    with op.batch_alter_table("return_batch") as table:
        table.create_unique_constraint(
            op.f("uq_return_batch_campaign_content_sha256"), ["campaign", "content_sha256"]
        )


def _versions() -> None:
    op.create_table(
        "return_version",
        _text("campaign", 120),
        _whole("seq"),
        _text("sha256", 64),
        _text("kind", 20),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _text("actor", 120),
        _text("at", 40),
        _to_batch("return_version"),
        sa.PrimaryKeyConstraint("campaign", "seq", name=op.f("pk_return_version")),
    )
    op.create_table(
        "return_replacement",
        _text("campaign", 120),
        _whole("seq"),
        _text("replaced", 64),
        sa.ForeignKeyConstraint(
            ["campaign", "seq"],
            ["return_version.campaign", "return_version.seq"],
            name=op.f("fk_return_replacement_return_version"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign", "replaced"],
            ["return_batch.campaign", "return_batch.sha256"],
            name=op.f("fk_return_replacement_return_batch"),
        ),
        sa.PrimaryKeyConstraint("campaign", "seq", "replaced", name=op.f("pk_return_replacement")),
    )
    connection = op.get_bind()
    before = connection.execute(
        sa.text("SELECT campaign, sha256, received_on FROM return_batch ORDER BY campaign, unit, sha256")
    ).all()
    seq: dict[str, int] = {}
    for campaign, sha256, day in before:
        seq[campaign] = seq.get(campaign, 0) + 1
        connection.execute(
            sa.text(
                "INSERT INTO return_version (campaign, seq, sha256, kind, day, reason, actor, at) "
                "VALUES (:campaign, :seq, :sha256, 'first', :day, '', '', '')"
            ),
            {"campaign": campaign, "seq": seq[campaign], "sha256": sha256, "day": day},
        )


def _counts(table: str, numbers: Sequence[str], more: Sequence["sa.Column[Any]"]) -> None:
    """The counts get stratum and cluster into their key; what was counted before knows neither."""
    old = f"{table}_before"
    op.execute(f"CREATE TABLE {old} AS SELECT * FROM {table}")
    op.drop_table(table)
    keys = [*_BATCH, "unit_path", *_DESIGN, *(column.name for column in more)]
    op.create_table(
        table,
        _text("campaign", 120),
        _text("sha256", 64),
        _text("unit_path", 300),
        *(_text(name, 120) for name in _DESIGN),
        *more,
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        _to_batch(table),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
    )
    kept = [*_BATCH, "unit_path", *(column.name for column in more), *numbers]
    op.execute(
        f"INSERT INTO {table} ({', '.join(kept)}, stratum, psu) SELECT {', '.join(kept)}, '', '' FROM {old}"
    )
    op.drop_table(old)


def _forms() -> None:
    op.create_table(
        "return_form",
        _text("campaign", 120),
        _text("sha256", 64),
        _text("form_id", 120),
        _text("unit_path", 300),
        *(_text(name, 120) for name in _DESIGN),
        sa.Column("valid", sa.Boolean(), nullable=False),
        _text("reason", 40),
        _text("proposed", 40),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        _to_batch("return_form"),
        sa.PrimaryKeyConstraint("campaign", "sha256", "form_id", name=op.f("pk_return_form")),
    )
    op.create_index(op.f("ix_return_form_campaign_form_id"), "return_form", ["campaign", "form_id"])
    op.create_table(
        "form_version",
        _text("campaign", 120),
        _text("sha256", 64),
        _text("form_id", 120),
        _whole("version"),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_by_whom(),
        sa.ForeignKeyConstraint(
            ["campaign", "sha256", "form_id"],
            ["return_form.campaign", "return_form.sha256", "return_form.form_id"],
            name=op.f("fk_form_version_return_form"),
        ),
        sa.PrimaryKeyConstraint("campaign", "sha256", "form_id", "version", name=op.f("pk_form_version")),
    )


def _acts() -> None:
    _of_campaign(
        "form_decision",
        _text("unit", 120),
        _text("form_id", 120),
        sa.Column("valid", sa.Boolean(), nullable=False),
        _text("reason", 40),
        sa.Column("note", sa.Text(), nullable=False),
        _text("replaced_by", 120),
        *_by_whom(),
    )
    _of_campaign(
        "return_refusal",
        _text("unit", 120),
        _text("file_name", 200),
        _text("file_sha256", 64),
        sa.Column("day", sa.Date(), nullable=False),
        _text("kind", 60),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Text(), nullable=False),
        _text("at", 40),
    )
    _of_campaign(
        "return_closing",
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_by_whom(),
    )


def _of_campaign(table: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        table,
        _text("campaign", 120),
        _whole("seq"),
        *columns,
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name=op.f(f"fk_{table}_campaign")),
        sa.PrimaryKeyConstraint("campaign", "seq", name=op.f(f"pk_{table}")),
    )


def _text(name: str, length: int) -> "sa.Column[Any]":
    return sa.Column(name, sa.String(length=length), nullable=False)


def _whole(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _by_whom() -> list["sa.Column[Any]"]:
    return [
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _text("actor", 120),
        _text("at", 40),
    ]


def _to_batch(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        _BATCH, ["return_batch.campaign", "return_batch.sha256"], name=op.f(f"fk_{table}_return_batch")
    )


def downgrade() -> None:
    guards.remove(op.get_bind())
    for table in _NEW_TABLES:
        op.drop_table(table)
    _old_counts("return_count", ["criterion", "answer"], "count")
    _old_counts("return_unit", [], "forms", "valid_forms")
    with op.batch_alter_table("return_batch") as batch:
        batch.drop_constraint(op.f("uq_return_batch_campaign_content_sha256"), type_="unique")
        batch.drop_column("content_sha256")
    for table, columns in (
        ("campaign_result", ("inputs", "reason", "person")),
        ("campaign", ("questions", "method")),
    ):
        with op.batch_alter_table(table) as old:
            for column in columns:
                old.drop_column(column)
    guards.install(op.get_bind())


def _old_counts(table: str, more: Sequence[str], *numbers: str) -> None:
    old, keys = f"{table}_after", [*_BATCH, "unit_path", *more]
    op.execute(f"CREATE TABLE {old} AS SELECT * FROM {table}")
    op.drop_table(table)
    sizes = {"campaign": 120, "sha256": 64, "unit_path": 300, "criterion": 20}
    op.create_table(
        table,
        *(_text(key, sizes[key]) if key in sizes else _whole(key) for key in keys),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        _to_batch(table),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
    )
    sums = ", ".join(f"SUM({name})" for name in numbers)
    op.execute(
        f"INSERT INTO {table} ({', '.join([*keys, *numbers])}) "
        f"SELECT {', '.join(keys)}, {sums} FROM {old} GROUP BY {', '.join(keys)}"
    )
    op.drop_table(old)
