"""Ghi bộ câu hỏi: a question set as the text of its TOML file, the same bytes for the same questions."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sipas_engine.methods.instrument import Instrument
from sipas_engine.methods.question_set import Element, QuestionSet, Source

Value = str | int | bool | float | date | Sequence[str] | Sequence[int] | Sequence[float] | None


def question_set_text(questions: QuestionSet) -> str:
    """Tệp bộ câu hỏi: what ``load_question_set`` reads as these very questions again."""
    return "\n".join(_lines(questions)) + "\n"


def _lines(questions: QuestionSet) -> Iterator[str]:
    yield from _pairs(
        code=questions.code or None,
        name=questions.name or None,
        satisfied=questions.satisfied,
        scale=questions.scale,
        general=questions.general or None,
    )
    if questions.source != Source():
        source = questions.source
        yield from ("", "[source]")
        yield from _pairs(
            legal=source.legal or None,
            first_day=source.first_day,
            last_day=source.last_day,
            published_criteria=source.published_criteria,
            notes=source.notes or None,
        )
    for component in questions.components:
        yield from _table("component", code=component.code, name=component.name)
        for element in component.elements:
            yield from _element(element)
    yield from _instrument(questions.instrument)


def _element(element: Element) -> Iterator[str]:
    yield from _table(
        "component.element",
        code=element.code,
        name=element.name,
        question=element.question or None,
        experience=element.experience or None,
    )
    yield "criteria = ["
    for criterion in element.criteria:
        yield f"  {{ code = {_text(criterion.code)}, name = {_text(criterion.name)} }},"
    yield "]"


def _instrument(instrument: Instrument) -> Iterator[str]:
    for scale in instrument.scales:
        weights = [float(weight) for weight in scale.weights] or None
        yield from _table("answer_scale", code=scale.code, levels=scale.levels, weights=weights)
    for field in instrument.fields:
        yield from _table(
            "respondent_field",
            code=field.code,
            label=field.label,
            options=field.options or None,
            personal=True if field.personal else None,
            last_day=field.last_day,
        )
    for question in instrument.questions:
        yield from _table(
            "question",
            code=question.code,
            kind=question.kind,
            text=question.text,
            scale=question.scale or None,
            choose=question.choose,
            options=question.options or None,
            items=question.items or None,
        )
    for expectation in instrument.expectations:
        yield from _table("expectation", code=expectation.code, name=expectation.name)


def _table(heading: str, **values: Value) -> Iterator[str]:
    yield from ("", f"[[{heading}]]")
    yield from _pairs(**values)


def _pairs(**values: Value) -> Iterator[str]:
    for key, value in values.items():
        match value:
            case None:
                continue
            case str():
                yield f"{key} = {_text(value)}"
            case bool():
                yield f"{key} = {str(value).lower()}"
            case date():
                yield f"{key} = {value.isoformat()}"
            case int() | float():
                yield f"{key} = {value}"
            case _ if any(isinstance(item, str) for item in value):
                yield from (f"{key} = [", *_items(value), "]")
            case _:
                yield f"{key} = {list(value)}"


def _items(texts: Iterable[object]) -> Iterator[str]:
    return (f"  {_text(str(text))}," for text in texts)


def _text(text: str) -> str:
    """A basic string of TOML: JSON writes the same, but for the one control character it lets through."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
