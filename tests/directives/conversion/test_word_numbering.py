"""Đánh số tự động: what Word prints before the paragraphs of a list."""

import pytest

from tests.directives.conversion.word_xml import paragraph, run, seen

STYLE = '<w:style w:type="{}" w:styleId="{}">{}<w:pPr>{}</w:pPr></w:style>'
LISTED = '<w:numPr><w:numId w:val="{}"/></w:numPr>'


def level(number: int, kind: str, text: str, extra: str = "", start: int = 1, indent: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}'
        f'<w:lvlText w:val="{text}"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


def lists(*levels: str, overrides: str = "") -> dict[str, str]:
    return {
        "numbering": f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
    }


def item(number: int = 0, list_: int = 1) -> str:
    return paragraph(run("x"), f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="{list_}"/></w:numPr>')


PLAIN = paragraph(run("x"))
DECIMAL = level(0, "decimal", "%1.")
THREE = (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "%3)"))

#: Levels, paragraphs, what is printed before each, why.
PRINTED = [
    ([DECIMAL], [item(), item(), PLAIN, item()], ["1.", "2.", "", "3."], "one list goes on after other words"),
    ([level(0, "decimal", "Điều %1.")], [item(), item()], ["Điều 1.", "Điều 2."], "articles"),
    ([level(0, "decimal", "%1.", start=3)], [item(), item()], ["3.", "4."], "a start of its own"),
    (THREE, [item(), item(1), item(1), item(2), item(), item(1)], ["I.", "I.1.", "I.2.", "a)", "II.", "II.1."],
     "a lower level starts anew under each higher one"),
    (THREE, [item(1), item(1)], ["I.1.", "I.2."], "a higher level nobody used"),
    ([level(0, "decimal", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')],
     [item(), item(1), item(), item(1)], ["1.", "1.", "2.", "2."], "a level that never starts anew"),
    ([level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>")], [item(), item(1)], ["I.", "1.1."],
     "Roman numbers printed as Arabic"),
    ([level(0, "bullet", "-")], [item()], ["-"], "a dash"),
    ([level(0, "bullet", "\uf0b7", "").replace("<w:pPr>", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:pPr>')],
     [item()], ["•"], "a dot of the font Symbol"),
    ([level(0, "lowerLetter", "%1)", start=26)], [item(), item()], ["z)", "aa)"], "more than twenty-six letters"),
    ([level(0, "decimalZero", "%1")], [item()], ["01"], "two figures"),
    ([level(0, "lowerRoman", "%1.", start=4)], [item()], ["iv."], "small Roman numbers"),
    ([level(0, "vietnameseCounting", "%1.")], [item()], [""], "a way of counting that cannot be told"),
    ([DECIMAL], [item(), item(list_=2), item()], ["1.", "2.", "3."], "two lists of one kind count together"),
    ([DECIMAL], [item(0, 7)], [""], "a list that is not there"),
    ([DECIMAL], [item(0, 0)], [""], "a paragraph taken out of its list"),
]  # fmt: skip


@pytest.mark.parametrize(("levels", "items", "printed", "why"), PRINTED, ids=[row[3] for row in PRINTED])
def test_a_list_is_counted_as_word_counts(
    levels: list[str], items: list[str], printed: list[str], why: str
) -> None:
    paragraphs = seen("".join(items), parts=lists(*levels)).paragraphs
    assert [one.number for one in paragraphs] == printed


def test_a_list_that_starts_anew_says_so() -> None:
    parts = lists(DECIMAL, overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    paragraphs = seen(item() + item() + item(0, 2) + item(0, 2), parts=parts).paragraphs
    assert [one.number for one in paragraphs] == ["1.", "2.", "1.", "2."]


def test_a_style_brings_its_number_and_its_list_the_indent() -> None:
    parts = lists(level(0, "decimal", "Điều %1.", '<w:pStyle w:val="Dieu"/>', indent='<w:ind w:left="567"/>'))
    parts["styles"] = STYLE.format("paragraph", "Dieu", "", LISTED.format(1)) + STYLE.format(
        "paragraph", "Con", '<w:basedOn w:val="Dieu"/>', '<w:ind w:left="0"/>'
    )
    body = paragraph(run("a"), '<w:pStyle w:val="Dieu"/>') + paragraph(run("b"), '<w:pStyle w:val="Con"/>')
    first, second = seen(body, parts=parts).paragraphs
    assert (first.number, first.numbered, first.left_indent) == ("Điều 1.", True, 28.35)
    assert (second.number, second.left_indent) == ("Điều 2.", 0.0)


def test_a_list_kept_in_a_style_is_found_through_it() -> None:
    parts = {
        "numbering": '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Ds"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{DECIMAL}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
        "styles": STYLE.format("numbering", "Ds", "", LISTED.format(2)),
    }
    assert seen(item(), parts=parts).paragraphs[0].number == "1."


def test_list_styles_that_lead_in_a_circle_number_nothing() -> None:
    parts = {
        "numbering": '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Ds"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        "styles": STYLE.format("numbering", "Ds", "", LISTED.format(1)),
    }
    assert seen(item(), parts=parts).paragraphs[0].number == ""
