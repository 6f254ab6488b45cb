"""Truy dòng: trees of what carries out what; rings end, and nothing is told twice."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.lineage.facts import Relation
from directives.lineage.graph import Lineage
from directives.lineage.matching import lineage_of
from directives.lineage.tracing import Row, descendants, downwards, others, upwards
from tests.directives.lineage.facts import LAI_CHAU, doc, ref, says

DAY = "2020-03-02"


def chained(*links: str) -> Lineage:
    """Dòng thử: "a>b" says that a carries out b."""
    above: dict[str, list[str]] = {}
    for link in links:
        low, _, high = link.partition(">")
        above.setdefault(low, []).append(high)
        above.setdefault(high, [])
    return lineage_of(
        doc(f"{low}/UBND-NC", DAY, LAI_CHAU, *(ref(f"{high}/UBND-NC", DAY, LAI_CHAU) for high in highs))
        for low, highs in above.items()
    )


def drawn(rows: Sequence[Row]) -> list[str]:
    """Cây vẽ gọn: a dot for each step down."""
    return [
        "." * row.depth + row.node.reference.number.split("/")[0] + ("*" if row.again else "") for row in rows
    ]


TREES = [
    (("3>2", "2>1"), "3", [".2", "..1"], "a chain"),
    (("3>2", "2>1", "3>1"), "3", [".2", "..1"], "the top is cited directly as well: told once"),
    (("4>3", "4>2", "3>1", "2>1"), "4", [".2", "..1", ".3", "..1*"], "two ways to the top: told once whole"),
    (("2>1", "1>2"), "2", [".1", "..2*"], "a ring ends where it closes"),
    (("1>1",), "1", [], "a document does not carry itself out"),
    (("3>2", "2>1", "1>2"), "3", [".2", "..1", "...2*"], "a ring above"),
    (
        ("5>4", "4>3", "3>1", "5>2", "2>1", "5>1"),
        "5",
        [".2", "..1", ".4", "..3", "...1*"],
        "ways of unequal length",
    ),
]


@pytest.mark.parametrize(("links", "start", "tree", "reason"), TREES)
def test_a_tree_upwards(links: Sequence[str], start: str, tree: list[str], reason: str) -> None:
    lineage = chained(*links)
    (node,) = lineage.numbered(start)
    assert drawn(upwards(lineage, node)) == tree, reason


def test_a_tree_downwards_is_in_the_order_of_days() -> None:
    top = ref("1/UBND-NC", "2020-01-02", LAI_CHAU)
    lineage = lineage_of(
        doc(f"{number}/UBND-NC", f"2020-02-0{day}", LAI_CHAU, top) for number, day in ((7, 3), (8, 1), (9, 2))
    )
    (node,) = lineage.numbered("1/UBND-NC")
    assert drawn(downwards(lineage, node)) == [".8", ".9", ".7"]


def test_other_relations_stand_beside_the_tree() -> None:
    law = says(ref("76/2015/QH13", "2015-06-19", "Quốc hội"), Relation.RESTS_ON)
    lineage = lineage_of([doc("7/UBND-NC", DAY, LAI_CHAU, law)])
    (node,) = lineage.numbered("7/UBND-NC")
    assert upwards(lineage, node) == ()
    assert [edge.relation for edge in others(lineage, node)[0]] == [Relation.RESTS_ON]


def test_a_chain_deeper_than_the_stack_is_told_to_its_end() -> None:
    lineage = chained(*(f"{n}>{n + 1}" for n in range(1, 3000)))
    (node,) = lineage.numbered("1/UBND-NC")
    assert len(upwards(lineage, node)) == 2999


NUMBERS = st.integers(1, 7).map(str)
LINKS = st.lists(st.builds("{}>{}".format, NUMBERS, NUMBERS), min_size=1, max_size=20)


@given(LINKS)
def test_a_tree_tells_every_document_that_is_reached_once_whole(links: list[str]) -> None:
    lineage = chained(*links)
    for node in lineage.nodes.values():
        rows = downwards(lineage, node)
        whole = [row.node.id for row in rows if not row.again]
        assert len(whole) == len(set(whole))
        assert set(whole) == set(descendants(lineage, node))


@given(LINKS)
def test_up_and_down_are_each_other_reversed(links: list[str]) -> None:
    lineage = chained(*links)
    down = {
        (one.id, row.node.id)
        for one in lineage.nodes.values()
        for row in downwards(lineage, one)
        if not row.again
    }
    up = {
        (row.node.id, one.id)
        for one in lineage.nodes.values()
        for row in upwards(lineage, one)
        if not row.again
    }
    assert down == up
