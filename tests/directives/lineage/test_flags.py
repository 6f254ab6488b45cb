"""Cờ của viện dẫn: what is flagged, by what evidence, and what is not."""

import pytest

from directives.lineage.facts import Relation, Revocation, Role, Said, Seen
from directives.lineage.flags import Flag, flags_of
from directives.lineage.laws import known_law, successions
from directives.lineage.matching import lineage_of
from directives.lineage.numbering import is_number, number_key
from tests.directives.lineage.facts import BNV, GIA_LAI, LAI_CHAU, doc, ref, says

DECREE = ref("110/2004/NĐ-CP", "2004-04-08", "Chính phủ", "Nghị định")
PLAN = doc("243/KH-BNV", "2020-04-03", BNV)


def flags(*seen: Seen, unsettled: bool = False) -> list[Flag]:
    """Các cờ."""
    return list(flags_of(lineage_of(seen), unsettled=unsettled))


def kinds(*seen: Seen) -> list[str]:
    """Loại và độ chắc: of every flag."""
    return [flag.kind.value + ("" if flag.certain else "?") for flag in flags(*seen)]


def letter(*said: Said, day: str = "2020-05-04") -> Seen:
    """Công văn của Lai Châu."""
    return doc("7/UBND-TH", day, LAI_CHAU, *said)


ONE = [
    (letter(says(DECREE, Relation.RESTS_ON)), [], ["stale"], "ended by Nghị định 30/2020 on 05/3/2020"),
    (letter(says(DECREE, Relation.RESTS_ON), day="2020-03-05"), [], ["stale"], "on the very day"),
    (letter(says(DECREE, Relation.RESTS_ON), day="2020-03-04"), [], [], "the day before it ended"),
    (letter(says(DECREE, Relation.REPEALS)), [], [], "what repeals it must name it"),
    (
        letter(says(ref("110/2004/NĐ-CP", "2005-04-08", "Chính phủ"), Relation.REPEALS)),
        [],
        ["misdated"],
        "the number is of 2004",
    ),
    (letter(says(ref("243/KH-BNV", "2020-04-03", BNV))), [PLAN], [], "right in every part"),
    (letter(says(ref("243/KH-BNV", "2020-04-13", BNV))), [PLAN], ["misdated"], "the plan itself is of 03/4"),
    (
        letter(says(ref("243/KH-BNV", "2019-04-03", BNV))),
        [PLAN],
        ["misdated?", "unknown"],
        "a year amiss, perhaps",
    ),
    (letter(says(ref("243/KH-BNV", "2019-07-09", BNV))), [PLAN], ["unknown"], "another year, another day"),
    (
        letter(says(ref("243/KH-BNV", "2020-04-03", BNV)), day="2020-04-02"),
        [PLAN],
        ["misdated"],
        "cited a day too soon",
    ),
    (
        letter(says(ref("243/KH-BNV", "2020-04-03", "Bộ Tài chính"))),
        [],
        ["unknown", "wrong_issuer"],
        "BNV is not Bộ Tài chính",
    ),
    (
        letter(says(ref("3088/UBND-KSTT", "2019-12-31", "UBND tỉnh Kon Tum"))),
        [doc("3088/UBND-KSTT", "2019-12-31", GIA_LAI)],
        ["unknown", "wrong_issuer?"],
        "that number of that day is known of another province",
    ),
    (letter(says(ref("99/UBND-NC", "2020-01-02", GIA_LAI))), [], ["unknown"], "never seen"),
    (
        letter(says(ref("64/2025/QH15", "2025-02-19", "Quốc hội")), day="2025-05-05"),
        [],
        [],
        "a law which the data know",
    ),
    (
        letter(says(ref("844/UBND-NC"))),
        [doc("844/UBND-NC", "2020-03-09", GIA_LAI), doc("844/UBND-NC", "2020-03-09", "UBND tỉnh Kon Tum")],
        ["ambiguous"],
        "one of two, and nobody says which",
    ),
]


@pytest.mark.parametrize(("citing", "seen", "expected", "reason"), ONE)
def test_a_citation_is_flagged(citing: Seen, seen: list[Seen], expected: list[str], reason: str) -> None:
    assert sorted(kinds(citing, *seen)) == expected, reason


OLD = doc("5/QĐ-UBND", "2019-02-01", LAI_CHAU)
CITES_OLD = says(ref("5/QĐ-UBND", "2019-02-01", LAI_CHAU), Relation.RESTS_ON)
REPLACES_OLD = says(ref("5/QĐ-UBND", "2019-02-01", LAI_CHAU), Relation.REPLACES)


def test_a_document_that_another_replaced_is_stale_from_the_day_on_which_that_holds() -> None:
    new = doc("9/QĐ-UBND", "2020-01-02", LAI_CHAU, REPLACES_OLD, effective="2020-02-01")
    assert kinds(letter(CITES_OLD, day="2020-02-01"), OLD, new) == ["stale"]
    assert kinds(letter(CITES_OLD, day="2020-01-31"), OLD, new) == []


def test_the_document_that_replaces_may_rest_on_what_it_replaces() -> None:
    assert kinds(doc("9/QĐ-UBND", "2020-01-02", LAI_CHAU, REPLACES_OLD, CITES_OLD), OLD) == []


@pytest.mark.parametrize(("day", "expected"), [("2020-05-04", ["revoked"]), ("2020-02-01", [])])
def test_a_document_recalled_in_our_register_is_revoked_from_that_day_on(
    day: str, expected: list[str]
) -> None:
    since = ref("x", "2020-03-01").dated
    recalled = doc("5/QĐ-UBND", "2019-02-01", LAI_CHAU, revoked=Revocation("recalled", since))
    assert kinds(letter(CITES_OLD, day=day), recalled) == expected


def test_what_the_book_records_is_not_flagged() -> None:
    recorded = Said(ref("99/UBND-NC", "2020-01-02", GIA_LAI), Role.RECORDED, Relation.REPLIES_TO)
    assert kinds(letter(recorded)) == []


def test_an_ending_that_nobody_compared_with_a_text_counts_when_asked_for() -> None:
    circular = letter(says(ref("01/2011/TT-BNV", "2011-01-19", BNV), Relation.RESTS_ON), day="2020-05-04")
    assert flags(circular) == []
    (flag,) = flags(circular, unsettled=True)
    assert (flag.kind.value, flag.certain) == ("stale", False)


def test_the_evidence_of_a_stale_basis_names_document_clause_and_day() -> None:
    (flag,) = flags(letter(says(DECREE, Relation.RESTS_ON)))
    assert "Điều 37" in str(flag.evidence.fields["by"])
    assert str(flag.evidence.fields["day"]) == "2020-03-05"


@pytest.mark.parametrize("row", successions(), ids=lambda row: row.ended)
def test_a_row_about_laws_is_whole(row: object) -> None:
    ended, by = row.ended, row.by  # type: ignore[attr-defined]  # parametrize hands the rows on as objects
    assert is_number(number_key(ended))
    assert is_number(number_key(by))
    assert known_law(ended)
    assert known_law(by)
    assert row.clause  # type: ignore[attr-defined]  # likewise
    assert row.source  # type: ignore[attr-defined]  # likewise


def test_no_document_ends_twice_in_the_data() -> None:
    ended = [number_key(row.ended) for row in successions()]
    assert len(ended) == len(set(ended))


def test_successors_follow_each_other_in_time() -> None:
    begins = {number_key(row.by): row.since for row in successions()}
    for row in successions():
        begun = begins.get(number_key(row.ended))
        assert begun is None or begun < row.since, row.ended
