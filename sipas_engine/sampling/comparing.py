"""So hai danh sách: an office's new list beside the one that was sent back: mended, still wrong, new, gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.quality import ListReport

_Key = Callable[[FrameRow], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListComparison:
    """So danh sách: rows by their place in the new list; ``gone`` by their place in the old one.

    ``spoiled`` rows were in order and are not any more. Rows are of the same person by dossier code, else by name
    with village or address, else by STT with name or address.
    """

    mended: tuple[int, ...]
    still_wrong: tuple[int, ...]
    spoiled: tuple[int, ...]
    new: tuple[int, ...]
    gone: tuple[int, ...]


def compare_lists(
    old: Sequence[FrameRow], old_report: ListReport, new: Sequence[FrameRow], new_report: ListReport
) -> ListComparison:
    """So hai danh sách: what became of every row."""
    partner = _partners(old, new)
    faulty_before, faulty_now = set(old_report.faulty), set(new_report.faulty)
    both = {now: before for before, now in partner.items()}
    return ListComparison(
        tuple(now for now in sorted(both) if both[now] in faulty_before and now not in faulty_now),
        tuple(now for now in sorted(both) if both[now] in faulty_before and now in faulty_now),
        tuple(now for now in sorted(both) if both[now] not in faulty_before and now in faulty_now),
        tuple(row.position for row in new if row.position not in both),
        tuple(row.position for row in old if row.position not in partner),
    )


def _partners(old: Sequence[FrameRow], new: Sequence[FrameRow]) -> dict[int, int]:
    """Same rows: places in the old list to places in the new one; a key that two rows share says nothing."""
    found: dict[int, int] = {}
    for key in (_by_dossier, _by_place, _by_serial, _by_address):
        before = _once([row for row in old if row.position not in found], key)
        after = _once([row for row in new if row.position not in set(found.values())], key)
        found |= {before[one]: after[one] for one in before.keys() & after.keys()}
    return found


def _once(rows: Sequence[FrameRow], key: _Key) -> dict[tuple[str, ...], int]:
    """Places by key, of the keys that are whole and stand once."""
    places: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        texts = tuple(text.casefold() for text in key(row))
        if all(texts):
            places.setdefault(texts, []).append(row.position)
    return {texts: found[0] for texts, found in places.items() if len(found) == 1}


def _by_dossier(row: FrameRow) -> tuple[str, ...]:
    return (row.dossier,)


def _by_place(row: FrameRow) -> tuple[str, ...]:
    return (row.name, row.village or row.address)


def _by_serial(row: FrameRow) -> tuple[str, ...]:
    return (row.name, row.serial)


def _by_address(row: FrameRow) -> tuple[str, ...]:
    return (row.serial, row.address)
