"""Bước tiếp theo: what falls to an office, what it passes on, asks for and does itself; a pure function."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directives.calendar.dates import short_date
from directives.calendar.working_days import WorkingCalendar
from directives.drafting.assigning import Staff, staff_of
from directives.drafting.belonging import Belonging, Share, is_closing, share_of
from directives.drafting.errors import (
    DraftBeforeDirective,
    NoPassingOn,
    NothingFallsTo,
    NotUnderIssuer,
    OwnDocument,
)
from directives.drafting.incoming import Incoming, issuer_name
from directives.drafting.reports import contribution, is_own, is_work_with_report, own_tasks
from directives.drafting.requests import handed_in, requests_of
from directives.drafting.standpoint import Standpoint, authority_over, standpoint_of
from directives.drafting.tables import InsideUnit, addressee_words, bare_words
from directives.drafting.tasks import FROM_DUTY, Instruction, Task
from directives.drafting.timing import LeadTime, Timed, passed_on
from directives.errors import N_, Problem
from directives.org.chart import OrganisationChart
from directives.org.own_issuers import issuing_office
from directives.org.working_rules import WorkingRules
from directives.text import comparison_key


@dataclass(frozen=True, slots=True)
class NextStep:
    """Bước tiếp theo: everything of which the office's own directive is made.

    ``passed_on``: told to units inside and below; ``requests``: asked of bodies outside the hierarchy; ``own``: what
    the office does itself, by its focal unit. ``when``: the time in which everything is to be done, in words.
    ``looks``: doubts about the whole.
    """

    standpoint: Standpoint
    staff: Staff
    day: date
    incoming: Incoming
    issuer: str
    share: Share
    focal: InsideUnit
    focal_why: Problem
    passed_on: tuple[Instruction, ...]
    requests: tuple[Instruction, ...]
    own: tuple[Task, ...]
    when: str = ""
    looks: tuple[Problem, ...] = ()

    @property
    def citation(self) -> str:
        """Viện dẫn lần đầu: of the incoming document, in the law's form."""
        return self.incoming.citation(self.issuer)


def next_step(
    incoming: Incoming,
    office_id: str,
    *,
    chart: OrganisationChart,
    calendar: WorkingCalendar,
    day: date,
    lead_time: int = 3,
    rules: WorkingRules | None = None,
) -> NextStep:
    """Bước tiếp theo: of ``office_id`` on ``day``, upon an incoming directive.

    Deadlines go ``lead_time`` working days up, never to ``day`` or before. ``rules``: what the office's own file says.
    Raises UnknownOffice, NotUnderIssuer, OwnDocument, DraftBeforeDirective, NoPassingOn, NothingFallsTo,
    DayOutsideChart.
    """
    snapshot = chart.on(day)
    office = issuing_office(snapshot, office_id, rules)
    standpoint = standpoint_of(office)
    if incoming.issued_on and incoming.issued_on > day:
        raise DraftBeforeDirective(
            where="--date", file=incoming.file, issued=short_date(incoming.issued_on), day=short_date(day)
        )
    authority = authority_over(chart, snapshot, office, incoming)
    issuer = issuer_name(incoming.record, authority.unit)
    if authority.over is False and authority.unit:
        raise NotUnderIssuer(
            where=incoming.file, issuer=issuer, unit=authority.unit.full_name, office=office.full_name,
            file=incoming.file,
        )  # fmt: skip
    if comparison_key(issuer) == comparison_key(office.full_name):
        raise OwnDocument(where=incoming.file, file=incoming.file, office=office.full_name)
    staff = staff_of(standpoint, snapshot, rules)
    if staff is None:
        raise NoPassingOn(where="--office", office=office.full_name, day=short_date(day))
    share = share_of(incoming, standpoint)
    if not share.ours:
        named = [Problem(one.why.template, one.why.fields, one.duty.ref) for one in share.duties]
        raise NothingFallsTo(file=incoming.file, office=office.full_name, problems=named)
    lead = LeadTime(lead_time, day, calendar)
    focal, focal_why = staff.focal(f"{incoming.subject} {issuer}")
    when, frame_looks = _frame(share.frame, lead)
    made = [_task(one, incoming, lead) for one in share.ours]
    tasks = [task for task in made if task.below or not _is_bare(task.said)]
    return NextStep(
        standpoint, staff, day, incoming, issuer, share, focal, focal_why,
        passed_on=_passed_on(tasks, staff, focal, lead, issuer),
        requests=(
            requests_of(share.others, standpoint, incoming)
            if standpoint.is_committee
            else handed_in(tasks, share.others, standpoint, lead, issuer)
        ),
        own=own_tasks(tasks, staff, when, lead),
        when=when,
        looks=(*_unread(incoming, authority.over), *frame_looks, *staff.looks),
    )  # fmt: skip


