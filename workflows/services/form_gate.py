"""Cổng thể thức: a document whose file is against the law of form gets no number."""

import tempfile
from pathlib import Path

from directives.checking import check_file
from directives.checking.checker import CheckReport
from directives.errors import N_, DirectiveError, Problem
from workflows.services.issue import Rehearsal

_FINDING = N_("{rule}, {where}: {message} Seen: {seen}; expected: {expected} ({clause})")


class AgainstForm(DirectiveError):
    """Sai thể thức: the rehearsed file has findings of severity error; warnings do not stop it."""

    kind = "against_form"
    template = N_("The document is against the law of form in {count} place(s), so it got no number:")


def refuse_bad_form(rehearsal: Rehearsal) -> None:
    """Kiểm tra trước khi cho số: the rehearsed file by the rules of its own day. Raises AgainstForm."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "van-ban.docx")
        file.write_bytes(rehearsal.rendered.content)
        problems = form_problems(check_file(file, on=rehearsal.document.issued_on))
    if problems:
        raise AgainstForm(where=str(rehearsal.document.number), problems=problems, count=len(problems))


def form_problems(report: CheckReport) -> list[Problem]:
    """Chỗ sai thể thức: the findings that stop a document, as problems of a refusal."""
    return [
        Problem(
            _FINDING,
            {
                "rule": finding.rule,
                "where": finding.where,
                "message": finding.message,
                "seen": finding.seen,
                "expected": finding.expected,
                "clause": finding.clause,
            },
        )
        for finding in report.findings
        if finding.severity == "error"
    ]
