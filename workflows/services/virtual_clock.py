"""Đồng hồ ảo: the days on which something happens in a campaign that is walked through, and what happens on each."""

from collections.abc import Iterator, Sequence
from datetime import date

from directives.followup.virtual_days import next_day
from workflows.services.advance import (
    Batch,
    advance_batch,
    batches_on,
    prepare_day,
    remind_day,
    stands_at,
    work_off,
)
from workflows.services.followup_state import followup_state
from workflows.services.virtual_people import let_people_act, let_people_approve
from workflows.services.workspace import Workspace


def virtual_days(workspace: Workspace, campaign_id: str, until: date) -> Iterator[date]:
    """Các ngày của đồng hồ ảo: one after the other, each worked out when the one before it is over.

    A run that was cut off begins again with the last day of which anything is written down. Raises UnknownCampaign.
    """
    state = followup_state(workspace, campaign_id)
    how = state.plan.synthetic_returns
    day = next_day(state.board(stands_at(state)), how, until, itself=True)
    while day is not None:
        yield day
        board = followup_state(workspace, campaign_id).board(day)
        day = next_day(board, how, until, itself=False)


def walk_day(workspace: Workspace, campaign_id: str, day: date) -> int:
    """Một ngày ảo: people and engine in turn until neither has anything to do, then the reminders of the day.

    Returns how many duties were done or reminded of.
    """

    def do_all(batches: Sequence[Batch], wait: bool) -> list[int | None]:
        return [advance_batch(workspace, batch, day, wait=wait) for batch in batches]

    prepare_day(workspace, campaign_id, day)
    done = 0
    while now := (
        let_people_act(workspace, campaign_id, day)
        + work_off(lambda: batches_on(workspace, campaign_id, day), do_all)
        + let_people_approve(workspace, campaign_id)
    ):
        done += now
    return done + remind_day(workspace, campaign_id, day)
