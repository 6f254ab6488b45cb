"""Sửa trang giấy: paper, margins, page numbers (PL.I-I.1, 3, 7)."""

from collections.abc import Iterator

from directives.checking.mending.mends import Fault, mends
from directives.conversion.layout import Section
from directives.conversion.word_edits import Edit, PlacePageNumber, SetSection
from directives.rulebook.regimes import Measure

_PLACES = ("F-14", "F-15")  # where the number stands: one of them holds under each regime


@mends("F-01", "F-02")
def paper_becomes_lawful(fault: Fault) -> Iterator[Edit]:
    """Khổ giấy: the paper of the rule, lying as the section lies."""
    number = fault.finding.place.section or 1
    section = fault.page.layout.sections[number - 1]
    short, long = fault.rule.expects["papers"][0]
    yield _paper(number, section, short, long)


@mends("F-04", "F-05", "F-06", "F-07")
def margin_becomes_lawful(fault: Fault) -> Iterator[Edit]:
    """Lề trang: the nearest width the law allows."""
    number = fault.finding.place.section or 1
    side = fault.rule.expects["side"]
    if fault.rule.measure is not None:
        yield from _margins(
            number,
            fault.page.layout.sections[number - 1],
            {side: fault.rule.measure},
            fault.rule.expects["tolerance"],
        )


@mends("F-08")
def later_sections_become_lawful(fault: Fault) -> Iterator[Edit]:
    """Các phần sau: paper and margins as in the first; how a page lies is left to a person."""
    number = fault.finding.place.section or 1
    section = fault.page.layout.sections[number - 1]
    slack = fault.rule.expects["tolerance"]
    papers = fault.rule.expects["papers"]
    seen = sorted((section.width or 0.0, section.height or 0.0))
    if not any(all(abs(a - b) <= slack for a, b in zip(seen, paper, strict=True)) for paper in papers):
        yield _paper(number, section, *papers[0])
    measures = {name.removeprefix("margin_"): one for name, one in fault.rule.measures.items()}
    yield from _margins(number, section, measures, slack)


@mends("F-14", "F-15", "F-16")
def page_number_goes_to_its_place(fault: Fault) -> Iterator[Edit]:
    """Số trang: one number where the law wants it, in its size; a text that had none gets one, its first page not."""
    place = next((fault.rules[one] for one in _PLACES if one in fault.rules), None)
    look = fault.rules["F-16"].measure
    font = next((fault.rules[one].expects["font"] for one in ("F-09", "F-10") if one in fault.rules), None)
    if place is None or look is None or font is None:
        return
    size = look.used if look.used is not None else look.at_least
    if size is not None:
        yield PlacePageNumber(place.expects["area"], place.expects["alignment"], size, font)
    if not any(section.page_numbers for section in fault.page.layout.sections):
        yield SetSection(1, first_page_differs=True)


@mends("F-17")
def first_page_bears_no_number(fault: Fault) -> Iterator[Edit]:
    """Trang đầu: a header and footer of its own, without a number."""
    yield SetSection(1, first_page_differs=True)


@mends("F-18")
def pages_are_counted_from_one(fault: Fault) -> Iterator[Edit]:
    """Đánh số trang: Arabic digits; from 1 in the first section."""
    number = fault.finding.place.section or 1
    section = fault.page.layout.sections[number - 1]
    if section.number_format not in fault.rule.expects["formats"]:
        yield SetSection(number, number_format="decimal")
    start = fault.rule.expects["start"]
    if number == 1 and section.number_start not in (None, start):
        yield SetSection(number, number_start=start)


def _paper(number: int, section: Section, short: float, long: float) -> SetSection:
    lies = (section.width or 0.0) > (section.height or 0.0)
    return SetSection(number, width=long if lies else short, height=short if lies else long)


def _margins(number: int, section: Section, measures: dict[str, Measure], slack: float) -> Iterator[Edit]:
    for side, measure in measures.items():
        value, low, high = getattr(section, side), measure.at_least, measure.at_most
        if value is None or low is None or high is None or low - slack <= value <= high + slack:
            continue
        nearest = min(max(value, low), high)
        yield SetSection(number, **{side: nearest})
