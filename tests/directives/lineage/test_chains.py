"""Dòng văn bản thật: the chains of five real letters, as read from their files."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from directives.lineage.facts import Seen
from directives.lineage.graph import Lineage, Node
from directives.lineage.matching import lineage_of
from directives.lineage.reading_seen import seen_of_record
from directives.lineage.tracing import downwards, others, upwards
from directives.reading.reader import read_source
from directives.reading.sources.source import load
from tests.workspaces import chart

DOCUMENTS = Path(__file__).parents[2] / "reading_set" / "documents"
LETTERS = (
    "dak-nong-2021-1848",
    "an-khe-2021-1085",
    "tuyen-quang-2020-1049",
    "tam-duong-2020-345",
    "khanh-son-2017-unnumbered",
)


@cache
def seen(name: str) -> Seen:
    """Văn bản đã đọc: a file of the set, the organisation of its day beside it."""
    source = load(DOCUMENTS / f"{name}.txt")
    record = read_source(source)
    assert record.date is not None
    assert record.date.iso is not None
    on = chart().on(date.fromisoformat(record.date.iso))
    return seen_of_record(record, source.lines, name, snapshot=on)


@cache
def letters() -> Lineage:
    """Dòng của năm công văn."""
    return lineage_of(map(seen, LETTERS))


def node(number: str) -> Node:
    """Văn bản mang số: the only one."""
    (found,) = letters().numbered(number)
    return found


@pytest.mark.parametrize(
    ("number", "above"),
    [
        ("1848/SNV-CCHCVTLT", ["7137/UBND-NCKSTT", "6056/BNV-CCHC"]),
        ("1085/UBND-NV", ["844/UBND-NC"]),
        ("1049/UBND-NC", ["243/KH-BNV"]),
        ("345/UBND-NV", ["3088/UBND-KSTT"]),
    ],
)
def test_a_letter_leads_up_to_the_top_and_the_top_down_to_it(number: str, above: list[str]) -> None:
    up = upwards(letters(), node(number))
    assert [row.node.reference.number for row in up] == above
    assert [row.depth for row in up] == list(range(1, len(above) + 1))
    down = downwards(letters(), node(above[-1]))
    assert [row.node.reference.number for row in down] == [*reversed(above[:-1]), number]


def test_the_middle_of_the_chain_is_concluded_from_the_sentence_that_assigns_the_work() -> None:
    _, row = upwards(letters(), node("1848/SNV-CCHCVTLT"))
    assert row.edge.said_by == node("1848/SNV-CCHCVTLT").id
    assert row.edge.concluded_from == ("assignment",)
    assert "căn cứ nội dung tại Công văn số 6056/BNV-CCHC" in row.edge.sentence


def test_what_the_letters_only_mention_stands_beside_the_chain() -> None:
    citing, _ = others(letters(), node("345/UBND-NV"))
    mentioned = {letters().nodes[edge.cited].reference.number for edge in citing}
    assert mentioned == {"1633/QĐ-UBND", "10/CT-TTg", "282/UBND-VP"}


def test_a_letter_whose_number_cannot_be_read_is_in_the_chain_all_the_same() -> None:
    _, cited = others(letters(), node("14/2015/QĐ-UBND"))
    (edge,) = cited
    khanh_son = letters().nodes[edge.citing]
    assert khanh_son.reference.number == ""
    assert khanh_son.seen


def test_the_provincial_committee_is_that_of_the_department_that_names_it() -> None:
    issuer = node("7137/UBND-NCKSTT").issuer
    assert issuer is not None
    assert issuer.key == "ủy ban nhân dân tỉnh đắk nông"


def test_documents_that_were_never_seen_are_known_by_citation_only() -> None:
    unseen = {one.reference.number for one in letters().nodes.values() if not one.seen}
    assert unseen == {
        *("7137/UBND-NCKSTT", "6056/BNV-CCHC", "844/UBND-NC", "243/KH-BNV", "3088/UBND-KSTT"),
        *("1633/QĐ-UBND", "10/CT-TTg", "282/UBND-VP", "14/2015/QĐ-UBND"),
    }
