"""Văn bản kèm theo và phụ lục: judges what follows the signature (PL.I-III.1; PL.III, mẫu 1.3)."""

import re
from collections.abc import Sequence

from directives.checking.judging.geometry import is_centred
from directives.checking.judging.number_checks import number_parts
from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.annexes import is_pointer
from directives.checking.seeing.page import Annex, Line, Page
from directives.checking.seeing.wording import is_number, is_place_and_date, is_state_name, type_of
from directives.document.levels import roman
from directives.vocabulary.days import DAY, day_of

_LABEL = re.compile(r"^(?i:phụ lục)(?:\s+(?:số\s+)?(?P<number>[IVXLC]+|\d+|[A-Z]))?(?P<rest>\s*[.:–-].*)?$")
_MENTION = re.compile(r"phụ lục", re.IGNORECASE)
_MENTIONED = re.compile(
    r"(?i:phụ lục)(?i:\s+số)?\s+(?P<first>[IVXLC]+|\d+)\b"
    r"(?P<more>(?:\s*(?:,|và|đến|-|–)\s*(?:(?i:phụ lục)(?i:\s+số)?\s+)?(?:[IVXLC]+|\d+)\b)*)"
)
_ENCLOSED = re.compile(r"kèm theo|đính kèm|gửi kèm", re.IGNORECASE)
_CITED = re.compile(r"số (?P<number>\d+/\S+) ngày")
_DAY = re.compile(DAY.format(""))
_ATTACHED = re.compile(r"kèm theo (?:Quyết định|Nghị quyết|Văn bản|Công văn|Tờ trình) này", re.IGNORECASE)
_HEAD_LINES = 14


@checks("F-98")
def annexes_are_mentioned(page: Page, rule: Rule) -> Judgements:
    """Chỉ dẫn về phụ lục: in the main text, of each; words such as "kèm theo" speak of a single one too."""
    if not page.annexes:
        return
    text = "\n".join(line.text for line in page.lines if line.index < page.annexes[0].label.index)
    named = _mentioned(text)
    if not _MENTION.search(text):
        if not _ENCLOSED.search(text) or len(page.annexes) > 1:
            yield rule.finding(page.annexes[0].label, "", page.annexes[0].label.text[:40])
    elif named:
        for place, annex in enumerate(page.annexes, start=1):
            number = _number(annex) or roman(place)
            if not named & {number, roman(place), str(place)}:
                yield rule.finding(annex.label, "", f"Phụ lục {number}")


@checks("F-99")
def annex_label_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Nhãn phụ lục: normal case, bold, in the middle of a line of its own."""
    for annex in page.annexes:
        line, label = annex.label, _LABEL.match(annex.label.text)
        wanted = f"Phụ lục {_number(annex)}".strip()
        if not line.text.startswith("Phụ lục") or (
            label is not None and (label["rest"] or "").strip(" .:–-")
        ):
            yield rule.finding(line, line.text[:80], wanted)
        if is_centred(page, line) is False:
            yield rule.finding(line, f"{line.text[:60]}: không ở giữa dòng", "giữa dòng")
        yield from style_findings(line, rule)


@checks("F-100")
def annexes_are_counted(page: Page, rule: Rule) -> Judgements:
    """Số phụ lục: Roman and in order from two annexes on; a single one has none."""
    for place, annex in enumerate(page.annexes, start=1):
        wanted = roman(place) if len(page.annexes) > 1 else ""
        if _number(annex) != wanted:
            yield rule.finding(annex.label, annex.label.text[:80], f"Phụ lục {wanted}".strip())


@checks("F-101")
def annex_title_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Tên phụ lục: capitals, bold, below the label; one that shares the label's line is F-99's matter."""
    for annex in page.annexes:
        label = _LABEL.match(annex.label.text)
        if not annex.title and not (label is not None and label["rest"]):
            yield rule.finding(annex.label, "", "tên phụ lục")
        for line in annex.title:
            if not line.is_upper:
                yield rule.finding(line, line.text[:80], line.text.upper()[:80])
            if is_centred(page, line) is False:
                yield rule.finding(line, f"{line.text[:60]}: không ở giữa dòng", "giữa dòng")
            yield from style_findings(line, rule)


