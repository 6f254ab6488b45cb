"""Bảng phiếu gửi về: batches, their forms and counts, versions, decisions, refusals, closing and reopening.

All of them only grow: what came stays as it came, and what was decided later stands beside it.
"""

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
    UniqueConstraint,
)

from storage.tables import metadata

#: A form's name within a campaign: the unit that sent it and the serial printed on it.
_FORM_ID = String(120)

#: Lô phiếu gửi về: an immutable batch of returned forms, known by the hash of its file; ``content_sha256`` is
#: that of the coded forms, the same for the same forms in another format or order.
return_batch = Table(
    "return_batch",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("unit", String(120), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("forms", Integer, nullable=False),
    Column("valid_forms", Integer, nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("content_sha256", String(64), nullable=False),
    UniqueConstraint("campaign", "content_sha256"),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Phiên bản: in the order of their coming, which batch counts from a day on: a first one, an addition, a correction.
return_version = Table(
    "return_version",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(["campaign", "sha256"], ["return_batch.campaign", "return_batch.sha256"]),
)

#: Lô bị thay: which batches a correction takes the place of, from its day on.
return_replacement = Table(
    "return_replacement",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("replaced", String(64), primary_key=True),
    ForeignKeyConstraint(["campaign", "seq"], ["return_version.campaign", "return_version.seq"]),
    ForeignKeyConstraint(["campaign", "replaced"], ["return_batch.campaign", "return_batch.sha256"]),
)

#: Phiếu: what one form of a batch says, coded: a letter a criterion (``sipas_engine.returns.coded``).
#: ``reason`` is why the sender set it aside, ``proposed`` what the campaign's rules hold against it; both may be empty.
#: ``traits`` are the columns by which results are broken down (sex, age, mode…); names and phones never come here.
return_form = Table(
    "return_form",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("form_id", _FORM_ID, primary_key=True),
    Column("unit_path", String(300), nullable=False),
    Column("stratum", String(120), nullable=False),
    Column("psu", String(120), nullable=False),
    Column("valid", Boolean, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("proposed", String(40), nullable=False),
    Column("answers", Text, nullable=False),
    Column("traits", Text, nullable=False),
    ForeignKeyConstraint(["campaign", "sha256"], ["return_batch.campaign", "return_batch.sha256"]),
)
Index(None, return_form.c.campaign, return_form.c.form_id)

#: Số phiếu theo đơn vị: how many forms a batch brought for each unit (its path of names as JSON), stratum and cluster.
return_unit = Table(
    "return_unit",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("unit_path", String(300), primary_key=True),
    Column("stratum", String(120), primary_key=True),
    Column("psu", String(120), primary_key=True),
    Column("forms", Integer, nullable=False),
    Column("valid_forms", Integer, nullable=False),
    ForeignKeyConstraint(["campaign", "sha256"], ["return_batch.campaign", "return_batch.sha256"]),
)

#: Bảng đếm: how often a batch gave an answer (a code of ``sipas_engine.returns.forms``) to a criterion
#: in a unit, stratum and cluster; counts of many batches add up.
return_count = Table(
    "return_count",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("unit_path", String(300), primary_key=True),
    Column("stratum", String(120), primary_key=True),
    Column("psu", String(120), primary_key=True),
    Column("criterion", String(20), primary_key=True),
    Column("answer", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    ForeignKeyConstraint(["campaign", "sha256"], ["return_batch.campaign", "return_batch.sha256"]),
)

#: Quyết định về phiếu: a person set a form aside, or let it count; the last one stands, over corrections too.
form_decision = Table(
    "form_decision",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("unit", String(120), nullable=False),
    Column("form_id", _FORM_ID, nullable=False),
    Column("valid", Boolean, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("replaced_by", _FORM_ID, nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Bản sửa của phiếu: the answers of a form as they were keyed in again, beside those that came.
form_version = Table(
    "form_version",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("form_id", _FORM_ID, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("answers", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(
        ["campaign", "sha256", "form_id"],
        ["return_form.campaign", "return_form.sha256", "return_form.form_id"],
    ),
)

#: Lô trả lại: a file that was refused, and what was wrong in it (JSON); its rows are kept nowhere.
return_refusal = Table(
    "return_refusal",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("unit", String(120), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", String(60), nullable=False),
    Column("problems", Integer, nullable=False),
    Column("listed", Text, nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Khóa nhận phiếu: the returns of a campaign were closed or opened again, why and by whom.
return_closing = Table(
    "return_closing",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("closed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)
