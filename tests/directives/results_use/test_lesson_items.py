"""Bài học từng việc: codes of steps that plans take, one duty each; verdicts that noise does not make."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.plan import Due, ResultBook
from directives.results_use.lesson_items import (
    Correction,
    Figure,
    Gap,
    LessonItem,
    LessonKind,
    Mending,
    corrected,
    figure_shown,
    is_step_of,
    item_as_json,
    item_from_json,
    lesson_steps,
    mending,
    step_code,
)

POST = "buu-dien-tinh-dak-nong"


def item(kind: LessonKind, about: str = "", owner: str = POST, unit: str = "", of: int = 40) -> LessonItem:
    count = min(4, of) or 4
    return LessonItem(
        kind, about, owner, unit, "Tên gọi", count, of, "Đơn vị chậm việc “Gửi danh sách” 4 ngày."
    )


LATE = item(LessonKind.LATE, "danh_sach", "xa-a", "xa-a", of=0)
SHORT = item(LessonKind.IMBALANCE, unit="xa-a")
#: Item, this year's figure, interval of the difference, what is said; why.
VERDICTS = [
    (LATE, Figure(0, 0), None, Mending.MENDED, "in time this year"),
    (LATE, Figure(1, 0), None, Mending.NOT_MENDED, "late by a day is late, though less than last year"),
    (LATE, Gap("chưa đến hạn"), None, Mending.NOT_YET, "not due yet"),
    (LATE, Gap("không có bước", may_come=False), None, Mending.NOT_COMPARABLE, "no such step this year"),
    (SHORT, Figure(1, 200), (-18.0, -2.0), Mending.MENDED, "fewer, told apart"),
    (SHORT, Figure(0, 40), (-18.0, 0.4), Mending.INCONCLUSIVE, "none now, but chance may do that"),
    (SHORT, Figure(9, 40), (-3.0, 20.0), Mending.INCONCLUSIVE, "more, within what chance does"),
    (SHORT, Figure(30, 40), (40.0, 70.0), Mending.NOT_MENDED, "more, told apart"),
    (SHORT, Gap("chưa nhận phiếu"), None, Mending.NOT_YET, "forms have not come"),
]


@pytest.mark.parametrize(("lesson", "now", "between", "said", "why"), VERDICTS, ids=[r[-1] for r in VERDICTS])
def test_a_verdict_rests_on_the_interval_not_on_the_bare_figure(
    lesson: LessonItem, now: Figure | Gap, between: tuple[float, float] | None, said: Mending, why: str
) -> None:
    assert mending(lesson, now, between) is said, why


@given(st.floats(-100, 100), st.floats(0, 100), st.integers(0, 50))
def test_an_interval_that_holds_0_never_gives_a_verdict(middle: float, half: float, count: int) -> None:
    low, high = middle - half, middle + half
    said = mending(SHORT, Figure(count, 50), (low, high))
    assert (said is Mending.INCONCLUSIVE) == (low <= 0 <= high)


def test_units_which_mend_their_own_share_a_step_and_the_post_has_one_for_each() -> None:
    other = item(LessonKind.LATE, "danh_sach", "xa-b", "xa-b", of=0)
    rejected = item(LessonKind.REJECTED, "blanks")
    ours = item(LessonKind.REJECTED, "under_age", owner="")
    steps = lesson_steps([LATE, other, SHORT, rejected, ours], (), Due(anchor="F0", working_days=-5))
    assert [(step.code, step.owed_by) for step in steps] == [
        ("bh-late-danh_sach", ("xa-a", "xa-b")),
        ("bh-imbalance-xa-a", (POST,)),
        ("bh-rejected-blanks", (POST,)),
        ("bh-rejected-under_age", ()),
    ]
    assert {step.book for step in steps} == {ResultBook.LESSON}
    assert steps[0].name == "Khắc phục tồn tại của đợt trước: chậm việc “Gửi danh sách”"


def test_lessons_that_are_duties_already_are_left_as_they_are() -> None:
    first = lesson_steps([LATE], (), Due(anchor="F0"))
    other = item(LessonKind.LATE, "danh_sach", "xa-b", "xa-b", of=0)
    more = lesson_steps([LATE, other], first, Due(anchor="F0"))
    assert [(step.code, step.owed_by) for step in more] == [("bh-late-danh_sach-2", ("xa-b",))]
    assert is_step_of(more[0], other)
    assert not is_step_of(more[0], LATE)
    assert lesson_steps([LATE, other], (*first, *more), Due(anchor="F0")) == ()


_WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=60)


@given(st.sampled_from(LessonKind), _WORD, _WORD, _WORD)
def test_every_lesson_has_a_step_code_that_a_plan_takes(
    kind: LessonKind, about: str, owner: str, unit: str
) -> None:
    one = item(kind, about, owner, unit)
    (step,) = lesson_steps([one], (), Due(anchor="F0"))
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", step.code)
    assert step.code == step_code(one)
    assert is_step_of(step, one)
    assert item_from_json(item_as_json(one)) == one


def test_a_correction_changes_the_words_and_never_the_figure() -> None:
    after = corrected(SHORT, Correction("Lời khác", reason="rõ hơn"))
    assert (after.text, after.count, after.of) == ("Lời khác", 4, 40)
    assert (figure_shown(4, 40), figure_shown(1234, 0)) == ("4/40", "1.234 ngày làm việc")
