"""Kiểm tra sổ: rules of the register on books and on files beside their rows, each by the law of its own day."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from directives.checking.findings import Finding, Unseen
from directives.checking.judging import every_judge
from directives.checking.rules import Rule, every_id, rules_under
from directives.checking.seeing.registered import Book, RegisteredDocument
from directives.errors import Problem
from directives.rulebook.regimes import Regime, all_regimes

BOOK, ENTRY = "book", "entry"


@dataclass(frozen=True, slots=True)
class BookFindings:
    """Kết quả của một sổ: what was found in it, by number; what could not be judged; how many rows it has."""

    book: str
    entries: int
    findings: tuple[Finding, ...]
    unseen: tuple[Unseen, ...]


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """Kết quả kiểm tra sổ: book by book; ``not_read`` names rows and files that could not be looked at, and why."""

    books: tuple[BookFindings, ...]
    not_read: tuple[Problem, ...] = ()

    @property
    def entries(self) -> int:
        """Số dòng: of all books."""
        return sum(book.entries for book in self.books)

    @property
    def errors(self) -> int:
        """Số lỗi: in all books."""
        return self._count("error")

    @property
    def warnings(self) -> int:
        """Số cảnh báo: in all books."""
        return self._count("warning")

    def _count(self, severity: str) -> int:
        return sum(finding.severity == severity for book in self.books for finding in book.findings)

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: findings as those of a file, each with its book."""
        return {
            "books": len(self.books),
            "entries": self.entries,
            "findings": [
                {"book": book.book, **asdict(finding)} for book in self.books for finding in book.findings
            ],
            "errors": self.errors,
            "warnings": self.warnings,
            "unseen": [{"book": book.book, **asdict(one)} for book in self.books for one in book.unseen],
            "not_read": [
                {"where": one.where, "reason": one.template.format(**one.fields)} for one in self.not_read
            ],
        }


def check_book(book: Book, of_files: Iterable[Finding | Unseen] = ()) -> BookFindings:
    """Kiểm tra một sổ: its rows, with what ``check_entry`` said of their files, by number and rule.

    A row older than every law of form in the rulebook is not judged.
    """
    said = list(of_files)
    for regime in all_regimes():
        if any(book.under(regime).judges(row.day) for row in book.rows):
            said += _judged(BOOK, regime, book.under(regime))
    findings = [one for one in said if isinstance(one, Finding)]
    unseen = Counter(one for one in said if isinstance(one, Unseen))
    order = {rule_id: place for place, rule_id in enumerate(every_id())}
    findings.sort(key=lambda finding: (_number(finding), order[finding.rule]))
    return BookFindings(book.name, len(book.rows), tuple(findings), tuple(unseen))


def check_entry(document: RegisteredDocument) -> list[Finding | Unseen]:
    """Kiểm tra một dòng: the file beside its row, by the law of the row's day."""
    regime = next((one for one in all_regimes() if one.holds_on(document.row.day)), None)
    return [] if regime is None else _judged(ENTRY, regime, document, document.row.day)


def _judged(
    on: str, regime: Regime, subject: Book | RegisteredDocument, day: date | None = None
) -> list[Finding | Unseen]:
    judges: Mapping[tuple[str, str], Any] = every_judge()
    rules: tuple[Rule, ...] = rules_under(regime, day, on=on)
    return [one for rule in rules for one in judges[on, rule.id](subject, rule)]


def _number(finding: Finding) -> int:
    found = re.match(r"\d+", finding.place.entry or "")
    return int(found[0]) if found else 0
