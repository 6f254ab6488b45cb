"""Thiết lập sổ khắc phục: how weak criteria are chosen, as it comes with the program."""

import tomllib
from functools import cache
from pathlib import Path

from directives.results_use.improvement import Choice

_FILE = Path(__file__).parent / "data" / "improvement.toml"


@cache
def usual_choice() -> Choice:
    """Cách chọn đi kèm: of ``data/improvement.toml``."""
    return Choice(**tomllib.loads(_FILE.read_text(encoding="utf-8")))


def choice_of(lowest: int | None, most: int | None, *, only_lowest: bool) -> Choice | None:
    """Cách chọn riêng: the usual one with what was said otherwise; None when nothing was."""
    if lowest is None and most is None and not only_lowest:
        return None
    usual = usual_choice()
    return Choice(
        usual.lowest if lowest is None else lowest,
        usual.told_apart_below and not only_lowest,
        usual.most if most is None else most,
    )
