"""Trạng thái của văn bản đi: each act on each state, and the document on which it rests, as a table."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.model import Document
from directives.register.states import RULES, Form, IllegalMove, Move, Standing, State, moved, words_of
from tests.documents import dated

#: Rows: the state; columns: the acts in the order of ``Move``; a dash is refused.
TABLE = """
             void       recall    correct    amend    replace
issued       cancelled  recalled  corrected  amended  replaced
cancelled    -          -         -          -        -
corrected    -          recalled  corrected  amended  replaced
amended      -          recalled  corrected  amended  replaced
recalled     -          -         -          -        replaced
replaced     -          -         -          -        -
"""

DECISION = dated("2026-03-02", type="quyet_dinh", unit="").numbered(5)
LATER_DECISION = dated("2026-04-01", type="quyet_dinh", unit="").numbered(9)
LETTER = dated("2026-04-01").numbered(30)
NOTICE = dated("2026-04-01", type="thong_bao", unit="").numbered(2)

RIGHT = {Form.NONE: None, Form.ANY: NOTICE, Form.LETTER: LETTER, Form.EQUAL: LATER_DECISION}


def _cells() -> dict[tuple[State, Move], State | None]:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    return {
        (State(row[0]), Move(move)): None if cell == "-" else State(cell)
        for row in rows
        for move, cell in zip(head, row[1:], strict=True)
    }


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_each_act_on_each_state(state: State, move: Move) -> None:
    expected = _cells()[state, move]
    on = RIGHT[RULES[move].on]
    other = Standing(on, State.ISSUED) if on else None
    if expected is None:
        with pytest.raises(IllegalMove) as refused:
            moved(Standing(DECISION, state), move, other)
        assert [problem.where for problem in refused.value.problems] == ["state"]
    else:
        assert moved(Standing(DECISION, state), move, other) is expected


UNFIT: list[tuple[Move, Document | None, State, int, str]] = [
    (Move.RECALL, None, State.ISSUED, 1, "a recall is announced by a notice"),
    (Move.VOID, LETTER, State.ISSUED, 1, "voiding a number rests on nothing"),
    (Move.CORRECT, LATER_DECISION, State.ISSUED, 1, "slips of form are corrected by a công văn only"),
    (Move.CORRECT, NOTICE, State.ISSUED, 1, "and not by a notice"),
    (Move.AMEND, LETTER, State.ISSUED, 1, "content of a decision is not amended by a letter"),
    (Move.REPLACE, NOTICE, State.ISSUED, 1, "nor is a decision replaced by a notice"),
    (Move.REPLACE, DECISION, State.ISSUED, 1, "nor by itself"),
    (Move.REPLACE, LATER_DECISION, State.CANCELLED, 1, "nor by a number that was voided"),
    (Move.REPLACE, LATER_DECISION, State.RECALLED, 1, "nor by a decision that was recalled"),
    (
        Move.REPLACE,
        dated("2026-02-27", type="quyet_dinh", unit="").numbered(4),
        State.ISSUED,
        1,
        "nor by an earlier one",
    ),
    (
        Move.REPLACE,
        dated("2026-04-01", type="quyet_dinh", unit="", issuer="snv-lam-dong").numbered(4),
        State.ISSUED,
        1,
        "nor by another body's",
    ),
    (
        Move.CORRECT,
        dated("2026-02-27", type="thong_bao", unit="", issuer="snv-lam-dong").numbered(4),
        State.REPLACED,
        4,
        "all that is wrong is said at once",
    ),
]


@pytest.mark.parametrize(("move", "on", "its_state", "problems", "reason"), UNFIT)
def test_the_document_on_which_an_act_rests_must_be_fit_for_it(
    move: Move, on: Document | None, its_state: State, problems: int, reason: str
) -> None:
    with pytest.raises(IllegalMove) as refused:
        moved(Standing(DECISION, State.ISSUED), move, Standing(on, its_state) if on else None)
    assert [problem.where for problem in refused.value.problems] == ["by"] * problems, reason


def test_the_book_names_the_act_the_document_and_the_reason() -> None:
    assert words_of(Move.RECALL, "sai thẩm quyền", NOTICE) == (
        "Đã thu hồi theo Thông báo số 02/TB-UBND ngày 01/04/2026: sai thẩm quyền"
    )
    assert words_of(Move.VOID, "in nhầm", None) == "Đã hủy: in nhầm"


@given(st.lists(st.sampled_from(Move), max_size=8))
def test_what_was_void_or_replaced_stays_so_and_nothing_becomes_issued_again(moves: list[Move]) -> None:
    state = State.ISSUED
    for move in moves:
        on = RIGHT[RULES[move].on]
        before = state
        try:
            state = moved(Standing(DECISION, state), move, Standing(on, State.ISSUED) if on else None)
        except IllegalMove:
            assert before not in RULES[move].from_states
            continue
        assert before not in (State.CANCELLED, State.REPLACED)
        assert state is not State.ISSUED
