"""Bảng của các sổ: what the registers need beside ``storage.tables``: policies, states, incoming, work files."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, String, Table, Text, UniqueConstraint

from storage.tables import metadata

_ENTRY = ("issuer", "series", "year", "number")

#: Cách đánh số: what an office decided from a year on; ``policy`` is canonical JSON.
series_policy = Table(
    "series_policy",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("from_year", Integer, primary_key=True, autoincrement=False),
    Column("policy", Text, nullable=False),
    Column("basis", Text, nullable=False),
)

#: Thay đổi của dòng: each change of state of a numbered document, with its reason, in order; append-only.
entry_change = Table(
    "entry_change",
    metadata,
    Column("issuer", String(120), primary_key=True),
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("move", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    Column("by_issuer", String(120)),
    Column("by_series", String(20)),
    Column("by_year", Integer),
    Column("by_number", Integer),
    ForeignKeyConstraint(
        list(_ENTRY), [f"register_entry.{name}" for name in _ENTRY], name="fk_entry_change_entry"
    ),
    ForeignKeyConstraint(
        [f"by_{name}" for name in _ENTRY],
        [f"register_entry.{name}" for name in _ENTRY],
        name="fk_entry_change_by",
    ),
)

#: Sổ văn bản đến: the counter row of one office and year, with the last number on paper before it.
incoming_book = Table(
    "incoming_book",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("opened_after", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("last_date", Date),
)

#: Văn bản đến: one document that arrived; ``record`` is all that was written at its arrival. ``identity`` is
#: author, number and date folded, by which a second arrival is found.
incoming_entry = Table(
    "incoming_entry",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("arrived_on", Date, nullable=False),
    Column("dated", Date),
    Column("type", Text, nullable=False),
    Column("identity", Text, nullable=False, index=True),
    Column("file_sha256", String(64), nullable=False),
    Column("record", Text, nullable=False),
    Column("record_sha256", String(64), nullable=False),
    Column("idempotency_key", String(200), nullable=False, unique=True),
    Column("status", String(20), nullable=False),
    Column("receiver", Text, nullable=False),
    Column("transferred_on", Date),
    Column("receipt", Text, nullable=False),
    Column("due_on", Date),
    Column("progress", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("co_operating", Text, nullable=False),
    Column("submitted_on", Date),
    Column("finished_on", Date),
    ForeignKeyConstraint(["office", "year"], ["incoming_book.office", "incoming_book.year"]),
)

#: Hồ sơ công việc: one file of the yearly list; ``retention_years`` is empty for permanent keeping.
work_file = Table(
    "work_file",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("symbol", String(20), primary_key=True),
    Column("heading", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("retention_years", Integer),
    Column("keeper", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("ended_on", Date),
    Column("sheets", Integer),
    Column("kept_until", Date),
    Column("leave", Text, nullable=False),
    Column("handed_over_on", Date),
    Column("handed_over_to", Text, nullable=False),
)

#: Văn bản trong hồ sơ: a document of the books filed in a work file; the document itself stays where it is.
filed_document = Table(
    "filed_document",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("symbol", String(20), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("document", String(200), nullable=False),
    Column("pages", Text, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("office", "year", "symbol", "document"),
    ForeignKeyConstraint(
        ["office", "year", "symbol"], ["work_file.office", "work_file.year", "work_file.symbol"]
    ),
)
