"""Bộ công bố từ tệp phiếu: the way from a file of forms and a question set to a bundle, without a database."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sipas_engine.annexes.publication import Limits
from sipas_engine.bundle.contents import Source
from sipas_engine.bundle.settings import Input
from sipas_engine.from_file import index_from_file
from sipas_engine.index.levels import TIERS, identity_columns
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_file import load_question_set


def source_from_file(
    forms_path: Path,
    questions_path: Path,
    by: Sequence[str],
    method: Method | None = None,
    *,
    strata: str | None = None,
    psu: str | None = None,
    weight: str | None = None,
    title: str = "",
    notice: str = "",
    program: str = "",
    limits: Limits | None = None,
) -> Source:
    """Nguồn từ tệp phiếu: the index as ``vanthu index`` computes it, with the counts behind it.

    Raises what ``index_from_file`` raises.
    """
    from sipas_engine.returns.forms_file import read_forms  # brings polars: only where a file is read
    from sipas_engine.tally.count import tally_forms

    questions = load_question_set(questions_path)
    result = index_from_file(forms_path, questions, by, method, strata=strata, psu=psu, weight=weight)
    named = {column for level in identity_columns(result.by, TIERS).values() for column in level}
    parents = [tier for tier in TIERS if tier in named and tier not in result.by]
    design = [column for column in (result.strata, result.psu) if column is not None]
    labels = list(dict.fromkeys([*result.by, *design]))
    forms = read_forms(forms_path, questions, labels=labels, weight=result.weight, optional=parents)
    levels = identity_columns(result.by, tuple(forms.labels))
    columns = tuple(dict.fromkeys([*(column for level in levels.values() for column in level), *design]))
    sha256 = hashlib.sha256(forms_path.read_bytes()).hexdigest()
    return Source(
        result=result,
        tally=tally_forms(forms, columns),
        levels=levels,
        questions=questions_path.read_bytes(),
        inputs=(Input(sha256, len(forms), int(forms.valid.sum())),),
        title=title or questions.name or "Chỉ số hài lòng",
        notice=notice,
        program=program,
        limits=limits or Limits(),
    )
