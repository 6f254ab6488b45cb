"""Phiếu gửi về: immutable batches and their counts; counts of many batches add up."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import Connection, func, select

from sipas_engine.tally.tally import Key, Tally, empty_counts
from storage.json_text import canonical
from storage.tables import return_batch, return_count, return_unit


@dataclass(frozen=True, slots=True)
class Batch:
    """Lô phiếu: a file of forms as it was accepted; ``sha256`` names its content in the file store."""

    campaign: str
    sha256: str
    unit: str
    file_name: str
    received_on: date
    synthetic: bool


def has_batch(connection: Connection, campaign: str, sha256: str) -> bool:
    """Đã nhận chưa: whether this very content was accepted before, under whatever name."""
    found = connection.execute(
        select(return_batch.c.sha256).where(
            return_batch.c.campaign == campaign, return_batch.c.sha256 == sha256
        )
    ).first()
    return found is not None


def add_batch(connection: Connection, batch: Batch, tally: Tally) -> None:
    """Nhận lô phiếu: keep the batch and its counts, all or nothing in the caller's transaction."""
    key = {"campaign": batch.campaign, "sha256": batch.sha256}
    paths = [canonical(list(path)) for path in tally.keys]
    connection.execute(
        return_batch.insert().values(
            **key,
            unit=batch.unit,
            file_name=batch.file_name,
            received_on=batch.received_on,
            forms=int(tally.n_forms.sum()),
            valid_forms=int(tally.n_valid.sum()),
            synthetic=batch.synthetic,
        )
    )
    connection.execute(
        return_unit.insert(),
        [
            {**key, "unit_path": path, "forms": int(forms), "valid_forms": int(valid)}
            for path, forms, valid in zip(paths, tally.n_forms, tally.n_valid, strict=True)
        ],
    )
    connection.execute(
        return_count.insert(),
        [
            {
                **key,
                "unit_path": paths[group],
                "criterion": tally.criteria[place],
                "answer": int(answer),
                "count": int(tally.counts[group, place, answer]),
            }
            for group, place, answer in np.argwhere(tally.counts)
        ],
    )


def batches(connection: Connection, campaign: str) -> Sequence[Batch]:
    """Các lô phiếu: everything accepted in a campaign, in a fixed order."""
    rows = connection.execute(
        select(return_batch)
        .where(return_batch.c.campaign == campaign)
        .order_by(return_batch.c.unit, return_batch.c.sha256)
    ).mappings()
    return [
        Batch(r["campaign"], r["sha256"], r["unit"], r["file_name"], r["received_on"], r["synthetic"])
        for r in rows
    ]


def tally_of(
    connection: Connection,
    chosen: Sequence[Batch],
    columns: tuple[str, ...],
    criteria: tuple[str, ...],
    scale: int,
) -> Tally:
    """Bảng đếm của các lô: the counts of these batches of one campaign, added up by the database."""
    campaign = {batch.campaign for batch in chosen}
    content = {batch.sha256 for batch in chosen}
    units = connection.execute(
        select(return_unit.c.unit_path, func.sum(return_unit.c.forms), func.sum(return_unit.c.valid_forms))
        .where(return_unit.c.campaign.in_(campaign), return_unit.c.sha256.in_(content))
        .group_by(return_unit.c.unit_path)
    ).all()
    by_key: dict[Key, tuple[int, int]] = {tuple(json.loads(p)): (int(f), int(v)) for p, f, v in units}
    keys = tuple(sorted(by_key))
    group = {canonical(list(key)): place for place, key in enumerate(keys)}
    place_of = {code: place for place, code in enumerate(criteria)}
    counts = empty_counts(len(keys), len(criteria), scale)
    for path, criterion, answer, total in connection.execute(
        select(
            return_count.c.unit_path,
            return_count.c.criterion,
            return_count.c.answer,
            func.sum(return_count.c.count),
        )
        .where(return_count.c.campaign.in_(campaign), return_count.c.sha256.in_(content))
        .group_by(return_count.c.unit_path, return_count.c.criterion, return_count.c.answer)
    ):
        counts[group[path], place_of[criterion], answer] = int(total)
    return Tally(
        columns,
        criteria,
        scale,
        keys,
        n_forms=np.array([by_key[key][0] for key in keys], dtype=np.int64),
        n_valid=np.array([by_key[key][1] for key in keys], dtype=np.int64),
        counts=counts,
    )
