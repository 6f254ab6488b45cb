"""Vướng mắc: raised by a unit, answered by its owner by a day, settled by a document; every version is kept."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.difficulties import Difficulty, difficulty_as_json, difficulty_from_json
from directives.followup.grounds import ground_of
from directives.followup.log import ANY, EventKind
from directives.text import normalise
from storage import audit, campaigns, followup_records
from storage.database import reading, transaction
from workflows.services.cited_document import place_in_books
from workflows.services.followup_state import FollowupState, state_in, unknown_campaign
from workflows.services.move_deadline import Changed, Scope
from workflows.services.record_events import record_in
from workflows.services.suspend_duties import suspension
from workflows.services.workspace import Workspace

#: A difficulty is said in a page; more belongs into a document.
_LONGEST = 4000
#: Hạn trả lời: working days, when whoever raises it names none.
ANSWER_IN = 5
#: Units named when none is like the one asked for.
_SHOWN = 5


class UnknownDifficulty(DirectiveError):
    """Không có vướng mắc này: none of the plan has this number."""

    kind = "unknown_difficulty"
    template = N_("There is no difficulty {number} in {campaign}. There are {count}.")


class NotOfPlan(DirectiveError):
    """Không thuộc kế hoạch: the plan has no such unit or step."""

    kind = "not_of_plan"
    template = N_("{asked} does not belong to the plan {campaign}. There are: {known}.")


class BadWords(DirectiveError):
    """Lời văn không dùng được: empty, too long for a difficulty, or with control characters."""

    kind = "bad_words"
    template = N_("The words of a difficulty or answer need 1 to {most} letters, and no control characters.")


def raise_difficulty(
    workspace: Workspace,
    campaign_id: str,
    *,
    unit: str,
    step: str,
    text: str,
    owner: str = "",
    answer_in: int = ANSWER_IN,
) -> Difficulty:
    """Nêu vướng mắc: the next number, or the one that says the same already.

    ``owner`` answers, by default the plan's standing office, within so many working days. Raises UnknownCampaign,
    NotOfPlan, BadWords.
    """
    day, said = workspace.today(), _worded(text)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        state = state_in(connection, workspace, campaign_id)
        _refuse_unknown(state, unit, step)
        known = _known(connection, campaign_id)
        for one in known.values():
            if (one.unit, one.step, one.text) == (unit, step, said) and one.settled_on is None:
                return one
        new = Difficulty(
            number=max(known, default=0) + 1,
            unit=unit,
            step=step,
            text=said,
            owner=_worded(owner) if owner else state.plan.office(state.plan.standing_office),
            raised_on=day,
            answer_due=workspace.calendar.add_working_days(day, answer_in),
        )
        _keep(connection, workspace, campaign_id, new)
        _journal(connection, workspace, campaign_id, "difficulty_raised", new)
    return new


def answer_difficulty(workspace: Workspace, campaign_id: str, number: int, text: str) -> Difficulty:
    """Trả lời: the same answer again changes nothing. Raises UnknownDifficulty, AlreadySettled, BadWords."""
    said = _worded(text)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        after = _found(connection, workspace, campaign_id, number).answered(said, workspace.today())
        if _keep(connection, workspace, campaign_id, after):
            _journal(connection, workspace, campaign_id, "difficulty_answered", after)
    return after


def settle_difficulty(
    workspace: Workspace, campaign_id: str, number: int, document: str, *, suspends: str = ""
) -> Difficulty:
    """Giải quyết: by a decision or dispatch; ``suspends`` is its legal ground when it also stops the unit's clock.

    The same document again does nothing. Raises UnknownDifficulty, AlreadySettled, NoGround, IllegalMove.
    """
    ground = ground_of(document, suspends or document)
    ground = replace(ground, place=place_in_books(workspace, ground.document))
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        before = _found(connection, workspace, campaign_id, number)
        if before.document == ground.document:
            return before
        after = before.settled(ground.document, workspace.today())
        _keep(connection, workspace, campaign_id, after)
        scope = Scope(after.step, after.unit)
        stopped = [suspension(workspace, scope, Changed(ground, True), EventKind.SUSPENDED)]
        wanted = stopped if suspends else []
        if not record_in(connection, workspace, campaign_id, wanted, act="difficulty_settled"):
            _journal(connection, workspace, campaign_id, "difficulty_settled", after)
    return after


def difficulties_of(workspace: Workspace, campaign_id: str) -> tuple[Difficulty, ...]:
    """Các vướng mắc: of a plan, by number. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        if campaign_id not in campaigns.all_ids(connection):
            raise unknown_campaign(connection, campaign_id)
        return tuple(_known(connection, campaign_id).values())


