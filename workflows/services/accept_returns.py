"""Nhận phiếu: a file of forms becomes an immutable batch, its forms and counts, or is refused with every bad cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.duties import Duty
from directives.followup.plan import ActKind, ReturnRules
from directives.org.offices import Office
from directives.text import shown_name
from sipas_engine.errors import SipasError
from sipas_engine.returns.forms_file import MOST_LISTED
from sipas_engine.returns.validity import Rejection, ValidityRules, proposals
from sipas_engine.returns.versions import Version, VersionKind
from storage import audit, campaigns, return_forms, returns
from storage.campaigns import Fact
from storage.database import reading, transaction
from storage.returns import AddedVersion, Batch
from workflows.services.campaign_method import method_of
from workflows.services.campaign_state import CampaignState, first_day
from workflows.services.close_returns import refuse_closed
from workflows.services.compute_result import tiers_of
from workflows.services.counted_forms import counting_batches
from workflows.services.read_returns import (
    ForeignForms,
    ReturnedFile,
    UnfitForms,
    read_returns,
    refuse_foreign,
    stored_forms,
    tally_of_forms,
)
from workflows.services.refuse_returns import record_refusal
from workflows.services.workspace import Workspace

#: Sửa mọi lô: a correction takes the place of everything the unit sent so far.
ALL = "all"
_LONGEST_NAME = 200
#: How many shared serials are named; the rest is counted.
_NAMED = 5


class NoReturnOwed(DirectiveError):
    """Đơn vị không phải gửi phiếu: the campaign expects no forms from this office."""

    kind = "no_return_owed"
    template = N_("Campaign {campaign} expects no forms from {unit!r}. It expects them from: {units}.")


class AlreadyReturned(DirectiveError):
    """Trùng số phiếu: some of these forms came before with other content; the sender says what is meant."""

    kind = "already_returned"
    template = N_(
        "{file} has {count} form(s) which {unit} sent before, with other content ({forms}). If it corrects what came, "
        "say which batch it takes the place of: --corrects {batches} (or --corrects all). Late forms need serials of "
        "their own."
    )


class UnknownBatch(DirectiveError):
    """Không có lô này: the batch to be corrected is none that counts for the unit."""

    kind = "unknown_batch"
    template = N_("{unit} has no batch {batch!r} that counts. Its batches: {known}.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """Lô đã nhận: the batch, how it came to count, and what the rules hold against its forms.

    ``known`` when the same forms were there before, under whatever name and in whatever format: nothing was added.
    """

    batch: Batch
    kind: VersionKind
    replaces: tuple[str, ...] = ()
    proposed: int = 0
    known: bool = False


def accept_returns(
    workspace: Workspace,
    state: CampaignState,
    unit_id: str,
    file: Path,
    day: date,
    *,
    synthetic: bool = False,
    corrects: Sequence[str] = (),
    reason: str = "",
    keep_refusal: bool = True,
    most_listed: int = MOST_LISTED,
) -> Accepted:
    """Nhận một lô phiếu: keep the content, its forms and counts, and the fact that it came, in one transaction.

    The same forms sent again are the batch that is already there. ``corrects`` names the unit's batches (the
    beginning of their hashes, or ``ALL``) which this one takes the place of; without it the forms are late ones and
    are added. Raises NoReturnOwed, ReturnsClosed, AlreadyReturned, UnknownBatch, and what reading the forms
    refuses: then nothing of the file is kept but that it was refused; without ``keep_refusal`` not even this, for
    whoever only tries whether a file is good. A refusal lists up to ``most_listed`` bad cells.
    """
    duty, unit = _owed(state, unit_id)
    plan = state.plan
    with reading(workspace.engine) as connection:
        refuse_closed(connection, plan.id)
    tiers = tiers_of(workspace, plan)
    try:
        own = method_of(workspace, plan.id)
        returned = read_returns(file, own.questions, own.method, tiers, most_listed=most_listed)
        refuse_foreign(returned, workspace.chart.on(first_day(workspace, plan)), unit, tiers)
    except (SipasError, ForeignForms, UnfitForms) as error:
        if keep_refusal:
            record_refusal(workspace, plan.id, unit.id, file, day, error)
        raise
    sha256 = workspace.files.put(returned.content)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{plan.id}")
        refuse_closed(connection, plan.id)
        known = returns.find_batch(connection, plan.id, sha256, returned.content_sha256)
        history = returns.versions(connection, plan.id)
        if known is not None and (not corrects or known.sha256 in counting_batches(connection, plan.id)):
            kind = next(a.version.kind for a in history if a.version.batch == known.sha256)
            return Accepted(known, kind, known=True)
        version = _version(
            connection, plan.id, unit, returned, known.sha256 if known else sha256, day, corrects
        )
        proposed = {}
        batch = known
        if batch is None:
            proposed = _proposals(connection, plan.id, unit, returned, plan.returns)
            batch = _add(connection, plan.id, unit, returned, day, synthetic, proposed, tiers)
        at = workspace.timestamp()
        returns.add_version(connection, plan.id, AddedVersion(version, reason, workspace.actor, at))
        evidence: dict[str, object] = {"batch": batch.sha256, "forms": batch.forms, "valid": batch.valid}
        campaigns.add_fact(connection, Fact(duty.key, day, evidence))
        facts = {**evidence, "kind": version.kind.value, "replaces": list(version.replaces), "reason": reason}
        act = audit.Act(at, workspace.actor, "returns_accepted", str(duty.key), facts)
        audit.append(connection, f"campaign/{plan.id}", act)
    return Accepted(batch, version.kind, version.replaces, len(proposed))


def _owed(state: CampaignState, unit_id: str) -> tuple[Duty, Office]:
    steps = {step.code for step in state.plan.steps if step.act is ActKind.RETURNS}
    units = {unit.id: unit for unit in state.units}
    for duty in state.duties:
        if duty.key.step in steps and duty.key.unit == unit_id:
            return duty, units[unit_id]
    raise NoReturnOwed(where=unit_id, campaign=state.plan.id, unit=unit_id, units=", ".join(units))


def _version(
    connection: Connection,
    campaign: str,
    unit: Office,
    returned: ReturnedFile,
    sha256: str,
    day: date,
    corrects: Sequence[str],
) -> Version:
    """How the file comes to count: first, beside the unit's other batches, or in the place of some of them."""
    counting = counting_batches(connection, campaign)
    own = [b.sha256 for b in returns.batches(connection, campaign) if b.unit == unit.id]
    own = [batch for batch in own if batch in counting]
    replaced = _named(unit, own, corrects)
    kept = [batch for batch in own if batch not in replaced]
    serials = {*returned.forms.form_ids}
    shared = [
        (batch, form)
        for batch, form in return_forms.form_ids_of(connection, campaign, kept)
        if form in serials
    ]
    if shared:
        forms = sorted({form for _, form in shared})
        more = "…" if len(forms) > _NAMED else ""
        raise AlreadyReturned(
            where=returned.file.name,
            file=returned.file.name,
            unit=unit.short_name,
            count=len(forms),
            forms=", ".join(forms[:_NAMED]) + more,
            batches=" --corrects ".join(sorted({batch[:12] for batch, _ in shared})),
        )
    if replaced:
        return Version(sha256, VersionKind.CORRECTION, day, tuple(replaced))
    return Version(sha256, VersionKind.ADDITION if own else VersionKind.FIRST, day)


