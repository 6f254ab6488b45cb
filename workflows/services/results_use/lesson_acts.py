"""Việc của sổ bài học: a person corrects or strikes a lesson, makes duties of them, writes down what was done."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from directives.calendar.dates import short_date
from directives.errors import N_, DirectiveError
from directives.followup.plan import Due, Plan, ResultBook
from directives.results_use.lesson_items import (
    BEFORE_FIELD_WORK,
    Correction,
    Remedy,
    correction_as_json,
    is_made_of_lessons,
    item_as_json,
    lesson_steps,
    remedy_as_json,
)
from directives.text import normalise
from storage import audit, followup_records
from storage.database import transaction
from workflows.services.campaign_state import campaign_state
from workflows.services.edit_plan import PlanEdition, edit_plan_in
from workflows.services.results_use.close_duty import close_duties
from workflows.services.results_use.lesson_book import (
    CORRECTION,
    ITEM,
    REMEDY,
    GivenLesson,
    LessonBook,
    UnknownLesson,
    lesson_book,
)
from workflows.services.workspace import Workspace

#: A lesson and its remedy are sentences; more belongs into a document.
_LONGEST = 2000
_REASON = "Bài học của đợt trước thành nhiệm vụ"


class LessonWordsWanted(DirectiveError):
    """Thiếu lời: a correction wants a reason and other words or that it is struck; a remedy wants words."""

    kind = "lesson_words_wanted"
    template = N_(
        "Words are missing or too long: a correction needs the new sentence (or that the lesson is struck) and a "
        "reason, a remedy needs what was done; 1 to {most} letters each, without control characters."
    )


class NoLessons(DirectiveError):
    """Không có bài học: there is nothing that could become a duty or stand in a letter."""

    kind = "no_lessons"
    template = N_(
        "{campaign} has no lessons to mend. They come with a campaign opened from the last one (vanthu campaign "
        "open-next), or from the campaign named as “result_of” in the plan."
    )


class OtherLessons(DirectiveError):
    """Bài học của đợt khác: a campaign mends the lessons of the one it was opened from, or whose result it uses."""

    kind = "other_lessons"
    template = N_("{campaign} does not mend the lessons of {other}. Its lessons are those of: {source}.")


class NoDayForLessons(DirectiveError):
    """Thiếu hạn khắc phục: the plan has no F0, or the day before it is past."""

    kind = "no_day_for_lessons"
    template = N_(
        "No deadline for the lessons of {campaign}: {count} working days before F0 would be {day}, and today is "
        "{today}. Name a working day that is still to come with --due."
    )


def correct_lesson(
    workspace: Workspace, campaign_id: str, code: str, *, text: str = "", struck: bool = False, reason: str
) -> GivenLesson:
    """Sửa hoặc bỏ bài học: another sentence, or struck, with the reason; its figure stays. Every version is kept.

    The same once more changes nothing. Raises UnknownCampaign, UnknownLesson, LessonWordsWanted.
    """
    words, why = _worded(text), _worded(reason)
    if not why or not (words or struck):
        raise LessonWordsWanted(where="reason", most=_LONGEST)
    found = _found(lesson_book(workspace, campaign_id, workspace.today()), code, struck=True)
    one = Correction("" if struck else words, struck, why)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        _adopt(connection, workspace, campaign_id, [found])
        if _keep(connection, workspace, campaign_id, {CORRECTION + code: correction_as_json(one)}):
            act = "lesson_struck" if struck else "lesson_corrected"
            _journal(connection, workspace, campaign_id, act, {"lesson": code})
    return _found(lesson_book(workspace, campaign_id, workspace.today()), code, struck=True)


def write_remedy(
    workspace: Workspace, campaign_id: str, code: str, *, unit: str, text: str, document: str = ""
) -> GivenLesson:
    """Ghi biện pháp khắc phục: by whoever is to mend the lesson; it hands the lesson's duty in.

    A later remedy is a new version. A step of the plan which names this book and is no lesson of its own is handed in
    with the last lesson of the unit. Raises UnknownCampaign, UnknownLesson, LessonWordsWanted, IllegalMove.
    """
    day, words, number = workspace.today(), _worded(text), _worded(document)
    if not words:
        raise LessonWordsWanted(where="text", most=_LONGEST)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        book = lesson_book(workspace, campaign_id, day)
        found = _found(book, code)
        if found.item.owner != unit:
            raise UnknownLesson(where=code, campaign=campaign_id, code=code)
        _adopt(connection, workspace, campaign_id, [found])
        kept = remedy_as_json(Remedy(words, number, day))
        if not _keep(connection, workspace, campaign_id, {REMEDY + code: kept}):
            return found
        _journal(connection, workspace, campaign_id, "lesson_remedy_written", {"lesson": code, "unit": unit})
        payload = {"document": number} if number else {}
        for step in _handed_in(workspace, book, found):
            close_duties(
                connection,
                workspace,
                campaign_id,
                ResultBook.LESSON,
                unit,
                day,
                code,
                act="duty_submitted",
                payload=payload,
                step=step,
            )
    return _found(lesson_book(workspace, campaign_id, day), code)


def lessons_as_duties(
    workspace: Workspace,
    campaign_id: str,
    *,
    due: date | None = None,
    person: str = "",
    taught_by: str = "",
) -> PlanEdition:
    """Bài học thành nhiệm vụ: a duty of whoever is to mend it for each lesson that stands and is none yet.

    Due some working days before F0, or on ``due``. Once more changes nothing: version 0. ``taught_by``: only when
    the lessons are those of this campaign. Raises UnknownCampaign, OtherLessons, NoLessons, NoDayForLessons,
    PlanEditRefused and what the organisation says of new units.
    """
    today = workspace.today()
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        book = lesson_book(workspace, campaign_id, today)
        if taught_by and campaign_state(workspace, taught_by).plan.title != book.source:
            raise OtherLessons(
                where=taught_by, other=taught_by, campaign=campaign_id, source=book.source or "–"
            )
        if not book.standing:
            raise NoLessons(where=campaign_id, campaign=campaign_id)
        state = campaign_state(workspace, campaign_id)
        wanted = [one for one in book.standing if not one.step]
        if not wanted:
            return PlanEdition(0)
        day = _due(workspace, state.plan, due)
        steps = lesson_steps([one.item for one in wanted], state.plan.steps, day)
        _adopt(connection, workspace, campaign_id, wanted)
        plan = replace(state.plan, steps=(*state.plan.steps, *steps))
        return edit_plan_in(
            connection,
            workspace,
            campaign_id,
            plan,
            state.drafts,
            reason=_REASON,
            person=person or workspace.actor,
        )


def _due(workspace: Workspace, plan: Plan, due: date | None) -> Due:
    today, calendar = workspace.today(), workspace.calendar
    before = plan.anchors.get("F0")
    day = due or (calendar.add_working_days(before, -BEFORE_FIELD_WORK) if before else None)
    if day is None or day < today or not calendar.is_working_day(day):
        raise NoDayForLessons(
            where="--due",
            campaign=plan.id,
            count=BEFORE_FIELD_WORK,
            day=short_date(day) if day else "–",
            today=short_date(today),
        )
    return Due(on=due) if due else Due(anchor="F0", working_days=-BEFORE_FIELD_WORK)


def _handed_in(workspace: Workspace, book: LessonBook, found: GivenLesson) -> list[str]:
    """Steps which the remedy hands in: the lesson's own, and those for the whole book once every lesson has one."""
    own = [found.step] if found.step else []
    waiting = [
        one
        for one in book.standing
        if one.item.owner == found.item.owner and one.remedy is None and one.item.code != found.item.code
    ]
    if waiting:
        return own
    steps = campaign_state(workspace, book.campaign).plan.steps
    whole = [one.code for one in steps if one.book is ResultBook.LESSON and not is_made_of_lessons(one)]
    return [*own, *whole]


