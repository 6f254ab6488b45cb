"""Rút mẫu: same seed and list, same sample; whoever follows the written procedure finds it with nothing of ours."""

import hashlib
from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.errors import SipasError
from sipas_engine.sampling.allocation import Allocation, allocate
from sipas_engine.sampling.as_json import BadDrawRecord, differences, draw_as_json, draw_from_json
from sipas_engine.sampling.codes import form_codes
from sipas_engine.sampling.draw import Candidate, CannotDraw, DrawSettings, draw_sample
from sipas_engine.sampling.households import HouseholdMember
from sipas_engine.sampling.stages import Stage, UnknownUnits
from sipas_engine.sampling.systematic import Interval

HASH = hashlib.sha256(b"danh sach").hexdigest()


def village(size: int, name: str = "", first: int = 1) -> list[Candidate]:
    return [Candidate(place, (name,) if name else ()) for place in range(first, first + size)]


@st.composite
def lists(draw: st.DrawFn) -> list[Candidate]:
    """Danh sách: up to five strata of up to sixty people, in any order."""
    sizes = draw(st.lists(st.integers(1, 60), min_size=1, max_size=5))
    names = draw(st.permutations([f"Thôn {n}" for n, size in enumerate(sizes) for _ in range(size)]))
    return [Candidate(place, (name,)) for place, name in enumerate(names, start=1)]


@st.composite
def settings(draw: st.DrawFn) -> DrawSettings:
    """Thiết lập bất kỳ."""
    return DrawSettings(
        draw(st.text(min_size=1).filter(str.strip)),
        draw(st.integers(1, 200)),
        draw(st.sampled_from(Interval)),
        ("thon",),
        draw(st.sampled_from(Allocation)),
        Fraction(draw(st.integers(0, 20)), 20),
    )


@given(lists(), settings())
def test_same_seed_and_list_give_the_same_sample_in_whatever_order_rows_are_handed_in(
    people: list[Candidate], wished: DrawSettings
) -> None:
    assert draw_sample(people, HASH, wished) == draw_sample(people[::-1], HASH, wished)


@given(lists(), settings())
def test_strata_add_up_to_n_and_nobody_is_in_both_lists(
    people: list[Candidate], wished: DrawSettings
) -> None:
    drawn = draw_sample(people, HASH, wished)
    assert (
        sum(len(one.main_positions) for one in drawn.strata) == len(drawn.main) == min(wished.n, len(people))
    )
    assert len(set(drawn.main)) == len(drawn.main)
    assert not set(drawn.main) & set(drawn.reserve)
    of = {one.position: one.stratum_name for one in people}
    for one in drawn.strata:
        assert {of[place] for place in (*one.main_positions, *one.reserve_positions)} <= {one.stratum}
        spare = one.main.frame_size - len(one.main_positions)
        assert len(one.reserve_positions) == min(spare, ceil(len(one.main_positions) * wished.reserve))


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 90), min_size=1, max_size=8), st.integers(0, 300))
@pytest.mark.parametrize("way", Allocation)
def test_an_allocation_adds_up_and_asks_no_stratum_for_more_than_it_has(
    way: Allocation, sizes: dict[str, int], n: int
) -> None:
    given_out = allocate(sizes, n, way)
    assert sum(given_out.values()) == min(n, sum(sizes.values()))
    assert all(0 <= given_out[name] <= sizes[name] for name in sizes)


