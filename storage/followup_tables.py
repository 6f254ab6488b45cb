"""Bảng theo dõi: what a plan was expanded to, what became of its duties, its editions and its projected days."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import metadata

#: Đơn vị của kế hoạch: the offices which owe something, as the organisation was when the plan was started.
plan_unit = Table(
    "plan_unit",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("unit", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("level", String(20), nullable=False),
    Column("superior", String(120), nullable=False),
    Column("surveyed", Boolean, nullable=False),
    UniqueConstraint("campaign", "unit"),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Sự kiện: what people and documents say of duties, in order; append-only. ``key`` makes an event happen once.
duty_event = Table(
    "duty_event",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("step", String(60), nullable=False),
    Column("unit", String(120), nullable=False),
    Column("occurrence", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("payload", Text, nullable=False),
    Column("key", String(300), nullable=False),
    Column("recorded_at", String(40), nullable=False),
    Column("actor", String(120), nullable=False),
    UniqueConstraint("campaign", "key"),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Bản sửa kế hoạch: a running plan as it was edited, from version 2 on; the last one holds.
plan_version = Table(
    "plan_version",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("plan", Text, nullable=False),
    Column("drafts", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("recorded_at", String(40), nullable=False),
    Column("actor", String(120), nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Hạn đã dự kiến: the due days of the lanes as projected by a calendar; a new row when another calendar moves them.
plan_projection = Table(
    "plan_projection",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("calendar", Text, nullable=False),
    Column("dues", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("recorded_at", String(40), nullable=False),
    Column("actor", String(120), nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Hồ sơ theo dõi: people responsible, difficulties, reports received; a change is a new version of its key.
followup_record = Table(
    "followup_record",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("key", String(300), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
    Column("recorded_at", String(40), nullable=False),
    Column("actor", String(120), nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)
