"""Ghi rồi đọc: written, read and written again, a message is the same bytes; nothing of it is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.exchange.message import (
    Agency,
    Attachment,
    Business,
    DocumentMessage,
    DocumentReference,
    Message,
    OtherInfo,
    ReceiverChange,
    Reference,
    Replacement,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from directives.exchange.writer import UnwritableMessage, write_message
from tests.directives.exchange.builders import MESSAGE, STATUS, a_message, as_read, through_the_child

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
FILLED = TEXT.map(lambda text: f"x{text}")
AGENCY = st.builds(Agency, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
STAFF = st.builds(Staff, TEXT, TEXT, TEXT, TEXT)
REFERENCE = st.builds(DocumentReference, TEXT, TEXT, TEXT, TEXT)


def some(values: st.SearchStrategy) -> st.SearchStrategy:
    """Vài giá trị: none, one or two of them."""
    return st.lists(values, max_size=2).map(tuple)


MESSAGES = st.builds(
    DocumentMessage,
    **dict.fromkeys(
        ("number", "symbol", "place", "issued_on", "type_code", "type_name", "type_detail"), TEXT
    ),
    **dict.fromkeys(("subject", "content", "document_id", "due_on", "steering"), TEXT),
    sender=AGENCY,
    receivers=some(AGENCY),
    signer=st.builds(Signer, TEXT, TEXT, TEXT),
    places=some(FILLED),
    other=st.builds(OtherInfo, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, some(FILLED)),
    replies_to=some(REFERENCE),
    traces=some(st.builds(Trace, TEXT, TEXT)),
    business=st.builds(
        Business,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        some(st.builds(ReceiverChange, TEXT, TEXT)),
        TEXT,
        STAFF,
        TEXT,
        some(st.builds(Replacement, TEXT, some(FILLED))),
    ),
    references=some(st.builds(Reference, FILLED, TEXT, TEXT, TEXT)),
    attachments=some(st.builds(Attachment, FILLED, TEXT, TEXT, FILLED, st.binary(max_size=40))),
)
STATUSES = st.builds(StatusMessage, REFERENCE, AGENCY, TEXT, TEXT, TEXT, STAFF)


@given(st.one_of(MESSAGES, STATUSES))
def test_any_message_is_the_same_bytes_after_reading(message: Message) -> None:
    written = write_message(message)
    read = as_read(message)
    assert read.message is not None
    assert write_message(read.message) == written


@pytest.mark.parametrize("message", [MESSAGE, STATUS], ids=["document", "status"])
def test_a_clean_message_comes_back_whole_through_the_child_process(message: Message) -> None:
    read = through_the_child(write_message(message))
    found = read.message
    if isinstance(found, DocumentMessage):
        plain = tuple(replace(a, seen_type="", safe_name="") for a in found.attachments)
        found = replace(found, attachments=plain)
    assert found == message
    assert (read.unread, read.heads) == ((), 1)


def test_the_same_message_gives_the_same_bytes() -> None:
    assert write_message(MESSAGE) == write_message(a_message())


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (a_message(subject="một\x00hai"), "a character XML cannot hold"),
        (a_message(attachments=(Attachment("f1", name="a.pdf", content=None),)), "a file without content"),
    ],
)
def test_what_cannot_be_written_is_refused(message: Message, reason: str) -> None:
    with pytest.raises(UnwritableMessage):
        write_message(message)
