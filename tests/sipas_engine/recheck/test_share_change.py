"""Thay đổi tỷ lệ: Newcombe's own example; the interval holds the difference and turns round with the years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.recheck.share_change import Share, share_change, share_of


def test_the_published_example() -> None:
    """Newcombe 1998, table II, example (a), method 10: 56/70 and 48/80 differ by 0,20 (0,0524 to 0,3339)."""
    found = share_change(share_of(48, 80), share_of(56, 70))
    assert [round(one, 2) for one in (found.difference, found.lower, found.upper)] == [20.0, 5.24, 33.39]


_SHARE = st.integers(1, 500).flatmap(lambda of: st.integers(0, of).map(lambda count: share_of(count, of)))


@given(_SHARE, _SHARE)
def test_the_interval_holds_the_difference_and_turns_round(before: Share, after: Share) -> None:
    there, back = share_change(before, after), share_change(after, before)
    assert -100 <= there.lower <= there.difference <= there.upper <= 100
    assert (there.lower, there.upper) == pytest.approx((-back.upper, -back.lower))


@pytest.mark.parametrize(("count", "of"), [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        share_of(count, of)
