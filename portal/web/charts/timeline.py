"""Dòng thời gian: the steps of a campaign as bars in time, the days off, and the line of today."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from directives.followup.progress_charts import GanttRow
from portal.messages import _
from portal.web.rendering import day as shown

_WIDTH, _NAMES, _RIGHT = 1100, 330, 96
_HEAD, _ROW, _FOOT = 34, 28, 26
_LONGEST = 46
_ONE_DAY = timedelta(days=1)
#: Of days off the eye sees weekends in a plan of some months; of a longer one only Tết and long holidays.
_WEEKENDS_UP_TO, _LONG_HOLIDAY = 200, 4
_TICKS = 9


def timeline(rows: Sequence[GanttRow], today: date, is_working_day: Callable[[date], bool]) -> Markup:
    """Biểu đồ thời gian: planned, done and late in three colours; a table of the same stands behind it."""
    if not rows:
        return Markup("")
    ends = [end for row in rows for end in (row.start, row.due, row.planned, row.done_to, today) if end]
    scale = _Scale(min(ends) - 2 * _ONE_DAY, max(ends) + 4 * _ONE_DAY)
    height = _HEAD + len(rows) * _ROW + _FOOT
    parts = [
        *(_rect(0, _HEAD + place * _ROW, _WIDTH, _ROW, "stripe") for place in range(0, len(rows), 2)),
        *_days_off(scale, height, is_working_day),
        *_months(scale, height),
        *(part for place, row in enumerate(rows) for part in _bar(scale, place, row, today)),
        *_today(scale, today, height),
    ]
    label = _("The steps in time; the table below says the same.")
    return Markup(
        '<svg class="chart timeline" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(_WIDTH, height, label, Markup("").join(parts))


class _Scale:
    """Thang ngày: where a day lies across the picture."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._each = (_WIDTH - _NAMES - _RIGHT) / max(1, (last - first).days)

    def __call__(self, at: date) -> float:
        return round(_NAMES + (at - self.first).days * self._each, 1)

    @property
    def days(self) -> Iterator[date]:
        at = self.first
        while at <= self.last:
            yield at
            at += _ONE_DAY


def _days_off(scale: _Scale, height: int, is_working_day: Callable[[date], bool]) -> Iterator[Markup]:
    shortest = 2 if (scale.last - scale.first).days <= _WEEKENDS_UP_TO else _LONG_HOLIDAY
    run: list[date] = []
    for at in scale.days:
        if not is_working_day(at):
            run.append(at)
        elif run:
            if len(run) >= shortest:
                yield _rect(scale(run[0]), _HEAD, scale(run[-1] + _ONE_DAY), height - _HEAD - _FOOT, "off")
            run = []


def _months(scale: _Scale, height: int) -> Iterator[Markup]:
    months = [at for at in scale.days if at.day == 1]
    every = max(1, -(-len(months) // _TICKS))
    for number, at in enumerate(months):
        x = scale(at)
        yield Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            x, x, _HEAD, height - _FOOT
        )
        if number % every == 0:
            yield _text(x + 3, height - 9, f"{at:%m/%Y}", "small")


def _bar(scale: _Scale, place: int, row: GanttRow, today: date) -> Iterator[Markup]:
    top = _HEAD + place * _ROW
    start, due = scale(row.start), scale(row.due)
    name = row.name if len(row.name) <= _LONGEST else row.name[: _LONGEST - 1] + "…"
    yield Markup("<g><title>{}: {}</title>").format(row.name, _told(row))
    yield _text(8, top + 18, name, "")
    yield _rect(
        start, top + 7, max(due, start + 3), 14, "planned provisional" if row.provisional else "planned"
    )
    if row.planned is not None:
        moved = scale(row.planned)
        yield Markup('<path class="moved" d="M{} {}V{}M{} {}H{}"/>').format(
            moved, top + 4, top + 24, moved, top + 4, due
        )
    if row.done_from is not None and row.done_to is not None:
        begun = min(scale(row.done_from), scale(row.done_to))
        yield _rect(begun, top + 10, max(scale(row.done_to), begun + 3), 8, "done-bar")
    if row.late:
        yield _rect(due, top + 7, max(scale(today), due + 3), 14, "late")
    for mark in row.marks:
        yield _rect(scale(mark), top + 5, scale(mark) + 2, 18, "mark")
    yield _text(
        _WIDTH - 8, top + 18, f"{row.due:%d/%m}  {row.share:.0%}", "end late-text" if row.late else "end"
    )
    yield Markup("</g>")


def _told(row: GanttRow) -> str:
    said = _("due {day}, {share} done, late") if row.late else _("due {day}, {share} done")
    return said.format(day=shown(row.due), share=f"{row.share:.0%}")


def _today(scale: _Scale, today: date, height: int) -> Iterator[Markup]:
    x = scale(today)
    yield Markup('<line class="today" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        x, x, _HEAD - 8, height - _FOOT
    )
    yield _text(x, _HEAD - 14, _("Today {day}").format(day=f"{today:%d/%m}"), "middle late-text")


def _rect(left: float, top: float, right: float, height: float, kind: str) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        kind, left, top, round(max(0.0, right - left), 1), height
    )


def _text(x: float, y: float, words: str, kind: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(kind, x, y, words)
