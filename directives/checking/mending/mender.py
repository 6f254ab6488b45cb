"""Người sửa: checks a file, repairs what can be repaired, checks again, until nothing repairable is left.

A rule whose repair takes a word away, brings a new finding or does not help is taken back and left to a person.
"""

from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from directives.checking.checker import CheckReport, admitted, check_page, judged, regime_of
from directives.checking.findings import Finding, Place
from directives.checking.mending.mends import Fault, mend_of, mended_ids
from directives.checking.mending.proof import has_words, says_the_same
from directives.checking.rules import rules_under
from directives.checking.seeing.page import Page
from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.layout import Layout
from directives.conversion.word_edits import Edit, JoinParagraphs, ReplaceLetters, edit_to_json

_ROUNDS = 20  # what one repair makes visible another repairs; two or three rounds are usual


@dataclass(frozen=True, slots=True)
class Change:
    """Chỗ đã sửa: a finding that is gone; ``where`` as it was in the original."""

    rule: str
    where: str
    seen: str
    expected: str
    place: Place


@dataclass(frozen=True, slots=True)
class Mended:
    """Kết quả sửa: the new file, what was changed, what is left to a person; ``before`` is the original's report."""

    content: bytes
    changed: tuple[Change, ...]
    left: tuple[Finding, ...]
    before: CheckReport
    after: CheckReport


@dataclass(frozen=True, slots=True)
class Applied:
    """Tệp sau khi sửa: its bytes and what they show; ``not_made``: places in the list of edits."""

    content: bytes
    layout: Layout
    not_made: frozenset[int]


#: Makes edits on the bytes of a file; in the child process unless a test does it here.
Apply = Callable[[bytes, Sequence[Edit]], Applied]


@dataclass(frozen=True, slots=True)
class _State:
    """Trạng thái: the file as it stands between two rounds."""

    content: bytes
    page: Page
    report: CheckReport


@dataclass(frozen=True, slots=True)
class _Repair:
    """Một lần sửa: the edits for a finding, and what they may do to letters."""

    finding: Finding
    edits: tuple[Edit, ...]
    frees: frozenset[str]


def mend_file(path: Path | str, out: Path | str, on: date | None = None) -> Mended:
    """Sửa tệp: writes a repaired copy of a .docx to ``out``, which the caller has found to be another file.

    The copy of a file in which nothing can be repaired is equal to it byte for byte. Raises as ``check_file``.
    """
    path = Path(path)
    mended = mend_content(read_bytes(path), path.name, on)
    Path(out).write_bytes(mended.content)
    return mended


def mend_content(content: bytes, name: str, on: date | None = None) -> Mended:
    """Sửa nội dung tệp: like ``mend_file``, written nowhere; ``name`` is only for messages. Raises as it does."""

    def in_child(before: bytes, edits: Sequence[Edit]) -> Applied:
        answer = convert_in_child("mend", before, name, {"edits": [edit_to_json(one) for one in edits]})
        not_made = frozenset(int(place) for place in answer["not_made"])
        return Applied(b64decode(answer["file"]), Layout.from_json(answer["layout"]), not_made)

    layout = Layout.from_json(convert_in_child("word", content, name))
    return mend(content, layout, name, in_child, on)


def mend(content: bytes, layout: Layout, name: str, apply: Apply, on: date | None = None) -> Mended:
    """Sửa: like ``mend_file`` on bytes that were read already. Raises as ``check_layout``."""
    page = admitted(layout, name)
    start = _State(content, page, check_page(page, name, on))
    made: Sequence[Finding]
    end, made = _settled(start, mended_ids(), apply, name, on)
    if _worsened(start, end):
        end, made = _carefully(start, end, made, apply, name, on)
    changed = _gone(start.report.findings, made, end.report.findings)
    return Mended(end.content, tuple(changed), end.report.findings, start.report, end.report)


