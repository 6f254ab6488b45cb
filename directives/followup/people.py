"""Người phụ trách: who answers for a unit's duties on a day: a leader, a contact officer, and who stands in."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches

from directives.errors import N_, Problem
from directives.followup.log import ANY

_UNKNOWN_UNIT = N_("{unit} is no unit of the plan{nearest}")
_UNKNOWN_STEP = N_("the plan has no step {step}; there are: {steps}")
_NOBODY = N_("{unit}: neither a leader nor a contact officer is named")
_ENDS_BEFORE = N_("{unit}: {last} is before {first}, the day from which the appointment holds")
_NOT_ONE_LINE = N_(
    "{unit}: “{field}” holds a line break or a control character, or is longer than {most} letters"
)
#: Names, titles and addresses are shorter; longer ones are pasted by mistake.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Appointment:
    """Phân công: a unit's leader and contact officer (đầu mối) for one step, or for all (``ANY``), from day to day.

    ``valid_to`` None: until another takes over. Telephone and e-mail are those of the contact officer; they are
    shown only where they are asked for. ``document`` is the paper by which the unit named them.
    """

    unit: str
    leader: str
    valid_from: date
    leader_title: str = ""
    contact: str = ""
    contact_title: str = ""
    phone: str = ""
    email: str = ""
    substitute: str = ""
    step: str = ANY
    valid_to: date | None = None
    document: str = ""

    def holds_on(self, day: date) -> bool:
        """Còn hiệu lực: whether the appointment covers the day, its first and last day included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def key(self) -> str:
        """Khóa: unit, step and first day; the same key again corrects the appointment."""
        return f"{self.unit}/{self.step}/{self.valid_from.isoformat()}"


def responsible_on(
    appointments: Iterable[Appointment], unit: str, step: str, day: date
) -> Appointment | None:
    """Ai phụ trách: on that day, for this duty; None when the unit has named nobody.

    What was named for the very step goes before what holds for all steps, and the later before the earlier: an
    appointment for a few weeks steps back to the one before it when it ends.
    """
    holding = [
        one for one in appointments if one.unit == unit and one.step in (step, ANY) and one.holds_on(day)
    ]
    return max(holding, key=lambda one: (one.step != ANY, one.valid_from), default=None)


def problems_of(
    one: Appointment, units: Collection[str], steps: Collection[str], where: str = ""
) -> Iterator[Problem]:
    """Chỗ sai của một phân công: everything for which it is not kept."""
    if one.unit not in units:
        near = get_close_matches(one.unit, units, 1)
        nearest = f" ({near[0]}?)" if near else ""
        yield Problem(_UNKNOWN_UNIT, {"unit": one.unit, "nearest": nearest}, where)
    if one.step not in (ANY, *steps):
        yield Problem(_UNKNOWN_STEP, {"step": one.step, "steps": ", ".join(steps)}, where)
    if not (one.leader or one.contact):
        yield Problem(_NOBODY, {"unit": one.unit}, where)
    if one.valid_to is not None and one.valid_to < one.valid_from:
        days = {"last": one.valid_to.isoformat(), "first": one.valid_from.isoformat()}
        yield Problem(_ENDS_BEFORE, {"unit": one.unit, **days}, where)
    for field in fields(one):
        text = getattr(one, field.name)
        if isinstance(text, str) and (len(text) > _LONGEST or (text and not text.isprintable())):
            told = {"unit": one.unit[:_LONGEST], "field": field.name, "most": _LONGEST}
            yield Problem(_NOT_ONE_LINE, told, where)
