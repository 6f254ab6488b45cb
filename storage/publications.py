"""Bản công bố: editions of campaigns' results, never changed, and the rights of those who approve them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from storage.database import insert_new
from storage.publication_tables import publication, publication_approval, publishing_right
from storage.tables import audit_entry as entry


@dataclass(frozen=True, slots=True)
class Publication:
    """Bản công bố: an edition as it was prepared; ``approved_by`` is empty until a second person approves it."""

    campaign: str
    edition: int
    cut_version: int
    manifest_sha256: str
    zip_sha256: str
    prepared_by: str
    prepared_at: str
    approved_by: str = ""
    approved_at: str = ""


@dataclass(frozen=True, slots=True)
class PublishingRight:
    """Quyền công bố: given to, or withdrawn from, a person; when, by whom and why."""

    person: str
    granted: bool
    reason: str
    by_whom: str
    at: str


def add_publication(connection: Connection, prepared: Publication) -> None:
    """Ghi bản công bố: the next edition of its campaign."""
    fields = (
        "campaign",
        "edition",
        "cut_version",
        "manifest_sha256",
        "zip_sha256",
        "prepared_by",
        "prepared_at",
    )
    connection.execute(publication.insert().values({name: getattr(prepared, name) for name in fields}))


def approve_publication(connection: Connection, approved: Publication) -> bool:
    """Ghi phê duyệt: False when the edition was approved before; the first approval stands."""
    fields = ("campaign", "edition", "approved_by", "approved_at")
    return insert_new(connection, publication_approval, {name: getattr(approved, name) for name in fields})


def publications(connection: Connection, campaign: str) -> Sequence[Publication]:
    """Các bản công bố: of a campaign, the oldest first."""
    both = publication.outerjoin(
        publication_approval,
        (publication.c.campaign == publication_approval.c.campaign)
        & (publication.c.edition == publication_approval.c.edition),
    )
    asked = (
        select(publication, publication_approval.c.approved_by, publication_approval.c.approved_at)
        .select_from(both)
        .where(publication.c.campaign == campaign)
        .order_by(publication.c.edition)
    )
    return [
        Publication(
            **{**row, "approved_by": row["approved_by"] or "", "approved_at": row["approved_at"] or ""}
        )
        for row in connection.execute(asked).mappings()
    ]


def campaigns_of(connection: Connection) -> Sequence[str]:
    """Các đợt có bản công bố: or that the journal says had one."""
    known = set(connection.execute(select(publication.c.campaign).distinct()).scalars())
    acts = ("publication_prepared", "publication_approved")
    chains = connection.execute(select(entry.c.chain).where(entry.c.act.in_(acts)).distinct()).scalars()
    return sorted(known | {chain.removeprefix("campaign/") for chain in chains})


def add_right(connection: Connection, right: PublishingRight) -> None:
    """Ghi quyền: behind those before it."""
    last = connection.execute(
        select(func.max(publishing_right.c.seq)).where(publishing_right.c.person == right.person)
    ).scalar_one()
    connection.execute(
        publishing_right.insert().values(
            person=right.person,
            seq=(last or 0) + 1,
            granted=right.granted,
            reason=right.reason,
            by_whom=right.by_whom,
            at=right.at,
        )
    )


def rights(connection: Connection) -> Sequence[PublishingRight]:
    """Các quyền: every giving and withdrawing, by person, the oldest first."""
    columns = [publishing_right.c[name] for name in ("person", "granted", "reason", "by_whom", "at")]
    rows = connection.execute(select(*columns).order_by(publishing_right.c.person, publishing_right.c.seq))
    return [PublishingRight(*row) for row in rows]


def may_publish(connection: Connection, person: str) -> bool:
    """Có quyền không: as the last row of this person says, at this very moment."""
    last = connection.execute(
        select(publishing_right.c.granted)
        .where(publishing_right.c.person == person)
        .order_by(publishing_right.c.seq.desc())
        .limit(1)
    ).scalar_one_or_none()
    return bool(last)