def _gone(first: Sequence[Finding], made: Sequence[Finding], left: Sequence[Finding]) -> list[Change]:
    """Đã hết: what was found at first and is found no more, and what came to light only while repairing."""
    remaining = {(one.rule, one.seen, one.expected) for one in left}
    # what no repair is for stays, though its words may be quoted otherwise after another repair
    untouched = {one.rule for one in left if not one.repairable}
    known = {(one.rule, one.where) for one in first}
    later = [one for one in dict.fromkeys(made) if (one.rule, one.where) not in known]
    return [
        Change(one.rule, one.where, one.seen, one.expected, one.place)
        for one in (*first, *later)
        if (one.rule, one.seen, one.expected) not in remaining and one.rule not in untouched
    ]


def _settled(
    start: _State, allowed: frozenset[str], apply: Apply, name: str, on: date | None
) -> tuple[_State, list[Finding]]:
    """Sửa đến khi yên: rounds of repairs by the allowed rules; the file as it then stands, and what was repaired."""
    state, made, given_up = start, [], set[str]()
    for _ in range(_ROUNDS):
        repairs = _repairs(state.page, allowed - given_up, on)
        if not repairs:
            break
        after, done, refused = _round(state, repairs, apply, name, on)
        given_up |= refused
        if after is None:
            continue
        useless = {one.finding.rule for one in done} - _helped(state, after, done)
        given_up |= useless
        if not useless:  # else the round is made again without them
            made += [_in_original(one.finding, state.page.layout, start.page.layout) for one in done]
            state = after
    return state, made


def _in_original(finding: Finding, now: Layout, then: Layout) -> Finding:
    """Chỗ trong bản gốc: strokes drawn in rounds before are paragraphs more; the words stand in the same order."""
    number = finding.place.paragraph
    if number is None:
        return finding
    here = [place for place, one in enumerate(now.paragraphs, start=1) if has_words(one.text)]
    there = [place for place, one in enumerate(then.paragraphs, start=1) if has_words(one.text)]
    if len(here) != len(there) or number not in here:
        return finding
    place = replace(finding.place, paragraph=there[here.index(number)])
    return replace(finding, place=place, where=place.where)


def _round(
    state: _State, repairs: Sequence[_Repair], apply: Apply, name: str, on: date | None
) -> tuple[_State | None, Sequence[_Repair], set[str]]:
    """Một vòng: all repairs at once; those which cannot be made, or lose a word, are refused with their rule."""
    refused: set[str] = set()
    while repairs:
        owners: dict[Edit, str] = {}
        for repair in repairs:
            for edit in repair.edits:
                owners.setdefault(edit, repair.finding.rule)
        edits = list(owners)
        applied = apply(state.content, edits)
        failed = {owners[edits[place]] for place in applied.not_made}
        if not failed and not _same_words(state.page.layout, applied.layout, repairs):
            failed = _liars(state, repairs, apply)
        if not failed:
            page = admitted(applied.layout, name)
            return _State(applied.content, page, check_page(page, name, on)), repairs, refused
        refused |= failed
        repairs = [repair for repair in repairs if repair.finding.rule not in failed]
    return None, (), refused


def _liars(state: _State, repairs: Sequence[_Repair], apply: Apply) -> set[str]:
    """Ai làm mất chữ: the rules whose repairs, made alone, change a word; all of them when none does alone."""
    rules = dict.fromkeys(repair.finding.rule for repair in repairs)
    found = set()
    for rule in rules:
        alone = [repair for repair in repairs if repair.finding.rule == rule]
        applied = apply(state.content, list(dict.fromkeys(edit for one in alone for edit in one.edits)))
        if not _same_words(state.page.layout, applied.layout, alone):
            found.add(rule)
    return found or set(rules)


def _carefully(
    start: _State, end: _State, made: Sequence[Finding], apply: Apply, name: str, on: date | None
) -> tuple[_State, Sequence[Finding]]:
    """Sửa dè dặt: leaves out the repairs which brought something new, one rule after the other.

    ``end`` is what all repairs together came to, ``made`` those that were made.
    """
    left_out: set[str] = set()
    while _worsened(start, end):
        culprit = _culprit(start, end, made, left_out, apply, name, on)
        if culprit is None:
            return start, ()
        left_out.add(culprit)
        end, made = _settled(start, mended_ids() - left_out, apply, name, on)
    return end, made


