"""Quy ước tuyên truyền: names of outlets and purposes, what is asked of staff, how a text is read aloud."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from directives.results_use.telling import Outlet, Purpose


@dataclass(frozen=True, slots=True)
class StaffAsk:
    """Yêu cầu với cán bộ: asked where an element whose name holds one of the ``words`` is rated lowest."""

    words: tuple[str, ...]
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class TellingRules:
    """Quy ước: Vietnamese names by outlet and purpose, asks in their order, the reading of a loudspeaker."""

    outlets: Mapping[Outlet, str]
    purposes: Mapping[Purpose, str]
    asks: tuple[StaffAsk, ...]
    syllables_a_minute: int
    spoken_words: Mapping[str, str]


@cache
def telling_rules() -> TellingRules:
    """Quy ước đi kèm: as the data of the program say."""
    source = files("directives.results_use").joinpath("data/telling.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source)
    return TellingRules(
        {Outlet(row["id"]): row["name"] for row in table["outlet"]},
        {Purpose(row["id"]): row["name"] for row in table["purpose"]},
        tuple(StaffAsk(tuple(row["words"]), row["text"], row["basis"]) for row in table["ask"]),
        table["spoken"]["syllables_a_minute"],
        table["spoken"]["words"],
    )


def asks_of(elements: Iterable[str]) -> tuple[str, ...]:
    """Việc cần làm: what is asked of staff where these elements are rated low; each ask once, then the general one.

    >>> len(asks_of(["Tiếp cận dịch vụ", "Tiếp cận dịch vụ"])), len(asks_of([]))
    (2, 1)
    """
    asks = telling_rules().asks
    found = {
        next((ask.text for ask in asks if any(word in name.casefold() for word in ask.words)), "")
        for name in elements
    }
    return tuple(ask.text for ask in asks if ask.text in found or not ask.words)
