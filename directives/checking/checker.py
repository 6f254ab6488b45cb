"""Kiểm tra thể thức: a Word file in, a report of all findings out."""

import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directives.checking.findings import Finding, Unseen
from directives.checking.judging import every_judge
from directives.checking.rules import Judgements, Rule, rules_under, uncovered_ids
from directives.checking.seeing.file_facts import FileFacts
from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from directives.conversion.admission import (
    refuse_gazette,
    refuse_normative,
    refuse_secrets,
    refuse_strangers,
)
from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.errors import RefusedFile
from directives.conversion.layout import Layout
from directives.rulebook.regimes import Regime, all_regimes, regime_on
from directives.text import shown_name
from directives.vocabulary.days import DAY, day_of
from directives.vocabulary.names import type_key

#: How a PDF begins; a few bytes of another program may stand before it.
PDF_MARK = b"%PDF-"
_MARK_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Kết quả kiểm tra: all findings in the order of the document; ``unseen`` and ``not_covered`` say what
    was not judged, ``assumed`` what had to be supposed.
    """

    file: str
    regime: str
    doc_type: str | None
    findings: tuple[Finding, ...]
    errors: int
    warnings: int
    unseen: tuple[Unseen, ...]
    not_covered: tuple[str, ...]
    assumed: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: the contract's object with three keys more."""
        return asdict(self)


def check_file(path: Path | str, *, on: date | None = None) -> CheckReport:
    """Kiểm tra tệp: judges a .docx or a PDF by the law of the document's own date, or of ``on`` when given.

    Which of both it is, its content says, never its name. Raises a RefusedFile (``conversion.errors``) for what is no
    plain administrative document of these kinds, DayWithoutRegime for a day older than the rulebook.
    """
    return examine_file(path, on=on)[1]


def examine_file(path: Path | str, *, on: date | None = None) -> tuple[Page, CheckReport]:
    """Xem xét tệp: what was observed of a file, and what was found on it. Raises as ``check_file``."""
    path = Path(path)
    return examine(read_bytes(path), path.name, on)


def examine(content: bytes, name: str, on: date | None = None) -> tuple[Page, CheckReport]:
    """Xem xét nội dung tệp: like ``examine_file``; ``name`` is only for messages. Raises as it does."""
    is_pdf = PDF_MARK in content[:_MARK_WITHIN] and not content.startswith(b"PK")
    task = "pdf_layout" if is_pdf else "word"
    layout = Layout.from_json(convert_in_child(task, content, name))
    page = admitted(layout, name, on)
    return page, check_page(page, name, on)


def check_layout(layout: Layout, name: str, on: date | None = None) -> CheckReport:
    """Kiểm tra bản trình bày: like ``check_file``, for a file that was parsed already. Raises as it does."""
    return check_page(admitted(layout, name, on), name, on)


def admitted(layout: Layout, name: str, on: date | None = None) -> Page:
    """Trang được tiếp nhận: what was observed of a file that may be judged here.

    Raises SecrecyMark for a state secret, NormativeDocument and PartyDocument for what follows other laws (which, its
    day or ``on`` decides), GazettePage for a reprint, NotOfficialDocument for what is no document at all.
    """
    page = observe(layout)
    lines = [line.text.upper() if line.is_upper else line.text for line in page.lines]
    stamps = [line.text for line in page.lines if line.place != "cell"]
    number, day = page.first("number"), on or _printed_day(page)
    try:
        refuse_secrets(lines, [*stamps, *layout.margins_text, *_signed_words(layout)])
        if not _is_scanned_copy(layout):
            refuse_strangers(lines, day)
        refuse_gazette(layout.margins_text)
        refuse_normative(page.type_word, number.text if number else "", day)
    except RefusedFile as error:
        error.where = name
        raise
    return page


