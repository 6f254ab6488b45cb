"""Cách đánh số: every type has one series under every policy that is let in; others are refused with reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.kinds import DocumentType
from directives.register.books import BookKey, book_of
from directives.register.series import (
    ONE_SERIES_A_TYPE,
    InvalidPolicy,
    SeriesGroup,
    SeriesPolicy,
    checked_policy,
)
from tests.documents import dated

QD, TTR, CV, THU = (
    DocumentType.QUYET_DINH,
    DocumentType.TO_TRINH,
    DocumentType.CONG_VAN,
    DocumentType.THU_CONG,
)
DECISIONS = SeriesGroup("QĐ", (QD, DocumentType.CHI_THI))

SERIES = [
    (ONE_SERIES_A_TYPE, QD, "QĐ", "each named type by itself"),
    (ONE_SERIES_A_TYPE, CV, "CV", "công văn has no code, so the series has letters of its own"),
    (ONE_SERIES_A_TYPE, THU, "CV", "thư công goes with công văn"),
    (ONE_SERIES_A_TYPE, DocumentType.SAO_Y, "SAO", "all copies share one series by law"),
    (SeriesPolicy(rest="VB"), DocumentType.TRICH_SAO, "SAO", "also where all else is in one"),
    (SeriesPolicy(rest="VB"), QD, "VB", "one common series"),
    (SeriesPolicy(rest="VB"), CV, "VB", "one common series takes công văn as well"),
    (SeriesPolicy((DECISIONS,)), DocumentType.CHI_THI, "QĐ", "in a group"),
    (SeriesPolicy((DECISIONS,)), TTR, "TTr", "in no group: a series of its own"),
    (SeriesPolicy((DECISIONS,), "VB"), TTR, "VB", "in no group: the common rest"),
    (SeriesPolicy((DECISIONS,), "VB"), QD, "QĐ", "a group goes before the rest"),
]


@pytest.mark.parametrize(("policy", "kind", "series", "reason"), SERIES)
def test_the_series_of_a_type(policy: SeriesPolicy, kind: DocumentType, series: str, reason: str) -> None:
    assert checked_policy(policy).series_of(kind) == series, reason


def test_the_book_of_a_document_follows_the_policy_that_is_handed_in() -> None:
    document = dated("2027-01-04", type="to_trinh", unit="")
    assert book_of(document) == BookKey("ubnd-tinh-lam-dong", "TTr", 2027)
    assert book_of(document, SeriesPolicy(rest="VB")) == BookKey("ubnd-tinh-lam-dong", "VB", 2027)


REFUSED = [
    (SeriesPolicy((SeriesGroup("", (QD,)),)), 1, "no name"),
    (SeriesPolicy((SeriesGroup("A/B", (QD,)),)), 1, "a slash would look like another book"),
    (SeriesPolicy((SeriesGroup("A B", (QD,)),)), 1, "a blank"),
    (SeriesPolicy(rest="\u200b"), 1, "a name nobody sees"),
    (SeriesPolicy(rest="X" * 21), 1, "longer than the column that holds it"),
    (SeriesPolicy((SeriesGroup("A", ()),)), 1, "a group of nothing"),
    (SeriesPolicy((SeriesGroup("A", (QD,)), SeriesGroup("B", (QD,)))), 1, "a type in two series"),
    (SeriesPolicy((SeriesGroup("A", (QD,)), SeriesGroup("A", (TTR,)))), 1, "a series named twice"),
    (SeriesPolicy((SeriesGroup("A", (QD,)),), "A"), 1, "the rest would fall into the group"),
    (SeriesPolicy((SeriesGroup("TTr", (QD,)),)), 1, "tờ trình itself would fall into the group"),
    (SeriesPolicy((SeriesGroup("A", (DocumentType.SAO_LUC,)),)), 1, "copies are not for the agency to group"),
    (SeriesPolicy(rest="SAO"), 3, "the copies' own series cannot take the rest"),
    (SeriesPolicy((SeriesGroup("CV", (QD,)),)), 2, "công văn and thư công would fall into the group"),
    (SeriesPolicy((SeriesGroup("", ()), SeriesGroup("A B", (QD,)))), 3, "everything is said at once"),
]


@pytest.mark.parametrize(("policy", "problems", "reason"), REFUSED)
def test_a_policy_that_mixes_series_up_is_refused(policy: SeriesPolicy, problems: int, reason: str) -> None:
    with pytest.raises(InvalidPolicy) as refused:
        checked_policy(policy)
    assert len(refused.value.problems) == problems, reason


@given(
    st.lists(
        st.tuples(
            st.text("ABCQĐ", min_size=1, max_size=3), st.sets(st.sampled_from(DocumentType), min_size=1)
        ),
        max_size=4,
    ),
    st.sampled_from(["", "VB"]),
)
def test_a_policy_that_is_let_in_gives_each_group_a_series_which_nothing_else_falls_into(
    groups: list[tuple[str, set[DocumentType]]], rest: str
) -> None:
    policy = SeriesPolicy(
        tuple(SeriesGroup(name, tuple(sorted(kinds, key=str))) for name, kinds in groups), rest
    )
    try:
        checked_policy(policy)
    except InvalidPolicy:
        return
    for group in policy.groups:
        assert {kind for kind in DocumentType if policy.series_of(kind) == group.series} == set(group.types)
    assert {policy.series_of(kind) for kind in DocumentType} == policy.all_series
