"""Soát mẫu: a template file read in the fenced child, judged by the engine's fields and the law's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directives.checking.checker import check_page
from directives.checking.findings import Finding
from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.errors import BrokenFile
from directives.conversion.template import TemplateContent, TemplatePlace
from directives.rendering.lint.findings import Fault, LintFinding, Severity
from directives.rendering.lint.linter import lint
from doc_templates import Form

#: Rules of form which a template can break before anything is written in it: paper, margins, letters.
_PAGE_RULES = frozenset({"F-01", "F-04", "F-05", "F-06", "F-07", "F-09", "F-10", "F-11"})


@dataclass(frozen=True, slots=True)
class LintReport:
    """Kết quả soát mẫu: the file's content, the fields it asks for, and everything found."""

    file: str
    content: bytes
    names: frozenset[str]
    findings: tuple[LintFinding, ...]

    @property
    def errors(self) -> int:
        """Số lỗi: what keeps the template out."""
        return sum(one.severity is Severity.ERROR for one in self.findings)

    @property
    def warnings(self) -> int:
        """Số cảnh báo: what is worth a look."""
        return len(self.findings) - self.errors


def lint_template(file: Path, form: Form | None = None) -> LintReport:
    """Soát mẫu: all faults of a Word template in one reading; without ``form``, against every official form.

    Raises the refusals of ``directives.conversion.errors`` for what is no plain .docx.
    """
    content = read_bytes(file)
    answer = convert_in_child("template", content, file.name)
    try:
        read = TemplateContent.from_json(answer)
    except (KeyError, TypeError) as error:
        raise BrokenFile(where=file.name, reason=type(error).__name__) from error
    names, findings = lint(content, read, form, file=file.name)
    return LintReport(file.name, content, names, (*findings, *_against_form(observe(read.word), file.name)))


def _against_form(page: Page, name: str) -> Iterator[LintFinding]:
    for finding in check_page(page, name).findings:
        if finding.rule in _PAGE_RULES:
            about = {
                "message": finding.message, "seen": finding.seen, "expected": finding.expected,
                "clause": finding.clause,
            }  # fmt: skip
            yield LintFinding(Fault.FORM, _place(page, finding), about, Severity(finding.severity))


def _place(page: Page, finding: Finding) -> TemplatePlace | None:
    kind, _, number = finding.where.partition(":")
    if kind != "paragraph":
        return None
    line = next((one for one in page.lines if str(one.index) == number), None)
    if line is None:
        return None
    table, row, cell = (one + 1 for one in line.cell)
    return TemplatePlace("body", "word/document.xml", table=table, row=row, cell=cell, words=line.text[:60])
