"""Trích yếu: judges the subject of a letter, its place below the number, and how long a subject is (PL.I-II.5)."""

from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.document.kinds import DocumentType


@checks("F-52")
def letter_has_no_type_name(page: Page, rule: Rule) -> Judgements:
    """Công văn: the word itself never stands as a title."""
    for line in page.boxes["type_name"]:
        if page.type_word == DocumentType.CONG_VAN.name_vi:
            yield rule.finding(line, line.text, "")


@checks("F-55")
def letter_subject_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Trích yếu công văn: its first line begins with "V/v ", its last bears no full stop."""
    lines = page.boxes["letter_subject"]
    start, last = rule.expects["start"], lines[-1]
    if not lines[0].text.startswith(start):
        yield rule.finding(lines[0], lines[0].text[:60], rule.expects["start_said"], at=(0, len(start)))
    if last.text.endswith("."):
        end = len(last.text)
        yield rule.finding(last, last.text[-60:], rule.expects["end_said"], at=(end - 1, end))


@checks("F-57")
def letter_subject_stands_apart(page: Page, rule: Rule) -> Judgements:
    """Khoảng cách dưới số, ký hiệu: the space below the number's paragraph and above the subject's."""
    number, subject = page.first("number"), page.boxes["letter_subject"][0]
    if rule.measure is None or number is None or subject.index < number.index:
        yield rule.unseen("no number stands above the subject")
        return
    wanted = rule.measure.used
    above, own = page.paragraph(number), page.paragraph(subject)
    if (above.table, above.column) != (own.table, own.column):
        yield rule.unseen("number and subject stand in different columns")
        return
    between = page.layout.paragraphs[number.index : subject.index - 1]
    if any(_is_empty_below(one.text, one.column, own.column) for one in between):
        yield rule.finding(subject, rule.expects["blank_line"], f"{wanted:g} pt")
        return
    gap = 0.0 if number.index == subject.index else above.space_after + own.space_before
    if abs(gap - wanted) > rule.expects["tolerance"]:
        yield rule.finding(subject, f"{gap:g} pt", f"{wanted:g} pt")


def _is_empty_below(text: str, column: int, wanted: int) -> bool:
    return not text.strip() and column == wanted


@checks("F-58")
def letter_subject_is_in_the_left_column(page: Page, rule: Rule) -> Judgements:
    """Chỗ của trích yếu công văn: in the column of the number, below it."""
    number, subject = page.first("number"), page.boxes["letter_subject"][0]
    if number is None or number.place != "cell" or page.header not in ("table", "columns"):
        yield rule.unseen("the letterhead is no table, or bears no number")
    elif subject.place != "cell":
        yield rule.finding(subject, "dưới phần đầu văn bản", rule.expects["place"])
    elif subject.cell[0] == number.cell[0] and subject.cell[2] != number.cell[2]:
        yield rule.finding(subject, "cột bên phải", rule.expects["place"])
    elif subject.index < number.index:
        yield rule.finding(subject, "trên số, ký hiệu", rule.expects["place"])


@checks("F-59")
def subject_is_not_too_long(page: Page, rule: Rule) -> Judgements:
    """Độ dài trích yếu: all of its lines together."""
    lines = page.boxes.get("subject") or page.boxes.get("letter_subject", ())
    letters = len(" ".join(line.text for line in lines))
    if letters > rule.expects["letters"]:
        yield rule.finding(lines[0], f"{letters} ký tự", f"không quá {rule.expects['letters']} ký tự")
