"""Tình hình phiếu: ``returns status|batches|forms``: what came, what counts, and what stands against the rest."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import N_, _

if TYPE_CHECKING:
    from workflows.services.counted_forms import FormState
    from workflows.services.returns_received import ReceivedReturn

_STATES = {
    "not_sent": N_("not sent yet"),
    "accepted": N_("accepted"),
    "returned_for_fix": N_("returned for correction"),
}


def commands() -> list[click.Command]:
    """Các lệnh: what can be asked about the returns of a campaign."""
    campaign = click.Argument(["campaign"])
    day = click.Option(["--on"], type=options.DAY, help=_("as things stood on this day"))
    everyone = click.Option(
        ["--all", "everyone"], is_flag=True, help=_("with --json: also the units that sent nothing yet")
    )
    status = [campaign, day, everyone, options.as_json()]
    return [
        click.Command("status", callback=_status, help=_("What came in so far."), params=status),
        click.Command(
            "batches",
            callback=_batches,
            help=_("Every batch that came, what it took the place of, and whether it counts."),
            params=[campaign, options.as_json()],
        ),
        click.Command(
            "forms",
            callback=_forms,
            help=_("The forms that do not count, were decided or edited, or are held up by the rules."),
            params=[campaign, options.as_json()],
        ),
    ]


def _status(campaign: str, on: datetime | None, everyone: bool, as_json: bool) -> None:
    from workflows.services.returns_received import returns_by_unit, returns_closed
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    found = returns_by_unit(workspace, campaign, on.date() if on else None)
    if as_json:
        rows = [_row(row) for row in found if everyone or row.received_on is not None]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    if returns_closed(workspace, campaign):
        click.echo(_("The returns are closed."))
    for row in found:
        click.echo(_line(row))


def _row(row: "ReceivedReturn") -> dict[str, object]:
    return {
        "unit": row.unit,
        "received_on": row.received_on.isoformat() if row.received_on else None,
        "forms": row.forms,
        "valid": row.valid,
        "status": row.status,
        "rejected": dict(row.rejected),
        "replaced": row.replaced,
        "undecided": row.undecided,
        "edited": row.edited,
        "versions": row.versions,
        "batches": list(row.batches),
        "refusals": row.refusals,
        "refused_on": row.refused_on.isoformat() if row.refused_on else None,
    }


def _line(row: "ReceivedReturn") -> str:
    from sipas_engine.returns.validity import Rejection

    if row.received_on is None:
        line = f"{row.unit}: {_(_STATES[row.status])}"
    else:
        said = _("{unit}: {forms} forms, {valid} valid, on {received_on}")
        day = f"{row.received_on:%d/%m/%Y}"
        line = said.format(unit=row.unit, forms=row.forms, valid=row.valid, received_on=day)
    parts = [f"{Rejection(code).label}: {count}" for code, count in row.rejected.items()]
    for count, said in (
        (row.replaced, _("{count} replaced")),
        (row.undecided, _("{count} to be decided")),
        (row.edited, _("{count} edited")),
    ):
        if count:
            parts.append(said.format(count=count))
    if row.refused_on is not None and row.status == "returned_for_fix":
        parts.append(_("file refused on {day}").format(day=f"{row.refused_on:%d/%m/%Y}"))
    return f"{line} ({'; '.join(parts)})" if parts else line


def _batches(campaign: str, as_json: bool) -> None:
    from workflows.services.returns_received import batches_received
    from workflows.wiring import open_workspace

    rows: list[dict[str, Any]] = [
        {
            "batch": row.batch.sha256,
            "unit": row.batch.unit,
            "file": row.batch.file_name,
            "day": row.added.version.day.isoformat(),
            "kind": row.added.version.kind.value,
            "replaces": list(row.added.version.replaces),
            "reason": row.added.reason,
            "forms": row.batch.forms,
            "valid": row.batch.valid,
            "counts": row.counts,
        }
        for row in batches_received(open_workspace(), campaign)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in rows:
        counts = _("counts") if one["counts"] else _("no longer counts")
        replaces = ", ".join(name[:12] for name in one["replaces"])
        line = (
            f"{one['day']}  {str(one['batch'])[:12]}  {one['unit']}  {one['file']}  {one['forms']}  {counts}"
        )
        click.echo(line + (f"  ← {replaces}" if replaces else ""))


def _forms(campaign: str, as_json: bool) -> None:
    from workflows.services.decide_forms import forms_in_question
    from workflows.wiring import open_workspace

    rows = [_form(state) for state in forms_in_question(open_workspace(), campaign)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from sipas_engine.returns.validity import Rejection

    for row in rows:
        code = str(row["reason"] or row["proposed"])
        label = Rejection(code).label if code else ""
        state = _("counts") if row["valid"] else _("rejected")
        if row["undecided"]:
            state = _("to be decided")
        parts = (f"{row['unit']}  {row['form']}  {state}", label, str(row["note"]), str(row["person"]))
        click.echo("  ".join(part for part in parts if part))


def _form(state: "FormState") -> dict[str, object]:
    decision, edit = state.decision, state.edit
    return {
        "unit": state.unit,
        "form": state.form.form_id,
        "valid": state.valid,
        "reason": state.reason,
        "proposed": state.form.proposed,
        "undecided": bool(state.undecided),
        "person": decision.person if decision else "",
        "day": decision.day.isoformat() if decision else None,
        "note": decision.note if decision else "",
        "replaced_by": decision.replaced_by if decision else "",
        "edits": edit.version if edit else 0,
    }
