"""Kết quả dạng JSON: the result as the plain dictionary that ``vanthu index --json`` prints."""

from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import decimal_comma, published_value
from sipas_engine.methods.method import Method


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
        "intervals": None,
    }
    return {
        "method": method,
        "units": [_unit(unit, result.method) for unit in result.units],
        "national": _unit(result.national, result.method),
    }


def _unit(unit: UnitIndex, method: Method) -> dict[str, object]:
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
        "components": {code: _number(value) for code, value in unit.components.items()},
        "elements": {code: _number(value) for code, value in unit.elements.items()},
        "criteria": {
            code: {
                "n": found.n,
                "s": found.s,
                "value": _number(found.value),
                "counts": list(found.counts),
                "blank": found.blank,
                "double": found.double,
                "dont_know": found.dont_know,
                "published": decimal_comma(published_value(found.value, method.decimals, method.rounding)),
            }
            for code, found in unit.criteria.items()
        },
    }


def _number(value: Value) -> float | None:
    return None if value is None else float(value)
