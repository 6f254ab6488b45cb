"""Đề nghị: what bodies outside the hierarchy are asked at the office's own level."""

import re
from collections.abc import Sequence
from dataclasses import replace

from directives.calendar.dates import short_date
from directives.drafting.belonging import Belonging, is_closing
from directives.drafting.incoming import Incoming
from directives.drafting.reports import gathers
from directives.drafting.standpoint import Standpoint
from directives.drafting.tables import OutsideBody, outside_bodies, wording
from directives.drafting.tasks import FROM_DUTY, Instruction, Task
from directives.drafting.timing import LeadTime, latest_day
from directives.errors import N_, Problem
from directives.reading.lexicon import lexicon
from directives.reading.repairing import repaired
from directives.text import comparison_key


def requests_of(
    others: Sequence[Belonging], standpoint: Standpoint, incoming: Incoming
) -> tuple[Instruction, ...]:
    """Đề nghị: what the superior asks of a body outside the hierarchy is asked of that body at the office's level.

    The words stay in the incoming document, to which the request refers: what fits the body above need not fit here.
    """
    sentences = wording()["shared"]
    by_units: dict[tuple[str, ...], list[Task]] = {}
    for one in others:
        bodies = [body for text in one.duty.addressees if (body := _outside(text))]
        names = tuple(dict.fromkeys(name for body in bodies if (name := _name_here(body, standpoint))))
        if not names or is_closing(one.duty):
            continue
        ref = re.split(r"\.-|\s*\(", one.duty.ref)[0]
        pattern = sentences["place_of_article" if ref.startswith("Điều") else "place"] if ref else "{short}"
        place = pattern.format(ref=ref, short=incoming.short)
        said = {"said": "; ".join(one.duty.addressees), "words": incoming.words_of(one.duty).text}
        look = Problem(_ASKED_ABOVE, said)
        text = sentences["cooperate"].format(place=place).rstrip(".")
        found = by_units.setdefault(names, [])
        if any(task.text == text for task in found):
            known = next(task for task in found if task.text == text)
            found[found.index(known)] = replace(known, looks=(*known.looks, look))
        else:
            why = (Problem(FROM_DUTY, {"ref": one.duty.ref}),)
            found.append(Task(text, duty=one.duty, why=why, looks=(look,)))
    return tuple(Instruction(units, tuple(tasks), asked=True) for units, tasks in by_units.items())


def handed_in(
    tasks: Sequence[Task], others: Sequence[Belonging], standpoint: Standpoint, lead: LeadTime, superior: str
) -> tuple[Instruction, ...]:
    """Đề nghị gửi kết quả: a department that has to gather asks those whom the superior told to do something.

    It cannot order them; the day lies before the one on which it reports.
    """
    days = [
        (latest, task.duty)
        for task in tasks
        if (latest := latest_day(task.duty.time if task.duty else None)) and gathers(task)
    ]
    names = [
        repaired(name, lexicon())
        for one in others
        if not is_closing(one.duty)
        for name in one.duty.addressees
    ]
    if not days or not names:
        return ()
    latest, duty = min(days, key=lambda one: one[0])
    moved, look = lead.moved(latest)
    said = {"office": standpoint.bare_name, "day": short_date(moved), "superior": superior or "cấp trên"}
    text = wording()["shared"]["hand_in"].format(**said).rstrip(".")
    looks = (Problem(_WHO_HANDS_IN, {}), *([look] if look else []))
    units = tuple(dict.fromkeys(name[:1].upper() + name[1:] for name in names))
    return (Instruction(units, (Task(text, (), short_date(moved), duty, looks=looks),), asked=True),)


_WHO_HANDS_IN = N_("these are the others whom the superior names: leave out who has nothing to hand in")
_ASKED_ABOVE = N_("the superior asks this of {said}: “{words}”; leave it out if nobody here need be asked")


def _outside(text: str) -> OutsideBody | None:
    key = comparison_key(repaired(text, lexicon()))
    for body in outside_bodies():
        if any(re.search(rf"(?<!\w){re.escape(word)}", key) for word in body.words):
            return body
    return None


def _name_here(body: OutsideBody, standpoint: Standpoint) -> str | None:
    pattern = body.names.get(standpoint.level)
    return pattern.format(kind=standpoint.unit_kind, name=standpoint.unit_name) if pattern else None
