"""Lời của sổ khắc phục: states, verdicts and reasons on the screen, in the language of who looks."""

from collections.abc import Mapping

from directives.results_use.improvement import RegisterState
from portal.messages import N_, _
from sipas_engine.comparison.change import Verdict, WhyNot

#: Tình trạng -> the words on the screen, and the colour of the badge.
_STATES: Mapping[RegisterState, tuple[str, str]] = {
    RegisterState.TO_FILL: (N_("Not handed in yet"), "soon"),
    RegisterState.SUBMITTED: (N_("Waits for a decision"), "accent"),
    RegisterState.RETURNED: (N_("Sent back to be mended"), "late"),
    RegisterState.ACCEPTED: (N_("Accepted"), "good"),
}
_VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.BETTER: (N_("Clearly better"), "good"),
    Verdict.WORSE: (N_("Clearly worse"), "late"),
    Verdict.NOT_TOLD: (N_("Too little to tell"), ""),
    Verdict.NOT_COMPARABLE: (N_("Not comparable"), ""),
}
_REASONS: Mapping[WhyNot, str] = {
    WhyNot.NO_LATER_RESULT: N_("the later result is not frozen yet"),
    WhyNot.NOT_MEASURED: N_("the unit was not measured"),
    WhyNot.WITHHELD: N_("too few forms to be shown"),
    WhyNot.NO_ANSWERS: N_("nobody answered"),
    WhyNot.NOT_ASKED: N_("one of the two surveys did not ask this"),
    WhyNot.ASKED_OTHERWISE: N_("the criterion was asked in other words or on another scale"),
    WhyNot.OTHER_METHOD: N_("the two years were computed in different ways"),
    WhyNot.NO_PRECISION: N_("the sampling error is not known"),
}


def register_words() -> Mapping[RegisterState, tuple[str, str]]:
    """Tình trạng sổ bằng lời: with the colour of the badge."""
    return {state: (_(said), kind) for state, (said, kind) in _STATES.items()}


def change_words() -> Mapping[Verdict, tuple[str, str]]:
    """Kết luận bằng lời: with the colour of the badge."""
    return {verdict: (_(said), kind) for verdict, (said, kind) in _VERDICTS.items()}


def why_not() -> Mapping[WhyNot, str]:
    """Lý do bằng lời: why a unit has no rows, or a change cannot be compared."""
    return {reason: _(said) for reason, said in _REASONS.items()}
