"""Sổ bài học: what the last campaign taught, who is to mend it, what was done, and what this year's books show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from directives.errors import N_, DirectiveError
from directives.followup.next_year import LESSONS_FILE
from directives.followup.plan import Plan
from directives.followup.status import Board, DutyState
from directives.results_use.lesson_items import (
    Correction,
    Figure,
    Gap,
    LessonItem,
    LessonKind,
    Mending,
    Remedy,
    corrected,
    correction_from_json,
    is_step_of,
    item_from_json,
    mending,
    remedy_from_json,
)
from sipas_engine.recheck.share_change import ShareChange, share_change, share_of
from storage import followup_records
from storage.database import reading
from storage.versioned_records import Content
from workflows.services.campaign_lessons import items_kept, lessons_kept
from workflows.services.campaign_state import CampaignState, campaign_state, running_campaigns
from workflows.services.results_use.lesson_figures import (
    CampaignFigures,
    campaign_figures,
    post_of,
    with_owner,
)
from workflows.services.workspace import Workspace

ITEM, CORRECTION, REMEDY = "item/", "correction/", "remedy/"
_NO_CAMPAIGN = Gap("kế hoạch chưa nêu đợt đo lường năm nay")
_NOT_STARTED = Gap("đợt đo lường năm nay chưa mở")


class UnknownLesson(DirectiveError):
    """Không có bài học này: none of the campaign's has this code, or it was struck, or another unit is to mend it."""

    kind = "unknown_lesson"
    template = N_(
        "{campaign} has no lesson “{code}” here. Its lessons: vanthu campaign lesson show {campaign}."
    )


@dataclass(frozen=True, slots=True)
class GivenLesson:
    """Bài học của đợt: an item with what people made of it, this year's figure and what that shows.

    ``as_counted`` is its sentence before any correction. ``step`` is its duty's, empty while it is none; ``state``
    how that duty stands. ``change`` is None where there is no share in both years.
    """

    item: LessonItem
    as_counted: str
    correction: Correction | None
    remedy: Remedy | None
    now: Figure | Gap
    change: ShareChange | None
    verdict: Mending
    step: str = ""
    state: DutyState | None = None

    @property
    def counted(self) -> LessonItem:
        """Bài học như sổ ghi: with the words which the books gave it."""
        return replace(self.item, text=self.as_counted)

    @property
    def struck(self) -> bool:
        """Đã bỏ: a person struck it, with a reason."""
        return self.correction is not None and self.correction.struck


@dataclass(frozen=True, slots=True)
class LessonBook:
    """Sổ bài học: of the plan which mends them; ``source`` is the campaign that taught them, empty for none.

    ``sentences`` are those which a person may quote where there are no items; ``compared`` is this year's campaign.
    """

    campaign: str
    source: str
    post: str
    lessons: tuple[GivenLesson, ...]
    sentences: tuple[str, ...]
    compared: str

    @property
    def standing(self) -> tuple[GivenLesson, ...]:
        """Bài học còn nêu: those which nobody struck."""
        return tuple(one for one in self.lessons if not one.struck)

    def of_unit(self, unit: str) -> tuple[GivenLesson, ...]:
        """Bài học của một đơn vị: those which it is to mend, then others which happened there."""
        mine = [one for one in self.standing if one.item.owner == unit]
        return (*mine, *(one for one in self.standing if one.item.unit == unit and one not in mine))


def lesson_book(workspace: Workspace, campaign_id: str, day: date) -> LessonBook:
    """Sổ bài học: as it stands on a day. Raises UnknownCampaign."""
    state = campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        kept = followup_records.in_force(connection, campaign_id, "lesson")
    source, items, sentences = given_items(workspace, state, kept, day)
    compared, figures = _this_year(workspace, state.plan, day)
    board = state.followup.board(day)
    return LessonBook(
        campaign_id,
        source,
        post_of(workspace, state.plan, [unit.id for unit in state.followup.units]),
        tuple(_given(state, item, kept, figures, board) for item in items),
        sentences,
        compared,
    )


def lessons_of(workspace: Workspace, campaign_id: str, day: date) -> tuple[LessonItem, ...]:
    """Bài học của một đợt: what its own books say went wrong, thing by thing. Raises UnknownCampaign."""
    return tuple(campaign_figures(workspace, campaign_id, day).items())


def lessons_between(
    workspace: Workspace, earlier: str, later: str, day: date
) -> tuple[tuple[LessonItem, Figure | Gap, ShareChange | None, Mending], ...]:
    """So hai đợt: each lesson of the earlier one with the later one's figure. Raises UnknownCampaign."""
    now = campaign_figures(workspace, later, day)
    return tuple((item, *_compared(item, now)) for item in campaign_figures(workspace, earlier, day).items())


def given_items(
    workspace: Workspace, state: CampaignState, kept: Mapping[str, Content], day: date
) -> tuple[str, tuple[LessonItem, ...], tuple[str, ...]]:
    """Bài học được giao: source, items, sentences: of the campaign's file, else of the result the plan puts to use.

    An item that was once acted upon stays as it was then, whatever becomes of the earlier books.
    """
    plan, source = state.plan, ""
    sentences: tuple[str, ...] = ()
    items = items_kept(state)
    if LESSONS_FILE in state.drafts:
        lessons = lessons_kept(state)
        source, sentences = lessons.campaign, lessons.sentences()
    if not items and plan.result_of in running_campaigns(workspace):
        earlier = campaign_figures(workspace, plan.result_of, day)
        source, items = earlier.title, tuple(earlier.items())
    post = post_of(workspace, plan, [unit.id for unit in state.followup.units])
    found = {item.code: with_owner(item, post) for item in items}
    found |= {
        key.removeprefix(ITEM): item_from_json(one) for key, one in kept.items() if key.startswith(ITEM)
    }
    order = list(LessonKind)
    return source, tuple(sorted(found.values(), key=lambda one: order.index(one.kind))), sentences


def _this_year(workspace: Workspace, plan: Plan, day: date) -> tuple[str, CampaignFigures | Gap]:
    """This year's campaign: the one the plan is compared with, else itself when it is a survey."""
    named = plan.compared_with or (plan.id if plan.is_survey else "")
    if not named:
        return "", _NO_CAMPAIGN
    if named not in running_campaigns(workspace):
        return named, _NOT_STARTED
    return named, campaign_figures(workspace, named, day)


def _given(
    state: CampaignState,
    item: LessonItem,
    kept: Mapping[str, Content],
    figures: CampaignFigures | Gap,
    board: Board,
) -> GivenLesson:
    said, done = kept.get(CORRECTION + item.code), kept.get(REMEDY + item.code)
    correction = correction_from_json(said) if said else None
    step = next((one.code for one in state.plan.steps if is_step_of(one, item)), "")
    duty = next(
        (
            board.status(lane, item.owner).state
            for lane in board.lanes
            if lane.lane.step.code == step and item.owner in lane.lane.owers
        ),
        None,
    )
    compared = _compared(item, figures)
    return GivenLesson(
        corrected(item, correction),
        item.text,
        correction,
        remedy_from_json(done) if done else None,
        *compared,
        step,
        duty,
    )


def _compared(
    item: LessonItem, figures: CampaignFigures | Gap
) -> tuple[Figure | Gap, ShareChange | None, Mending]:
    now = figures if isinstance(figures, Gap) else figures.of(item.kind, item.about, item.unit)
    change = None
    if isinstance(now, Figure) and item.of and now.of:
        change = share_change(share_of(item.count, item.of), share_of(now.count, now.of))
    return now, change, mending(item, now, (change.lower, change.upper) if change else None)
