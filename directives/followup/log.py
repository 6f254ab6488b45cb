"""Nhật ký theo dõi: the append-only facts about duties, from which every state is worked out and none is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, overload

from directives.followup.plan import Plan

#: Mọi đơn vị, mọi bước: an event may be about all of them.
ANY = "*"
#: Mọi kỳ: an event may be about every occurrence.
EVERY_OCCURRENCE = 0
_NOTHING: Mapping[str, object] = MappingProxyType({})


class EventKind(StrEnum):
    """Loại sự kiện: what became of a duty. ``DONE`` and ``REMINDED`` are acts of the engine, done once a key."""

    SENT = "sent"  # đã gửi giao nhiệm vụ
    SEEN = "seen"  # đã nhận
    STARTED = "started"  # đang làm
    SUBMITTED = "submitted"  # đã nộp
    RETURNED = "returned"  # trả lại để sửa
    ACCEPTED = "accepted"  # được chấp nhận
    COUNTED = "counted"  # một lần kiểm tra được ghi
    DONE = "done"  # máy đã làm
    REMINDED = "reminded"  # đã đôn đốc
    MOVED = "moved"  # đổi hạn theo văn bản
    SUSPENDED = "suspended"  # tạm dừng
    RESUMED = "resumed"  # tiếp tục
    WAIVED = "waived"  # miễn, có lý do

    #: That of the text: a nation's log asks for it a hundred thousand times, and Enum's own is slow.
    __hash__ = str.__hash__


class Event(NamedTuple):
    """Sự kiện: what happened to a duty on a day; ``seq`` orders those of one plan.

    ``unit`` or ``step`` may be ``ANY`` and ``occurrence`` ``EVERY_OCCURRENCE``. Payloads: ``moved`` has "to" (ISO day)
    and, for an anchor of the plan, "anchor"; ``reminded`` has "rung"; documents are under "document", reasons under
    "reason".
    """

    seq: int
    step: str
    unit: str
    occurrence: int
    kind: EventKind
    day: date
    payload: Mapping[str, object] = _NOTHING


@dataclass(frozen=True, slots=True)
class Done:
    """Việc máy đã làm: one occurrence of a step, done on one day for these units."""

    step: str
    occurrence: int
    day: date
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Log(Sequence[Event]):
    """Nhật ký: acts of the engine, kept by the day, then all else that was said, in its order.

    As a sequence it gives every event; a nation's acts are not made into fifty thousand of them unless asked for.
    """

    acts: tuple[Done, ...]
    said: Sequence[Event]

    def __iter__(self) -> Iterator[Event]:
        for act in self.acts:
            for unit in act.units:
                yield Event(0, act.step, unit, act.occurrence, EventKind.DONE, act.day)
        yield from self.said

    def __len__(self) -> int:
        return sum(len(act.units) for act in self.acts) + len(self.said)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> list[Event]: ...
    def __getitem__(self, place: int | slice) -> Event | list[Event]:
        return list(self)[place]


def as_log(events: Iterable[Event]) -> Log:
    """Nhật ký từ các sự kiện: the log itself, or one of events in their order."""
    return events if isinstance(events, Log) else Log((), tuple(events))


def known_on(events: Iterable[Event], day: date) -> list[Event]:
    """Sự kiện đã biết: those of days up to and with ``day``; later ones are not yet known."""
    return [event for event in events if event.day <= day]


def anchor_moves(events: Iterable[Event]) -> list[Event]:
    """Sự kiện dời mốc: those by which a document moves an anchor of the plan, and every day counted from it."""
    return [
        event for event in as_log(events).said if event.kind is EventKind.MOVED and "anchor" in event.payload
    ]


def with_moved_anchors(plan: Plan, moves: Iterable[Event]) -> Plan:
    """Kế hoạch với mốc đã dời: the plan with each anchor on the day to which the last of ``moves`` brings it."""
    moved = {str(event.payload["anchor"]): date.fromisoformat(str(event.payload["to"])) for event in moves}
    return replace(plan, anchors={**plan.anchors, **moved}) if moved else plan
