"""Quy tắc thể thức: the rules as rows of data, each joined to the one function that judges it.

The rows stand in ``data/*.toml``, one file for each part of a document; README.md there says what each key means.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from directives.checking.findings import Finding, Place, Unseen
from directives.checking.seeing.page import Line
from directives.rulebook.regimes import Measure, Regime, all_regimes

#: The kinds of file a rule can be judged on.
WORD, PDF = "word", "pdf"
#: The numbers of the law's own table: F-01…F-131 of form, K1…K20 of capital letters.
FORM_RULES, CAPITAL_RULES = 131, 20


@dataclass(frozen=True, slots=True)
class Rule:
    """Quy tắc: a row of the rulebook as it holds under one regime.

    ``needs`` names the box without which it cannot be judged, ``needs_measure`` says that bounds are needed;
    ``measure`` carries them as the regime has them, ``measures`` those that the regime has of a rule with several.
    ``kinds``: the files it can be judged on. The block of a copy is not judged by what is not ``on_copies``.
    ``element`` is the part of the page it is about.
    """

    id: str
    element: str
    severity: str
    clause: str
    says: str
    mend: str
    repairable: bool
    needs: str | None
    expects: Mapping[str, Any]
    needs_measure: bool
    measure: Measure | None
    kinds: tuple[str, ...] = (WORD, PDF)
    on_copies: bool = True
    measures: Mapping[str, Measure] = field(default_factory=dict)

    def finding(
        self,
        where: Line | Place | str,
        seen: object,
        expected: object,
        severity: str = "",
        *,
        at: tuple[int, int] | None = None,
    ) -> Finding:
        """Lập lỗi: what was seen and what is expected, at a line, at a place, or in the "document".

        ``at`` are the first and the next-to-last letter of the line's text that are meant; the whole line without it.
        """
        place = self._place(where, at)
        return Finding(
            self.id, severity or self.severity, place.where, str(seen), str(expected), self.clause,
            self.says, self.mend.replace("{expected}", str(expected)), self.repairable, place,
        )  # fmt: skip

    def unseen(self, reason: str) -> Unseen:
        """Không xét được: says why this rule cannot be judged here."""
        return Unseen(self.id, reason)

    def _place(self, where: Line | Place | str, at: tuple[int, int] | None) -> Place:
        match where:
            case Line():
                first, last = at or (0, len(where.text))
                return Place(self.element, where.index, where.start + first, where.start + last)
            case Place():
                return where
        kind, _, number = where.partition(":")
        return Place(self.element, section=int(number)) if kind == "section" else Place(self.element)


#: What a judge says: findings, and what it could not see.
Judgements = Iterator[Finding | Unseen]
#: A judge takes what the rules of its subject look at (a ``Page``, a registered document, a book) and the rule.
Check = Callable[[Any, Rule], Judgements]
_CHECKS: dict[tuple[str, str], Check] = {}
_Judge = TypeVar("_Judge", bound=Callable[..., Judgements])


def checks(*rule_ids: str, on: str = "page") -> Callable[[_Judge], _Judge]:
    """Gắn quy tắc: makes a function the judge of these rules on a subject: "page", "entry", "book" or "file".

    A rule has one judge a subject; its row says on which it is judged. Raises ValueError for a second judge.
    """

    def register(function: _Judge) -> _Judge:
        for rule_id in rule_ids:
            if (on, rule_id) in _CHECKS:
                raise ValueError(f"{rule_id} has two check functions for {on}")
            _CHECKS[on, rule_id] = function
        return function

    return register


def check_of(rule_id: str, on: str = "page") -> Check:
    """Hàm kiểm tra: the function which judges this rule on a subject. Raises KeyError when there is none."""
    return _CHECKS[on, rule_id]


def judged_ids() -> frozenset[str]:
    """Mã đã có hàm: every rule id that some function judges."""
    return frozenset(rule_id for _, rule_id in _CHECKS)


def judges() -> frozenset[tuple[str, str]]:
    """Các hàm kiểm tra: (subject, rule id) of every judge."""
    return frozenset(_CHECKS)


def every_id() -> tuple[str, ...]:
    """Mọi mã: the ids of the whole table of the law, F-01…F-131 and K1…K20, in its order."""
    return (
        *(f"F-{n:02d}" for n in range(1, FORM_RULES + 1)),
        *(f"K{n}" for n in range(1, CAPITAL_RULES + 1)),
    )


@cache
def rows() -> tuple[Mapping[str, Any], ...]:
    """Các dòng: every row of the rulebook as it is written, in the order of the law's table."""
    order = {rule_id: place for place, rule_id in enumerate(every_id())}
    found = [
        row
        for file in files(__package__).joinpath("data").iterdir()
        if file.name.endswith(".toml") and file.name != "regimes.toml"
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["rule"]
    ]
    return tuple(sorted(found, key=lambda row: order[row["id"]]))


@cache
def _policies() -> Mapping[str, Any]:
    text = files(__package__).joinpath("data/regimes.toml").read_text(encoding="utf-8")
    policies: Mapping[str, Any] = tomllib.loads(text)["regime"]
    return policies


def rules_under(regime: Regime, day: date | None = None, *, on: str = "page") -> tuple[Rule, ...]:
    """Quy tắc của chế độ: rules which hold on a document of that day, severities and clauses as the regime has them.

    Without a day, those of the regime whatever their own days. ``on``: the subject that is judged. Where an older
    regime is read through the newer law's rules, errors become warnings, save those listed.
    """
    return tuple(rule for row, rule in _rules_of(regime.id, on) if day is None or _holds(row, day))


@cache
def _rules_of(regime_id: str, on: str) -> tuple[tuple[Mapping[str, Any], Rule], ...]:
    regime = next(regime for regime in all_regimes() if regime.id == regime_id)
    return tuple(
        (row, _rule(row, regime))
        for row in rows()
        if regime_id in row["regimes"] and on in row.get("judged_on", ("page",))
    )


def _holds(row: Mapping[str, Any], day: date) -> bool:
    since, to = row.get("from"), row.get("to")
    return (since is None or since <= day) and (to is None or day <= to)


def _rule(row: Mapping[str, Any], regime: Regime) -> Rule:
    policy = _policies()[regime.id]
    softened = policy["soften"] and row["id"] not in policy["keeps_errors"]
    measure = row.get("measure")
    return Rule(
        id=row["id"],
        element=row["element"],
        severity="warning" if softened else row["severity"],
        clause=row["clause"].get(regime.id, regime.title),
        says=row["says"],
        mend=row["mend"],
        repairable=row.get("repairable", False),
        needs=row.get("needs"),
        expects={**row.get("expects", {}), **row.get("expects_under", {}).get(regime.id, {})},
        needs_measure=measure is not None,
        measure=regime.measures.get(measure) if measure else None,
        kinds=tuple(row.get("kinds", (WORD, PDF))),
        on_copies=row.get("on_copies", True),
        measures={one: regime.measures[one] for one in row.get("measures", ()) if one in regime.measures},
    )


def in_english(finding: Finding) -> Finding:
    """Bằng tiếng Anh: the same finding with the English sentences of its rule."""
    row = next(row for row in rows() if row["id"] == finding.rule)
    return finding.said(row["says_en"], row["mend_en"].replace("{expected}", finding.expected))


@cache
def uncovered_ids() -> tuple[str, ...]:
    """Quy tắc chưa kiểm tra: ids of the rule table which this edition does not judge."""
    known = {row["id"] for row in rows()}
    return tuple(rule_id for rule_id in every_id() if rule_id not in known)
