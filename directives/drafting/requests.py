"""Đề nghị: what bodies outside the hierarchy are asked at the office's own level."""

import re
from collections.abc import Sequence
from dataclasses import replace

from directives.drafting.belonging import CLOSING, Belonging
from directives.drafting.incoming import Incoming
from directives.drafting.standpoint import Standpoint
from directives.drafting.tables import OutsideBody, outside_bodies, wording
from directives.drafting.tasks import FROM_DUTY, Instruction, Task
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
        if not names or one.duty.kind == CLOSING:
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
