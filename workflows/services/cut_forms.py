"""Phiếu của lần chốt: the forms behind a result, coded, as they counted then; nothing of a person is among them."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy import Connection

from sipas_engine.bundle.counts import OTHERS
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.coded import answer_codes
from sipas_engine.returns.forms import BLANK, Forms, Labels, dont_know, double_tick
from storage import return_forms
from storage.returns import DESIGN
from workflows.services.counted_forms import Change

#: Hai dấu: how a double tick is written where nobody knows any more which two levels were ticked.
_DOUBLE = "12"


def forms_with(
    connection: Connection,
    campaign: str,
    batches: Sequence[str],
    changes: Sequence[Change],
    questions: QuestionSet,
    tiers: tuple[str, ...],
) -> Forms:
    """Phiếu của các lô: with these forms changed, by unit and serial; labelled by unit, stratum, cluster and traits."""
    changed = {(change.batch, change.form_id): change for change in changes}
    keyed = {
        (version.batch, version.form_id, version.version): version.answers
        for version in return_forms.form_versions(connection, campaign)
    }
    stored = sorted(
        return_forms.forms_of(connection, campaign, batches), key=lambda form: (form.path, form.form_id)
    )
    valid, answers = [], []
    for form in stored:
        change = changed.get((form.batch, form.form_id))
        valid.append(form.valid if change is None else change.valid)
        edited = change is not None and change.version
        answers.append(keyed[form.batch, form.form_id, change.version] if change and edited else form.answers)
    columns: dict[str, list[str]] = {
        tier: [form.path[place] for form in stored] for place, tier in enumerate(tiers)
    }
    columns |= {"stratum": [form.stratum for form in stored], "psu": [form.psu for form in stored]}
    for trait in sorted({name for form in stored for name in form.traits}):
        columns[trait] = [form.traits.get(trait, "") for form in stored]
    codes = answer_codes(answers) if stored else np.zeros((0, len(questions.criteria)), dtype=np.int8)
    return Forms(
        campaign,
        questions.scale,
        tuple(form.form_id for form in stored),
        np.array(valid, dtype=np.bool_),
        {name: _labels(texts) for name, texts in columns.items()},
        {code: codes[:, place] for place, code in enumerate(questions.criterion_codes)},
    )


def forms_csv(forms: Forms, tiers: Sequence[str]) -> bytes:
    """Tệp phiếu công bố: the forms as a FORMS.csv, always with the same bytes; ``vanthu index`` reads it.

    It has the serial, unit, status and answers, and stratum and cluster where any form names one; no traits.
    """
    named = [name for name in DESIGN if any(forms.labels[name].values)]
    columns = [_texts(forms.labels[name]) for name in (*tiers, *named)]
    words = _words(forms.scale)
    answers = [codes.tolist() for codes in forms.answers.values()]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["form_id", *tiers, *named, "status", *forms.answers])
    for place, form_id in enumerate(forms.form_ids):
        status = "Hợp lệ" if forms.valid[place] else "Không hợp lệ"
        own = (words[codes[place]] for codes in answers)
        writer.writerow([form_id, *(column[place] for column in columns), status, *own])
    return text.getvalue().encode()


def forms_without_units(forms: Forms, tiers: Sequence[str], withheld: Collection[tuple[str, ...]]) -> Forms:
    """Phiếu không rõ đơn vị: the forms of withheld units stay, under the name by which a bundle adds them up.

    They stand last, in the order of their answers, with serials of their own; neither lower unit, stratum nor
    cluster is named.
    """
    columns = {name: list(_texts(forms.labels[name])) for name in (*tiers, *DESIGN)}
    serials, hidden = list(forms.form_ids), []
    for place, path in enumerate(zip(*(columns[tier] for tier in tiers), strict=True)):
        depths = [depth for depth in range(1, len(tiers) + 1) if path[:depth] in withheld]
        if depths:
            hidden.append(place)
            for name in (*tiers[depths[0] - 1 :], *DESIGN):
                columns[name][place] = OTHERS if columns[name][place] else ""
    given = np.array(list(forms.answers.values()))
    hidden.sort(
        key=lambda at: (*(columns[tier][at] for tier in tiers), bool(forms.valid[at]), *given[:, at].tolist())
    )
    for number, place in enumerate(hidden, start=1):
        serials[place] = f"khac-{number}"
    last = set(hidden)
    order = [place for place in range(len(serials)) if place not in last] + hidden
    labels = {name: list(_texts(own)) for name, own in forms.labels.items()} | columns
    return replace(
        forms,
        form_ids=tuple(serials[place] for place in order),
        valid=forms.valid[order],
        labels={name: _labels([own[place] for place in order]) for name, own in labels.items()},
        answers={code: codes[order] for code, codes in forms.answers.items()},
    )


def _words(scale: int) -> Mapping[int, str]:
    levels = {level: str(level) for level in range(1, scale + 1)}
    return {BLANK: "", **levels, double_tick(scale): _DOUBLE, dont_know(scale): "KB"}


def _labels(texts: Sequence[str]) -> Labels:
    values = tuple(sorted(set(texts)))
    place = {text: at for at, text in enumerate(values)}
    return Labels(values, np.array([place[text] for text in texts], dtype=np.int32))


def _texts(label: Labels) -> Sequence[str]:
    return [label.values[place] for place in label.index.tolist()]
