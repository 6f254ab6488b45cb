"""Tính chỉ số của đợt: from the counts of all batches to a frozen result."""

from datetime import date

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
from workflows.services.campaign_state import first_day
from workflows.services.workspace import Workspace


def tiers_of(workspace: Workspace, plan: Plan) -> tuple[str, ...]:
    """Các cấp của đợt: the tiers of territory on the campaign's first day, highest first."""
    return tuple(level.value for level in workspace.chart.on(first_day(workspace, plan)).levels)


def index_of(workspace: Workspace, plan: Plan) -> IndexResult:
    """Chỉ số của đợt: computed from the counts of all accepted batches, at every tier."""
    questions = built_in(plan.question_set)
    tiers = tiers_of(workspace, plan)
    with reading(workspace.engine) as connection:
        tally = returns.tally_of(
            connection, plan.id, tiers, tuple(questions.criterion_codes), questions.scale
        )
    return compute_index(tally, questions, Method(), identity_columns(tiers, tiers))


def freeze_result(workspace: Workspace, plan: Plan, key: DutyKey, day: date) -> None:
    """Chốt kết quả: keep what was computed, so that everything published afterwards says the same."""
    content = canonical(result_as_json(index_of(workspace, plan)))
    with transaction(workspace.engine) as connection:
        digest = campaigns.freeze_result(connection, plan.id, 1, day, content)
        campaigns.add_fact(connection, Fact(key, day, {"result": digest}))
        act = audit.Act(workspace.timestamp(), workspace.actor, "result_frozen", str(key), {"sha256": digest})
        audit.append(connection, f"campaign/{plan.id}", act)
