"""Kiểu chữ của các ô: judges size, weight, slant, capitals and centring of a box's lines."""

from collections.abc import Callable, Iterable, Iterator

from directives.checking.judging.geometry import is_centred
from directives.checking.judging.letters import letters_with
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import SURE_SHARE, Line, Page
from directives.conversion.layout import Run
from directives.rulebook.regimes import Measure

_SIZE_SLACK = 0.25  # points
_WORDS = {"bold": ("đậm", "không đậm"), "italic": ("nghiêng", "đứng")}
#: Halves of the letterhead: in the middle of their column, which only a head with columns has.
_HALVES = ("motto", "issuer", "number", "place_and_date", "letter_subject")
_COLUMNS = ("table", "columns", "boxes")


@checks("F-21", "F-24", "F-29", "F-30", "F-38", "F-48", "F-51", "F-56", "F-84")
def box_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Kiểu chữ: each line of the box; a size that no level of the document says is not judged."""
    for line in page.boxes.get(rule.needs or "", ()):
        if rule.expects.get("upper") and not line.is_upper:
            yield rule.finding(line, line.text, line.text.upper())
        yield from style_findings(line, rule, page)


@checks("F-53")
def subject_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Trích yếu: its lines as one; a subject in capitals is seen by all of its words."""
    lines = page.boxes["subject"]
    if all(line.is_upper for line in lines) and any(letter.isalpha() for letter in lines[0].text):
        yield rule.finding(lines[0], "chữ in hoa", "chữ in thường")
    for line in lines:
        found = list(style_findings(line, rule, page))
        yield from found
        if found:
            return


@checks("F-83")
def recipients_label_is_right(page: Page, rule: Rule) -> Judgements:
    """Từ "Nơi nhận:": there, on its own line, with colon, bold italic 12."""
    label = page.first("recipients_label")
    if label is None:
        yield rule.finding("document", "", rule.expects["text"])
        return
    if label.text != rule.expects["text"]:
        yield rule.finding(label, label.text, rule.expects["text"])
    yield from style_findings(label, rule)


def style_findings(line: Line, rule: Rule, page: Page | None = None) -> Judgements:
    """Lỗi kiểu chữ: at most one finding a line, naming all that differs; centring is judged on a ``page`` only.

    Where one matter is wrong on a part of the line only, the finding names that part.
    """
    seen, wanted, places = [], [], []
    for faults in (_faces(line, rule), _sizes(line, rule.measure), _centring(line, rule, page)):
        for shown, expected, at in faults:
            seen.append(shown)
            wanted.append(expected)
            places.append(at)
    if seen:
        at = places[0] if len(places) == 1 else None
        yield rule.finding(line, f"{line.text[:60]}: {', '.join(seen)}", ", ".join(wanted), at=at)


_Faults = Iterator[tuple[str, str, tuple[int, int] | None]]


def _faces(line: Line, rule: Rule) -> _Faults:
    """Đậm, nghiêng: what nearly all letters must be, or what nearly none may be."""
    for name, holds in (("bold", _is_bold), ("italic", _is_italic)):
        expected = rule.expects.get(name)
        held = _share(line, holds) >= SURE_SHARE
        if expected is not None and held != expected:
            yes, no = _WORDS[name]
            at = letters_with(line, holds if held else _not(holds))
            yield yes if held else no, yes if expected else no, at


def _share(line: Line, holds: Callable[[Run], bool]) -> float:
    """Tỷ lệ chữ: of letters and digits alone; a hyphen or a dot of another face does not show."""
    counts = [(sum(map(str.isalnum, run.text)), holds(run)) for run in line.runs]
    total = sum(count for count, _ in counts)
    return sum(count for count, held in counts if held) / total if total else line.share(holds)


def _sizes(line: Line, measure: Measure | None) -> _Faults:
    bounds = out_of_bounds(line.sizes, measure) if measure is not None else ""
    if bounds and measure is not None:
        low, high = _bounds(measure)
        at = letters_with(line, lambda run: run.size is not None and not low <= run.size <= high)
        yield ", ".join(f"{size:g}" for size in line.sizes), bounds, at


def _centring(line: Line, rule: Rule, page: Page | None) -> _Faults:
    if page is None or not rule.expects.get("centred"):
        return
    if rule.needs in _HALVES and page.header not in _COLUMNS:
        return
    if is_centred(page, line) is False:
        yield "không canh giữa", "canh giữa", None


def out_of_bounds(sizes: Iterable[float], measure: Measure) -> str:
    """Cỡ chữ sai: the bounds in words, such as "13 - 14", where one of the sizes is outside them; else nothing."""
    low, high = _bounds(measure)
    if all(low <= size <= high for size in sizes):
        return ""
    least, most = low + _SIZE_SLACK, high - _SIZE_SLACK
    return f"{least:g}" if least == most else f"{least:g} - {most:g}"


def _bounds(measure: Measure) -> tuple[float, float]:
    low = measure.at_least if measure.at_least is not None else measure.used
    high = measure.at_most if measure.at_most is not None else measure.used
    return low - _SIZE_SLACK, high + _SIZE_SLACK


def _not(holds: Callable[[Run], bool]) -> Callable[[Run], bool]:
    return lambda run: not holds(run)


def _is_bold(run: Run) -> bool:
    return run.bold


def _is_italic(run: Run) -> bool:
    return run.italic
