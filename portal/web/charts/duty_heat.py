"""Biểu đồ nhiệt của nhiệm vụ: units by steps as coloured cells of a table, with their figures for those who listen."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from directives.followup.heat_tree import TreeRow
from directives.followup.progress_charts import HeatCell
from portal.messages import _, language

#: Chậm từ bao nhiêu phần trở lên -> the deeper shade of red.
_SHADES = ((0.5, "l3"), (0.2, "l2"), (0.0, "l1"))


def heat_rows(rows: Iterable[TreeRow], campaign: str, *, above: str = "", day: str = "") -> Markup:
    """Các hàng: one with units below it can be opened, and its rows come after it, each naming it as ``above``.

    ``day`` is the one on which these are true, when it is not today; what is opened is true on the same.
    """
    spoken = language()
    # Put together by hand: a page has a thousand such cells, and an opened province two thousand more.
    return Markup("".join(_row(row, campaign, above, day, spoken) for row in rows))


def _row(row: TreeRow, campaign: str, above: str, day: str, spoken: str) -> str:
    cells = "".join(_cell(cell, bool(row.below), spoken) for cell in row.cells)
    name, unit, here = escape(row.name), escape(row.unit), escape(f"/theo-doi/{campaign}")
    if row.below:
        on = f"&amp;ngay={escape(day)}" if day else ""
        address, count = (
            f"{here}/don-vi?cap-tren={unit}{on}",
            escape(_("{count} units").format(count=row.below)),
        )
        head = (
            f'<a href="{address}" hx-get="{address}" hx-target="closest tr" hx-swap="afterend" '
            f'aria-expanded="false" data-opens="{unit}">{name}</a> <small>{count}</small>'
        )
    else:
        head = f'<a href="{here}/don-vi/{unit}">{name}</a>'
    inside = f' class="inside" data-below="{escape(above)}"' if above else ""
    return f'<tr{inside}><th scope="row">{head}</th>{cells}</tr>'


@lru_cache(maxsize=20_000)
def _cell(cell: HeatCell | None, many: bool, _spoken: str) -> str:
    """Một ô: short enough to be seen at a glance, with the rest in words which are not seen."""
    if cell is None:
        return f"<td><span>{escape(_('Not owed'))}</span></td>"
    owed = cell.owed - cell.held
    if cell.late:
        kind = next(shade for least, shade in _SHADES if cell.late / cell.owed >= least)
        seen = str(cell.late) if many else "!"
        said = _("late, {done} of {owed} done").format(done=cell.done, owed=cell.owed) if many else _("Late")
    elif owed <= 0:
        kind, seen, said = "h", "–", _("Suspended or waived")
    elif cell.done >= owed:
        kind, seen, said = "d", "✓", _("Done")
    elif cell.done:
        kind, seen = "p", f"{100 * cell.done // owed}%"
        said = _("{done} of {owed} done").format(done=cell.done, owed=cell.owed)
    else:
        kind, seen, said = "n", "", _("Not due yet")
    return f'<td class="{kind}">{seen}<span> {escape(said)}</span></td>'
