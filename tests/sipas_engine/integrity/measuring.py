"""Measures the audit on made-up surveys: ``python -m tests.sipas_engine.integrity.measuring [seeds] [variant…]``.

Prints one row a variant: precision and recall by collector over all frauds together, and the share of honest
collectors that were flagged. The table of docs/integrity.md was printed by it.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sipas_engine.integrity.audit import audit
from tests.sipas_engine.integrity.simulation import Variant, simulate

VARIANTS = {
    variant.name: variant
    for variant in (
        Variant("middle"),
        Variant("20 forms each", forms=(20, 20)),
        Variant("80 to 120 forms each", forms=(80, 120), collectors=60),
        Variant("40 collectors", collectors=40),
        Variant("100 collectors, 20 to 40 forms", collectors=100, forms=(20, 40)),
        Variant("300 collectors", collectors=300),
        Variant("13 criteria", criteria=13),
        Variant("33 criteria", criteria=33),
        Variant("51 criteria", criteria=51, copy_changes=0.1),
        Variant("each copy from another form", copy_changes=0.1, masters=0),
        Variant("copies of colleagues' forms", masters=-1),
        Variant("3 masters, 15 % changed", masters=3, copy_changes=0.15),
        Variant("very satisfied", satisfaction=2.4),
        Variant("little satisfied", satisfaction=0.6),
        Variant("hand-in time only", with_durations=False),
        Variant("hand-in only, long meetings", with_durations=False, meeting_spread=20.0, meetings=0.25),
        Variant("hand-in only, whole minutes", with_durations=False, minutes_only=True, meeting_spread=10.0),
        Variant("fast but 2 to 4 minutes", fast_seconds=(60.0, 150.0)),
        Variant("no village column", with_villages=False, happy=0.0),
        Variant(
            "no phone, no time",
            with_phones=False,
            with_times=False,
            with_durations=False,
            frauds=("copy", "straight", "maximum"),
        ),
        Variant("own villages", shared_villages=False),
        Variant("one own village each", shared_villages=False, villages_each=1, happy=0.0),
        Variant("one shared village each", villages_each=1),
        Variant("six villages each", villages_each=6),
        Variant("neighbours answer alike", meeting_alike=0.5, meetings=0.3),
        Variant("collectors differ", collector_spread=0.4),
        Variant("three phones, large families", phones_of_fraud=3, family=0.3),
        Variant("lines at 4 only", straight_levels=(4,)),
        Variant("lines at 4 and 5", straight_levels=(4, 5)),
        Variant("few honest lines", straight=0.1),
        Variant("half honest lines", straight=0.5),
        Variant("maximum with slips", maximum_slips=0.03),
        Variant("two frauds each", several_frauds=True),
        Variant("35 % made up", fabricated=(0.35, 0.35)),
        Variant("35 to 50 % made up", fabricated=(0.35, 0.5)),
        Variant("last forms made up", in_order=True),
        Variant("a fifth of villages happy", happy=0.2, happy_max=1.0),
        Variant("no fraud", fraud_share=0.0),
        Variant("no fraud, collectors differ", fraud_share=0.0, collector_spread=0.4, meetings=0.3),
        Variant("no fraud, hand-in only", fraud_share=0.0, with_durations=False, meetings=0.3),
    )
}
"""The world in many ways; what stands after the name differs from the middle."""

BEYOND_TELLING = {
    variant.name: variant
    for variant in (
        Variant("happy village = collector", shared_villages=False, villages_each=1),
        Variant("a tenth of the forms", fabricated=(0.1, 0.15)),
    )
}
"""What the answers cannot tell: measured to be written down, not to be passed."""


@dataclass(slots=True)
class Measured:
    """Collectors found, missed, accused wrongly, and left in peace; found and all by fraud."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    honest: int = 0
    found: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def false_alarms(self) -> float:
        return self.wrong / max(self.honest, 1)


def measure(variant: Variant, seeds: Iterable[int], threshold: float | None = None) -> Measured:
    measured = Measured()
    for seed in seeds:
        survey = simulate(variant, seed)
        result = audit(survey.material) if threshold is None else audit(survey.material, threshold)
        flagged = {flag.collector for flag in result.flags if flag.flagged and flag.collector}
        for collector in survey.material.collectors.names:
            kinds = survey.fraud.get(collector)
            if kinds is None:
                measured.honest += 1
                measured.wrong += collector in flagged
                continue
            measured.right += collector in flagged
            measured.missed += collector not in flagged
            measured.made["+".join(kinds)] += 1
            measured.found["+".join(kinds)] += collector in flagged
    return measured


def main(arguments: list[str]) -> None:
    seeds = int(arguments[0]) if arguments else 30
    chosen = arguments[1:] or [*VARIANTS, *BEYOND_TELLING]
    print("| variant | precision | recall | false alarms | copy | straight | maximum | phone | speed |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in chosen:
        found = measure((VARIANTS | BEYOND_TELLING)[name], range(seeds))
        kinds = [
            f"{found.found[kind] / found.made[kind]:.2f}" if found.made[kind] else "–"
            for kind in ("copy", "straight", "maximum", "phone", "speed")
        ]
        rates = f"{found.precision:.2f} | {found.recall:.2f} | {100 * found.false_alarms:.2f} %"
        if not found.made:
            rates = f"– | – | {100 * found.false_alarms:.2f} %"
        print(f"| {name} | {rates} | {' | '.join(kinds)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
