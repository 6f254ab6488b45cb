"""Trang in: judges what only printed pages show: the number on each page (PL.I, Phần I, Mục I)."""

from directives.checking.findings import Place
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page


@checks("F-19")
def pages_are_counted(page: Page, rule: Rule) -> Judgements:
    """Số trang từng tờ: each page from the second on shows its place; an annex begins anew and may hide its first."""
    begins_anew = _annex_sheets(page)
    expected = 0
    for place, sheet in enumerate(page.layout.sheets, start=1):
        expected += 1
        if place in begins_anew and sheet.number in ("", "1"):
            expected = 1
            continue
        if place == 1:
            continue  # whether the first page hides its number is another rule's matter
        if sheet.number != str(expected):
            yield rule.finding(
                Place(rule.element, sheet=place), sheet.number or "không có số trang", str(expected)
            )
            if sheet.number.isdigit():
                expected = int(sheet.number)  # one slip is one finding: the pages after it go on from there


def _annex_sheets(page: Page) -> set[int]:
    """Tờ đầu của phụ lục, của văn bản kèm theo: those on which a label or another letterhead stands first."""
    starts = {page.paragraph(annex.label).sheet for annex in page.annexes}
    after = page.boxes.get("after", ())
    first: dict[int, int] = {}
    for line in page.lines:
        sheet = page.paragraph(line).sheet
        if sheet is not None:
            first.setdefault(sheet, line.index)
    heads = {page.paragraph(line).sheet for line in after if line.cell[:2] != (-1, -1) and line.cell[1] == 0}
    begun = {sheet for sheet in starts | heads if sheet is not None}
    for line in after:
        sheet = page.paragraph(line).sheet
        if sheet is not None and first.get(sheet) == line.index and line.alignment == "center":
            begun.add(sheet)
    return begun
