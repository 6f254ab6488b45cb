"""Phiếu gửi về: immutable batches with their counts and versions; counts of many batches add up."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import Connection, RowMapping, func, or_, select

from sipas_engine.returns.versions import Version, VersionKind
from sipas_engine.tally.tally import Key, Tally, empty_counts
from storage.json_text import canonical
from storage.return_tables import (
    form_decision,
    form_version,
    return_batch,
    return_closing,
    return_count,
    return_refusal,
    return_replacement,
    return_unit,
    return_version,
)

#: Tầng và cụm: the design columns that stand behind the unit's path in every key of counts.
DESIGN = ("stratum", "psu")


@dataclass(frozen=True, slots=True)
class Batch:
    """Lô phiếu: a file of forms as it was accepted; ``sha256`` names its content in the file store.

    ``content_sha256`` names what its forms say, whatever the format; ``forms`` and ``valid`` count them as they came.
    """

    campaign: str
    sha256: str
    unit: str
    file_name: str
    received_on: date
    synthetic: bool
    content_sha256: str
    forms: int
    valid: int


@dataclass(frozen=True, slots=True)
class AddedVersion:
    """Phiên bản đã ghi: how a batch came to count, why, and who entered it when."""

    version: Version
    reason: str
    actor: str
    at: str


def find_batch(connection: Connection, campaign: str, sha256: str, content_sha256: str = "") -> Batch | None:
    """Lô đã nhận: the one with this very file, or with the same forms in another; None when there is neither."""
    same = return_batch.c.sha256 == sha256
    if content_sha256:
        same = or_(same, return_batch.c.content_sha256 == content_sha256)
    row = (
        connection.execute(select(return_batch).where(return_batch.c.campaign == campaign, same))
        .mappings()
        .first()
    )
    return None if row is None else _batch(row)


def add_batch(connection: Connection, batch: Batch, tally: Tally) -> None:
    """Nhận lô phiếu: keep the batch and its counts, all or nothing in the caller's transaction.

    The last columns of ``tally`` are those of ``DESIGN``.
    """
    key = {"campaign": batch.campaign, "sha256": batch.sha256}
    row = {name: getattr(batch, name) for name in ("unit", "file_name", "received_on", "synthetic", "forms")}
    row |= {"content_sha256": batch.content_sha256, "valid_forms": batch.valid}
    connection.execute(return_batch.insert().values(**key, **row))
    groups = [
        {**key, "unit_path": canonical(list(path[: -len(DESIGN)])), "stratum": path[-2], "psu": path[-1]}
        for path in tally.keys
    ]
    connection.execute(
        return_unit.insert(),
        [
            {**group, "forms": int(forms), "valid_forms": int(valid)}
            for group, forms, valid in zip(groups, tally.n_forms, tally.n_valid, strict=True)
        ],
    )
    cells = [
        {
            **groups[group],
            "criterion": tally.criteria[place],
            "answer": int(answer),
            "count": int(tally.counts[group, place, answer]),
        }
        for group, place, answer in np.argwhere(tally.counts)
    ]
    if cells:
        connection.execute(return_count.insert(), cells)


def add_version(connection: Connection, campaign: str, added: AddedVersion) -> int:
    """Ghi phiên bản: the batch counts from its day on; returns its place in the campaign's record."""
    version = added.version
    last = select(func.max(return_version.c.seq)).where(return_version.c.campaign == campaign)
    seq = (connection.execute(last).scalar() or 0) + 1
    connection.execute(
        return_version.insert().values(
            campaign=campaign,
            seq=seq,
            sha256=version.batch,
            kind=version.kind.value,
            day=version.day,
            reason=added.reason,
            actor=added.actor,
            at=added.at,
        )
    )
    if version.replaces:
        connection.execute(
            return_replacement.insert(),
            [{"campaign": campaign, "seq": seq, "replaced": replaced} for replaced in version.replaces],
        )
    return seq


