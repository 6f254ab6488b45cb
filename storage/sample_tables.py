"""Bảng mẫu: lists of everybody, their people apart from them, draws, replacements and corrections."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from storage.tables import metadata

_LIST = ("survey", "office", "version")
_OF_LIST = ["sample_list.survey", "sample_list.office", "sample_list.version"]


def _key() -> list[Column[Any]]:
    return [
        Column("survey", String(120), primary_key=True),
        Column("office", String(120), primary_key=True),
        Column("version", Integer, primary_key=True, autoincrement=False),
    ]


#: Danh sách: one version of an office's list. ``report`` is its findings, without names; ``key_id`` says by which
#: key its people were made unknown; ``barred`` places are no part of the frame.
sample_list = Table(
    "sample_list",
    metadata,
    *_key(),
    Column("state", String(20), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("list_hash", String(64), nullable=False),
    Column("key_id", String(64), nullable=False),
    Column("mapping", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("survey_day", Date, nullable=False),
    Column("synthetic", Boolean, nullable=False),
)

#: Hàng của danh sách: what a draw may know of a person. ``birth_year`` goes when the sample is approved; whether the
#: person is of age stays.
sample_row = Table(
    "sample_row",
    metadata,
    *_key(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("pseudonym", String(64), nullable=False),
    Column("file_row", Integer, nullable=False),
    Column("serial", Text, nullable=False),
    Column("commune", Text, nullable=False),
    Column("village", Text, nullable=False),
    Column("dossier", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("result_on", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("household", Text, nullable=False),
    Column("sex", Text, nullable=False),
    Column("extra", Text, nullable=False),
    Column("birth_year", Integer),
    Column("of_age", Boolean),
    ForeignKeyConstraint(list(_LIST), _OF_LIST, name="fk_sample_row_list"),
)

#: Người trong danh sách: names, addresses and telephones, known by the keyed pseudonym alone; may be erased.
sample_person = Table(
    "sample_person",
    metadata,
    Column("pseudonym", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("note", Text, nullable=False),
)

#: Lần rút mẫu: one for a list, never changed; ``record`` is the draw as JSON, places only.
sample_draw = Table(
    "sample_draw",
    metadata,
    *_key(),
    Column("seed", Text, nullable=False),
    Column("list_hash", String(64), nullable=False),
    Column("drawn_by", String(120), nullable=False),
    Column("drawn_at", String(40), nullable=False),
    Column("record", Text, nullable=False),
    Column("record_sha256", String(64), nullable=False),
    ForeignKeyConstraint(list(_LIST), _OF_LIST, name="fk_sample_draw_list"),
)

#: Lần thay: a reserve in the place of somebody of the sample, in order; append-only.
sample_replacement = Table(
    "sample_replacement",
    metadata,
    *_key(),
    Column("official", Integer, primary_key=True, autoincrement=False),
    Column("reserve", Integer, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("investigator", Text, nullable=False),
    Column("day", Date, nullable=False),
    ForeignKeyConstraint(list(_LIST), ["sample_draw.survey", "sample_draw.office", "sample_draw.version"]),
)
Index(
    "ux_sample_replacement_reserve",
    *(sample_replacement.c[name] for name in (*_LIST, "reserve")),
    unique=True,
)

#: Sửa danh sách đã rút: which column of which place was mended, why and by whom; not what stood there.
sample_correction = Table(
    "sample_correction",
    metadata,
    *_key(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("field", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(list(_LIST), _OF_LIST, name="fk_sample_correction_list"),
)