def check_page(page: Page, name: str, on: date | None = None) -> CheckReport:
    """Kiểm tra trang: applies every rule of the regime to what was observed. Raises DayWithoutRegime."""
    regime, day, assumed = regime_of(page, on)
    findings, unseen = judged(page, regime, day)
    for one in judged_as_file(FileFacts(page.layout, page, _printed_day(page)), regime, day):
        if isinstance(one, Finding):
            findings.append(one)
        else:
            unseen.append(one)
    if page.copy is not None:
        copy_regime, copy_day, copy_assumed = regime_of(page.copy, on)
        findings += [one for one in judged(page.copy, copy_regime, copy_day)[0] if one not in findings]
        assumed += tuple(one for one in copy_assumed if one not in assumed)
    findings.sort(key=lambda finding: (finding.place.order, finding.rule))
    count = Counter(finding.severity for finding in findings)
    return CheckReport(
        file=shown_name(name),
        regime=regime.id,
        doc_type=type_key(page.doc_type) if page.doc_type else None,
        findings=tuple(findings),
        errors=count["error"],
        warnings=count["warning"],
        unseen=tuple(unseen),
        not_covered=uncovered_ids(),
        assumed=assumed,
    )


def judged(page: Page, regime: Regime, day: date | None) -> tuple[list[Finding], list[Unseen]]:
    """Xét: every finding on a page by the rules of a regime on a day, and what could not be judged."""
    judge_of = every_judge()
    findings: list[Finding] = []
    unseen: list[Unseen] = []
    for rule in rules_under(regime, day):
        if page.is_copy and not rule.on_copies:
            continue
        reason = _why_unseen(page, rule)
        if reason:
            unseen.append(rule.unseen(reason))
            continue
        for one in judge_of["page", rule.id](page, rule):
            if isinstance(one, Finding):
                findings.append(one)
            else:
                unseen.append(one)
    return findings, unseen


def judged_as_file(facts: FileFacts, regime: Regime, day: date | None) -> Judgements:
    """Xét tệp: by the rules about the file itself: how it was scanned, how it was signed."""
    for rule in rules_under(regime, day, on="file"):
        if facts.layout.kind not in rule.kinds:
            yield rule.unseen(f"a {facts.layout.kind} file does not show it")
        else:
            yield from every_judge()["file", rule.id](facts, rule)


def _is_scanned_copy(layout: Layout) -> bool:
    """Bản quét: pages that are pictures; only what was signed on them can be read."""
    return bool(layout.scans) and not layout.paragraphs


def _signed_words(layout: Layout) -> list[str]:
    return [line.text for mark in layout.signatures for line in mark.lines]


def regime_of(page: Page, on: date | None) -> tuple[Regime, date | None, tuple[str, ...]]:
    """Chế độ áp dụng: by ``on``, the document's date, or its year if that decides; else the one in force.

    With the day it was chosen by (None when no day can be read) and what had to be supposed.
    """
    if on is not None:
        return regime_on(on), on, ()
    day = _printed_day(page)
    if day is not None:
        return regime_on(day), day, ()
    line = page.first("place_and_date")
    year = re.search(r"(?:19|20)\d\d", line.text) if line else None
    if year:
        first, last = (regime_on(date(int(year[0]), month, 1)) for month in (1, 12))
        if first == last:
            return first, None, (f"regime {first.id}: the day is blank, the year {year[0]} decides",)
    latest = all_regimes()[-1]
    return latest, None, (f"regime {latest.id}: no date can be read; the law still in force was taken",)


def _printed_day(page: Page) -> date | None:
    line = page.first("place_and_date")
    match = re.search(DAY.format(""), line.text) if line else None
    return day_of(match) if match else None


def _why_unseen(page: Page, rule: Rule) -> str:
    if page.layout.kind not in rule.kinds:
        return f"a {page.layout.kind} file does not show it"
    if _is_scanned_copy(page.layout):
        return "the page is a scan"
    box = rule.needs or rule.element
    if box in page.obscured:
        return f"the {box} may stand in a picture, an object or the page's margin, where it cannot be judged"
    if rule.needs and rule.needs not in page.boxes:
        return f"no {rule.needs} was found"
    if rule.needs_measure and rule.measure is None:
        return "the regime's measure is not in the rulebook"
    return ""
