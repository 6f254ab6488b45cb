"""Nhận phiếu: a file of forms becomes an immutable batch and its counts, or is refused with every bad cell."""

from datetime import date
from pathlib import Path

from directives.errors import N_, DirectiveError
from directives.followup.duties import Duty
from directives.followup.plan import ActKind
from directives.org.chart import Snapshot
from directives.org.offices import Office
from directives.org.units import Unit
from sipas_engine.methods.built_in import built_in
from sipas_engine.returns.forms_file import read_forms
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.tally import Tally
from storage import audit, campaigns, returns
from storage.campaigns import Fact
from storage.database import transaction
from storage.returns import Batch
from workflows.services.campaign_state import CampaignState, first_day
from workflows.services.compute_result import tiers_of
from workflows.services.workspace import Workspace


class NoReturnOwed(DirectiveError):
    """Đơn vị không phải gửi phiếu: the campaign expects no forms from this office."""

    kind = "no_return_owed"
    template = N_("Campaign {campaign} expects no forms from {unit!r}. It expects them from: {units}.")


class AlreadyReturned(DirectiveError):
    """Đã nhận phiếu: the unit's forms came before, with other content."""

    kind = "already_returned"
    template = N_(
        "The forms of {unit} came on {day} already, with other content. A batch is never overwritten."
    )


class ForeignForms(DirectiveError):
    """Phiếu của nơi khác: forms of places that do not belong to the unit which sends them."""

    kind = "foreign_forms"
    template = N_("{file} holds forms of places outside {unit}: {places}. Send only the unit's own forms.")


def accept_returns(
    workspace: Workspace,
    state: CampaignState,
    unit_id: str,
    file: Path,
    day: date,
    *,
    synthetic: bool = False,
) -> Batch:
    """Nhận một lô phiếu: keep the content, its counts and the fact that it came, in one transaction.

    The same content sent again, under any name, is the batch that is already there. Raises NoReturnOwed,
    ForeignForms, AlreadyReturned and what reading the forms refuses; then nothing of the file is kept.
    """
    duty, unit = _owed(state, unit_id)
    plan = state.plan
    tiers = tiers_of(workspace, plan)
    tally = tally_forms(read_forms(file, built_in(plan.question_set), labels=tiers), tiers)
    _check_places(workspace.chart.on(first_day(workspace, plan)), unit, tally, file)
    sha256 = workspace.files.put(file.read_bytes())
    batch = Batch(plan.id, sha256, unit.id, file.name, day, synthetic)
    evidence = {"batch": sha256, "forms": int(tally.n_forms.sum()), "valid": int(tally.n_valid.sum())}
    with transaction(workspace.engine) as connection:
        if returns.has_batch(connection, plan.id, sha256):
            return batch
        if not campaigns.add_fact(connection, Fact(duty.key, day, evidence)):
            if returns.has_batch(connection, plan.id, sha256):
                return batch  # another process accepted it at the same moment
            known = campaigns.facts(connection, plan.id)[duty.key]
            raise AlreadyReturned(where=file.name, unit=unit.short_name, day=known.day)
        returns.add_batch(connection, batch, tally)
        act = audit.Act(workspace.timestamp(), workspace.actor, "returns_accepted", str(duty.key), evidence)
        audit.append(connection, f"campaign/{plan.id}", act)
    return batch


def path_of(snapshot: Snapshot, unit: Unit) -> tuple[str, ...]:
    """Đường dẫn của đơn vị: names from the province down, as they stand in a file of forms."""
    above = snapshot.parent(unit)
    return (*(path_of(snapshot, above) if above and above != snapshot.nation else ()), unit.title)


def _owed(state: CampaignState, unit_id: str) -> tuple[Duty, Office]:
    steps = {step.code for step in state.plan.steps if step.act is ActKind.RETURNS}
    units = {unit.id: unit for unit in state.units}
    for duty in state.duties:
        if duty.key.step in steps and duty.key.unit == unit_id:
            return duty, units[unit_id]
    raise NoReturnOwed(where=unit_id, campaign=state.plan.id, unit=unit_id, units=", ".join(units))


def _check_places(snapshot: Snapshot, unit: Office, tally: Tally, file: Path) -> None:
    communes = snapshot.children(unit.unit) or (unit.unit,)
    own = {path_of(snapshot, commune) for commune in communes}
    foreign = [" / ".join(path) for path in tally.keys if path not in own]
    if foreign:
        raise ForeignForms(where=file.name, file=file.name, unit=unit.short_name, places="; ".join(foreign))
