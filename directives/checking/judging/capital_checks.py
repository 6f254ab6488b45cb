"""Viết hoa: judges the capitals of running text (PL.II); what a line has otherwise is remarked once for all rules."""

from directives.checking.findings import Finding
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.checking.spelling.remark import Remark
from directives.checking.spelling.remarks import remarks
from directives.checking.spelling.sentences import MARKER, capitalised

_ENDS = (".", "!", "?", "/.")
_SENTENCE = 3  # words: fewer are no sentence, but a mark or a leftover
_ITEM_ENDS = (*_ENDS, ";", ":")


@checks(
    "F-127", "F-128", "F-129", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K12", "K13", "K14",
    "K15", "K16", "K17", "K18", "K19", "K20",
)  # fmt: skip
def words_are_written_as_the_law_writes_them(page: Page, rule: Rule) -> Judgements:
    """Cách viết: what is remarked under the rule; words that this regime wrote large, too, are left alone."""
    for line in page.lines:
        for remark in remarks(line.text):
            if remark.rule == rule.id and not _was_right(remark, rule) and not _in_capitals(line):
                yield _finding(line, remark, rule)


@checks("K1")
def sentences_begin_large(page: Page, rule: Rule) -> Judgements:
    """Đầu câu: within a line, and at the head of a paragraph of the body that begins anew."""
    above: Line | None = None
    for line in page.lines:
        for remark in remarks(line.text):
            if remark.rule == rule.id and not _in_capitals(line):
                yield _finding(line, remark, rule)
        if line.place == "body" and page.layout.kind == "word":
            first = _first_letter(line.text)
            if (
                above is not None
                and line.text[first : first + 1].islower()
                and _begins_anew(line, above, first)
            ):
                word = line.text[first:].split()[0]
                if word.isalpha():
                    yield rule.finding(line, word, capitalised(word), at=(first, first + len(word)))
            above = line


def _finding(line: Line, remark: Remark, rule: Rule) -> Finding:
    return rule.finding(line, remark.seen, remark.expected, remark.severity, at=(remark.start, remark.end))


def _was_right(remark: Remark, rule: Rule) -> bool:
    """Cách viết của chế độ khác: a unit that is to be small is not among those which this regime wants so."""
    small = rule.expects.get("small")
    return small is not None and remark.expected[0].islower() and remark.expected.split()[0] not in small


def _in_capitals(line: Line) -> bool:
    """Chữ in hoa do phông: what the font shows in capitals has no small letters on paper."""
    return any(run.caps for run in line.runs)


def _first_letter(text: str) -> int:
    marker = MARKER.match(text)
    return marker.end() if marker else 0


def _begins_anew(line: Line, above: Line, first: int) -> bool:
    """Xuống dòng: a new item or a new sentence, not the rest of a line that was broken."""
    if len(line.text.split()) < _SENTENCE:
        return False
    item = first > 0 or line.numbered
    return above.text.endswith(_ITEM_ENDS if item else _ENDS) and (item or line.index != above.index)
