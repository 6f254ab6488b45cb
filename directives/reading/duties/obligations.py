"""Nhiệm vụ được giao: finds what a document asks of whom until when, by the numbering of its body.

The lowest level carries the duty. Who must do it stands in the item, in the heading above it or in the sentence that
leads in. Decisions lay down rules: there only who is tasked by name, or a time, makes a duty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from directives.errors import N_
from directives.reading.duties.addressees import (
    Told,
    is_heading_of_agents,
    told_at_start,
    told_within,
)
from directives.reading.duties.assigning import assigned_duty, opening
from directives.reading.duties.clauses import Clause, clauses_of
from directives.reading.duties.conditions import case_of_things, condition_of, report_to_of
from directives.reading.duties.days import Calendar
from directives.reading.duties.deadlines import other_deadlines, read_time
from directives.reading.duties.implementing import without_implementing
from directives.reading.duties.items import Item, last_item, read_items
from directives.reading.duties.kinds import act_of, evidence_of, is_asked, kind_of
from directives.reading.duties.letters import closing_duties, is_closing, lead_duties, lead_in_of
from directives.reading.duties.manners import Manner
from directives.reading.duties.marks import ARTICLE, BULLET, NUMBER, BodyLine
from directives.reading.duties.phrases import Phrases, phrases
from directives.reading.duties.tables import assigned_below, is_label, rows_of_tasks
from directives.reading.lexicon import Lexicon, lexicon
from directives.reading.record import DutyTime, Obligation
from directives.reading.repairing import repaired

#: What is said where a duty's words set more than one time.
OTHER_TIMES = N_("one duty names several deadlines; {seen} was taken, it also says: {others}")

_ENDS_SENTENCE = re.compile(r"[.;]$|/\.?$")
_VALUE = re.compile(r"\s*:|\s+(?:từ|đến|trước|quý|tháng|năm|ngày|\d)", re.IGNORECASE)
_PLACE_OR_COST = re.compile(r"[^.;]{0,60}:|[^.;]{0,20}$")
#: Letters of a title at most; longer lines are sentences, whose words are left alone.
_TITLE = 400
_CITED = re.compile(
    r"^(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Văn bản|"
    r"Kết luận|Chương trình)"
    r"(?:\s+[^.;,]{0,80}?)?\s(?:số\s*\d|ngày\s*\d|\d+[/-])"
)
_ANSWERABLE = re.compile(r"\b(?:chịu|có) trách nhiệm\b")
_GIVEN = re.compile(r"^(?:Giao|Phân công)\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """Phạm vi từ các mục trên: who is addressed, whether asked, and a time set above.

    ``aims``: reasons and aims stand here; ``facts``: places, people and costs; ``ruling``: the document explains how
    rules are applied.
    """

    who: tuple[str, ...] = ()
    asked: bool = False
    asked_by_heading: bool = False
    aims: bool = False
    facts: bool = False
    ruling: bool = False
    time: DutyTime | None = None


@dataclass(slots=True)
class Reading:
    """Lượt đọc: what all rules need to know, and what has been found so far."""

    manner: Manner
    words: Lexicon
    phrases: Phrases
    calendar: Calendar
    duties: list[Obligation] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def repaired(self, text: str) -> str:
        """Đã sửa lỗi nhận dạng: a title or a name, so that "Bru điện" is known for whom it means."""
        return repaired(text, self.words) if len(text) < _TITLE else text

    def use(self, lines: Sequence[BodyLine]) -> None:
        """Dòng đã dùng: every source line of these."""
        self.used.update(number for one in lines for number in range(one.line, one.last + 1))


def read_obligations(
    lines: Sequence[str],
    start: int,
    end: int,
    *,
    manner: Manner,
    words: Lexicon | None = None,
    calendar: Calendar | None = None,
    sent_to: tuple[str, ...] = (),
) -> tuple[tuple[Obligation, ...], frozenset[int]]:
    """Đọc nhiệm vụ: the duties of lines ``start`` to ``end`` and the lines that were used.

    ``manner`` says how documents of this type task somebody. ``calendar`` knows the document's own day and collects
    what is doubtful. ``sent_to``: those a telegram is sent to; it tasks them even where its body names nobody.
    """
    words = words or lexicon()
    reading = Reading(manner, words, phrases(words), calendar or Calendar())
    root = read_items(lines, start, end)
    tail = _closing_lines(root, reading)
    scope = Scope(who=sent_to)
    if manner.letter:
        lead = lead_in_of(root, reading.phrases)
        scope = Scope(lead.who or sent_to, lead.asked, ruling=lead.ruling)
        reading.use(lead.lines)
        led = list(lead_duties(root, lead, reading.phrases, reading.calendar))
        if not led and not root.children and tail:  # the only request of a letter is no closing one
            root.paragraphs.append(tail.pop(0))
            led = list(lead_duties(root, lead, reading.phrases, reading.calendar))
        for duty, used in led:
            reading.duties.append(duty)
            reading.use([used])
    _tables(root, root.paragraphs, reading)
    for item in root.children:
        _read(item, scope, reading)
    for duty, used in closing_duties(tail, reading.phrases, reading.calendar, asked=scope.asked):
        reading.duties.append(duty)
        reading.use([used])
    return tuple(reading.duties), frozenset(reading.used)


def _closing_lines(root: Item, reading: Reading) -> list[BodyLine]:
    """Đoạn kết: the paragraphs at the body's end that ask all to carry out, taken out of the last item."""
    if not reading.manner.letter and not reading.manner.plan:
        return []
    item = last_item(root)
    tail: list[BodyLine] = []
    keep = 1 if item is root or item.text == "" or _is_title(item, reading) else 0
    while len(item.paragraphs) > keep and is_closing(item.paragraphs[-1].text, reading.phrases):
        tail.insert(0, item.paragraphs.pop())
    return tail


