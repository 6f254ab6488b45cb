"""Tính chỉ số của đợt: from the counts of all batches to a frozen result."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from directives.followup.duties import DutyKey
from directives.followup.plan import Plan
from sipas_engine.index.as_json import result_as_json
from sipas_engine.index.compute import compute_index
from sipas_engine.index.levels import identity_columns
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.method import Method
from storage import audit, campaigns, returns
from storage.campaigns import Fact
from storage.database import reading, transaction
from storage.json_text import canonical
from storage.records import DamagedRecord
from storage.returns import Batch
from workflows.services.campaign_state import first_day
from workflows.services.workspace import Workspace


def tiers_of(workspace: Workspace, plan: Plan) -> tuple[str, ...]:
    """Các cấp của đợt: the tiers of territory on the campaign's first day, highest first."""
    return tuple(level.value for level in workspace.chart.on(first_day(workspace, plan)).levels)


def index_of(workspace: Workspace, plan: Plan) -> IndexResult:
    """Chỉ số của đợt: as frozen, from the very batches it was computed from; before that, from all there are.

    Raises DamagedRecord when the batches no longer give the frozen result.
    """
    with reading(workspace.engine) as connection:
        frozen = campaigns.frozen_result(connection, plan.id)
        accepted = returns.batches(connection, plan.id)
        chosen = [b for b in accepted if frozen is None or b.sha256 in frozen.batches]
        result = _computed(connection, plan, chosen, tiers_of(workspace, plan))
    if frozen is not None and canonical(result_as_json(result)) != frozen.content:
        raise DamagedRecord(where=plan.id, entry=plan.id)
    return result


def freeze_result(workspace: Workspace, plan: Plan, key: DutyKey, day: date) -> None:
    """Chốt kết quả: keep what was computed and from what, so that all that is published says the same."""
    tiers = tiers_of(workspace, plan)
    with transaction(workspace.engine) as connection:
        chosen = returns.batches(connection, plan.id)
        result = _computed(connection, plan, chosen, tiers)
        content = canonical(result_as_json(result))
        frozen = campaigns.FrozenResult(content, tuple(batch.sha256 for batch in chosen))
        if not campaigns.add_fact(connection, Fact(key, day, {"result": frozen.sha256})):
            return  # another process froze it at the same moment; its result is the one
        campaigns.freeze_result(connection, plan.id, 1, day, frozen)
        facts = {"sha256": frozen.sha256, "batches": len(chosen)}
        act = audit.Act(workspace.timestamp(), workspace.actor, "result_frozen", str(key), facts)
        audit.append(connection, f"campaign/{plan.id}", act)


def _computed(
    connection: Connection, plan: Plan, chosen: Sequence[Batch], tiers: tuple[str, ...]
) -> IndexResult:
    questions = built_in(plan.question_set)
    tally = returns.tally_of(connection, chosen, tiers, questions.criterion_codes, questions.scale)
    return compute_index(tally, questions, Method(), identity_columns(tiers, tiers))
