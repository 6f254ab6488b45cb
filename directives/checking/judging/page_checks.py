"""Khổ giấy, lề, phông chữ, số trang: judges what holds for the whole page (PL.I, Phần I, Mục I)."""

from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page


@checks("F-01")
def paper_is_a4(page: Page, rule: Rule) -> Judgements:
    """Khổ giấy: A4 in every section; a landscape section is A4 turned."""
    wanted = (rule.expects["width"], rule.expects["height"])
    for number, section in enumerate(page.layout.sections, start=1):
        if section.width is None or section.height is None:
            continue
        seen = sorted((section.width, section.height))
        if any(abs(a - b) > rule.expects["tolerance"] for a, b in zip(seen, wanted, strict=True)):
            shown = f"{section.width:.1f} x {section.height:.1f} mm"
            yield rule.finding(f"section:{number}", shown, f"{wanted[0]:.0f} x {wanted[1]:.0f} mm")


@checks("F-04", "F-05", "F-06", "F-07")
def margin_is_lawful(page: Page, rule: Rule) -> Judgements:
    """Lề trang: within the measure's bounds; a turned page turns its margins too: only upright ones count."""
    measure, side = rule.measure, rule.expects["side"]
    for number, section in enumerate(page.layout.sections, start=1):
        value = getattr(section, side)
        upright = (section.width or 0) <= (section.height or 0)
        if value is None or measure is None or not upright:
            continue
        low, high = measure.at_least, measure.at_most
        slack = rule.expects["tolerance"]
        if (low is not None and value < low - slack) or (high is not None and value > high + slack):
            yield rule.finding(f"section:{number}", f"{value:.1f} mm", f"{low:g} - {high:g} mm")


@checks("F-09", "F-10")
def font_is_times(page: Page, rule: Rule) -> Judgements:
    """Phông chữ: one finding for each other font, at its first place; legacy fonts are F-11's matter."""
    seen: set[str] = set()
    for line in page.lines:
        for run in line.runs:
            for font in run.fonts:
                wrong = font != rule.expects["font"] and not font.lower().startswith((".vn", "vni-"))
                if wrong and font not in seen and run.text.strip():
                    seen.add(font)
                    yield rule.finding(line, font, rule.expects["font"])


@checks("F-11")
def font_is_unicode(page: Page, rule: Rule) -> Judgements:
    """Bảng mã: fonts of TCVN3 and VNI show letters that are not Unicode Vietnamese."""
    starts = tuple(rule.expects["starts"])
    seen: set[str] = set()
    for line in page.lines:
        for font in (font for run in line.runs for font in run.fonts):
            if font.lower().startswith(starts) and font not in seen:
                seen.add(font)
                yield rule.finding(line, font, "Times New Roman (Unicode)")


@checks("F-14", "F-15")
def page_number_has_its_place(page: Page, rule: Rule) -> Judgements:
    """Vị trí số trang: judged where a page number exists; how many pages there are a .docx does not say."""
    area, alignment = rule.expects["area"], rule.expects["alignment"]
    if not any(section.page_numbers for section in page.layout.sections):
        yield rule.unseen("no page number was found, and a .docx does not say how many pages it prints")
    for number, section in enumerate(page.layout.sections, start=1):
        for printed in section.page_numbers:
            if printed.pages == "default" and (printed.area, printed.alignment) != (area, alignment):
                seen = f"{printed.area}, {printed.alignment}"
                yield rule.finding(f"section:{number}", seen, f"{area}, {alignment}")


@checks("F-17")
def first_page_bears_no_number(page: Page, rule: Rule) -> Judgements:
    """Trang đầu: no page number, either by an own header of the first page or by none at all."""
    for section in page.layout.sections[:1]:
        shown = "first" if section.first_page_differs else "default"
        if any(number.pages == shown for number in section.page_numbers):
            yield rule.finding("section:1", "1", "")
