"""So với cách tính chậm và chính xác: standard errors in whole fractions, by difference quotients of the estimator.

The oracle shares no code with the engine: it computes the printed value from the forms with Fractions, moves the
weight of one form after the other by a hair to see how the value answers, and sums the squares cluster by cluster.
"""

import random
from fractions import Fraction
from itertools import product
from math import sqrt

import pytest

from sipas_engine.from_file import index_from_file
from sipas_engine.methods.method import Method
from tests.sipas_engine.builders import a_forms_csv, a_question_set

STRUCTURE = {"I": {"A": ["1", "2"], "B": ["3"]}, "II": {"C": ["4", "5", "6"]}}
CODES = ["1", "2", "3", "4", "5", "6"]
CELLS = ["1", "2", "3", "4", "4", "5", "5", "5", "", "45", "KB"]
HAIR = Fraction(1, 10**30)


def some_rows(seed):
    """Strata that cross units, cluster names used again in other strata and units, units that miss criteria."""
    rng = random.Random(seed)
    rows = []
    for number in range(rng.randint(16, 24)):
        province, commune = rng.choice([("P", "x"), ("P", "y"), ("Q", "x"), ("Q", "z"), ("R", "w")])
        row = {"form_id": f"f{number}", "province": province, "commune": commune}
        row["vùng"] = rng.choice("abb") if province != "R" else "b"
        row["thôn"] = rng.choice("1234")
        row["trọng số"] = rng.choice(["1", "2.5", "0.75"])
        row["status"] = rng.choice(["", "", "", "", "invalid"])
        for code in CODES:
            silent = (province, commune) == ("Q", "z") or (commune == "y" and code == "3")
            row[code] = "" if silent else rng.choice(CELLS)
        rows.append(row)
    return rows


def point(cell, method):
    """What an answer earns, or None when it is none."""
    counted = {"": method.blank_as, "45": method.double_as, "KB": method.dont_know_as}
    level = counted[cell] if cell in counted else int(cell)
    if level is None:
        return None
    return {"F1": Fraction(level >= 4), "F1m": Fraction(level, 5), "F1z": Fraction(level - 1, 4)}[
        method.metric
    ]


def values(rows, weights, method):
    gained, asked = dict.fromkeys(CODES, Fraction(0)), dict.fromkeys(CODES, Fraction(0))
    for row, weight in zip(rows, weights, strict=True):
        for code in CODES:
            earned = point(row[code], method)
            if earned is not None:
                gained[code] += weight * earned
                asked[code] += weight

    def pool(codes):
        votes = sum(asked[code] for code in codes)
        return 100 * sum(gained[code] for code in codes) / votes if votes else None

    def mean(known, heavy=None):
        pairs = [(v, w) for v, w in zip(known, heavy or [1] * len(known), strict=True) if v is not None]
        return sum(v * w for v, w in pairs) / sum(w for _, w in pairs) if pairs else None

    found = {code: pool([code]) for code in CODES}
    how = method.aggregate_element or ("pooled" if method.aggregate == "pooled" else "mean_criteria")
    for name, parts in STRUCTURE.items():
        for part, codes in parts.items():
            found[part] = pool(codes) if how == "pooled" else mean([found[code] for code in codes])
        codes = [code for codes in parts.values() for code in codes]
        if method.aggregate == "pooled":
            found[name] = pool(codes)
        elif method.aggregate == "mean_criteria":
            found[name] = mean([found[code] for code in codes])
        else:
            found[name] = mean([found[part] for part in parts])
    found["sipas"] = {
        "pooled": lambda: pool(CODES),
        "mean_criteria": lambda: mean([found[code] for code in CODES]),
        "mean_elements": lambda: mean([found[e] for e in ("A", "B", "C")]),
        "mean_components": lambda: mean(
            [found["I"], found["II"]], [method.component_weights.get(code, 1) for code in ("I", "II")]
        ),
    }[method.aggregate]()
    return found


def national_values(rows, weights, method):
    if method.rollup == "pooled":
        return values(rows, weights, method)
    units = {}
    for row, weight in zip(rows, weights, strict=True):
        units.setdefault(row["province"], []).append((row, weight))
    each = [(values(*zip(*unit, strict=True), method), sum(w for _, w in unit)) for unit in units.values()]
    found = {}
    for key in each[0][0]:
        known = [(v[key], w if method.rollup == "by_forms" else 1) for v, w in each if v[key] is not None]
        found[key] = sum(v * w for v, w in known) / sum(w for _, w in known) if known else None
    return found


