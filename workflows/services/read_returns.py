"""Đọc lô phiếu: a unit's file of forms, read by the campaign's own question set, with all that is wrong in it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from directives.errors import N_, DirectiveError, Problem
from directives.org.chart import Snapshot
from directives.org.offices import Office
from directives.org.units import Unit
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.perceptions.read import opinion_columns, opinions_of_table
from sipas_engine.returns.coded import coded_answers, content_sha256
from sipas_engine.returns.experience import by_experience, experience_columns
from sipas_engine.returns.forms import Forms, Labels
from sipas_engine.returns.forms_file import MOST_LISTED, forms_of_table
from sipas_engine.returns.return_file import read_text_table
from sipas_engine.returns.validity import Rejection, rejection_of
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.tally import Tally
from storage.return_forms import StoredForm
from storage.returns import DESIGN

#: Đặc điểm: columns by which results are broken down later; a file may have them. Names and phones are not among them.
TRAITS = (
    *("service", "sex", "age", "ethnicity", "education", "job", "area", "terrain"),
    *("mode", "village", "enumerator"),
)
_LONGEST = 120
#: Nhóm tuổi của mẫu phiếu: an age in years is kept only as its band; the years themselves are dropped.
_AGE_BANDS = ((25, "18 - 24 tuổi"), (35, "25 - 34 tuổi"), (50, "35 - 49 tuổi"), (61, "50 - 60 tuổi"))
_OLDEST = "Trên 60 tuổi"

_UNKNOWN_REASON = N_("Form {form}: the reason “{reason}” is on no list. Known: {known}.")
_TOO_LONG = N_("“{value}” in column {column} is longer than {most} characters.")
_FOREIGN = N_("Row {row}, column {column}: {place} does not belong to {unit}.")


class ForeignForms(DirectiveError):
    """Phiếu của nơi khác: forms of places that do not belong to the unit which sends them."""

    kind = "foreign_forms"
    template = N_("{file} holds forms of places outside {unit}: {places}. Send only the unit's own forms.")


class UnfitForms(DirectiveError):
    """Phiếu không nhận được: reasons nobody knows, or labels too long to be kept."""

    kind = "unfit_forms"
    template = N_(
        "{file} was refused, nothing in it was counted: {count} problem(s). Mend them and try again."
    )


class FileChanged(DirectiveError):
    """Tệp đang được ghi: it changed while it was read, so nobody knows what it will say."""

    kind = "file_changed"
    template = N_("{file} changed while it was read. Close it in the other program, then send it again.")


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """Tệp phiếu đã đọc: the forms of a file, its hash and that of what it says.

    ``counted`` are the same forms with the answers that count: less those of people without the experience asked
    about, where the campaign filters by it. ``rows`` are the rows of the file in which the forms stand.
    """

    file: Path
    content: bytes
    forms: Forms
    counted: Forms
    content_sha256: str
    rows: Sequence[int]

    @property
    def sha256(self) -> str:
        """Dấu vân tay của tệp: SHA-256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def age(self) -> Labels | None:
        """Cột tuổi: None when the file has none."""
        return self.forms.labels.get("age")


def read_returns(
    file: Path,
    questions: QuestionSet,
    method: Method,
    tiers: tuple[str, ...],
    *,
    most_listed: int = MOST_LISTED,
) -> ReturnedFile:
    """Đọc tệp phiếu: in any of the formats and encodings that offices use; the answers to every question are checked.

    A refusal lists up to ``most_listed`` bad cells. Raises the refusals of ``read_forms`` and ``read_opinions``,
    FileChanged, UnfitForms.
    """
    before = file.read_bytes() if file.is_file() else b""
    asked = experience_columns(questions) if method.filter_by_experience else ()
    columns = (*DESIGN, "reason", *TRAITS, *asked)
    wanted = wanted_columns(questions, method, tiers)
    table = read_text_table(file, wanted.__contains__, any_encoding=True)
    forms = forms_of_table(table, questions, labels=tiers, optional=columns, most_listed=most_listed)
    opinions_of_table(table, questions)
    content = file.read_bytes()
    if content != before:
        raise FileChanged(where=file.name, file=file.name)
    rows = table.row_numbers.tolist()
    _refuse_unfit(file, forms, rows)
    counted = by_experience(forms, questions) if asked else forms
    return ReturnedFile(file, content, forms, counted, content_sha256(forms), rows)


def wanted_columns(questions: QuestionSet, method: Method, tiers: tuple[str, ...]) -> set[str]:
    """Cột được đọc: of a file of forms; all other columns, names and phones among them, are passed over."""
    asked = experience_columns(questions) if method.filter_by_experience else ()
    named = {"form_id", "status", "weight", *tiers, *DESIGN, "reason", *TRAITS, *asked}
    return named | {*questions.criterion_codes} | opinion_columns(questions)


