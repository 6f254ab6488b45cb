"""Khâu: how far a unit has come with its duty, and which events may follow. One table; lateness is no stage."""

from collections.abc import Mapping
from enum import Enum
from functools import cache

from directives.errors import N_
from directives.followup.log import EventKind


class Stage(Enum):
    """Khâu: how far a unit has come with its duty, as facts say; lateness is no stage."""

    NOT_SENT = "not_sent"  # chưa giao
    SENT = "sent"  # đã giao
    SEEN = "seen"  # đã nhận
    IN_WORK = "in_work"  # đang làm
    SUBMITTED = "submitted"  # đã nộp
    RETURNED_FOR_FIX = "returned_for_fix"  # trả lại để sửa
    ACCEPTED = "accepted"  # được chấp nhận


#: Bảng chuyển khâu: from a stage by an event to the next. Stages on the way may be left out, for not everybody says
#: that he has seen a dispatch; only what was submitted is sent back or accepted; what was accepted has ended.
TRANSITIONS: Mapping[Stage, Mapping[EventKind, Stage]] = {
    Stage.NOT_SENT: {
        EventKind.SENT: Stage.SENT,
        EventKind.SEEN: Stage.SEEN,
        EventKind.STARTED: Stage.IN_WORK,
        EventKind.COUNTED: Stage.IN_WORK,
        EventKind.SUBMITTED: Stage.SUBMITTED,
        EventKind.DONE: Stage.ACCEPTED,
    },
    Stage.SENT: {
        EventKind.SEEN: Stage.SEEN,
        EventKind.STARTED: Stage.IN_WORK,
        EventKind.COUNTED: Stage.IN_WORK,
        EventKind.SUBMITTED: Stage.SUBMITTED,
        EventKind.DONE: Stage.ACCEPTED,
    },
    Stage.SEEN: {
        EventKind.STARTED: Stage.IN_WORK,
        EventKind.COUNTED: Stage.IN_WORK,
        EventKind.SUBMITTED: Stage.SUBMITTED,
        EventKind.DONE: Stage.ACCEPTED,
    },
    Stage.IN_WORK: {
        EventKind.COUNTED: Stage.IN_WORK,
        EventKind.SUBMITTED: Stage.SUBMITTED,
        EventKind.DONE: Stage.ACCEPTED,
    },
    Stage.SUBMITTED: {
        EventKind.COUNTED: Stage.SUBMITTED,
        EventKind.RETURNED: Stage.RETURNED_FOR_FIX,
        EventKind.ACCEPTED: Stage.ACCEPTED,
    },
    Stage.RETURNED_FOR_FIX: {
        EventKind.STARTED: Stage.IN_WORK,
        EventKind.COUNTED: Stage.IN_WORK,
        EventKind.SUBMITTED: Stage.SUBMITTED,
        EventKind.DONE: Stage.ACCEPTED,
    },
    Stage.ACCEPTED: {},
}

#: Gọi tên khâu.
STAGE_WORDS: Mapping[Stage, str] = {
    Stage.NOT_SENT: N_("not sent yet"),
    Stage.SENT: N_("sent to the unit"),
    Stage.SEEN: N_("seen by the unit"),
    Stage.IN_WORK: N_("in work"),
    Stage.SUBMITTED: N_("handed in"),
    Stage.RETURNED_FOR_FIX: N_("sent back to be mended"),
    Stage.ACCEPTED: N_("accepted, so it has ended"),
}
#: Gọi tên sự kiện.
EVENT_WORDS: Mapping[EventKind, str] = {
    EventKind.SENT: N_("noted as sent"),
    EventKind.SEEN: N_("noted as seen"),
    EventKind.STARTED: N_("noted as begun"),
    EventKind.SUBMITTED: N_("handed in"),
    EventKind.RETURNED: N_("sent back"),
    EventKind.ACCEPTED: N_("found good"),
    EventKind.COUNTED: N_("counted as a check"),
    EventKind.DONE: N_("done by the engine"),
    EventKind.REMINDED: N_("reminded of"),
    EventKind.MOVED: N_("deadline moved"),
    EventKind.SUSPENDED: N_("suspended"),
    EventKind.RESUMED: N_("resumed"),
    EventKind.WAIVED: N_("waived"),
}

#: Việc không đổi khâu: reminders and documents that change the day.
_ASIDE = frozenset({EventKind.REMINDED, EventKind.MOVED})


@cache
def legal_kinds(stage: Stage, *, suspended: bool, waived: bool) -> frozenset[EventKind]:
    """Việc được làm tiếp: the events which may come to a duty in this stage.

    A duty that was accepted or waived has ended. It is suspended only while it runs, resumed only when suspended;
    what was submitted is accepted or sent back, no longer waived.
    """
    if stage is Stage.ACCEPTED or waived:
        return frozenset()
    clock = EventKind.RESUMED if suspended else EventKind.SUSPENDED
    waive = frozenset() if stage is Stage.SUBMITTED else frozenset({EventKind.WAIVED})
    return frozenset(TRANSITIONS[stage]) | _ASIDE | waive | {clock}
