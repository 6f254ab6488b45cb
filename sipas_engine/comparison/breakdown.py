"""Chia nhóm: the index of the people of a service, a sex, an age or a way of asking (F5)."""

from collections.abc import Sequence

from sipas_engine.index.compute import compute_index
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import Forms
from sipas_engine.tally.count import tally_forms

USUAL_COLUMNS = ("service", "sex", "age", "mode")
"""Các cách chia thường dùng: columns of a file of forms that say who answered, about what, and how asked."""


def breakdown(
    forms: Forms, questions: QuestionSet, method: Method, columns: Sequence[str] = USUAL_COLUMNS
) -> dict[str, IndexResult]:
    """Chia nhóm (F5): for each column which the forms have, the index of each of its groups.

    A group pools its own forms. Nothing is suppressed here: groups below the limits are marked or left out when
    published.
    """
    return {
        column: compute_index(tally_forms(forms, (column,)), questions, method, {column: (column,)})
        for column in columns
        if column in forms.labels
    }
