"""Trang kết quả: one HTML page that stands by itself: the document as it was read, its findings beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, StrictUndefined, Template

from directives.checking.checker import CheckReport
from directives.checking.findings import Finding
from directives.checking.reporting.words import place_name, reason_said, report_words, severity_name, worded
from directives.checking.seeing.page import Line, Page


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Chữ được đánh dấu: letters of a line that share the same findings, given by their numbers in the report."""

    text: str
    numbers: tuple[int, ...]
    severity: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Dòng được trình bày: its marked pieces and where it stands, as names of style classes."""

    pieces: tuple[MarkedText, ...]
    classes: str


def html_page(page: Page, report: CheckReport, language: str) -> str:
    """Trang HTML: no script, no link, nothing fetched; what came from the file is escaped."""
    findings = [worded(finding, language) for finding in report.findings]
    return _template().render(
        language=language,
        report=report,
        words=report_words(language),
        assumed=[reason_said(one, language) for one in report.assumed],
        unseen=[(one.rule, reason_said(one.reason, language)) for one in report.unseen],
        lines=[_shown(line, findings) for line in page.lines],
        findings=[
            (number, finding, place_name(finding.place, language), severity_name(finding.severity, language))
            for number, finding in enumerate(findings, start=1)
        ],
    )


def _shown(line: Line, findings: list[Finding]) -> ShownLine:
    classes = [f"align-{line.alignment or 'left'}", f"place-{line.place}"]
    if line.cell[2] > 0:
        classes.append("column-right")
    return ShownLine(tuple(_pieces(line, findings)), " ".join(classes))


def _pieces(line: Line, findings: list[Finding]) -> Iterator[MarkedText]:
    marks = []
    for number, finding in enumerate(findings, start=1):
        place = finding.place
        if place.paragraph == line.index:
            first = max((place.start or 0) - line.start, 0)
            last = len(line.text) if place.end is None else min(place.end - line.start, len(line.text))
            marks.append((first, last, number, finding.severity))
    letters = [
        tuple((number, severity) for first, last, number, severity in marks if first <= at < last)
        for at in range(len(line.text))
    ]
    at = 0
    for found, group in groupby(letters):
        length = len(list(group))
        worst = min((severity for _, severity in found), default="")  # "error" sorts before "warning"
        yield MarkedText(line.text[at : at + length], tuple(number for number, _ in found), worst)
        at += length


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(files(__package__).joinpath("data/report.html.jinja").read_text("utf-8"))
