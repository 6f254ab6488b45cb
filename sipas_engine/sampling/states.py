"""Trạng thái danh sách: from draft to locked, and the acts that lead from one to the next."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from sipas_engine.errors import N_, SipasError


class ListState(Enum):
    """Trạng thái của danh sách: in the order in which a list passes through them."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    DRAWN = "drawn"
    APPROVED = "approved"
    LOCKED = "locked"


STATE_WORDS = {
    ListState.DRAFT: N_("draft"),
    ListState.SUBMITTED: N_("submitted"),
    ListState.CHECKED: N_("checked"),
    ListState.DRAWN: N_("drawn"),
    ListState.APPROVED: N_("approved"),
    ListState.LOCKED: N_("locked"),
}
"""Lời của trạng thái: as a person reads it."""


class ListMove(Enum):
    """Việc với danh sách: what leads a list on; the draw itself is one of them."""

    SUBMIT = "submit"
    CHECK = "check"
    DRAW = "draw"
    APPROVE = "approve"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class MoveRule:
    """Quy tắc chuyển: from which state an act leads to which."""

    before: ListState
    after: ListState


RULES = {
    ListMove.SUBMIT: MoveRule(ListState.DRAFT, ListState.SUBMITTED),
    ListMove.CHECK: MoveRule(ListState.SUBMITTED, ListState.CHECKED),
    ListMove.DRAW: MoveRule(ListState.CHECKED, ListState.DRAWN),
    ListMove.APPROVE: MoveRule(ListState.DRAWN, ListState.APPROVED),
    ListMove.LOCK: MoveRule(ListState.APPROVED, ListState.LOCKED),
}
"""Bảng chuyển trạng thái: nothing else is allowed; a list once drawn is never drawn again."""


class WrongListState(SipasError):
    """Danh sách chưa tới bước này, hoặc đã qua: the act does not fit the state of the list."""

    kind: ClassVar[str] = "wrong_list_state"
    template: ClassVar[str] = N_(
        "The list {list} is “{state}”; only a list that is “{needed}” can go on by “{move}”."
    )


def moved(list_id: str, state: ListState, move: ListMove) -> ListState:
    """Chuyển trạng thái: raises WrongListState."""
    rule = RULES[move]
    if state is not rule.before:
        raise WrongListState(
            where=list_id,
            list=list_id,
            state=STATE_WORDS[state],
            needed=STATE_WORDS[rule.before],
            move=move.value,
        )
    return rule.after
