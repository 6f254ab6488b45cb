"""Kế hoạch theo dõi chỉ đạo: the duties of any directive as a plan to look at; the doubtful is said, not guessed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directives.drafting.belonging import CARRIED_OUT, is_closing, share_of
from directives.drafting.incoming import Incoming
from directives.drafting.standpoint import standpoint_of
from directives.errors import N_, DirectiveError, Problem
from directives.followup.plan import ActKind, Due
from directives.followup.recurrence import Every, Recurrence
from directives.org.offices import Office
from directives.reading.record import DutyTime, Obligation
from directives.text import slug


class NoDuties(DirectiveError):
    """Không có nhiệm vụ: nothing in the document falls to the offices that are to be followed."""

    kind = "no_duties_to_follow"
    template = N_(
        "{file} gives {offices} nothing to follow: of {count} duties that were read none falls to them. "
        "Name other offices with --units, or write the plan by hand."
    )


@dataclass(frozen=True, slots=True)
class FollowedDuty:
    """Nhiệm vụ theo dõi: one step of the plan to be, who owes it, and what a person has to look at.

    ``due`` and ``recurrence`` None: no deadline is known, and the step stands until a person sets one.
    """

    code: str
    name: str
    act: ActKind
    basis: str
    units: tuple[str, ...]
    due: Due | None = None
    recurrence: Recurrence | None = None
    report_to: str = ""
    looks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowupDraft:
    """Bản thảo kế hoạch: its duties in the document's order; ``looks`` are about the plan as a whole."""

    title: str
    directive: str
    day: date
    until: date
    office: Office
    units: tuple[str, ...]
    duties: tuple[FollowedDuty, ...]
    looks: tuple[Problem, ...] = ()


_ACTS = {"report": ActKind.REPORT, "appointment": ActKind.APPOINT, "inspection": ActKind.CHECK}
_PERIODS = {
    "weekly": Every.WEEK,
    "monthly": Every.MONTH,
    "quarterly": Every.QUARTER,
    "half_yearly": Every.HALF_YEAR,
    "yearly": Every.YEAR,
}
_BEFORE = re.compile(r"(?<!\w)trước(?!\w)", re.IGNORECASE)
_INCLUSIVE = re.compile(r"(?<!\w)(?:chậm nhất|muộn nhất|hạn cuối|đến hết)(?!\w)", re.IGNORECASE)
_DECEMBER = 12

_NO_TIME = N_("no deadline is written: set one, or leave it as a duty that goes on")
_EVENT = N_("“{time}” counts from an event that has no day: set a day")
_NO_PERIOD = N_("“{time}” names no period: set one")
_FROM = N_("holds from {start} on and has no end: it goes on without a deadline")
_BEFORE_DAY = N_("“{time}”: the day before it is the last one")
_PERIOD_END = N_("“{time}”: the last day of each period was taken; the document names none")
_SEVERAL_DAYS = N_("“{time}”: days and periods as the words say could not all be kept; compare")
_DOUBTFUL = N_("{unit}: {why}")
_PAST = N_("the day {due} is before {day}, the first day of the plan")
_UNTIL = N_("what recurs was set to end on {until}: the document names no end")
_OTHERS = N_("{ref}: not followed, it falls to somebody else: {why}")
_NO_DUTY = N_("{ref}: not followed, it is no duty that somebody carries out ({kind})")
_NO_LADDER = N_("when and whom to remind is a proposal: the document says nothing of it")


def followup_draft(
    incoming: Incoming,
    office: Office,
    units: Sequence[Office],
    *,
    day: date,
    until: date | None = None,
) -> FollowupDraft:
    """Bản thảo kế hoạch: the duties of ``incoming`` that fall to ``units`` (none: to ``office`` itself), from ``day``.

    What recurs ends on ``until``, or at the end of the day's year. Raises NoDuties.
    """
    followed = tuple(units) or (office,)
    end = until or date(day.year, _DECEMBER, 31)
    shares = {unit.id: share_of(incoming, standpoint_of(unit)) for unit in followed}
    looks = [Problem(_NO_LADDER, {})]
    duties: list[FollowedDuty] = []
    for place, duty in enumerate(incoming.record.obligations):
        judged = {unit.id: shares[unit.id].duties[place] for unit in followed}
        mine = tuple(name for name, one in judged.items() if one.ours)
        if duty.kind not in CARRIED_OUT or is_closing(duty):
            looks.append(Problem(_NO_DUTY, {"ref": duty.ref, "kind": duty.kind}))
        elif not mine:
            why = judged[followed[0].id].why
            looks.append(Problem(_OTHERS, {"ref": duty.ref, "why": why.template.format(**why.fields)}))
        else:
            doubts = tuple(
                Problem(_DOUBTFUL, {"unit": name, "why": one.why.template.format(**one.why.fields)})
                for name, one in judged.items()
                if one.ours and one.doubtful
            )
            words = incoming.words_of(duty)
            found = _steps(duty, words.text, mine, day, end, (*words.notes, *doubts))
            duties += _with_codes(found, {one.code for one in duties})
    if not duties:
        offices = ", ".join(unit.short_name for unit in followed)
        count = len(incoming.record.obligations)
        raise NoDuties(where=incoming.file, file=incoming.file, offices=offices, count=count)
    if any(one.recurrence for one in duties) and until is None:
        looks.append(Problem(_UNTIL, {"until": end.isoformat()}))
    title = f"Theo dõi thực hiện {incoming.short[:1].lower()}{incoming.short[1:]}"
    ids = tuple(unit.id for unit in followed)
    return FollowupDraft(title, incoming.short, day, end, office, ids, tuple(duties), tuple(looks))


