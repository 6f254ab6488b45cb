"""Quyết định về từng phiếu: a person sets a form aside, lets it count, or has it keyed in again; what came stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError, Problem
from sipas_engine.returns.answers import answer_code
from sipas_engine.returns.coded import answer_codes, answers_text
from sipas_engine.returns.validity import Rejection, rejection_of
from storage import audit, return_forms
from storage.database import reading, transaction
from storage.return_forms import FormDecision, FormVersion
from workflows.services.campaign_method import ReasonWanted, own_method
from workflows.services.campaign_state import campaign_state
from workflows.services.close_returns import refuse_closed
from workflows.services.counted_forms import FormState, counting_batches, form_states
from workflows.services.workspace import Workspace


class UnknownForm(DirectiveError):
    """Không có phiếu này: no form of this serial counts in the campaign, or several units sent one."""

    kind = "unknown_form"
    template = N_(
        "{count} form(s) {form!r} came in from: {units}. Check the serial, or name the unit (--unit)."
    )


class UnknownRejection(DirectiveError):
    """Lý do không có trong danh sách: a form is set aside for a reason of the closed list only."""

    kind = "unknown_rejection"
    template = N_("“{reason}” is no reason to reject a form. The list: {known}.")


class RejectedFormEdited(DirectiveError):
    """Sửa phiếu đã bị loại: a rejected form is replaced from the reserve, never edited."""

    kind = "rejected_form_edited"
    template = N_("Form {form} was rejected ({reason}): it is replaced by one of the reserve, never edited.")


class BadEdit(DirectiveError):
    """Sửa phiếu sai: criteria that are not asked, or answers that cannot stand there."""

    kind = "bad_edit"
    template = N_("Form {form} was left as it is: {count} of the new answers cannot be taken.")


@dataclass(frozen=True, slots=True)
class Decided:
    """Người quyết định: who decides what about which form, on which day, in whose words.

    ``unit`` may be empty when only one unit sent a form of this serial.
    """

    form_id: str
    person: str
    day: date
    note: str = ""
    unit: str = ""


_NOT_ASKED = N_("Criterion {code} is none of this campaign's. Its criteria: {known}.")
_NO_ANSWER = N_(
    "Criterion {code}: {value!r} cannot stand there; allowed: 1 to {scale}, empty, 45 (two ticks), KB."
)


def reject_form(
    workspace: Workspace, campaign_id: str, decided: Decided, reason: str, *, replaced_by: str = ""
) -> bool:
    """Loại phiếu: it no longer counts, from the next cut on; False when it was rejected so before.

    ``reason`` is a code or the wording of ``Rejection``, ``replaced_by`` the serial of the reserve's form. Raises
    UnknownCampaign, ReasonWanted, ReturnsClosed, UnknownForm, UnknownRejection.
    """
    found = rejection_of(reason)
    if found is None:
        known = ", ".join(f"{one.value} ({one.label})" for one in Rejection)
        raise UnknownRejection(where=decided.form_id, reason=reason, known=known)
    return _decide(workspace, campaign_id, decided, found.value, replaced_by)


def keep_form(workspace: Workspace, campaign_id: str, decided: Decided) -> bool:
    """Giữ phiếu: it counts, whatever the rules propose or the sender said; False when that was decided before.

    Raises UnknownCampaign, ReasonWanted (``note`` says why), ReturnsClosed, UnknownForm.
    """
    if not decided.note.strip():
        raise ReasonWanted(where=decided.form_id)
    return _decide(workspace, campaign_id, decided, "", "")


def edit_form(
    workspace: Workspace, campaign_id: str, decided: Decided, answers: Mapping[str, str]
) -> FormVersion:
    """Sửa phiếu nhập sai: a new version of its answers beside what came; ``answers`` by criterion, as in a file.

    Raises UnknownCampaign, ReasonWanted (``note`` says why), ReturnsClosed, UnknownForm, RejectedFormEdited, BadEdit.
    """
    if not (decided.note.strip() and decided.person.strip()):
        raise ReasonWanted(where=decided.form_id)
    campaign_state(workspace, campaign_id)
    with transaction(workspace.engine) as connection:
        state = _open_form(connection, campaign_id, decided)
        if not state.valid:
            label = Rejection(state.reason).label
            raise RejectedFormEdited(where=decided.form_id, form=decided.form_id, reason=label)
        coded = _coded(connection, campaign_id, decided.form_id, answers)
        codes = answer_codes([state.answers])[0]
        for place, code in coded.items():
            codes[place] = code
        before = state.edit.version if state.edit else 0
        version = FormVersion(
            state.form.batch,
            decided.form_id,
            before + 1,
            answers_text(codes[None, :])[0],
            decided.note,
            decided.person,
            decided.day,
        )
        at = workspace.timestamp()
        return_forms.add_form_version(connection, campaign_id, version, actor=workspace.actor, at=at)
        facts = {
            "batch": version.batch,
            "version": version.version,
            "criteria": sorted(answers),
            "reason": decided.note,
            "person": decided.person,
        }
        subject = f"{campaign_id}/{state.unit}/{decided.form_id}"
        act = audit.Act(at, workspace.actor, "form_edited", subject, facts)
        audit.append(connection, f"campaign/{campaign_id}", act)
    return version


def forms_in_question(workspace: Workspace, campaign_id: str) -> Sequence[FormState]:
    """Phiếu phải xem: rejected, decided, edited, or held up by the rules, as things stand. Raises UnknownCampaign."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        states = form_states(connection, campaign_id, counting_batches(connection, campaign_id))
    return [s for s in states if not s.valid or s.decision or s.edit or s.undecided]


