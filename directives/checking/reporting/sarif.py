"""SARIF: reports as a SARIF 2.1.0 log, which editors and review tools read (OASIS, 27 March 2020)."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from directives.checking.checker import CheckReport
from directives.checking.findings import Finding
from directives.checking.reporting.words import place_name, worded
from directives.checking.rules import rows

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(reports: Sequence[CheckReport], version: str, language: str) -> dict[str, Any]:
    """Nhật ký SARIF: one run with every finding of every report; only the rules that spoke are described."""
    spoke = {finding.rule for report in reports for finding in report.findings}
    described = [_rule(row, language) for row in rows() if row["id"] in spoke]
    index = {rule["id"]: place for place, rule in enumerate(described)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "vanthu", "version": version, "language": language, "rules": described}},
                "artifacts": [{"location": {"uri": quote(report.file)}} for report in reports],
                "results": [
                    _result(worded(finding, language), place, report, index, language)
                    for place, report in enumerate(reports)
                    for finding in report.findings
                ],
                "columnKind": "unicodeCodePoints",
            }
        ],
    }  # fmt: skip


def _rule(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    english = language == "en"
    clauses = ", ".join(f"{regime}: {clause}" for regime, clause in row["clause"].items())
    described: dict[str, Any] = {
        "id": row["id"],
        "shortDescription": {"text": row["says_en"] if english else row["says"]},
        "help": {"text": row["mend_en"] if english else row["mend"]},
        "defaultConfiguration": {"level": row["severity"]},
    }
    return described | ({"properties": {"clause": clauses}} if clauses else {})


def _result(
    finding: Finding, artifact: int, report: CheckReport, index: Mapping[str, int], language: str
) -> dict[str, Any]:
    logical = {"name": place_name(finding.place, language), "fullyQualifiedName": finding.where}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(report.file), "index": artifact}},
                "logicalLocations": [logical],
            }
        ],
        "properties": {
            "seen": finding.seen,
            "expected": finding.expected,
            "clause": finding.clause,
            "mend": finding.mend,
            "repairable": finding.repairable,
        },
    }
