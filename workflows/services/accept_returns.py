"""Nhận phiếu: a file of forms becomes an immutable batch and its counts, or is refused with every bad cell."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directives.followup.duties import DutyKey
from sipas_engine.methods.built_in import built_in
from sipas_engine.returns.forms_file import read_forms
from sipas_engine.tally.count import tally_forms
from storage import audit, campaigns, returns
from storage.campaigns import Fact
from storage.database import transaction
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Delivery:
    """Phiếu gửi về: which unit of which campaign sends which file on which day; the duty it closes."""

    duty: DutyKey
    levels: tuple[str, ...]
    question_set: str
    received_on: date
    synthetic: bool = False


def accept_returns(workspace: Workspace, file: Path, delivery: Delivery) -> str:
    """Nhận một lô phiếu: keep the content, its counts and the fact that it came; returns its SHA-256.

    The same content sent again, under any name, is the batch that is already there. Raises what reading the
    forms refuses; then nothing of the file is kept.
    """
    questions = built_in(delivery.question_set)
    forms = read_forms(file, questions, labels=delivery.levels)
    tally = tally_forms(forms, delivery.levels)
    sha256 = workspace.files.put(file.read_bytes())
    key = delivery.duty
    batch = returns.Batch(key.campaign, sha256, key.unit, file.name, delivery.received_on, delivery.synthetic)
    with transaction(workspace.engine) as connection:
        if returns.has_batch(connection, key.campaign, sha256):
            return sha256
        returns.add_batch(connection, batch, tally)
        evidence = {"batch": sha256, "forms": int(tally.n_forms.sum()), "valid": int(tally.n_valid.sum())}
        campaigns.add_fact(connection, Fact(key, delivery.received_on, evidence))
        act = audit.Act(workspace.timestamp(), workspace.actor, "returns_accepted", str(key), evidence)
        audit.append(connection, f"campaign/{key.campaign}", act)
    return sha256
