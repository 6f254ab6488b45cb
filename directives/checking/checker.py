"""Kiểm tra thể thức: a Word file in, a report of all findings out."""

import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

# the modules of check functions are imported for what they register
from directives.checking import (
    body_checks,
    closing_checks,
    enclosed_checks,
    letterhead_checks,
    page_checks,
    stamp_checks,
    style_checks,
)
from directives.checking.observed import Page, observe
from directives.checking.rules import Finding, Rule, check_of, rules_under, uncovered_ids
from directives.conversion.admission import refuse_secrets, refuse_strangers
from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.errors import NotOfficialDocument, RefusedFile
from directives.conversion.word import WordDocument
from directives.rulebook.regimes import Regime, all_regimes, regime_on
from directives.vocabulary.days import DAY, day_of
from directives.vocabulary.names import type_key
from directives.vocabulary.words import NORMATIVE_TYPES

CHECK_MODULES = (
    page_checks, style_checks, letterhead_checks, stamp_checks, body_checks, closing_checks, enclosed_checks,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unseen:
    """Quy tắc không xét được: a rule that could not be judged on this document, and why."""

    rule: str
    reason: str


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
    """Kiểm tra tệp: judges a .docx by the law of the document's own date, or of ``on`` when given.

    Raises a RefusedFile (``conversion.errors``) for what is no plain administrative .docx, DayWithoutRegime
    for a day older than the rulebook.
    """
    path = Path(path)
    document = WordDocument.from_json(convert_in_child("word", read_bytes(path), path.name))
    return check_word(document, path.name, on)


def check_word(document: WordDocument, name: str, on: date | None = None) -> CheckReport:
    """Kiểm tra văn bản Word đã đọc: like ``check_file``, for a file that was parsed already. Raises as it does."""
    page = observe(document)
    lines = [line.text for line in page.lines]
    stamps = [*(p.text for p in document.paragraphs if p.place == "box"), *document.margins_text]
    try:
        refuse_secrets(lines, stamps)
        refuse_strangers(lines)
        if page.type_word in NORMATIVE_TYPES:
            kind = page.type_word
            raise NotOfficialDocument(
                reason=f"it is a normative legal document ({kind}), which follows other rules"
            )
    except RefusedFile as error:
        error.where = name
        raise
    return check_page(page, name, on)


def check_page(page: Page, name: str, on: date | None = None) -> CheckReport:
    """Kiểm tra trang: applies every rule of the regime to what was observed. Raises DayWithoutRegime."""
    regime, assumed = _regime(page, on)
    findings, unseen = _judged(page, regime)
    if page.copy is not None:
        copy_regime, copy_assumed = _regime(page.copy, on)
        findings += [one for one in _judged(page.copy, copy_regime)[0] if one not in findings]
        assumed += tuple(one for one in copy_assumed if one not in assumed)
    findings.sort(key=_order)
    count = Counter(finding.severity for finding in findings)
    return CheckReport(
        file=name,
        regime=regime.id,
        doc_type=type_key(page.doc_type) if page.doc_type else None,
        findings=tuple(findings),
        errors=count["error"],
        warnings=count["warning"],
        unseen=tuple(unseen),
        not_covered=uncovered_ids(),
        assumed=assumed,
    )


def _judged(page: Page, regime: Regime) -> tuple[list[Finding], list[Unseen]]:
    findings: list[Finding] = []
    unseen: list[Unseen] = []
    for rule in rules_under(regime):
        if page.is_copy and not rule.on_copies:
            continue
        reason = _why_unseen(page, rule)
        if reason:
            unseen.append(Unseen(rule.id, reason))
        else:
            findings.extend(check_of(rule.id)(page, rule))
    return findings, unseen


def _regime(page: Page, on: date | None) -> tuple[Regime, tuple[str, ...]]:
    """Chế độ áp dụng: by ``on``, the document's date, or its year if that decides; else the one in force."""
    if on is not None:
        return regime_on(on), ()
    line = page.first("place_and_date")
    match = re.search(DAY.format(""), line.text) if line else None
    day = day_of(match) if match else None
    if day is not None:
        return regime_on(day), ()
    year = re.search(r"(?:19|20)\d\d", line.text) if line else None
    if year:
        first, last = (regime_on(date(int(year[0]), month, 1)) for month in (1, 12))
        if first == last:
            return first, (f"regime {first.id}: the day is blank, the year {year[0]} decides",)
    latest = all_regimes()[-1]
    return latest, (f"regime {latest.id}: no date can be read; the law still in force was taken",)


def _why_unseen(page: Page, rule: Rule) -> str:
    if rule.needs and rule.needs not in page.boxes:
        return f"no {rule.needs} was found"
    if rule.needs_measure and rule.measure is None:
        return "the regime's measure is not in the rulebook"
    if rule.id in ("F-14", "F-15") and not any(s.page_numbers for s in page.document.sections):
        return "no page number was found, and a .docx does not say how many pages it prints"
    return ""


def _order(finding: Finding) -> tuple[int, int, str]:
    """Thứ tự: page matters first, then by paragraph, then by rule."""
    kind, _, number = finding.where.partition(":")
    return (0 if kind != "paragraph" else 1, int(number) if number.isdigit() else 0, finding.rule)
