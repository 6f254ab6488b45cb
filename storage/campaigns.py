"""Đợt đo lường: running campaigns and the append-only log of what was done in them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, select

from directives.followup.duties import DutyKey
from directives.followup.plan import Plan
from directives.followup.plan_file import plan_as_json, plan_from_json
from storage.database import insert_new
from storage.followup_tables import plan_version
from storage.json_text import canonical, sha256_of
from storage.tables import campaign, campaign_fact, campaign_result


@dataclass(frozen=True, slots=True)
class Fact:
    """Việc đã làm: a duty was closed on a day; the payload names the evidence (a document, a batch)."""

    key: DutyKey
    day: date
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OwnMethod:
    """Phương pháp riêng của đợt: its own question set (TOML text), and the settings that differ from the usual."""

    questions: str
    method: Mapping[str, Any]


def start(connection: Connection, plan: Plan, drafts: Mapping[str, str], own: OwnMethod) -> bool:
    """Bắt đầu: keep a campaign with its plan, drafts, question set and method; False when it is already running."""
    row = {
        "id": plan.id,
        "title": plan.title,
        "plan": canonical(plan_as_json(plan)),
        "drafts": canonical(dict(drafts)),
        "questions": own.questions,
        "method": canonical(dict(own.method)),
    }
    return insert_new(connection, campaign, row)


def find(connection: Connection, campaign_id: str) -> tuple[Plan, Mapping[str, str]] | None:
    """Tìm: the plan and draft templates of a running campaign, as last edited; None when there is none of this id."""
    edited = plan_version.c
    row = (
        connection.execute(
            select(edited.plan, edited.drafts)
            .where(edited.campaign == campaign_id)
            .order_by(edited.version.desc())
            .limit(1)
        ).first()
        or connection.execute(
            select(campaign.c.plan, campaign.c.drafts).where(campaign.c.id == campaign_id)
        ).first()
    )
    return None if row is None else (_plan(row.plan), json.loads(row.drafts))


_IDS = select(campaign.c.id).order_by(campaign.c.id)
_NEWEST = (
    select(plan_version.c.campaign, func.max(plan_version.c.version).label("version"))
    .group_by(plan_version.c.campaign)
    .subquery()
)
_EDITED = (
    select(plan_version.c.campaign, plan_version.c.plan)
    .join(
        _NEWEST,
        and_(plan_version.c.campaign == _NEWEST.c.campaign, plan_version.c.version == _NEWEST.c.version),
    )
    .subquery()
)
_PLANS = (
    select(func.coalesce(_EDITED.c.plan, campaign.c.plan))
    .select_from(campaign.outerjoin(_EDITED, _EDITED.c.campaign == campaign.c.id))
    .order_by(campaign.c.id)
)


def plans(connection: Connection) -> Sequence[Plan]:
    """Kế hoạch của các đợt: every campaign's as last edited, by id."""
    return [_plan(text) for text in connection.execute(_PLANS).scalars()]


@lru_cache(maxsize=32)
def _plan(text: str) -> Plan:
    """The same words are the same plan; nearly every act begins with reading it."""
    return plan_from_json(json.loads(text))


def own_method(connection: Connection, campaign_id: str) -> OwnMethod | None:
    """Phương pháp của đợt: its question set and settings as they are kept with it; None for an unknown campaign."""
    row = connection.execute(
        select(campaign.c.questions, campaign.c.method).where(campaign.c.id == campaign_id)
    ).first()
    return None if row is None else OwnMethod(row.questions, json.loads(row.method))


def change_method(connection: Connection, campaign_id: str, own: OwnMethod) -> None:
    """Đổi phương pháp: the caller sees to it that nothing was counted by the old one."""
    connection.execute(
        campaign.update()
        .where(campaign.c.id == campaign_id)
        .values(questions=own.questions, method=canonical(dict(own.method)))
    )


def all_ids(connection: Connection) -> Sequence[str]:
    """Các đợt: the ids of every campaign."""
    return connection.execute(_IDS).scalars().all()


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
    return {fact.key: fact for fact in map(_fact, rows)}


def reminders_of(connection: Connection, campaign_id: str, duties: Collection[DutyKey]) -> Sequence[Fact]:
    """Đã đôn đốc: what was reminded of these duties, or others of the same steps and units, the lowest rung first."""
    f = campaign_fact.c
    steps, units = {key.step for key in duties}, {key.unit for key in duties}
    rows = connection.execute(
        select(campaign_fact)
        .where(f.campaign == campaign_id, f.step.in_(steps), f.unit.in_(units), f.rung > 0)
        .order_by(f.rung)
    ).mappings()
    return [_fact(row) for row in rows]


def _fact(row: RowMapping) -> Fact:
    key = DutyKey(*(row[name] for name in DutyKey._fields))
    return Fact(key, row["day"], json.loads(row["payload"]))


@dataclass(frozen=True, slots=True)
class FrozenResult:
    """Kết quả đã chốt: a result as JSON text, with the batches of forms it was computed from.

    ``inputs`` says what else went in (``workflows.services.cuts``); ``reason`` and ``person`` why and by whom this
    version was frozen.
    """

    content: str
    batches: tuple[str, ...]
    inputs: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    person: str = ""
    version: int = 1
    computed_on: date = date.min

    @property
    def sha256(self) -> str:
        """Dấu vân tay: of the content."""
        return sha256_of(self.content)


def freeze_result(connection: Connection, campaign_id: str, frozen: FrozenResult) -> None:
    """Chốt kết quả: keep a computed result as it is; late forms enter a later version, never this one."""
    connection.execute(
        campaign_result.insert().values(
            campaign=campaign_id,
            version=frozen.version,
            computed_on=frozen.computed_on,
            batches=canonical(list(frozen.batches)),
            content=frozen.content,
            sha256=frozen.sha256,
            inputs=canonical(dict(frozen.inputs)),
            reason=frozen.reason,
            person=frozen.person,
        )
    )


def frozen_results(connection: Connection, campaign_id: str) -> Sequence[FrozenResult]:
    """Các kết quả đã chốt: every version, the oldest first."""
    rows = connection.execute(
        select(campaign_result)
        .where(campaign_result.c.campaign == campaign_id)
        .order_by(campaign_result.c.version)
    ).mappings()
    return [
        FrozenResult(
            r["content"],
            tuple(json.loads(r["batches"])),
            json.loads(r["inputs"]),
            r["reason"],
            r["person"],
            r["version"],
            r["computed_on"],
        )
        for r in rows
    ]


def frozen_result(
    connection: Connection, campaign_id: str, version: int | None = None
) -> FrozenResult | None:
    """Kết quả đã chốt: of a version, or the newest; None when there is none."""
    found = [
        result for result in frozen_results(connection, campaign_id) if version in (None, result.version)
    ]
    return found[-1] if found else None
