"""Sổ đơn thư: receive a petition, list and show what there is; a secret sender is shown to the assigned person only."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.incoming import BackdatedArrival
from directives.register.petition_kinds import PetitionKind, PetitionKinds
from directives.register.petitions import (
    KEPT_SECRET,
    AlreadyPetitioned,
    Petition,
    PetitionBookKey,
    Petitioner,
    PetitionStanding,
    PetitionStep,
    checked_petition,
    cleaned,
    cleaned_person,
)
from directives.text import comparison_key
from storage import audit, petitions
from storage.database import reading, transaction
from storage.petitions import PetitionEntry
from workflows.services.workspace import Workspace


class UnknownPetition(DirectiveError):
    """Không có đơn số này: nothing in this book has this number."""

    kind = "unknown_petition"
    template = N_("Book {book} has no petition {number}. “vanthu petitions list” shows what there is.")


class SenderKeptSecret(DirectiveError):
    """Giữ bí mật người gửi: only the person to whom the petition was assigned sees who sent it."""

    kind = "sender_kept_secret"
    template = N_(
        "Who sent petition {number} of {book} is kept secret. Only the person to whom it was assigned may see it."
    )


@dataclass(frozen=True, slots=True)
class ShownPetition:
    """Đơn để xem: the entry with its kind and the sender as the viewer may see him or her."""

    entry: PetitionEntry
    kind: PetitionKind
    sender: Petitioner


def receive_petition(
    workspace: Workspace,
    kinds: PetitionKinds,
    office: str,
    petition: Petition,
    person: Petitioner,
    *,
    content: bytes | None = None,
    idempotency_key: str = "",
    again: bool = False,
) -> PetitionEntry:
    """Tiếp nhận đơn: number, row, sender apart and journal in one transaction; the term of the law runs from here.

    The same key gives the same number again; a file that came before is refused unless ``again``. Raises
    UnknownOffice, UnknownPetitionKind, InvalidPetition, AlreadyPetitioned, BackdatedArrival.
    """
    key = idempotency_key or secrets.token_hex(16)
    with reading(workspace.engine) as connection:
        existing = petitions.by_idempotency_key(connection, key)
    if existing is not None:
        return existing
    workspace.chart.on(petition.received_on).office(office)
    kind = kinds.on(petition.kind, petition.received_on)
    petition, person = checked_petition(cleaned(petition), cleaned_person(person), kind, workspace.today())
    standing = PetitionStanding(due_on=kind.classify.due(petition.received_on, workspace.calendar))
    sha256 = "" if content is None else workspace.files.put(content)
    book = PetitionBookKey(office, petition.received_on.year)
    with transaction(workspace.engine) as connection:
        counter = petitions.locked_counter(connection, book)
        existing = petitions.by_idempotency_key(connection, key)
        if existing is not None:
            return existing
        if counter.last_date is not None and petition.received_on < counter.last_date:
            raise BackdatedArrival(
                where="received_on",
                asked=petition.received_on,
                latest=counter.last_date,
                book=book,
                number=counter.last_number,
            )
        first = petitions.by_file(connection, office, sha256) if sha256 else None
        if first is not None and not again:
            day = first.petition.received_on
            raise AlreadyPetitioned(where=first.subject_id, number=first.number, day=day, book=first.book)
        entry = petitions.add(
            connection,
            book,
            petition,
            person,
            standing,
            counter,
            file_sha256=sha256,
            idempotency_key=key,
        )
        facts = {
            "kind": petition.kind,
            "received_on": str(petition.received_on),
            "due_on": str(standing.due_on),
        }
        act = audit.Act(workspace.timestamp(), workspace.actor, "petition_received", entry.subject_id, facts)
        audit.append(connection, str(book), act)
    return entry


def petition_list(
    workspace: Workspace, kinds: PetitionKinds, key: PetitionBookKey, *, late_on: date | None = None
) -> Sequence[ShownPetition]:
    """Danh sách đơn: of one book, senders of secret kinds hidden; with ``late_on`` only those late on that day."""
    with reading(workspace.engine) as connection:
        people = petitions.senders(connection, key)
        found = list(petitions.entries(connection, key))
    shown = []
    for entry in found:
        if late_on is not None and not entry.standing.is_late(late_on):
            continue
        kind = kinds.on(entry.petition.kind, entry.petition.received_on)
        shown.append(ShownPetition(entry, kind, _hidden(kind, people.get(entry.number, Petitioner()))))
    return shown


def petition_books(workspace: Workspace) -> Sequence[PetitionBookKey]:
    """Các sổ đơn: the keys of every book of petitions."""
    with reading(workspace.engine) as connection:
        return [key for key, _counter in petitions.books(connection)]


def show_petition(
    workspace: Workspace, kinds: PetitionKinds, key: PetitionBookKey, number: int, *, by: str = ""
) -> tuple[ShownPetition, Sequence[PetitionStep]]:
    """Xem đơn: with its history. A secret sender is shown when ``by`` is the assigned person; the look is journaled.

    Raises UnknownPetition; SenderKeptSecret when ``by`` is somebody else.
    """
    with reading(workspace.engine) as connection:
        entry = petition_in(connection, key, number)
        sender, steps = (
            petitions.sender_of(connection, key, number),
            petitions.steps_of(connection, key, number),
        )
    kind = kinds.on(entry.petition.kind, entry.petition.received_on)
    if not kind.secret:
        return ShownPetition(entry, kind, sender), steps
    if not by:
        return ShownPetition(entry, kind, _hidden(kind, sender)), steps
    with transaction(workspace.engine) as connection:
        entry = petition_in(connection, key, number)
        refuse_stranger(entry, by)
        act = audit.Act(workspace.timestamp(), workspace.actor, "petitioner_shown", entry.subject_id, {})
        audit.append(connection, str(key), act)
    return ShownPetition(entry, kind, sender), steps


def petition_in(connection: Connection, key: PetitionBookKey, number: int) -> PetitionEntry:
    """Một đơn trong giao dịch: raises UnknownPetition."""
    found = petitions.find(connection, key, number)
    if found is None:
        raise UnknownPetition(where=str(key), book=key, number=number)
    return found


def refuse_stranger(entry: PetitionEntry, by: str) -> None:
    """Chỉ người được giao: raises SenderKeptSecret unless ``by`` is the person to whom the petition was assigned."""
    assigned = entry.standing.assigned_to
    if not assigned or comparison_key(by) != comparison_key(assigned):
        raise SenderKeptSecret(where=entry.subject_id, number=entry.number, book=entry.book)


def _hidden(kind: PetitionKind, sender: Petitioner) -> Petitioner:
    return Petitioner(KEPT_SECRET) if kind.secret else sender
