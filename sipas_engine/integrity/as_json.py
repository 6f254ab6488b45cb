"""Kết quả xem xét dạng JSON: the dictionary that ``vanthu returns audit --json`` prints."""

from collections.abc import Callable

from sipas_engine.errors import Problem
from sipas_engine.integrity.audit import Audit, Flag, Rate


def audit_as_json(audit: Audit, worded: Callable[[Problem], str]) -> dict[str, object]:
    """Kết quả xem xét dạng JSON: flags with evidence as a sentence and as figures; ``worded`` puts it in words."""
    return {
        "forms": audit.forms,
        "signs": list(audit.signs),
        "threshold": audit.threshold,
        "false_alarm_rate": audit.false_alarm_rate,
        "flags": [_flag(flag, worded) for flag in audit.flags],
        "scores": audit.scores,
        "rates": {
            "offices": [_rate(rate) for rate in audit.offices],
            "enumerators": [_rate(rate) for rate in audit.collectors],
        },
        "unlisted_equal_answers": audit.unlisted_twins,
        "unread_times": audit.unread,
    }


def _flag(flag: Flag, worded: Callable[[Problem], str]) -> dict[str, object]:
    subject = (
        {"enumerator": flag.collector} if flag.collector is not None else {"form_ids": list(flag.form_ids)}
    )
    return {
        "kind": flag.kind,
        **subject,
        "score": flag.score,
        "evidence": worded(flag.evidence),
        "figures": {
            name: value for name, value in flag.evidence.fields.items() if name != "forms" or flag.collector
        },
        "flagged": flag.flagged,
    }


def _rate(rate: Rate) -> dict[str, object]:
    return {
        "unit": rate.name,
        "forms": rate.forms,
        "straight_lines": rate.straight_lines,
        "all_maximum": rate.all_maximum,
        "straight_line_rate": rate.straight_lines / rate.forms,
        "all_maximum_rate": rate.all_maximum / rate.forms,
    }