def difficulties_by_campaign(
    workspace: Workspace, campaign_ids: Collection[str]
) -> Mapping[str, tuple[Difficulty, ...]]:
    """Vướng mắc theo đợt: of these campaigns, in one reading."""
    with reading(workspace.engine) as connection:
        return {one: tuple(_known(connection, one).values()) for one in campaign_ids}


def difficulties_of_unit(workspace: Workspace, campaign_id: str, unit: str) -> tuple[Difficulty, ...]:
    """Vướng mắc của một đơn vị: those which it raised, by number; none for an unknown campaign."""
    with reading(workspace.engine) as connection:
        return tuple(one for one in _known(connection, campaign_id).values() if one.unit == unit)


def late_answers(workspace: Workspace, campaign_id: str, day: date) -> tuple[Difficulty, ...]:
    """Vướng mắc chậm trả lời: those which nobody had answered by the day on which an answer was due."""
    return tuple(one for one in difficulties_of(workspace, campaign_id) if one.is_late(day))


def _known(connection: Connection, campaign_id: str) -> Mapping[int, Difficulty]:
    records = followup_records.in_force(connection, campaign_id, "difficulty")
    found = (difficulty_from_json(content) for content in records.values())
    return {one.number: one for one in found}


def _found(connection: Connection, workspace: Workspace, campaign_id: str, number: int) -> Difficulty:
    state_in(connection, workspace, campaign_id, (ANY,))
    known = _known(connection, campaign_id)
    if number not in known:
        raise UnknownDifficulty(where=str(number), number=number, campaign=campaign_id, count=len(known))
    return known[number]


def _keep(connection: Connection, workspace: Workspace, campaign_id: str, one: Difficulty) -> int:
    records = {f"{one.number:06d}": difficulty_as_json(one)}
    at, actor = workspace.timestamp(), workspace.actor
    return followup_records.add(connection, campaign_id, "difficulty", records, at, actor)


def _journal(
    connection: Connection, workspace: Workspace, campaign_id: str, act: str, one: Difficulty
) -> None:
    """Ghi nhật ký: which difficulty; its words, which may name people, stay in the record."""
    told = {"number": one.number, "unit": one.unit, "step": one.step, "document": one.document}
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, campaign_id, told)
    audit.append(connection, f"campaign/{campaign_id}", entry)


def _refuse_unknown(state: FollowupState, unit: str, step: str) -> None:
    units = [one.id for one in state.units]
    codes = [one.code for one in state.plan.steps]
    for asked, known, shown in (
        (unit, units, get_close_matches(unit, units) or units[:_SHOWN]),
        (step, codes, codes),
    ):
        if asked not in known:
            raise NotOfPlan(where=asked, asked=asked, campaign=state.plan.id, known=", ".join(shown))


def _worded(text: str) -> str:
    """Lời văn: composed, not empty, without control characters. Raises BadWords."""
    said = normalise(text).strip()
    if not said or len(said) > _LONGEST or not all(line.isprintable() for line in said.splitlines()):
        raise BadWords(where="--text", most=_LONGEST)
    return said
