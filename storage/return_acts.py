"""Lô trả lại, khóa nhận phiếu: files that were refused, and returns closed or opened again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from storage.json_text import canonical
from storage.return_tables import return_closing, return_refusal


@dataclass(frozen=True, slots=True)
class Refusal:
    """Lô trả lại: a file that was refused; ``listed`` are its problems (template, fields, where), maybe not all.

    ``problems`` is how many there were in all.
    """

    unit: str
    file_name: str
    file_sha256: str
    day: date
    kind: str
    problems: int
    listed: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Closing:
    """Khóa, mở nhận phiếu: whether the returns were closed or opened again, why and by whom."""

    closed: bool
    reason: str
    person: str
    day: date


def add_refusal(connection: Connection, campaign: str, refusal: Refusal, *, at: str) -> None:
    """Ghi lô trả lại: behind those before it."""
    last = select(func.max(return_refusal.c.seq)).where(return_refusal.c.campaign == campaign)
    fields = ("unit", "file_name", "file_sha256", "day", "kind", "problems")
    connection.execute(
        return_refusal.insert().values(
            campaign=campaign,
            seq=(connection.execute(last).scalar() or 0) + 1,
            at=at,
            listed=canonical(list(refusal.listed)),
            **{name: getattr(refusal, name) for name in fields},
        )
    )


def refusals(connection: Connection, campaign: str) -> Sequence[Refusal]:
    """Các lô trả lại: everything refused in a campaign, in order."""
    rows = connection.execute(
        select(return_refusal).where(return_refusal.c.campaign == campaign).order_by(return_refusal.c.seq)
    ).mappings()
    fields = ("unit", "file_name", "file_sha256", "day", "kind", "problems")
    return [Refusal(**{name: row[name] for name in fields}, listed=json.loads(row["listed"])) for row in rows]


def add_closing(connection: Connection, campaign: str, closing: Closing, *, actor: str, at: str) -> None:
    """Ghi khóa hoặc mở: behind those before it; the last one stands."""
    last = select(func.max(return_closing.c.seq)).where(return_closing.c.campaign == campaign)
    connection.execute(
        return_closing.insert().values(
            campaign=campaign,
            seq=(connection.execute(last).scalar() or 0) + 1,
            closed=closing.closed,
            reason=closing.reason,
            person=closing.person,
            day=closing.day,
            actor=actor,
            at=at,
        )
    )


def closings(connection: Connection, campaign: str) -> Sequence[Closing]:
    """Các lần khóa, mở: of the returns of a campaign, in order."""
    rows = connection.execute(
        select(return_closing).where(return_closing.c.campaign == campaign).order_by(return_closing.c.seq)
    ).mappings()
    return [Closing(row["closed"], row["reason"], row["person"], row["day"]) for row in rows]
