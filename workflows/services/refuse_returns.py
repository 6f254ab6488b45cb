"""Trả lại lô phiếu: that a file was refused, when, and what was wrong in it; nothing of its forms is kept."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from directives.errors import DirectiveError
from directives.text import shown_name
from sipas_engine.errors import SipasError
from storage import audit, return_acts
from storage.database import transaction
from storage.return_acts import Refusal
from workflows.services.workspace import Workspace

_LONGEST_NAME = 200


def record_refusal(
    workspace: Workspace,
    campaign_id: str,
    unit: str,
    file: Path,
    day: date,
    error: SipasError | DirectiveError,
) -> None:
    """Ghi lô trả lại: once for each content and day, however often it is tried again."""
    if not file.is_file():
        return  # nothing came: the name was mistyped
    name = shown_name(file.name)
    counted = error.fields.get("count")
    refusal = Refusal(
        unit=unit,
        file_name=name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        file_sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        day=day,
        kind=error.kind,
        problems=counted if isinstance(counted, int) else max(1, len(error.problems)),
        listed=_listed(error),
    )
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        before = return_acts.refusals(connection, campaign_id)
        if any((r.unit, r.file_sha256, r.day) == (unit, refusal.file_sha256, day) for r in before):
            return
        at = workspace.timestamp()
        return_acts.add_refusal(connection, campaign_id, refusal, at=at)
        facts = {"unit": unit, "file": refusal.file_sha256, "kind": error.kind, "problems": refusal.problems}
        act = audit.Act(at, workspace.actor, "returns_refused", f"{campaign_id}/{unit}", facts)
        audit.append(connection, f"campaign/{campaign_id}", act)


def _listed(error: SipasError | DirectiveError) -> Sequence[dict[str, object]]:
    """The problems as plain values, to be worded again in whatever language; the refusal itself when it has none."""
    if not error.problems:
        return [_problem(error.template, error.fields, error.where)]
    return [_problem(found.template, found.fields, found.where) for found in error.problems]


def _problem(template: str, fields: object, where: str) -> dict[str, object]:
    kept = fields if isinstance(fields, dict) else {}
    values = {name: value if isinstance(value, int | str) else str(value) for name, value in kept.items()}
    return {"template": template, "fields": values, "where": where}
