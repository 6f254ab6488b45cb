"""Trọng số đánh giá: parts of a single score, which exists only where a person has set what each part weighs."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files

from directives.errors import N_, DirectiveError, Problem
from directives.results_use.scorecard import DutyTally, Scorecard


class BadWeights(DirectiveError):
    """Trọng số không dùng được: unknown parts, shares that are no whole percent, or a sum other than 100."""

    kind = "bad_weights"
    template = N_("The weights cannot be used; they have {count} problem(s):")


_UNKNOWN_PART = N_("“{part}” is no part of the scorecard. There are: {known}")
_NO_SHARE = N_("the weight of “{part}” is {value}: give a whole number from 1 to 100")
_SUM = N_("the weights add up to {total}: they must add up to 100")
_WHOLE = 100
#: A score is printed with one decimal; more would promise what the parts do not hold.
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ScorePart:
    """Phần của điểm: a column of the scorecard that can be weighed, on a scale of 0 to 100, and how it is reckoned."""

    code: str
    name: str
    how: str


@cache
def score_parts() -> tuple[ScorePart, ...]:
    """Các phần: those that a person may give a weight; without weights there is no score."""
    data = files("directives.results_use").joinpath("data", "evaluation.toml")
    rows = tomllib.loads(data.read_text(encoding="utf-8"))["part"]
    return tuple(ScorePart(**row) for row in rows)


def weights_read(written: Mapping[str, object]) -> Mapping[str, int]:
    """Đọc trọng số: whole percents by part, adding up to 100; empty means no score. Raises BadWeights."""
    known = [one.code for one in score_parts()]
    problems = [
        Problem(_UNKNOWN_PART, {"part": part, "known": ", ".join(known)}, part)
        for part in written
        if part not in known
    ]
    shares: dict[str, int] = {}
    for part, value in written.items():
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _WHOLE:
            problems.append(Problem(_NO_SHARE, {"part": part, "value": str(value)}, part))
        else:
            shares[part] = value
    if written and not problems and sum(shares.values()) != _WHOLE:
        problems.append(Problem(_SUM, {"total": sum(shares.values())}))
    if problems:
        raise BadWeights(problems=tuple(problems), count=len(problems))
    return shares


def scored(cards: Iterable[Scorecard], weights: Mapping[str, int]) -> tuple[Scorecard, ...]:
    """Chấm điểm: the weighted mean of the parts; a card of which one weighed part is unknown has no score, and why."""
    return tuple(_scored(card, weights) for card in cards)


def _scored(card: Scorecard, weights: Mapping[str, int]) -> Scorecard:
    if not weights:
        return replace(card, score=None, score_reason="")
    values = {part: _value(card, part) for part in weights}
    unknown = [one.name for one in score_parts() if one.code in values and values[one.code] is None]
    if unknown:
        return replace(card, score=None, score_reason="không có số liệu: " + "; ".join(unknown))
    total = sum((value * weights[part] for part, value in values.items() if value is not None), Decimal(0))
    return replace(card, score=(total / _WHOLE).quantize(_TENTH, ROUND_HALF_UP), score_reason="")


def _value(card: Scorecard, part: str) -> Decimal | None:
    """A part from 0 to 100; None where the unit owed nothing of it, or its figure is not shown."""
    match part:
        case "index":
            return card.index.value
        case "duties":
            return _on_time(card.duties)
        case "reports":
            return _on_time(card.reports)
        case "checks":
            return _share(min(card.checked, card.quota), card.quota)
        case _:
            due, done = (sum(getattr(one, name) for one in card.books) for name in ("due", "done"))
            return _share(done, due)


def _on_time(tally: DutyTally) -> Decimal | None:
    return _share(tally.on_time, tally.due)


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None
