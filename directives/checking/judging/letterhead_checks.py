"""Phần đầu văn bản: judges state name, motto, number, place and date, type, subject, addressees."""

import re
from dataclasses import dataclass

from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.document.kinds import DocumentType
from directives.vocabulary.days import DAY, day_of
from directives.vocabulary.words import UPPER

_NUMBER = re.compile(
    r"^(?P<word>S[ốỐ])\s*(?P<colon>:?)\s*(?P<number>\d*)(?P<before>\s*)/(?P<after>\s*)"
    r"(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?(?P<symbol>\S.*)$"
)
_SYMBOL = re.compile(rf"^[{UPPER}][\w.&]*(?:-[\w.&]+)*$")
_DATE_FORM = re.compile(r"^[^,]+, ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm \d{4}$")
_BLANK_DATE = re.compile(r"^[^,]+, ngày[\s.…]*tháng[\s.…\d]*năm[\s.…\d]*$")
_CODES = {kind.code: kind for kind in DocumentType if kind.code}


@dataclass(frozen=True, slots=True)
class NumberParts:
    """Các phần của số, ký hiệu: as printed, blanks kept; ``number`` is empty in a draft."""

    line: Line
    word: str
    colon: str
    number: str
    blanks: bool
    year: str | None
    symbol: str


def number_parts(page: Page) -> NumberParts | None:
    """Tách số, ký hiệu: None when there is no number line or it has no slash."""
    line = page.first("number")
    match = _NUMBER.match(line.text) if line else None
    if line is None or match is None:
        return None
    symbol = re.sub(r"\s*-\s*", "-", match["symbol"])
    blanks = bool(match["number"] and match["before"]) or bool(match["after"]) or symbol != match["symbol"]
    return NumberParts(line, match["word"], match["colon"], match["number"], blanks, match["year"], symbol)


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


@checks("F-26")
def motto_is_not_underlined(page: Page, rule: Rule) -> Judgements:
    """Gạch chân Tiêu ngữ: the rule below is a line of its own."""
    for line in page.boxes["motto"]:
        if line.share(lambda run: run.underline) > 0:
            yield rule.finding(line, "gạch chân", "đường kẻ riêng")


@checks("F-35")
def number_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Số, ký hiệu: there, with slash and a symbol of letters; a blank number is a draft's, not an error."""
    line = page.first("number")
    if line is None:
        yield rule.finding("document", "", "Số: 01/…")
        return
    parts = number_parts(page)
    symbol_needs_group = page.type_word is not None
    if parts is None or not _SYMBOL.match(parts.symbol) or (symbol_needs_group and "-" not in parts.symbol):
        yield rule.finding(line, line.text, "Số: 15/QĐ-UBND")


@checks("F-36")
def number_has_its_zero(page: Page, rule: Rule) -> Judgements:
    """Số 0 ở trước: below ten it stands, from ten on it does not."""
    parts = number_parts(page)
    if parts and parts.number:
        wanted = str(int(parts.number)).zfill(rule.expects["digits"])
        if parts.number != wanted:
            yield rule.finding(parts.line, parts.line.text, wanted)


@checks("F-37")
def number_has_no_blanks(page: Page, rule: Rule) -> Judgements:
    """Cách chữ trong số, ký hiệu: none round slash and hyphen; the gap of a draft is no fault."""
    parts = number_parts(page)
    if parts and parts.blanks:
        yield rule.finding(parts.line, parts.line.text, f"Số: {parts.number}/{parts.symbol}")


@checks("F-39")
def number_word_is_right(page: Page, rule: Rule) -> Judgements:
    """Từ "Số": small letters and a colon."""
    parts = number_parts(page)
    if parts and (parts.word != "Số" or not parts.colon):
        yield rule.finding(parts.line, parts.line.text, "Số:")


@checks("F-40")
def code_fits_the_type(page: Page, rule: Rule) -> Judgements:
    """Chữ viết tắt tên loại: the symbol's first group is the code of the printed type."""
    parts = number_parts(page)
    kind = next((k for k in DocumentType if k.name_vi == page.type_word), None)
    if parts and kind and kind.code and parts.symbol.split("-")[0] != kind.code:
        yield rule.finding(parts.line, parts.symbol, f"{kind.code}-…")