def refuse_foreign(returned: ReturnedFile, snapshot: Snapshot, unit: Office, tiers: tuple[str, ...]) -> None:
    """Từ chối phiếu nơi khác: every place must be the unit's own, or lie right below it.

    Raises ForeignForms, with the first row of each foreign place.
    """
    communes = snapshot.children(unit.unit) or (unit.unit,)
    own = {path_of(snapshot, commune) for commune in communes}
    labels = [returned.forms.labels[tier] for tier in tiers]
    seen, first = np.unique(np.stack([label.index for label in labels]), axis=1, return_index=True)
    paths = [tuple(label.values[at] for label, at in zip(labels, row, strict=True)) for row in seen.T]
    foreign = {" / ".join(path): int(at) for path, at in zip(paths, first, strict=True) if path not in own}
    if foreign:
        name, column = returned.file.name, tiers[-1]
        rows = {place: returned.rows[at] for place, at in foreign.items()}
        problems = [
            Problem(
                _FOREIGN,
                {"row": row, "column": column, "place": place, "unit": unit.short_name},
                f"{name}:{row}:{column}",
            )
            for place, row in rows.items()
        ]
        raise ForeignForms(
            where=name, problems=problems, file=name, unit=unit.short_name, places="; ".join(foreign)
        )


def path_of(snapshot: Snapshot, unit: Unit) -> tuple[str, ...]:
    """Đường dẫn của đơn vị: names from the province down, as they stand in a file of forms."""
    above = snapshot.parent(unit)
    return (*(path_of(snapshot, above) if above and above != snapshot.nation else ()), unit.title)


def stored_forms(
    returned: ReturnedFile, batch: str, proposed: dict[str, Rejection], tiers: tuple[str, ...]
) -> list[StoredForm]:
    """Từng phiếu để lưu: coded, with what the rules hold against each."""
    forms = returned.forms
    answers = coded_answers(returned.counted)
    paths = [_texts(forms, tier) for tier in tiers]
    stratum, psu = (_texts(forms, name) for name in DESIGN)
    reasons = _texts(forms, "reason")
    traits = {name: _texts(forms, name) for name in TRAITS if name in forms.labels}
    if "age" in traits:
        traits["age"] = [_age_band(text) for text in traits["age"]]
    return [
        StoredForm(
            batch=batch,
            form_id=form_id,
            path=tuple(column[place] for column in paths),
            stratum=stratum[place],
            psu=psu[place],
            valid=bool(forms.valid[place]),
            reason="" if forms.valid[place] else _reason(reasons[place], proposed.get(form_id)).value,
            proposed=proposed[form_id].value if form_id in proposed else "",
            answers=answers[place],
            traits={name: column[place] for name, column in traits.items() if column[place]},
        )
        for place, form_id in enumerate(forms.form_ids)
    ]


def tally_of_forms(returned: ReturnedFile, tiers: tuple[str, ...]) -> Tally:
    """Bảng đếm của tệp: by unit, stratum and cluster; a file without such columns has one nameless of each."""
    forms = returned.counted
    nameless = Labels(("",), np.zeros(len(forms), dtype=np.int32))
    labels = {**dict.fromkeys(DESIGN, nameless), **forms.labels}
    whole = Forms(forms.source, forms.scale, forms.form_ids, forms.valid, labels, forms.answers)
    return tally_forms(whole, (*tiers, *DESIGN))


def _texts(forms: Forms, name: str) -> Sequence[str]:
    if name not in forms.labels:
        return [""] * len(forms)
    label = forms.labels[name]
    return [label.values[place] for place in label.index]


def _reason(said: str, proposed: Rejection | None) -> Rejection:
    """Why the sender set a form aside: as it says, else by the rule which the form breaks."""
    return rejection_of(said) or proposed or Rejection.UNSAID


def _age_band(text: str) -> str:
    if not (text.isascii() and text.isdigit()):
        return text
    return next((band for below, band in _AGE_BANDS if int(text) < below), _OLDEST)


def _refuse_unfit(file: Path, forms: Forms, rows: Sequence[int]) -> None:
    problems: list[Problem] = []
    names = {"form_id": forms.form_ids} | {name: label.values for name, label in forms.labels.items()}
    for column, values in names.items():
        for value in values:
            if len(value) > _LONGEST:
                fields = {"value": f"{value[:40]}…", "column": column, "most": _LONGEST}
                problems.append(Problem(_TOO_LONG, fields, f"{file.name}:{column}"))
    known = ", ".join(reason.value for reason in Rejection)
    reasons = _texts(forms, "reason")
    for place, form_id in enumerate(forms.form_ids):
        if not forms.valid[place] and reasons[place] and rejection_of(reasons[place]) is None:
            fields = {"form": form_id, "reason": reasons[place], "known": known}
            problems.append(Problem(_UNKNOWN_REASON, fields, f"{file.name}:reason"))
    if problems:
        raise UnfitForms(where=problems[0].where, problems=problems, file=file.name, count=len(problems))
