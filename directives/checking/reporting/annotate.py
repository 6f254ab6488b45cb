"""Bản Word có ghi chú: each finding becomes a Word comment at its place in a copy of the file."""

from base64 import b64decode
from dataclasses import asdict
from pathlib import Path

from directives.checking.checker import CheckReport
from directives.checking.findings import Finding
from directives.checking.reporting.words import place_name, report_words, severity_name, worded
from directives.checking.seeing.page import Page
from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.word_comments import Comment

_AUTHOR, _INITIALS = "Văn Thư", "VT"


def annotated_copy(path: Path, page: Page, report: CheckReport, language: str) -> bytes:
    """Bản có ghi chú: the file's bytes with a comment for each finding; nothing else of it changes.

    What is about the whole document or a section stands at its first paragraph. Raises the refusals of ``check_file``.
    """
    return annotated(read_bytes(path), path.name, page, report, language)


def annotated(content: bytes, name: str, page: Page, report: CheckReport, language: str) -> bytes:
    """Nội dung có ghi chú: like ``annotated_copy``, of a file that was read already; ``name`` is for messages."""
    if not page.layout.paragraphs:
        return content
    comments = [asdict(_comment(worded(one, language), page, language)) for one in report.findings]
    answer = convert_in_child("annotate", content, name, {"comments": comments})
    return b64decode(answer["file"])


def comment_text(finding: Finding, language: str) -> str:
    """Lời ghi chú: rule and severity, the sentence, seen and expected, how to mend, the clause."""
    said = report_words(language)
    lines = [
        f"{finding.rule} ({severity_name(finding.severity, language)}). {place_name(finding.place, language)}",
        f"{finding.message} ({finding.clause})",
        f"{said['seen']}: {finding.seen or said['nothing']}",
    ]
    if finding.expected:
        lines.append(f"{said['expected']}: {finding.expected}")
    return "\n".join([*lines, f"{said['mend']}: {finding.mend}"])


def _comment(finding: Finding, page: Page, language: str) -> Comment:
    place = finding.place
    if place.paragraph is None:
        return Comment(_first_of(page, place.section), comment_text(finding, language), _AUTHOR, _INITIALS)
    return Comment(
        place.paragraph, comment_text(finding, language), _AUTHOR, _INITIALS, place.start, place.end
    )


def _first_of(page: Page, section: int | None) -> int:
    """Đoạn đầu: the first paragraph with words of a section (from 1), or of the document."""
    for index, paragraph in enumerate(page.layout.paragraphs, start=1):
        if paragraph.text.strip() and (section is None or paragraph.section == section - 1):
            return index
    return 1
