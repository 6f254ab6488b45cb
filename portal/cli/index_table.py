"""Bảng chỉ số trên màn hình: the units of each level, best first, with how sure their figures are."""

from collections.abc import Iterable
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from portal.messages import _
from sipas_engine.annexes.method import method_table
from sipas_engine.annexes.printing import NOTHING
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.index.rounding import decimal_comma

_WIDTH = 100
"""Bề rộng ít nhất: a narrower terminal breaks the lines, but no figure is cut off."""


def show(result: IndexResult) -> None:
    """In bảng chỉ số: a table a level, the nation below, then every setting behind the figures.

    Nothing is left out, however few its forms: the limits belong to publishing.
    """
    console = Console(highlight=False)
    console.width = max(console.width, _WIDTH)
    for level in result.by:
        units = sorted(result.level(level), key=lambda unit: (unit.rank is None, unit.rank, unit.path))
        console.print(_table(level, units, result))
    console.print(_table(_("nation"), [result.national], result))
    for setting, value in method_table(result).rows:
        console.print(f"{setting}: {value}", markup=False)


def _table(title: str, units: Iterable[UnitIndex], result: IndexResult) -> Table:
    table = Table(title=Text(title), title_justify="left", box=None, pad_edge=False, padding=(0, 1))
    table.add_column(_("rank"), justify="right")
    table.add_column(_("name of the unit"), overflow="fold", min_width=14)
    for heading in (_("valid forms"), _("index (%)"), _("standard error"), _("95 % interval")):
        table.add_column(heading, justify="right", min_width=15 if heading == _("95 % interval") else None)
    if result.rank_sets is not None:
        table.add_column(_("ranks allowed"), justify="right", min_width=9)
    for unit in units:
        cells = [
            NOTHING if unit.rank is None else str(unit.rank),
            unit.label or _("nation"),
            str(unit.n_valid),
            decimal_comma(unit.published) or NOTHING,
            NOTHING if unit.se is None else _figure(unit.se),
            NOTHING if unit.interval is None else " – ".join(map(_figure, unit.interval)),
        ]
        if result.rank_sets is not None:
            cells.append(NOTHING if unit.rank_set is None else " – ".join(map(str, unit.rank_set)))
        table.add_row(*map(Text, cells))
    return table


def _figure(number: float) -> str:
    return str(decimal_comma(Decimal(f"{number:.2f}")))
