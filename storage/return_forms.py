"""Từng phiếu: coded forms of the batches, what persons decided about them, and answers keyed in again."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, func, select

from storage.json_text import canonical
from storage.return_tables import form_decision, form_version, return_form


@dataclass(frozen=True, slots=True)
class StoredForm:
    """Phiếu đã nhận: one form as it came in a batch; ``answers`` is one letter a criterion.

    ``reason`` is why the sender set it aside, ``proposed`` what the campaign's rules hold against it (codes of
    ``Rejection``, or empty).
    """

    batch: str
    form_id: str
    path: tuple[str, ...]
    stratum: str
    psu: str
    valid: bool
    reason: str
    proposed: str
    answers: str
    traits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormDecision:
    """Quyết định về phiếu: a person (``person``) let the form count or set it aside, on a day, for a reason.

    ``replaced_by`` is the serial of the reserve's form which takes its place; empty for none.
    """

    unit: str
    form_id: str
    valid: bool
    reason: str
    note: str
    person: str
    day: date
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class FormVersion:
    """Bản sửa của phiếu: the answers of a form of a batch, keyed in again; version 1 follows the original."""

    batch: str
    form_id: str
    version: int
    answers: str
    reason: str
    person: str
    day: date


def add_forms(connection: Connection, campaign: str, forms: Sequence[StoredForm]) -> None:
    """Ghi phiếu: the forms of one batch, within the transaction which accepts it."""
    connection.execute(
        return_form.insert(),
        [
            {
                "campaign": campaign,
                "sha256": form.batch,
                "form_id": form.form_id,
                "unit_path": canonical(list(form.path)),
                "stratum": form.stratum,
                "psu": form.psu,
                "valid": form.valid,
                "reason": form.reason,
                "proposed": form.proposed,
                "answers": form.answers,
                "traits": canonical(dict(form.traits)),
            }
            for form in forms
        ],
    )


def forms_of(
    connection: Connection, campaign: str, batches: Sequence[str], form_ids: Collection[str] | None = None
) -> Sequence[StoredForm]:
    """Phiếu của các lô: as they came, in the order of batches and serials; only those asked for, if any are."""
    asked = select(return_form).where(return_form.c.campaign == campaign, return_form.c.sha256.in_(batches))
    if form_ids is not None:
        asked = asked.where(return_form.c.form_id.in_(form_ids))
    rows = connection.execute(asked.order_by(return_form.c.sha256, return_form.c.form_id)).mappings()
    return [_form(row) for row in rows]


def form_ids_of(connection: Connection, campaign: str, batches: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Số phiếu của các lô: pairs of batch and serial, without the answers."""
    asked = select(return_form.c.sha256, return_form.c.form_id).where(
        return_form.c.campaign == campaign, return_form.c.sha256.in_(batches)
    )
    return [(batch, form_id) for batch, form_id in connection.execute(asked)]


def add_decision(
    connection: Connection, campaign: str, decision: FormDecision, *, actor: str, at: str
) -> None:
    """Ghi quyết định: behind those before it; the last one of a form stands."""
    last = select(func.max(form_decision.c.seq)).where(form_decision.c.campaign == campaign)
    fields = ("unit", "form_id", "valid", "reason", "note", "person", "day", "replaced_by")
    connection.execute(
        form_decision.insert().values(
            campaign=campaign,
            seq=(connection.execute(last).scalar() or 0) + 1,
            actor=actor,
            at=at,
            **{name: getattr(decision, name) for name in fields},
        )
    )


def decisions(connection: Connection, campaign: str) -> Sequence[FormDecision]:
    """Các quyết định: all that were taken about forms of a campaign, in order."""
    rows = connection.execute(
        select(form_decision).where(form_decision.c.campaign == campaign).order_by(form_decision.c.seq)
    ).mappings()
    fields = ("unit", "form_id", "valid", "reason", "note", "person", "day", "replaced_by")
    return [FormDecision(**{name: row[name] for name in fields}) for row in rows]


def add_form_version(
    connection: Connection, campaign: str, version: FormVersion, *, actor: str, at: str
) -> None:
    """Ghi bản sửa: beside what came, which stays."""
    fields = ("form_id", "version", "answers", "reason", "person", "day")
    connection.execute(
        form_version.insert().values(
            campaign=campaign,
            sha256=version.batch,
            actor=actor,
            at=at,
            **{name: getattr(version, name) for name in fields},
        )
    )


def form_versions(connection: Connection, campaign: str) -> Sequence[FormVersion]:
    """Các bản sửa: all answers keyed in again in a campaign, form by form, in order."""
    table = form_version
    rows = connection.execute(
        select(table)
        .where(table.c.campaign == campaign)
        .order_by(table.c.sha256, table.c.form_id, table.c.version)
    ).mappings()
    fields = ("form_id", "version", "answers", "reason", "person", "day")
    return [FormVersion(row["sha256"], **{name: row[name] for name in fields}) for row in rows]


def _form(row: RowMapping) -> StoredForm:
    same = ("form_id", "stratum", "psu", "valid", "reason", "proposed", "answers")
    return StoredForm(
        batch=row["sha256"],
        path=tuple(json.loads(row["unit_path"])),
        traits=json.loads(row["traits"]),
        **{name: row[name] for name in same},
    )