def _is_title(item: Item, reading: Reading) -> bool:
    return is_heading_of_agents(reading.repaired(item.text), reading.phrases) is not None


def _read(item: Item, scope: Scope, reading: Reading) -> None:
    """Đọc một mục: its duties, and those of what stands below it."""
    words = reading.phrases
    reading.calendar.line = item.words.line
    assigned = assigned_below(item, words)
    if assigned:
        reading.duties.append(
            assigned_duty(assigned, item.ref, words, reading.calendar, who=scope.who, asked=scope.asked)
        )
        reading.use([*item.lines(), *(child.words for child in item.children)])
        return
    paragraphs = _tables(item, item.paragraphs, reading)
    if not item.children:
        _leaf(item, paragraphs, scope, reading)
        return
    if _is_detailed(item, words):
        _duties(item.ref, [item.words], scope, reading)
        return
    if reading.manner.decision:
        _ruled(item, paragraphs, scope, reading)
    below = _scope_below(item, paragraphs, scope, reading)
    if below.who != scope.who:
        reading.use([item.words])
    for child in item.children:
        _read(child, below, reading)


def _ruled(item: Item, paragraphs: list[BodyLine], scope: Scope, reading: Reading) -> None:
    """Quy định có thời hạn: what an article lays down until when before its list, "tạm ngưng … cho đến khi …:"."""
    for one in paragraphs:
        time = read_time(one.text, reading.phrases, reading.calendar)
        if time and not time.recurrence and told_at_start(one.text, reading.phrases) is None:
            _duties(item.ref, [one], scope, reading)


def _is_detailed(item: Item, words: Phrases) -> bool:
    """Chỉ chi tiết hóa: sub-dashes after "bảo đảm:" of a point say how, they are no duties of their own."""
    bullets = all(child.rank >= BULLET for child in item.children)
    return bool(
        bullets
        and item.rank >= NUMBER
        and words.details_follow.search(item.text)
        and is_heading_of_agents(item.text, words) is None
        and words.opening_verb.match(item.text)
    )


def _scope_below(item: Item, paragraphs: list[BodyLine], scope: Scope, reading: Reading) -> Scope:
    words = reading.phrases
    text = item.text
    told = told_at_start(reading.repaired(text), words)
    for one in reversed(paragraphs):
        if told is None and one.text.endswith(":"):
            told = told_at_start(one.text, words) or told_within(one.text, words)
            reading.use([one])
    time = None
    if re.match(r"Giai đoạn|Đến (?:năm|hết)|Năm \d{4}|Từ nay", text) or text.endswith(":"):
        time = read_time(text, words, reading.calendar, whole=True)
    asked = bool(told and told.asked)
    return replace(
        scope,
        who=_names(told, reading) or scope.who,
        asked=scope.asked or asked,
        asked_by_heading=scope.asked_by_heading or asked,
        aims=scope.aims or _is_section(text, words.aim_section, told),
        facts=scope.facts or _is_section(text, words.fact_section, told),
        time=time if time and not time.recurrence else scope.time,
    )


def _is_section(text: str, opening: re.Pattern[str], told: Told | None) -> bool:
    return told is None and len(text) < 100 and bool(opening.match(text))


def _leaf(item: Item, paragraphs: list[BodyLine], scope: Scope, reading: Reading) -> None:
    """Mục thấp nhất: a title with its paragraph is one duty, so is a sentence with what follows it."""
    words = reading.phrases
    title = is_heading_of_agents(reading.repaired(item.text), words)
    if title is not None and title.who:
        below = replace(
            scope,
            who=_names(title, reading),
            asked=scope.asked or title.asked,
            asked_by_heading=scope.asked_by_heading or title.asked,
        )
        if paragraphs:
            reading.use([item.words])
            _duties(item.ref, paragraphs, below, reading)
        return
    if paragraphs and _is_plain_title(item):
        _duties(item.ref, paragraphs, _scope_below(item, [], scope, reading), reading)
        return
    if item.text:
        _duties(item.ref, [item.words, *paragraphs], scope, reading)
    elif paragraphs:
        _duties(item.ref, paragraphs, scope, reading)


def _is_plain_title(item: Item) -> bool:
    if not item.text or _ENDS_SENTENCE.search(item.text):
        return not item.text
    return item.rank in (ARTICLE,) or len(item.text) < 160


