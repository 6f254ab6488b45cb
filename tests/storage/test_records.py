"""Bản ghi: a document written down and read again is the same document."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.kinds import DocumentType, SigningCapacity
from directives.document.model import (
    Annex,
    Archive,
    Authority,
    BodyKind,
    BodyPart,
    Document,
    DocumentNumber,
    Letterhead,
    Provenance,
    Signature,
    TableColumn,
)
from storage.records import document_from_record, record_of
from tests.documents import a_document

TEXT = st.text(max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)


def _part(children: st.SearchStrategy[tuple[BodyPart, ...]]) -> st.SearchStrategy[BodyPart]:
    return st.builds(BodyPart, st.sampled_from(BodyKind), TEXT, TEXT, children)


BODIES = st.lists(
    st.recursive(
        _part(st.just(())), lambda inner: _part(st.lists(inner, max_size=3).map(tuple)), max_leaves=6
    ),
    min_size=1,
    max_size=3,
).map(tuple)
COLUMNS = st.builds(TableColumn, TEXT, st.booleans(), st.floats(0.1, 20))
ANNEXES = st.builds(
    Annex,
    TEXT,
    st.lists(COLUMNS, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
    TEXTS,
    st.booleans(),
)
SIGNATURES = st.builds(
    Signature,
    st.lists(st.builds(Authority, st.sampled_from(SigningCapacity), TEXT), max_size=3).map(tuple),
    TEXT,
    TEXT,
)


def documents(kind: DocumentType) -> st.SearchStrategy[Document]:
    """Văn bản bất kỳ: of this type, anything else whatever."""
    return st.builds(
        Document,
        type=st.just(kind),
        issuer=TEXT,
        letterhead=st.builds(Letterhead, TEXTS, TEXTS),
        number=st.builds(DocumentNumber, st.none() | st.integers(1, 10**9), TEXT),
        place_name=TEXT,
        issued_on=st.dates(),
        subject=TEXT,
        body=BODIES,
        signature=SIGNATURES,
        recipients=TEXTS,
        archive=st.builds(Archive, TEXTS, st.none() | st.integers(1, 99), TEXT),
        issuer_name=TEXT,
        addressees=TEXTS,
        deciding_authority=TEXT,
        legal_bases=TEXTS,
        annexes=st.lists(ANNEXES, max_size=2).map(tuple),
        provenance=st.sampled_from(Provenance),
        carries_out=TEXTS,
    )


@given(st.sampled_from(DocumentType).flatmap(documents))
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    record = record_of(document)
    assert document_from_record(record) == document
    assert record_of(document_from_record(record)) == record


@pytest.mark.parametrize("kind", DocumentType, ids=lambda kind: kind.value)
def test_every_type_is_written_by_its_key(kind: DocumentType) -> None:
    document = replace(a_document(), type=kind)
    assert json.loads(record_of(document))["type"] == kind.value
    assert document_from_record(record_of(document)) == document


@pytest.mark.parametrize("record", ["", "[", "null", "{}", '{"type": "thu"}', "[" * 5000])
def test_any_other_text_is_a_value_error(record: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        document_from_record(record)


def test_a_record_has_its_fields_in_a_fixed_order_and_its_letters_as_they_are() -> None:
    record = record_of(a_document(date=date(2026, 3, 2)))
    assert list(json.loads(record)) == sorted(json.loads(record))
    assert "Nguyễn Văn Mẫu" in record
