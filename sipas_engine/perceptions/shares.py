"""Tỷ lệ lựa chọn: counts of what was chosen, as shares (F9) and as one number (F10), exact until printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, assert_never

from sipas_engine.errors import N_, SipasError
from sipas_engine.methods.instrument import AnswerScale
from sipas_engine.methods.method import SingleNumber

HUNDRED = Fraction(100)


class NoWeights(SipasError):
    """Thang không có trọng số: a scored number needs to know what each level is worth."""

    kind: ClassVar[str] = "no_weights"
    template: ClassVar[str] = N_(
        "The scale {scale} has no weights, so it gives no scored number. Use top or top2."
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Lựa chọn: one option or level, how often it was chosen, and the share of those who answered (percent).

    ``share`` is None when nobody answered, never 0.
    """

    code: str
    label: str
    count: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """Phân bố trả lời: the choices of one question or item, and who gave no countable answer.

    ``answered`` forms have a countable answer; ``blank``, ``double`` and ``dont_know`` leave it. Shares of a
    question with one answer add up to 100; where several may be chosen they are shares of the forms and may pass it.
    """

    choices: tuple[Choice, ...]
    answered: int
    blank: int
    double: int = 0
    dont_know: int = 0


def distribution(
    labels: Sequence[str],
    counts: Sequence[int],
    answered: int,
    blank: int,
    double: int = 0,
    dont_know: int = 0,
) -> Distribution:
    """Phân bố trả lời (F9): the share of each option is ``100 * count / answered``."""
    choices = tuple(
        Choice(str(number), label, count, HUNDRED * count / answered if answered else None)
        for number, (label, count) in enumerate(zip(labels, counts, strict=True), start=1)
    )
    return Distribution(choices, answered, blank, double, dont_know)


def single_number(found: Distribution, scale: AnswerScale, how: SingleNumber = "scored") -> Fraction | None:
    """Một số cho cả thang (F10): percent; None when nobody answered. Levels stand lowest first.

    Raises NoWeights when ``scored`` is asked of a scale without weights.

    >>> from fractions import Fraction
    >>> scale = AnswerScale("interest3", ("Không", "Một chút", "Rất"), (Fraction(0), Fraction(1, 2), Fraction(1)))
    >>> found = distribution(scale.levels, [5, 20, 75], answered=100, blank=0)
    >>> [str(single_number(found, scale, how)) for how in ("scored", "top", "top2")]
    ['85', '75', '95']
    """
    counts = [choice.count for choice in found.choices]
    match how:
        case "scored":
            if not scale.weights:
                raise NoWeights(where=scale.code, scale=scale.code)
            points = sum((w * n for w, n in zip(scale.weights, counts, strict=True)), Fraction(0))
        case "top":
            points = Fraction(counts[-1])
        case "top2":
            points = Fraction(sum(counts[-2:]))
        case never:
            assert_never(never)
    return HUNDRED * points / found.answered if found.answered else None
