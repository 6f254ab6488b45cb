"""Kết quả dạng JSON: the result as the plain dictionary that ``vanthu index --json`` prints."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from sipas_engine.index.result import CriterionIndex, DesignUsed, IndexResult, RankSetsUsed, UnitIndex, Value
from sipas_engine.index.rounding import decimal_comma, published_value
from sipas_engine.methods.method import Method, Rounding

CriteriaShown = dict[int, dict[str, object]]
"""Chỉ số tiêu chí đã trình bày: as JSON, by the identity of the mapping they come from."""


def result_as_json(result: IndexResult) -> dict[str, object]:
    """Kết quả dạng JSON: method, units and nation; unrounded percentages, None where nobody answered."""
    questions = result.questions
    method = {
        **result.method.settings(),
        "question_set": questions.code or None,
        "legal": questions.source.legal or None,
        "criteria": len(questions.criteria),
        "scale": questions.scale,
        "satisfied": list(questions.satisfied),
        "by": list(result.by),
        "weight": result.weight,
        "strata": result.strata,
        "psu": result.psu,
        "intervals": None if result.design is None else _intervals(result.design),
        "rank_sets": None if result.rank_sets is None else _rank_sets(result.rank_sets),
    }
    criteria: CriteriaShown = {}
    return {
        "method": method,
        "units": [_unit(unit, result.method, criteria) for unit in result.units],
        "national": _unit(result.national, result.method, criteria),
        **_alike(result),
    }


def _intervals(design: DesignUsed) -> dict[str, object]:
    return {
        "standard_errors": "Taylor linearization of the printed value, in percentage points",
        "strata": list(design.strata) or "one stratum",
        "clusters": list(design.clusters) or "each form",
        "sampling": "clusters with replacement within strata; a cluster is the pair (stratum, psu)",
        "domains": "each unit; every cluster of a stratum that it touches counts",
        "not_estimated": "a unit in a single cluster, or in a stratum of a single cluster",
        "confidence": design.confidence,
        "interval": "Wilson on the effective size p(1 - p)/se²; at 0 and 100 % on the number of forms with an answer",
        "degrees_of_freedom": "clusters less strata, those of the unit, at least 1; quantile of t",
    }


def _rank_sets(used: RankSetsUsed) -> dict[str, object]:
    return {
        "confidence": used.confidence,
        "draws": used.draws,
        "seed": used.seed,
        "about": "all pairwise differences of a level at once, by the largest of their standardized draws",
    }


def _alike(result: IndexResult) -> dict[str, object]:
    """Groups of units that the sample cannot tell apart, only where rank sets were asked for."""
    if result.rank_sets is None:
        return {}
    return {
        "alike": [
            {"level": level, "units": [unit.label for unit in group]}
            for level, groups in result.alike.items()
            for group in groups
        ]
    }


def _unit(unit: UnitIndex, method: Method, shown: CriteriaShown) -> dict[str, object]:
    """One unit; units of the very same counts share their criteria, which are ``shown`` once, by identity."""
    criteria = shown.get(id(unit.criteria))
    if criteria is None:
        criteria = shown[id(unit.criteria)] = _criteria(unit.criteria, method)
    return {
        "level": unit.level,
        "unit": unit.label,
        "path": list(unit.path),
        "n_forms": unit.n_forms,
        "n_valid": unit.n_valid,
        "sipas": _number(unit.sipas),
        "se": unit.se,
        "ci95": None if unit.interval is None else list(unit.interval),
        "published": decimal_comma(unit.published),
        "rank": unit.rank,
        "rank_set": None if unit.rank_set is None else list(unit.rank_set),
        "components": {code: _number(value) for code, value in unit.components.items()},
        "elements": {code: _number(value) for code, value in unit.elements.items()},
        "criteria": criteria,
        **_precision(unit),
    }


def _criteria(criteria: Mapping[str, CriterionIndex], method: Method) -> dict[str, object]:
    return {
        code: {
            "n": found.n,
            "s": found.s,
            "value": _number(found.value),
            "counts": list(found.counts),
            "blank": found.blank,
            "double": found.double,
            "dont_know": found.dont_know,
            "published": _published(found.value, method.decimals, method.rounding),
        }
        for code, found in criteria.items()
    }


@lru_cache(maxsize=100_000)  # keyed by two whole numbers: the same few thousand shares come again
def _published_ratio(above: int, below: int, decimals: int, rounding: Rounding) -> str | None:
    return decimal_comma(published_value(Fraction(above, below), decimals, rounding))


def _published(value: Value, decimals: int, rounding: Rounding) -> str | None:
    return None if value is None else _published_ratio(*value.as_integer_ratio(), decimals, rounding)


def _precision(unit: UnitIndex) -> dict[str, object]:
    """Standard errors and intervals of the parts, only where they were computed."""
    if not unit.precision:
        return {}
    return {
        "precision": {
            kind: {code: {"se": found.se, "ci95": list(found.interval)} for code, found in parts.items()}
            for kind, parts in unit.precision.items()
        }
    }


def _number(value: Value) -> float | None:
    if value is None:
        return None
    above, below = value.as_integer_ratio()
    return above / below  # what float() gives, without its detour
