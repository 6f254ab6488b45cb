"""Phiếu được tính: which forms count in a campaign just now, and what of them differs from how they came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.coded import answer_codes
from sipas_engine.returns.versions import in_force
from sipas_engine.tally.changes import CountedForm, FormChange, with_changes
from sipas_engine.tally.tally import Tally
from storage import return_forms, returns
from storage.return_forms import FormDecision, FormVersion, StoredForm


@dataclass(frozen=True, slots=True)
class FormState:
    """Tình trạng phiếu: a form as it counts now, beside how it came; ``decision`` and ``edit`` None for none."""

    unit: str
    form: StoredForm
    decision: FormDecision | None = None
    edit: FormVersion | None = None

    @property
    def valid(self) -> bool:
        """Được tính: by the last decision, else as the sender said."""
        return self.form.valid if self.decision is None else self.decision.valid

    @property
    def answers(self) -> str:
        """Câu trả lời: those keyed in last."""
        return self.form.answers if self.edit is None else self.edit.answers

    @property
    def reason(self) -> str:
        """Lý do loại: code of ``Rejection``; empty when the form counts."""
        if self.valid:
            return ""
        return self.form.reason if self.decision is None else self.decision.reason

    @property
    def undecided(self) -> str:
        """Đề nghị chưa quyết định: what the rules hold against a form which still counts; empty for nothing."""
        return self.form.proposed if self.valid and self.decision is None else ""


@dataclass(frozen=True, slots=True)
class Change:
    """Khác với lúc đến: whether a form of a batch counts, and by which keying (0: as it came)."""

    batch: str
    form_id: str
    valid: bool
    version: int


def counting_batches(connection: Connection, campaign: str, on: date | None = None) -> tuple[str, ...]:
    """Lô được tính: on a day, or after all that came."""
    return in_force([added.version for added in returns.versions(connection, campaign)], on)


def form_states(
    connection: Connection, campaign: str, batches: Sequence[str], form_ids: Sequence[str] | None = None
) -> list[FormState]:
    """Tình trạng các phiếu: of these batches, all forms or only those asked for."""
    unit_of = {batch.sha256: batch.unit for batch in returns.batches(connection, campaign)}
    decided = {(d.unit, d.form_id): d for d in return_forms.decisions(connection, campaign)}
    edited = {(v.batch, v.form_id): v for v in return_forms.form_versions(connection, campaign)}
    return [
        FormState(
            unit_of[form.batch],
            form,
            decided.get((unit_of[form.batch], form.form_id)),
            edited.get((form.batch, form.form_id)),
        )
        for form in return_forms.forms_of(connection, campaign, batches, form_ids)
    ]


def changes_of(states: Sequence[FormState]) -> tuple[Change, ...]:
    """Những chỗ khác: of the forms that count otherwise than they came."""
    return tuple(
        Change(s.form.batch, s.form.form_id, s.valid, 0 if s.edit is None else s.edit.version)
        for s in states
        if s.valid != s.form.valid or s.edit is not None
    )


def tally_with(
    connection: Connection,
    campaign: str,
    batches: Sequence[str],
    changes: Sequence[Change],
    questions: QuestionSet,
    tiers: tuple[str, ...],
) -> Tally:
    """Bảng đếm: of these batches with these forms changed, by unit, stratum and cluster."""
    tally = returns.tally_of(connection, campaign, batches, tiers, questions.criterion_codes, questions.scale)
    return with_changes(tally, _form_changes(connection, campaign, changes))


def _form_changes(connection: Connection, campaign: str, changes: Sequence[Change]) -> list[FormChange]:
    if not changes:
        return []
    found: Mapping[tuple[str, str], StoredForm] = {
        (form.batch, form.form_id): form
        for form in return_forms.forms_of(
            connection, campaign, sorted({c.batch for c in changes}), sorted({c.form_id for c in changes})
        )
    }
    keyed = {
        (v.batch, v.form_id, v.version): v.answers for v in return_forms.form_versions(connection, campaign)
    }
    made = []
    for change in changes:
        form = found[change.batch, change.form_id]
        answers = keyed[change.batch, change.form_id, change.version] if change.version else form.answers
        before, after = answer_codes([form.answers, answers])
        key = (*form.path, form.stratum, form.psu)
        made.append(FormChange(key, CountedForm(form.valid, before), CountedForm(change.valid, after)))
    return made
