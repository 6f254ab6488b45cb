"""Khen thưởng: proposals by the criteria, nominations of units, and what a person decided; nothing awards by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.org.offices import Office, OfficeKind
from directives.results_use.commendation import AwardForm, Proposal, criteria_on, form_of, forms_on, proposed
from directives.results_use.commendation_choices import (
    Choice,
    Decided,
    Nomination,
    choice_as_json,
    choice_from_json,
    choice_key,
    nomination_as_json,
    nomination_from_json,
)
from directives.results_use.scorecard import Evaluation
from directives.text import normalise
from storage import audit, followup_records
from storage.database import reading, transaction
from workflows.services.followup_state import followup_state, state_in
from workflows.services.report_draft import reporting_office
from workflows.services.results_use.evaluation import kept_in
from workflows.services.workspace import Workspace

_LONGEST, _LONGEST_NAME = 2000, 120


class NotEvaluated(DirectiveError):
    """Đơn vị không có phiếu đánh giá: it has no part in the plan that was valued."""

    kind = "not_evaluated"
    template = N_("“{unit}” has no scorecard in the evaluation of {campaign}. Units: {known}.")


class UnknownNomination(DirectiveError):
    """Không có người được giới thiệu này: or the unit has withdrawn the nomination."""

    kind = "unknown_nomination"
    template = N_("{campaign} has no nomination {number}.")


class ReasonWanted(DirectiveError):
    """Cần nêu lý do chọn: against the criteria a person decides in words."""

    kind = "reason_wanted"
    template = N_("{unit} does not meet: {criteria}. Give the reason for which it is chosen all the same.")


class PassedOverInSilence(DirectiveError):
    """Cần nêu lý do không chọn: a unit which meets every criterion is not left out without a word."""

    kind = "passed_over_in_silence"
    template = N_("{unit} meets every criterion. Give the reason for which it is not chosen.")


class DecidedAlready(DirectiveError):
    """Đã có quyết định: what a numbered decision awarded is undone by another document, not here."""

    kind = "decided_already"
    template = N_("{unit} was commended by {document}. Only another decision can undo that.")


class NoCommittee(DirectiveError):
    """Không rõ ai quyết định khen thưởng: the standing office has no committee above it."""

    kind = "no_committee"
    template = N_(
        "{office} stands under no people's committee whose chairman could commend. Name another standing office."
    )


class IncompleteWords(DirectiveError):
    """Thiếu lời: a field is empty, too long or has control characters."""

    kind = "incomplete_words"
    template = N_("“{field}” needs 1 to {most} letters, and no control characters.")


@dataclass(frozen=True, slots=True)
class CommendationBook:
    """Sổ khen thưởng: the evaluation in force, proposals, nominations, choices; who submits, who decides."""

    evaluation: Evaluation
    proposals: tuple[Proposal, ...]
    nominations: tuple[Nomination, ...]
    choices: Mapping[str, Choice]
    standing: Office
    committee: Office
    forms: tuple[AwardForm, ...]

    def choice(self, unit: str, nomination: int = 0) -> Choice | None:
        """Lựa chọn về một đơn vị hoặc cá nhân: None while nobody has decided."""
        return self.choices.get(choice_key(unit, nomination))

    def name(self, unit: str) -> str:
        """Tên đơn vị: as in the plan."""
        card = self.evaluation.card(unit)
        return card.name if card else unit

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """Được chọn: units in the order of the plan, each followed by its people."""
        places = {card.unit: place for place, card in enumerate(self.evaluation.cards)}
        found = [one for one in self.choices.values() if one.decided is Decided.CHOSEN]
        return tuple(sorted(found, key=lambda one: (places.get(one.unit, len(places)), one.nomination)))


def commendation_book(workspace: Workspace, campaign: str) -> CommendationBook:
    """Sổ khen thưởng của năm: raises UnknownCampaign, NoEvaluation, NoCommittee."""
    with reading(workspace.engine) as connection:
        return _book(connection, workspace, campaign)


def nominations_of(workspace: Workspace, campaign: str, unit: str) -> tuple[Nomination, ...]:
    """Người đơn vị giới thiệu: by number, without those withdrawn."""
    with reading(workspace.engine) as connection:
        known = _nominations(connection, campaign)
    return tuple(one for one in known.values() if one.unit == unit and not one.withdrawn)


def nominate(
    workspace: Workspace, campaign: str, unit: str, *, name: str, post: str, achievement: str
) -> Nomination:
    """Giới thiệu cá nhân: by its own unit; the same words once more are the same nomination.

    Raises UnknownCampaign, NotEvaluated for a unit without part in the plan, IncompleteWords.
    """
    name, post = _worded("name", name, _LONGEST_NAME), _worded("post", post, _LONGEST_NAME)
    achievement = _worded("achievement", achievement, _LONGEST)
    units = [one.id for one in followup_state(workspace, campaign).units]
    if unit not in units:
        raise NotEvaluated(where=unit, unit=unit, campaign=campaign, known=", ".join(units))
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        known = _nominations(connection, campaign)
        for one in known.values():
            same = (one.unit, one.name, one.post, one.achievement) == (unit, name, post, achievement)
            if same and not one.withdrawn:
                return one
        new = Nomination(max(known, default=0) + 1, unit, name, post, achievement, workspace.today())
        _keep_nomination(connection, workspace, campaign, new)
        _journal(connection, workspace, campaign, "person_nominated", unit, new.number)
    return new


def withdraw_nomination(workspace: Workspace, campaign: str, unit: str, number: int) -> Nomination:
    """Rút giới thiệu: what stood there is kept as a version. Raises UnknownNomination, DecidedAlready."""
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        found = _nomination(connection, campaign, unit, number)
        choice = _choices(connection, campaign).get(choice_key(unit, number))
        _refuse_decided(choice, unit)
        after = replace(found, withdrawn=True)
        _keep_nomination(connection, workspace, campaign, after)
        if choice is not None and choice.decided is Decided.CHOSEN:
            _keep_choice(connection, workspace, campaign, replace(choice, decided=Decided.WITHDRAWN))
        _journal(connection, workspace, campaign, "nomination_withdrawn", unit, number)
    return after


def choose(
    workspace: Workspace,
    campaign: str,
    unit: str,
    *,
    form: str,
    by: str,
    reason: str = "",
    nomination: int = 0,
) -> Choice:
    """Chọn khen thưởng: a person's choice of a unit, or of one whom it nominated; the same again changes nothing.

    A unit which does not meet the criteria needs a ``reason``. Raises UnknownCampaign, NoEvaluation, NotEvaluated,
    UnknownNomination, NoSuchForm, ReasonWanted, DecidedAlready, IncompleteWords.
    """
    by, why = _worded("by", by, _LONGEST_NAME), _worded("reason", reason, _LONGEST, needed=False)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        book = _book(connection, workspace, campaign)
        proposal = _proposal(book, unit)
        committee = book.committee
        day = workspace.today()
        wanted = form_of(form, day, committee.level.value, committee.full_name)
        if nomination:
            _nomination(connection, campaign, unit, nomination)
        elif not proposal.met and not why:
            criteria = "; ".join(one.name for one in proposal.unmet)
            raise ReasonWanted(where=unit, unit=proposal.name, criteria=criteria)
        new = Choice(unit, nomination, Decided.CHOSEN, wanted.code, why, by, day, book.evaluation.version)
        return _decide(connection, workspace, campaign, new)


def pass_over(
    workspace: Workspace, campaign: str, unit: str, *, by: str, reason: str = "", nomination: int = 0
) -> Choice:
    """Không chọn: a unit which meets every criterion is passed over only with a reason.

    Raises UnknownCampaign, NoEvaluation, NotEvaluated, UnknownNomination, PassedOverInSilence, DecidedAlready,
    IncompleteWords.
    """
    by, why = _worded("by", by, _LONGEST_NAME), _worded("reason", reason, _LONGEST, needed=False)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        book = _book(connection, workspace, campaign)
        proposal = _proposal(book, unit)
        if nomination:
            _nomination(connection, campaign, unit, nomination)
        elif proposal.met and not why:
            raise PassedOverInSilence(where=unit, unit=proposal.name)
        new = Choice(
            unit, nomination, Decided.PASSED_OVER, "", why, by, workspace.today(), book.evaluation.version
        )
        return _decide(connection, workspace, campaign, new)


def committee_over(workspace: Workspace, office: Office, day: date) -> Office:
    """Ủy ban nhân dân quyết định: the office itself where it is one, else the one above it. Raises NoCommittee."""
    above = workspace.chart.on(day).office(office.superior) if office.superior else office
    for one in (office, above):
        if one.kind is OfficeKind.PEOPLES_COMMITTEE:
            return one
    raise NoCommittee(where=office.id, office=office.full_name)


def note_decision(workspace: Workspace, campaign: str, choices: Mapping[str, Choice], document: str) -> int:
    """Ghi số quyết định: at the choices which it awarded; gives how many heard of it for the first time."""
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        after = {key: choice_as_json(replace(one, document=document)) for key, one in choices.items()}
        at, actor = workspace.timestamp(), workspace.actor
        new = followup_records.add(connection, campaign, "commendation", after, at, actor)
        if new:
            told = {"document": document, "choices": len(after)}
            act = audit.Act(at, actor, "commendation_decided", campaign, told)
            audit.append(connection, f"campaign/{campaign}", act)
    return new


def _decide(connection: Connection, workspace: Workspace, campaign: str, new: Choice) -> Choice:
    before = _choices(connection, campaign).get(new.key)
    _refuse_decided(before, new.unit)
    if before is not None and replace(new, on=before.on, evaluation=before.evaluation) == before:
        return before
    _keep_choice(connection, workspace, campaign, new)
    act = "commendation_chosen" if new.decided is Decided.CHOSEN else "commendation_passed_over"
    _journal(connection, workspace, campaign, act, new.unit, new.nomination)
    return new


def _refuse_decided(choice: Choice | None, unit: str) -> None:
    if choice is not None and choice.document:
        raise DecidedAlready(where=unit, unit=unit, document=choice.document)


def _book(connection: Connection, workspace: Workspace, campaign: str) -> CommendationBook:
    plan = state_in(connection, workspace, campaign, ("",)).plan
    day, evaluation = workspace.today(), kept_in(connection, campaign)
    office = reporting_office(workspace, plan, "", day)
    committee = committee_over(workspace, office, day)
    return CommendationBook(
        evaluation,
        proposed(evaluation.cards, criteria_on(evaluation.day)),
        tuple(one for one in _nominations(connection, campaign).values() if not one.withdrawn),
        _choices(connection, campaign),
        office,
        committee,
        forms_on(day, committee.level.value),
    )


def _proposal(book: CommendationBook, unit: str) -> Proposal:
    for one in book.proposals:
        if one.unit == unit:
            return one
    known = ", ".join(one.unit for one in book.proposals)
    raise NotEvaluated(where=unit, unit=unit, campaign=book.evaluation.campaign, known=known)


def _nominations(connection: Connection, campaign: str) -> dict[int, Nomination]:
    records = followup_records.in_force(connection, campaign, "commendation", "nominee/")
    return {one.number: one for one in map(nomination_from_json, records.values())}


def _nomination(connection: Connection, campaign: str, unit: str, number: int) -> Nomination:
    found = _nominations(connection, campaign).get(number)
    if found is None or found.unit != unit or found.withdrawn:
        raise UnknownNomination(where=str(number), campaign=campaign, number=number)
    return found


def _choices(connection: Connection, campaign: str) -> dict[str, Choice]:
    records = followup_records.in_force(connection, campaign, "commendation", "choice/")
    return {key: choice_from_json(content) for key, content in records.items()}


def _keep_nomination(connection: Connection, workspace: Workspace, campaign: str, one: Nomination) -> None:
    records = {f"nominee/{one.number:06d}": nomination_as_json(one)}
    at, actor = workspace.timestamp(), workspace.actor
    followup_records.add(connection, campaign, "commendation", records, at, actor)


def _keep_choice(connection: Connection, workspace: Workspace, campaign: str, one: Choice) -> None:
    records = {one.key: choice_as_json(one)}
    at, actor = workspace.timestamp(), workspace.actor
    followup_records.add(connection, campaign, "commendation", records, at, actor)


def _journal(
    connection: Connection, workspace: Workspace, campaign: str, act: str, unit: str, nomination: int
) -> None:
    """Ghi nhật ký: which unit and which number; names, posts and reasons stay in the record."""
    told = {"unit": unit, "nomination": nomination}
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, campaign, told)
    audit.append(connection, f"campaign/{campaign}", entry)


def _worded(field: str, text: str, most: int, *, needed: bool = True) -> str:
    """Lời văn: composed, of one or more lines, without control characters. Raises IncompleteWords."""
    said = normalise(text).strip()
    lines = said.splitlines()
    if (needed and not said) or len(said) > most or not all(line.isprintable() for line in lines):
        raise IncompleteWords(where=field, field=field, most=most)
    return " ".join(lines)
