"""Sao văn bản: which copy of what, what an extract keeps and how it stays numbered."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.copying import (
    NoCopy,
    NothingToExtract,
    WrongKindOfCopy,
    citation_of,
    copy_of,
    part_numbers,
)
from directives.document.kinds import DocumentType
from directives.document.model import Document
from directives.rendering.body_lines import body_lines
from tests.directives.rendering.builders import DECISION, LETTER, part

COPY = replace(LETTER, type=DocumentType.SAO_Y, body=(), addressees=())


def a_copy(kind: DocumentType) -> Document:
    return replace(COPY, type=kind)


REGULATION = replace(
    DECISION,
    body=(
        part("paragraph", "Mở đầu."),
        part("chapter", "", part("article", "Một."), part("article", "Hai."), title="Chung"),
        part(
            "chapter", "", part("article", "Ba.", part("clause", "x."), part("clause", "y.")), title="Riêng"
        ),
        part("chapter", "", part("article", "Bốn."), title="Cuối"),
    ),
)

EXTRACTS = [
    (
        REGULATION,
        (3,),
        ["[…]", "Chương II", "RIÊNG", "Điều 3. Ba.", "1. x.", "2. y.", "[…]./."],
        "one article",
    ),
    (
        REGULATION,
        (2,),
        ["[…]", "Chương I", "CHUNG", "[…]", "Điều 2. Hai.", "[…]./."],
        "the second of its chapter",
    ),
    (
        replace(LETTER, body=(part("clause", "A."), part("clause", "B."), part("clause", "C."))),
        (2, 3),
        ["[…]", "2. B.", "3. C./."],
        "parts of the first level where there are no articles",
    ),
]


@pytest.mark.parametrize(("original", "parts", "lines", "why"), EXTRACTS, ids=[row[3] for row in EXTRACTS])
def test_an_extract_keeps_the_numbers(
    original: Document, parts: tuple[int, ...], lines: list[str], why: str
) -> None:
    copied = copy_of(original, a_copy(DocumentType.TRICH_SAO), parts).copied
    assert copied is not None
    shown = [" ".join(filter(None, (line.label, line.text))) for line in body_lines(copied.body)]
    assert shown == lines, why


@given(st.sets(st.integers(1, 4), min_size=1))
def test_exactly_the_articles_asked_for_are_printed(parts: set[int]) -> None:
    copied = copy_of(REGULATION, a_copy(DocumentType.TRICH_SAO), tuple(parts)).copied
    assert copied is not None
    labels = [line.label for line in body_lines(copied.body) if line.label]
    assert labels == [f"Điều {number}." for number in sorted(parts)]


SAO_Y, SAO_LUC, TRICH_SAO = DocumentType.SAO_Y, DocumentType.SAO_LUC, DocumentType.TRICH_SAO
REFUSED: list[tuple[Document, Document, tuple[int, ...], Any, str]] = [
    (DECISION, LETTER, (), NoCopy, "a letter is no copy"),
    (DECISION, a_copy(SAO_LUC), (), WrongKindOfCopy, "sao lục is made of a sao y"),
    (a_copy(SAO_Y), a_copy(SAO_Y), (), WrongKindOfCopy, "sao y is made of an original"),
    (a_copy(TRICH_SAO), a_copy(SAO_LUC), (), WrongKindOfCopy, "an extract is not copied further"),
    (DECISION, a_copy(TRICH_SAO), (), NothingToExtract, "an extract of nothing"),
    (DECISION, a_copy(TRICH_SAO), (3,), NothingToExtract, "there are two articles"),
    (DECISION, a_copy(SAO_Y), (1,), NothingToExtract, "a sao y is whole"),
]


@pytest.mark.parametrize(
    ("original", "copy", "parts", "error", "why"), REFUSED, ids=[row[4] for row in REFUSED]
)
def test_what_the_law_does_not_know_is_refused(
    original: Document, copy: Document, parts: tuple[int, ...], error: Any, why: str
) -> None:
    with pytest.raises(error):
        copy_of(original, copy, parts)


def test_a_copy_of_a_copy_cites_what_was_copied_first() -> None:
    first = copy_of(DECISION, a_copy(SAO_Y))
    second = copy_of(first, a_copy(SAO_LUC))
    assert second.original == DECISION
    expected = "Quyết định số 120/QĐ-SNV ngày 05/3/2022 của Sở Nội vụ tỉnh Minh Tân"
    assert citation_of(DECISION) == citation_of(second) == expected


def test_an_empty_body_has_nothing_to_extract() -> None:
    assert list(part_numbers(())) == []
