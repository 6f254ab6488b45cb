"""Bảng của dòng văn bản: documents added for their citations, beside the tables of ``storage.tables``."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, String, Table, Text

from storage.tables import metadata

#: Văn bản được thêm: one document; ``id`` is the hash of what identifies it, ``facts`` what was read of it the first
#: time, without its citations. ``file_sha256`` is that file in the file store.
document_node = Table(
    "document_node",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("identity", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("added_at", String(40), nullable=False),
)
Index(None, document_node.c.file_sha256)

#: Viện dẫn: what a file says of one cited document; another file of the same document has rows of its own.
citation_edge = Table(
    "citation_edge",
    metadata,
    Column("node", String(64), primary_key=True),
    Column("file_sha256", String(64), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("cited", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("relation", String(20), nullable=False),
    Column("facts", Text, nullable=False),
    ForeignKeyConstraint(["node"], ["document_node.id"]),
)