@checks("F-41")
def letter_symbol_has_no_type(page: Page, rule: Rule) -> Judgements:
    """Ký hiệu công văn: no type code, at least two groups."""
    parts = number_parts(page)
    if parts and page.type_word is None and "letter_subject" in page.boxes:
        groups = parts.symbol.split("-")
        if groups[0] in _CODES or groups[0] == "CV" or len(groups) < 2:
            yield rule.finding(parts.line, parts.symbol, "<cơ quan>-<đơn vị>")


@checks("F-42")
def number_has_no_year(page: Page, rule: Rule) -> Judgements:
    """Năm trong số: belongs to normative legal documents only."""
    parts = number_parts(page)
    if parts and parts.year:
        yield rule.finding(parts.line, parts.line.text, f"Số: {parts.number}/{parts.symbol}")


@checks("F-44")
def date_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Địa danh và thời gian: in words; minutes bear none in the head; a draft may leave the day blank."""
    line = page.first("place_and_date")
    if line is None:
        if page.doc_type != DocumentType.BIEN_BAN.name_vi:
            yield rule.finding("document", "", "<Địa danh>, ngày … tháng … năm …")
    elif not _DATE_FORM.match(line.text) and not _BLANK_DATE.match(line.text):
        yield rule.finding(line, line.text, "<Địa danh>, ngày … tháng … năm …")


@checks("F-45", "F-46")
def date_has_its_zeros(page: Page, rule: Rule) -> Judgements:
    """Số 0 của ngày, tháng: days below ten and the first two months."""
    for line in page.boxes["place_and_date"]:
        match = _DATE_FORM.match(line.text)
        if not match:
            continue
        if rule.id == "F-45" and len(match["day"]) == 1:
            yield rule.finding(line, match["day"], match["day"].zfill(2))
        if rule.id == "F-46":
            month = int(match["month"])
            wanted = f"{month:02d}" if month in rule.expects["padded"] else str(month)
            if match["month"] != wanted:
                severity = "" if month in rule.expects["padded"] else rule.expects["otherwise"]
                yield rule.finding(line, match["month"], wanted, severity)


@checks("F-47")
def date_is_in_the_calendar(page: Page, rule: Rule) -> Judgements:
    """Ngày có thật: no 31 April."""
    for line in page.boxes["place_and_date"]:
        match = re.search(DAY.format(""), line.text)
        if match and day_of(match) is None:
            yield rule.finding(line, match[0], "")


@checks("F-52")
def letter_has_no_type_name(page: Page, rule: Rule) -> Judgements:
    """Công văn: the word itself never stands as a title."""
    for line in page.boxes["type_name"]:
        if page.type_word == DocumentType.CONG_VAN.name_vi:
            yield rule.finding(line, line.text, "")


@checks("F-55")
def letter_subject_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Trích yếu công văn: begins with "V/v " and bears no full stop; its last line is not looked for here."""
    for line in page.boxes["letter_subject"]:
        if not line.text.startswith("V/v ") or line.text.endswith("."):
            yield rule.finding(line, line.text, "V/v …")


@checks("F-60")
def letter_names_its_addressee(page: Page, rule: Rule) -> Judgements:
    """Kính gửi: every công văn has it."""
    is_letter = page.type_word is None and "letter_subject" in page.boxes
    if is_letter and "addressees_label" not in page.boxes:
        yield rule.finding("document", "", "Kính gửi: …")


@checks("F-61")
def order_names_no_addressee(page: Page, rule: Rule) -> Judgements:
    """Kính gửi thừa: decisions, plans, directives and notices have none."""
    for line in page.boxes["addressees_label"]:
        if page.type_word in rule.expects["types"]:
            yield rule.finding(line, line.text, "")


@checks("F-64")
def addressees_are_a_list(page: Page, rule: Rule) -> Judgements:
    """Kính gửi nhiều nơi: dash, semicolon, full stop at the last."""
    items = page.boxes["addressees"]
    for number, line in enumerate(items, start=1):
        mark = "." if number == len(items) else ";"
        if len(items) > 1 and not line.text.endswith(mark):
            yield rule.finding(line, line.text, f"…{mark}")
        if not line.numbered and not line.text.startswith("- "):
            yield rule.finding(line, line.text, "- …")