def _unread(incoming: Incoming, over: bool | None) -> Iterable[Problem]:
    """What of the incoming document could not be read for sure, and everything in it rests on."""
    missing = (
        (incoming.number, _NO_NUMBER),
        (incoming.issued_on, _NO_DATE),
        (incoming.subject, _NO_SUBJECT),
        (incoming.record.issuer, _NO_ISSUER),
        (not incoming.in_capitals, _IN_CAPITALS),
        (over is not None, _NO_TERRITORY),
    )
    yield from (Problem(said, {}) for known, said in missing if not known)
    if incoming.record.issuer and incoming.record.issuer.inferred_from:
        yield Problem(_INFERRED_ISSUER, {"from": incoming.record.issuer.inferred_from})


_NO_NUMBER = N_("the incoming document's number could not be read: write it into the citation")
_NO_DATE = N_("the incoming document's day could not be read: write it into the citation")
_NO_SUBJECT = N_("the incoming document's subject could not be read: write it into the citation")
_IN_CAPITALS = N_("the subject was read in capitals: write it in small letters, names excepted")
_NO_ISSUER = N_("the incoming document's issuer could not be read: write it into the citation")
_NO_TERRITORY = N_("it is not known for which territory the issuer speaks: see whether the office lies in it")
_INFERRED_ISSUER = N_("the incoming document's issuer was concluded from: {from}")


def _frame(frame: Sequence[Belonging], lead: LeadTime) -> tuple[str, tuple[Problem, ...]]:
    """Khung thời gian chung: what the closing request or the time frame says holds for everything."""
    timed = [one.duty for one in frame if one.duty.time and (is_closing(one.duty) or one.duty.time.start)]
    if not timed:
        return "", ()
    periods = [duty for duty in timed if duty.time and duty.time.start and duty.time.until]
    first, *rest = periods or timed
    found: Timed = passed_on("", first.time, lead)
    more = [Problem(_ANOTHER_FRAME, {"ref": one.ref, "time": one.time.text}) for one in rest if one.time]
    return found.when, (*found.looks, *more)


_ANOTHER_FRAME = N_("another time is named in {ref}: {time}")


def _task(one: Belonging, incoming: Incoming, lead: LeadTime) -> Task:
    words = incoming.words_of(one.duty)
    text = _without_addressee(words.text, one.duty.addressees)
    timed = passed_on(text, one.duty.time, lead)
    looks = (Problem(_DOUBTFUL, {}),) if one.doubtful else ()
    return Task(
        timed.text,
        words.below,
        timed.when,
        one.duty,
        why=(Problem(FROM_DUTY, {"ref": one.duty.ref}),),
        looks=(*looks, *words.notes, *timed.looks),
        said=text,
    )


_DOUBTFUL = N_("it is not certain that this falls to the office")


def _without_addressee(text: str, addressees: Sequence[str]) -> str:
    """Bỏ "Giao Sở Nội vụ": a duty's words without those which say whose it was; all of them where nothing remains."""
    words = addressee_words()
    start = 0
    lowered = text.lower()
    for cue in words.cues:
        if lowered.startswith(f"{cue} "):
            start = len(cue) + 1
            break
    end = start
    for name in addressees:
        at = lowered.find(name.lower(), end)
        if at < 0 or at - end > 12:
            break
        end = at + len(name)
    if end == start:
        return _capital(text)
    rest = text[end:].strip(" :,.;")
    for link in words.links:
        if rest.lower().startswith(f"{link} "):
            rest = rest[len(link) :].strip(" :,")
            break
    return _capital(rest or text)


def _is_bare(text: str) -> bool:
    """Lời chung: whether the words ask for nothing of their own, "khẩn trương triển khai thực hiện"."""
    left = comparison_key(text)
    for word in bare_words():
        left = left.replace(word, "")
    return not left.strip(" ,.;")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _passed_on(
    tasks: Sequence[Task], staff: Staff, focal: InsideUnit, lead: LeadTime, issuer: str
) -> tuple[Instruction, ...]:
    """Giao tiếp: by units in order of first mention; then what everybody hands in for the office's own reports.

    Work which ends with a report ("rà soát…, gửi về Sở") goes to those who do it, and to the focal unit as a report.
    """
    by_units: dict[tuple[str, ...], list[Task]] = {}
    for task in tasks:
        if not is_own(task) or is_work_with_report(task):
            units, why = staff.assigned(task.text)
            looks = (Problem(_THROUGH, {"focal": focal.name}),) if is_own(task) else ()
            kept = replace(task, why=(*task.why, why), looks=(*task.looks, *looks))
            by_units.setdefault(units, []).append(kept)
    for task in tasks:
        if task.duty and task.duty.kind == "report":
            handed_up = contribution(task.duty, staff, focal, lead, issuer)
            by_units.setdefault(staff.all, []).append(handed_up)
    ordered = sorted(by_units.items(), key=lambda one: one[0] == staff.all)  # the general ones close the list
    told = [Instruction(units, tuple(found)) for units, found in ordered]
    if staff.inside.below_asked and staff.all in by_units:
        told.append(Instruction((staff.below,), tuple(by_units[staff.all]), asked=True))
    return tuple(told)


_THROUGH = N_("the result goes to {focal}, which reports: not straight to the superior")
