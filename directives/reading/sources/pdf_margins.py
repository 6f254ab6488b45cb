"""Lề của trang: running heads and feet, page numbers and footnotes are told from the text between them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directives.conversion.pdf_columns import folded, is_state_row
from directives.reading.sources.pdf_rows import PageRows, Row

_HEAD_ZONE, _FOOT_ZONE = 0.14, 0.88  # of the height
_RULE_ZONE = 0.85
_ZONE_ROWS = 3
_GAZETTE = re.compile(r"^\d*CONGBAO/SO[\d+/]")
_NUMBER = re.compile(r"^[-–(\[]*(?:TRANG|PAGE)?(?:\d{1,4}|[IVXL]{1,6})(?:/\d{1,4})?[-–)\]]*$")
_REPEATED = 0.3  # of the pages, and at least two
_SAME_PLACE = 8.0
#: A line above footnotes begins at the left edge and is about a third as long as the text.
_NOTE_RULE = (50.0, 250.0)
_NOTE_SIZE = 0.92  # of the size of the text
_NOTE_MARK = re.compile(r"^[\[(]?(\d{1,3}|\*)[\])]?\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class BarePage:
    """Trang không kể lề: the rows of the text, the running heads and feet, the footnotes line by line."""

    source: PageRows
    rows: tuple[Row, ...]
    margins: tuple[Row, ...]
    footnotes: tuple[tuple[str, int], ...]


def bare_pages(pages: Sequence[PageRows]) -> list[BarePage]:
    """Bỏ lề: of all pages together, since what repeats at its place is a running head or foot."""
    counted = Counter(key for page in pages for key in {_key(page, row) for row in _zones(page)})
    enough = max(2, round(_REPEATED * len(pages)))
    running = {key for key, count in counted.items() if count >= enough}
    return [_bare(page, running) for page in pages]


def _zones(page: PageRows) -> Iterator[Row]:
    """Hàng ở hai đầu trang: the first and last few; a state name ends those above it."""
    height = page.page.height
    for row in page.rows[:_ZONE_ROWS]:
        if row.words[0].baseline > _HEAD_ZONE * height or is_state_row(row.words):
            break
        yield row
    for row in page.rows[::-1][:_ZONE_ROWS]:
        if row.words[0].baseline < _FOOT_ZONE * height:
            break
        yield row


def _key(page: PageRows, row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "", folded(row.words)), round(row.words[0].baseline / _SAME_PLACE)


def _bare(page: PageRows, running: set[tuple[str, int]]) -> BarePage:
    aside: list[Row] = []
    for row in _zones(page):
        text = folded(row.words)
        outermost = row is _first(page.rows, aside) or row is _first(page.rows[::-1], aside)
        alone = outermost and bool(_NUMBER.match(text))
        repeated = _key(page, row) in running and bool(re.sub(r"\d", "", text))
        if _GAZETTE.match(text) or alone or repeated:
            aside.append(row)
    aside += [row for row in _below_last_rule(page) if row not in aside]
    rows = [row for row in page.rows if row not in aside]
    at = _footnotes_at(page, rows)
    return BarePage(page, tuple(rows[:at]), tuple(aside), tuple(_footnotes(rows[at:])))


def _below_last_rule(page: PageRows) -> list[Row]:
    """Dưới đường kẻ cuối trang: an agency's address below a line over the width of the text at the foot."""
    width, height = page.page.width, page.page.height
    rules = [
        rule.at for rule in page.page.strokes if rule.at > _RULE_ZONE * height and rule.length > width / 2
    ]
    return [row for row in page.rows if rules and row.words[0].baseline > max(rules)]


def _first(rows: Sequence[Row], aside: Sequence[Row]) -> Row | None:
    return next((row for row in rows if row not in aside), None)


def _footnotes_at(page: PageRows, rows: Sequence[Row]) -> int:
    """Chỗ bắt đầu chú thích: below a short line in the lower half of the page, in smaller letters, with a mark."""
    if not rows:
        return 0
    left = min(row.words[0].left for row in rows)
    sizes = sorted(row.words[0].size for row in rows)
    usual = sizes[len(sizes) // 2]
    for rule in page.page.strokes:
        short = _NOTE_RULE[0] <= rule.length <= _NOTE_RULE[1] and abs(rule.start - left) < 40
        if not short or rule.at < 0.4 * page.page.height:
            continue
        below = next((i for i, row in enumerate(rows) if row.words[0].baseline > rule.at), None)
        if below is None:
            continue
        smaller = max(word.size for word in rows[below].words) <= _NOTE_SIZE * usual
        if smaller and _NOTE_MARK.match(rows[below].text):
            return below
    return len(rows)


def _footnotes(rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """Chú thích: each as one line that begins with its mark in brackets, and the row where it begins."""
    text, at, last_mark = "", 0, 0
    for row in rows:
        said = row.text
        mark = _NOTE_MARK.match(said)
        begins = mark is not None and (mark[1] == "*" or int(mark[1]) == last_mark + 1 or not text)
        if mark is not None and begins:
            if text:
                yield text, at
            text, at = f"[{mark[1]}] {said[mark.end() :]}", row.number
            last_mark = int(mark[1]) if mark[1].isdigit() else last_mark
        else:
            text = f"{text} {said}".strip()
            at = at or row.number
    if text:
        yield text, at
