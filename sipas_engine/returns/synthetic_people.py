"""Người trả lời mô phỏng: sex, age, mode and the answers besides satisfaction of made-up forms.

They are drawn apart from the answers about satisfaction, so that these stay the same whatever else a form asks.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

from sipas_engine.methods.instrument import Instrument, Question
from sipas_engine.methods.question_set import QuestionSet

#: Traits by which results are broken down; other lines of the respondent's card are left out.
_TRAITS = ("sex", "age")
MODE = "mode"
_MODES = (("trực tiếp", 0.86), ("trực tuyến", 0.14))
_BLANK, _DONT_KNOW = 0.02, 0.01
#: How much likelier an option is than the one after it, or the other way round where later ones are the usual.
_STEP = 0.62
_MOST_OPTIONS = 3


def people_columns(questions: QuestionSet) -> tuple[str, ...]:
    """Cột về người trả lời: traits, mode, and the columns of questions besides satisfaction; none for a bare set."""
    instrument = questions.instrument
    if not instrument.questions:
        return ()
    traits = [field.code for field in instrument.fields if field.code in _TRAITS and field.options]
    return (
        *traits,
        MODE,
        *(column for question in _asked(instrument) for column in _columns(question, instrument)),
    )


def answers_of_people(
    questions: QuestionSet, unit: Sequence[str], count: int, seed: int
) -> Iterator[tuple[str, ...]]:
    """Trả lời của người mô phỏng: one row a form, in the order of ``people_columns``; the same for the same seed."""
    instrument = questions.instrument
    rng = Random(f"{seed}|people|{'|'.join(unit)}")
    if not instrument.questions:
        yield from ((),) * count
        return
    traits = [field for field in instrument.fields if field.code in _TRAITS and field.options]
    for _ in range(count):
        row = [rng.choice(field.options) for field in traits]
        row.append(_MODES[0][0] if rng.random() < _MODES[0][1] else _MODES[1][0])
        for question in _asked(instrument):
            row += _answers(question, instrument, seed, rng)
        yield tuple(row)


def _asked(instrument: Instrument) -> Iterator[Question]:
    return (question for question in instrument.questions if question.kind not in ("satisfaction", "text"))


def _columns(question: Question, instrument: Instrument) -> tuple[str, ...]:
    return instrument.expectation_columns() if question.kind == "expectations" else question.columns


def _answers(question: Question, instrument: Instrument, seed: int, rng: Random) -> list[str]:
    match question.kind:
        case "single":
            first_is_usual = question.options[0].startswith("Không có")
            return [_one(len(question.options), _leaning(seed, question.code, first_is_usual), rng)]
        case "multi":
            return [_several(len(question.options), question.choose, rng)]
        case "expectations" if question.choose is not None:
            return [_several(len(instrument.expectations), question.choose, rng)]
        case _:
            scale = instrument.scale(question.scale)
            falling = bool(scale.weights) and scale.weights[0] > scale.weights[-1]
            return [
                _one(len(scale.levels), _leaning(seed, column, falling), rng)
                for column in _columns(question, instrument)
            ]


@cache
def _leaning(seed: int, column: str, to_first: bool) -> float:
    """The share of people nearest to the usual end; below 0 when that end is the first option."""
    size = _STEP + 0.2 * (Random(f"{seed}|leaning|{column}").random() - 0.5)
    return -size if to_first else size


def _one(options: int, leaning: float, rng: Random) -> str:
    draw = rng.random()
    if draw < _BLANK:
        return ""
    if draw < _BLANK + _DONT_KNOW:
        return "KB"
    place = 0
    while place < options - 1 and rng.random() > abs(leaning):
        place += 1
    return str(place + 1 if leaning < 0 else options - place)


def _several(options: int, choose: int | None, rng: Random) -> str:
    if rng.random() < _BLANK:
        return ""
    wanted = min(options, choose or rng.randint(1, _MOST_OPTIONS))
    return ";".join(str(number + 1) for number in sorted(rng.sample(range(options), wanted)))
