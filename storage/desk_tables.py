"""Bảng của bàn văn thư đến: what was read, instructed and answered of an arrival; citizens' petitions."""

from sqlalchemy import (
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

_ARRIVAL = ("office", "year", "number")
_ENTRY = [f"incoming_entry.{name}" for name in _ARRIVAL]
_PETITION = [f"petition.{name}" for name in _ARRIVAL]

#: Bản ghi đã đọc: what the reader saw in an arrival's file, and citations and duties as the clerk entered them.
incoming_reading = Table(
    "incoming_reading",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("read", Text, nullable=False),
    Column("entered", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    ForeignKeyConstraint(list(_ARRIVAL), _ENTRY),
)

#: Bước giải quyết: submission, instruction, opinion or proposal about an arrival, in order; append-only.
incoming_step = Table(
    "incoming_step",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("lead", Text, nullable=False),
    Column("co_operating", Text, nullable=False),
    Column("due_on", Date),
    Column("working_days", Integer),
    Column("words", Text, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(list(_ARRIVAL), _ENTRY),
)

#: Tệp kèm văn bản đến: every file of an arrival that came in a package, in its order; the first is the document.
incoming_attachment = Table(
    "incoming_attachment",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("content_type", String(120), nullable=False),
    Column("sha256", String(64), nullable=False),
    ForeignKeyConstraint(list(_ARRIVAL), _ENTRY),
)

#: Gói tin đến: each edXML package that was taken, by its content, and which arrival it made or is about.
#: ``document`` is the SHA-256 of the sender's name for the document.
incoming_package = Table(
    "incoming_package",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("document", String(64), nullable=False, index=True),
    Column("document_id", Text, nullable=False),
    Column("sender", String(60), nullable=False),
    Column("business", String(10), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("year", Integer),
    Column("number", Integer),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(list(_ARRIVAL), _ENTRY),
)

#: Sổ đơn thư: the counter row of the petitions of one office and year.
petition_book = Table(
    "petition_book",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("opened_after", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("last_date", Date),
)

#: Đơn: one petition; ``record`` is what was written when it came, without the person who sent it.
petition = Table(
    "petition",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("received_on", Date, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("file_sha256", String(64), nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("record_sha256", String(64), nullable=False),
    Column("idempotency_key", String(200), nullable=False, unique=True),
    Column("status", String(20), nullable=False),
    Column("assigned_to", Text, nullable=False),
    Column("accepted_on", Date),
    Column("due_on", Date),
    Column("transferred_to", Text, nullable=False),
    Column("reply", Text, nullable=False),
    ForeignKeyConstraint(["office", "year"], ["petition_book.office", "petition_book.year"]),
)

#: Người gửi đơn: personal data of a petition, in a table of its own, so that it can be erased when its time is over.
petitioner = Table(
    "petitioner",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("contact", Text, nullable=False),
    ForeignKeyConstraint(list(_ARRIVAL), _PETITION),
)

#: Bước xử lý đơn: what was done with a petition, in order, with day and person; append-only.
petition_step = Table(
    "petition_step",
    metadata,
    Column("office", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("act", String(20), nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("words", Text, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(list(_ARRIVAL), _PETITION),
)

#: Văn bản chờ vào sổ: a file dropped at the desk, as it was read and corrected, until the clerk enters it or puts it
#: away; ``entered_as`` names its row of the book then. Nothing of it is an act of office yet, so rows may change.
waiting_arrival = Table(
    "waiting_arrival",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("office", String(120), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("arrival", Text, nullable=False),
    Column("remarks", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("refusal", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("dropped_by", String(120), nullable=False),
    Column("dropped_at", String(40), nullable=False),
    Column("entered_as", Text, nullable=False),
    Index("ix_waiting_arrival_office", "office", "state"),
)
