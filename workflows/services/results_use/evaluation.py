"""Đánh giá năm: the scorecards of all units on a day, and the versions of them which were kept."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.log import ANY, Event, as_log
from directives.followup.plan import Plan, ResultBook
from directives.followup.plan_file import plan_as_json
from directives.results_use.scorecard import (
    Evaluation,
    Scorecard,
    evaluation_as_json,
    evaluation_from_json,
    owing,
    returned_reports,
    scorecard,
)
from directives.results_use.scorecard_weights import scored, weights_read
from storage import audit, campaigns, followup_records
from storage.database import reading, transaction
from storage.json_text import canonical, sha256_of
from workflows.services.followup_state import first_day, followup_state, state_in, unknown_campaign
from workflows.services.results_use.close_duty import close_duties
from workflows.services.results_use.evaluation_index import evaluated_results
from workflows.services.workspace import Workspace

_KEY = "year"


class FutureEvaluation(DirectiveError):
    """Ngày chưa đến: a year cannot be valued by what has not happened."""

    kind = "future_evaluation"
    template = N_("{day} has not come yet: give today or an earlier day.")


class NoEvaluation(DirectiveError):
    """Chưa đánh giá: no version was kept, so there is nothing to propose or choose by."""

    kind = "no_evaluation"
    template = N_("{campaign} has no evaluation that was kept. Keep the scorecards of a day first.")


def evaluation_of(
    workspace: Workspace, campaign: str, day: date, weights: Mapping[str, object] | None = None
) -> Evaluation:
    """Đánh giá trong ngày: worked out now, kept nowhere. ``weights`` are a person's; without them there is no score.

    Raises UnknownCampaign, NoResultToUse, FutureEvaluation, BadWeights.
    """
    if day > workspace.today():
        raise FutureEvaluation(where=day.isoformat(), day=f"{day:%d/%m/%Y}")
    shares = weights_read(weights or {})
    state = followup_state(workspace, campaign)
    results, board, log = evaluated_results(workspace, state.plan), state.board(day), as_log(state.events)
    returned = returned_reports(board, log)
    cards: list[Scorecard] = []
    judges = _judges(workspace, state.plan)
    for unit, of_plan in owing(board, state.units, judges).items():
        index, change = results.of(unit)
        cards.append(scorecard(board, of_plan, index, change, returned[unit]))
    said = [_told(one) for one in state.events if one.day <= day and one.unit not in judges]
    inputs = {
        **results.inputs,
        "plan": sha256_of(canonical(plan_as_json(state.plan))),
        "log": sha256_of(canonical(said)),
    }
    return Evaluation(
        campaign,
        state.plan.title,
        day,
        first_day(workspace, state.plan).year,
        scored(cards, shares),
        shares,
        inputs,
    )


def keep_evaluation(
    workspace: Workspace, campaign: str, day: date, weights: Mapping[str, object] | None = None
) -> Evaluation:
    """Chốt đánh giá: as a version; the same once more is the version that is there. Raises as ``evaluation_of``."""
    found = evaluation_of(workspace, campaign, day, weights)
    content = evaluation_as_json(found)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        at, actor = workspace.timestamp(), workspace.actor
        new = followup_records.add(connection, campaign, "evaluation", {_KEY: content}, at, actor)
        kept = _versions(connection, campaign)[-1]
        if new:
            told = {
                "version": kept.version,
                "day": day.isoformat(),
                "units": len(kept.cards),
                "sha256": sha256_of(canonical(content)),
            }
            act = audit.Act(at, actor, "evaluation_kept", campaign, told)
            audit.append(connection, f"campaign/{campaign}", act)
        plan = state_in(connection, workspace, campaign, (ANY,)).plan
        close_duties(
            connection,
            workspace,
            campaign,
            ResultBook.EVALUATION,
            plan.office(plan.standing_office),
            day,
            str(kept.version),
            act="duty_submitted",
        )
    return kept


def kept_evaluations(workspace: Workspace, campaign: str) -> tuple[Evaluation, ...]:
    """Các phiên bản đánh giá: oldest first. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        if campaign not in campaigns.all_ids(connection):
            raise unknown_campaign(connection, campaign)
        return _versions(connection, campaign)


def kept_in(connection: Connection, campaign: str) -> Evaluation:
    """Đánh giá đang có hiệu lực: the last version, within the caller's transaction. Raises NoEvaluation."""
    kept = _versions(connection, campaign)
    if not kept:
        raise NoEvaluation(where=campaign, campaign=campaign)
    return kept[-1]


def _versions(connection: Connection, campaign: str) -> tuple[Evaluation, ...]:
    rows = followup_records.versions(connection, campaign, "evaluation", _KEY)
    return tuple(
        evaluation_from_json(content, number) for number, (_at, _actor, content) in enumerate(rows, start=1)
    )


def _judges(workspace: Workspace, plan: Plan) -> set[str]:
    """The standing office and the committee above it value the others; their own duties are the plan's."""
    standing = plan.office(plan.standing_office)
    if not standing:
        return set()
    superior = workspace.chart.on(first_day(workspace, plan)).office(standing).superior
    return {standing, superior or standing}


def _told(event: Event) -> list[str]:
    """What of an event counts as an input: its words stay out, since they may name people."""
    return [event.step, event.unit, str(event.occurrence), event.kind.value, event.day.isoformat()]
