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

#: Tệp của văn bản: every file that was read as a document, also one that cites nothing.
document_source = Table(
    "document_source",
    metadata,
    Column("node", String(64), primary_key=True),
    Column("file_sha256", String(64), primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("added_at", String(40), nullable=False),
    ForeignKeyConstraint(["node"], ["document_node.id"]),
)
Index(None, document_source.c.file_sha256)

#: Gạch bỏ: a file that was added by mistake, and why; its rows stay.
struck_source = Table(
    "struck_source",
    metadata,
    Column("node", String(64), primary_key=True),
    Column("file_sha256", String(64), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("struck_at", String(40), nullable=False),
    ForeignKeyConstraint(
        ["node", "file_sha256"],
        ["document_source.node", "document_source.file_sha256"],
        name="fk_struck_source_source",
    ),
)

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
