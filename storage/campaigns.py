"""Đợt đo lường: running campaigns and the append-only log of what was done in them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from directives.followup.duties import DutyKey
from directives.followup.plan import Plan, plan_as_json, plan_from_json
from storage.database import insert_new
from storage.json_text import canonical, sha256_of
from storage.tables import campaign, campaign_fact, campaign_result


@dataclass(frozen=True, slots=True)
class Fact:
    """Việc đã làm: a duty was closed on a day; the payload names the evidence (a document, a batch)."""

    key: DutyKey
    day: date
    payload: Mapping[str, object]


def start(connection: Connection, plan: Plan, drafts: Mapping[str, str]) -> bool:
    """Bắt đầu: keep a campaign with its plan and draft templates; False when it is already running."""
    row = {
        "id": plan.id,
        "title": plan.title,
        "plan": canonical(plan_as_json(plan)),
        "drafts": canonical(dict(drafts)),
    }
    return insert_new(connection, campaign, row)


def find(connection: Connection, campaign_id: str) -> tuple[Plan, Mapping[str, str]] | None:
    """Tìm: the plan and draft templates of a running campaign; None when there is none of this id."""
    row = connection.execute(
        select(campaign.c.plan, campaign.c.drafts).where(campaign.c.id == campaign_id)
    ).first()
    return None if row is None else (plan_from_json(json.loads(row.plan)), json.loads(row.drafts))


def all_ids(connection: Connection) -> Sequence[str]:
    """Các đợt: the ids of every campaign."""
    return connection.execute(select(campaign.c.id).order_by(campaign.c.id)).scalars().all()


def add_fact(connection: Connection, fact: Fact) -> bool:
    """Ghi việc: close a duty; False when it was closed before, for the first fact stands."""
    key = fact.key
    row: dict[str, object] = {
        "campaign": key.campaign,
        "step": key.step,
        "unit": key.unit,
        "occurrence": key.occurrence,
        "rung": key.rung,
        "day": fact.day,
        "payload": canonical(fact.payload),
    }
    return insert_new(connection, campaign_fact, row)


def facts(connection: Connection, campaign_id: str) -> Mapping[DutyKey, Fact]:
    """Sổ việc: everything that was done in a campaign."""
    rows = connection.execute(select(campaign_fact).where(campaign_fact.c.campaign == campaign_id)).mappings()
    found = (
        Fact(
            DutyKey(r["campaign"], r["step"], r["unit"], r["occurrence"], r["rung"]),
            r["day"],
            json.loads(r["payload"]),
        )
        for r in rows
    )
    return {fact.key: fact for fact in found}


@dataclass(frozen=True, slots=True)
class FrozenResult:
    """Kết quả đã chốt: a result as JSON text, with the batches of forms it was computed from."""

    content: str
    batches: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Dấu vân tay: of the content."""
        return sha256_of(self.content)


def freeze_result(
    connection: Connection, campaign_id: str, version: int, day: date, frozen: FrozenResult
) -> None:
    """Chốt kết quả: keep a computed result as it is; late forms enter a later version, never this one."""
    connection.execute(
        campaign_result.insert().values(
            campaign=campaign_id,
            version=version,
            computed_on=day,
            batches=canonical(list(frozen.batches)),
            content=frozen.content,
            sha256=frozen.sha256,
        )
    )


def frozen_result(connection: Connection, campaign_id: str) -> FrozenResult | None:
    """Kết quả đã chốt: the newest frozen result; None before there is one."""
    row = connection.execute(
        select(campaign_result.c.content, campaign_result.c.batches)
        .where(campaign_result.c.campaign == campaign_id)
        .order_by(campaign_result.c.version.desc())
        .limit(1)
    ).first()
    return None if row is None else FrozenResult(row.content, tuple(json.loads(row.batches)))
