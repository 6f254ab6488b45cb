"""Sửa câu chữ cố định: state name, motto, number, date, subject, addressees, authority, spellings (PL.I-II, PL.II)."""

import re
from collections.abc import Iterator

from directives.checking.mending.look_mends import look
from directives.checking.mending.mends import CASE, ZEROS, Fault, mends
from directives.checking.mending.rewriting import letters_only, rewritten
from directives.conversion.word_edits import Edit, JoinParagraphs

_WORD = re.compile(r"^S[ốỐ]\s*:?\s*")
_BLANKS = re.compile(r"\s*([/\-–—])\s*")
_V_V = re.compile(r"^[Vv]\s?/\s?[Vv]\s*[:.]?\s*")
_ADDRESSEES = re.compile(r"^Kính\s+gửi\s*:?", re.IGNORECASE)


@mends("F-20", "F-23", frees=(CASE,))
def set_words_become_exact(fault: Fault) -> Iterator[Edit]:
    """Quốc hiệu, Tiêu ngữ: capitals, blanks, dashes; other letters are left to a person."""
    line = fault.line
    for text in fault.rule.expects["texts"] if line is not None else ():
        if line is not None and letters_only(text) == letters_only(line.text):
            yield from rewritten(fault.page, line, text)
            return


@mends("F-36", frees=(ZEROS,))
def number_gets_its_zero(fault: Fault) -> Iterator[Edit]:
    """Số 0 ở trước: the same number in as many digits as the law wants."""
    line = fault.line
    found = re.search(r"\d+", line.text) if line is not None else None
    if line is not None and found and int(found[0]) == int(fault.finding.expected):
        yield from rewritten(fault.page, line, fault.finding.expected, found.span())


@mends("F-37")
def number_loses_its_blanks(fault: Fault) -> Iterator[Edit]:
    """Cách chữ trong số, ký hiệu: none round slash and hyphen."""
    line = fault.line
    digits = re.search(r"\d", line.text) if line is not None else None
    if line is not None and digits:
        first = digits.start()
        closed = _BLANKS.sub(lambda found: "/" if found[1] == "/" else "-", line.text[first:])
        yield from rewritten(fault.page, line, closed, (first, len(line.text)))


@mends("F-39", frees=(CASE,))
def number_word_becomes_right(fault: Fault) -> Iterator[Edit]:
    """Từ "Số": small letters and a colon."""
    line = fault.line
    found = _WORD.match(line.text) if line is not None else None
    if line is not None and found:
        yield from rewritten(fault.page, line, "Số: ", found.span())


@mends("F-45", "F-46", frees=(ZEROS,))
def date_gets_its_zeros(fault: Fault) -> Iterator[Edit]:
    """Số 0 của ngày, tháng: the same day, the same month."""
    line, finding = fault.line, fault.finding
    word = "ngày" if finding.rule == "F-45" else "tháng"
    found = re.search(rf"\b{word}\s+(\d+)\b", line.text) if line is not None else None
    if line is not None and found and finding.expected.isdigit() and int(found[1]) == int(finding.expected):
        yield from rewritten(fault.page, line, finding.expected, found.span(1))


@mends("F-55", frees=(CASE,))
def letter_subject_gets_its_form(fault: Fault) -> Iterator[Edit]:
    """Trích yếu công văn: "V/v " before, no full stop behind; other words before it are left."""
    line = fault.line
    found = _V_V.match(line.text) if line is not None else None
    if line is not None and found:
        yield from rewritten(fault.page, line, "V/v ", found.span())
    end = fault.whole_lines[-1:]
    for last in end:
        kept = last.text.rstrip(" .")
        if kept != last.text and not last.text.endswith("..."):
            yield from rewritten(fault.page, last, "", (len(kept), len(last.text)))


@mends("F-62", frees=(CASE,))
def addressees_label_becomes_right(fault: Fault) -> Iterator[Edit]:
    """Kính gửi: colon and look."""
    line = fault.line
    if line is None:
        return
    yield from look(fault, line)
    found = _ADDRESSEES.match(line.text)
    if found:
        yield from rewritten(fault.page, line, "Kính gửi:", found.span())


@mends("F-63")
def single_addressee_goes_beside_the_label(fault: Fault) -> Iterator[Edit]:
    """Kính gửi một nơi: on the label's own line, without a dash."""
    label = fault.page.first("addressees_label")
    if label is None or not label.text.endswith(":"):
        return
    below = next((line for line in fault.page.lines if line.index == label.index + 1), None)
    if below is None or below.numbered or below.place != label.place or below.cell != label.cell:
        return
    kept = below.text.lstrip("-–— ")
    if kept != below.text:
        yield from rewritten(fault.page, below, "", (0, len(below.text) - len(kept)))
    yield JoinParagraphs(label.index)


@mends("F-83", frees=(CASE,))
def recipients_label_becomes_right(fault: Fault) -> Iterator[Edit]:
    """Từ "Nơi nhận:": its letters and colon, its look."""
    line, text = fault.line, fault.rule.expects["text"]
    if line is None:
        return
    yield from look(fault, line)
    if letters_only(line.text) == letters_only(text):
        yield from rewritten(fault.page, line, text)


@mends("F-89", frees=(CASE,))
def authority_prefix_becomes_right(fault: Fault) -> Iterator[Edit]:
    """Chữ tắt quyền hạn: the same letters with full stop and blank."""
    line = fault.line
    if line is not None and letters_only(line.text) == letters_only(fault.finding.expected):
        yield from rewritten(fault.page, line, fault.finding.expected)


@mends("F-127", "F-128", "F-129", "K7", "K10", "K13", "K14", frees=(CASE,))
def set_spelling_becomes_right(fault: Fault) -> Iterator[Edit]:
    """Viết hoa: words which the law writes in one way only, where they differ in nothing but their capitals."""
    line, place, wanted = fault.line, fault.finding.place, fault.finding.expected
    if line is None or place.start is None or place.end is None:
        return
    at = place.start - line.start, place.end - line.start
    if line.text[at[0] : at[1]].casefold() == wanted.casefold():
        yield from rewritten(fault.page, line, wanted, at)
