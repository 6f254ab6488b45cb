"""Việc và phân công: one piece of work in its words, and who is told or asked to do it."""

from dataclasses import dataclass

from directives.errors import N_, Problem
from directives.reading.record import Obligation

FROM_DUTY = N_("duty {ref} of the incoming document")


@dataclass(frozen=True, slots=True)
class Task:
    """Việc được giao: the words of one piece of work, its bullets, its time; ``duty`` is None where it is our own.

    ``said``: the words with the superior's own time. ``why``: for what reason it stands here; ``looks``: what a
    person has to look at.
    """

    text: str
    below: tuple[str, ...] = ()
    when: str = ""
    duty: Obligation | None = None
    why: tuple[Problem, ...] = ()
    looks: tuple[Problem, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """Phân công: what some units are told, or bodies outside the hierarchy are asked (``asked``)."""

    units: tuple[str, ...]
    tasks: tuple[Task, ...]
    asked: bool = False
