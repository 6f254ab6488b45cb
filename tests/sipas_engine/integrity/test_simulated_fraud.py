"""Gian lận giả lập: with known truth, the audit finds the fabricators and leaves the honest in peace."""

import pytest

from sipas_engine.integrity.audit import FALSE_ALARM_RATE, audit
from tests.sipas_engine.integrity.measuring import VARIANTS, measure
from tests.sipas_engine.integrity.simulation import Variant, simulate

LEAST_PRECISION, LEAST_RECALL = 0.8, 0.85
HARDER = {  # not asked for by name: a recall of 0.7 is enough, precision is not let go
    "35 % made up",  # of 35 to 100 %, only the lower end
    "35 to 50 % made up",
    "hand-in only, long meetings",
    "copies of colleagues' forms",
}

QUICK = ["100 collectors, 20 to 40 forms"]


@pytest.mark.parametrize("name", QUICK)
def test_the_fabricators_are_found_and_few_honest_collectors_are_named(name: str) -> None:
    found = measure(VARIANTS[name], range(2))
    assert found.precision >= LEAST_PRECISION
    assert found.recall >= LEAST_RECALL


def test_without_fraud_false_alarms_stay_below_the_stated_rate() -> None:
    assert measure(VARIANTS["no fraud, hand-in only"], range(1)).false_alarms <= FALSE_ALARM_RATE


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIANTS)
def test_whatever_the_world_is_like(name: str) -> None:
    found = measure(VARIANTS[name], range(30))
    assert found.false_alarms <= FALSE_ALARM_RATE
    if found.made:
        assert found.precision >= LEAST_PRECISION
        assert found.recall >= (0.7 if name in HARDER else LEAST_RECALL)


@pytest.mark.parametrize("collectors", [1, 2, 5])
def test_few_honest_collectors_are_scored_and_not_flagged(collectors: int) -> None:
    result = audit(simulate(Variant(collectors=collectors, fraud_share=0.0), 7).material)
    assert len(result.scores) == collectors
    assert not [flag for flag in result.flags if flag.flagged and flag.collector]


def test_the_truth_of_a_simulation_does_not_depend_on_the_day_it_is_run() -> None:
    first, again = (simulate(VARIANTS["middle"], 3) for _ in range(2))
    assert first.fraud == again.fraud
    assert (first.material.answers == again.material.answers).all()
