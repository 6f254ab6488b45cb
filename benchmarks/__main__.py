"""``python -m benchmarks [NAME]``: measures, prints and keeps; without a name everything there is."""

import sys

from benchmarks import batch, checking, numbering, reading, rendering, tally, uncertainty
from benchmarks.measure import keep

ROOMS = (rendering, checking, reading, numbering, batch, tally, uncertainty)
MEASURES = {measure.__name__: measure for room in ROOMS for measure in room.all_of_them()}


def main() -> None:
    """Đo: the named measure or all of them."""
    for name in sys.argv[1:] or MEASURES:
        result = MEASURES[name]()
        keep(result)
        print(f"{name}: {result.ours} {result.unit}, {result.peer}: {result.theirs}, ratio {result.ratio}")


if __name__ == "__main__":  # the writers of a measure are started as processes that import this again
    main()
