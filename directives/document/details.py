"""Mục riêng của mẫu: what a form asks beyond the boxes of the law, answered in a draft's ``[details]``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from directives.calendar.dates import long_date, long_moment
from directives.document.model import Detail
from directives.errors import N_, DirectiveError, Problem
from directives.text import without_mark
from doc_templates import Form, FormField

#: An answer as a person writes it: a text, several lines, a day, or a moment.
Answer = str | Sequence[str] | date

_MISSING = N_("details.{field} is missing: {asks}")
_UNKNOWN = N_("details.{field} is not asked by this form; did you mean “{nearest}”? It asks: {known}")
_TEXT = N_("details.{field} must be one text in quotes: {asks}")
_LINES = N_("details.{field} must be a list of texts in [ ]: {asks}")
_DAY = N_("details.{field} must be a date such as 2026-03-05 without quotes: {asks}")
_MOMENT = N_("details.{field} must be a moment such as 2026-03-05T08:30:00 without quotes: {asks}")


class UnansweredForm(DirectiveError):
    """Mẫu chưa điền đủ: what the form asks is missing, or what was answered is not asked."""

    kind = "unanswered_form"
    template = N_("The form “{form}” is not filled in ({count} problem(s)). Correct the table [details]:")


def details_of(answers: Mapping[str, Answer], form: Form) -> tuple[Detail, ...]:
    """Trả lời mẫu: every question of ``form`` with its answer, empty where it may be left out.

    Raises UnansweredForm naming all that is missing, unknown or of the wrong kind.
    """
    questions = form.questions
    problems = list(_problems(answers, questions))
    if problems:
        raise UnansweredForm(where="details", problems=tuple(problems), form=form.name, count=len(problems))
    return tuple(Detail(name, _worded(answers.get(name), field)) for name, field in questions.items())


def _problems(answers: Mapping[str, Answer], questions: Mapping[str, FormField]) -> Iterator[Problem]:
    for name, field in questions.items():
        where, about = f"details.{name}", {"field": name, "asks": field.asks}
        answer = answers.get(name)
        if answer is None or answer in ("", []):
            if field.required:
                yield Problem(_MISSING, about, where)
        elif sentence := _misfit(answer, field):
            yield Problem(sentence, about, where)
    for name in answers.keys() - questions.keys():
        nearest = next(iter(get_close_matches(name, questions, n=1)), "–")
        known = ", ".join(questions) or "–"
        yield Problem(_UNKNOWN, {"field": name, "nearest": nearest, "known": known}, f"details.{name}")


def _misfit(answer: Answer, field: FormField) -> str:
    match field.kind:
        case "lines":
            return "" if not isinstance(answer, str | date) else _LINES
        case "day":
            return "" if isinstance(answer, date) and not isinstance(answer, datetime) else _DAY
        case "moment":
            return "" if isinstance(answer, datetime) else _MOMENT
        case _:
            return "" if isinstance(answer, str) else _TEXT


def _worded(answer: Answer | None, field: FormField) -> str | tuple[str, ...]:
    match answer:
        case datetime():
            return long_moment(answer)
        case date():
            return long_date(answer)
        case _ if field.kind == "lines":
            return tuple(answer or ())
        case _ if field.kind == "phrase":
            return without_mark(str(answer or ""))
        case _:
            return str(answer or "")
