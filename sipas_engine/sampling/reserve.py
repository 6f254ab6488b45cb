"""Thay bằng dự phòng: a person of the sample who cannot be asked gives way to the next of the reserve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from sipas_engine.errors import N_, SipasError
from sipas_engine.sampling.draw import SampleDraw, StratumDraw


class ReplacementReason(Enum):
    """Lý do thay: the closed list; for no other reason is anybody replaced."""

    MOVED = "moved"
    DEAD = "dead"
    WRONG_ADDRESS = "wrong_address"
    NO_SUCH_PERSON = "no_such_person"
    ABSENT_TWICE = "absent_twice"
    REFUSED = "refused"
    NOT_ABLE = "not_able"
    UNDER_AGE = "under_age"


class UnknownReason(SipasError):
    """Lý do không có trong danh mục: the closed list of reasons has no such word."""

    kind: ClassVar[str] = "unknown_replacement_reason"
    template: ClassVar[str] = N_("“{reason}” is no reason for a replacement. Reasons: {known}.")


class NotInSample(SipasError):
    """Không có trong mẫu: the person is neither in the main sample nor a reserve already in use."""

    kind: ClassVar[str] = "not_in_sample"
    template: ClassVar[str] = N_("Number {position} of the list is not in the sample as it stands now.")


class AlreadyReplaced(SipasError):
    """Đã thay rồi: somebody else answers in this person's place."""

    kind: ClassVar[str] = "already_replaced"
    template: ClassVar[str] = N_("Number {position} of the list was replaced by number {reserve} already.")


class ReserveOutOfOrder(SipasError):
    """Thay không theo thứ tự: another reserve comes first."""

    kind: ClassVar[str] = "reserve_out_of_order"
    template: ClassVar[str] = N_(
        "The reserve is used in its order: number {next} comes before number {position}."
    )


class ReserveSpent(SipasError):
    """Hết dự phòng: nobody is left in the reserve of this stratum."""

    kind: ClassVar[str] = "reserve_spent"
    template: ClassVar[str] = N_(
        "The reserve of “{stratum}” is used up ({used} of {used}). The place stays empty and is reported so."
    )


@dataclass(frozen=True, slots=True)
class Replacement:
    """Lần thay: who of the sample, by whom of the reserve, why, told by which investigator, when."""

    official: int
    reserve: int
    reason: ReplacementReason
    investigator: str
    day: date


def reason_of(word: str) -> ReplacementReason:
    """Lý do theo tên: raises UnknownReason."""
    try:
        return ReplacementReason(word)
    except ValueError:
        known = ", ".join(reason.value for reason in ReplacementReason)
        raise UnknownReason(where="reason", reason=word, known=known) from None


def next_reserve(
    drawn: SampleDraw, done: Sequence[Replacement], official: int, wished: int | None = None
) -> int:
    """Người dự phòng tiếp theo: the first unused reserve of the stratum of ``official``.

    ``official`` may be a reserve that came in before. Raises NotInSample, AlreadyReplaced, ReserveSpent, and
    ReserveOutOfOrder when another than the next is wished for.
    """
    used = {one.reserve for one in done}
    for one in done:
        if one.official == official:
            raise AlreadyReplaced(where=str(official), position=official, reserve=one.reserve)
    stratum = _stratum_of(drawn, official, used)
    left = [position for position in stratum.reserve_positions if position not in used]
    if not left:
        total = len(stratum.reserve_positions)
        raise ReserveSpent(where=str(official), stratum=stratum.stratum or drawn.list_hash[:12], used=total)
    if wished is not None and wished != left[0]:
        raise ReserveOutOfOrder(where=str(wished), next=left[0], position=wished)
    return left[0]


def _stratum_of(drawn: SampleDraw, position: int, used: set[int]) -> StratumDraw:
    for stratum in drawn.strata:
        if position in stratum.main_positions or (position in used and position in stratum.reserve_positions):
            return stratum
    raise NotInSample(where=str(position), position=position)
