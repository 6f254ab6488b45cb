"""Câu chữ trên trang: a page of plain lines, and what the rules of capitals and set words find on it."""

from dataclasses import replace
from datetime import date

from directives.checking.findings import Finding
from directives.checking.judging import every_judge
from directives.checking.rules import rules_under
from directives.checking.seeing.page import Line, Page
from directives.conversion.layout import Layout, Run
from directives.rulebook.regimes import regime_on

ND30, TT01, TT55 = date(2026, 3, 5), date(2019, 3, 5), date(2009, 3, 5)


def page(*texts: str, number: str = "Số: 15/QĐ-UBND", caps: bool = False, cell: bool = False) -> Page:
    run = Run("", (), 14.0, False, False, False, caps)
    place, where = ("cell", (0, 0, 0)) if cell else ("body", (-1, -1, -1))
    lines = tuple(
        Line(text, (replace(run, text=text),), "both", index, False, where, place)
        for index, text in enumerate(texts, start=1)
    )
    head = replace(lines[0], text=number, index=0)
    return Page(Layout((), (), ()), lines, {"number": (head,), "body": lines}, "Quyết định", "Quyết định")


def found(page: Page, day: date = ND30) -> list[Finding]:
    """The findings of K1 to K20 and of the rules of set words; all other rules are left out."""
    judge_of = every_judge()
    return [
        one
        for rule in rules_under(regime_on(day), day)
        if rule.id.startswith("K") or rule.id in ("F-127", "F-128", "F-129", "F-130")
        for one in judge_of["page", rule.id](page, rule)
        if isinstance(one, Finding)
    ]
