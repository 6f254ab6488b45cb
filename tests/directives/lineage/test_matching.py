"""Nhận ra văn bản: a citation and the document itself are one node; what is said in part is matched only when nothing
else can be meant.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.lineage.facts import Origin, Reference, Relation, Seen
from directives.lineage.graph import Edge, Lineage
from directives.lineage.matching import lineage_of
from tests.directives.lineage.facts import BNV, GIA_LAI, LAI_CHAU, doc, ref, says

PLAN = doc("243/KH-BNV", "2020-04-03", BNV)


def the_edge(lineage: Lineage) -> Edge:
    """Cạnh duy nhất."""
    (edge,) = lineage.edges
    return edge


def cited_by(reference: Reference, *seen: Seen, day: str = "2020-05-04", issuer: str = LAI_CHAU) -> Edge:
    """Cạnh của một viện dẫn: made by a letter of Lai Châu, beside documents that were seen."""
    return the_edge(lineage_of([doc("7/UBND-TH", day, issuer, reference), *seen]))


WHOLE = [
    (ref("243/KH-BNV", "2020-04-03", "Bộ Nội vụ"), "as it names itself"),
    (
        ref("243 /KH-BNV", "2020-04-03", "Bộ trưởng Bộ Nội vụ"),
        "the head for the office, a blank in the number",
    ),
    (
        ref("243/KH-BNV", "2020-04-30", "Bộ Nội vụ"),
        "another day of the year: cited wrongly, but nothing else",
    ),
]


@pytest.mark.parametrize(("reference", "reason"), WHOLE)
def test_a_citation_named_whole_is_the_document_itself(reference: Reference, reason: str) -> None:
    lineage = lineage_of([doc("7/UBND-TH", "2020-05-04", LAI_CHAU, reference), PLAN])
    assert len(lineage.nodes) == 2, reason
    assert lineage.nodes[the_edge(lineage).cited].seen


APART = [
    (ref("243/KH-BNV", "2019-04-03", "Bộ Nội vụ"), "numbers begin anew each year"),
    (ref("243/KH-BNV", "2020-04-03", "Bộ Tài chính"), "another issuer is said"),
    (ref("244/KH-BNV", "2020-04-03", "Bộ Nội vụ"), "another number"),
]


@pytest.mark.parametrize(("reference", "reason"), APART)
def test_a_citation_that_says_something_else_is_another_document(reference: Reference, reason: str) -> None:
    lineage = lineage_of([doc("7/UBND-TH", "2020-05-04", LAI_CHAU, reference), PLAN])
    assert not lineage.nodes[the_edge(lineage).cited].seen, reason
    assert len(lineage.nodes) == 3


OWN = doc("844/UBND-NC", "2020-03-02", LAI_CHAU)
OTHER = doc("844/UBND-NC", "2020-03-09", GIA_LAI)
IN_PART = [
    (ref("844/UBND-NC"), (OWN,), True, "the only one, of the citing office's own province"),
    (ref("844/UBND-NC"), (OTHER,), False, "the only one seen is of another province: a guess"),
    (ref("844/UBND-NC"), (OWN, OTHER), True, "of two, one is of its own province"),
    (ref("844/UBND-NC", "2020-03-09"), (OWN, OTHER), True, "the very day, though of another province"),
    (
        ref("844/UBND-NC", "2020-03-05"),
        (OWN, OTHER),
        True,
        "a day that neither has: of the year, by the province; the day is flagged",
    ),
    (ref("844/UBND-NC", "", GIA_LAI), (OWN, OTHER), True, "the issuer is said"),
    (ref("844/UBND-NC", "", "UBND tỉnh"), (OTHER,), False, "“UBND tỉnh” of whom nobody knows"),
    (
        ref("844/UBND-NC", "", LAI_CHAU),
        (doc("844/UBND-NC", "2021-03-02", LAI_CHAU),),
        False,
        "later than the citation",
    ),
    (
        ref("844/UBND-NC", "", LAI_CHAU),
        (OWN, doc("844/UBND-NC", "2019-03-02", LAI_CHAU)),
        False,
        "two years to choose from",
    ),
]


@pytest.mark.parametrize(("reference", "seen", "matched", "reason"), IN_PART)
def test_a_citation_in_part_is_matched_only_when_one_document_can_be_meant(
    reference: Reference, seen: tuple[Seen, ...], matched: bool, reason: str
) -> None:
    lineage = lineage_of([doc("7/UBND-TH", "2020-05-04", LAI_CHAU, reference), *seen])
    node = lineage.nodes[the_edge(lineage).cited]
    assert node.seen is matched, reason
    assert node.ambiguous is not matched


def test_an_unclear_citation_names_all_that_it_might_mean() -> None:
    twice = (OTHER, doc("844/UBND-NC", "2020-03-09", "UBND tỉnh Kon Tum"))
    lineage = lineage_of([doc("7/UBND-TH", "2020-05-04", LAI_CHAU, ref("844/UBND-NC")), *twice])
    node = lineage.nodes[the_edge(lineage).cited]
    assert set(node.candidates) == {
        "844/ubnd-nc|2020|ủy ban nhân dân tỉnh gia lai",
        "844/ubnd-nc|2020|ủy ban nhân dân tỉnh kon tum",
    }
    assert not node.seen


def test_two_unclear_citations_of_one_number_are_not_taken_for_one_document() -> None:
    lineage = lineage_of(
        [
            doc("7/UBND-TH", "2020-05-04", LAI_CHAU, ref("844/UBND-NC")),
            doc("9/UBND-TH", "2020-05-04", GIA_LAI, ref("844/UBND-NC")),
        ]
    )
    assert len({edge.cited for edge in lineage.edges}) == 2


def test_a_document_without_letterhead_is_known_by_its_number_and_very_day() -> None:
    nameless = doc("345/UBND-NV", "2020-03-31", "")
    edge = cited_by(ref("345/UBND-NV", "2020-03-31", "UBND huyện Tam Đường"), nameless)
    assert edge.matched_by == ("number", "date")


def test_a_law_named_by_title_and_day_is_that_of_its_number() -> None:
    by_title = Reference("Luật Tổ chức Chính phủ", "Luật", ref("x", "2015-06-19").dated)
    by_number = ref("76/2015/QH13", "2015-06-19", "Quốc hội", "Luật")
    lineage = lineage_of(
        [doc("7/UBND-TH", "2020-05-04", LAI_CHAU, replace(by_title, issuer=by_number.issuer), by_number)]
    )
    assert {edge.cited for edge in lineage.edges} == {"76/2015/qh13|2015|quốc hội"}


def test_one_document_of_several_sources_is_one_node_and_says_so() -> None:
    sources = (Origin.REGISTER, Origin.INCOMING, Origin.FILE)
    lineage = lineage_of(
        doc("844/UBND-NC", "2020-03-02", LAI_CHAU, origin=one, place=one.value) for one in sources
    )
    (node,) = lineage.nodes.values()
    assert [origin for origin, _ in node.sources] == [Origin.REGISTER, Origin.FILE, Origin.INCOMING]


def test_communes_of_one_name_are_told_apart_by_their_ids() -> None:
    one, other = (doc("5/UBND-VX", "2026-03-02", "UBND xã Tân Hòa", place=place) for place in ("a", "b"))
    issuer = one.reference.issuer
    assert issuer is not None
    lineage = lineage_of(
        seen.with_issuer(replace(issuer, office=f"ubnd-xa-tan-hoa-{n}"))
        for n, seen in enumerate((one, other))
    )
    assert len(lineage.nodes) == 2


def test_what_was_only_concluded_gives_way_to_the_document_itself() -> None:
    upper, lower = ref("6056/BNV-CCHC", "2021-11-29", BNV), ref("71/UBND-NC", "2021-12-07", LAI_CHAU)
    concluded = replace(says(upper, citing=lower), concluded_from=("rank", "date"))
    letter = doc("1/SNV-X", "2021-12-10", "Sở Nội vụ tỉnh Lai Châu", upper, lower, concluded)
    before = lineage_of([letter])
    assert [edge for edge in before.edges if edge.said_by != edge.citing]
    after = lineage_of([letter, doc("71/UBND-NC", "2021-12-07", LAI_CHAU)])
    assert [edge for edge in after.edges if edge.said_by != edge.citing] == []


def test_a_document_does_not_cite_itself() -> None:
    own = ref("7/UBND-TH", "2020-05-04", LAI_CHAU)
    assert lineage_of([doc("7/UBND-TH", "2020-05-04", LAI_CHAU, own)]).edges == ()


def test_a_stronger_relation_outweighs_a_mention() -> None:
    plan = ref("243/KH-BNV", "2020-04-03", BNV)
    lineage = lineage_of(
        [doc("7/UBND-TH", "2020-05-04", LAI_CHAU, says(plan, Relation.MENTIONS), says(plan))]
    )
    assert the_edge(lineage).relation is Relation.CARRIES_OUT


REFERENCES = st.builds(
    ref,
    st.sampled_from(["1/UBND-NC", "2/UBND-NC", "1/KH-BNV", "Luật Lưu trữ"]),
    st.sampled_from(["", "2020-01-02", "2020-02-03", "2021-01-02"]),
    st.sampled_from(["", BNV, LAI_CHAU, GIA_LAI, "UBND tỉnh"]),
)
DOCUMENTS = st.builds(
    doc,
    st.sampled_from(["1/UBND-NC", "2/UBND-NC", "1/KH-BNV", ""]),
    st.sampled_from(["2020-01-02", "2020-02-03", "2021-01-02"]),
    st.sampled_from(["", BNV, LAI_CHAU, GIA_LAI]),
    REFERENCES,
    REFERENCES,
)


@given(st.lists(DOCUMENTS, max_size=6), st.randoms())
def test_the_graph_follows_from_the_facts_not_from_their_order(facts: list[Seen], random: object) -> None:
    unique = list({seen.place: seen for seen in facts}.values())
    shuffled = list(unique)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types its Random as object
    one, other = lineage_of(unique), lineage_of(shuffled)
    assert one.nodes == other.nodes
    assert one.edges == other.edges


@given(st.lists(DOCUMENTS, max_size=6))
def test_every_citation_ends_at_a_node_and_no_seen_document_is_lost(facts: list[Seen]) -> None:
    lineage = lineage_of(facts)
    assert all({edge.citing, edge.cited, edge.said_by} <= set(lineage.nodes) for edge in lineage.edges)
    sources = {place for node in lineage.nodes.values() for _, place in node.sources}
    assert sources == {seen.place for seen in facts}
