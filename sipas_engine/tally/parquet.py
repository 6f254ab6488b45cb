"""Đếm tệp lớn: the tally of a parquet file part by part, however many forms it holds."""

from collections.abc import Sequence
from pathlib import Path

from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms_file import forms_of_table
from sipas_engine.returns.parquet_file import parquet_parts
from sipas_engine.returns.refusals import EmptyForms
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.tally import Tally

ROWS_AT_ONCE = 200_000
"""Số phiếu mỗi phần: enough to be fast, few enough to take little memory."""


def tally_parquet(
    path: Path, questions: QuestionSet, columns: Sequence[str], *, weight: str | None = None
) -> Tally:
    """Đếm tệp parquet: what ``tally_forms`` gives of the whole file, read in parts and added up.

    Every cell is checked as ``read_forms`` does, but form numbers are not looked at: whether one stands twice is the
    matter of those who keep the forms. Raises BadForms with the problems of the first part that has any, EmptyForms,
    NoSuchFile, UnreadableForms.
    """
    wanted = {*columns, *questions.criterion_codes, "status", "weight", weight}
    total: Tally | None = None
    for table in parquet_parts(path, wanted.__contains__, ROWS_AT_ONCE):
        forms = forms_of_table(table, questions, labels=columns, weight=weight, numbered=False)
        part = tally_forms(forms, columns)
        total = part if total is None else total.plus(part)
    if total is None:
        raise EmptyForms(where=path.name, file=path.name)
    return total
