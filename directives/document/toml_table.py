"""Bảng TOML: what a person wrote in TOML, as plain values in composed letters (NFC), of bounded depth."""

import tomllib
import unicodedata
from collections.abc import Mapping
from typing import Any

#: A body of articles, clauses, points and dashes is less than half as deep; deeper tables are no draft or plan.
MAX_DEPTH = 24


def toml_table(text: str) -> dict[str, Any]:
    """Đọc TOML: the top table of a text. Raises tomllib.TOMLDecodeError, also when it is nested too deeply."""
    try:
        table = tomllib.loads(unicodedata.normalize("NFC", text))
    except RecursionError:
        raise tomllib.TOMLDecodeError(_TOO_DEEP) from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:  # a number of more digits than Python reads
        raise tomllib.TOMLDecodeError(str(error)) from None
    if is_too_deep(table):
        raise tomllib.TOMLDecodeError(_TOO_DEEP)
    return table


_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"


def is_too_deep(value: object) -> bool:
    """Lồng quá sâu: whether lists and tables stand in each other more than ``MAX_DEPTH`` levels deep."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [inside for outer in level for inside in _inside(outer)]
    return bool(level)


def _inside(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []
