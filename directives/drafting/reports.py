"""Báo cáo và đầu mối: what the office owes itself, who prepares it, and what those inside and below hand in for it."""

from collections.abc import Sequence
from dataclasses import replace

from directives.calendar.dates import short_date
from directives.drafting.assigning import Staff
from directives.drafting.tables import InsideUnit, focal_openings, gathering_words, wording
from directives.drafting.tasks import Task
from directives.drafting.timing import LeadTime, latest_day, passed_on
from directives.errors import N_, Problem
from directives.reading.record import Obligation
from directives.text import comparison_key

#: Evidence of what the office owes itself: its own report, its own contact officer.
_OWN_EVIDENCE = frozenset({"report", "appointment"})


def is_own(task: Task) -> bool:
    """Việc của chính cơ quan: its report, its contact officer, what it says of its focal point."""
    duty = task.duty
    owed = duty is not None and (duty.kind == "report" or duty.evidence in _OWN_EVIDENCE)
    return owed or _is_focal(task)


def is_work_with_report(task: Task) -> bool:
    """Việc có báo cáo: work that others do, of which the office reports the result; what gathers it, they do not."""
    duty = task.duty
    ends_so = duty is not None and duty.kind != "report" and duty.evidence == "report"
    return ends_so and not _is_focal(task) and not gathers(task)


def gathers(task: Task) -> bool:
    """Việc tổng hợp: whether the office is told to gather what others have done."""
    return any(word in comparison_key(task.said) for word in gathering_words())


def _is_focal(task: Task) -> bool:
    return comparison_key(task.said).startswith(focal_openings())


def contribution(duty: Obligation, staff: Staff, focal: InsideUnit, lead: LeadTime, issuer: str) -> Task:
    """Báo cáo cho cơ quan: what those inside and below hand in, so that the office's report goes up in time."""
    sentences = wording()["shared"]
    said = {
        "leader": staff.leader,
        "focal": focal.name,
        "superior": duty.report_to or issuer or "cấp trên",
    }
    why = (Problem(_FOR_REPORT, {"ref": duty.ref}),)
    if (latest := latest_day(duty.time)) is None:
        if duty.time and duty.time.recurrence:
            kept = passed_on("", duty.time, lead)
            text = sentences["contribute_again"].format(**said, time=kept.when)
            return Task(text.rstrip("."), (), kept.when, duty, why, kept.looks)
        looks = (Problem(_SET_A_DAY, {}),)
        return Task(
            sentences["contribute_no_day"].format(**said).rstrip("."), duty=duty, why=why, looks=looks
        )
    moved, look = lead.moved(latest)
    text = sentences["contribute"].format(**said, day=short_date(moved))
    return Task(text.rstrip("."), (), short_date(moved), duty, why, (look,) if look else ())


_FOR_REPORT = N_("so that the report of {ref} goes up in time")
_SET_A_DAY = N_("the report upwards names no fixed day: set one for those who hand in")


def own_tasks(tasks: Sequence[Task], staff: Staff, when: str, lead: LeadTime) -> tuple[Task, ...]:
    """Việc của đầu mối: it watches, is the contact, and prepares what goes up, half the lead time before it is due."""
    sentences = wording()["shared"]
    during = sentences["during"].format(window=when) if when else ""
    watch = Task(sentences["watch"].format(leader=staff.leader, when=during).rstrip("."), when=when)
    return (watch, *(_prepared(task, staff, lead) for task in tasks if is_own(task)))


def _prepared(task: Task, staff: Staff, lead: LeadTime) -> Task:
    """What the focal unit prepares keeps the superior's day; its own, earlier one stands in brackets."""
    if task.duty is None or _is_focal(task):
        return task
    sentences = wording()["shared"]
    text = sentences["own_act"].format(leader=staff.leader, text=task.said[:1].lower() + task.said[1:])
    latest = latest_day(task.duty.time)
    if latest is None:
        return replace(task, text=text)
    inside, look = lead.moved(latest, max(1, lead.working_days // 2))
    if inside != latest:
        text += sentences["submit"].format(leader=staff.leader, day=short_date(inside))
    return replace(task, text=text, looks=(look,) if look else ())
