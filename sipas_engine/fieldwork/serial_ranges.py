"""Dải mã phiếu: serials of forms as minutes write them, runs of numbers joined from first to last."""

import re
from collections.abc import Collection, Iterator

_ENDS_IN_NUMBER = re.compile(r"(.*?)([0-9]+)")
_SHORTEST_RUN = 3


def serial_ranges(serials: Collection[str]) -> str:
    """Dải mã phiếu: three or more numbers in a row stand as a range; every serial is in it once.

    Only serials of one beginning and one length run on, so what stands between the ends can be counted.

    >>> serial_ranges(["LD-0002", "LD-0001", "LD-0003", "LD-0007", "LD-0008", "X"])
    'LD-0001 – LD-0003, LD-0007, LD-0008, X'
    """
    runs: list[list[str]] = []
    for serial in sorted(set(serials)):
        if runs and _follows(runs[-1][-1], serial):
            runs[-1].append(serial)
        else:
            runs.append([serial])
    return ", ".join(text for run in runs for text in _written(run))


def _written(run: list[str]) -> Iterator[str]:
    if len(run) < _SHORTEST_RUN:
        yield from run
    else:
        yield f"{run[0]} – {run[-1]}"


def _follows(before: str, after: str) -> bool:
    one, two = _ENDS_IN_NUMBER.fullmatch(before), _ENDS_IN_NUMBER.fullmatch(after)
    return (
        one is not None
        and two is not None
        and one[1] == two[1]
        and len(one[2]) == len(two[2])
        and int(one[2]) + 1 == int(two[2])
    )