def _decide(workspace: Workspace, campaign_id: str, decided: Decided, reason: str, replaced_by: str) -> bool:
    if not decided.person.strip():
        raise ReasonWanted(where=decided.form_id)
    campaign_state(workspace, campaign_id)
    with transaction(workspace.engine) as connection:
        state = _open_form(connection, campaign_id, decided)
        decision = FormDecision(
            state.unit,
            decided.form_id,
            not reason,
            reason,
            decided.note,
            decided.person,
            decided.day,
            replaced_by,
        )
        before = state.decision
        if before is not None and (before.reason, before.replaced_by) == (reason, replaced_by):
            return False
        at = workspace.timestamp()
        return_forms.add_decision(connection, campaign_id, decision, actor=workspace.actor, at=at)
        facts = {"reason": reason, "note": decided.note, "person": decided.person, "replaced_by": replaced_by}
        name = "form_rejected" if reason else "form_kept"
        subject = f"{campaign_id}/{state.unit}/{decided.form_id}"
        audit.append(
            connection, f"campaign/{campaign_id}", audit.Act(at, workspace.actor, name, subject, facts)
        )
    return True


def _open_form(connection: Connection, campaign_id: str, decided: Decided) -> FormState:
    audit.stand_in_line(connection, f"campaign/{campaign_id}")
    refuse_closed(connection, campaign_id)
    counting = counting_batches(connection, campaign_id)
    found = [
        state
        for state in form_states(connection, campaign_id, counting, [decided.form_id])
        if decided.unit in ("", state.unit)
    ]
    if len(found) != 1:
        units = ", ".join(state.unit for state in found) or "–"
        raise UnknownForm(where=decided.form_id, count=len(found), form=decided.form_id, units=units)
    return found[0]


def _coded(
    connection: Connection, campaign_id: str, form_id: str, answers: Mapping[str, str]
) -> dict[int, int]:
    questions = own_method(connection, campaign_id).questions
    place = {code: at for at, code in enumerate(questions.criterion_codes)}
    coded: dict[int, int] = {}
    problems = []
    for criterion, value in answers.items():
        code = answer_code(value, questions.scale)
        if criterion not in place:
            fields = {"code": criterion, "known": ", ".join(place)}
            problems.append(Problem(_NOT_ASKED, fields, criterion))
        elif code is None:
            fields = {"code": criterion, "value": value, "scale": str(questions.scale)}
            problems.append(Problem(_NO_ANSWER, fields, criterion))
        else:
            coded[place[criterion]] = code
    if problems or not answers:
        raise BadEdit(where=form_id, problems=problems, form=form_id, count=len(problems))
    return coded