def _adopt(
    connection: Connection, workspace: Workspace, campaign_id: str, lessons: list[GivenLesson]
) -> None:
    """Keep the items as they are now: what people act upon no longer moves with the books of the last campaign."""
    known = followup_records.in_force(connection, campaign_id, "lesson", ITEM)
    new = {
        ITEM + one.code: item_as_json(one)
        for one in (given.counted for given in lessons)
        if ITEM + one.code not in known
    }
    _keep(connection, workspace, campaign_id, new)


def _keep(
    connection: Connection, workspace: Workspace, campaign_id: str, records: dict[str, dict[str, object]]
) -> int:
    at, actor = workspace.timestamp(), workspace.actor
    return followup_records.add(connection, campaign_id, "lesson", records, at, actor)


def _journal(
    connection: Connection, workspace: Workspace, campaign_id: str, act: str, told: dict[str, str]
) -> None:
    """Ghi nhật ký: which lesson; words, which may name people, stay in the record."""
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, campaign_id, told)
    audit.append(connection, f"campaign/{campaign_id}", entry)


def _found(book: LessonBook, code: str, *, struck: bool = False) -> GivenLesson:
    for one in book.lessons if struck else book.standing:
        if one.item.code == code:
            return one
    raise UnknownLesson(where=code, campaign=book.campaign, code=code)


def _worded(text: str) -> str:
    """Composed, in one line, without control characters. Raises LessonWordsWanted."""
    said = " ".join(normalise(text).split())
    if len(said) > _LONGEST or not said.isprintable():
        raise LessonWordsWanted(where="text", most=_LONGEST)
    return said
