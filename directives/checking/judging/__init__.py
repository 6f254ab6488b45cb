"""Hàm kiểm tra: one function a rule, each beside its like; importing this room registers all of them."""

from collections.abc import Mapping
from functools import cache

from directives.checking.judging import (
    addressee_checks,
    agency_checks,
    bases_checks,
    body_checks,
    book_checks,
    capital_checks,
    closing_checks,
    date_checks,
    electronic_checks,
    enclosed_checks,
    entry_checks,
    font_checks,
    head_checks,
    number_checks,
    page_checks,
    page_number_checks,
    paragraph_checks,
    printed_checks,
    signature_checks,
    stamp_checks,
    stroke_checks,
    style_checks,
    subject_checks,
    word_checks,
)
from directives.checking.rules import Check, check_of, judges

JUDGE_MODULES = (
    page_checks, font_checks, page_number_checks, style_checks, head_checks, stroke_checks, agency_checks,
    number_checks, date_checks, subject_checks, addressee_checks, stamp_checks, bases_checks,
    paragraph_checks, body_checks, closing_checks, signature_checks, enclosed_checks, capital_checks,
    word_checks, printed_checks, electronic_checks, entry_checks, book_checks,
)  # fmt: skip


@cache
def every_judge() -> Mapping[tuple[str, str], Check]:
    """Mọi hàm kiểm tra: by subject and rule id."""
    return {(subject, rule_id): check_of(rule_id, subject) for subject, rule_id in judges()}
