"""Xem xét từ tệp: from files of forms to the ranked list of where to look, without a database."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from sipas_engine.errors import N_, SipasError
from sipas_engine.integrity.audit import THRESHOLD, Audit, audit
from sipas_engine.integrity.material import DETAILS, UNITS, material_of
from sipas_engine.methods.question_file import load_question_set
from sipas_engine.methods.question_set import Component, Criterion, Element, QuestionSet

USUAL_SCALE = 5
"""Thang đo thông thường: levels of an answer when no question set says otherwise."""

_CRITERION = re.compile(r"\d+(\.\d+)+", re.ASCII)


class NoCriteria(SipasError):
    """Không có cột tiêu chí: no column is named like 1.1, and no question set says which ones are criteria."""

    kind: ClassVar[str] = "no_criteria"
    template: ClassVar[str] = N_(
        "{file} has no column named like 1.1. Name the criteria by --questions. The header has: {header}."
    )


def audit_from_files(
    paths: Sequence[Path], questions: Path | None = None, threshold: float = THRESHOLD
) -> Audit:
    """Xem xét tệp phiếu: the signs in one file, or in several files of the same criteria looked at together.

    Without ``questions`` the criteria are the columns of the first file named like 1.1. Raises NoCriteria,
    BadQuestionSet, UnreadableQuestionSet and the refusals of ``sipas_engine.returns.refusals``.
    """
    from sipas_engine.returns.forms_file import read_forms

    question_set = load_question_set(questions) if questions else _questions_of(paths[0])
    wanted = [*UNITS, *DETAILS]
    forms = [read_forms(path, question_set, labels=(), optional=wanted, any_encoding=True) for path in paths]
    if len({found.source for found in forms}) < len(forms):  # equal names in two folders
        forms = [replace(found, source=str(path)) for found, path in zip(forms, paths, strict=True)]
    return audit(material_of(forms), threshold)


def _questions_of(path: Path) -> QuestionSet:
    from sipas_engine.returns.return_file import read_text_table

    header = read_text_table(path, lambda name: False, any_encoding=True).header
    codes = list(dict.fromkeys(name for name in header if _CRITERION.fullmatch(name)))
    if not codes:
        shown = ", ".join(header)
        raise NoCriteria(where=f"{path.name}:1", file=path.name, header=shown[:200])
    criteria = tuple(Criterion(code, code) for code in codes)
    return QuestionSet(
        code="",
        name="",
        scale=USUAL_SCALE,
        satisfied=(USUAL_SCALE - 1, USUAL_SCALE),
        components=(Component("1", "1", (Element("1", "1", criteria),)),),
    )
