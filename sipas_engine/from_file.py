"""Chỉ số từ tệp: from a file of forms and a question set to the index, without a database."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from sipas_engine.errors import N_, SipasError
from sipas_engine.index.compute import compute_index
from sipas_engine.index.levels import TIERS, identity_columns
from sipas_engine.index.result import IndexResult, RankSetsUsed
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_file import load_question_set
from sipas_engine.methods.question_set import QuestionSet


class BadLevels(SipasError):
    """Cấp đơn vị không hợp lệ: the columns to group by are none, doubled, or not columns that name units."""

    kind: ClassVar[str] = "bad_levels"
    template: ClassVar[str] = N_(
        "Forms cannot be grouped by {by!r}: name one or more columns of units, each once."
    )


def index_from_file(
    forms_path: Path,
    questions: Path | QuestionSet,
    by: Sequence[str],
    method: Method | None = None,
    *,
    strata: str | None = None,
    psu: str | None = None,
    weight: str | None = None,
    parts: bool = False,
    ranks: RankSetsUsed | None = None,
) -> IndexResult:
    """Tính chỉ số từ tệp phiếu: the whole way from a file of forms (.csv, .parquet, .xlsx) to the index.

    ``questions`` is a question set or the path of its TOML file; ``by`` names the levels, highest first.
    Columns ``strata`` and ``psu`` must be filled in when named; standard errors and intervals rest on them (see
    ``with_form_uncertainty``). ``parts`` computes those of components, elements and criteria, ``ranks`` the rank sets.
    Where the method filters by experience, the file must have the columns which that needs. Raises BadLevels,
    BadQuestionSet, UnreadableQuestionSet, NoExperienceAsked and the refusals of ``sipas_engine.returns.refusals``.
    """
    from sipas_engine.returns.experience import by_experience, experience_columns
    from sipas_engine.returns.forms_file import read_forms  # brings polars: only where a file is read
    from sipas_engine.tally.count import tally_forms
    from sipas_engine.uncertainty.from_forms import with_form_uncertainty

    question_set = questions if isinstance(questions, QuestionSet) else load_question_set(questions)
    by = [unicodedata.normalize("NFC", level) for level in by]  # as the headings of the file are
    strata, psu, weight = (_composed(column) for column in (strata, psu, weight))
    _check_levels(by, question_set)
    design = [column for column in (strata, psu) if column is not None and column not in by]
    named = {column for level in identity_columns(by, TIERS).values() for column in level}
    parents = [tier for tier in TIERS if tier in named and tier not in by]
    method = method or Method()
    asked = experience_columns(question_set) if method.filter_by_experience else ()
    beside = [*parents, *(column for column in asked if column not in (*by, *design, *parents))]
    forms = read_forms(forms_path, question_set, labels=[*by, *design], weight=weight, optional=beside)
    if asked:
        forms = by_experience(forms, question_set)
    levels = identity_columns(by, tuple(forms.labels))
    columns = dict.fromkeys(column for level in levels.values() for column in level)
    tally = tally_forms(forms, tuple(columns))
    result = compute_index(tally, question_set, method, levels)
    result = with_form_uncertainty(
        result, forms, tally, levels, psu=psu, strata=strata, parts=parts, ranks=ranks
    )
    return replace(result, weight=weight, strata=strata, psu=psu)


def _composed(column: str | None) -> str | None:
    return None if column is None else unicodedata.normalize("NFC", column)


def _check_levels(by: Sequence[str], questions: QuestionSet) -> None:
    named = set(by)
    if not by or len(named) < len(by) or named & {"form_id", "", *questions.criterion_codes}:
        raise BadLevels(by=",".join(by))
