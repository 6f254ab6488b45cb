"""Nét kẻ: judges the lines below motto, issuing body and subject: there, drawn, as long as the law has them."""

from collections.abc import Iterator

from directives.checking.judging.geometry import width_mm
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.conversion.layout import Stroke
from directives.rulebook.regimes import Measure

_NEAR = 3  # paragraphs below the words among which something that cannot be read may be the line


@checks("F-25", "F-31", "F-54")
def line_is_drawn_below(page: Page, rule: Rule) -> Judgements:
    """Nét kẻ dưới chữ: its length is judged where the file tells it, else only that it is there."""
    box, measure = rule.expects["under"], rule.measure
    stroke = page.strokes.get(box)
    last = page.boxes[box][-1]
    if stroke is None:
        if any(last.index - _NEAR <= one.paragraph <= last.index + _NEAR for one in page.layout.concealed):
            yield rule.unseen("a picture or an object near these words may be their line")
            return
        underlined = last.share(lambda run: run.underline) > 0
        yield rule.finding(last, "gạch chân chữ" if underlined else "không có đường kẻ", rule.expects["line"])
        return
    seen = [] if stroke.kind != "underscores" else ["gạch bằng dấu gạch dưới"]
    seen += _length(page, rule, stroke, measure) if measure is not None else []
    seen += _off_the_middle(page, rule, stroke)
    if seen:
        yield rule.finding(last, ", ".join(seen), rule.expects["line"], rule.expects["otherwise"])


def _length(page: Page, rule: Rule, stroke: Stroke, measure: Measure) -> Iterator[str]:
    """Độ dài: as a share of the longest printed line of the words, or of the last of their lines."""
    low = measure.at_least if measure.at_least is not None else measure.used
    high = measure.at_most if measure.at_most is not None else measure.used
    slack = rule.expects["tolerance"]
    if stroke.width is None:
        return
    widths = []
    for line in page.boxes[rule.expects["under"]]:
        room = page.paragraph(line).room
        width = width_mm(line) if room is None else width_mm(line, room)
        if not width:
            return
        widths.append(width)
    shares = [stroke.width / width for width in (max(widths), widths[-1])]
    if not any(low - slack <= share <= high + slack for share in shares):
        yield f"dài {shares[0]:.0%} dòng chữ"


def _off_the_middle(page: Page, rule: Rule, stroke: Stroke) -> Iterator[str]:
    middle = rule.expects.get("middle")
    line = page.boxes[rule.expects["under"]][-1]
    room = page.paragraph(line).room
    if middle is None or room is None or stroke.offset is None or stroke.width is None:
        return
    if line.alignment == "center" and abs(stroke.offset + stroke.width / 2 - room / 2) > middle:
        yield "lệch khỏi giữa dòng chữ"
