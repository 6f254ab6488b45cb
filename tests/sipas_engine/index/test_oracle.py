"""So với cách tính độc lập: plain loops over the forms with Decimal, sharing no code with the engine."""

import random
from decimal import Decimal, getcontext
from itertools import product

import pytest

from sipas_engine.from_file import index_from_file
from sipas_engine.methods.method import Method
from tests.sipas_engine.builders import a_forms_csv, a_question_set

getcontext().prec = 50

STRUCTURE = {"I": {"A": ["1", "2"], "B": ["3"]}, "II": {"C": ["4", "5", "6"]}}
CODES = ["1", "2", "3", "4", "5", "6"]
CELLS = ["1", "2", "3", "3", "4", "4", "4", "5", "5", "", "45", "2;3", "KB", "9", " 4 "]


def some_rows(seed):
    """Two provinces of two communes; one commune never answers criterion 3, one answers nothing."""
    rng = random.Random(seed)
    rows = []
    for number in range(rng.randint(20, 60)):
        province, commune = rng.choice([("P", "x"), ("P", "y"), ("Q", "x"), ("Q", "z")])
        row = {"form_id": f"f{number}", "province": province, "commune": commune}
        row["weight"] = rng.choice(["1", "2.5", "0.333", "7"])
        row["status"] = rng.choice(["", "", "", "hợp lệ", "INVALID"])
        for code in CODES:
            silent = (province, commune) == ("Q", "z") or (commune == "y" and code == "3")
            row[code] = "" if silent else rng.choice(CELLS)
        rows.append(row)
    return rows


def mean(values):
    known = [value for value in values if value is not None]
    return sum(known) / Decimal(len(known)) if known else None


def points(metric, level):
    return {
        "F1": Decimal(level >= 4),
        "F1m": Decimal(level) / 5,
        "F1z": Decimal(level - 1) / 4,
    }[metric]


def oracle(rows, metric, aggregate, element_aggregate, weighted):
    """Every value of the forms given, by reading them one after the other."""
    gained = dict.fromkeys(CODES, Decimal(0))
    asked = dict.fromkeys(CODES, Decimal(0))
    for row in rows:
        if row["status"].lower() == "invalid":
            continue
        weight = Decimal(row["weight"]) if weighted else Decimal(1)
        for code in CODES:
            if row[code].strip() in list("12345"):
                gained[code] += weight * points(metric, int(row[code]))
                asked[code] += weight

    def pool(codes):
        votes = sum(asked[code] for code in codes)
        return 100 * sum(gained[code] for code in codes) / votes if votes else None

    criterion = {code: pool([code]) for code in CODES}

    def of_codes(codes, how):
        return pool(codes) if how == "pooled" else mean([criterion[code] for code in codes])

    how = element_aggregate or ("pooled" if aggregate == "pooled" else "mean_criteria")
    element, component = {}, {}
    for name, parts in STRUCTURE.items():
        for part, codes in parts.items():
            element[part] = of_codes(codes, how)
        if aggregate in ("pooled", "mean_criteria"):
            component[name] = of_codes([code for codes in parts.values() for code in codes], aggregate)
        else:
            component[name] = mean([element[part] for part in parts])
    total = {
        "pooled": lambda: pool(CODES),
        "mean_criteria": lambda: mean(criterion.values()),
        "mean_elements": lambda: mean(element.values()),
        "mean_components": lambda: mean(component.values()),
    }[aggregate]()
    return {**criterion, **element, **component, "sipas": total}


def national_oracle(rows, rollup, weighted, of):
    if rollup == "pooled":
        return of(rows)
    parts = {}
    for row in rows:
        parts.setdefault(row["province"], []).append(row)
    values, weights = [], []
    for unit_rows in parts.values():
        values.append(of(unit_rows))
        valid = [row for row in unit_rows if row["status"].lower() != "invalid"]
        by_forms = sum((Decimal(row["weight"]) if weighted else Decimal(1)) for row in valid)
        weights.append(Decimal(1) if rollup == "mean_units" else by_forms)
    national = {}
    for key in values[0]:
        known = [(v[key], w) for v, w in zip(values, weights, strict=True) if v[key] is not None]
        heavy = sum(w for _, w in known)
        national[key] = sum(v * w for v, w in known) / heavy if heavy else None
    return national


def flat(unit):
    values = {code: found.value for code, found in unit.criteria.items()}
    return {**values, **unit.elements, **unit.components, "sipas": unit.sipas}


def assert_close(found, expected):
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        if value is None:
            assert found[key] is None, key
        else:
            exact = Decimal(found[key].numerator) / Decimal(found[key].denominator)
            assert abs(exact - value) < Decimal("1e-40"), key


SETTINGS = list(
    product(
        ["F1", "F1m", "F1z"],
        ["pooled", "mean_criteria", "mean_elements", "mean_components"],
        [None, "pooled", "mean_criteria"],
        ["pooled", "mean_units", "by_forms"],
        [False, True],
    )
)


@pytest.mark.parametrize(("metric", "aggregate", "element", "rollup", "weighted"), SETTINGS)
def test_every_value_is_that_of_plain_loops_over_the_forms(
    tmp_path, metric, aggregate, element, rollup, weighted
):
    rows = some_rows(f"{metric}{aggregate}{element}{rollup}{weighted}")
    path = a_forms_csv(tmp_path, rows)
    method = Method(metric=metric, aggregate=aggregate, aggregate_element=element, rollup=rollup)
    result = index_from_file(
        path,
        a_question_set(STRUCTURE),
        ["province", "commune"],
        method,
        weight="weight" if weighted else None,
    )

    def of(some):
        return oracle(some, metric, aggregate, element, weighted)

    for unit in result.units:
        own = [row for row in rows if row["province"] == unit.path[0]]
        if unit.level == "commune":
            own = [row for row in own if row["commune"] == unit.path[-1]]
        assert unit.n_forms == len(own)
        assert_close(flat(unit), of(own))
    assert_close(flat(result.national), national_oracle(rows, rollup, weighted, of))
