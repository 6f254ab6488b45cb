"""Sổ tay quy tắc: writes docs/rules.md from the rulebook and from the rows the tests prove (`make rules-doc`)."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import directives.rulebook
from directives.checking.judging import every_judge
from directives.checking.reporting.words import element_name, severity_name
from directives.checking.rules import every_id, rows
from tests.directives.checking.cases import NOT_SHOWABLE, shown

DOCUMENT = Path(__file__).parents[3] / "docs" / "rules.md"
CLAUSES = Path(directives.rulebook.__file__).parent / "data" / "clauses.toml"

HEAD = """# The rules of form

Written by `make rules-doc` from the rulebook (`directives/checking/data/`) and from the rows which the tests prove
(`tests/directives/checking/cases/`): do not edit by hand. Each rule stands with its clause by regime, what it says,
a right and a wrong example, and whether `vanthu fix` can mend it.

ND30 = Nghị định số 30/2020/NĐ-CP (from 05/3/2020), TT01 = Thông tư số 01/2011/TT-BNV (to 04/3/2020), TT55 = Thông tư
liên tịch số 55/2005/TTLT-BNV-VPCP (to 04/3/2011). Under the older laws errors are warnings, save where
`directives/checking/data/regimes.toml` says otherwise. A clause in square brackets is shown by the official templates
only; “–” means that the regime as a whole is cited.
"""


def text() -> str:
    """The whole document."""
    lines = [HEAD]
    table = list(rows())
    examples = shown()
    mended = sum(row.get("repairable", False) for row in table)
    lines.append(
        f"{len(table)} rules of {len(every_id())}; `vanthu fix` can mend {mended}; "
        f"{len(examples)} have a right and a wrong example in the tests.\n"
    )
    for element in dict.fromkeys(row["element"] for row in table):
        lines += [f"## {element_name(element, 'vi')} ({element_name(element, 'en')})\n"]
        for row in table:
            if row["element"] == element:
                lines += _rule(row, examples)
    lines += ["## Rules without an example\n", *_bullets(NOT_SHOWABLE), ""]
    lines += ["## Clauses which no rule judges\n", *_uncovered(table)]
    return "\n".join(lines).rstrip() + "\n"


def _rule(row: Mapping[str, Any], examples: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    clauses = "; ".join(f"{regime}: {row['clause'].get(regime, '–')}" for regime in row["regimes"])
    subjects = ", ".join(sorted(subject for subject, rule_id in every_judge() if rule_id == row["id"]))
    kinds = ", ".join(row.get("kinds", ("word", "pdf"))) if "page" in subjects else ""
    days = f" · from {row['from']}" if "from" in row else ""
    mended = "yes" if row.get("repairable") else "no"
    yield f"### {row['id']} · {severity_name(row['severity'], 'vi')} ({row['severity']})\n"
    yield f"{row['says']}  \n*{row['says_en']}*\n"
    yield f"- {clauses}{days}"
    yield f"- judged on: {subjects}{f' ({kinds})' if kinds else ''} · mended by `vanthu fix`: {mended}"
    yield f"- {row['mend']} *{row['mend_en']}*"
    for right, wrong in examples.get(row["id"], ()):
        yield f"- ✓ `{_quoted(right)}` ✗ `{_quoted(wrong)}`"
    yield ""


def _quoted(words: str) -> str:
    return words.replace("`", "'").replace("\n", " ⏎ ")


def _bullets(reasons: Mapping[str, str]) -> Iterator[str]:
    for rule_id, reason in reasons.items():
        yield f"- {rule_id}: {reason}"
    if not reasons:
        yield "None."


def uncovered(table: list[Mapping[str, Any]]) -> list[Mapping[str, str]]:
    """The clauses which no rule cites, by themselves or by a part of them."""
    cited = {
        clause.strip("[]") for row in table for one in row["clause"].values() for clause in one.split(", ")
    }
    if any(clause.startswith("Mẫu ") for clause in cited):
        cited.add("PL.III-II")  # where the templates stand, which are cited by their numbers
    clauses: list[Mapping[str, str]] = tomllib.loads(CLAUSES.read_text(encoding="utf-8"))["clause"]
    return [
        clause
        for clause in clauses
        if not any(
            one == clause["id"] or one.startswith((clause["id"] + ".", clause["id"] + "-")) for one in cited
        )
    ]


def _uncovered(table: list[Mapping[str, Any]]) -> Iterator[str]:
    for clause in uncovered(table):
        yield f"- {clause['id']} ({clause['title']}): {clause.get('why', '')}"


if __name__ == "__main__":
    DOCUMENT.write_text(text(), encoding="utf-8")
