"""Người giả lập: when made-up people do their duties; told by a hash of seed and duty, so any order gives the same."""

import hashlib
from datetime import date

from directives.followup.duties import DutyKey
from directives.followup.recurrence import WorkingDays

_WHOLE = 1 << 64


def day_done(
    seed: int,
    key: DutyKey,
    due: date,
    late_share: float,
    late_days: int,
    calendar: WorkingDays,
    early_days: int = 0,
) -> date:
    """Ngày làm xong: always a working day; by ``due``, or for a ``late_share`` of the duties up to ``late_days`` late.

    The same seed and duty give the same day whatever was asked before, so a run that was cut off goes on as it would
    have gone. Rungs do not matter: the duty is the same. Punctual people finish on the day itself, or on the last
    working day before it when it is none; or up to ``early_days`` working days earlier, as many on one as on another.
    """
    digest = hashlib.sha256(f"{seed}/{key.campaign}/{key.step}/{key.unit}/{key.occurrence}".encode()).digest()
    chance, draw = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:16], "big")
    if late_days < 1 or chance >= late_share * _WHOLE:
        return calendar.add_working_days(calendar.roll_back(due), -(draw % (early_days + 1)))
    return calendar.add_working_days(due, 1 + draw % late_days)