def _with_codes(found: Sequence[FollowedDuty], taken: set[str]) -> Iterator[FollowedDuty]:
    """Mã bước: of the duty's number; what would stand twice gets a number of its own."""
    for duty in found:
        code, again = duty.code, 1
        while code in taken:
            again += 1
            code = f"{duty.code}-{again}"
        taken.add(code)
        yield replace(duty, code=code)


def _steps(
    duty: Obligation, text: str, units: tuple[str, ...], day: date, until: date, looks: tuple[Problem, ...]
) -> list[FollowedDuty]:
    """Các bước của một nhiệm vụ: one, or one for each period it comes round in ("hằng tháng, quý")."""
    act = _ACTS.get(duty.evidence, ActKind.EVIDENCE)
    code = f"nv-{slug(duty.ref)}"[:50].rstrip("-")

    def step(
        due: Due | None = None, again: Recurrence | None = None, *more: Problem, act: ActKind = act
    ) -> FollowedDuty:
        report_to = duty.report_to or ""
        return FollowedDuty(
            code, text, act, f"điểm {duty.ref}", units, due, again, report_to, (*looks, *more)
        )

    time = duty.time
    if time is None:
        return [step()] if duty.evidence == "standing" else [step(None, None, Problem(_NO_TIME, {}))]
    said = {"time": time.text}
    if time.recurrence:
        return _recurring(time, step, day, until)
    if last := time.by or time.until:
        before = bool(time.by and _BEFORE.search(time.text) and not _INCLUSIVE.search(time.text))
        more = [Problem(_BEFORE_DAY, said)] if before else []
        if date.fromisoformat(last) < day:
            more.append(Problem(_PAST, {"due": last, "day": day.isoformat()}))
        return [step(Due(on=date.fromisoformat(last), before=before), None, *more)]
    if time.start:
        return [step(None, None, Problem(_FROM, {"start": time.start}))]
    return [step(None, None, Problem(_EVENT, said))]


def _recurring(
    time: DutyTime, step: Callable[..., FollowedDuty], day: date, until: date
) -> list[FollowedDuty]:
    """Định kỳ: each period that is named; one that is not ("định kỳ") is for a person to set."""
    words = time.recurrence or {}
    said = {"time": time.text}
    periods = [words.get("freq"), *words.get("also", ())]
    if periods == ["continuous"]:
        return [step()]
    found = []
    for freq in periods:
        every = _PERIODS.get(str(freq))
        if every is None:
            found.append(step(None, None, Problem(_NO_PERIOD, said)))
            continue
        looks: list[Problem] = []
        by_day, month = words.get("by_day"), words.get("by_month")
        after = month - _DECEMBER if month and every is Every.YEAR else 0
        on_a_day = bool(by_day and (every is not Every.YEAR or month))
        if (by_day or month) and not on_a_day:
            looks.append(Problem(_SEVERAL_DAYS, said))
        weekday = words.get("weekday", 0) if every is Every.WEEK else 0
        if words.get("weekday") and not weekday:
            looks.append(Problem(_SEVERAL_DAYS, said))
        if not on_a_day and not weekday:
            looks.append(Problem(_PERIOD_END, said))
        before = bool(words.get("before") and on_a_day and not _INCLUSIVE.search(time.text))
        again = Recurrence(
            every,
            day,
            until,
            times=words.get("times_min", 1),
            at_most=words.get("times_max", 0),
            due_day=int(by_day or 0) if on_a_day else 0,
            due_months_after=after if on_a_day else 0,
            weekday=weekday,
            before=before,
        )
        # A quota within a period is closed by so many checks.
        found.append(
            step(None, again, *looks, act=ActKind.CHECK)
            if "times_min" in words
            else step(None, again, *looks)
        )
    return found