def by_the_written_procedure(
    seed: str, stratum: str, places: list[int], n: int
) -> tuple[list[int], list[int]]:
    """Rút lại bằng tay: docs/sampling.md in plain integers, nothing imported from the engine."""

    def rows(size: int, wanted: int, text: str) -> list[int]:
        if size <= wanted:
            return list(range(1, size + 1))
        d = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
        return [-(-((d + 1) + i * 2**32) * size // (wanted * 2**32)) for i in range(wanted)]

    text = f"{seed}|{HASH}|{stratum}"
    main = [places[row - 1] for row in rows(len(places), n, text)]
    rest = [place for place in places if place not in main]
    reserve = [rest[row - 1] for row in rows(len(rest), -(-n // 10), text + "|reserve")]
    return main, reserve


@pytest.mark.parametrize("seed", ["2026", "Số gốc 271828", "x|y"])
@pytest.mark.parametrize(("size", "n"), [(1000, 286), (57, 10), (31, 31), (3, 9)])
def test_anyone_draws_the_same_sample_by_the_written_procedure(seed: str, size: int, n: int) -> None:
    drawn = draw_sample(village(size, "Thôn Một"), HASH, DrawSettings(seed, n, by=("thon",)))
    main, reserve = by_the_written_procedure(seed, "Thôn Một", list(range(1, size + 1)), n)
    assert (list(drawn.main), list(drawn.reserve)) == (main, reserve)


def test_the_start_changes_with_seed_list_and_stratum() -> None:
    people, wished = village(1000), DrawSettings("1", 100)
    starts = {
        draw_sample(people, HASH, wished).strata[0].main.r,
        draw_sample(people, HASH, replace(wished, seed="2")).strata[0].main.r,
        draw_sample(people, "0" * 64, wished).strata[0].main.r,
        draw_sample(village(1000, "Thôn Một"), HASH, wished).strata[0].main.r,
    }
    assert len(starts) == 4


def test_units_are_drawn_before_people_and_forced_ones_are_always_there() -> None:
    people = [Candidate(place, (), (f"Xã {place % 6}", f"Thôn {place % 24}")) for place in range(1, 601)]
    wished = DrawSettings("s", 50, stages=(Stage("xa", 3, ("Xã 4",)), Stage("thon", 2)))
    drawn = draw_sample(people, HASH, wished)
    communes = drawn.units["xa"]
    assert len(communes) == 3
    assert "Xã 4" in communes
    assert {len(names) for path, names in drawn.units.items() if path != "xa"} == {2}
    of = {one.position: one.stages for one in people}
    assert {of[place][0] for place in drawn.main} <= set(communes)
    assert drawn.frame_size == 600 // 24 * 6


def test_a_forced_unit_that_is_not_in_the_list_is_refused() -> None:
    people = [Candidate(place, (), ("Xã 1",)) for place in range(1, 9)]
    with pytest.raises(UnknownUnits):
        draw_sample(people, HASH, DrawSettings("s", 2, stages=(Stage("xa", 1, ("Xã 9",)),)))


HOUSEHOLDS = [
    Candidate(1, household="H1", of_age=True),
    Candidate(2, household="H1", of_age=False),
    Candidate(3, household="H2", of_age=False),
    Candidate(4, household="H2", of_age=None),
    Candidate(5, household="H3", of_age=False),
]


@pytest.mark.parametrize("way", HouseholdMember)
def test_of_a_household_one_member_answers_who_is_not_under_age(way: HouseholdMember) -> None:
    drawn = draw_sample(HOUSEHOLDS, HASH, DrawSettings("s", 9, households=way))
    assert drawn.frame_size == 2, "a household without anybody of age is none of the frame"
    assert drawn.main == (1, 4)


def test_the_seed_chooses_among_all_members_of_a_household() -> None:
    family = [Candidate(place, household="H", of_age=True) for place in range(1, 5)]
    chosen = {
        draw_sample(family, HASH, DrawSettings(str(seed), 1, households=HouseholdMember.SEEDED)).main[0]
        for seed in range(60)
    }
    assert chosen == {1, 2, 3, 4}


WRONG = [
    (village(5), DrawSettings(" ", 1), "seed"),
    (village(5), DrawSettings("s", 0), "n"),
    (village(5), DrawSettings("s", 1, reserve=Fraction(2)), "reserve"),
    ([], DrawSettings("s", 1), "list"),
    (village(2) + village(2), DrawSettings("s", 1), "list"),
    (village(5), DrawSettings("s", 1, households=HouseholdMember.SEEDED), "list"),
]


@pytest.mark.parametrize(("people", "wished", "where"), WRONG)
def test_what_cannot_be_drawn_is_refused(people: list[Candidate], wished: DrawSettings, where: str) -> None:
    with pytest.raises(CannotDraw) as refused:
        draw_sample(people, HASH, wished)
    assert refused.value.problems[0].where == where


@given(lists(), settings())
def test_a_record_tells_the_whole_draw(people: list[Candidate], wished: DrawSettings) -> None:
    drawn = draw_sample(people, HASH, wished)
    again = draw_from_json(draw_as_json(drawn), file="rut-mau.json")
    assert again == drawn
    assert list(differences(drawn, again)) == []


def test_what_was_changed_in_a_record_is_named() -> None:
    drawn = draw_sample(village(1000), HASH, DrawSettings("s", 10))
    record = draw_as_json(drawn)
    moved = record["strata"][0]["positions"]
    moved[3] += 1
    found = list(differences(draw_from_json(record, file="x"), drawn))
    assert found == [
        {"what": "main", "stratum": "", "recorded": [moved[3]], "again": [drawn.strata[0].main_positions[3]]}
    ]
    record["strata"][0]["r"] = "1/2"
    assert {one["what"] for one in differences(draw_from_json(record, file="x"), drawn)} == {"main", "r"}


@pytest.mark.parametrize("spoiled", [{}, {"method": "khác"}, {"method": "vanthu-sample-1", "settings": 5}])
def test_what_is_no_record_of_a_draw_is_refused(spoiled: dict[str, object]) -> None:
    with pytest.raises(BadDrawRecord) as refused:
        draw_from_json(spoiled, file="x.json")
    assert isinstance(refused.value, SipasError)


def test_codes_go_on_counting_from_the_sample_to_the_reserve() -> None:
    drawn = draw_sample(village(30), HASH, DrawSettings("s", 10))
    codes = form_codes(drawn, "LD-26")
    assert [codes[place] for place in drawn.main] == [f"LD-26-{n:04d}" for n in range(1, 11)]
    assert codes[drawn.reserve[0]] == "LD-26-0011"
