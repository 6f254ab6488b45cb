"""Văn bản thử: composed from the real organisation; a test names only what it is about."""

from datetime import date
from typing import Any

from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.model import Document
from tests.workspaces import NOW, chart

DRAFT: dict[str, Any] = {
    "type": "cong_van",
    "issuer": "ubnd-tinh-lam-dong",
    "unit": "VX",
    "subject": "đo lường sự hài lòng của người dân năm 2026",
    "addressees": ["Ủy ban nhân dân các xã, phường, đặc khu"],
    "recipients": ["Như trên", "Bộ Nội vụ (b/c)"],
    "archive": {"units": ["VT", "VX"]},
    "signature": {"title": "CHỦ TỊCH", "name": "Nguyễn Văn Mẫu"},
    "body": [{"kind": "paragraph", "text": "Ủy ban nhân dân tỉnh yêu cầu các địa phương thực hiện."}],
}


def a_document(**what: Any) -> Document:
    """Văn bản: a công văn of Lâm Đồng's people's committee, or what it is told to be instead."""
    return compose(parse_draft({**DRAFT, **what}, file="thu.toml"), chart(), NOW.date())


def dated(day: str, **what: Any) -> Document:
    """Văn bản đề ngày: of a day in ISO form."""
    return a_document(date=date.fromisoformat(day), **what)
