"""Nơi nhận: each line of a document becomes who gets a copy, why, and how many; nothing is guessed."""

import pytest

from directives.exchange.recipients import RecipientKind, recipient_of, recipients_of
from tests.documents import a_document

RECEIVER, GROUP, ARTICLE = RecipientKind.RECEIVER, RecipientKind.GROUP, RecipientKind.ARTICLE

LINES = [
    ("Bộ Nội vụ (b/c)", "Bộ Nội vụ", RECEIVER, "b/c", "report", None, "the usual mark"),
    ("- Bộ Nội vụ (để b/c);", "Bộ Nội vụ", RECEIVER, "để b/c", "report", None, "as printed"),
    ("Sở Tài chính (thực hiện)", "Sở Tài chính", RECEIVER, "thực hiện", "act", None, "to act"),
    ("Sở Tài chính (để phối hợp).", "Sở Tài chính", RECEIVER, "để phối hợp", "coordinate", None, "to help"),
    ("Cổng TTĐT tỉnh (đăng tải)", "Cổng TTĐT tỉnh", RECEIVER, "đăng tải", "publish", None, "to publish"),
    (
        "Sở Nội vụ (Phòng CCHC)",
        "Sở Nội vụ (Phòng CCHC)",
        RECEIVER,
        "",
        "",
        None,
        "a bracket that is part of the name",
    ),
    ("Bưu điện tỉnh (02 bản)", "Bưu điện tỉnh", RECEIVER, "", "", 2, "copies"),
    ("Bưu điện tỉnh (b/c) (3)", "Bưu điện tỉnh", RECEIVER, "b/c", "report", 3, "mark and copies"),
    (
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Văn hóa, Thể thao và Du lịch",
        RECEIVER,
        "",
        "",
        None,
        "commas belong to a name",
    ),
    ("Các sở, ban, ngành", "Các sở, ban, ngành", GROUP, "", "", None, "a group"),
    (
        "UBND các xã, phường (để thực hiện)",
        "UBND các xã, phường",
        GROUP,
        "để thực hiện",
        "act",
        None,
        "a group with a mark",
    ),
    ("Như Điều 3", "Như Điều 3", ARTICLE, "", "", None, "those of an article"),
    (
        "Trường THPT Các Mác",
        "Trường THPT Các Mác",
        GROUP,
        "",
        "",
        None,
        "asked once too often, never too little",
    ),
]


@pytest.mark.parametrize(
    ("line", "name", "kind", "purpose", "meaning", "copies", "reason"), LINES, ids=[row[0] for row in LINES]
)
def test_a_line_is_understood(
    line: str, name: str, kind: RecipientKind, purpose: str, meaning: str, copies: int | None, reason: str
) -> None:
    found = recipient_of(line)
    assert (found.name, found.kind, found.purpose, found.meaning, found.copies) == (
        name,
        kind,
        purpose,
        meaning,
        copies,
    ), reason


DOCUMENTS = [
    (["Sở Nội vụ"], ["Như trên"], [("Sở Nội vụ", "")], "as above adds nobody"),
    (
        ["Sở Nội vụ", "Sở Tài chính"],
        ["Như trên (để thực hiện)", "Bộ Nội vụ (b/c)"],
        [("Sở Nội vụ", "để thực hiện"), ("Sở Tài chính", "để thực hiện"), ("Bộ Nội vụ", "b/c")],
        "the mark of as-above goes to those above",
    ),
    ([], ["Như Điều 2", "Lưu: VT, NV (2)"], [("Như Điều 2", "")], "the file copy stays"),
    ([], ["Sở Nội vụ; Sở Tài chính (b/c);"], [("Sở Nội vụ", ""), ("Sở Tài chính", "b/c")], "two in one line"),
    (["Sở Nội Vụ"], ["Sở Nội vụ (b/c)"], [("Sở Nội Vụ", "b/c")], "named twice, sent once"),
    ([], ["Bộ Nội vụ (b/c; t/h)"], [("Bộ Nội vụ (b/c; t/h)", "")], "a bracket nobody understands is kept"),
]


@pytest.mark.parametrize(("above", "below", "expected", "reason"), DOCUMENTS, ids=[r[3] for r in DOCUMENTS])
def test_the_recipients_of_a_document(
    above: list[str], below: list[str], expected: list[tuple[str, str]], reason: str
) -> None:
    found = recipients_of(a_document(addressees=above, recipients=below))
    assert [(one.name, one.purpose) for one in found] == expected, reason
