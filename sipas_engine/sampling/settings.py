"""Thiết lập danh sách: known headings, age, what an office must give, when a list goes back; data, not code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ListSettings:
    """Thiết lập danh sách: ``least_good_share`` is the share of faultless rows below which a list goes back.

    ``counted`` are the kinds of finding that make a row faulty, ``barred`` those that keep it out of a draw;
    ``words`` is each kind as an annex prints it; ``refused`` are words of headings whose columns are never kept.
    """

    headings: Mapping[str, tuple[str, ...]]
    refused: tuple[str, ...]
    organisations: tuple[str, ...]
    adult_age: int
    least_good_share: Fraction
    required: frozenset[str]
    counted: frozenset[str]
    barred: frozenset[str]
    words: Mapping[str, str]


@cache
def list_settings() -> ListSettings:
    """Thiết lập có sẵn: those of ``data/list.toml``."""
    table = tomllib.loads(
        files("sipas_engine.sampling").joinpath("data", "list.toml").read_text(encoding="utf-8")
    )
    quality = table["quality"]
    return ListSettings(
        {name: tuple(words) for name, words in table["headings"].items()},
        tuple(table["refused"]["words"]),
        tuple(table["parties"]["organisation"]),
        quality["adult_age"],
        Fraction(quality["least_good_share"]),
        frozenset(quality["required"]),
        frozenset(quality["counted"]),
        frozenset(quality["barred"]),
        dict(table["words"]),
    )
