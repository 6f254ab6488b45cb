"""Hồ sơ theo dõi: people responsible, difficulties and reports of a plan, every version of them."""

from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection

from storage import versioned_records
from storage.followup_tables import followup_record as table
from storage.versioned_records import Content

OfPlan = Literal["responsible", "difficulty", "report", "approval", "evidence", "next_year"]
"""Loại hồ sơ của kế hoạch: what people and reports say while a plan is carried out."""
OfResult = Literal[
    "improvement",
    "telling",
    "inspection",
    "handling",
    "one_stop",
    "lesson",
    "evaluation",
    "commendation",
    "reform",
]
"""Loại hồ sơ sau công bố: what was made of a published result."""
Kind = OfPlan | OfResult
"""Loại hồ sơ: what a record is about."""


def add(
    connection: Connection, campaign: str, kind: Kind, records: Mapping[str, Content], at: str, actor: str
) -> int:
    """Ghi hồ sơ: a new version of each key whose content differs from the one in force; gives how many were new."""
    return versioned_records.add(connection, table, campaign, kind, records, at, actor)


def in_force(connection: Connection, campaign: str, kind: Kind, beginning: str = "") -> dict[str, Content]:
    """Hồ sơ đang có hiệu lực: the last version of every key, or of those with this ``beginning``, in their order."""
    return versioned_records.in_force(connection, table, campaign, kind, beginning)


def versions(connection: Connection, campaign: str, kind: Kind, key: str) -> list[tuple[str, str, Content]]:
    """Các phiên bản: when, who and what, oldest first."""
    return versioned_records.versions(connection, table, campaign, kind, key)