def _named(unit: Office, own: Sequence[str], corrects: Sequence[str]) -> list[str]:
    if ALL in corrects and own:
        return list(own)
    named: dict[str, None] = {}
    for beginning in corrects:
        found = [batch for batch in own if beginning and batch.startswith(beginning.lower())]
        if len(found) != 1:
            known = ", ".join(batch[:12] for batch in own) or "–"
            raise UnknownBatch(where=beginning, unit=unit.short_name, batch=beginning, known=known)
        named[found[0]] = None
    return list(named)


def _proposals(
    connection: Connection, campaign: str, unit: Office, returned: ReturnedFile, rules: ReturnRules
) -> dict[str, Rejection]:
    """What the campaign's rules hold against the forms, serials which another unit used among them."""
    counting = {*counting_batches(connection, campaign)}
    others = [
        batch.sha256
        for batch in returns.batches(connection, campaign)
        if batch.unit != unit.id and batch.sha256 in counting
    ]
    used = {form for _, form in return_forms.form_ids_of(connection, campaign, others)}
    share = ValidityRules(Fraction(str(rules.max_missing_share)))
    return proposals(returned.forms, share, used=used, age=returned.age)


def _add(
    connection: Connection,
    campaign: str,
    unit: Office,
    returned: ReturnedFile,
    day: date,
    synthetic: bool,
    proposed: dict[str, Rejection],
    tiers: tuple[str, ...],
) -> Batch:
    tally = tally_of_forms(returned, tiers)
    name = shown_name(returned.file.name)
    batch = Batch(
        campaign=campaign,
        sha256=returned.sha256,
        unit=unit.id,
        file_name=name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        received_on=day,
        synthetic=synthetic,
        content_sha256=returned.content_sha256,
        forms=int(tally.n_forms.sum()),
        valid=int(tally.n_valid.sum()),
    )
    returns.add_batch(connection, batch, tally)
    return_forms.add_forms(connection, campaign, stored_forms(returned, batch.sha256, proposed, tiers))
    return batch
