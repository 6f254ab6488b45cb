"""Bảng mẫu riêng: the office's own Word templates, beside the tables of ``storage.tables``."""

from sqlalchemy import Column, Integer, String, Table, Text

from storage.tables import metadata

#: Mẫu riêng: one version of a template; the file lies in the file store, ``base`` names the official form below it.
office_template = Table(
    "office_template",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("base", String(80), nullable=False),
    Column("added_at", String(40), nullable=False),
    Column("note", Text, nullable=False),
)