@checks("F-102")
def annex_points_to_its_document(page: Page, rule: Rule) -> Judgements:
    """Chỉ dẫn kèm theo: in italics; a number and a day that are filled in are the document's own."""
    for annex in page.annexes:
        if annex.pointer is None:
            yield rule.finding(annex.label, "", "(Kèm theo …)")
            continue
        yield from style_findings(annex.pointer, rule)
        yield from _other_document(page, annex.pointer, rule)


@checks("F-103")
def annex_pages_begin_anew(page: Page, rule: Rule) -> Judgements:
    """Số trang phụ lục: each annex is a section whose page numbers begin at 1; without any, nothing is wrong."""
    sections = page.layout.sections
    above = 0
    for annex in page.annexes:
        shares, above = annex.section == above, annex.section
        section = sections[annex.section] if annex.section < len(sections) else None
        if section is None or not section.page_numbers:
            continue
        if shares:
            yield rule.finding(annex.label, "chung phần với văn bản ở trên", rule.expects["first"])
        elif section.number_start != rule.expects["first"]:
            start = section.number_start
            yield rule.finding(annex.label, "đánh số tiếp" if start is None else start, rule.expects["first"])


@checks("F-111")
def attached_text_has_its_head(page: Page, rule: Rule) -> Judgements:
    """Văn bản kèm theo quyết định: a head with neither number nor day, and a line which says what it goes with."""
    after, wanted = page.boxes["after"], rule.expects
    for place, line in enumerate(after):
        if not is_state_name(line.text):
            continue
        head = after[max(0, place - 4) : place + _HEAD_LINES]
        if not any(is_pointer(one) for one in head):
            yield rule.finding(line, "", wanted["pointer"])
        for one in head:
            if is_number(one.text) or (is_place_and_date(one.text) and not is_pointer(one)):
                yield rule.finding(one, one.text, wanted["none"])
    bare = _headless(page)
    if bare is not None:
        yield rule.finding(bare, bare.text, wanted["head"])


def _headless(page: Page) -> Line | None:
    """Văn bản kèm theo thiếu phần đầu: its type and pointer stand right after the decision, and no state name."""
    after = page.boxes["after"]
    own = (
        after[: page.lines.index(page.annexes[0].label) - page.lines.index(after[0])]
        if page.annexes
        else after
    )
    if any(is_state_name(line.text) for line in own):
        return None
    if not any(_ATTACHED.search(line.text) for line in page.boxes.get("body", ())):
        return None
    for place, line in enumerate(own[:_HEAD_LINES]):
        if type_of(line.text) and line.is_upper and any(is_pointer(one) for one in own[place : place + 6]):
            return line
    return None


def _other_document(page: Page, pointer: Line, rule: Rule) -> Judgements:
    """Văn bản khác: number or day of the pointer is not that of the document; blanks are an electronic document's."""
    cited, own = _CITED.search(pointer.text), number_parts(page)
    if cited and own and own.number and cited["number"] != f"{own.number}/{own.symbol}":
        yield rule.finding(pointer, cited["number"], f"{own.number}/{own.symbol}")
    there, head = _DAY.search(pointer.text), page.first("place_and_date")
    here = _DAY.search(head.text) if head else None
    day, own_day = (day_of(found) if found else None for found in (there, here))
    if there and here and day and own_day and day != own_day:
        yield rule.finding(pointer, there[0], here[0])


def _number(annex: Annex) -> str:
    found = _LABEL.match(annex.label.text)
    return (found["number"] or "") if found else ""


def _mentioned(text: str) -> set[str]:
    """Phụ lục được nhắc: the numbers named; empty when all are meant at once ("các phụ lục", "I đến III")."""
    named: set[str] = set()
    for found in _MENTIONED.finditer(text):
        if re.search(r"đến|-|–", found["more"]):
            return set()
        named |= {found["first"], *re.findall(r"\b[IVXLC]+\b|\d+", found["more"])}
    rest = _MENTIONED.sub("", text)
    return set() if _MENTION.search(rest) else named


def enclosed_texts(page: Page) -> list[Sequence[Line]]:
    """Các văn bản kèm theo: the lines of each text with a letterhead of its own, up to the next one or an annex."""
    after = page.boxes.get("after", ())
    starts = [place for place, line in enumerate(after) if is_state_name(line.text)]
    labels = {id(annex.label) for annex in page.annexes}
    ends = sorted({*starts, *(n for n, line in enumerate(after) if id(line) in labels), len(after)})
    return [after[start : next(end for end in ends if end > start)] for start in starts]
