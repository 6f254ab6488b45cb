"""Tình trạng đợt cho chương trình khác: one answer in JSON, at whatever door it is asked for."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from directives.followup.difficulties import Difficulty
from workflows.services.campaign_status import CampaignStatus


def status_answer(
    found: CampaignStatus, campaign: str, unanswered: Sequence[Difficulty], *, by_unit: bool = False
) -> dict[str, Any]:
    """Tình trạng đợt: counts, late duties, next deadlines, changes and rows by step; by unit as well when asked."""
    answer = {
        "campaign": campaign,
        "on": found.day.isoformat(),
        "phase": found.phase.value,
        "counts": found.counts,
        "late": [
            {
                "step": item.duty.key.step,
                "unit": item.duty.key.unit,
                "occurrence": item.duty.key.occurrence,
                "due": _iso(item.duty.due),
                "working_days_late": item.working_days_late,
            }
            for item in found.late
        ],
        "next": [
            {
                "due": _iso(one.due),
                "step": one.step,
                "occurrence": one.occurrence,
                "open": one.open,
                "provisional": found.is_provisional(one.due),
            }
            for one in found.next
        ],
        "changes": [
            {
                "step": one.step,
                "unit": one.unit,
                "occurrence": one.occurrence,
                "change": one.kind.value,
                "on": _iso(one.on),
                "due": _iso(one.due),
                "document": one.document,
                "reason": one.reason,
            }
            for one in found.changes
        ],
        "field": _field(found),
        "by_step": [
            {
                "step": row.step,
                "name": row.name,
                "occurrence": row.occurrence,
                "due": _iso(row.due),
                "provisional": found.is_provisional(row.due),
                **asdict(row.tally),
            }
            for row in found.steps
        ],
    }
    if by_unit:
        answer["by_unit"] = [
            {"unit": row.unit, "name": found.name_of(row.unit), **asdict(row.tally)} for row in found.units
        ]
    return answer | {"late_answers": [_unanswered(one) for one in unanswered]}


def _unanswered(one: Difficulty) -> dict[str, object]:
    """Vướng mắc chậm trả lời: who owes an answer to whom since when."""
    said = {"number": one.number, "unit": one.unit, "step": one.step, "owner": one.owner}
    return {**said, "answer_due": one.answer_due.isoformat()}


def _field(found: CampaignStatus) -> dict[str, int] | None:
    """Số liệu phát, thu: None when there is no field book."""
    if found.field is None:
        return None
    counts = found.field.counts
    return {"forms": found.field.forms, **asdict(counts), "still_out": counts.still_out}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
