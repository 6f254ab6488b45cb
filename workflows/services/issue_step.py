"""Phát hành văn bản của một bước: draft template and facts make a document of each unit; number and fact go together.

All units of a batch are drafted and rehearsed before the first number; the state is read once for all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.draft_template import fill
from directives.document.enclosed import NOTHING
from directives.document.kinds import Urgency
from directives.document.toml_table import toml_table
from directives.errors import DirectiveError, Problem
from directives.followup.duties import Duty, DutyKey
from directives.followup.plan import Step
from storage import campaigns
from storage.campaigns import Fact
from storage.register import Entry
from workflows.services.campaign_edition import campaign_edition
from workflows.services.campaign_state import CampaignState
from workflows.services.issue_many import RefusedRequests, Request, issue_many
from workflows.services.rehearse_many import problems_of
from workflows.services.result_annexes import annexes_of, enclosed_in_draft, notice_of
from workflows.services.step_facts import common_facts, facts_of_units
from workflows.services.workspace import Workspace


def issue_step(
    workspace: Workspace, state: CampaignState, step: Step, due: Sequence[Duty], day: date
) -> None:
    """Phát hành: one document for each duty, in order. Raises RefusedRequests naming every document which drafting,
    rendering, the law of form or numbering refuse; then no number was given.
    """
    if not due:
        return
    of_request = {str(duty.key): duty.key for duty in due}
    requests, problems, refused = [], [], 0
    for request in _requests(workspace, state, step, due, day):
        if isinstance(request, Request):
            requests.append(request)
        else:
            refused += 1
            problems += request
    if problems:
        raise RefusedRequests(where=problems[0].where, problems=problems, refused=refused, total=len(due))

    def close(connection: Connection, request: Request, entry: Entry) -> None:
        key: DutyKey = of_request[request.idempotency_key]
        campaigns.add_fact(connection, Fact(key, day, {"document": entry.subject_id}))

    issue_many(workspace, requests, note=state.plan.title, alongside=close)


def _requests(
    workspace: Workspace, state: CampaignState, step: Step, due: Sequence[Duty], day: date
) -> Iterator[Request | list[Problem]]:
    """Yêu cầu của từng nhiệm vụ: the document to issue, or everything drafting refuses in it."""
    edition = campaign_edition(workspace, state) if _has_result(state) else None
    data = toml_table(state.drafts[step.draft])
    common = common_facts(workspace, state, edition, day)
    annexes = annexes_of(edition, step.annexes, notice=notice_of(state.plan)) if edition else ()
    units = list(dict.fromkeys(duty.key.unit for duty in due))
    own = facts_of_units(workspace, state, units, edition, day)
    for duty in due:
        where = f"{step.draft}:{duty.key.unit}".removesuffix(":")
        try:
            facts = {**common, **own[duty.key.unit]}
            draft = parse_draft({**fill(data, facts, file=step.draft), "date": day}, file=step.draft)
            enclosed = enclosed_in_draft(draft, edition, workspace.files) if edition else NOTHING
            document = compose(draft, workspace.chart, day, enclosed=enclosed)
            document = replace(document, annexes=annexes, urgency=_urgency(step) or document.urgency)
        except DirectiveError as error:
            yield [replace(problem, where=f"{where}:{problem.where}") for problem in problems_of(error)]
        else:
            yield Request(document, str(duty.key), where)


def _urgency(step: Step) -> Urgency | None:
    """Mức độ khẩn: the step's own; None leaves the draft's."""
    return Urgency[step.urgency.upper()] if step.urgency else None


def _has_result(state: CampaignState) -> bool:
    return any("result" in fact.payload for fact in state.facts.values())
