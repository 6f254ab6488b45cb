"""Tính chỉ số của đợt: from the counts of all batches to a frozen result; a correction is a new version of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.metadata import version
from math import isclose
from typing import Any

from sqlalchemy import Connection

from directives.followup.duties import DutyKey
from directives.followup.plan import Plan
from sipas_engine.index.as_json import result_as_json
from sipas_engine.index.compute import compute_index
from sipas_engine.index.levels import identity_columns
from sipas_engine.index.result import IndexResult, RankSetsUsed
from sipas_engine.tally.tally import Tally
from sipas_engine.uncertainty.from_counts import with_uncertainty
from sipas_engine.uncertainty.from_forms import with_form_uncertainty
from storage import audit, campaigns, return_acts
from storage.campaigns import Fact, FrozenResult
from storage.database import reading, transaction
from storage.json_text import canonical
from storage.records import DamagedRecord
from storage.return_acts import Closing
from storage.returns import DESIGN
from workflows.services.campaign_method import CampaignMethod, method_sha256, own_method
from workflows.services.campaign_state import first_day
from workflows.services.close_returns import last_closing
from workflows.services.counted_forms import Change, changes_of, counting_batches, form_states, tally_with
from workflows.services.cut_forms import forms_with
from workflows.services.workspace import Workspace

FIRST_CUT = "Tính và chốt chỉ số theo kế hoạch"
RANK_SETS = RankSetsUsed(draws=1000, seed=1)
"""Khoảng hạng của mọi đợt: draws and seed are fixed, so that nobody can look for a seed that flatters a unit."""


def tiers_of(workspace: Workspace, plan: Plan) -> tuple[str, ...]:
    """Các cấp của đợt: the tiers of territory on the campaign's first day, highest first."""
    return tuple(level.value for level in workspace.chart.on(first_day(workspace, plan)).levels)


def index_of(workspace: Workspace, plan: Plan) -> IndexResult:
    """Chỉ số của đợt: as frozen last, from the very forms it was computed from; before that, from all there are.

    Raises DamagedRecord when they no longer give the frozen result.
    """
    tiers = tiers_of(workspace, plan)
    with reading(workspace.engine) as connection:
        own = own_method(connection, plan.id)
        frozen = campaigns.frozen_result(connection, plan.id)
        if frozen is not None:
            return recomputed(connection, plan.id, frozen, own, tiers).result
        return computed(connection, plan.id, forms_now(connection, plan.id), own, tiers, RANK_SETS).result


@dataclass(frozen=True, slots=True)
class CountedForms:
    """Phiếu được tính: the batches that count, and which of their forms count otherwise than they came."""

    batches: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """Đã tính: a result and the counts by unit, stratum and cluster from which it comes."""

    counts: Tally
    result: IndexResult


def forms_now(connection: Connection, campaign_id: str) -> CountedForms:
    """Phiếu hiện được tính: all that would go into a cut just now."""
    batches = tuple(sorted(counting_batches(connection, campaign_id)))
    return CountedForms(batches, changes_of(form_states(connection, campaign_id, batches)))


def forms_then(frozen: FrozenResult) -> CountedForms:
    """Phiếu của một lần chốt: all that went into it, as it counted then."""
    return CountedForms(
        frozen.batches, tuple(Change(**change) for change in frozen.inputs.get("changes", ()))
    )


def computed(
    connection: Connection,
    campaign_id: str,
    counted: CountedForms,
    own: CampaignMethod,
    tiers: tuple[str, ...],
    ranks: RankSetsUsed | None,
) -> Computed:
    """Tính: the index of every unit of the tiers, with standard errors and, where wanted, rank sets.

    A cluster is what agrees in stratum and cluster, when every form names its cluster; else each form is a cluster
    of its own, as for ``vanthu index``.
    """
    levels = identity_columns(tiers, tiers)
    what = (connection, campaign_id, counted.batches, counted.changes, own.questions, tiers)
    tally = tally_with(*what)
    result = compute_index(tally, own.questions, own.method, levels)
    stratum, psu = DESIGN
    named = [key for key, valid in zip(tally.keys, tally.n_valid, strict=True) if valid]
    strata = stratum if named and all(key[-2] for key in named) else None
    if named and all(key[-1] for key in named):
        precise = with_uncertainty(
            result, tally, levels, psu=(psu,), strata=(strata,) if strata else (), ranks=ranks
        )
        return Computed(tally, replace(precise, strata=strata, psu=psu))
    forms = forms_with(*what)
    if len(forms) < tally.n_forms.sum():
        return Computed(tally, result)  # batches of before the forms were kept singly: counts only
    by_unit = tally.grouped_by(tiers)
    precise = with_form_uncertainty(result, forms, by_unit, levels, strata=strata, parts=True, ranks=ranks)
    return Computed(tally, replace(precise, strata=strata))


