"""Quốc hiệu, Tiêu ngữ: judges their words, their place beside the issuing body, and how sizes go together."""

from collections import Counter

from directives.checking.judging.geometry import MM_PER_POINT, width_mm
from directives.checking.judging.letters import letters_with
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import TABS, Line, Page
from directives.conversion.layout import Paragraph

_HEAD = ("state_name", "motto", "parent", "issuer", "number", "place_and_date")
_MARKS = ("circulation", "urgency", "copy_label")


@checks("F-20", "F-23")
def set_words_are_exact(page: Page, rule: Rule) -> Judgements:
    """Quốc hiệu, Tiêu ngữ: word for word; capitals may come from the font's own setting."""
    line = page.first("state_name" if rule.id == "F-20" else "motto")
    texts = rule.expects["texts"]
    if line is None:
        yield rule.finding("document", "", texts[0])
        return
    shown = line.text.upper() if line.is_(lambda run: run.caps) else line.text
    if shown not in texts:
        yield rule.finding(line, line.text, texts[0])


@checks("F-22")
def state_name_is_on_one_line(page: Page, rule: Rule) -> Judgements:
    """Quốc hiệu một dòng: counted on a printed page; of a Word file its words are measured against their column."""
    line = page.boxes["state_name"][0]
    paragraph, width = page.paragraph(line), width_mm(line)
    if paragraph.printed_lines is not None:
        if paragraph.printed_lines > 1:
            yield rule.finding(line, f"{paragraph.printed_lines} dòng", rule.expects["lines"])
        return
    if paragraph.room is None or width is None or line.alignment == TABS:
        yield rule.unseen("the room of the state name, or the width of its letters, is not known")
        return
    room = paragraph.room - (paragraph.left_indent + paragraph.right_indent) * MM_PER_POINT
    if width > room * (1 + rule.expects["spare"]):
        yield rule.finding(line, f"rộng {width:.0f} mm trong cột {room:.0f} mm", rule.expects["lines"])


@checks("F-26")
def motto_is_not_underlined(page: Page, rule: Rule) -> Judgements:
    """Gạch chân Tiêu ngữ: the rule below is a line of its own."""
    for line in page.boxes["motto"]:
        if line.share(lambda run: run.underline) > 0:
            at = letters_with(line, lambda run: run.underline)
            yield rule.finding(line, "gạch chân", rule.expects["line"], at=at)


@checks("F-27")
def head_stands_in_its_place(page: Page, rule: Rule) -> Judgements:
    """Vị trí phần đầu: the body left and the state name right of it, before every other text."""
    state = page.boxes["state_name"][0]
    issuer = page.first("issuer") or page.first("number")
    if page.header in ("table", "columns"):
        if issuer is not None and issuer.cell[0] == state.cell[0] and issuer.cell[2] >= state.cell[2]:
            seen = "tên cơ quan bên phải" if issuer.cell[2] > state.cell[2] else "cùng một cột"
            yield rule.finding(state, seen, rule.expects["beside"])
    elif page.header == "stacked" and issuer is not None and _is_one_column(page):
        if issuer.place == state.place == "body":
            yield rule.finding(state, "xếp trên dưới, không thành hai cột", rule.expects["beside"])
    else:
        yield rule.unseen("where text boxes and tabs stand side by side the file does not say")
    above = _text_above(page, rule.expects["mark"])
    if above is not None:
        yield rule.finding(above, above.text[:60], rule.expects["first"])


def _is_one_column(page: Page) -> bool:
    """Không chia cột: a section that goes on without a new page may have columns."""
    return page.layout.kind == "word" and all(one.starts != "continuous" for one in page.layout.sections)


def _text_above(page: Page, mark: int) -> Line | None:
    """Nội dung đứng trước phần đầu: the first line that is more than a mark; what is in a box stands anywhere."""
    head = {line.index for box in _HEAD for line in page.boxes.get(box, ())}
    marks = {line.index for box in _MARKS for line in page.boxes.get(box, ())}
    for line in page.lines:
        if line.index in head or line.place == "cell":
            return None
        if line.index not in marks and line.place == "body" and len(line.text) > mark:
            return line
    return None


@checks("F-28")
def head_is_single_spaced(page: Page, rule: Rule) -> Judgements:
    """Giãn dòng phần đầu: single in every line; one finding, at the first that is not."""
    for box in rule.expects["boxes"]:
        for line in page.boxes.get(box, ()):
            lines = _spacing(page.paragraph(line), line, rule.expects["of_size"])
            if lines is not None and abs(lines - rule.expects["lines"]) > rule.expects["tolerance"]:
                yield rule.finding(line, f"{lines:.2f} dòng", rule.expects["single"])
                return


def _spacing(paragraph: Paragraph, line: Line, of_size: float) -> float | None:
    """Giãn dòng: as a multiple of a single line, None when a fixed height cannot be compared with a size."""
    if paragraph.line_height is None:
        return paragraph.lines
    if not line.sizes:
        return None
    lines = paragraph.line_height / (of_size * line.sizes[-1])
    return max(lines, 1.0) if paragraph.least else lines


@checks("F-131")
def sizes_go_together(page: Page, rule: Rule) -> Judgements:
    """Bộ cỡ chữ: judged where each size is one of a family; another size is the matter of its own rule."""
    families = [tuple(family) for family in rule.expects["families"]]
    sizes = (_size(page, "state_name"), _size(page, "motto"), _size(page, "body"))
    if None in sizes or not all(
        size in column for size, column in zip(sizes, zip(*families, strict=True), strict=True)
    ):
        yield rule.unseen(
            "the size of state name, motto or body is not said, or is none of those that go together"
        )
    elif sizes not in families:
        wanted = " hoặc ".join(" - ".join(f"{size:g}" for size in family) for family in families)
        state = page.boxes["state_name"][0]
        yield rule.finding(state, " - ".join(f"{size:g}" for size in sizes if size is not None), wanted)


def _size(page: Page, box: str) -> float | None:
    """Cỡ chữ của ô: that of most of its letters."""
    letters: Counter[float | None] = Counter()
    for line in page.boxes.get(box, ()):
        for run in line.runs:
            letters[run.size] += len(run.text.strip())
    return letters.most_common(1)[0][0] if letters else None
