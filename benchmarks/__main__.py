"""``python -m benchmarks [NAME]``: measures, prints and keeps; without a name everything there is."""

import sys
from dataclasses import asdict, fields

from benchmarks import (
    advance,
    batch,
    checking,
    followup,
    numbering,
    reading,
    rendering,
    tally,
    uncertainty,
    web,
)
from benchmarks.measure import Result, keep

ROOMS = (rendering, checking, reading, numbering, batch, tally, uncertainty, followup, advance, web)
#: Besides the rates, which every measure has.
_USUAL = {field.name for field in fields(Result)}
MEASURES = {measure.__name__: measure for room in ROOMS for measure in room.all_of_them()}


def main() -> None:
    """Đo: the named measure or all of them."""
    for name in sys.argv[1:] or MEASURES:
        result = MEASURES[name]()
        keep(result)
        print(f"{name}: {result.ours} {result.unit}, {result.peer}: {result.theirs}, ratio {result.ratio}")
        more = {key: value for key, value in asdict(result).items() if key not in _USUAL}
        if more:
            print("  " + ", ".join(f"{key} {value}" for key, value in more.items()))


if __name__ == "__main__":  # the writers of a measure are started as processes that import this again
    main()
