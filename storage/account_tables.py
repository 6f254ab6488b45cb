"""Bảng người dùng: accounts with their rights, sessions, one-time links, and what people left half done."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKeyConstraint, Index, Integer, String, Table, Text

from storage.tables import metadata

#: Tài khoản: a person who signs in. ``subject`` is what an identity provider calls them; "" for a password alone.
account = Table(
    "account",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("subject", String(300), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", String(40), nullable=False),
)

#: Quyền được trao: given and withdrawn, one row each time; the last row of a role at a unit and slice holds.
account_role = Table(
    "account_role",
    metadata,
    Column("account", String(120), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("role", String(40), nullable=False),
    Column("unit", String(120), nullable=False),
    Column("slice", String(120), nullable=False),
    Column("granted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by_whom", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(["account"], ["account.name"]),
)

#: Phiên làm việc: known by the hash of its secret only. Moments are seconds since 1970.
web_session = Table(
    "web_session",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("account", String(120), nullable=False),
    Column("begun", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    ForeignKeyConstraint(["account"], ["account.name"]),
    Index("ix_web_session_account", "account"),
)

#: Liên kết dùng một lần: lets its holder set a password; ``used`` 0 until it was.
one_time_link = Table(
    "one_time_link",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("account", String(120), nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    ForeignKeyConstraint(["account"], ["account.name"]),
)

#: Lần đăng nhập hỏng: by what was typed as the account, and by the address it came from.
failed_sign_in = Table(
    "failed_sign_in",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", String(120), nullable=False),
    Column("address", String(120), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_failed_sign_in_account_at", "account", "at"),
    Index("ix_failed_sign_in_address_at", "address", "at"),
)

#: Yêu cầu đã trả lời: the answer to a request that bore an idempotency key; asked again, it is given again.
answered_request = Table(
    "answered_request",
    metadata,
    Column("account", String(120), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

#: Việc chạy nền: long work asked for at a door; a row says how far it is, so that a restart goes on with it.
background_job = Table(
    "background_job",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("owner", String(120), nullable=False),
    Column("input", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("asked_at", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False),
    Index("ix_background_job_state", "state", "asked_at"),
    Index("ix_background_job_owner", "owner", "asked_at"),
)

#: Bản đang soạn: a draft as far as it was written in the portal; ``revision`` grows with each saving.
saved_draft = Table(
    "saved_draft",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("owner", String(120), nullable=False),
    Column("unit", String(120), nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("issued_as", Text, nullable=False),
    Column("changed_at", String(40), nullable=False),
    Index("ix_saved_draft_unit", "unit", "state"),
)
