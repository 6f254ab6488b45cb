"""Lần chốt: a result with everything that went into it; each stays as it was, and can be computed again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.plan import ActKind
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import Forms
from sipas_engine.tally.tally import Tally
from storage import audit, campaigns, returns
from storage.campaigns import FrozenResult
from storage.database import reading, transaction
from storage.returns import Batch
from workflows.services.campaign_method import CampaignMethod, ReasonWanted, own_method
from workflows.services.campaign_state import campaign_state
from workflows.services.compute_result import (
    Computed,
    forms_then,
    keep_cut,
    next_cut,
    recomputed,
    tiers_of,
)
from workflows.services.cut_forms import forms_with
from workflows.services.workspace import Workspace


class NoSuchCut(DirectiveError):
    """Chưa chốt: the campaign has no frozen result, or none of this number."""

    kind = "no_such_cut"
    template = N_("Campaign {campaign} has no frozen result {version}. Frozen so far: {known}.")


class NothingChanged(DirectiveError):
    """Không có gì mới: the forms that count are those of the last cut, so there is nothing to freeze again."""

    kind = "nothing_changed"
    template = N_(
        "Nothing about the forms of {campaign} has changed since cut {version}. Nothing is frozen again."
    )


@dataclass(frozen=True, slots=True)
class RejectedForm:
    """Phiếu bị loại: its unit, its serial and the reason (code of ``Rejection``)."""

    unit: str
    form_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Lần chốt: a frozen result and all its inputs; what is published of it can be computed by anyone again.

    ``batches`` are the files in force, ``counts`` what they add up to by unit, stratum and cluster (as the forms
    counted then), ``rejected`` the forms that did not count, ``undecided`` how many counted though the rules spoke
    against them. ``version`` 0 is what would be frozen just now.
    """

    campaign: str
    version: int
    computed_on: date
    reason: str
    person: str
    batches: tuple[Batch, ...]
    rejected: tuple[RejectedForm, ...]
    undecided: int
    tiers: tuple[str, ...]
    questions: QuestionSet
    questions_text: str
    questions_sha256: str
    method: Method
    program: str
    sha256: str
    counts: Tally
    result: IndexResult


def cut_of(workspace: Workspace, campaign_id: str, version: int | None = None) -> Cut:
    """Lần chốt: the newest, or the one asked for. Raises UnknownCampaign, NoSuchCut, DamagedRecord."""
    tiers = tiers_of(workspace, campaign_state(workspace, campaign_id).plan)
    with reading(workspace.engine) as connection:
        frozen = _frozen(connection, campaign_id, version)
        own = own_method(connection, campaign_id)
        again = recomputed(connection, campaign_id, frozen, own, tiers)
        return _cut(connection, campaign_id, frozen, own, tiers, again)


def cut_now(workspace: Workspace, campaign_id: str, day: date) -> Cut:
    """Chưa chốt: what a cut would hold just now; nothing is kept. Raises UnknownCampaign."""
    tiers = tiers_of(workspace, campaign_state(workspace, campaign_id).plan)
    with reading(workspace.engine) as connection:
        own = own_method(connection, campaign_id)
        frozen = next_cut(connection, campaign_id, tiers, day, reason="", person="")
        again = recomputed(connection, campaign_id, frozen, own, tiers)
        return _cut(connection, campaign_id, replace(frozen, version=0), own, tiers, again)


def forms_of_cut(workspace: Workspace, campaign_id: str, version: int | None = None) -> Forms:
    """Phiếu của lần chốt: coded, as they counted then; see ``forms_csv``. Raises UnknownCampaign, NoSuchCut."""
    tiers = tiers_of(workspace, campaign_state(workspace, campaign_id).plan)
    with reading(workspace.engine) as connection:
        counted = forms_then(_frozen(connection, campaign_id, version))
        own = own_method(connection, campaign_id)
        return forms_with(connection, campaign_id, counted.batches, counted.changes, own.questions, tiers)


def cuts(workspace: Workspace, campaign_id: str) -> Sequence[FrozenResult]:
    """Các lần chốt: every version as it is kept, the oldest first. Raises UnknownCampaign."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        return campaigns.frozen_results(connection, campaign_id)


def recompute(workspace: Workspace, campaign_id: str, day: date, *, reason: str, person: str) -> int:
    """Chốt lại: a new version of the result from what counts now; those before it stay. Returns its number.

    The returns are closed by it. Raises UnknownCampaign, ReasonWanted, NoSuchCut (the plan's own step freezes the
    first), NothingChanged.
    """
    if not (reason.strip() and person.strip()):
        raise ReasonWanted(where=campaign_id)
    plan = campaign_state(workspace, campaign_id).plan
    tiers = tiers_of(workspace, plan)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        last = campaigns.frozen_result(connection, campaign_id)
        if last is None:
            steps = [step.code for step in plan.steps if step.act is ActKind.COMPUTE]
            raise NoSuchCut(where=",".join(steps), campaign=campaign_id, version="", known="–")
        frozen = next_cut(connection, campaign_id, tiers, day, reason=reason, person=person)
        if frozen.batches == last.batches and frozen.inputs == last.inputs:
            raise NothingChanged(where=campaign_id, campaign=campaign_id, version=last.version)
        keep_cut(workspace, connection, campaign_id, frozen, subject=f"{campaign_id}#{frozen.version}")
    return frozen.version


def _frozen(connection: Connection, campaign_id: str, version: int | None) -> FrozenResult:
    frozen = campaigns.frozen_result(connection, campaign_id, version)
    if frozen is None:
        known = [str(one.version) for one in campaigns.frozen_results(connection, campaign_id)]
        raise NoSuchCut(
            where=campaign_id, campaign=campaign_id, version=version or "", known=", ".join(known) or "–"
        )
    return frozen


def _cut(
    connection: Connection,
    campaign_id: str,
    frozen: FrozenResult,
    own: CampaignMethod,
    tiers: tuple[str, ...],
    again: Computed,
) -> Cut:
    chosen = {*frozen.batches}
    rejected = [RejectedForm(r["unit"], r["form"], r["reason"]) for r in frozen.inputs.get("rejected", ())]
    return Cut(
        campaign=campaign_id,
        version=frozen.version,
        computed_on=frozen.computed_on,
        reason=frozen.reason,
        person=frozen.person,
        batches=tuple(b for b in returns.batches(connection, campaign_id) if b.sha256 in chosen),
        rejected=tuple(rejected),
        undecided=int(frozen.inputs.get("undecided", 0)),
        tiers=tiers,
        questions=own.questions,
        questions_text=own.questions_text,
        questions_sha256=own.questions_sha256,
        method=own.method,
        program=str(frozen.inputs.get("program", "")),
        sha256=frozen.sha256,
        counts=again.counts,
        result=again.result,
    )