def versions(connection: Connection, campaign: str) -> Sequence[AddedVersion]:
    """Các phiên bản: the record of how the batches of a campaign came, in the order of their coming."""
    replaced: dict[int, list[str]] = {}
    rows = connection.execute(
        select(return_replacement.c.seq, return_replacement.c.replaced)
        .where(return_replacement.c.campaign == campaign)
        .order_by(return_replacement.c.replaced)
    )
    for seq, batch in rows:
        replaced.setdefault(seq, []).append(batch)
    found = connection.execute(
        select(return_version).where(return_version.c.campaign == campaign).order_by(return_version.c.seq)
    ).mappings()
    return [
        AddedVersion(
            Version(r["sha256"], VersionKind(r["kind"]), r["day"], tuple(replaced.get(r["seq"], ()))),
            r["reason"],
            r["actor"],
            r["at"],
        )
        for r in found
    ]


def batches(connection: Connection, campaign: str) -> Sequence[Batch]:
    """Các lô phiếu: everything accepted in a campaign, counting or not, in a fixed order."""
    rows = connection.execute(
        select(return_batch)
        .where(return_batch.c.campaign == campaign)
        .order_by(return_batch.c.unit, return_batch.c.sha256)
    ).mappings()
    return [_batch(row) for row in rows]


def tally_of(
    connection: Connection,
    campaign: str,
    chosen: Sequence[str],
    columns: tuple[str, ...],
    criteria: tuple[str, ...],
    scale: int,
) -> Tally:
    """Bảng đếm của các lô: the counts of these batches, added up by the database, by unit, stratum and cluster.

    ``columns`` name the parts of a unit's path; those of ``DESIGN`` stand behind them in the tally.
    """
    by_group = (return_unit.c.unit_path, return_unit.c.stratum, return_unit.c.psu)
    units = connection.execute(
        select(*by_group, func.sum(return_unit.c.forms), func.sum(return_unit.c.valid_forms))
        .where(return_unit.c.campaign == campaign, return_unit.c.sha256.in_(chosen))
        .group_by(*by_group)
    ).all()
    by_key: dict[Key, tuple[int, int]] = {
        (*json.loads(path), stratum, psu): (int(forms), int(valid))
        for path, stratum, psu, forms, valid in units
    }
    keys = tuple(sorted(by_key))
    group = {(canonical(list(key[:-2])), *key[-2:]): place for place, key in enumerate(keys)}
    place_of = {code: place for place, code in enumerate(criteria)}
    counts = empty_counts(len(keys), len(criteria), scale)
    by_cell = (
        *(return_count.c[name] for name in ("unit_path", *DESIGN)),
        return_count.c.criterion,
        return_count.c.answer,
    )
    for path, stratum, psu, criterion, answer, total in connection.execute(
        select(*by_cell, func.sum(return_count.c.count))
        .where(return_count.c.campaign == campaign, return_count.c.sha256.in_(chosen))
        .group_by(*by_cell)
    ):
        counts[group[path, stratum, psu], place_of[criterion], answer] = int(total)
    return Tally(
        (*columns, *DESIGN),
        criteria,
        scale,
        keys,
        n_forms=np.array([by_key[key][0] for key in keys], dtype=np.int64),
        n_valid=np.array([by_key[key][1] for key in keys], dtype=np.int64),
        counts=counts,
    )


def mark_of(connection: Connection, campaign: str) -> tuple[int, ...]:
    """Mốc của phiếu gửi về: as long as it is the same, so is all that came and was decided; the tables only grow.

    The last version, decision, refusal and closing, and how many batches and forms keyed in again there are.
    """
    numbered = [
        select(func.coalesce(func.max(table.c.seq), 0)).where(table.c.campaign == campaign)
        for table in (return_version, form_decision, return_refusal, return_closing)
    ]
    counted = [
        select(func.count()).select_from(table).where(table.c.campaign == campaign)
        for table in (return_batch, form_version)
    ]
    return tuple(connection.execute(select(*(one.scalar_subquery() for one in (*numbered, *counted)))).one())


def _batch(row: RowMapping) -> Batch:
    names = ("campaign", "sha256", "unit", "file_name", "received_on", "synthetic", "content_sha256", "forms")
    return Batch(**{name: row[name] for name in names}, valid=row["valid_forms"])