def oracle(valid, own, weights, value_of, cluster_of, stratum_of):
    """The standard error of every value of the forms ``own``, which are some of the ``valid`` ones."""
    in_stratum, in_unit = {}, {}
    for row in valid:
        in_stratum.setdefault(stratum_of(row), set()).add(cluster_of(row))
    for row in own:
        in_unit.setdefault(stratum_of(row), set()).add(cluster_of(row))
    before = value_of(own, weights)
    if sum(map(len, in_unit.values())) < 2 or any(len(in_stratum[h]) < 2 for h in in_unit):
        return dict.fromkeys(before)
    moves = []
    for i in range(len(own)):
        moved = [w + HAIR * (j == i) for j, w in enumerate(weights)]
        after = value_of(own, moved)
        moves.append({k: (after[k] - v) / HAIR for k, v in before.items() if v is not None})
    errors = {}
    for key, value in before.items():
        if value is None:
            errors[key] = None
            continue
        squares = Fraction(0)
        for stratum in in_unit:
            sums = dict.fromkeys(in_stratum[stratum], Fraction(0))
            for row, weight, move in zip(own, weights, moves, strict=True):
                if stratum_of(row) == stratum:
                    sums[cluster_of(row)] += weight * move[key]
            n = len(sums)
            mean = sum(sums.values()) / n
            squares += Fraction(n, n - 1) * sum((z - mean) ** 2 for z in sums.values())
        errors[key] = sqrt(squares)
    return errors


def errors_of(unit):
    found = dict.fromkeys((*unit.criteria, *unit.elements, *unit.components))
    for parts in unit.precision.values():
        found |= {code: precision.se for code, precision in parts.items()}
    return {**found, "sipas": unit.se}


def values_of(unit):
    criteria = {code: found.value for code, found in unit.criteria.items()}
    return {**criteria, **unit.elements, **unit.components, "sipas": unit.sipas}


def assert_close(found, expected):
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        if value is None:
            assert found[key] is None, key
        else:
            assert found[key] == pytest.approx(value, abs=1e-9, rel=1e-9), key


DESIGNS = [(None, None), (None, "thôn"), ("vùng", None), ("vùng", "thôn")]
READINGS = list(
    product(
        ["F1", "F1m", "F1z"],
        ["pooled", "mean_criteria", "mean_elements", "mean_components"],
        [None, "pooled", "mean_criteria"],
        ["pooled", "mean_units", "by_forms"],
    )
)
SETTINGS = [
    (*reading, *DESIGNS[i % 4], "trọng số" if i % 3 else None, i % 5 == 0)
    for i, reading in enumerate(READINGS)
]


@pytest.mark.parametrize(
    ("metric", "aggregate", "element", "rollup", "strata", "psu", "weight", "blanks_count"), SETTINGS
)
def test_values_and_standard_errors_are_those_of_difference_quotients_in_fractions(
    tmp_path, metric, aggregate, element, rollup, strata, psu, weight, blanks_count
):
    rows = some_rows(f"{metric}{aggregate}{element}{rollup}{strata}{psu}")
    heavy = {"I": Fraction(2), "II": Fraction(1, 2)} if aggregate == "mean_components" else {}
    counted = {"blank_as": 3, "double_as": 2, "dont_know_as": 1} if blanks_count else {}
    method = Method(
        metric=metric,
        aggregate=aggregate,
        aggregate_element=element,
        rollup=rollup,
        component_weights=heavy,
        **counted,
    )
    result = index_from_file(
        a_forms_csv(tmp_path, rows),
        a_question_set(STRUCTURE),
        ["province", "commune"],
        method,
        strata=strata,
        psu=psu,
        weight=weight,
        parts=True,
    )
    valid = [row for row in rows if row["status"] != "invalid"]

    def stratum_of(row):
        return row[strata] if strata else ""

    def cluster_of(row):
        return (stratum_of(row), row[psu] if psu else row["form_id"])

    def weights_of(own):
        return [Fraction(row[weight]) if weight else Fraction(1) for row in own]

    def expected(own, estimator):
        return oracle(
            valid, own, weights_of(own), lambda some, w: estimator(some, w, method), cluster_of, stratum_of
        )

    for unit in result.units:
        own = [row for row in valid if row["province"] == unit.path[0]]
        if unit.level == "commune":
            own = [row for row in own if row["commune"] == unit.path[-1]]
        assert_close(errors_of(unit), expected(own, values))
        assert values_of(unit) == values(own, weights_of(own), method)
    assert_close(errors_of(result.national), expected(valid, national_values))
    assert values_of(result.national) == national_values(valid, weights_of(valid), method)
