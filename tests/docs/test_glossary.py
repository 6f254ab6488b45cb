"""Thuật ngữ: every name of the glossary exists, its docstring opens with the term, and none of the core is missing."""

import inspect
import re
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROWS = re.findall(r"^\| `([\w.]+)` \| ([^|]+?) \| ([^|]+?) \|$", GLOSSARY.read_text(encoding="utf-8"), re.M)

#: What a newcomer meets first: all public dataclasses of these modules must be explained.
CORE = (
    "directives.document.model",
    "directives.register.books",
    "directives.register.columns",
    "directives.followup.plan",
    "directives.followup.duties",
    "sipas_engine.methods.question_set",
    "sipas_engine.methods.method",
    "sipas_engine.tally.tally",
    "sipas_engine.index.aggregate",
    "sipas_engine.index.result",
    "storage.campaigns",
    "storage.returns",
)


def test_every_line_of_a_table_is_a_row_of_three_cells() -> None:
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert len(ROWS) == len(lines) > 50


def test_a_name_stands_once() -> None:
    names = [name for name, _, _ in ROWS]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(("name", "term"), [(name, term) for name, term, _ in ROWS])
def test_the_docstring_opens_with_the_term(name: str, term: str) -> None:
    assert (inspect.getdoc(_named(name)) or "").split(":")[0] == term


@pytest.mark.parametrize("module", CORE)
def test_every_public_dataclass_of_the_core_is_explained(module: str) -> None:
    explained = {name for name, _, _ in ROWS}
    assert _public_dataclasses(import_module(module)) <= explained


def _named(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(import_module(module), attribute)


def _public_dataclasses(module: ModuleType) -> set[str]:
    return {
        f"{module.__name__}.{name}"
        for name, found in vars(module).items()
        if is_dataclass(found)
        and getattr(found, "__module__", "") == module.__name__
        and not name.startswith("_")
    }
