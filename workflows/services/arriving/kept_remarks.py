"""Lời để dành: what was said of a file while it was read, kept to be worded when somebody looks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from directives.errors import Problem
from storage.json_text import canonical


def written_problems(problems: Sequence[Problem]) -> str:
    """Lời để dành: sentences with their fields, worded when somebody looks, in the language of who looks."""
    return canonical(
        [[one.template, {k: _plain(v) for k, v in one.fields.items()}, one.where] for one in problems]
    )


def read_problems(written: Sequence[Sequence[Any]]) -> tuple[Problem, ...]:
    """Lời đã để dành: read back; days are days again, so that they are shown as people write them."""
    return tuple(
        Problem(template, {name: _value(value) for name, value in fields.items()}, where)
        for template, fields, where in written
    )


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)


def _value(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value