def _tables(item: Item, paragraphs: list[BodyLine], reading: Reading) -> list[BodyLine]:
    """Bảng trong mục: its rows become duties; the paragraphs that are no table are given back."""
    rows = rows_of_tasks(paragraphs, reading.phrases)
    for number, row in enumerate(rows, 1):
        label = row.label or str(number)
        ref = f"{item.ref}.{label}" if item.ref else label
        reading.duties.append(assigned_duty(row, ref, reading.phrases, reading.calendar))
    if rows:
        reading.use([one for one in paragraphs if "|" in one.text])
    return [one for one in paragraphs if "|" not in one.text]


def _duties(ref: str, paragraphs: Sequence[BodyLine], scope: Scope, reading: Reading) -> None:
    """Nhiệm vụ trong các đoạn: one, or several under the same path told apart by letters."""
    manner, words = reading.manner, reading.phrases
    kept = [(one.text, one.line) for one in paragraphs if one.text.strip()]
    if not kept or (is_label(kept[0][0], words) and not words.time_label.match(kept[0][0])):
        return
    found: list[Obligation] = []
    if not manner.letter:
        kept, implementing = without_implementing(kept, words)
        scope = replace(scope, who=implementing or scope.who)
    who = scope.who
    for clause in clauses_of(kept, words, addressed=bool(who)) if kept else ():
        duty = _duty(ref, clause, replace(scope, who=who), reading)
        if duty:
            found.append(_after_names(duty, clause, words) if found else duty)
            who = duty.addressees
    for number, duty in enumerate(found):
        path = ref if number == 0 else f"{ref} ({chr(ord('a') + number)})"
        reading.duties.append(replace(duty, ref=path))
    if found:
        reading.use(paragraphs)


def _after_names(duty: Obligation, clause: Clause, words: Phrases) -> Obligation:
    """Nhiệm vụ thứ hai của mục: its words begin behind the names with which its sentence begins."""
    told = clause.told
    first = told_at_start(clause.text, words)
    if told is None or first is None or first.task != told.task or words.cue.match(clause.text):
        return duty
    return replace(duty, text=opening(clause.text[told.task :])) if told.task < len(clause.text) else duty


def _duty(ref: str, clause: Clause, scope: Scope, reading: Reading) -> Obligation | None:
    words, manner, text, told = reading.phrases, reading.manner, clause.text, clause.told
    reading.calendar.line = clause.line
    approved = words.approval.match(text)
    if approved and manner.decision:
        return None  # what a decision allows or approves tasks nobody
    if approved and told is None:
        told = told_at_start(text[approved.end() :].lstrip(), words)
        told = replace(told, task=0) if told and told.task < len(text) else None
    who = _names(told, reading) or scope.who
    label = words.time_label.match(text)
    if label and not _VALUE.match(text, label.end()):
        label = None
    timed = text[label.end() :].lstrip(" :") if label else text
    time = read_time(timed, words, reading.calendar, whole=bool(label)) or scope.time
    if not manner.makes_duty(
        addressed=bool(who),
        given=bool(_GIVEN.match(text)),
        answerable=told is not None and bool(_ANSWERABLE.search(text, 0, 400)),
        time=time,
        aside=scope.aims or (scope.facts and told is None),
    ):
        return None
    if label and told is None:
        return Obligation(ref, (), opening(timed), "schedule", time, line=clause.line) if time else None
    if told is None and (
        _CITED.match(text) or _is_aside_item(text, words) or (not time and _is_fragment(text))
    ):
        return None
    _doubt_other_times(timed, time, reading)
    asked_here = scope.asked_by_heading or bool(told and told.asked)
    ruling = scope.ruling or scope.aims or scope.facts or (manner.decision and not who)
    kind = kind_of(text, told, words, ruling=ruling, asked_here=asked_here)
    act = act_of(text, told)
    asked = is_asked(told, who, act, scope.asked or asked_here, words)
    return Obligation(
        ref,
        who,
        opening(text),
        kind,
        time,
        condition_of(text) or case_of_things(text, words),
        report_to_of(text, words),
        "request" if asked else "order",
        evidence_of(text, told, kind, words),
        clause.line,
    )


def _doubt_other_times(text: str, time: DutyTime | None, reading: Reading) -> None:
    """Còn thời hạn khác: a duty bears one time; what else its words set is said, not lost."""
    others = other_deadlines(text, time, reading.phrases, reading.calendar) if time else []
    if time and others:
        reading.calendar.doubt(OTHER_TIMES, seen=time.text, others="; ".join(others))


def _is_aside_item(text: str, words: Phrases) -> bool:
    """Chỉ nói nơi chốn, thành phần, kinh phí: "Địa điểm: …"; a sentence that begins with such a word is none."""
    return bool(words.aside_item.match(text)) and bool(_PLACE_OR_COST.match(text))


def _is_fragment(text: str) -> bool:
    """Không thành câu: too few words to ask anything."""
    return len(text.split()) < 3


def _names(told: Told | None, reading: Reading) -> tuple[str, ...]:
    return tuple(map(reading.repaired, told.who)) if told else ()
