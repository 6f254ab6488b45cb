"""Biểu đồ phát, thu: of each investigator how many forms are back, at people's homes, and not yet handed out."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from portal.messages import _
from sipas_engine.fieldwork.balance import Balance

#: As wide as a phone, so that its words are as large there as the page's.
_ROW, _BAR, _WIDTH, _TOP, _FOR_NUMBERS = 40, 14, 350, 30, 48
_PARTS = ("good", "soon", "none")
#: Where the words of the legend begin.
_LEGEND = (0, 148, 244)


def field_progress(balances: Sequence[Balance], names: Mapping[str, str]) -> Markup:
    """Thanh phát, thu: SVG, a bar for each investigator; empty text where there is nobody. A table stands below it."""
    most = max((_total(one) for one in balances), default=0)
    if not most:
        return Markup("")
    said = (_("Back or refused"), _("At people's homes"), _("Not yet handed out"))
    legend = "".join(
        f'<rect class="{part}" x="{x}" y="6" width="12" height="12"/><text x="{18 + x}" y="16">{escape(word)}</text>'
        for x, part, word in zip(_LEGEND, _PARTS, said, strict=True)
    )
    bars = "".join(_row(place, one, names, most) for place, one in enumerate(balances))
    view = f"-8 0 {_WIDTH + 16} {_TOP + _ROW * len(balances) + 4}"
    title = escape(_("Forms of every investigator"))
    return Markup(
        f'<svg class="chart small-chart" viewBox="{view}" role="img" aria-label="{title}">{legend}{bars}</svg>'
    )


def _row(place: int, one: Balance, names: Mapping[str, str], most: int) -> str:
    """The name stands above its bar, so that long ones have room on a phone too."""
    y, scale = _TOP + place * _ROW, (_WIDTH - _FOR_NUMBERS) / most
    x, bars = 0.0, []
    for part, count in zip(_PARTS, _counts(one), strict=True):
        width = count * scale
        bars.append(f'<rect class="{part}" x="{x:.1f}" y="{y + 16}" width="{width:.1f}" height="{_BAR}"/>')
        x += width
    name = escape(names.get(one.investigator, one.investigator))
    done = f'<text x="{x + 6:.1f}" y="{y + 28}">{_counts(one)[0]}/{_total(one)}</text>'
    return f'<text x="0" y="{y + 11}">{name}</text>{"".join(bars)}{done}'


def _counts(one: Balance) -> tuple[int, int, int]:
    return one.back + one.refused, max(0, one.still_out), max(0, one.not_yet_out)


def _total(one: Balance) -> int:
    return sum(_counts(one))