def recomputed(
    connection: Connection,
    campaign_id: str,
    frozen: FrozenResult,
    own: CampaignMethod,
    tiers: tuple[str, ...],
) -> Computed:
    """Tính lại một lần chốt: from the forms which went into it. Raises DamagedRecord when it no longer comes out."""
    again = computed(connection, campaign_id, forms_then(frozen), own, tiers, _ranks_of(frozen))
    found = json.loads(canonical(result_as_json(again.result)))
    if not _says_the_same(json.loads(frozen.content), found):
        raise DamagedRecord(where=campaign_id, entry=f"{campaign_id}#{frozen.version}")
    return again


def _ranks_of(frozen: FrozenResult) -> RankSetsUsed | None:
    """How its rank sets were found; None for a cut that has none."""
    used = frozen.inputs.get("rank_sets")
    return None if used is None else RankSetsUsed(**used)


def _says_the_same(kept: object, found: object) -> bool:
    """Whether all that was kept comes out again; a later program may say more, never otherwise."""
    match kept, found:
        case dict(), dict():
            return all(name in found and _says_the_same(kept[name], found[name]) for name in kept)
        case list(), list():
            return len(kept) == len(found) and all(map(_says_the_same, kept, found))
        case float(), float():
            return isclose(kept, found, rel_tol=1e-9)  # another machine may add up in another order
        case _:
            return kept == found


def freeze_result(workspace: Workspace, plan: Plan, key: DutyKey, day: date) -> None:
    """Chốt kết quả: keep what was computed and from what, so that all that is published says the same.

    The returns are closed by it.
    """
    tiers = tiers_of(workspace, plan)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{plan.id}")
        frozen = next_cut(connection, plan.id, tiers, day, reason=FIRST_CUT, person=workspace.actor)
        if not campaigns.add_fact(connection, Fact(key, day, {"result": frozen.sha256})):
            return  # another process froze it at the same moment; its result is the one
        keep_cut(workspace, connection, plan.id, frozen, subject=str(key))


def next_cut(
    connection: Connection,
    campaign_id: str,
    tiers: tuple[str, ...],
    day: date,
    *,
    reason: str,
    person: str,
) -> FrozenResult:
    """Lần chốt tiếp theo: of all that counts just now, not kept yet."""
    own = own_method(connection, campaign_id)
    batches = tuple(sorted(counting_batches(connection, campaign_id)))
    states = form_states(connection, campaign_id, batches)
    counted = CountedForms(batches, changes_of(states))
    inputs: Mapping[str, Any] = {
        "tiers": list(tiers),
        "questions": own.questions_sha256,
        "method": method_sha256(own.method),
        "program": version("vanthu"),
        "rank_sets": asdict(RANK_SETS),
        "changes": [asdict(change) for change in counted.changes],
        "rejected": [
            {"unit": s.unit, "form": s.form.form_id, "reason": s.reason} for s in states if not s.valid
        ],
        "undecided": sum(bool(state.undecided) for state in states),
    }
    last = campaigns.frozen_result(connection, campaign_id)
    return FrozenResult(
        canonical(result_as_json(computed(connection, campaign_id, counted, own, tiers, RANK_SETS).result)),
        batches,
        inputs,
        reason,
        person,
        version=1 if last is None else last.version + 1,
        computed_on=day,
    )


def keep_cut(
    workspace: Workspace, connection: Connection, campaign_id: str, frozen: FrozenResult, *, subject: str
) -> None:
    """Giữ lần chốt: with its entry in the journal; the returns are closed by it."""
    campaigns.freeze_result(connection, campaign_id, frozen)
    at = workspace.timestamp()
    if last_closing(connection, campaign_id) is None:
        closing = Closing(True, frozen.reason, frozen.person, frozen.computed_on)
        return_acts.add_closing(connection, campaign_id, closing, actor=workspace.actor, at=at)
    facts = {
        "sha256": frozen.sha256,
        "batches": len(frozen.batches),
        "version": frozen.version,
        "reason": frozen.reason,
        "person": frozen.person,
    }
    act = audit.Act(at, workspace.actor, "result_frozen", subject, facts)
    audit.append(connection, f"campaign/{campaign_id}", act)
