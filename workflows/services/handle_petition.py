"""Xử lý đơn: assign it, take it up, pass it on, guide its sender, put it away, note its answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.petition_kinds import PetitionKinds
from directives.register.petitions import (
    PetitionAct,
    PetitionBookKey,
    PetitionStanding,
    PetitionState,
    PetitionStep,
    refuse_move,
)
from directives.register.written import written
from directives.text import comparison_key
from storage import audit, petitions
from storage.database import transaction
from storage.entry_states import Place
from storage.petitions import PetitionEntry
from workflows.services.books import entry_in
from workflows.services.petition_books import petition_in
from workflows.services.workspace import Workspace

_Change = Callable[[Connection, PetitionEntry], PetitionStanding]


class PetitionFieldMissing(DirectiveError):
    """Thiếu nội dung: what a step with a petition must say is blank."""

    kind = "petition_field_missing"
    template = N_("field “{field}” is blank; fill it in")


class PetitionDay(DirectiveError):
    """Sai ngày xử lý: the day lies before the receipt of the petition or after today."""

    kind = "petition_day"
    template = N_("Petition {number} was received on {received}; it cannot have been dealt with on {day}.")


class NamesTheSender(DirectiveError):
    """Nêu tên người gửi: words that everybody may read name a sender who is kept secret."""

    kind = "names_the_sender"
    template = N_(
        "“{field}” names the sender of petition {number}, who is kept secret; say it without the name."
    )


def assign_petition(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    *,
    to: str,
    by: str,
    on: date,
) -> PetitionEntry:
    """Giao xử lý đơn: to a person, by whom. Raises UnknownPetition, IllegalPetitionMove and refusals of fields."""

    def assigned(_: Connection, entry: PetitionEntry) -> PetitionStanding:
        if entry.standing.state not in (PetitionState.RECEIVED, PetitionState.ACCEPTED):
            refuse_move(entry.standing, PetitionState.ACCEPTED, key, number)
        return replace(entry.standing, assigned_to=_filled(to, "to"))

    step = PetitionStep(PetitionAct.ASSIGNED, by, on, to)
    return _handled(workspace, kinds, key, number, step, assigned)


def accept_petition(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    *,
    by: str,
    on: date,
    words: str = "",
) -> PetitionEntry:
    """Thụ lý: the petition is of our competence; from here the term of its answer runs."""

    def accepted(_: Connection, entry: PetitionEntry) -> PetitionStanding:
        refuse_move(entry.standing, PetitionState.ACCEPTED, key, number)
        kind = kinds.on(entry.petition.kind, entry.petition.received_on)
        due = kind.answer.due(on, workspace.calendar)
        return replace(entry.standing, state=PetitionState.ACCEPTED, accepted_on=on, due_on=due)

    step = PetitionStep(PetitionAct.ACCEPTED, by, on, words)
    return _handled(workspace, kinds, key, number, step, accepted)


def transfer_petition(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    *,
    to: str,
    by: str,
    on: date,
    words: str = "",
) -> PetitionEntry:
    """Chuyển đơn: to the body whose competence it is."""

    def transferred(_: Connection, entry: PetitionEntry) -> PetitionStanding:
        refuse_move(entry.standing, PetitionState.TRANSFERRED, key, number)
        body = _filled(to, "to")
        return replace(entry.standing, state=PetitionState.TRANSFERRED, transferred_to=body)

    step = PetitionStep(PetitionAct.TRANSFERRED, by, on, "; ".join(part for part in (to, words) if part))
    return _handled(workspace, kinds, key, number, step, transferred)


def guide_petitioner(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    *,
    to: str,
    by: str,
    on: date,
    words: str = "",
) -> PetitionEntry:
    """Trả lại, hướng dẫn: the sender is told to which body to turn."""

    def guided(_: Connection, entry: PetitionEntry) -> PetitionStanding:
        refuse_move(entry.standing, PetitionState.GUIDED, key, number)
        return replace(entry.standing, state=PetitionState.GUIDED, transferred_to=_filled(to, "to"))

    step = PetitionStep(PetitionAct.GUIDED, by, on, "; ".join(part for part in (to, words) if part))
    return _handled(workspace, kinds, key, number, step, guided)


def file_petition(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    *,
    by: str,
    on: date,
    words: str,
) -> PetitionEntry:
    """Lưu đơn: nothing is done with it, for a reason that stays in the book."""

    def filed(_: Connection, entry: PetitionEntry) -> PetitionStanding:
        refuse_move(entry.standing, PetitionState.FILED, key, number)
        return replace(entry.standing, state=PetitionState.FILED)

    step = PetitionStep(PetitionAct.FILED, by, on, _filled(words, "words"))
    return _handled(workspace, kinds, key, number, step, filed)


def answer_petition(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    *,
    reply: Place,
    by: str,
    on: date,
) -> PetitionEntry:
    """Trả lời đơn: link the numbered document that answers it; an accepted petition is thereby answered.

    What was passed on or guided keeps its state; the slip that did so is linked. Raises UnknownEntry too.
    """

    def answered(connection: Connection, entry: PetitionEntry) -> PetitionStanding:
        answer = entry_in(connection, reply.book, reply.number).subject_id
        standing = replace(entry.standing, reply=answer)
        if standing.state in (PetitionState.TRANSFERRED, PetitionState.GUIDED):
            return standing
        refuse_move(standing, PetitionState.ANSWERED, key, number)
        return replace(standing, state=PetitionState.ANSWERED)

    step = PetitionStep(PetitionAct.ANSWERED, by, on, str(reply))
    return _handled(workspace, kinds, key, number, step, answered)


#: What the journal calls each act.
_ACTS = {act: f"petition_{act.value}" for act in PetitionAct}


def _handled(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    number: int,
    step: PetitionStep,
    change: _Change,
) -> PetitionEntry:
    """Một việc: row, history and journal in one transaction; the journal names nobody."""
    step = replace(step, person=_filled(step.person, "by"), words=written(step.words, "words"))
    with transaction(workspace.engine) as connection:
        entry = petition_in(connection, key, number)
        received = entry.petition.received_on
        if not received <= step.day <= workspace.today():
            raise PetitionDay(where=entry.subject_id, number=number, received=received, day=step.day)
        after = change(connection, entry)
        _refuse_naming(connection, kinds, entry, step)
        changed = petitions.change(connection, entry, after)
        petitions.add_step(connection, changed, step, workspace.actor, workspace.timestamp())
        facts = {"state": after.state.value, "on": step.day.isoformat(), "due_on": str(after.due_on or "")}
        act = audit.Act(workspace.timestamp(), workspace.actor, _ACTS[step.act], entry.subject_id, facts)
        audit.append(connection, str(key), act)
    return changed


def _refuse_naming(
    connection: Connection, kinds: PetitionKinds, entry: PetitionEntry, step: PetitionStep
) -> None:
    """Không lộ người gửi: the history of a secret petition is read by others than the assigned person."""
    if not kinds.on(entry.petition.kind, entry.petition.received_on).secret:
        return
    name = comparison_key(petitions.sender_of(connection, entry.book, entry.number).name)
    if name and name in comparison_key(f"{step.person} {step.words}"):
        raise NamesTheSender(where="words", field="words", number=entry.number)


def _filled(text: str, field: str) -> str:
    clean = written(text, field)
    if not clean:
        raise PetitionFieldMissing(where=field, field=field)
    return clean
