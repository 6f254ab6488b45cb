"""Bảng thực địa: the records of the field work of a campaign, beside the tables of ``storage.tables``."""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, String, Table, Text

from storage.tables import metadata

#: Hồ sơ thực địa: rosters, assignments, daily rows, hand-overs, payments, visits, re-checks; append-only: a change
#: is a new version of the same key, so who wrote what and when stays. ``content`` is canonical JSON.
field_record = Table(
    "field_record",
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