def _culprit(
    start: _State,
    end: _State,
    made: Sequence[Finding],
    left_out: set[str],
    apply: Apply,
    name: str,
    on: date | None,
) -> str | None:
    """Thủ phạm: a rule without whose repair nothing new comes; those of the same element are tried first."""
    new = _new_rules(start, end)
    elements = {one.place.element for one in end.report.findings if one.rule in new}
    suspects = dict.fromkeys(one.rule for one in made if one.place.element in elements)
    suspects |= dict.fromkeys(one.rule for one in made)
    for rule in suspects:
        without, _ = _settled(start, mended_ids() - left_out - {rule}, apply, name, on)
        if not new <= _new_rules(start, without):
            return rule
    return next(iter(suspects), None)


def _new_rules(start: _State, end: _State) -> set[str]:
    """Lỗi mới: rules which find more than they did."""
    before = Counter(one.rule for one in start.report.findings)
    after = Counter(one.rule for one in end.report.findings)
    return {rule for rule, count in after.items() if count > before[rule]}


def _worsened(start: _State, end: _State) -> bool:
    return bool(_new_rules(start, end))


def _helped(before: _State, after: _State, repairs: Sequence[_Repair]) -> set[str]:
    """Sửa có ích: rules that repaired something and say less now, or something else of it."""
    helped = set()
    for rule in {repair.finding.rule for repair in repairs}:
        old = [(one.seen, one.expected) for one in before.report.findings if one.rule == rule]
        new = [(one.seen, one.expected) for one in after.report.findings if one.rule == rule]
        if len(new) < len(old) or new != old:
            helped.add(rule)
    return helped


def _repairs(page: Page, allowed: frozenset[str], on: date | None) -> list[_Repair]:
    """Các lần sửa: for every finding that an allowed rule repairs; those that would meet in the same letters wait."""
    found: list[_Repair] = []
    taken: dict[int, list[tuple[int, int, str]]] = {}
    for fault in _faults(page, allowed, on):
        function, frees = mend_of(fault.rule.id)
        edits = tuple(function(fault))
        rewrites = [edit for edit in edits if isinstance(edit, ReplaceLetters)]
        if not edits or any(_meets(edit, fault.rule.id, taken) for edit in rewrites):
            continue
        repair = _Repair(fault.finding, edits, frees if rewrites else frozenset())
        if any(isinstance(edit, JoinParagraphs) for edit in edits):
            if not found:
                return [repair]  # what moves paragraphs has a round of its own
            continue
        for edit in rewrites:
            span = (edit.start, edit.start + len(edit.old), fault.rule.id)
            taken.setdefault(edit.paragraph, []).append(span)
        found.append(repair)
    return found


def _meets(edit: ReplaceLetters, rule: str, taken: Mapping[int, list[tuple[int, int, str]]]) -> bool:
    """Đụng nhau: whether another rule rewrites the same letters, or those right beside them."""
    first, last = edit.start, edit.start + len(edit.old)
    return any(
        other != rule and first <= end and start <= last
        for start, end, other in taken.get(edit.paragraph, ())
    )


def _faults(page: Page, allowed: frozenset[str], on: date | None) -> list[Fault]:
    faults: list[Fault] = []
    for one in (page, page.copy):
        if one is None:
            continue
        regime, day, _ = regime_of(one, on)
        rules = {rule.id: rule for rule in rules_under(regime, day)}
        known = {fault.finding for fault in faults}
        for finding in judged(one, regime, day)[0]:
            if finding.rule in allowed and finding not in known:
                faults.append(Fault(one, rules[finding.rule], finding, rules))
    return faults


def _same_words(before: Layout, after: Layout, repairs: Sequence[_Repair]) -> bool:
    rewritten: dict[int, frozenset[str]] = {}
    joined = set()
    for repair in repairs:
        for edit in repair.edits:
            if isinstance(edit, ReplaceLetters):
                rewritten[edit.paragraph] = rewritten.get(edit.paragraph, frozenset()) | repair.frees
            elif isinstance(edit, JoinParagraphs):
                joined.add(edit.paragraph)
    return says_the_same(before, after, rewritten, joined)
