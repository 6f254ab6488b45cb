"""Bảng công bố: editions of results with who prepared and who approved them, and who may approve."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, String, Table, Text

from storage.tables import metadata

#: Bản công bố: an edition of a campaign's cut as a bundle; the zip lies in the file store. A correction is another one.
publication = Table(
    "publication",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("cut_version", Integer, nullable=False),
    Column("manifest_sha256", String(64), nullable=False),
    Column("zip_sha256", String(64), nullable=False),
    Column("prepared_by", String(120), nullable=False),
    Column("prepared_at", String(40), nullable=False),
    ForeignKeyConstraint(["campaign"], ["campaign.id"]),
)

#: Phê duyệt công bố: the second person, who had the right at that moment.
publication_approval = Table(
    "publication_approval",
    metadata,
    Column("campaign", String(120), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("approved_by", String(120), nullable=False),
    Column("approved_at", String(40), nullable=False),
    ForeignKeyConstraint(["campaign", "edition"], ["publication.campaign", "publication.edition"]),
)

#: Quyền công bố: given and withdrawn, one row each time; the last row of a person holds.
publishing_right = Table(
    "publishing_right",
    metadata,
    Column("person", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("granted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by_whom", String(120), nullable=False),
    Column("at", String(40), nullable=False),
)
