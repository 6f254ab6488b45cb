"""Số liệu kiểm soát: what supervision and re-check came to, as numbers for the report on the campaign."""

from dataclasses import dataclass
from datetime import date

from sipas_engine.recheck.results import Discrepancy, RecheckResult
from sipas_engine.recheck.visits import open_findings
from workflows.services.field_book import assignments, finding_answers, records, visits
from workflows.services.recheck_forms import NoRecheck, recheck_report
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FieldNumbers:
    """Số liệu giám sát, phúc tra: counts, and how often answers were two levels or more apart (``far``).

    ``visited`` are villages, ``findings`` contents not fulfilled, ``unanswered`` those that wait. ``drawn`` forms were
    to be asked about again, ``rechecked`` respondents were met; ``never_seen`` of them never saw the form. Without a
    re-check its counts are 0 and ``far`` is None.
    """

    villages: int
    visited: int
    findings: int
    unanswered: int
    drawn: int
    rechecked: int
    never_seen: int
    far: Discrepancy | None


def field_numbers(workspace: Workspace, campaign_id: str, day: date) -> FieldNumbers:
    """Số liệu giám sát, phúc tra: up to ``day``. Raises UnknownCampaign."""
    assigned = assignments(records(workspace, campaign_id, "assignment"))
    seen = [one for one in visits(records(workspace, campaign_id, "visit")) if one.day <= day]
    answers = finding_answers(records(workspace, campaign_id, "answer"))
    again = _recheck(workspace, campaign_id)
    return FieldNumbers(
        villages=len(assigned),
        visited=len({one.village for one in seen}),
        findings=sum(len(one.findings) for one in seen),
        unanswered=len(open_findings(seen, answers, day)),
        drawn=again.drawn if again else 0,
        rechecked=again.recorded - again.not_met if again else 0,
        never_seen=len(again.never_seen) if again else 0,
        far=again.kinds["far"] if again else None,
    )


def _recheck(workspace: Workspace, campaign_id: str) -> RecheckResult | None:
    try:
        return recheck_report(workspace, campaign_id)
    except NoRecheck:
        return None
