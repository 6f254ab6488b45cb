"""Phân công theo bảng: a duty of each row of a table of tasks, in the body or in an annex behind the signature."""

import re
from collections.abc import Sequence

from directives.reading.duties.addressees import split_names
from directives.reading.duties.conditions import condition_of, report_to_of
from directives.reading.duties.days import Calendar
from directives.reading.duties.deadlines import read_time
from directives.reading.duties.kinds import evidence_of, kind_of
from directives.reading.duties.manners import Manner
from directives.reading.duties.marks import BodyLine
from directives.reading.duties.phrases import Phrases, phrases
from directives.reading.duties.tables import Assigned, rows_of_tasks
from directives.reading.lexicon import Lexicon
from directives.reading.record import Obligation

_NEXT_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[)”\x22]))\.\s.*$")
_ANNEX = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+|SỐ\s+)?(?P<label>[IVX]{1,5}|\d{1,2}|[A-H]))?(?![^\W\d_])"
)


def assigned_duty(
    task: Assigned,
    ref: str,
    words: Phrases,
    calendar: Calendar,
    *,
    who: tuple[str, ...] = (),
    asked: bool = False,
) -> Obligation:
    """Nhiệm vụ của một dòng: its lead body is addressed, else ``who``; its time is the cell's, else the task's own."""
    calendar.line = task.line
    time = read_time(task.time, words, calendar, whole=True) if task.time else None
    kind = kind_of(task.task, None, words, ruling=False, asked_here=False)
    kind = "task" if kind in ("target", "provision") else kind
    return Obligation(
        ref,
        split_names(task.lead, words) or who,
        opening(task.task),
        kind,
        time or read_time(task.task, words, calendar),
        condition_of(task.task),
        report_to_of(task.task, words),
        "request" if asked else "order",
        evidence_of(task.task, None, kind, words),
        task.line,
    )


def read_annexed(
    lines: Sequence[str], start: int, *, manner: Manner, words: Lexicon, calendar: Calendar
) -> tuple[tuple[Obligation, ...], frozenset[int]]:
    """Nhiệm vụ trong phụ lục: the rows of tables of tasks from line ``start`` on, and the lines they stand in.

    The path is "Phụ lục.3", or "Phụ lục II.3" where annexes are numbered; an annex of a document that tasks nobody
    (a decree, a submission) gives none.
    """
    if not (manner.letter or manner.plan or manner.decision):
        return (), frozenset()
    known = phrases(words)
    annex, table = "Phụ lục", list[BodyLine]()
    duties: list[Obligation] = []
    for number in range(start, len(lines) + 1):
        text = " ".join(lines[number].split()) if number < len(lines) else ""
        if "|" in text:
            table.append(BodyLine(text, number, number))
            continue
        if named := _ANNEX.match(text.lstrip("#* ")):
            duties += _of_table(annex, table, known, calendar)
            annex, table = f"Phụ lục {named['label']}" if named["label"] else "Phụ lục", []
    duties += _of_table(annex, table, known, calendar)
    return tuple(duties), frozenset(duty.line for duty in duties)


def _of_table(annex: str, table: list[BodyLine], words: Phrases, calendar: Calendar) -> list[Obligation]:
    rows = rows_of_tasks(table, words)
    return [
        assigned_duty(row, f"{annex}.{row.label or number}", words, calendar)
        for number, row in enumerate(rows, 1)
    ]


def opening(text: str) -> str:
    """Chữ mở đầu: the first sentence, by which the duty is found again."""
    return _NEXT_SENTENCE.sub("", text, count=1).rstrip(" .;/:")
