"""Phiên bản của phiếu gửi về: which batches of forms count on a day, from the record of how they came.

Nothing is overwritten: a correction takes the place of earlier batches from its day on, an addition stands beside
them. What counts on a day is a question to the record, and has one answer for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class VersionKind(Enum):
    """Loại phiên bản: how a batch came to count."""

    FIRST = "first"  # lần đầu
    ADDITION = "addition"  # bổ sung: late forms
    CORRECTION = "correction"  # thay thế


@dataclass(frozen=True, slots=True)
class Version:
    """Phiên bản: from ``day`` on the batch named counts, and those it ``replaces`` do not."""

    batch: str
    kind: VersionKind
    day: date
    replaces: tuple[str, ...] = ()


def in_force(versions: Iterable[Version], on: date | None = None) -> tuple[str, ...]:
    """Lô có hiệu lực: the batches that count on a day (None: after all that came), in the order of their coming.

    >>> first, second = date(2026, 5, 4), date(2026, 5, 20)
    >>> history = [Version("a", VersionKind.FIRST, first), Version("b", VersionKind.CORRECTION, second, ("a",))]
    >>> in_force(history, first), in_force(history, second)
    (('a',), ('b',))
    """
    counting: dict[str, None] = {}
    for version in versions:
        if on is None or version.day <= on:
            for replaced in version.replaces:
                counting.pop(replaced, None)
            counting[version.batch] = None
    return tuple(counting)
