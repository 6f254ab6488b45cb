"""Giai đoạn của đợt: the furthest that a finished step brought about, as a table."""

from datetime import date

import pytest

from directives.followup.log import Event
from directives.followup.phases import phase_of
from directives.followup.plan import ActKind, Due, Phase, Step
from tests.directives.followup.following import board_of, log_of, plan_of

_DUE = Due(date(2026, 3, 2))
PLAN = plan_of(
    Step("giao", "Giao việc", ActKind.ISSUE, _DUE),
    Step("mau", "Chốt mẫu", ActKind.EVIDENCE, _DUE, phase=Phase.SAMPLE_APPROVED),
    Step("phat", "Phát, thu phiếu", ActKind.FIELD_WORK, _DUE, True),
    Step("tinh", "Tính chỉ số", ActKind.COMPUTE, _DUE),
    Step("cong_bo", "Công bố", ActKind.PUBLISH, _DUE),
    Step("khac_phuc", "Khắc phục", ActKind.EVIDENCE, _DUE, True),
)
_FIELD = ("phat/x1", "phat/x2", "phat/x3")
_MENDED = ("khac_phuc/x1", "khac_phuc/x2", "khac_phuc/x3")
_UP_TO_RESULT = ("giao/", "mau/", *_FIELD, "tinh/", "cong_bo/")

#: What is done ("step/unit"), the phase, why.
ROWS: list[tuple[tuple[str, ...], Phase, str]] = [
    ((), Phase.DRAFT, "nothing is done"),
    (("giao/",), Phase.PLANNED, "the first act"),
    (("giao/", "mau/"), Phase.SAMPLE_APPROVED, "the plan's own word for the step"),
    (("giao/", "mau/", *_FIELD[:2]), Phase.SAMPLE_APPROVED, "one unit is still in the field"),
    (("giao/", "mau/", *_FIELD), Phase.COLLECTED, "the last unit has come back"),
    (("giao/", *_FIELD), Phase.COLLECTED, "an earlier step left open does not hold the phase back"),
    (_UP_TO_RESULT[:-1], Phase.ANALYSED, "the index is computed"),
    (_UP_TO_RESULT, Phase.PUBLISHED, "the result is out, nobody has begun to mend"),
    ((*_UP_TO_RESULT, _MENDED[0]), Phase.IN_FOLLOW_UP, "one unit has begun to mend"),
    ((*_UP_TO_RESULT, *_MENDED), Phase.CLOSED, "nothing is owed any more"),
]


@pytest.mark.parametrize(("done", "phase", "reason"), ROWS, ids=[reason for _, _, reason in ROWS])
def test_the_phase_is_the_furthest_that_was_reached(done: tuple[str, ...], phase: Phase, reason: str) -> None:
    events = [event for one in done for event in _done(*one.split("/"))]
    assert phase_of(board_of(PLAN, events, "03-02")) is phase, reason


def _done(step: str, unit: str) -> list[Event]:
    return [event._replace(step=step, unit=unit) for event in log_of("03-02 x done")]
