"""Số trang: judges where the page number stands, its look, how pages are counted (PL.I-I.7)."""

from directives.checking.findings import Place
from directives.checking.judging.style_checks import out_of_bounds
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.conversion.layout import PageNumber, Sheet

_AREAS = {"header": "phần lề trên", "footer": "phần lề dưới"}
_ALIGNMENTS = {"center": "canh giữa", "right": "góc phải", "left": "bên trái", "both": "bên trái"}


@checks("F-14", "F-15")
def page_number_has_its_place(page: Page, rule: Rule) -> Judgements:
    """Vị trí số trang: of every number but the first page's; a text longer than any page must have one."""
    area, alignment = rule.expects["area"], rule.expects["alignment"]
    wanted = f"{_AREAS[area]}, {_ALIGNMENTS[alignment]}"
    if page.layout.sheets:
        yield from _on_sheets(page, rule, wanted)
        return
    if not any(section.page_numbers for section in page.layout.sections):
        if sum(len(line.text) for line in page.lines) > rule.expects["one_page"]:
            yield rule.finding("section:1", "văn bản nhiều trang không có số trang", wanted)
        else:
            yield rule.unseen("no page number was found, and a .docx does not say how many pages it prints")
    known: set[tuple[str, str]] = set()
    for number, section in enumerate(page.layout.sections, start=1):
        for printed in section.page_numbers:
            place = printed.area, printed.alignment
            wrong = printed.pages != "first" and place != (area, alignment)
            if wrong and place not in known:
                known.add(place)
                seen = f"{_AREAS[printed.area]}, {_ALIGNMENTS.get(printed.alignment, printed.alignment)}"
                yield rule.finding(f"section:{number}", seen, wanted)


def _on_sheets(page: Page, rule: Rule, wanted: str) -> Judgements:
    """Trên trang in: the number's own place on each sheet from the second on."""
    for count, sheet in enumerate(page.layout.sheets[1:], start=2):
        if sheet.number and sheet.number_top is not None and sheet.number_centre is not None:
            at_top = sheet.number_top < sheet.height / 2
            seen = "header" if at_top else "footer", _third(sheet, rule.expects["middle"])
            if seen != (rule.expects["area"], rule.expects["alignment"]):
                place = Place(rule.element, sheet=count)
                yield rule.finding(place, f"{_AREAS[seen[0]]}, {_ALIGNMENTS[seen[1]]}", wanted)
                return


def _third(sheet: Sheet, middle: float) -> str:
    """Phần ngang: left, middle or right of the sheet; its text stands a little right of the middle of the paper."""
    off = (sheet.number_centre or 0) - sheet.width / 2
    margins = 7.5  # half of what the left margin may be wider than the right one
    if -middle <= off <= middle + margins:
        return "center"
    return "right" if off > 0 else "left"


@checks("F-16")
def page_number_has_its_look(page: Page, rule: Rule) -> Judgements:
    """Kiểu chữ số trang: size within the bounds, upright, not bold; one finding for all that look alike."""
    numbers = [
        (place, number)
        for place, section in enumerate(page.layout.sections, start=1)
        for number in section.page_numbers
    ]
    if not numbers or any(number.size is None for _, number in numbers):
        yield rule.unseen("no page number was found" if not numbers else "the file does not say its size")
    known: set[str] = set()
    for place, number in numbers:
        seen, wanted = _look(number, rule)
        if seen and ", ".join(seen) not in known:
            known.add(", ".join(seen))
            yield rule.finding(f"section:{place}", ", ".join(seen), ", ".join(wanted))


def _look(number: PageNumber, rule: Rule) -> tuple[list[str], list[str]]:
    seen, wanted = [], []
    if rule.measure is not None and number.size is not None:
        bounds = out_of_bounds((number.size,), rule.measure)
        if bounds:
            seen.append(f"cỡ {number.size:g}")
            wanted.append(f"cỡ {bounds}")
    if number.bold and not rule.expects["bold"]:
        seen.append("đậm")
        wanted.append("không đậm")
    if number.italic and not rule.expects["italic"]:
        seen.append("nghiêng")
        wanted.append("đứng")
    return seen, wanted


@checks("F-17")
def first_page_bears_no_number(page: Page, rule: Rule) -> Judgements:
    """Trang đầu: no page number, either by an own header of the first page or by none at all."""
    for sheet in page.layout.sheets[:1]:
        if sheet.number:
            yield rule.finding(Place(rule.element, sheet=1), sheet.number, "")
    for section in page.layout.sections[:1] if not page.layout.sheets else ():
        shown = "first" if section.first_page_differs else "default"
        if any(number.pages == shown for number in section.page_numbers):
            yield rule.finding("section:1", "1", "")


@checks("F-18")
def pages_are_counted_from_one(page: Page, rule: Rule) -> Judgements:
    """Cách đánh số trang: Arabic digits in every section with a number, from 1 in the first."""
    for place, section in enumerate(page.layout.sections, start=1):
        if not section.page_numbers:
            continue
        if section.number_format not in rule.expects["formats"]:
            yield rule.finding(f"section:{place}", section.number_format, rule.expects["digits"])
        start = rule.expects["start"]
        if place == 1 and section.number_start not in (None, start):
            yield rule.finding("section:1", f"bắt đầu từ {section.number_start}", f"bắt đầu từ {start}")
