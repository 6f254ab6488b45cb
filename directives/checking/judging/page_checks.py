"""Khổ giấy, hướng giấy, lề: judges how the paper is set up in every section (PL.I, Phần I, Mục I)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from directives.checking.findings import Place
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.conversion.layout import Section
from directives.rulebook.regimes import Measure

#: The sides of a sheet, clockwise, and what a clerk calls them.
_SIDES = {"top": "lề trên", "right": "lề phải", "bottom": "lề dưới", "left": "lề trái"}
_UNSAID = "the file does not say it; each program then takes paper and margins of its own"


@dataclass(frozen=True, slots=True)
class _Fault:
    """Lỗi của một phần trang: what is seen and what is expected."""

    seen: str
    expected: str


@checks("F-01", "F-02")
def paper_is_lawful(page: Page, rule: Rule) -> Judgements:
    """Khổ giấy: A4 in the first section; a landscape section is A4 turned. Some small types may be on A5."""
    papers = list(rule.expects["papers"])
    if page.type_word in rule.expects.get("small_types", ()):
        papers.append(rule.expects["small"])
    section = next(iter(page.layout.sections), None)
    if section is None or section.width is None or section.height is None:
        yield rule.unseen(_UNSAID)
        return
    for fault in _paper(section, papers, rule.expects["tolerance"]):
        yield rule.finding("section:1", fault.seen, fault.expected)


@checks("F-03")
def page_stands_upright(page: Page, rule: Rule) -> Judgements:
    """Hướng giấy: the first section may lie on its side only where it holds a table."""
    if _lies_without_table(page, 0):
        yield rule.finding("section:1", "ngang", rule.expects["upright"])


@checks("F-04", "F-05", "F-06", "F-07")
def margin_is_lawful(page: Page, rule: Rule) -> Judgements:
    """Lề trang: of the first section, within the measure's bounds."""
    measure, side = rule.measure, rule.expects["side"]
    section = next(iter(page.layout.sections), None)
    if section is None or getattr(section, side) is None:
        yield rule.unseen(_UNSAID)
    elif measure:
        for fault in _margins(section, {side: measure}, rule.expects["tolerance"]):
            seen = fault.seen.removeprefix(f"{_SIDES[side]} ")
            yield rule.finding("section:1", seen, fault.expected.removeprefix(f"{_SIDES[side]} "))


@checks("F-08")
def later_sections_are_like_the_first(page: Page, rule: Rule) -> Judgements:
    """Các phần sau: paper, orientation and margins of each section below the first, by the same bounds."""
    slack = rule.expects["tolerance"]
    measures = {name.removeprefix("margin_"): measure for name, measure in rule.measures.items()}
    for number, section in enumerate(page.layout.sections[1:], start=2):
        place = Place(rule.element, section=number)
        for fault in (*_paper(section, rule.expects["papers"], slack), *_margins(section, measures, slack)):
            yield rule.finding(place, fault.seen, fault.expected)
        if _lies_without_table(page, number - 1):
            yield rule.finding(place, "hướng giấy ngang", rule.expects["upright"], rule.expects["otherwise"])


def _paper(section: Section, papers: Sequence[Sequence[float]], slack: float) -> Iterator[_Fault]:
    if section.width is None or section.height is None:
        return
    seen = sorted((section.width, section.height))
    if not any(all(abs(a - b) <= slack for a, b in zip(seen, paper, strict=True)) for paper in papers):
        shown = f"{section.width:.1f} x {section.height:.1f} mm"
        yield _Fault(shown, " hoặc ".join(f"{a:.0f} x {b:.0f} mm" for a, b in papers))


def _margins(section: Section, measures: Mapping[str, Measure], slack: float) -> Iterator[_Fault]:
    """Lề sai: a page on its side may have turned its margins with it, to either side."""
    margins = {side: getattr(section, side) for side in _SIDES}
    faults = list(_margin_faults(margins, measures, slack, section.at_most))
    if faults and section.width and section.height and section.width > section.height:
        values = list(margins.values())
        for turn in (1, -1):
            turned = dict(zip(_SIDES, values[turn:] + values[:turn], strict=True))
            if not list(_margin_faults(turned, measures, slack, section.at_most)):
                return
    yield from faults


def _margin_faults(
    margins: Mapping[str, float | None], measures: Mapping[str, Measure], slack: float, at_most: Sequence[str]
) -> Iterator[_Fault]:
    """Lề ngoài khoảng: a margin that may be smaller than it was measured is never called too large."""
    for side, measure in measures.items():
        value, low, high = margins[side], measure.at_least, measure.at_most
        if value is None or low is None or high is None:
            continue
        if value < low - slack or (value > high + slack and side not in at_most):
            yield _Fault(f"{_SIDES[side]} {value:.1f} mm", f"{_SIDES[side]} {low:g} - {high:g} mm")


def _lies_without_table(page: Page, section: int) -> bool:
    """Nằm ngang mà không có bảng: the tables of letterhead and closing do not count."""
    one = page.layout.sections[section] if section < len(page.layout.sections) else None
    if one is None or one.width is None or one.height is None or one.width <= one.height:
        return False
    if page.layout.kind == "pdf":
        return False  # what was a table on a printed page nobody knows
    frames = {
        line.cell[0] for name, lines in page.boxes.items() if name not in ("after", "body") for line in lines
    }
    return not any(
        paragraph.place == "cell" and paragraph.table not in frames
        for paragraph in page.layout.paragraphs
        if paragraph.section == section
    )
