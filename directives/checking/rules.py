"""Quy tắc thể thức: the rules as rows of data, each joined to the one function that judges it."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from directives.checking.observed import Line, Page
from directives.rulebook.regimes import Measure, Regime


@dataclass(frozen=True, slots=True)
class Finding:
    """Lỗi thể thức: one thing seen that the law wants otherwise; a value, never raised."""

    rule: str
    severity: str  # error or warning
    where: str
    seen: str
    expected: str
    clause: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Quy tắc: a row of the rulebook as it holds under one regime.

    ``needs`` names the box without which it cannot be judged, ``needs_measure`` says that bounds are needed;
    ``measure`` carries them as the regime has them. The block of a copy is not judged by what is not ``on_copies``.
    """

    id: str
    severity: str
    clause: str
    says: str
    needs: str | None
    expects: Mapping[str, Any]
    needs_measure: bool
    measure: Measure | None
    on_copies: bool = True

    def finding(self, where: Line | str, seen: object, expected: object, severity: str = "") -> Finding:
        """Lập lỗi: what was seen and what is expected, at a line or at a named place."""
        place = f"paragraph:{where.index}" if isinstance(where, Line) else where
        return Finding(
            self.id, severity or self.severity, place, str(seen), str(expected), self.clause, self.says
        )


Check = Callable[[Page, Rule], Iterator[Finding]]
_CHECKS: dict[str, Check] = {}


def checks(*rule_ids: str) -> Callable[[Check], Check]:
    """Gắn quy tắc: makes a function the judge of these rules. Raises ValueError for a second judge."""

    def register(function: Check) -> Check:
        for rule_id in rule_ids:
            if rule_id in _CHECKS:
                raise ValueError(f"{rule_id} has two check functions")
            _CHECKS[rule_id] = function
        return function

    return register


def check_of(rule_id: str) -> Check:
    """Hàm kiểm tra: the function which judges this rule. Raises KeyError when there is none."""
    return _CHECKS[rule_id]


def judged_ids() -> frozenset[str]:
    """Mã đã có hàm: every rule id that some function judges."""
    return frozenset(_CHECKS)


@cache
def _rows() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data/nd30.toml").read_text(encoding="utf-8"))


def rules_under(regime: Regime) -> tuple[Rule, ...]:
    """Quy tắc của chế độ: rules in force under a regime, severities and clauses as it has them.

    Where an older regime is read through the newer law's rules, errors become warnings, save those listed.
    """
    table = _rows()
    policy = table["regime"][regime.id]
    rules = []
    for row in table["rule"]:
        if regime.id not in row["regimes"]:
            continue
        softened = policy["soften"] and row["id"] not in policy["keeps_errors"]
        measure = row.get("measure")
        rules.append(
            Rule(
                id=row["id"],
                severity="warning" if softened else row["severity"],
                clause=row["clause"].get(regime.id, regime.title),
                says=row["says"],
                needs=row.get("needs"),
                expects=row.get("expects", {}),
                needs_measure=measure is not None,
                measure=regime.measures.get(measure) if measure else None,
                on_copies=row.get("on_copies", True),
            )
        )
    return tuple(rules)


def uncovered_ids() -> tuple[str, ...]:
    """Quy tắc chưa kiểm tra: ids of the rule table which this edition does not judge."""
    table = _rows()
    every = [f"F-{n:02d}" for n in range(1, table["table"]["F"] + 1)]
    every += [f"K{n}" for n in range(1, table["table"]["K"] + 1)]
    known = {row["id"] for row in table["rule"]}
    return tuple(rule_id for rule_id in every if rule_id not in known)
