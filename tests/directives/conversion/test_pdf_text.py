"""So chữ: what counts as the same text, what as lost."""

import pytest

from directives.conversion.fonts import is_allowed
from directives.conversion.pdf_text import Comparison, ShownText, compare_text

SAME = Comparison(True, ())


@pytest.mark.parametrize(
    ("reason", "word", "pages", "expected"),
    [
        ("lines break elsewhere", ShownText(["một hai ba"]), ["một hai\nba"], SAME),
        ("a page number at the top of page 2", ShownText(["một hai"]), ["một", "2\nhai"], SAME),
        ("a number of the text at the top of page 1", ShownText(["2", "hai"]), ["2\nhai"], SAME),
        (
            "pages without numbers, a number of the text",
            ShownText(["một", "2", "ba"], paged=()),
            ["một", "2\nba"],
            SAME,
        ),
        (
            "the head of a table on each page",
            ShownText(["STT", "Xã", "1", "A", "2", "B"], headings=["STTXã"]),
            ["STT\nXã\n1\nA", "2\nSTT\nXã\n2\nB"],
            SAME,
        ),
        (
            "a line of the header above the page number, a table row below it",
            ShownText(["1", "A", "2", "B"], margins=["MINH HỌA", "2"]),
            ["MINH HỌA\n1\nA", "MINH HỌA\n2\n2\nB"],
            SAME,
        ),
        (
            "a number at the foot of a page whose number is above",
            ShownText(["một", "A", "5"]),
            ["một", "A\n5"],
            SAME,
        ),
        ("a page number at the foot", ShownText(["một", "A"], paged=["footer"]), ["một", "A\n2"], SAME),
        ("a line of the footer", ShownText(["một"], margins=["Mật độ"]), ["một\nMật độ"], SAME),
        ("a word is lost", ShownText(["một", "hai"]), ["một"], Comparison(False, ("hai",))),
        ("a letter is another", ShownText(["mộc"]), ["một"], Comparison(False, ("mộc",))),
        ("what floats on the page comes last", ShownText(["nổi", "một", "hai"]), ["một hai nổi"], SAME),
        ("a word too many", ShownText(["một", "hai"]), ["hai một hai"], Comparison(False, ())),
        (
            "a paragraph twice in Word, once in the PDF",
            ShownText(["A", "A", "b"]),
            ["bA"],
            Comparison(False, ()),
        ),
        ("letters out of order", ShownText(["một hai"]), ["hai một"], Comparison(False, ("một hai",))),
        ("a number which Word adds", ShownText(["mục"]), ["1. mục"], Comparison(False, ())),
    ],
)
def test_letters_are_compared_and_blanks_are_not(
    reason: str, word: ShownText, pages: list[str], expected: Comparison
) -> None:
    assert compare_text(word, pages) == expected


@pytest.mark.parametrize(
    ("name", "asked", "allowed"),
    [
        ("LiberationSerif", "Times New Roman", True),
        ("LiberationSerif-BoldItalic", "Times New Roman", True),
        ("TimesNewRomanPSMT", "Times New Roman", True),
        ("TimesNewRomanPS-BoldMT", "Times New Roman", True),
        ("Arial-BoldMT", "Arial", True),
        ("LiberationSans", "Arial", False),
        ("LiberationSerif", "Cambria", False),
        ("LiberationSerifCondensed", "Times New Roman", False),
        ("DejaVuSerif", "Times New Roman", False),
        ("ArialNarrow", "Arial", False),
    ],
)
def test_only_the_font_itself_or_its_metric_equal_is_allowed(name: str, asked: str, allowed: bool) -> None:
    assert is_allowed(name, [asked]) is allowed
